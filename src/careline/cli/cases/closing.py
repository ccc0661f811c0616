"""`careline case close` and `reopen`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.cases import tellers
from careline.cli.frame import given, questions
from careline.cli.frame.arguments import (
    CaseArgument,
    NewPromiseOptions,
)
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import ClosedHow
from careline.domain.errors import BadInput

app = typer.Typer()


class CloseHow(BadInput):
    """Closing needs one of two words; `asked` is what to ask for, where neither is given."""

    def __init__(self, asked: str | None = None) -> None:
        super().__init__("Say how it closes: --confirmed TEXT with the customer's words, or --unconfirmed.")
        self.lacks = {"--confirmed": asked} if asked else {}


@recording(app, "close", tellers.closed)
def close(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    confirmed: Annotated[
        str | None,
        typer.Option("--confirmed", metavar="TEXT", help="The customer's words; - reads standard input."),
        questions.Question(blank="unconfirmed"),
    ] = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Without the customer's words, after enough attempts.")
    ] = False,
    ask_again: Annotated[
        str | None, typer.Option("--ask-again", metavar="WHEN", help="Remind us to ask again then: 30d, 2026-11-24.")
    ] = None,
) -> Recorded:
    """Close a case on the customer's word, or unconfirmed after enough attempts to reach them.

    --ask-again promises nothing to anybody: it appears in your brief when the day comes.

    Example: careline close C-1 --confirmed "It works, thank you"
    """
    from careline.usecases.cases import cases

    if unconfirmed and confirmed is not None:
        raise CloseHow
    if not unconfirmed and confirmed is None:
        raise CloseHow(_asked_to_close(desk, case) if desk.somebody_answers else None)
    words = given.filled("--confirmed", given.text(desk, confirmed))
    again_at = desk.due(ask_again, at=at) if ask_again is not None else None
    with desk.session("case close") as work:
        number = given.case_id(work.fetch, case)
        return cases.close(work, desk.shop, number, words, ask_again_at=again_at, at=at)


def _asked_to_close(desk: Desk, case: str) -> str:
    """What to ask for before a case closes. Raises whatever forbids it then, so that nobody answers in vain."""
    from careline.domain.casefile.case_file import check_can_close
    from careline.store.casefile import case_files

    with desk.reader() as fetch:
        [file] = case_files(fetch, [given.case_id(fetch, case)])
    check_can_close(file, ClosedHow.CONFIRMED, desk.shop.policy, desk.calendar)
    return f"what {file.case.customer.first_name} said (nothing: close unconfirmed)"


@recording(app, "reopen", tellers.reopened)
def reopen(
    desk: Desk,
    at: datetime,
    case: Annotated[CaseArgument, questions.ANY_CASE],
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why; kept as a note.")] = None,
    mistake: Annotated[
        bool, typer.Option("--mistake", help="It was closed by mistake: let it stand as if it had not been.")
    ] = False,
    *,
    promise: Annotated[NewPromiseOptions, Only("promise", "by", "performer", "owner", "backup", "depends_on")],
) -> Recorded:
    """Open a closed case again, with a promise. Without one, careline adds one: to get back to them.

    A case that was closed by mistake does not count as reopened, and owes again what it had owed:
    careline reopen C-1 --mistake --because "Robin spoke of the other order"

    Example: careline reopen C-1 --because "It broke again"
    """
    from careline.usecases.cases import cases

    if mistake:
        if at != desk.now or promise != NewPromiseOptions():
            raise BadInput(
                "--mistake lets the case be open all along, owing what it had owed; leave out --at and --promise."
            )
        from careline.usecases.cases import closed_by_mistake  # hardly any closing was a mistake

        wrong = given.needed(desk, "--because", because, "what was wrong")
        with desk.session("case reopen") as work:
            return closed_by_mistake.reopen(work, desk.shop, given.case_id(work.fetch, case), wrong)
    first = promise.made(desk, at)
    why = given.filled("--because", given.text(desk, because))
    with desk.session("case reopen") as work:
        return cases.reopen(work, desk.shop, given.case_id(work.fetch, case), why, first, at=at)
