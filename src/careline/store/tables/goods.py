"""What is sold, what suppliers do for it, and what making it good costs."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text

from careline.domain.money.costs import CostKind, Payer
from careline.domain.replacements.programmes import Approval, Period, Returns
from careline.domain.replacements.replacement import ShippedBy
from careline.domain.replacements.returns import Became
from careline.store.numbers import plain
from careline.store.tables.base import IDS_NEVER_REUSED, Field, Record, filled, in_order, one_of


def _by_plain(column: str) -> Index:
    """What finds a number, however it is written."""
    return Index(f"ix_purchases_plain_{column}", text(plain(column)), sqlite_where=text(f"{column} IS NOT NULL"))


class Product(Record, table=True):
    """What the shop sells: whose it is, for how long it is warranted, and which model has taken its place."""

    __tablename__ = "products"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        CheckConstraint("warranty_months >= 0", name="warranty_months"),
        CheckConstraint("successor_id <> id", name="to_another"),
        UniqueConstraint("folded"),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    supplier_id: int | None = Field(default=None, foreign_key="parties.id")
    successor_id: int | None = Field(default=None, foreign_key="products.id")
    warranty_months: int | None = None


class Programme(Record, table=True):
    """What a supplier does for us when a unit fails. Amounts are minor units of `currency`, times phrases ("2bd")."""

    __tablename__ = "programmes"
    __table_args__: ClassVar[Any] = (
        one_of("approval", Approval),
        one_of("ships", ShippedBy),
        one_of("pays_goods", (Payer.US, Payer.SUPPLIER)),
        one_of("pays_shipping", (Payer.US, Payer.SUPPLIER)),
        one_of("returns", Returns),
        one_of("cap_every", Period),
        CheckConstraint("(returns = 'above') = (return_above IS NOT NULL)", name="returns_above_a_price"),
        CheckConstraint("cap_every IS NOT NULL OR coalesce(cap_units, cap_amount) IS NULL", name="cap_in_a_period"),
        CheckConstraint("min(coalesce(return_above, 0), coalesce(cap_amount, 0)) >= 0", name="amounts"),
        CheckConstraint("length(currency) = 3", name="currency"),
        UniqueConstraint("party_id"),
        IDS_NEVER_REUSED,
    )

    party_id: int = Field(foreign_key="parties.id")
    approval: str
    approve_within: str | None = None
    ships: str
    ship_within: str | None = None
    pays_goods: str
    pays_shipping: str
    returns: str
    return_above: int | None = None
    warranty_months: int | None = None
    doa_days: int | None = None
    cap_units: int | None = None
    cap_amount: int | None = None
    cap_every: str | None = None
    currency: str


class Purchase(Record, table=True):
    """What a customer bought: `price` and `cost` are of one unit, in minor units of `currency`."""

    __tablename__ = "purchases"
    __table_args__: ClassVar[Any] = (
        filled("product"),
        CheckConstraint("typeof(price) = 'integer' AND price >= 0", name="price"),
        CheckConstraint("cost IS NULL OR typeof(cost) = 'integer' AND cost >= 0", name="cost"),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("length(currency) = 3", name="currency"),
        in_order("bought_at", "delivered_at"),
        UniqueConstraint("source", "ref"),
        Index("ix_purchases_customer_id", "customer_id"),
        Index("ix_purchases_product", "product"),
        Index("ix_purchases_delivered_at", "delivered_at"),
        *(_by_plain(column) for column in ("order_number", "serial")),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    product: str
    order_number: str | None = None
    serial: str | None = None
    bought_at: datetime
    delivered_at: datetime | None = None
    quantity: int = 1
    price: int
    cost: int | None = None
    currency: str
    source: str | None = None
    ref: str | None = None


class Return(Record, table=True):
    """That the old unit is to come back by a day: what the customer promises, which is never counted as ours.

    A replacement for which nothing has to come back has none. Without a replacement it is of so many units of a case.
    """

    __tablename__ = "returns"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(replacement_id IS NULL) <> (case_id IS NULL)", name="of_one_of_two"),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint("(quantity IS NULL) = (case_id IS NULL)", name="counted_on_a_case"),
        one_of("became", Became),
        CheckConstraint("waived_at IS NULL OR received_at IS NULL", name="ends_once"),
        CheckConstraint("(waived_at IS NULL) = (waived_because IS NULL)", name="waived_for_a_reason"),
        CheckConstraint("inspected_at IS NULL OR became IS NOT NULL", name="inspected_and_became"),
        CheckConstraint("inspected_at IS NULL OR received_at IS NOT NULL", name="inspected_when_received"),
        in_order("asked_at", "due_at"),
        in_order("asked_at", "waived_at"),
        in_order("asked_at", "received_at"),
        in_order("received_at", "inspected_at"),
        UniqueConstraint("replacement_id"),
        Index("ix_returns_case_id", "case_id", sqlite_where=text("case_id IS NOT NULL")),
        Index("ix_returns_awaited", "due_at", sqlite_where=text("waived_at IS NULL AND received_at IS NULL")),
        IDS_NEVER_REUSED,
    )

    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    case_id: int | None = Field(default=None, foreign_key="cases.id")
    quantity: int | None = None
    asked_at: datetime
    due_at: datetime
    waived_at: datetime | None = None
    waived_because: str | None = None
    received_at: datetime | None = None
    inspected_at: datetime | None = None
    finding: str | None = None
    became: str | None = None


class Claim(Record, table=True):
    """What a supplier owes us for a replacement or a refund; `amount` in minor units of `currency`."""

    __tablename__ = "claims"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(replacement_id IS NULL) <> (promise_id IS NULL)", name="for_one_of_two"),
        CheckConstraint("typeof(amount) = 'integer' AND amount > 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
        CheckConstraint("(rejected_at IS NULL) = (rejected_because IS NULL)", name="rejected_for_a_reason"),
        in_order("due_at", "submitted_at"),
        in_order("submitted_at", "rejected_at"),
        UniqueConstraint("replacement_id"),
        UniqueConstraint("promise_id"),
        IDS_NEVER_REUSED,
    )

    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    promise_id: int | None = Field(default=None, foreign_key="promises.id")
    supplier_id: int = Field(foreign_key="parties.id")
    amount: int
    currency: str
    due_at: datetime
    submitted_at: datetime | None = None
    reference: str | None = None
    rejected_at: datetime | None = None
    rejected_because: str | None = None


class Credit(Record, table=True):
    """What a supplier has paid on a claim; `amount` in the minor units of the claim."""

    __tablename__ = "credits"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(amount) = 'integer' AND amount > 0", name="amount"),
        Index("ix_credits_claim_id", "claim_id"),
        IDS_NEVER_REUSED,
    )

    claim_id: int = Field(foreign_key="claims.id")
    at: datetime
    amount: int
    note: str | None = None


class Refund(Record, table=True):
    """The money that a promise gives back, in minor units of `currency`; `supplier_id` is who bears it, if not we."""

    __tablename__ = "refunds"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(amount) = 'integer' AND amount > 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
        UniqueConstraint("promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    amount: int
    currency: str
    return_required: bool
    supplier_id: int | None = Field(default=None, foreign_key="parties.id")


class Cost(Record, table=True):
    """What making it right cost; `amount` in minor units of `currency`. Waived labour is never billed.

    `promise_id` is the promise of a refund that was kept, and so has cost this.
    """

    __tablename__ = "costs"
    __table_args__: ClassVar[Any] = (
        one_of("kind", CostKind),
        one_of("payer", Payer),
        CheckConstraint("typeof(amount) = 'integer' AND amount >= 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
        CheckConstraint("NOT waived OR kind = 'labour' AND payer = 'us'", name="waived_is_our_labour"),
        CheckConstraint("kind NOT IN ('goodwill', 'refund') OR payer <> 'customer'", name="given_is_never_billed"),
        CheckConstraint("promise_id IS NULL OR kind = 'refund'", name="promised_is_refund"),
        UniqueConstraint("promise_id"),
        Index("ix_costs_case_id", "case_id"),
        Index("ix_costs_at", "at"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    at: datetime
    kind: str
    amount: int
    currency: str
    payer: str
    waived: bool = False
    note: str | None = None
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class CostShare(Record, table=True):
    """The part of a cost that the customer offered to bear; what is left of the cost stays with its payer."""

    __tablename__ = "cost_shares"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(amount) = 'integer' AND amount > 0", name="amount"),
        filled("offered"),
        UniqueConstraint("cost_id"),
        IDS_NEVER_REUSED,
    )

    cost_id: int = Field(foreign_key="costs.id")
    at: datetime
    amount: int
    offered: str
