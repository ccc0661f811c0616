"""What several commands on cases take: their options."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import KeepsOption
from careline.cli.frame.bundles import Bundle
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, MissingOption
from careline.domain.promises.changing import Instead
from careline.domain.promises.promise import NewPromise
from careline.domain.values import frozen

UpdateEveryOption = Annotated[
    str | None,
    typer.Option(
        "--update-every", metavar="TIME", help="How often the customer hears from us, news or not: 2bd, 1w, never."
    ),
]
TriedOption = Annotated[str | None, typer.Option("--tried", metavar="TEXT", help="What they have already tried.")]


@frozen
class CustomerOptions(Bundle):
    """Who the customer is."""

    customer: Annotated[
        str | None,
        typer.Option(
            "--customer",
            "-c",
            metavar="WHO",
            help='"Dana Reyes <dana@example.com>", or a known name.',
            autocompletion=complete.customers,
        ),
        questions.CUSTOMER_OR_NEW,
    ] = None
    new_customer: Annotated[bool, typer.Option("--new-customer", help="A new customer, however close the name.")] = (
        False
    )
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="Their telephone number.")] = None
    referred_by: Annotated[
        str | None,
        typer.Option(
            "--referred-by",
            metavar="NAME",
            help="Who sent them: a customer or a company.",
            autocompletion=complete.customers,
        ),
    ] = None


@frozen
class EarlierOptions(Bundle):
    """What becomes of what was promised before: kept by this call, or given up for what is promised in it."""

    keeps: KeepsOption = None
    instead: Annotated[
        str | None,
        typer.Option(
            "--instead",
            metavar="PROMISE",
            help="The promise that the new one takes the place of.",
            autocompletion=complete.promises,
        ),
        questions.PROMISE,
    ] = None
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="Why the change; - reads standard input.")
    ] = None
    agreed: Annotated[
        str | None,
        typer.Option("--agreed", metavar="TEXT", help="What the customer says to it; a second new date needs it."),
    ] = None

    def kept(self) -> list[int]:
        """The promises that the call keeps. Raises what ids raise."""
        return [ids.read(each, "P") for each in self.keeps or ()]

    def check(self, desk: Desk, at: datetime) -> None:
        """Raise BadInput and BlankText for what does not go together, and what ids raise."""
        for option, value in {"--because": self.because, "--agreed": self.agreed}.items():
            if given.filled(option, value) is not None and self.instead is None:
                raise BadInput(f"{option} needs --instead: name the promise that the new one replaces.")
        number = self.instead_of()
        if number is not None and number in self.kept():
            raise BadInput(f"{ids.show('P', number)} cannot be both kept and replaced; leave out --keeps or --instead.")

    def instead_of(self) -> int | None:
        """The promise whose place is taken. Raises what ids raise."""
        return ids.read(self.instead, "P") if self.instead is not None else None

    def given_up(self, desk: Desk, promise: NewPromise | None) -> Instead | None:
        """What the new promise takes the place of, and why; or None. Raises MissingOption and BlankText."""
        number = self.instead_of()
        if number is None:
            return None
        if promise is None:
            raise MissingOption("--promise", "what is promised instead")
        agreed = (
            given.needed(desk, "--agreed", self.agreed, "what the customer says to it")
            if self.agreed is not None
            else None
        )
        return Instead(number, given.needed(desk, "--because", self.because, "why it changes"), agreed)
