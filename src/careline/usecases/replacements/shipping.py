"""Sending a unit that makes good, and what goes along with it."""

from collections.abc import Iterable
from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.serials import check_fit, separate
from careline.domain.errors import BadInput, MissingOption, Refused
from careline.domain.money.costs import CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.promises import arriving
from careline.domain.promises.changing import renegotiating
from careline.domain.promises.keeping import kept_by_shipping, of_replacement
from careline.domain.promises.promise import End, NewPromise, Promise, PromiseKind
from careline.domain.promises.promise_states import live
from careline.domain.replacements import attempts, programmes
from careline.domain.replacements import replacement_states as rules
from careline.domain.replacements.attempts import Asked, several_to_ship
from careline.domain.replacements.chain import chain_of, to_send_again
from careline.domain.replacements.programmes import Programme
from careline.domain.replacements.replacement import Outcome, Replacement, ShippedBy, Step
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.domain.values import frozen
from careline.domain.wording import shell_word
from careline.store.near import easily_taken_for
from careline.store.recording import Recording
from careline.store.replacements.products import known_items
from careline.store.tables import promises as promise_tables
from careline.store.tables import replacements as tables
from careline.usecases import known_or_new
from careline.usecases.money import costs
from careline.usecases.replacements import announcing, claims, goodwill, parcels, requests, returns
from careline.usecases.thread import Thread, thread_of


@frozen
class Parcel:
    """What is known when units leave. `arrives_at` None is the moment promised before; `goods` is what each costs.

    `arrives_as` is the promise, said before, that the unit arrives; `keeps` are those that sending it keeps.
    The old unit is to come back by `return_by`, else as the programme or the policy has it; `keep_old` is never.
    `announced` says that the announcement went out too. With `asks_carrier` somebody can be asked who brings it, where
    its number does not say.
    """

    arrives_at: datetime | None = None
    arrives_as: int | None = None
    keeps: tuple[int, ...] = ()
    carrier: str | None = None
    tracking: str | None = None
    asks_carrier: bool = False
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
        if parcel.arrives_at is None and parcel.arrives_as is None:
            raise ArrivesUnknown
        replacement = requests.ask(thread, asked, parcel.goods)
        if replacement.waits_for_approval:
            if replacement.approver == replacement.supplier:
                supplier = replacement.supplier or ""
                raise Refused(
                    f"{supplier} approves on request, and nobody has asked; first: careline replacement request "
                    f'{thread.case.id} --supplier {shell_word(supplier)} --why "...", and once it is approved: '
                    "careline replacement approve R-N."
                )
            if parcel.arrives_at is not None:
                thread.remarks.append(
                    "The customer was promised no arrival yet: give --arrives again when you ship it."
                )
            return thread.done()
    _send(thread, replacement, parcel)
    return thread.done()


def read_label(thread: Thread, item: str) -> None:
    """Point out what the item that is packed is easily taken for."""
    near = easily_taken_for(item, known_items(thread.work.fetch, thread.at))
    if near:
        thread.remarks.append(f"Easily mistaken for {' or '.join(near)}: check the label.")


def check_moment(thread: Thread, replacement: Replacement) -> None:
    """Raise BeforeItExisted for a moment before what has happened to a unit last."""
    step, since = replacement.last_step
    if thread.at < since:
        raise thread.too_early(f"{replacement.name} was {step.word}", since)


def _send(thread: Thread, replacement: Replacement, parcel: Parcel) -> None:
    """Record that a unit leaves, with its two promises: it arrives, and we check that it works.

    It keeps what its supplier has promised us, and the plan to send working ones once all are sent. Raises
    Refused, BeforeItExisted and ArrivesUnknown, and what the shop's own letters cannot be made for (G7).
    """
    rules.check_step(replacement, Step.SHIPPED, thread.short)
    check_moment(thread, replacement)
    letters.check_letters(thread.shop, ours=replacement.shipped_by is ShippedBy.US)
    named = parcel.carrier or replacement.carrier
    carrier = parcels.carrier(thread, named, parcel.tracking, asks=parcel.asks_carrier)
    _leave(thread, replacement, parcel, carrier)
    _keep_what_was_owed(thread, replacement, parcel.keeps)
    due_at = max(thread.at, _arrival(thread, requests.as_it_is(thread, replacement.id), parcel))
    check_due_at = parse_duration_due(thread.shop.policy.check_replacement_after, due_at, thread.shop.calendar)
    works = "Check that it works" if replacement.quantity == 1 else "Check that they work"
    thread.make(NewPromise(PromiseKind.CHECK, works, False, check_due_at, replacement_id=replacement.id))
    if replacement.packed_at is None:
        read_label(thread, replacement.item)
    programme = requests.programme_of(thread, replacement)
    _record_costs(thread, replacement, parcel, programme)
    _ask_for_the_old_one(thread, replacement, parcel, programme)
    if programme:
        claims.open_claim(thread, requests.as_it_is(thread, replacement.id), programme)
    _point_out_what_was_said(thread, parcel)
    if parcel.announced:
        announcing.announce(thread, requests.as_it_is(thread, replacement.id))


