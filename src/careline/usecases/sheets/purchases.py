"""Importing purchases from a shop's order list."""

from collections.abc import Mapping, Sequence
from typing import Any

from careline.domain.ids import show
from careline.domain.sheets.case_rows import shown
from careline.domain.sheets.numbers import AmountReader
from careline.domain.sheets.purchase_rows import (
    KnownPurchase,
    PurchaseRow,
    differences,
    key,
    parts,
    read_purchase,
    taken_over,
)
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.sheets import bulk
from careline.store.sheets.adding import Add, change
from careline.store.sheets.unnumbered import PURCHASES
from careline.store.stamps import stamp
from careline.usecases.sheets.people import look_up_customers, record_customers
from careline.usecases.sheets.taking import Cells, Sheet, Taking, Told


class Purchases(Taking[PurchaseRow, KnownPurchase]):
    """One row is one purchase: a line of an order."""

    nouns = ("purchase",)
    stored = PURCHASES

    def __init__(self, work: Recording, shop: Shop, sheet: Sheet) -> None:
        super().__init__(work, sheet)
        self.amounts = AmountReader(shop.currency, sheet.decimal)
        self.next_purchase = self.free.get("purchases", 1)

    def read(self, cells: Cells) -> PurchaseRow:
        """What a row says. Raises BadRow."""
        return read_purchase(cells, self.sheet.columns, self.sheet.dates, self.amounts, self.work.now)

    def key(self, row: PurchaseRow) -> str:
        """Order and item, or else the customer, the item and the day."""
        return key(shown(row.customer), row.sold.product, row.sold.order, row.sold.bought_at)

    def came_to_nothing(self, row: PurchaseRow) -> str | None:
        """Why nothing of it is with the customer."""
        return row.ended

    def _told_apart(self, read: list[Told[PurchaseRow]]) -> list[Told[PurchaseRow]]:
        """The rows, each with what it is known by; one is two where its units cost not all the same."""
        told = super()._told_apart(read)
        return [(line, cells, part, f"{ref}{more}") for line, cells, row, ref in told for part, more in parts(row)]

    def known(self, refs: Sequence[str]) -> Mapping[str, KnownPurchase]:
        """The purchases that came under these refs."""
        return bulk.known_purchases(self.work.fetch, self.sheet.source, refs)

    def begin(self, new: Sequence[PurchaseRow]) -> None:
        """Look up the customers."""
        self.purchases: list[dict[str, Any]] = []
        self.delivered: list[dict[str, Any]] = []
        self.customers = look_up_customers(self.work, new, self.next_customer, self.outcome.taken_for)

    def make(self, row: PurchaseRow, ref: str) -> None:
        """Make a purchase. Raises BadRow."""
        customer_id = self.customers.the(row.customer, row.phone)
        sold = row.sold
        self.purchases.append(
            {
                "id": self.next_purchase,
                "customer_id": customer_id,
                "product": sold.product,
                "order": sold.order,
                "serial": sold.serial,
                "bought_at": stamp(sold.bought_at),
                "delivered_at": stamp(sold.delivered_at) if sold.delivered_at else None,
                "quantity": sold.quantity,
                "price": sold.price.amount,
                "cost": sold.cost.amount if sold.cost else None,
                "currency": self.amounts.currency,
                "source": self.sheet.source,
                "ref": ref,
            }
        )
        self.next_purchase += 1

    def differences(self, row: PurchaseRow, known: KnownPurchase) -> tuple[str, tuple[str, ...]]:
        """The purchase, and the fields in which the row says something else."""
        return show("B", known.number), differences(row, known, self.sheet.columns)

    def update(self, row: PurchaseRow, known: KnownPurchase) -> KnownPurchase:
        """The purchase, delivered where a newer row knows that."""
        after = taken_over(row, known, self.sheet.columns)
        if after is not known and after.sold.delivered_at:
            self.delivered.append({"id": known.number, "delivered_at": stamp(after.sold.delivered_at)})
        return after

    def write(self, add: Add) -> None:
        """Record whom and what the batch has made."""
        record_customers(self.work, add, self.customers)
        add(bulk.ADD_PURCHASE, self.purchases)
        self.next_customer = self.customers.next_id
        self.outcome.made.update({"purchase": len(self.purchases)})

    def write_updates(self) -> None:
        """Record what was delivered."""
        change(self.work, bulk.SET_DELIVERED, self.delivered)
