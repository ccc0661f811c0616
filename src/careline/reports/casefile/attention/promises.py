"""Promises that want attention: overdue, at risk, due soon, and backup plans."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.promises.changing import renegotiating
from careline.domain.promises.promise import Promise, State
from careline.domain.promises.promise_states import as_of, lateness, stands_under_delivery, state
from careline.domain.report import Line, Words
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.reports.promises import outstanding
from careline.reports.promises.outstanding import AtRisk, Overdue
from careline.store.promises import backup_promises, promises_due_between


def overdue(morning: Morning) -> list[Entry]:
    """Overdue promises, the oldest due first."""
    return [Entry(outstanding.row(each), morning.owed_item(each)) for each in morning.owed]


def untold(morning: Morning) -> list[Entry]:
    """Overdue promises of which the customer has heard nothing, and what they might be told."""
    return [_untold(morning, each) for each in morning.owed if morning.is_untold(each)]


def at_risk(morning: Morning) -> list[Entry]:
    """Promises that rest on one that is late, or due after them."""
    return [_at_risk(morning, each) for each in outstanding.at_risk(morning.fetch, morning.shop, morning.now)]


def backup_due(morning: Morning) -> list[Entry]:
    """Backup plans that are due."""
    promises = backup_promises(morning.fetch, morning.now)
    return [_backup(morning, promise, file) for promise, file in _as_they_stood(morning, promises)]


def due_today(morning: Morning) -> list[Entry]:
    """What falls due until the end of today."""
    today, _ = morning.ends_of_days()
    return _due_between(morning, morning.now, today)


def due_soon(morning: Morning) -> list[Entry]:
    """What falls due within the policy's warning time."""
    return _due_between(morning, morning.now, morning.shop.soon(morning.now))


def due_tomorrow(morning: Morning) -> list[Entry]:
    """What falls due between the end of today and that of the next working day."""
    return _due_between(morning, *morning.ends_of_days())


def _due_between(morning: Morning, after: datetime, until: datetime) -> list[Entry]:
    now = morning.now
    promises = promises_due_between(morning.fetch, after, until, now)
    return [
        _due(morning, promise, file)
        for promise, file in _as_they_stood(morning, promises)
        if state(promise, now) is State.PENDING and not stands_under_delivery(promise, file.promises, now)
    ]


def _as_they_stood(morning: Morning, promises: Sequence[Promise]) -> list[tuple[Promise, CaseFile]]:
    return [(as_of(each, morning.now), file) for each, file in morning.with_files(promises)]


def _untold(morning: Morning, each: Overdue) -> Entry:
    say = morning.say(each)
    command = f'careline follow-up {each.file.case.id} "..." --apology'
    asks = f", {morning.waiting(each.file)}" if each.waits_unanswered else ""
    new_date = f"A new date?  {renegotiating(each.promise, each.file.promises)}"
    item = morning.owed_item(each)
    lines = (say, Line((new_date,)), *item.lines)
    item = replace(item, command=command, age_words=f"{item.age_words}, and was not told{asks}", lines=lines)
    return Entry((*_promised(each.promise, each.file), *say.fragments), item)


def _at_risk(morning: Morning, each: AtRisk) -> Entry:
    row = (*_promised(each.owed.promise, each.owed.file), each.risk.waits_for.name, each.risk.why)
    return Entry(row, outstanding.at_risk_item(each, morning.shop, morning.now))


def _backup(morning: Morning, promise: Promise, file: CaseFile) -> Entry:
    due = _due(morning, promise, file, urgent=True)
    words = due.item.words if promise.said else Words(f"backup: {promise.what}", said=False)
    is_late = state(promise, morning.now) is State.OVERDUE
    age, age_words = lateness(promise.due_at, morning.now, morning.shop.calendar) if is_late else ("", "")
    return replace(due, item=replace(due.item, words=words, age=age, age_words=age_words))


def _due(morning: Morning, promise: Promise, file: CaseFile, *, urgent: bool = False) -> Entry:
    item = morning.item(
        file,
        Words(promise.what, promise.said),
        f'careline follow-up {file.case.id} "..."' if promise.kept_by_talking else f"careline keep {promise.name}",
        by=promise.by,
        due_at=promise.due_at,
        urgent=urgent,
    )
    return Entry(_promised(promise, file), item)


def _promised(promise: Promise, file: CaseFile) -> tuple[object, ...]:
    owed = (promise.name, promise.what, promise.said, promise.owner, promise.performer, promise.due_at)
    return (*about(file), *owed)