def _leave(thread: Thread, replacement: Replacement, parcel: Parcel, carrier: str | None) -> None:
    """Record when a unit left, with whom, and what is known of it; it was packed by then."""
    row = thread.work.session.get_one(tables.Replacement, replacement.id)
    row.packed_at, row.shipped_at = row.packed_at or thread.at, thread.at
    row.carrier_id = known_or_new.party(thread.work, carrier, "carrier", thread.new_people) if carrier else None
    row.tracking = parcel.tracking.strip() if parcel.tracking else None
    check_fit(separate(parcel.serial), replacement.quantity)
    row.serial = parcel.serial or row.serial


def _keep_what_was_owed(thread: Thread, replacement: Replacement, named: Iterable[int]) -> None:
    """Keep the plan to send a working one, what its supplier has promised us of this one, and what is named.

    Raises NoSuchId, BadInput and Refused.
    """
    promises = thread.file.promises
    of_chain = {each.id for each in chain_of(replacement, thread.file.replacements)}
    of_supplier = of_replacement(promises, replacement.id, PromiseKind.OTHER)
    are_sent = to_send_again(replacement, thread.file.replacements) == 0
    for plan in (*(kept_by_shipping(promises, of_chain, thread.at) if are_sent else ()), *of_supplier):
        thread.end(plan, End.KEPT, at=max(thread.at, plan.made_at))
    for number in named:
        arriving.check_can_be_kept_by_sending(thread.promise(number))
    thread.keep_named(named)


def _arrival(thread: Thread, replacement: Replacement, parcel: Parcel) -> datetime:
    """When it is promised to arrive: as the customer was told before, else as it is said now.

    Raises ArrivesUnknown, NoSuchId, BadInput, Refused and BeforeItExisted.
    """
    promised, due_at = arriving.arrival(thread.file.promises, replacement.id), parcel.arrives_at
    taken = _taken_for(thread, replacement, parcel.arrives_as, promised) if parcel.arrives_as is not None else None
    promised = promised or taken
    if promised is None:
        if due_at is None:
            raise ArrivesUnknown
        requests.promise_arrival(thread, replacement, due_at)
        return due_at
    if due_at not in (None, promised.due_at):
        command, due = renegotiating(promised, thread.file.promises), thread.short(promised.due_at)
        said = f"{promised.name} already promises it by {due}; leave out --arrives, or first: {command}."
        raise BadInput(said) if taken else Refused(said)
    return promised.due_at


def _taken_for(thread: Thread, replacement: Replacement, number: int, promised: Promise | None) -> Promise:
    """Record that a promise of the case, said before, is that this unit arrives; that promise.

    Raises NoSuchId, BadInput, Refused and BeforeItExisted.
    """
    taken = thread.promise(number)
    arriving.check_can_arrive(taken, thread.work.now)
    if promised is not None:
        raise Refused(f"{promised.name} already promises that {replacement.name} arrives; leave out --for.")
    if thread.at < taken.made_at:
        raise thread.too_early(taken.name, taken.made_at)
    row = thread.work.session.get_one(promise_tables.Promise, number)
    row.replacement_id = replacement.id
    if replacement.bringer and taken.performer == taken.owner and taken.due_at >= thread.at:
        row.performer_id = known_or_new.party(thread.work, replacement.bringer, None, thread.new_people)
    thread.remarks.append(f"{taken.name} {taken.quoted} is its arrival.")
    if taken.due_at < thread.at:
        command = renegotiating(taken, thread.file.promises)
        thread.remarks.append(f"It fell due {thread.short(taken.due_at)}. A new date?  {command}")
    return taken


def _point_out_what_was_said(thread: Thread, parcel: Parcel) -> None:
    """Name both options where something that was promised before may be what is sent."""
    if parcel.keeps or parcel.arrives_as is not None:
        return
    promised = next((p for p in live(thread.file.promises, thread.at) if arriving.speaks_of_sending(p)), None)
    if promised:
        thread.remarks.append(
            f"{promised.name} {promised.quoted} is still owed. If sending this keeps it, use --keeps {promised.name}; "
            f"if this is what they were promised, use --for {promised.name} (after 'careline undo')."
        )


def _record_costs(thread: Thread, replacement: Replacement, parcel: Parcel, programme: Programme | None) -> None:
    """What the unit and its way cost, and who pays it."""
    for kind, amount, payer in (
        (
            CostKind.GOODS,
            parcel.goods and parcel.goods * replacement.quantity,
            programme.pays_goods if programme else Payer.US,
        ),
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
