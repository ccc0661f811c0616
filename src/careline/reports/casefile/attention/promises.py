"""Promises that want attention: overdue, at risk, due soon, and backup plans."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.amends import amends
from careline.domain.casefile.outline import Known
from careline.domain.promises.changing import keeping
from careline.domain.promises.promise import Promise, State
from careline.domain.promises.promise_states import as_of, is_untold, lateness, state
from careline.domain.report import Task, Words
from careline.domain.wording import counted, times
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.reports.promises import outstanding, told
from careline.reports.promises.outstanding import AtRisk, Overdue
from careline.store.promises import backup_promises

AGAIN = 2
"""So many reopenings are a coming back."""

if TYPE_CHECKING:  # few cases are escalated
    from careline.domain.ladder.escalations import Escalation


def overdue(morning: Morning) -> list[Entry]:
    """Overdue words, the oldest due first; people read the first of each case, and how many more there are."""
    on_case = Counter(each.file.case.id for each in morning.words)
    return [Entry(told.row(each), _broken(morning, each, on_case[each.file.case.id])) for each in morning.words]


def plans(morning: Morning) -> list[Entry]:
    """Plans that are late, the oldest due first."""
    return [Entry(told.row(each)) for each in morning.owed if not each.promise.is_word]


def untold(morning: Morning) -> list[Entry]:
    """Overdue promises of which the customer has heard nothing, and what they might be told."""
    return [Entry((*_promised(each.promise, each.file), _say(morning, each))) for each in _untold(morning)]


def at_risk(morning: Morning) -> list[Entry]:
    """Promises that rest on one that is late, or due after them."""
    return [
        _at_risk(morning, each) for each in outstanding.at_risk(morning.fetch, morning.shop, morning.now, morning.whose)
    ]


def backup_due(morning: Morning) -> list[Entry]:
    """Backup plans that are due."""
    promises = [as_of(each, morning.now) for each in backup_promises(morning.fetch, morning.now)]
    return [_backup(morning, promise, file) for promise, file in morning.with_outlines(promises)]


def due_today(morning: Morning) -> list[Entry]:
    """What falls due until the end of today."""
    return [
        Entry(_promised(promise, file), _due(morning, promise, file) if promise.is_word else None)
        for promise, file in morning.of_today
    ]


def due_soon(morning: Morning) -> list[Entry]:
    """What falls due within the policy's warning time."""
    soon_at = morning.shop.soon(morning.now)
    return [Entry(_promised(promise, file)) for promise, file in morning.coming if promise.due_at <= soon_at]


def due_tomorrow(morning: Morning) -> list[Entry]:
    """What falls due between the end of today and that of the next working day."""
    return [Entry(_promised(promise, file)) for promise, file in morning.of_tomorrow]


def _untold(morning: Morning) -> Iterator[Overdue]:
    return (
        each
        for each in morning.owed
        if is_untold(each.promise, each.file.promises, each.file.tally.last_word_at, morning.now)
    )


def _say(morning: Morning, each: Overdue) -> str:
    return amends(each.promise, each.file.contacts, morning.shop)


def _broken(morning: Morning, each: Overdue, on_case: int) -> Task:
    promise, file = each.promise, each.file
    asked = f", asked {file.tally.chases}" if file.tally.chases else ""
    return morning.task(
        file,
        Words(promise.what, promise.said),
        f"careline {keeping(promise)}" if promise.sends_another else f"careline show {file.case.id}",
        late(morning, promise.due_at) + asked,
        _known(morning, each, on_case),
        new=each.new,
    )


def late(morning: Morning, due_at: datetime) -> str:
    """How late something is: `3 days`, `today`, `since Sat 6 Jun`."""
    age, _ = lateness(due_at, morning.now, morning.shop.calendar)
    return counted(int(age), "day") if age.isdigit() else age


