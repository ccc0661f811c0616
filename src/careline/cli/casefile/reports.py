"""`careline report ...`, `careline overdue` and `careline brief`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import Call, looking
from careline.desk import Desk
from careline.domain.errors import BadInput, NotFound
from careline.domain.report import Report

app = typer.Typer()


ForOption = Annotated[
    str | None,
    typer.Option("--for", metavar="NAME", help="Only what this person answers for.", autocompletion=complete.parties),
]


def _mail_out(report: Report, call: Call, who: Sequence[str]) -> None:
    """Mail the report, as --mail-to asks for."""
    from careline.cli.mail import pages

    pages.mail_out(report, call, who)


def _all_is_well(
    desk: Desk,
    now: datetime,
    *,
    soon: bool,
    plans: bool,
    for_: str | None,
    performer: str | None,
) -> bool:
    """True where nothing is overdue: what cron asks by day and night loads no report."""
    from careline.store.standing import all_is_well

    if soon or for_ is not None or performer is not None:
        return False
    with desk.reader() as fetch:
        return all_is_well(fetch, now)


@looking(app, "overdue", idle=_all_is_well, mailing=_mail_out)
def overdue(
    desk: Desk,
    now: datetime,
    soon: Annotated[bool, typer.Option("--soon", help="Also what is due soon.")] = False,
    plans: Annotated[bool, typer.Option("--plans", help="Also our own plans that are late.")] = False,
    for_: ForOption = None,
    performer: Annotated[
        str | None,
        typer.Option("--performer", metavar="NAME", help="Only what they are to do.", autocompletion=complete.parties),
    ] = None,
) -> Report:
    """Show every overdue promise to a customer, oldest first, then open cases with no promise.

    Example: careline overdue --as-of "yesterday 17:00"
    """
    from careline.reports.promises.outstanding import Whose
    from careline.reports.promises.overdue import overdue

    with desk.reader() as fetch:
        whose = Whose(
            given.party_name(desk, fetch, "--for", for_, unknown=given.NobodyCalled),
            given.party_name(desk, fetch, "--performer", performer, unknown=given.NobodyCalled),
        )
        return overdue(fetch, desk.shop, now, soon=soon, plans=plans, whose=whose)


@looking(app, "brief", mailing=_mail_out)
def brief(
    desk: Desk,
    now: datetime,
    for_: ForOption = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything, however long the page gets.")] = False,
) -> Report:
    """Show what needs attention today: each case once, with the command that deals with it.

    Example: careline brief --quiet
    """
    return morning(desk, now, for_, whole=all_)


def morning(desk: Desk, now: datetime, for_: str | None = None, *, whole: bool = False) -> Report:
    """The morning page, which whoever acts reads unless it is for somebody else."""
    from careline.reports.casefile.brief import brief
    from careline.reports.promises.outstanding import Whose
    from careline.store.backups.last import last_backup

    with desk.reader() as fetch:
        whose = Whose(given.party_name(desk, fetch, "--for", for_, unknown=given.NobodyCalled))
        return brief(
            fetch,
            desk.shop,
            now,
            whose=whose,
            reader=whose.owner or desk.settings.me,
            last_backup=last_backup(desk.store_path, now),
            whole=whole,
        )


@looking(app, "report", mailing=_mail_out)
def report(
    desk: Desk,
    now: datetime,
    name: Annotated[str | None, typer.Argument(help="Which one.", show_default=False)] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day on, for a report over a period.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to the end of this day.")] = None,
) -> Report:
    """Print a report. Without a name, list them.

    Example: careline report performers
    """
    from careline.domain.periods import Period
    from careline.reports import OF_A_PERIOD, REPORTS, load, reports

    if name is None or name == "reports":
        with desk.reader() as fetch:
            return reports(fetch, desk.shop, now)
    if name not in REPORTS:
        raise _no_such_report(name)
    if name not in OF_A_PERIOD:
        if since is not None or until is not None:
            raise BadInput(f"{name} shows a single moment, so it takes no --since or --until; use --as-of.")
        return morning(desk, now) if name == "brief" else _report(desk, now, name)
    period = Period.of_days(
        desk.day(since) if since is not None else None,
        desk.day(until) if until is not None else None,
        now,
        desk.calendar.zone,
    )
    with desk.reader() as fetch:
        return load(name)(fetch, desk.shop, now, period)


def _no_such_report(name: str) -> NotFound:
    """The refusal: a report that does not exist."""
    from careline.domain.wording import meant
    from careline.reports import REPORTS

    return NotFound(f'There is no report "{name}". {meant(name, REPORTS, listed_by="careline report")}')


def _report(desk: Desk, now: datetime, name: str) -> Report:
    from careline.reports import load

    with desk.reader() as fetch:
        return load(name)(fetch, desk.shop, now)
