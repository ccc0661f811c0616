"""Opening, closing, reopening a case, and notes on it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import check_can_close
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import ClosedHow, Customer, Fault, FoundBy, NothingToEdit, Severity
from careline.domain.cases.serials import check_fit, separate
from careline.domain.errors import Refused
from careline.domain.names import fold
from careline.domain.promises.keeping import ended_by_closing
from careline.domain.promises.promise import CASE_CLOSED, End, NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.domain.wording import shell_word
from careline.store import search
from careline.store.cases import open_cases_of
from careline.store.knowledge import articles
from careline.store.people import endings
from careline.store.recording import Recording
from careline.usecases import known_or_new
from careline.usecases.cases import asking_again
from careline.usecases.thread import Thread, filled


@frozen
class NewCase:
    """A case about to be opened.

    `customer` as typed, or a known one; `said` is what we answered in the same call; `owner` None is whoever acts;
    `update_every` None is as often as the policy has it.
    """

    subject: str
    customer: str | Customer
    new_customer: bool = False
    phone: str | None = None
    product: str | None = None
    order: str | None = None
    serial: str | None = None
    channel: str | None = None
    found_by: FoundBy = FoundBy.CUSTOMER
    fault: Fault = Fault.UNKNOWN
    severity: Severity = Severity.NORMAL
    usable: bool | None = None
    tried: str | None = None
    text: str | None = None
    said: str | None = None
    apology: bool = False
    owner: str | None = None
    update_every: str | None = None
    referred_by: str | None = None
    review_address: str | None = None
    quantity: int = 1


def open_case(work: Recording, shop: Shop, new: NewCase, promise: NewPromise | None, *, at: datetime) -> Recorded:
    """Open a case with its first promise, or with the policy's acknowledgement (G1).

    Where the customer found the trouble, the opening is their first contact, which a promise answers. What a review
    says is no contact, and is kept as a note.
    """
    customer, is_new = known_or_new.customer(work, new.customer, new=new.new_customer, phone=new.phone)
    open_before = open_cases_of(work.fetch, customer.id)
    thread = Thread(work, shop, record_case(work, shop, customer, new, at=at), at)
    if is_new:
        thread.new_people += ["customer", *_namesakes(work, customer)]
    if is_new or new.phone:
        thread.remarks += known_or_new.with_that_number(work, customer)
    if open_before and isinstance(new.customer, str):
        thread.remarks.append(_open_already(customer, open_before))
    if ended := endings.ending_of(work.fetch, customer.id, work.now):
        thread.remarks.append(f"You ended the relation on {thread.short(ended.at)}: {ended.because}")
    if new.referred_by is not None:
        from careline.usecases.people import relations  # few are referred, and its tables take long to load

        thread.new_people.append(f"A referral from {relations.refer(work, customer, new.referred_by, None, at=at)}")
    words_id = None
    if new.found_by is FoundBy.CUSTOMER:
        text, answered = new.text or thread.case.subject, promise is not None and new.said is None
        words_id = thread.contact("in", text, channel=new.channel, reached=answered, spoken_for=True)
    elif new.text:
        note(work, shop, thread.case_id, new.text, at=at)
    owner = known_or_new.colleague(work, new.owner, thread.new_people).name if new.owner else None
    if promise is None:
        thread.acknowledge(owner)
    else:
        thread.make(promise)
    thread.keep_updating(owner)
    if new.said is not None:
        how = {"channel": new.channel, "apology": new.apology, "in_reply_to": words_id}
        thread.contact("out", new.said, **how)
        thread.keep_by_contact(reached=True)
        thread.settle()
    return opened(thread, new)


def record_case(work: Recording, shop: Shop, customer: Customer, new: NewCase, *, at: datetime) -> int:
    """Record a case, and nothing on it yet. The id."""
    from careline.store.tables import cases as case_tables

    check_fit(separate(new.serial), new.quantity)
    return work.add(
        case_tables.Case(
            customer_id=customer.id,
            subject=filled(new.subject, "The subject"),
            product=new.product,
            order_number=new.order,
            serial=new.serial,
            quantity=new.quantity,
            channel=new.channel,
            found_by=new.found_by,
            review_address=new.review_address,
            fault=new.fault,
            severity=new.severity,
            usable=new.usable,
            tried=new.tried,
            opened_at=at,
            update_every=shop.policy.updates(new.update_every, new.severity),
        )
    )


def opened(thread: Thread, new: NewCase) -> Recorded:
    """What opening a case answers with: the articles that may fit it, too."""
    return replace(thread.done(), articles=articles.proposed(thread.work.fetch, new.product, new.subject))


def _namesakes(work: Recording, customer: Customer) -> list[str]:
    """The other customers who have all the words of a new one's name: perhaps they were meant."""
    known = search.customers(work.fetch, customer.name.split())
    return [
        f"{other} was already known, as another customer{_merging(customer, other)}"
        for other in known
        if other.id != customer.id
    ]


def _merging(new: Customer, other: Customer) -> str:
    """How the two are made one; nothing where both go by one name, which would name neither."""
    one, two = new.email or new.name, other.email or other.name
    return (
        ""
        if fold(one) == fold(two)
        else f"; if they are the same person: careline customer merge {shell_word(one)} --into {shell_word(two)}"
    )


