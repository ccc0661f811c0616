"""Taking a command back."""

from sqlalchemy.exc import IntegrityError

from careline.domain import undoing as rules
from careline.domain.forgetting import ForgottenSince
from careline.domain.undoing import LoggedCommand
from careline.store import forgetting, log, tables
from careline.store.database import Recording


def undo(work: Recording, number: int | None) -> tuple[LoggedCommand, dict[str, int]]:
    """Put every row back as it was before a command, by default the last that stands.

    The command, and how many rows of each table were put back. Raises NothingToUndo, NoSuchCommand, AlreadyUndone,
    UndoStays, ForgottenSince, BuiltUpon and FellDueSince.
    """
    if number is None:
        command = log.last_standing(work.fetch, work.command_id)
        if command is None:
            raise rules.NothingToUndo
    else:
        command = log.command(work.fetch, number) if number != work.command_id else None
        if command is None:
            raise rules.NoSuchCommand(number)
    if forgetting.touched_by(work.fetch, command.id):
        raise ForgottenSince(command)
    later = log.built_upon(work.fetch, command.id, work.command_id)
    rules.check_can_undo(command, later, log.touched_promises(work.fetch, command.id), work.now)
    rows: dict[str, set[int]] = {}
    try:
        for change in log.changes(work.fetch, command.id):
            log.put_back(work, change)
            rows.setdefault(change.table, set()).add(change.row_id)
    except IntegrityError:
        # Somebody or something that it made is used elsewhere: a customer, a party.
        raise rules.BuiltUpon(command, None) from None
    work.session.get_one(tables.Command, work.command_id).undoes = command.id
    return command, {table: len(ids) for table, ids in rows.items()}
