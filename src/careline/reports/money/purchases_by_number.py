"""What was bought under an order or serial number, by whom, and the cases about it."""

from datetime import datetime

from careline.domain import ids
from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.errors import NotFound
from careline.domain.money.purchases import Purchase, purchase_of
from careline.domain.report import Key, Page, PageLine, Several, Shape
from careline.domain.shop.shop import Shop
from careline.render import shapes
from careline.render.objects import Objects
from careline.reports.money.purchases import OF_CUSTOMER, purchase_object, purchase_words
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.money.purchases import purchase_numbered, purchases_of, purchases_with_number
from careline.store.people.customers import customers_by_id, first_cases

PURCHASE_PAGE = Shape(
    "purchase_page",
    "purchases with a number, who made them, and the cases about them",
    (Key("purchases", Several(OF_CUSTOMER)), Key("cases", Several(shapes.CASE))),
)
MOST_SHOWN = 20
"""How many purchases with one number a page shows, and how many cases of whoever made each it looks at."""


def purchase_page(fetch: Fetch, shop: Shop, typed: str, now: datetime) -> Page:
    """The purchases with an order or serial number, or the one with that id, and the cases about them.

    Raises NotFound.
    """
    by_id = ids.split(typed)
    one = purchase_numbered(fetch, by_id[1]) if by_id and by_id[0] == "B" else None
    found = [one] if one and one.bought_at <= now else purchases_with_number(fetch, [typed], now, MOST_SHOWN)
    if not found:
        raise NotFound(f'No purchase has the order or serial number "{typed}". All of them: careline purchase list.')
    customers = {each.id: each for each in customers_by_id(fetch, {each.customer_id for each in found})}
    about = [(each, file) for each in found for file in _cases_about(fetch, shop, each, now)]
    objects = Objects.at(now, shop)
    lines = []
    for each in found:
        buyer = customers[each.customer_id]
        lines.append(PageLine(f"{buyer}: {purchase_words(each, shop)}", label=f"{each.name}  "))
        lines += (
            PageLine(f"{file.case.subject}, {'open' if file.case.is_open else 'closed'}", label=f"  {file.case.name}  ")
            for of, file in about
            if of is each
        )
    payload = PURCHASE_PAGE.filled(
        purchases=[
            OF_CUSTOMER.filled(**purchase_object(each), customer=objects.customer(customers[each.customer_id]))
            for each in found
        ],
        cases=list({file.case.id: objects.case(file) for _, file in about}.values()),
    )
    return Page(tuple(lines), payload)


def _cases_about(fetch: Fetch, shop: Shop, purchase: Purchase, now: datetime) -> list[CaseFile]:
    """The cases of whoever made a purchase that are about it, the open ones first."""
    theirs = purchases_of(fetch, purchase.customer_id, now)
    files = case_files(fetch, first_cases(fetch, now, purchase.customer_id, MOST_SHOWN))
    known = (file_as_of(file, now, shop) for file in files)
    return [file for file in known if file and (it := purchase_of(file.case, theirs)) and it.id == purchase.id]
