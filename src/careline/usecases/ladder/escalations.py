"""Handing a case up, and what those do who take it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import Misconfigured, Refused
from careline.domain.ids import NoSuchId
from careline.domain.ladder import causes
from careline.domain.ladder import escalations as rules
from careline.domain.ladder.escalations import Escalation, NewEscalation
from careline.domain.names import fold
from careline.domain.shop.shop import Shop
from careline.domain.wording import shell_word
from careline.store.casefile import case_of
from careline.store.ladder import written_climb
from careline.store.people.parties import party_named
from careline.store.people.staff import not_staff, went_to_staff
from careline.store.recording import Recording
from careline.store.tables import ladder as tables
from careline.usecases import known_or_new
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

    What is not said comes from the ladder's next rung and from the word that is due first. Raises
    EscalationLacks, Refused and CaseIsClosed and, where the ladder is asked, UnknownOnLadder.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    file = thread.file
    if to is None:
        check_ladder(work, shop)
    new = rules.raised_by_hand(
        causes.whose(file, work.now),
        rules.highest(file.escalations, work.now),
        shop.policy,
        shop.calendar,
        work.now,
        who=work.who,
        to=known_or_new.name_of(work, to) if to is not None else None,
        ack_by=ack_by,
        backup=backup,
    )
    record(thread, replace(new, because=because), work.who)
    return thread.done()


def check_ladder(work: Recording, shop: Shop) -> None:
    """Raise Misconfigured where a rung belongs to nobody that is known.

    Known are all parties, the shop's owner, whoever acts, and the parts of the performer whom the rung is for.
    """
    ours = {fold(shop.owner), fold(work.who)}
    for rung in shop.policy.ladder:
        known = rung.is_the_performers or fold(rung.to) in ours or known_or_new.is_known_party(work, rung.to)
        if not known:
            raise Misconfigured(
                f'The ladder names "{rung.to}", who is not known yet: careline party add {shell_word(rung.to)}.'
            )


def record(thread: Thread, new: NewEscalation, who: str, told_at: datetime | None = None) -> int:
    """Record an escalation, raised by `who`. The id."""
    return thread.work.add(
        tables.Escalation(
            case_id=thread.case_id,
            promise_id=new.promise_id,
            level=new.level,
            to_id=known_or_new.party(thread.work, new.to, None, thread.new_people),
            because=new.because,
            raised_at=thread.at,
            raised_by=who,
            ack_by=new.ack_by,
            backup=new.backup,
            policy=written_climb(new.climb),
            told_at=told_at,
        )
    )


def acknowledge(work: Recording, shop: Shop, numbers: Sequence[int], who: str, *, at: datetime) -> list[Recorded]:
    """Record who took them; of those that went to one of us, one of us. Raises Refused, NotStaff and Retired."""
    who = filled(who, "--who")
    known = party_named(work.fetch, fold(who))
    if known:
        who = known_or_new.active(known).name
    elif fold(who) not in work.colleagues and any(went_to_staff(work.fetch, number) for number in numbers):
        raise not_staff(work.fetch, who, None, ())

    def record(escalation: Escalation, row: tables.Escalation) -> None:
        if escalation.acknowledged_at:
            raise Refused(f"{escalation.name} was already acknowledged by {escalation.acknowledged_by}.")
        row.acknowledged_at, row.acknowledged_by = at, who

    return _change(work, shop, numbers, record, at=at)


def told(work: Recording, shop: Shop, numbers: Sequence[int], *, at: datetime) -> list[Recorded]:
    """Record that whoever takes each knows of it. Raises Refused."""

    def record(escalation: Escalation, row: tables.Escalation) -> None:
        if escalation.told_at:
            raise Refused(f"{escalation.to} was already told about {escalation.name}.")
        row.told_at = at

    return _change(work, shop, numbers, record, at=at)


def resolve(
    work: Recording, shop: Shop, numbers: Sequence[int], because: str | None, *, at: datetime
) -> list[Recorded]:
    """Record that they did their work. Raises Refused."""

    def record(_: Escalation, row: tables.Escalation) -> None:
        row.resolved_at, row.ended_because = at, because

    return _change(work, shop, numbers, record, at=at)


def decline(
    work: Recording, shop: Shop, numbers: Sequence[int], because: str | None, *, at: datetime
) -> list[Recorded]:
    """Record that those who were to take them will not. Raises Refused."""

    def record(escalation: Escalation, row: tables.Escalation) -> None:
        if escalation.declined_at:
            raise Refused(f"{escalation.name} was already declined.")
        row.declined_at, row.ended_because = at, because

    return _change(work, shop, numbers, record, at=at)


def _change(
    work: Recording,
    shop: Shop,
    numbers: Sequence[int],
    record: Callable[[Escalation, tables.Escalation], None],
    *,
    at: datetime,
) -> list[Recorded]:
    """Change each of them, all or none: what was done on each of their cases, each once."""
    threads: dict[int, Thread] = {}
    for number in numbers:
        case_id = case_of(work.fetch, "E", number)
        if case_id is None:
            raise NoSuchId("E", number)
        thread = threads.setdefault(case_id, Thread(work, shop, case_id, at))
        escalation = next(e for e in thread.file.escalations if e.id == number)
        rules.check_live(escalation, work.now)
        since = max(filter(None, (escalation.raised_at, escalation.told_at, escalation.acknowledged_at)))
        if at < since:
            raise thread.too_early(f"what is known of {escalation.name}", since)
        record(escalation, work.session.get_one(tables.Escalation, number))
        thread.settle()
    return [thread.done() for thread in threads.values()]