def _known(morning: Morning, each: Overdue, on_case: int) -> Iterator[str]:
    """What one must know of a broken word: who was to do it, what else is late, the backup plan, who has it."""
    promise, file = each.promise, each.file
    if by := _by(morning, promise):
        yield by
    if asks := morning.asks(file):
        yield asks
    if len(file.case.reopenings) >= AGAIN:
        yield f"reopened {times(len(file.case.reopenings))}"
    if on_case > 1:
        yield f"{on_case - 1} more {'word' if on_case == 2 else 'words'} overdue"
    if file.case.review_address and file.tally.last_word_at is None:
        yield f"nobody has answered {file.case.review_address}"
    if backup := told.live_backup(file, morning.now):
        yield backup_plan(morning, backup)
    elif each.escalation:
        yield from _handed_up(morning, each.escalation)


def _by(morning: Morning, promise: Promise) -> str:
    """Who is to do it and answers for it, where that is not simply whoever reads the page."""
    owners = promise.performer == promise.owner
    return "" if owners and (morning.reader is None or morning.is_readers(promise.owner)) else promise.by


def _handed_up(morning: Morning, escalation: "Escalation") -> Iterator[str]:
    """Who has it since it went up the ladder, or that nobody has."""
    from careline.domain.ladder.escalations import EscalationState  # few cases are escalated
    from careline.domain.ladder.escalations import state as state_of_escalation

    match state_of_escalation(escalation, morning.now):
        case EscalationState.ACKNOWLEDGED | EscalationState.ACTING:
            yield f"{escalation.acknowledged_by} has {escalation.name}"
        case EscalationState.UNACKNOWLEDGED if escalation.declined_at:
            yield f"{escalation.to} declined {escalation.name}"
        case EscalationState.UNACKNOWLEDGED:
            yield f"{escalation.to} did not answer {escalation.name}"
        case EscalationState.RAISED if not (escalation.told_at or morning.is_readers(escalation.to)):
            yield f"{escalation.to} does not know about {escalation.name} yet"


def backup_plan(morning: Morning, backup: Promise) -> str:
    """Whose a backup plan is, by when, and what it is: `backup is yours today: Ana sends a cheque`."""
    whose = "yours" if morning.is_readers(backup.owner) else f"{backup.owner}'s"
    day, today = morning.day(backup.due_at), morning.day(morning.now)
    if state(backup, morning.now) is State.OVERDUE:
        return f"backup is {whose}, late since {day}: {backup.what}"
    return f"backup is {whose} {'today' if day == today else f'by {day}'}: {backup.what}"


def _at_risk(morning: Morning, each: AtRisk) -> Entry:
    promise, file, other = each.owed.promise, each.owed.file, each.risk.waits_for
    task = morning.task(
        file,
        Words(promise.what, promise.said),
        f"careline renegotiate {promise.name}",
        f"due {morning.when(promise.due_at)}",
        (f"{each.risk} ({other.name} {other.what}, {other.by})",),
    )
    return Entry((*_promised(promise, file), other.name, each.risk.why), task)


def _backup(morning: Morning, promise: Promise, file: Known) -> Entry:
    is_late = state(promise, morning.now) is State.OVERDUE
    since = f"{late(morning, promise.due_at)} late" if is_late else f"by {morning.when(promise.due_at)}"
    known = () if morning.is_readers(promise.owner) else (f"{promise.owner}'s",)
    task = morning.task(file, promise.what, f"careline keep {promise.name}", since, known)
    return Entry(_promised(promise, file), task)


def _due(morning: Morning, promise: Promise, file: Known) -> Task:
    command = f"careline follow-up {file.case.id}" if promise.kept_by_talking else f"careline {keeping(promise)}"
    known = filter(None, (_by(morning, promise), morning.asks(file)))
    return morning.task(file, Words(promise.what, promise.said), command, morning.clock(promise.due_at), known)


def _promised(promise: Promise, file: Known) -> tuple[object, ...]:
    owed = (promise.name, promise.what, promise.said, promise.owner, promise.performer, promise.due_at)
    return (*about(file), *owed)
