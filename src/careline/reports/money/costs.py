"""What making it right cost: a list, and the report by payer, kind, product and month."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from careline.domain.money.costs import Cost, CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.names import fold
from careline.domain.periods import Period
from careline.domain.replacements.recovery import Part, parts
from careline.domain.report import Column, Form, Kind, Report, Section, Worded
from careline.domain.shop.shop import Shop
from careline.render import goods
from careline.reports.listing import listing
from careline.store.fetch import Fetch, Reader
from careline.store.money import spending
from careline.store.replacements import returns_and_claims

COST_COLUMNS = (
    Column("id", Kind.ID, "Cost"),
    Column("case", Kind.ID, "Case"),
    Column("at", Kind.MOMENT, "When"),
    Column("kind", CostKind, "Kind"),
    Column("amount", Kind.MONEY, "Amount"),
    Column("payer", Payer, "Paid by"),
    Column("note", title="Note", null=True),
    Column("replacement", Kind.ID, null=True),
    Column("waived", Kind.FLAG),
    Column("customer_bears", Kind.MONEY, null=True),
)
NO_PRODUCT = "no product"


def _columns(key: str, title: str, form: Form = Kind.TEXT) -> tuple[Column, ...]:
    return (
        Column(key, form, title),
        Column("costs", Kind.NUMBER, "Costs"),
        Column("amount", Kind.MONEY, "Amount"),
        Column("share", Kind.RATE, "Share", null=True),
        Column("net", Kind.MONEY, "Left for us"),
    )


SECTIONS = {
    "by_payer": _columns("payer", "Paid by", Payer),
    "by_kind": _columns("kind", "Kind", CostKind),
    "by_product": _columns("product", "Product"),
    "by_month": _columns("month", "Month"),
}


def cost_list(fetch: Reader, shop: Shop, now: datetime, case_id: int | None) -> Report:
    """The costs of a case, or all, by number; the rows are made while they are read."""
    rows = (
        goods.COST.of(cost)
        | {
            "kind": Worded(cost.kind, f"{cost.kind}{', waived' if cost.waived else ''}"),
            "amount": cost.amount,
            "payer": Worded(cost.payer, _bearers(cost)),
            "customer_bears": cost.share and cost.share.amount,
        }
        for cost in spending.each_cost(fetch, now, case_id=case_id)
    )
    return listing("costs", shop, now, COST_COLUMNS, rows, passing=True)


def _bearers(cost: Cost) -> str:
    return f"{cost.payer}, customer {cost.share.amount.shown()}" if cost.share else cost.payer.value


def costs(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """What was spent in a period, and who bears it by now.

    Each section holds all of it, so its amounts add up to the same sum, and what is left to us to the same net recovery
    cost. What stands in another currency has rows of its own.
    """
    spent = spending.costs(fetch, now)
    found = [
        part
        for part in parts(spent, returns_and_claims.spent_claims(fetch, now, spent))
        if _within(part.cost.at, period)
    ]
    products = spending.products_of_cases(fetch)
    spelled: dict[str, str] = {}

    def product(part: Part) -> str:
        name = products.get(part.cost.case_id, NO_PRODUCT)
        return spelled.setdefault(fold(name), name)

    def month(part: Part) -> str:
        return f"{shop.calendar.date_of(part.cost.at):%Y-%m}"

    payers, kinds = list(Payer), list(CostKind)
    sections = (
        _section("by_payer", "By who pays", found, lambda part: part.payer, payers.index),
        _section("by_kind", "By kind", found, lambda part: part.cost.kind, kinds.index),
        _section("by_product", "By product", found, product, fold),
        _section("by_month", "By month", found, month, str),
    )
    return Report(
        name="costs",
        title="What making it right cost",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        nothing="Nothing was spent.",
        closing=tuple(_sums(found)),
        sections=sections,
    )


def _within(moment: datetime, period: Period) -> bool:
    return (period.since is None or period.since <= moment) and moment <= period.until


def _section(
    name: str,
    title: str,
    found: Sequence[Part],
    of: Callable[[Part], Any],
    order: Callable[[Any], Any],
) -> Section:
    """One row for each key: how many costs, what they come to, which part of all that is, and what is left to us."""
    groups: dict[tuple[str, Any], list[Part]] = {}
    for part in found:
        groups.setdefault((part.amount.currency, of(part)), []).append(part)
    rows = []
    for (currency, each), mine in sorted(groups.items(), key=lambda group: (group[0][0], order(group[0][1]))):
        amount, whole = _sum(mine, currency), _sum(found, currency)
        share = amount.amount / whole.amount if whole.amount else None
        rows.append((each, len({part.cost.id for part in mine}), amount, share, _ours(mine, currency)))
    return Section(name, SECTIONS[name], tuple(rows), title=title)


def _sum(found: Sequence[Part], currency: str) -> Money:
    return Money(sum(part.amount.amount for part in found if part.amount.currency == currency), currency)


def _ours(found: Sequence[Part], currency: str) -> Money:
    return _sum([part for part in found if part.payer is Payer.US], currency)


def _sums(found: Sequence[Part]) -> list[str]:
    return [
        f"{_sum(found, currency).shown()} in all; net recovery cost {_ours(found, currency).shown()}."
        for currency in sorted({part.amount.currency for part in found})
    ]
