"""What commands about replacements take: the unit, and what goes with the parcel."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.bundles import Bundle
from careline.desk import Desk
from careline.domain import ids
from careline.domain.cases.serials import read_serials
from careline.domain.errors import BadInput, NotFound
from careline.domain.replacements.replacement import Basis
from careline.domain.values import frozen
from careline.store import labels
from careline.store.fetch import Fetch

if TYPE_CHECKING:
    from careline.usecases.replacements.splitting import Some

ReplacementArgument = Annotated[
    str,
    typer.Argument(
        metavar="REPL", help="Which replacement (R-1 or 1).", show_default=False, autocompletion=complete.replacements
    ),
    questions.REPLACEMENT,
]


def replacement_waiting(fetch: Fetch, typed: str) -> int:
    """The replacement that was meant: by its id, or as the only one on its way, or without an outcome, of a customer.

    Raises NotFound and BadInput, and what `case_id` raises.
    """
    from careline.store.casefile import case_file

    if ids.looks_like_id(typed):
        return given.replacement_id(fetch, typed)
    file = case_file(fetch, given.case_id(fetch, typed))
    waiting = [each for each in (file.replacements if file else ()) if each.shipped_at and each.is_live]
    if len(waiting) == 1:
        return waiting[0].id
    name = file.case.name if file else typed
    if not waiting:
        raise NotFound(f"{name} has no replacement that is on its way or without an outcome; name one, such as R-1.")
    raise BadInput(f"{name} has {len(waiting)} replacements; say which one.", [f"{r.name}  {r.told}" for r in waiting])


def _read_waiting(desk: Desk, at: datetime, typed: str) -> str:
    with desk.reader() as fetch:
        replacement_waiting(fetch, typed)
    return typed


WaitingArgument = Annotated[
    str,
    typer.Argument(
        metavar="REPL",
        help="Which replacement (R-1 or 1), or the customer who waits for only one.",
        show_default=False,
        autocompletion=complete.replacements,
    ),
    questions.Question(_read_waiting, choices=labels.unfinished_replacements),
]

ItemOption = Annotated[
    str | None,
    typer.Option("--item", "-i", metavar="NAME", help="What is sent; by default the case's product."),
]
BecauseOption = Annotated[
    str | None, typer.Option("--because", metavar="TEXT", help="Why; by default the last outcome.")
]
WhyOption = Annotated[
    str | None,
    typer.Option("--why", "-w", metavar="TEXT", help="The note in the box; - reads standard input."),
    questions.WORDS,
]
BasisOption = Annotated[Basis | None, typer.Option("--basis", help="On what grounds; by default the one that holds.")]
ArrivesOption = Annotated[
    str | None, typer.Option("--arrives", "-a", metavar="WHEN", help="By when it is with them."), questions.DUE
]
ForOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="PROMISE",
        help="What the customer was promised: that it arrives.",
        autocompletion=complete.promises,
    ),
]
CarrierOption = Annotated[
    str | None, typer.Option("--carrier", metavar="NAME", help="Who brings it.", autocompletion=complete.parties)
]
SupplierOption = Annotated[
    str | None, typer.Option("--supplier", metavar="NAME", help="Who sends it.", autocompletion=complete.parties)
]
TrackingOption = Annotated[str | None, typer.Option("--tracking", metavar="NUMBER", help="The carrier's number.")]
SerialOption = Annotated[
    list[str] | None,
    typer.Option("--serial", metavar="NUMBER", help="The serial number; again for each unit, or with commas."),
]
WhichOption = Annotated[
    list[str] | None,
    typer.Option("--serial", metavar="NUMBER", help="Which of its units are meant, again for each."),
]
DifferentOption = Annotated[
    str | None, typer.Option("--different", metavar="TEXT", help="What is different; from the third attempt on.")
]
SubstituteOption = Annotated[
    str | None, typer.Option("--substitute-because", metavar="TEXT", help="Why another model.")
]
ConsentOption = Annotated[
    str | None, typer.Option("--consent", metavar="[TEXT]", help="That the customer agrees to another model.")
]
AnotherOption = Annotated[
    bool, typer.Option("--another", help="It is for another unit than the last one, which works.")
]
AgainOption = Annotated[bool, typer.Option("--again", help="Everything else as with the last attempt.")]
GoodsOption = Annotated[str | None, typer.Option("--goods", metavar="AMOUNT", help="What each unit costs: 41.00.")]
PostageOption = Annotated[str | None, typer.Option("--postage", metavar="AMOUNT", help="What sending it costs: 6.50.")]
ReturnByOption = Annotated[
    str | None, typer.Option("--return-by", metavar="WHEN", help="By when the old unit is to come back.")
]
AnnouncedOption = Annotated[bool, typer.Option("--announced", help="The announcement went out too.")]
QuantityOption = Annotated[
    int | None, typer.Option("--quantity", metavar="N", help="How many units; by default all that are to be sent.")
]
SomeOption = Annotated[
    int | None, typer.Option("--quantity", metavar="N", help="Of how many of its units this holds, if not of all.")
]


@frozen
class SomeOptions(Bundle):
    """The options that say for which units of a replacement something holds."""

    quantity: SomeOption = None
    serial: WhichOption = None

    def some(self, desk: Desk, typed: str) -> "Some":
        """Which units are meant; where only their number is said, whoever sits at the terminal is asked which.

        Raises BlankText, BadInput, and what `replacement_waiting` raises.
        """
        from careline.usecases.replacements.splitting import Some

        named = read_serials(self.serial)
        if self.quantity is not None and not named and desk.somebody_answers:
            named = self._told_apart(desk, typed)
        return Some(self.quantity, named)

    def _told_apart(self, desk: Desk, typed: str) -> tuple[str, ...]:
        from careline.store.casefile import case_file, case_of

        with desk.reader() as fetch:
            number = replacement_waiting(fetch, typed)
            file = case_file(fetch, case_of(fetch, "R", number) or 0)
        unit = file.unit(number) if file else None
        if unit is None or not unit.serial or not 0 < (self.quantity or 0) < unit.quantity:
            return ()
        answer = given.asked_for(desk, f"Which of {unit.serial}? Enter if nobody knows: ")
        return read_serials([answer] if answer else None)


NoReturnOption = Annotated[bool, typer.Option("--no-return", help="The customer keeps the old unit.")]
