"""Taking a command back."""

import sqlite3
from datetime import datetime, tzinfo

from careline.domain.errors import NotFound, Refused
from careline.domain.safekeeping import clock
from careline.domain.safekeeping import undoing as rules
from careline.domain.safekeeping.clock import ClockBehind
from careline.domain.safekeeping.undoing import LoggedCommand
from careline.store.answering import note_answers
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting, log
from careline.store.tables import log as tables


def undo(work: Recording, number: int | None, zone: tzinfo) -> tuple[LoggedCommand, dict[str, int]]:
    """Put every row back as it was before a command, by default the last that stands.

    The command, and how many rows of each table were put back. Raises Refused, NotFound and BuiltUpon; and where the
    clock was set back, ClockBehind for what does
    not lie ahead of it.
    """
    if number is None:
        command = log.last_standing(work.fetch, work.command_id)
        if command is None:
            raise Refused("There is nothing left to undo.")
    else:
        command = log.command(work.fetch, number) if number != work.command_id else None
        if command is None:
            raise NotFound(f"There is no command {number} in the log.")
    if forgetting.touched_by(work.fetch, command.id):
        raise Refused(
            f"Command {command.id} ({command.command}) cannot be undone: a customer whom it touched was forgotten, "
            "and what stood there before is gone."
        )
    later = log.built_upon(work.fetch, command.id, work.command_id)
    rules.check_can_undo(command, later, log.touched_promises(work.fetch, command.id), _latest(work, command, zone))
    rows: dict[str, set[int]] = {}
    try:
        for change in log.changes(work.fetch, command.id):
            log.put_back(work, change)
            rows.setdefault(change.table, set()).add(change.row_id)
    except sqlite3.IntegrityError:
        # Somebody or something that it made is used elsewhere: a customer, a party.
        raise rules.BuiltUpon(command, None) from None
    for case_id in log.cases_touched(work.fetch, work.command_id):
        note_answers(work.run, case_id)
    work.session.get_one(tables.Command, work.command_id).undoes = command.id
    return command, {table: len(ids) for table, ids in rows.items()}


def _latest(work: Recording, command: LoggedCommand, zone: tzinfo) -> datetime:
    """Now, or where the clock was set back the latest moment that the log knows of without the command.

    What had fallen due by then stays so, whatever the clock shows. Raises ClockBehind.
    """
    newest = log.newest(work.fetch, work.now, before=work.command_id)
    if newest and clock.stands_for(work.now, newest.at) is None and command.at <= work.now:
        raise ClockBehind(newest, work.now, zone)
    other = log.newest(work.fetch, work.now, before=work.command_id, but=command.id)
    return max(work.now, other.at) if other else work.now
