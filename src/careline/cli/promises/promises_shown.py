"""`careline promise list`, `history`, `show`, `why`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput
from careline.domain.promises.promise import State
from careline.domain.report import Page, Report

app = typer.Typer()

PromiseArgument = Annotated[
    str,
    typer.Argument(
        metavar="PROMISE", help="Which promise (P-1 or 1).", show_default=False, autocompletion=complete.promises
    ),
    questions.PROMISE,
]


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    all_: Annotated[bool, typer.Option("--all", help="Ended ones as well.")] = False,
    state: Annotated[State | None, typer.Option("--state", help="In this state.")] = None,
    case: Annotated[str | None, typer.Option("--case", metavar="CASE", help="On this case.")] = None,
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="NAME", help="That they answer for.", autocompletion=complete.parties),
    ] = None,
    performer: Annotated[
        str | None,
        typer.Option("--performer", metavar="NAME", help="That they are to do.", autocompletion=complete.parties),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Overdue ones.")] = False,
    said: Annotated[
        bool | None, typer.Option("--said/--planned", help="Only those said to a customer, or only plans.")
    ] = None,
    plans: Annotated[bool, typer.Option("--plans", help="Our own plans, which no customer is waiting for.")] = False,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Due when nobody works, with the reason.")] = False,
) -> Report:
    """List promises by due moment. The live ones, unless --all or --state says otherwise; filters combine.

    Example: careline promise list --performer FieldCo --overdue
    """
    from careline.reports.lists import PromiseFilter, promise_list

    fetch = desk.lasting_reader()
    chosen = PromiseFilter(
        live=not all_ and state is None,
        state=State.OVERDUE if overdue else state,
        case_id=given.case_id(fetch, case) if case else None,
        owner=given.party_name(desk, fetch, "--owner", owner),
        performer=given.party_name(desk, fetch, "--performer", performer),
        said=said,
        plans=plans,
        conflicts=conflicts,
    )
    return promise_list(fetch, desk.shop, now, chosen)


@looking(app, "history")
def history_(
    desk: Desk,
    now: datetime,
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="[CASE]",
            help="Of this case (C-1, 1, or its customer).",
            show_default=False,
            autocompletion=complete.cases,
        ),
    ] = None,
    performer: Annotated[
        str | None,
        typer.Option(
            "--performer", metavar="NAME", help="With one that they are to do.", autocompletion=complete.parties
        ),
    ] = None,
) -> Report:
    """Show how promises were renewed: each chain from its first promise on, with what became of it.

    Example: careline promise history C-1
    """
    from careline.reports.promises.history import history

    if case is None and performer is None:
        raise BadInput("Say whose history: a case, such as C-1, or --performer NAME.")
    with desk.reader() as fetch:
        number = given.case_id(fetch, case) if case is not None else None
        return history(fetch, desk.shop, now, number, given.party_name(desk, fetch, "--performer", performer))


@looking(app, "show")
def show(desk: Desk, now: datetime, promise: PromiseArgument) -> Page:
    """Show a promise: its words, its dates, and what became of it.

    Example: careline promise show P-1
    """
    from careline.reports.casefile.case import promise_page

    with desk.reader() as fetch:
        return promise_page(fetch, desk.shop, ids.read(promise, "P"), now)


@looking(app, "why")
def why(desk: Desk, now: datetime, promise: PromiseArgument) -> Page:
    """Explain the state of a promise in one sentence.

    Example: careline promise why P-1
    """
    from careline.reports.casefile.case import why_page

    with desk.reader() as fetch:
        return why_page(fetch, desk.shop, ids.read(promise, "P"), now)
