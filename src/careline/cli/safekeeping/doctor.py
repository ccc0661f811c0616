"""`careline doctor`."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from functools import partial
from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.desk import Desk
from careline.domain.errors import StoreFault
from careline.domain.report import Report
from careline.reports.safekeeping.checks.file import newest_backup
from careline.reports.safekeeping.checks.setup import VARIABLES
from careline.reports.safekeeping.doctor import Found, Sources, doctor_report, findings
from careline.reports.safekeeping.findings import Examined, Fix
from careline.store import database
from careline.store.file import REVISIONS, Spare, facts_of

app = typer.Typer()


@making(app, "doctor", telling=True)
def doctor(
    desk: Desk,
    fix: Annotated[bool, typer.Option("--fix", help="Put right what can be without any risk, and say so.")] = False,
) -> Report:
    """Check the store, its backups and its surroundings for problems, and say what to do. Exits 10 if it finds any.

    It takes a while for a large store, and writes nothing without --fix.

    Example: careline doctor
    """
    desk.records = fix
    try:
        with _examining(desk) as examine:
            found, unseen = findings(examine)
    except StoreFault as error:
        backup = newest_backup(desk.store_path)
        if backup is None:
            raise
        raise StoreFault(f"{error} {backup}") from error
    done = _put_right(desk, found) if fix else {}
    left = [each for each in found if each.finding.fix not in done]
    if left and done:
        desk.say(f"Put right: {', '.join(done.values())}.")
    return doctor_report(left, unseen, done.values(), _sources(desk), desk.shop, desk.now)


def _sources(desk: Desk) -> Sources:
    flags = {"--config": desk.flags.config, "--db": desk.flags.db, "--me": desk.flags.me}
    return Sources(
        desk.config_path,
        desk.store_path,
        [name for name in VARIABLES if os.environ.get(name, "").strip()],
        [name for name, value in flags.items() if value],
    )


@contextmanager
def _examining(desk: Desk) -> Iterator[Callable[[], AbstractContextManager[Examined]]]:
    """How each check looks at the store: anew; where an earlier careline has written it, all at one copy."""
    with ExitStack() as stack:
        spare = stack.enter_context(closing(Spare()))
        with database.reading(desk.store_path, spare, as_it_is=True) as fetch:
            is_older = facts_of(desk.store_path, fetch).revision != REVISIONS[-1]
        if is_older:
            seen = stack.enter_context(_examined(desk, spare))
            yield lambda: nullcontext(seen)
        else:
            yield partial(_examined, desk, spare)


@contextmanager
def _examined(desk: Desk, spare: Spare) -> Iterator[Examined]:
    with database.reading(desk.store_path, spare) as fetch:
        yield Examined(fetch, desk.store_path, desk.config_path, desk.settings, desk.shop, desk.now)


def _put_right(desk: Desk, found: list[Found]) -> dict[Fix | None, str]:
    """Do what is safe, each once somebody has said yes to it; what was done."""
    done: dict[Fix | None, str] = {}
    for each in found:
        fix = each.finding.fix
        if fix is None or fix in done:
            continue
        desk.say(each.finding.finding)
        if desk.somebody_answers and not desk.agrees(fix.question):
            continue
        if fix.line:
            with desk.session(fix.line, any_clock=True) as work:
                if fix.record:
                    fix.record(work)
        elif fix.change and not desk.dry_run:
            try:
                fix.change()
            except OSError as error:
                desk.say(f"That could not be done: {error.filename or ''}: {error.strerror}.")
                continue
        if desk.dry_run:
            desk.say(f"This would put right: {fix.done}.")
        else:
            done[fix] = f"{fix.done}{f' ({fix.line} in the log)' if fix.line else ''}"
    return done
