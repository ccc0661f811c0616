"""Customers and cases by words: what is at hand when the telephone rings and a name is all there is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Customer
from careline.domain.names import fold
from careline.domain.promises import promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.report import Key, Kind, Page, PageLine, Said, Several, Shape, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import shell_word
from careline.render import goods, shapes
from careline.render.objects import Objects
from careline.store import search
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.people.customers import customers_by_id, customers_of_near_words

if TYPE_CHECKING:
    from careline.domain.money.purchases import Purchase

MOST_CASES = 20
MOST_OF_A_CUSTOMER = 5
CUSTOMER = Shape(
    "found_customer",
    "a customer that was found, and how many open cases they have",
    (*shapes.CUSTOMER.keys, Key("open_cases", Kind.NUMBER)),
)
FOUND = Shape(
    "found",
    "customers, cases and purchases by words",
    (
        Key("words", Several(Kind.TEXT)),
        Key("as_of", Kind.MOMENT),
        Key("customers", Several(CUSTOMER)),
        Key("items", Several(shapes.CASE)),
        Key("purchases", Several(goods.PURCHASE)),
    ),
)


@frozen
class Found:
    """A customer, and those of their cases that are shown; `open_cases` counts the open ones, up to MOST_CASES."""

    customer: Customer
    open_cases: int
    files: tuple[CaseFile, ...]
    purchases: "tuple[Purchase, ...]" = ()


def found(fetch: Fetch, shop: Shop, now: datetime, words: Sequence[str]) -> Page:
    """What has all words, best first; where nothing has, what has that number, words that begin so, or such a file."""
    groups = next(filter(None, (gather(fetch, now, reading) for reading in search.readings(words))), [])
    groups = groups or grouped(fetch, now, {}, search.by_file_name(fetch, words))
    groups = with_purchases(fetch, now, words, groups)
    files = [file for group in groups for file in group.files]
    objects = Objects.at(now, shop)
    payload = FOUND.filled(
        words=list(words),
        as_of=now,
        customers=[CUSTOMER.filled(**objects.customer(g.customer), open_cases=g.open_cases) for g in groups],
        items=[objects.case(file) for file in files],
        purchases=[goods.PURCHASE.of(each) for group in groups for each in group.purchases],
    )
    return Page(tuple(lines(groups, shop, now) if groups else nothing(fetch, words)), payload)


def gather(fetch: Fetch, now: datetime, words: Sequence[str]) -> list[Found]:
    """The customers that fit, each with what is open, by what is due next; then the cases that fit, best first."""
    named = {customer.id: search.open_cases_of(fetch, customer.id) for customer in search.customers(fetch, words)}
    return grouped(fetch, now, named, [*search.by_id(fetch, words), *search.cases(fetch, words)])


def grouped(
    fetch: Fetch, now: datetime, named: Mapping[int, Sequence[int]], cases: Sequence[tuple[int, int]]
) -> list[Found]:
    """The customers who were `named`, each with what is open; then the first of these cases, with their customers."""
    others: dict[int, list[int]] = {}
    for case_id, customer_id in cases[:MOST_CASES]:
        if customer_id not in named:
            others.setdefault(customer_id, []).append(case_id)
    groups = []
    for customer in customers_by_id(fetch, [*named, *others]):
        open_ids = named.get(customer.id) or search.open_cases_of(fetch, customer.id)
        files = case_files(fetch, others.get(customer.id, open_ids))
        if customer.id in named:
            files = sorted(files, key=lambda file: next_due(file, now))[:MOST_OF_A_CUSTOMER]
        groups.append(Found(customer, len(open_ids), tuple(files)))
    return groups


def with_purchases(fetch: Fetch, now: datetime, words: Sequence[str], groups: Sequence[Found]) -> list[Found]:
    """The same with what was bought under an order or serial number among the words; whoever bought it stands last.

    All other words must be in the names of the product and the customer.
    """
    if not any(letter.isdigit() for word in words for letter in word):
        return list(groups)
    from careline.domain.money.purchases import plain_number  # what has no number in it buys nothing of this
    from careline.store.money.purchases import purchases_with_number

    numbers = (*words, " ".join(words))
    bought = purchases_with_number(fetch, numbers, now, MOST_CASES)
    customers = {each.id: each for each in customers_by_id(fetch, {each.customer_id for each in bought})}
    known = {group.customer.id: group for group in groups}
    for each in reversed(bought):
        buyer = customers[each.customer_id]
        there = {plain_number(text) for text in (each.order, each.serial) if text}
        named = fold(f"{each.product} {buyer}")
        if plain_number(" ".join(words)) not in there and not all(
            plain_number(word) in there or fold(word) in named for word in words
        ):
            continue
        group = known.get(buyer.id) or _who_bought(fetch, buyer, now)
        known[buyer.id] = replace(group, purchases=(*group.purchases, each))
    return list(known.values())


def _who_bought(fetch: Fetch, buyer: Customer, now: datetime) -> Found:
    open_ids = search.open_cases_of(fetch, buyer.id)
    files = sorted(case_files(fetch, open_ids), key=lambda file: next_due(file, now))
    return Found(buyer, len(open_ids), tuple(files[:MOST_OF_A_CUSTOMER]))


def next_due(file: CaseFile, now: datetime) -> tuple[bool, datetime, int]:
    """What cases are ordered by: those with a promise first, by when it is due."""
    promise = file.next_promise(now)
    return (promise is None, promise.due_at if promise else file.case.opened_at, file.case.id)


def lines(groups: Sequence[Found], shop: Shop, now: datetime) -> Iterator[PageLine]:
    """Each customer, and under them their cases."""
    for group in groups:
        phone = f"  {group.customer.number}" if group.customer.number else ""
        yield PageLine(f"{group.customer}{phone}", right=opened(group), tone=Tone.TITLE)
        for file in group.files:
            yield PageLine(standing(file, shop, now), label=f"  {file.case.name}  ")
        if group.purchases:
            from careline.reports.money.purchases import purchase_words  # few numbers are those of purchases

            yield from (PageLine(purchase_words(each, shop), label=f"  {each.name}  ") for each in group.purchases)
        hidden = group.open_cases - sum(file.case.is_open for file in group.files)
        if hidden > 0:
            whose = group.customer.email or group.customer.name
            yield PageLine(f"and {hidden} more: careline list --customer {shell_word(whose)}", label="  ")


def opened(group: Found) -> str:
    """How many of their cases are open."""
    count = "no" if not group.open_cases else str(group.open_cases)
    more = " or more" if group.open_cases == search.MOST_CASES else ""
    return f"{count}{more} open {'case' if group.open_cases == 1 else 'cases'}"


def standing(file: CaseFile, shop: Shop, now: datetime) -> Said:
    """What a case is about, what is owed on it next, and how often they asked and were told."""
    subject = file.case.subject
    if file.case.merged_into:
        return f"{subject}, part of C-{file.case.merged_into}"
    if file.case.closed_at:
        return f"{subject}, closed {moments.short(file.case.closed_at, now, shop.calendar.zone)}"
    promise = promise_states.first_word(file.promises, now) or file.next_promise(now)
    if promise is None:
        return f"{subject}, nothing is promised"
    tally = file.tally
    asked = f", asked {tally.chases}, told {tally.updates}" if tally.chases else ""
    return (f"{subject}: ", Words(promise.what, promise.said), f", {due(promise, shop, now)}{asked}")


def due(promise: Promise, shop: Shop, now: datetime) -> str:
    """When it is due, or how late it is."""
    if promise_states.state(promise, now) is State.OVERDUE:
        return promise_states.lateness(promise.due_at, now, shop.calendar)[1]
    soon = ", due soon" if promise_states.is_due_soon(promise, now, shop.soon(now)) else ""
    return f"due {moments.short(promise.due_at, now, shop.calendar.zone)}{soon}"


def nothing(fetch: Fetch, words: Sequence[str]) -> Iterator[PageLine]:
    """That nothing was found, and who may have been meant."""
    yield PageLine(f'Nothing matches "{" ".join(words)}".')
    meant = customers_of_near_words(fetch, words)
    if meant:
        yield PageLine(f"Did you mean {' or '.join(str(customer) for customer in meant)}?")
