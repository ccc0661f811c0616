"""What several commands on cases take: their options."""

from typing import Annotated

import typer

from careline.cli.frame import complete

UpdateEveryOption = Annotated[
    str | None,
    typer.Option(
        "--update-every", metavar="TIME", help="How often the customer hears from us, news or not: 2bd, 1w, never."
    ),
]
TriedOption = Annotated[str | None, typer.Option("--tried", metavar="TEXT", help="What they tried already.")]
KeepsOption = Annotated[
    list[str] | None,
    typer.Option("--keeps", metavar="PROMISE", help="A promise that this kept.", autocompletion=complete.promises),
]