def _open_already(customer: Customer, cases: Sequence[tuple[int, str]]) -> str:
    """That a customer has an open case, and how to record on that one instead."""
    number, subject = cases[-1]
    which = f"C-{number} ({subject})" if len(cases) == 1 else f"{len(cases)} cases, the newest C-{number} ({subject}),"
    heard = f'careline undo, then careline heard {number} "..."'
    return f"{customer.name} already has {which} open; if it is that: {heard}."


def close(
    work: Recording,
    shop: Shop,
    case_id: int,
    confirmed: str | None,
    *,
    ask_again_at: datetime | None = None,
    at: datetime,
) -> Recorded:
    """Close a case on the customer's words, or without them where `confirmed` is None (G5).

    `ask_again_at` is when we look after the customer once more. Raises what `close_on` raises.
    """
    thread = Thread(work, shop, case_id, at)
    close_on(thread, confirmed)
    if ask_again_at is not None:
        asking_again.plan(thread, ask_again_at)
    return thread.done()


def close_on(thread: Thread, confirmed: str | None) -> None:
    """Record that a case closes, on the customer's words or without them.

    The customer's word keeps its acknowledgement and follow-ups; closing without it releases them. Raises what
    `case_file.check_can_close` raises, and BeforeItExisted for an --at before the last entry: as of a moment between,
    a closed case would have a live promise.
    """
    from careline.store.tables import cases as case_tables

    file = thread.file
    how = ClosedHow.UNCONFIRMED if confirmed is None else ClosedHow.CONFIRMED
    check_can_close(file, how, thread.shop.policy, thread.shop.calendar)
    if thread.at < file.last_entry_at:
        raise thread.too_early(f"the last entry on {file.case.name}", file.last_entry_at)
    if confirmed is not None:
        thread.contact("in", filled(confirmed, "The customer's word"), reached=True)
    for promise in ended_by_closing(file.promises)[0]:
        thread.end(promise, End.RELEASED if confirmed is None else End.KEPT, because=CASE_CLOSED)
    row = thread.work.session.get_one(case_tables.Case, thread.case_id)
    row.closed_at, row.closed_how = thread.at, how


def reopen(
    work: Recording, shop: Shop, case_id: int, because: str | None, promise: NewPromise | None, *, at: datetime
) -> Recorded:
    """Open a closed case again, with a promise or the policy's acknowledgement (G1). Raises Refused."""
    thread = Thread(work, shop, case_id, at)
    if thread.case.is_open:
        raise Refused(f"{thread.case.name} is already open.")
    undo_closing(thread)
    if because:
        note(work, shop, case_id, because, at=at)
    if promise is None:
        thread.acknowledge()
    else:
        thread.make(promise)
    thread.keep_updating()
    return thread.done()


def undo_closing(thread: Thread, number: int | None = None) -> None:
    """Record that a closing did not last, under the id of a reopening that was taken back, where that is given.

    Raises Refused and BeforeItExisted for an --at before it.
    """
    from careline.store.tables import cases as case_tables
    from careline.store.tables import reopenings as reopening_tables

    row = thread.work.session.get_one(case_tables.Case, thread.case_id)
    if row.closed_at is None or row.closed_how is None:
        return
    if thread.at < row.closed_at:
        raise thread.too_early(f"the closing of {thread.case.name}", row.closed_at)
    known_or_new.check_remembered(thread.work, thread.case.customer)
    thread.work.add(
        reopening_tables.Reopening(
            id=number, case_id=thread.case_id, closed_at=row.closed_at, closed_how=row.closed_how, reopened_at=thread.at
        )
    )
    row.closed_at = row.closed_how = None


def note(work: Recording, shop: Shop, case_id: int, text: str, *, at: datetime) -> Recorded:
    """Record an internal remark."""
    thread = Thread(work, shop, case_id, at)
    thread.note(text)
    return thread.done()


@frozen
class Correction:
    """What is corrected of a case; None stays as it is. `update_every` is as typed, or NEVER."""

    customer: Customer | None = None
    subject: str | None = None
    product: str | None = None
    order: str | None = None
    serial: str | None = None
    quantity: int | None = None
    fault: Fault | None = None
    severity: Severity | None = None
    channel: str | None = None
    tried: str | None = None
    update_every: str | None = None


NOTHING_CORRECTED = Correction()


def edit(work: Recording, shop: Shop, case_id: int, given: Correction, *, at: datetime) -> Recorded:
    """Correct what was given wrong, or have the customer hear from us at other intervals. Raises NothingToEdit."""
    from careline.store.tables import cases as case_tables

    if given == NOTHING_CORRECTED:
        raise NothingToEdit(
            "--customer, --subject, --product, --order, --serial, --quantity, --fault, --severity, --channel, --tried "
            "or --update-every"
        )
    thread = Thread(work, shop, case_id, at)
    row = work.session.get_one(case_tables.Case, case_id)
    row.customer_id = given.customer.id if given.customer else row.customer_id
    row.subject, row.product = given.subject or row.subject, given.product or row.product
    row.order_number, row.serial = given.order or row.order_number, given.serial or row.serial
    row.quantity = given.quantity or row.quantity
    check_fit(separate(row.serial), row.quantity)
    row.fault, row.tried = given.fault or row.fault, given.tried or row.tried
    row.severity, row.channel = given.severity or row.severity, given.channel or row.channel
    if given.update_every is not None:
        row.update_every = shop.policy.updates(given.update_every, row.severity)
        for promise in thread.file.promises:
            if promise.is_update and promise.ended_at is None:
                thread.end(promise, End.RELEASED, because="updates come at other intervals")
        thread.settle()
    return thread.done()
