"""`careline case cause` and `case effort`: what a case leaves behind."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import given, tellers
from careline.cli.frame.arguments import CaseArgument, NewPromiseOptions
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.cli.frame.questions import ANY_CASE
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded

app = typer.Typer()


@recording(app, "cause", tellers.plain)
def cause(
    desk: Desk,
    at: datetime,
    case: Annotated[CaseArgument, ANY_CASE],
    text: Annotated[str, typer.Argument(help="What caused it; - reads standard input.", show_default=False)],
    action: Annotated[
        str | None,
        typer.Option("--action", metavar="WHAT", help="What we will do about it: a promise to ourselves, with --by."),
    ] = None,
    *,
    details: Annotated[NewPromiseOptions, Only("by", "owner", "performer")],
) -> Recorded:
    """Record what caused a case, and what we will do about it. "report causes" counts the ones that come back.

    The same words count as the same cause, whatever the capitals and accents.

    Example: careline case cause C-1 "Two models on one shelf" --action "A shelf for each model" --by 5bd
    """
    from careline.usecases.conduct import lessons

    words = given.text(desk, text) or ""
    if action is None:
        details.check_unused("--action")
    promise = details.worded(desk, at, action, said=False) if action is not None else None
    with desk.session("case cause") as work:
        return lessons.cause(work, desk.shop, given.case_id(work.fetch, case), words, promise, at=at)


@recording(app, "effort", tellers.plain)
def effort(
    desk: Desk,
    at: datetime,
    case: Annotated[CaseArgument, ANY_CASE],
    effort: Annotated[str, typer.Argument(metavar="1..5", help="1: easy, 5: hard.", show_default=False)],
    words: Annotated[str | None, typer.Option("--words", metavar="TEXT", help="The customer's words.")] = None,
) -> Recorded:
    """Record how hard it was for the customer, as they say once the case is closed.

    Example: careline case effort C-1 2 --words "One call was enough"
    """
    from careline.domain.conduct.lessons import read_effort
    from careline.usecases.conduct import lessons

    hard = read_effort(effort)
    said = given.filled("--words", given.text(desk, words))
    with desk.session("case effort") as work:
        return lessons.effort(work, desk.shop, given.case_id(work.fetch, case), hard, said, at=at)


@recording(app, "asked", tellers.plain)
def asked(desk: Desk, at: datetime, case: Annotated[CaseArgument, ANY_CASE]) -> Recorded:
    """Record that the customer of a closed case was asked again. Reaching them with a follow-up does the same.

    Example: careline case asked C-1
    """
    from careline.usecases.cases import asking_again

    with desk.session("case asked") as work:
        return asking_again.asked(work, desk.shop, given.case_id(work.fetch, case), at=at)
