"""Sending a unit that makes good, and what goes along with it."""

from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import MissingOption, Refused
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.promises.changing import renegotiating
from careline.domain.promises.keeping import kept_by_shipping, of_replacement
from careline.domain.promises.promise import End, NewPromise, PromiseKind
from careline.domain.replacements import attempts, programmes
from careline.domain.replacements import replacement_states as rules
from careline.domain.replacements.attempts import Asked, several_to_ship
from careline.domain.replacements.chain import chain_of
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Outcome, Replacement, ShippedBy, Step
from careline.domain.shop.shop import Shop
from careline.domain.time.due_phrases import parse_duration_due
from careline.domain.values import frozen
from careline.store.near import easily_taken_for
from careline.store.recording import Recording
from careline.store.replacements.products import known_items
from careline.store.tables import replacements as tables
from careline.usecases import known_or_new
from careline.usecases.money import costs
from careline.usecases.replacements import announcing, claims, goodwill, parcels, requests, returns
from careline.usecases.thread import Thread, thread_of


@frozen
class Parcel:
    """What is known when a unit leaves. `arrives_at` None is the moment promised before; money is what it costs.

    The old unit is to come back by `return_by`, else as the programme or the policy has it; `keep_old` is never.
    `announced` says that the announcement went out too.
    """

    arrives_at: datetime | None = None
    carrier: str | None = None
    tracking: str | None = None
    serial: str | None = None
    goods: Money | None = None
    postage: Money | None = None
    return_by: datetime | None = None
    keep_old: bool = False
    announced: bool = False


class ArrivesUnknown(MissingOption):
    """The customer is told by when a unit comes."""

    def __init__(self) -> None:
        super().__init__("--arrives", "by when it is with the customer, such as 2bd or 'fri 5pm'")


def ship(work: Recording, shop: Shop, replacement_id: int, parcel: Parcel, *, at: datetime) -> Recorded:
    """Record that a unit that was asked for leaves. Raises NoSuchId and CaseIsClosed and what `_send` raises."""
    thread, replacement = thread_of(work, shop, replacement_id, at)
    thread.require_open()
    parcels.check_number(parcel.carrier, parcel.tracking)
    _send(thread, replacement, parcel)
    return thread.done()


