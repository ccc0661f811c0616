"""What commands about replacements take: the unit, and what goes with the parcel."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, NotFound
from careline.domain.replacements.replacement import Basis
from careline.store import labels
from careline.store.fetch import Fetch

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
    raise BadInput(f"{name} has {len(waiting)} replacements; say which one.", [f"{r.name}  {r.item}" for r in waiting])


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
SerialOption = Annotated[str | None, typer.Option("--serial", metavar="NUMBER", help="The unit's serial number.")]
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
NoReturnOption = Annotated[bool, typer.Option("--no-return", help="The customer keeps the old unit.")]
