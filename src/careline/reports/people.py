"""Customers and parties."""

from datetime import datetime

from careline.domain import cases, moments
from careline.domain.cases import Customer
from careline.domain.promises import state
from careline.domain.report import Page, PageLine, Report, Tone
from careline.domain.shop import Shop
from careline.render.objects import Objects
from careline.reports.lists import PromiseFilter, keyed, listing
from careline.store import queries
from careline.store.database import Fetch
from careline.store.queries import Party

CUSTOMER_COLUMNS = keyed("name email phone", name="Name", email="E-mail", phone="Phone")
PARTY_COLUMNS = keyed("name kind email phone", name="Name", kind="Kind", email="E-mail", phone="Phone")


def customer_list(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Every customer, by name."""
    objects = Objects(now, shop.calendar)
    rows = [objects.customer(customer) for customer in queries.all_customers(fetch)]
    return listing("customers", shop, now, CUSTOMER_COLUMNS, rows)


def party_list(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Every party, by name."""
    return listing("parties", shop, now, PARTY_COLUMNS, [party_object(party) for party in queries.all_parties(fetch)])


def party_object(party: Party) -> dict[str, str | None]:
    """A party as an object."""
    return {"name": party.name, "kind": party.kind, "email": party.email, "phone": party.phone}


def customer_page(fetch: Fetch, shop: Shop, customer: Customer, now: datetime) -> Page:
    """A customer and their cases, what is due next first."""
    ids = queries.listed_cases(fetch, now, customer_id=customer.id)
    files = [known for file in queries.case_files(fetch, ids) if (known := cases.as_of(file, now))]
    objects = Objects(now, shop.calendar)
    lines = [PageLine(" · ".join(filter(None, (str(customer), customer.phone))), tone=Tone.TITLE)]
    for file in files:
        promise = file.next_promise(now)
        due = f", {promise.what}, due {moments.short(promise.due_at, now, shop.calendar.zone)}" if promise else ""
        lines.append(PageLine(f"{file.case.subject} ({file.case.status}{due})", label=f"  {file.case.name}  "))
    payload = {"customer": objects.customer(customer), "cases": [objects.case(file) for file in files]}
    return Page(tuple(lines), payload)


def party_page(fetch: Fetch, shop: Shop, party: Party, now: datetime) -> Page:
    """A party and the live promises that it performs, by due moment."""
    chosen = PromiseFilter(performer=party.name)
    live = [p for p in queries.listed_promises(fetch, now, live=True) if chosen.fits(p, now)]
    objects = Objects(now, shop.calendar)
    lines = [PageLine(", ".join(filter(None, (party.name, party.kind, party.email, party.phone))), tone=Tone.TITLE)]
    for promise in live:
        due = moments.short(promise.due_at, now, shop.calendar.zone)
        lines.append(PageLine(f"{promise.what}, due {due}, {state(promise, now).words}", label=f"  {promise.name}  "))
    return Page(tuple(lines), {"party": party_object(party), "promises": [objects.promise(p) for p in live]})