def ship_replacement(
    work: Recording, shop: Shop, case_id: int, asked: Asked, parcel: Parcel, *, at: datetime
) -> Recorded:
    """Ask for a unit and send it in one go (G6, G7); one that was asked for before is sent as it was asked for.

    What is above the authority of who acts is asked for, and not sent. Raises CaseIsClosed, Refused and ArrivesUnknown
    and what `requests.ask` and `_send` raise.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    parcels.check_number(parcel.carrier, parcel.tracking)
    waiting = [each for each in thread.file.replacements if each.is_to_ship]
    if len(waiting) > 1 and not asked.is_another:
        raise several_to_ship(thread.case, waiting)
    if waiting and not asked.is_another:
        [replacement] = waiting
        attempts.check_as_settled(replacement, asked)
    else:
        if parcel.arrives_at is None:
            raise ArrivesUnknown
        replacement = requests.ask(thread, asked, parcel.goods)
        if replacement.waits_for_approval:
            if replacement.approver == replacement.supplier:
                supplier = replacement.supplier or ""
                raise Refused(
                    f"{supplier} approves on request, and nobody has asked; first: careline replacement request "
                    f"{thread.case.id} "
                    f'--supplier "{supplier}" --why "...", and once it is approved: careline replacement approve R-N.'
                )
            return thread.done()
    _send(thread, replacement, parcel)
    return thread.done()


def read_label(thread: Thread, item: str) -> None:
    """Point out what the item that is packed is easily taken for."""
    near = easily_taken_for(item, known_items(thread.work.fetch, thread.at))
    if near:
        thread.remarks.append(f"Easily taken for {' or '.join(near)}: read the label.")


def check_moment(thread: Thread, replacement: Replacement) -> None:
    """Raise BeforeItExisted for a moment before what has happened to a unit last."""
    step, since = replacement.last_step
    if thread.at < since:
        raise thread.too_early(f"{replacement.name} was {step.word}", since)


def _send(thread: Thread, replacement: Replacement, parcel: Parcel) -> None:
    """Record that a unit leaves, with its two promises: it arrives, and we check that it works.

    It keeps what its supplier has promised us, and the plan to send a working one. Raises Refused, BeforeItExisted and
    ArrivesUnknown, and what the shop's own letters cannot be made for (G7).
    """
    rules.check_step(replacement, Step.SHIPPED, thread.short)
    check_moment(thread, replacement)
    letters.check_letters(thread.shop, ours=replacement.shipped_by is ShippedBy.US)
    carrier = parcels.carrier(thread, parcel.carrier or replacement.carrier, parcel.tracking)
    _leave(thread, replacement, parcel, carrier)
    _keep_what_was_owed(thread, replacement)
    due_at = _arrival(thread, replacement, parcel.arrives_at, carrier)
    check_due_at = parse_duration_due(thread.shop.policy.check_replacement_after, due_at, thread.shop.calendar)
    thread.make(
        NewPromise(PromiseKind.CHECK, "Check that it works", False, check_due_at, replacement_id=replacement.id)
    )
    if replacement.packed_at is None:
        read_label(thread, replacement.item)
    programme = requests.programme_of(thread, replacement)
    _record_costs(thread, replacement, parcel, programme)
    _ask_for_the_old_one(thread, replacement, parcel, programme)
    if programme:
        claims.open_claim(thread, requests.as_it_is(thread, replacement.id), programme)
    if parcel.announced:
        announcing.announce(thread, requests.as_it_is(thread, replacement.id))


def _leave(thread: Thread, replacement: Replacement, parcel: Parcel, carrier: str | None) -> None:
    """Record when a unit left, with whom, and what is known of it; it was packed by then."""
    row = thread.work.session.get_one(tables.Replacement, replacement.id)
    row.packed_at, row.shipped_at = row.packed_at or thread.at, thread.at
    row.carrier_id = known_or_new.party(thread.work, carrier, "carrier", thread.new_people) if carrier else None
    row.tracking = parcel.tracking.strip() if parcel.tracking else None
    row.serial = parcel.serial or row.serial


def _keep_what_was_owed(thread: Thread, replacement: Replacement) -> None:
    """Keep the plan to send a working one, and what its supplier has promised us of this one."""
    promises = thread.file.promises
    of_chain = {each.id for each in chain_of(replacement, thread.file.replacements)}
    of_supplier = of_replacement(promises, replacement.id, PromiseKind.OTHER)
    for plan in (*kept_by_shipping(promises, of_chain, thread.at), *of_supplier):
        thread.end(plan, End.KEPT, at=max(thread.at, plan.made_at))


def _arrival(thread: Thread, replacement: Replacement, due_at: datetime | None, carrier: str | None) -> datetime:
    """When it is promised to arrive: as it was when it was asked for, else as it is said now."""
    promised = next(iter(of_replacement(thread.file.promises, replacement.id, PromiseKind.DELIVERY)), None)
    if promised is None:
        if due_at is None:
            raise ArrivesUnknown
        requests.promise_arrival(thread, replacement, due_at, carrier)
        return due_at
    if due_at not in (None, promised.due_at):
        command = renegotiating(promised, thread.file.promises)
        due = thread.short(promised.due_at)
        raise Refused(f"{promised.name} promises it by {due} already; leave out --arrives, or first: {command}.")
    return promised.due_at


def _record_costs(thread: Thread, replacement: Replacement, parcel: Parcel, programme: Programme | None) -> None:
    """What the unit and its way cost, and who pays it."""
    for kind, amount, payer in (
        (CostKind.GOODS, parcel.goods, programme.pays_goods if programme else Payer.US),
        (CostKind.SHIPPING, parcel.postage, programme.pays_shipping if programme else Payer.US),
    ):
        if amount is not None:
            costs.record(thread, kind, amount, payer, replacement_id=replacement.id)
            if payer is Payer.SUPPLIER:
                claims.refresh(thread, replacement.id)


def _ask_for_the_old_one(thread: Thread, replacement: Replacement, parcel: Parcel, programme: Programme | None) -> None:
    """Have the old unit come back, where that is said, or where the programme or the policy has it so."""
    policy, bought = thread.shop.policy, goodwill.purchase(thread)
    # What was lost on the way cannot come back.
    can_come = replacement.because != Outcome.LOST and not parcel.keep_old
    usual = programmes.return_asked(programme, policy, bought.price if bought else None)
    if parcel.return_by or (can_come and usual):
        within = parse_duration_due(policy.return_within, thread.at, thread.shop.calendar)
        returns.ask(thread, replacement.id, parcel.return_by or within)
