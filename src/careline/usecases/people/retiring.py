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
from careline.store.people import leaving
from careline.store.people.parties import Party
from careline.store.people.staff import active_staff
from careline.store.recording import Recording
from careline.store.tables import ladder as ladder_tables
from careline.store.tables import parties as tables
from careline.store.tables import promises as promise_tables
from careline.usecases import known_or_new
from careline.usecases.promises.handing_over import record_hand_over
from careline.usecases.thread import Thread


def retire(work: Recording, shop: Shop, party: Party, to: str, named: Mapping[str, str]) -> Retirement:
    """Record that somebody has left, and hand over what is theirs; `named` are the settings' keys by folded name.

    Raises Refused, BadInput, NotFound, NotStaff, NearName and Retired.
    """
    if party.retired_at:
        raise Refused(f"{party.name} has already retired.")
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
    for case_id in leaving.cases_of(work.fetch, party):
        done = _on_case(Thread(work, shop, case_id, work.now), party, heir, done)
    leaving.hand_on_beside_cases(work.run, party.id, heir.id, shop.calendar.date_of(work.now))
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
