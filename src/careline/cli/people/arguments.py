"""Whom and what commands about people name."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions

WhichArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE.csv|ORDER|PURCHASE]...",
        help="The file the mailer used, or order numbers, or purchases (B-1).",
        show_default=False,
    ),
]
AllDueOption = Annotated[bool, typer.Option("--all-due", help="Everything that is due.")]


WhoArgument = Annotated[
    str,
    typer.Argument(help="Which customer: name or address.", show_default=False, autocompletion=complete.customers),
    questions.CUSTOMER,
]


def all_filled(option: str, values: list[str] | None) -> list[str]:
    """Texts that are not blank, their outer blanks taken away. Raises BlankText."""
    return [" ".join((given.filled(option, value) or "").split()) for value in values or ()]
