"""What becomes of a unit that was asked for: approved or declined, packed, delivered, and whether it works."""

from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.serials import check_fit, separate
from careline.domain.errors import Refused
from careline.domain.names import fold
from careline.domain.promises.arriving import arrival
from careline.domain.promises.keeping import kept_by_shipping, of_replacement
from careline.domain.promises.planned import working_unit_sent
from careline.domain.promises.promise import NOT_NEEDED, End, Promise, PromiseKind
from careline.domain.replacements import replacement_states as rules
from careline.domain.replacements.chain import chain_of, to_send_again
from careline.domain.replacements.replacement import Outcome, Replacement, ShippedBy, Step
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import replacements as tables
from careline.usecases.cases.cases import close_on, undo_closing
from careline.usecases.replacements import goodwill, requests, shipping, splitting
from careline.usecases.replacements.splitting import ALL, Some
from careline.usecases.thread import Thread, filled, thread_of


def approve(work: Recording, shop: Shop, replacement_id: int, *, at: datetime) -> Recorded:
    """Record that a unit is approved, which keeps that promise of the supplier's and makes the next.

    Raises NoSuchId, Refused and BeforeItExisted and what `replacement_states.check_step` raises.
    """
    thread, replacement = _decide(work, shop, replacement_id, Step.APPROVED, "approved", at)
    planned = of_replacement(thread.file.promises, replacement_id, PromiseKind.OTHER)
    for promise in planned:
        thread.end(promise, End.KEPT, at=max(at, promise.made_at))
    requests.promise_of_supplier(thread, replacement, after=planned[-1] if planned else None)
    thread.settle()
    return thread.done()


def decline(work: Recording, shop: Shop, replacement_id: int, because: str | None, *, at: datetime) -> Recorded:
    """Record that a unit is not to be had, which takes back all that was promised with it.

    Raises BlankText, and what `approve` raises.
    """
    because = filled(because, "--because")
    thread, _ = _decide(work, shop, replacement_id, Step.DECLINED, f"declined: {because}", at)
    work.session.get_one(tables.Replacement, replacement_id).declined_because = because
    for promise in _owed(thread, replacement_id, *PromiseKind):
        thread.end(promise, End.WITHDRAWN, because=f"declined: {because}", at=max(at, promise.made_at))
    thread.settle()
    return thread.done()


def pack(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    *,
    item: str | None,
    serial: str | None,
    substitute_because: str | None,
    consent: str | None,
    at: datetime,
) -> Recorded:
    """Record what was packed.

    Raises Refused, what `replacement_states.check_step` raises, and what the shop's own letters raise.
    """
    thread, replacement = _step(work, shop, replacement_id, Step.PACKED, at)
    letters.check_letters(shop, ours=replacement.shipped_by is ShippedBy.US)
    row = work.session.get_one(tables.Replacement, replacement_id)
    if item and fold(item) != fold(replacement.item):
        # The reason and the consent that are known are for the other model.
        row.item, row.substitute_because, row.consent = item.strip(), substitute_because, consent
    requests.check_item(thread, row.wanted, row.item, row.substitute_because, row.consent)
    check_fit(separate(serial), row.quantity)
    row.serial = serial or row.serial
    shipping.read_label(thread, row.item)
    return thread.done()


def deliver(work: Recording, shop: Shop, replacement_id: int, *, at: datetime, some: Some = ALL) -> Recorded:
    """Record an arrival, of some units or of all: the last keeps the promise that they would arrive.

    Raises Refused, NotShipped, BadInput and BeforeItExisted.
    """
    thread, replacement = thread_of(work, shop, replacement_id, at)
    rules.check_step(replacement, Step.DELIVERED, thread.short)
    thread.arrive(splitting.split(thread, replacement, some))
    thread.settle()
    return thread.done()


