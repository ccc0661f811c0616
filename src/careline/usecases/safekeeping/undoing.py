"""Taking a command back."""

import sqlite3
from datetime import datetime, tzinfo

from careline.domain.errors import NotFound, Refused
from careline.domain.safekeeping import clock
from careline.domain.safekeeping import undoing as rules
from careline.domain.safekeeping.clock import ClockBehind
from careline.domain.safekeeping.undoing import LoggedCommand
from careline.store import hooks, mails
from careline.store.answering import note_answers
from careline.store.recording import Recording
from careline.store.safekeeping import forgetting, log, putting_back
from careline.store.tables import log as tables

SENT = "mail sent"
"""The line of the log that says so."""
ABOUT_PARTIES = ("party add", "party edit", "party away", "party retire")
"""The commands that are about parties, and do not make them on the fly."""


def chosen(work: Recording, number: int | None) -> LoggedCommand:
    """The command with this number, else the last that stands of whoever acts. Raises Refused and NotFound."""
    if number is not None:
        command = log.command(work.fetch, number) if number != work.command_id else None
        if command is None:
            raise NotFound(f"There is no command {number} in the log.")
        return command
    command = log.last_standing(work.fetch, work.command_id, work.who)
    if command is None:
        other = log.last_standing(work.fetch, work.command_id)
        theirs = f" of yours; the last is command {other.id} ({other.command} by {other.who})" if other else ""
        way = f": careline undo {other.id}" if other else ""
        raise Refused(f"There is nothing left to undo{theirs}{way}.")
    return command


def undo(work: Recording, number: int | None, zone: tzinfo) -> tuple[LoggedCommand, dict[str, int]]:
    """Put every row back as it was before a command, by default the last of whoever acts.

    The command, and how many rows of each table were put back. Parties that it has made on the fly, and that others
    refer to by now, stay. Raises Refused, NotFound and BuiltUpon; and where the clock was set back, ClockBehind for
    what does not lie ahead of it.
    """
    command = chosen(work, number)
    if forgetting.touched_by(work.fetch, command.id):
        raise Refused(
            f"Command {command.id} ({command.command}) cannot be undone: a customer whom it touched was forgotten, "
            "and what stood there before is gone."
        )
    if command.command == SENT:
        raise Refused(
            f"Command {command.id} ({SENT}) cannot be undone: that mail has left, and nobody can call it back."
        )
    mails.take_out(work.fetch, command.id)
    on_the_fly = command.command not in ABOUT_PARTIES
    newest = putting_back.resting_on(work.fetch, command.id, work.command_id, parties=not on_the_fly)
    later = log.command(work.fetch, newest) if newest is not None else None
    rules.check_can_undo(command, later, log.touched_promises(work.fetch, command.id), _latest(work, command, zone))
    stood = putting_back.standing_of(work.fetch, str(log.cases_touched(work.fetch, command.id)))
    rows: dict[str, set[int]] = {}
    back = set()
    try:
        for change in putting_back.changes(work.fetch, command.id):
            if on_the_fly and change.table == "parties" and change.action == "insert":
                if not putting_back.take_away(work, change.row_id):
                    continue
            else:
                putting_back.put_back(work, change)
            rows.setdefault(change.table, set()).add(change.row_id)
            if change.table == "cases" and change.action == "delete":
                back.add(change.row_id)
    except sqlite3.IntegrityError:
        # Somebody or something that it made is used elsewhere in a way that no line of the log tells.
        raise rules.BuiltUpon(command, None) from None
    putting_back.clear_left_behind(work)
    # What an import has brought in may be silent, or owed though it is closed; it comes back as it was.
    touched = [case_id for case_id in log.cases_touched(work.fetch, work.command_id) if case_id not in back]
    for case_id in touched:
        note_answers(work.run, case_id)
    rules.check_left(command, stood, putting_back.standing_of(work.fetch, str(touched)))
    hooks.drop_of(work, command.id)
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
