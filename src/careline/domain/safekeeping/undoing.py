"""Taking a command back: when that is possible, and when the past forbids it."""

from collections.abc import Iterable
from datetime import datetime

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.values import frozen


@frozen
class LoggedCommand:
    """One command in the log, and the cases that it touched."""

    id: int
    at: datetime
    who: str
    command: str
    cases: tuple[int, ...] = ()
    undoes: int | None = None
    undone_by: int | None = None


@frozen
class SpokenOf:
    """What a line of the log speaks of: the first case that it touched, or else (`about`) a party, a customer, ..."""

    case_id: int | None = None
    subject: str | None = None
    customer: str | None = None
    about: str | None = None


@frozen
class TouchedPromise:
    """A promise that a command made or ended; `said_here` marks one that it made, told to a customer."""

    id: int
    due_at: datetime
    said_here: bool


class BuiltUpon(Refused):
    """A later command rests on what would be taken back."""

    def __init__(self, command: LoggedCommand, later: LoggedCommand | None) -> None:
        name = f"command {later.id} ({later.command} by {later.who})" if later else "a later command"
        undo = f": careline undo {later.id}" if later else ""
        super().__init__(
            f"Command {command.id} ({command.command}) cannot be undone: {name} builds on it; undo that first{undo}."
        )


def check_can_undo(
    command: LoggedCommand, later: LoggedCommand | None, promises: Iterable[TouchedPromise], now: datetime
) -> None:
    """Raise Refused or BuiltUpon where the command has to stay.

    `later` is a standing command since then that changed a row which this one changed, or rests on one.
    """
    if command.undone_by is not None:
        raise Refused(f"Command {command.id} ({command.command}) was already undone, by command {command.undone_by}.")
    if command.undoes is not None:
        raise Refused(f"Command {command.id} is itself an undo; run command {command.undoes} again instead.")
    if later is not None:
        raise BuiltUpon(command, later)
    taking = command.command == "import"
    way = " An import can still be taken back: careline import --take-back SOURCE." if taking else ""
    for promise in promises:
        if promise.due_at < now and (promise.said_here or command.at <= promise.due_at):
            raise Refused(
                f"Command {command.id} ({command.command}) cannot be undone: {show('P', promise.id)} has fallen due, "
                f"and what was missed or kept stays so.{way}"
            )


@frozen
class CaseLeft:
    """How a case stands: whether it is open, and whether something is promised on it."""

    id: int
    is_open: bool
    is_promised: bool


def check_left(command: LoggedCommand, before: Iterable[CaseLeft], after: Iterable[CaseLeft]) -> None:
    """Raise Refused where a case would be left open with nothing promised (G1), or closed with something (G5)."""
    stood = set(before)
    for case in after:
        if case in stood or case.is_open == case.is_promised:
            continue
        name = show("C", case.id)
        wrong = (
            f'{name} would be open with nothing promised; promise something first: careline promise make {name} "..." '
            "--by WHEN"
            if case.is_open
            else f"{name} has been closed since, and something would be owed on it again; reopen it first: "
            f"careline reopen {name}"
        )
        raise Refused(f"Command {command.id} ({command.command}) cannot be undone: {wrong}.")
