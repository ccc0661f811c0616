"""How products fail: units sent and what became of them, by product and by supplier, and clusters of cases."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from careline.domain.names import fold
from careline.domain.periods import Period
from careline.domain.replacements.failures import Cluster, Units, clusters, units
from careline.domain.replacements.replacement import Outcome
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.domain.time.months import months_after
from careline.reports.promises.performers import median
from careline.store.fetch import Fetch
from careline.store.replacements import failures
from careline.store.replacements.products import all_products

TOGETHER_MONTHS = 12
"""Cases about one product that were opened within so many months make a cluster."""
FAILURES = tuple(outcome for outcome in Outcome if outcome is not Outcome.WORKS)
COUNTS = (
    Column("units", Kind.NUMBER, "Sent"),
    Column("known", Kind.NUMBER, "Outcome known"),
    Column("failures", Kind.NUMBER, "Failed"),
    Column("doa", Kind.NUMBER, "DOA"),
    Column("wrong_item", Kind.NUMBER, "Wrong item"),
    Column("damaged", Kind.NUMBER, "Damaged"),
    Column("incomplete", Kind.NUMBER, "Incomplete"),
    Column("lost", Kind.NUMBER, "Lost"),
    Column("failed", Kind.NUMBER, "Failed later"),
    Column("failure_rate", Kind.RATE, "Failure rate", null=True),
    Column("doa_rate", Kind.RATE, "DOA rate", null=True),
    Column("wrong_item_rate", Kind.RATE, "Wrong item rate", null=True),
    Column("median_days_worked", Kind.DECIMAL, "Days worked", null=True),
)
PRODUCTS = (
    Column("product", Kind.TEXT, "Product"),
    Column("supplier", Kind.TEXT, "Supplier", null=True),
    *COUNTS,
    Column("cases", Kind.NUMBER, "Cases"),
)
SUPPLIERS = (Column("supplier", Kind.TEXT, "Supplier"), *COUNTS)
CLUSTERS = (
    Column("product", Kind.TEXT, "Product"),
    Column("cases", Kind.NUMBER, "Cases"),
    Column("open", Kind.NUMBER, "Open"),
    Column("customers", Kind.NUMBER, "Customers"),
    Column("failed", Kind.NUMBER, "Failed later"),
    Column("words", Kind.TEXT, "In common", null=True),
    Column("first_opened_at", Kind.MOMENT, "First opened"),
    Column("last_opened_at", Kind.MOMENT, "Last opened"),
    Column("case_ids", Kind.TEXT),
)
SECTIONS = {"products": PRODUCTS, "suppliers": SUPPLIERS, "clusters": CLUSTERS}
Sent = tuple[str, str | None, Outcome | None, int]
Worked = tuple[str, str | None, int]
"""Item and supplier of a unit that worked and then failed, and for how many days it worked."""
Unit = TypeVar("Unit", Sent, Worked)


def products(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """How the units fail that were sent in a period, by product and by supplier, and what several cases are about.

    A unit is of the supplier that sent it, else of the one that sells the product. Without a beginning of the period
    the clusters look back a year.
    """
    sellers = {fold(each.name): each.supplier for each in all_products(fetch)}
    sent = [
        (item, supplier or sellers.get(fold(item)), outcome, count)
        for item, supplier, outcome, count in failures.sent_units(fetch, period, now)
    ]
    worked = [
        (each.item, each.supplier or sellers.get(fold(each.item)), each.days(shop.calendar))
        for each in failures.failed_units(fetch, period, now)
    ]
    until = shop.calendar.local(period.until)
    a_year_ago = datetime.combine(months_after(until.date(), -TOGETHER_MONTHS), until.timetz())
    lately = Period(period.since or a_year_ago, period.until)
    found = clusters(failures.cases_about(fetch, lately, now))
    return Report(
        name="products",
        title="How products fail",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        nothing="Nothing was sent, and no case names a product.",
        sections=(
            Section(
                "products",
                SECTIONS["products"],
                tuple(_products(sent, worked, failures.case_counts(fetch, period))),
                title="By product",
            ),
            Section("suppliers", SECTIONS["suppliers"], tuple(_suppliers(sent, worked)), title="By supplier"),
            Section(
                "clusters", SECTIONS["clusters"], tuple(map(_cluster, found)), title="Several cases about one product"
            ),
        ),
    )


def _products(
    sent: Iterable[Sent], worked: Iterable[Worked], cases: Iterable[tuple[str, int]]
) -> Iterable[tuple[object, ...]]:
    mine, failed = _by_product(sent), _by_product(worked)
    about: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for product, count in cases:
        about[fold(product)] += count
        names.setdefault(fold(product), product)
    names |= {key: theirs[0][0] for key, theirs in mine.items()}
    for key in sorted(names):
        theirs = mine.get(key, [])
        suppliers = sorted({supplier for _, supplier, _, _ in theirs if supplier}, key=fold)
        yield (names[key], ", ".join(suppliers) or None, *_counts(theirs, failed.get(key, ())), about[key])


def _suppliers(sent: Iterable[Sent], worked: Iterable[Worked]) -> Iterable[tuple[object, ...]]:
    mine, failed = _by_supplier(sent), _by_supplier(worked)
    return ((mine[key][0][1], *_counts(mine[key], failed.get(key, ()))) for key in sorted(mine))


def _by_product(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    mine: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        mine[fold(unit[0])].append(unit)
    return mine


def _by_supplier(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    mine: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit[1]:
            mine[fold(unit[1])].append(unit)
    return mine


def _counts(sent: Iterable[Sent], worked: Iterable[Worked]) -> tuple[object, ...]:
    counted: Units = units((outcome, count) for _, _, outcome, count in sent)
    doa, wrong = counted.count(Outcome.DOA), counted.count(Outcome.WRONG_ITEM)
    rates = (counted.rate(failed) for failed in (counted.failures, doa, wrong))
    days = median([days for _, _, days in worked])
    return (counted.sent, counted.known, counted.failures, *(counted.count(each) for each in FAILURES), *rates, days)


def _cluster(cluster: Cluster) -> tuple[object, ...]:
    first, last = cluster.cases[0], cluster.cases[-1]
    return (
        cluster.product,
        len(cluster.cases),
        cluster.open,
        cluster.customers,
        cluster.failed,
        ", ".join(cluster.common_words) or None,
        first.opened_at,
        last.opened_at,
        ", ".join(each.name for each in cluster.cases),
    )
