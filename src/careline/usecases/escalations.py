"""Handing a case up, and what those do who take it."""

from collections.abc import Callable
from datetime import datetime

from careline.domain import escalations as rules
from careline.domain.due_phrases import parse_duration_due
from careline.domain.escalations import Escalation
from careline.domain.ids import NoSuchId
from careline.domain.recorded import Recorded
from careline.domain.shop import Shop
from careline.store import queries, tables
from careline.store.database import Recording
from careline.usecases import people
from careline.usecases.thread import Thread, filled


def escalate(
    work: Recording,
    shop: Shop,
    case_id: int,
    *,
    to: str | None,
    because: str | None,
    ack_by: datetime | None,
    backup: str | None,
    at: datetime,
) -> Recorded:
    """Raise an escalation, one level above the highest live one (G8).

    What is not said comes from the ladder's next rung and from the promise that is due first. Raises
    EscalationLacks, EscalateToOneself and CaseIsClosed.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    file = thread.file
    promise = file.next_promise(work.now)
    highest = rules.highest(file.escalations, work.now)
    level = highest.level if highest else 0
    rung = rules.next_rung(shop.policy, promise.performer if promise else None, level)
    backup = backup or (promise.backup if promise else None)
    if rung and to is None:
        to = rung.to
        ack_by = ack_by or parse_duration_due(rung.ack_within, work.now, shop.calendar)
    missing = {"--to": to, "--ack-by": ack_by, "--backup": backup and backup.strip()}
    lacking = [option for option, given in missing.items() if not given]
    if to is None or ack_by is None or not backup or lacking:
        raise rules.EscalationLacks(lacking)
    rules.check_to(people.name_of(work, to), work.who)
    to_id = people.party(work, to, None, thread.new_people)
    work.add(
        tables.Escalation(
            case_id=case_id,
            promise_id=promise.id if promise else None,
            level=level + 1,
            to_id=to_id,
            because=because,
            raised_at=at,
            raised_by=work.who,
            ack_by=ack_by,
            backup=backup.strip(),
        )
    )
    return thread.done()


def acknowledge(work: Recording, shop: Shop, escalation_id: int, who: str, *, at: datetime) -> Recorded:
    """Record who took it. Raises EscalationEnded and AlreadyAcknowledged."""
    who = filled(who, "--who")

    def record(escalation: Escalation, row: tables.Escalation) -> None:
        if escalation.acknowledged_at:
            raise rules.AlreadyAcknowledged(escalation)
        row.acknowledged_at, row.acknowledged_by = at, who

    return _change(work, shop, escalation_id, record, at=at)


def told(work: Recording, shop: Shop, escalation_id: int, *, at: datetime) -> Recorded:
    """Record that whoever takes it knows of it. Raises EscalationEnded and AlreadyTold."""

    def record(escalation: Escalation, row: tables.Escalation) -> None:
        if escalation.told_at:
            raise rules.AlreadyTold(escalation)
        row.told_at = at

    return _change(work, shop, escalation_id, record, at=at)


def resolve(work: Recording, shop: Shop, escalation_id: int, because: str | None, *, at: datetime) -> Recorded:
    """Record that it did its work. Raises EscalationEnded."""

    def record(_: Escalation, row: tables.Escalation) -> None:
        row.resolved_at, row.ended_because = at, because

    return _change(work, shop, escalation_id, record, at=at)


def decline(work: Recording, shop: Shop, escalation_id: int, because: str | None, *, at: datetime) -> Recorded:
    """Record that they will not take it. Raises EscalationEnded."""

    def record(_: Escalation, row: tables.Escalation) -> None:
        row.declined_at, row.ended_because = at, because

    return _change(work, shop, escalation_id, record, at=at)


def _change(
    work: Recording,
    shop: Shop,
    escalation_id: int,
    record: Callable[[Escalation, tables.Escalation], None],
    *,
    at: datetime,
) -> Recorded:
    case_id = queries.case_of(work.fetch, "E", escalation_id)
    if case_id is None:
        raise NoSuchId("E", escalation_id)
    thread = Thread(work, shop, case_id, at)
    escalation = next(e for e in thread.file.escalations if e.id == escalation_id)
    rules.check_live(escalation, work.now)
    since = max(filter(None, (escalation.raised_at, escalation.told_at, escalation.acknowledged_at)))
    if at < since:
        raise thread.too_early(f"what is known of {escalation.name}", since)
    record(escalation, work.session.get_one(tables.Escalation, escalation_id))
    return thread.done()
