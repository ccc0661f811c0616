"""Whoever leaves: all that is theirs goes to somebody else, and nothing new names them."""

from collections.abc import Mapping

from careline.domain.errors import BadInput, NotFound, Refused
from careline.domain.ladder import escalations as ladder
from careline.domain.ladder.escalations import Escalation
from careline.domain.names import fold
from careline.domain.people.parties import Retirement
from careline.domain.promises.promise_states import unended
from careline.domain.shop.policy import USUAL
from careline.domain.shop.shop import Shop
from careline.domain.staff import STAFF
from careline.store.people.parties import Party
from careline.store.people.staff import active_staff
from careline.store.recording import Recording
from careline.store.tables import ladder as ladder_tables
from careline.store.tables import parties as tables
from careline.store.tables import promises as promise_tables
from careline.usecases import known_or_new
from careline.usecases.promises.handing_over import record_hand_over
from careline.usecases.thread import Thread

CASES = """
    SELECT case_id FROM promises WHERE ended_at IS NULL AND :party IN (owner_id, performer_id)
    UNION SELECT case_id FROM promises WHERE ended_at IS NULL AND id IN
        (SELECT promise_id FROM hand_overs WHERE :party IN (from_id, to_id))
    UNION SELECT case_id FROM escalations WHERE resolved_at IS NULL AND (to_id = :party OR acknowledged_by = :name)
    ORDER BY 1
"""
"""The cases on which something may be theirs."""
BESIDE_CASES = (
    "UPDATE absences SET to_id = :heir WHERE to_id = :party AND party_id <> :heir AND until_on >= :today",
    "UPDATE tone_reviews SET reviewer_id = :heir WHERE reviewer_id = :party AND about_id <> :heir AND found_at IS NULL",
    "UPDATE replacements SET approver_id = :heir WHERE approver_id = :party AND approved_at IS NULL"
    " AND declined_at IS NULL AND shipped_at IS NULL",
)
"""What is to be decided or looked at by them, and for whom they stand in."""


def retire(work: Recording, shop: Shop, party: Party, to: str, named: Mapping[str, str]) -> Retirement:
    """Record that somebody has left, and hand over what is theirs; `named` are the settings' keys by folded name.

    Raises Refused, BadInput, NotFound, NotStaff, NearName and Retired.
    """
    if party.retired_at:
        raise Refused(f"{party.name} has retired already.")
    if key := named.get(fold(party.name)):
        raise Refused(f"{party.name} cannot retire: {key} names them. Name somebody else there first.")
    ours = {fold(each.name) for each in active_staff(work.fetch)} | work.colleagues
    if party.kind == STAFF and ours <= {fold(party.name)}:
        raise Refused(f"{party.name} is the last of the staff; first careline party add NAME --kind staff.")
    heir = known_or_new.colleague(work, to, []) if party.kind == STAFF else known_or_new.party_or_colleague(work, to)
    if heir is None:
        raise NotFound(f'No party is called "{to}".')
    if heir.id == party.id:
        raise BadInput(f"{party.name} cannot take over from {party.name}; name somebody else with --to.")
    done = Retirement(heir.name, (), (), (), ())
    for (case_id,) in work.fetch(CASES, party=party.id, name=party.name):
        done = _on_case(Thread(work, shop, case_id, work.now), party, heir, done)
    today = shop.calendar.date_of(work.now).isoformat()
    for statement in BESIDE_CASES:
        work.run(statement, party=party.id, heir=heir.id, **({"today": today} if ":today" in statement else {}))
    work.session.get_one(tables.Party, party.id).retired_at = work.now
    return done


def _on_case(thread: Thread, party: Party, heir: Party, done: Retirement) -> Retirement:
    work, now = thread.work, thread.work.now
    owned, performed, overdue = [*done.owned], [*done.performed], [*done.overdue]
    for promise in unended(thread.file.promises, now):
        if promise.performer == party.name and promise.due_at < now:
            overdue.append(promise.id)
        if promise.owner == party.name:
            record_hand_over(work, promise, heir, f"{party.name} has retired")
            owned.append(promise.id)
        elif promise.performer == party.name and now <= promise.due_at:
            work.session.get_one(promise_tables.Promise, promise.id).performer_id = heir.id
            performed.append(promise.id)
    raised = [*done.escalations]
    for escalation in thread.file.escalations:
        if party.name in (escalation.to, escalation.acknowledged_by) and ladder.is_live(escalation, now):
            _take_over(thread, escalation, heir)
            raised.append(escalation.id)
    thread.done()
    return Retirement(heir.name, tuple(owned), tuple(performed), tuple(overdue), tuple(raised))


def _take_over(thread: Thread, escalation: Escalation, heir: Party) -> None:
    """Let the heir have to acknowledge it, in the time that their rung has, or else the usual one."""
    work = thread.work
    rungs = escalation.climb.rungs if escalation.climb else ()
    within = next((rung.ack_within for rung in rungs if fold(rung.to) == fold(heir.name)), USUAL)
    row = work.session.get_one(ladder_tables.Escalation, escalation.id)
    row.to_id, row.acknowledged_at, row.acknowledged_by = heir.id, None, None
    row.ack_by = thread.due_after(within)
    row.told_at = work.now if fold(heir.name) == fold(work.who) else None