def record_outcome(
    work: Recording,
    shop: Shop,
    replacement_id: int,
    outcome: Outcome,
    *,
    delivered_at: datetime | None,
    came: str | None = None,
    confirmed: str | None = None,
    some: Some = ALL,
    at: datetime,
) -> Recorded:
    """Record what the customer says of the unit (G6); with `delivered_at` its arrival too, with `came` what it was.

    What they say of `some` units only splits it. The last of a parcel keeps the check; where all were
    lost, that is withdrawn, and that they arrive where any was. After a failure, of what had worked too, a working one
    is to be sent, by one plan for all, and a closed case is open again; where it was repaired, that plan is not needed
    any more. On the customer's words that it works, `confirmed`, the case closes too.
    Raises Refused, NotShipped and BadInput, and what `cases.close_on` raises.
    """
    thread, replacement = thread_of(work, shop, replacement_id, at)
    rules.check_came(outcome, came)
    rules.check_confirmed(outcome, confirmed)
    rules.check_outcome(replacement, outcome, arrives=delivered_at is not None)
    if delivered_at is not None:
        arrival = Thread(work, shop, replacement.case_id, delivered_at)
        replacement = arrival.arrive(splitting.split(arrival, replacement, some))
        thread.ended.extend(arrival.ended)
        thread.remarks.extend(arrival.remarks)
    if at < (since := replacement.moments[-1]):
        corrected = any(each.at == since for each in replacement.corrections)
        last = "correction" if corrected else "last outcome" if replacement.outcome else "arrival"
        raise thread.too_early(f"the {last} of {replacement.name}", since)
    if delivered_at is None:
        replacement = splitting.split(thread, replacement, some)
    _write(work, replacement, outcome, came, at)
    if outcome is Outcome.LOST:
        thread.end_arrival(replacement)
    thread.end_check(replacement)
    if outcome is Outcome.WORKS:
        no_more_to_send(thread, replacement, at)
    else:
        # The customer has come back with it.
        undo_closing(thread)
        plan_to_send(thread, replacement)
    if confirmed is None:
        thread.settle()
    else:
        thread.release_backups()
        close_on(thread, confirmed)
    return thread.done()


def plan_to_send(thread: Thread, unit: Replacement) -> None:
    """Plan to send working ones for all that failed on a unit's chain, where that is not planned already."""
    chain = {each.id for each in chain_of(unit, thread.file.replacements)}
    if kept_by_shipping(thread.file.promises, chain, thread.at):
        return
    owner = thread.ended[-1].owner if thread.ended else thread.work.who
    first_name, due_at = thread.case.customer.first_name, thread.check_back_due()
    failed = to_send_again(unit, thread.file.replacements)
    thread.make(working_unit_sent(first_name, due_at, owner, unit.id, failed))


def no_more_to_send(thread: Thread, unit: Replacement, at: datetime) -> None:
    """Release the plan to send working ones, where none of a unit's chain is to be sent any more."""
    units = thread.file.replacements
    if to_send_again(unit, units) == 0:
        for each in chain_of(unit, units):
            for plan in of_replacement(thread.file.promises, each.id, PromiseKind.FIX):
                thread.end(plan, End.RELEASED, because=NOT_NEEDED, at=max(at, plan.made_at))


def _owed(thread: Thread, replacement_id: int, *kinds: PromiseKind) -> tuple[Promise, ...]:
    """That a unit arrives, and the plans of these kinds that it still owes; what was made first first."""
    promises = thread.file.promises
    arrives = arrival(promises, replacement_id)
    owed = (*((arrives,) if arrives else ()), *of_replacement(promises, replacement_id, *kinds))
    return tuple(sorted(owed, key=lambda promise: promise.id))


def _write(work: Recording, replacement: Replacement, outcome: Outcome, came: str | None, at: datetime) -> None:
    """Record an outcome, and what it was before."""
    row = work.session.get_one(tables.Replacement, replacement.id)
    if replacement.outcome and replacement.outcome_at:
        work.add(
            tables.EarlierOutcome(
                replacement_id=replacement.id,
                outcome=replacement.outcome,
                at=replacement.outcome_at,
                came=replacement.came,
            )
        )
    row.outcome, row.outcome_at, row.came = outcome, at, came


def _step(work: Recording, shop: Shop, replacement_id: int, step: Step, at: datetime) -> tuple[Thread, Replacement]:
    """Record that a step was taken. What was known before it."""
    thread, replacement = thread_of(work, shop, replacement_id, at)
    thread.require_open()
    rules.check_step(replacement, step, thread.short)
    shipping.check_moment(thread, replacement)
    setattr(work.session.get_one(tables.Replacement, replacement_id), step.value, at)
    return thread, replacement


def _decide(
    work: Recording, shop: Shop, replacement_id: int, step: Step, decision: str, at: datetime
) -> tuple[Thread, Replacement]:
    """Record what was decided of a unit, and by the owner where they were asked. What is known of it now."""
    thread, asked = _step(work, shop, replacement_id, step, at)
    if asked.approver and asked.approver != asked.supplier:
        if fold(work.who) != fold(asked.approver):
            raise Refused(f"{asked.name} is {asked.approver}'s to approve or to decline, nobody else's.")
        goodwill.answer(thread, asked, decision)
    return thread, found(thread, replacement_id)


def found(thread: Thread, replacement_id: int) -> Replacement:
    """A unit of the case, as it is known by now."""
    return thread.file.unit(replacement_id)
