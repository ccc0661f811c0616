"""The store's records: columns and constraints, no rules.

Moments are UTC. What a row was before each change is kept in `changes` by triggers, which the migrations write for
every table in the same way.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Computed, DateTime, Index, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from careline.store.queries import KEYS_OF_NAME

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = SQLModel.metadata = MetaData(naming_convention=NAMING)
IDS_NEVER_REUSED = {"sqlite_autoincrement": True}
ENDED = "coalesce(kept_at, withdrawn_at, released_at, voided_at, superseded_at)"
ENDS_ONCE = (
    "(kept_at IS NOT NULL) + (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL)"
    " + (voided_at IS NOT NULL) + (superseded_at IS NOT NULL) <= 1"
)


def one_of(column: str, *values: str) -> CheckConstraint:
    """A column that holds one of these words, or nothing.

    Not `IN`, for which SQLite builds a table each time that a row is written: an import would take half as long again.
    """
    return CheckConstraint(" OR ".join(f"{column} = {value!r}" for value in values), name=column)


def filled(column: str) -> CheckConstraint:
    """A text that is not blank."""
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_filled")


def in_order(first: str, second: str) -> CheckConstraint:
    """Two moments that cannot stand the other way round."""
    return CheckConstraint(f"{first} <= {second}", name=f"{second}_after_{first}")


class Record(SQLModel):
    """What every table shares: an id that is never reused."""

    id: int | None = Field(default=None, primary_key=True)


class Command(Record, table=True):
    """One recording command: who ran what, and when; `undoes` is the command that it took back."""

    __tablename__ = "commands"
    __table_args__: ClassVar[Any] = (UniqueConstraint("undoes"), IDS_NEVER_REUSED)

    at: datetime
    who: str
    command: str
    undoes: int | None = Field(default=None, foreign_key="commands.id")


class Change(Record, table=True):
    """One changed row, and what it was before; written by triggers alone."""

    __tablename__ = "changes"
    __table_args__: ClassVar[Any] = (
        one_of("action", "insert", "update", "delete"),
        Index("ix_changes_command_id", "command_id"),
        IDS_NEVER_REUSED,
    )

    command_id: int = Field(foreign_key="commands.id")
    table_name: str
    row_id: int
    action: str
    before: str | None = None


class Customer(Record, table=True):
    """Who cases belong to. `folded` is the name for comparing."""

    __tablename__ = "customers"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        Index("ix_customers_folded", "folded"),
        *(Index(f"ix_customers_key_{n}", text(key)) for n, key in enumerate(KEYS_OF_NAME, 1)),
        Index("uq_customers_email", text("lower(email)"), unique=True, sqlite_where=text("email IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    email: str | None = None
    phone: str | None = None


class Party(Record, table=True):
    """Anyone who can perform: staff, supplier, contractor, carrier."""

    __tablename__ = "parties"
    __table_args__: ClassVar[Any] = (
        filled("name"),
        one_of("kind", "staff", "supplier", "contractor", "carrier"),
        UniqueConstraint("folded"),
        Index("uq_parties_email", text("lower(email)"), unique=True, sqlite_where=text("email IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    name: str
    folded: str
    kind: str | None = None
    email: str | None = None
    phone: str | None = None


class Case(Record, table=True):
    """One customer's trouble. `may_be_silent` marks an imported case that once stood without a live promise.

    `update_every` is the phrase ("2bd") after which the customer hears from us again, news or not. One that was merged
    points to the case that it has become part of.
    """

    __tablename__ = "cases"
    __table_args__: ClassVar[Any] = (
        filled("subject"),
        one_of("found_by", "customer", "us", "review"),
        one_of("fault", "unknown", "product", "shipping", "us", "third_party", "customer", "nobody"),
        one_of("severity", "minor", "normal", "major"),
        one_of("closed_how", "confirmed", "unconfirmed", "merged"),
        CheckConstraint("(closed_at IS NULL) = (closed_how IS NULL)", name="closed_somehow"),
        CheckConstraint("merged_into IS NULL OR coalesce(closed_how, '') = 'merged'", name="merged_is_closed"),
        in_order("opened_at", "closed_at"),
        UniqueConstraint("source", "ref"),
        Index("ix_cases_customer_id_closed_at", "customer_id", "closed_at"),
        Index("ix_cases_closed_at", "closed_at"),
        Index("ix_cases_may_be_silent", "closed_at", sqlite_where=text("may_be_silent")),
        Index("ix_cases_found_in_review", "closed_at", sqlite_where=text("found_by = 'review'")),
        Index("ix_cases_found_by_us", "closed_at", sqlite_where=text("found_by = 'us'")),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    subject: str
    product: str | None = None
    order_number: str | None = None
    channel: str | None = None
    found_by: str = "customer"
    fault: str = "unknown"
    severity: str = "normal"
    usable: bool | None = None
    tried: str | None = None
    opened_at: datetime
    closed_at: datetime | None = None
    closed_how: str | None = None
    may_be_silent: bool = False
    update_every: str | None = None
    merged_into: int | None = Field(default=None, foreign_key="cases.id")
    source: str | None = None
    ref: str | None = None
    serial: str | None = None
    review_address: str | None = None


class Reopening(Record, table=True):
    """A closing that did not last."""

    __tablename__ = "reopenings"
    __table_args__: ClassVar[Any] = (
        one_of("closed_how", "confirmed", "unconfirmed"),
        in_order("closed_at", "reopened_at"),
        Index("ix_reopenings_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    closed_at: datetime
    closed_how: str
    reopened_at: datetime


class Contact(Record, table=True):
    """One exchange with the customer, in or out."""

    __tablename__ = "contacts"
    __table_args__: ClassVar[Any] = (
        one_of("direction", "in", "out"),
        Index("ix_contacts_case_id_at", "case_id", "at"),
        Index("ix_contacts_chasing", "case_id", sqlite_where=text("chasing")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    direction: str
    channel: str | None = None
    who: str
    text: str | None = None
    chasing: bool = False
    praise: bool = False
    apology: bool = False
    reached: bool = True
    in_reply_to: int | None = Field(default=None, foreign_key="contacts.id")


class Note(Record, table=True):
    """An internal remark on a case."""

    __tablename__ = "notes"
    __table_args__: ClassVar[Any] = (filled("text"), Index("ix_notes_case_id", "case_id"), IDS_NEVER_REUSED)

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    who: str
    text: str


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
        one_of("approval", "by-itself", "on-request"),
        one_of("ships", "us", "supplier"),
        one_of("pays_goods", "us", "supplier"),
        one_of("pays_shipping", "us", "supplier"),
        one_of("returns", "never", "always", "above"),
        one_of("cap_every", "month", "quarter", "year"),
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


class Replacement(Record, table=True):
    """One unit sent to make good, or asked for. `came` is what was in the box where that was the wrong item.

    `approver_id` is who has to approve it; nobody where it needs no approval, or approves itself.
    """

    __tablename__ = "replacements"
    __table_args__: ClassVar[Any] = (
        filled("wanted"),
        filled("item"),
        filled("why"),
        one_of("shipped_by", "us", "supplier"),
        one_of("basis", "warranty", "doa", "goodwill"),
        one_of("outcome", "works", "doa", "wrong-item", "damaged", "incomplete", "lost"),
        CheckConstraint("(outcome IS NULL) = (outcome_at IS NULL)", name="outcome_somewhen"),
        CheckConstraint(
            "outcome IS NULL OR outcome = 'lost' OR delivered_at IS NOT NULL", name="outcome_needs_delivery"
        ),
        CheckConstraint(
            "shipped_at IS NOT NULL OR coalesce(announced_at, delivered_at, outcome_at) IS NULL", name="shipped_first"
        ),
        CheckConstraint("declined_at IS NULL OR shipped_at IS NULL", name="declined_is_over"),
        in_order("requested_at", "approved_at"),
        in_order("requested_at", "declined_at"),
        in_order("requested_at", "packed_at"),
        in_order("requested_at", "shipped_at"),
        in_order("shipped_at", "announced_at"),
        in_order("shipped_at", "delivered_at"),
        in_order("shipped_at", "outcome_at"),
        Index(
            "uq_replacements_case_id_chain_attempt",
            "case_id",
            "chain",
            "attempt",
            unique=True,
            sqlite_where=text("declined_at IS NULL"),
        ),
        Index("ix_replacements_case_id", "case_id"),
        Index("ix_replacements_unverified", "delivered_at", sqlite_where=text("outcome IS NULL")),
        Index("ix_replacements_live", "requested_at", sqlite_where=text("outcome IS NULL AND declined_at IS NULL")),
        Index("ix_replacements_repeated", "case_id", sqlite_where=text("attempt >= 2")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    chain: int
    attempt: int
    wanted: str
    item: str
    serial: str | None = None
    basis: str | None = None
    because: str | None = None
    why: str
    different: str | None = None
    substitute_because: str | None = None
    consent: str | None = None
    supplier_id: int | None = Field(default=None, foreign_key="parties.id")
    carrier_id: int | None = Field(default=None, foreign_key="parties.id")
    tracking: str | None = None
    shipped_by: str = "us"
    requested_at: datetime
    approver_id: int | None = Field(default=None, foreign_key="parties.id")
    approved_at: datetime | None = None
    declined_at: datetime | None = None
    declined_because: str | None = None
    packed_at: datetime | None = None
    shipped_at: datetime | None = None
    announced_at: datetime | None = None
    delivered_at: datetime | None = None
    outcome: str | None = None
    outcome_at: datetime | None = None
    came: str | None = None


class Return(Record, table=True):
    """That the old unit is to come back by a day: what the customer promises, which is never counted as ours.

    A replacement for which nothing has to come back has none.
    """

    __tablename__ = "returns"
    __table_args__: ClassVar[Any] = (
        one_of("became", "restocked", "repaired", "scrapped", "to-supplier", "to-customer"),
        CheckConstraint("waived_at IS NULL OR received_at IS NULL", name="ends_once"),
        CheckConstraint("(waived_at IS NULL) = (waived_because IS NULL)", name="waived_for_a_reason"),
        CheckConstraint("inspected_at IS NULL OR became IS NOT NULL", name="inspected_and_became"),
        CheckConstraint("inspected_at IS NULL OR received_at IS NOT NULL", name="inspected_when_received"),
        in_order("asked_at", "due_at"),
        in_order("asked_at", "waived_at"),
        in_order("asked_at", "received_at"),
        in_order("received_at", "inspected_at"),
        UniqueConstraint("replacement_id"),
        Index("ix_returns_awaited", "due_at", sqlite_where=text("waived_at IS NULL AND received_at IS NULL")),
        IDS_NEVER_REUSED,
    )

    replacement_id: int = Field(foreign_key="replacements.id")
    asked_at: datetime
    due_at: datetime
    waived_at: datetime | None = None
    waived_because: str | None = None
    received_at: datetime | None = None
    inspected_at: datetime | None = None
    finding: str | None = None
    became: str | None = None


class Claim(Record, table=True):
    """What a supplier owes us for a replacement; `amount` in minor units of `currency`."""

    __tablename__ = "claims"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(amount) = 'integer' AND amount > 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
        CheckConstraint("(rejected_at IS NULL) = (rejected_because IS NULL)", name="rejected_for_a_reason"),
        in_order("due_at", "submitted_at"),
        in_order("submitted_at", "rejected_at"),
        UniqueConstraint("replacement_id"),
        IDS_NEVER_REUSED,
    )

    replacement_id: int = Field(foreign_key="replacements.id")
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


class Promise(Record, table=True):
    """Something said to a customer or planned by us. `due_at` never changes: a trigger holds it.

    `recorded_at` is when it was said here that it was made; an imported one has none, and `overdue_when_imported` says
    whether it came too late for anybody to be told of it. `depends_on` is the promise that this one waits for.
    """

    __tablename__ = "promises"
    __table_args__: ClassVar[Any] = (
        filled("what"),
        one_of(
            "kind",
            "acknowledge",
            "callback",
            "follow_up",
            "visit",
            "delivery",
            "check",
            "fix",
            "refund",
            "backup",
            "other",
        ),
        CheckConstraint(ENDS_ONCE, name="ends_once"),
        in_order("made_at", "due_at"),
        in_order("made_at", "kept_at"),
        in_order("made_at", "withdrawn_at"),
        in_order("made_at", "released_at"),
        in_order("made_at", "voided_at"),
        in_order("made_at", "superseded_at"),
        Index("ix_promises_case_id", "case_id"),
        Index("ix_promises_open_by_due", "due_at", sqlite_where=text("ended_at IS NULL")),
        Index("ix_promises_open_backup", "due_at", sqlite_where=text("kind = 'backup' AND ended_at IS NULL")),
        Index(
            "ix_promises_may_escalate", "due_at", sqlite_where=text("ended_at IS NULL AND NOT overdue_when_imported")
        ),
        Index("ix_promises_depends_on", "depends_on", sqlite_where=text("depends_on IS NOT NULL")),
        Index("ix_promises_ended_at", "ended_at", sqlite_where=text("ended_at IS NOT NULL")),
        Index("uq_promises_supersedes", "supersedes", unique=True, sqlite_where=text("supersedes IS NOT NULL")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    kind: str = "other"
    what: str
    said: bool = True
    automatic: bool = False
    owner_id: int = Field(foreign_key="parties.id")
    performer_id: int = Field(foreign_key="parties.id")
    made_at: datetime
    recorded_at: datetime | None = None
    due_at: datetime
    backup: str | None = None
    replacement_id: int | None = Field(default=None, foreign_key="replacements.id")
    supersedes: int | None = Field(default=None, foreign_key="promises.id")
    depends_on: int | None = Field(default=None, foreign_key="promises.id")
    overdue_when_imported: bool = False
    kept_at: datetime | None = None
    withdrawn_at: datetime | None = None
    released_at: datetime | None = None
    voided_at: datetime | None = None
    superseded_at: datetime | None = None
    told_at: datetime | None = None
    ended_because: str | None = None
    ended_recorded_at: datetime | None = None
    ended_at: datetime | None = Field(
        default=None, sa_column=Column(DateTime, Computed(ENDED, persisted=False), nullable=True)
    )


class Escalation(Record, table=True):
    """A case handed to someone who can do more. `policy` is what was in force when it was raised, as JSON."""

    __tablename__ = "escalations"
    __table_args__: ClassVar[Any] = (
        filled("backup"),
        CheckConstraint("level >= 1", name="level"),
        CheckConstraint("resolved_at IS NULL OR declined_at IS NULL", name="ends_once"),
        CheckConstraint("(acknowledged_at IS NULL) = (acknowledged_by IS NULL)", name="acknowledged_by_somebody"),
        in_order("raised_at", "ack_by"),
        in_order("raised_at", "acknowledged_at"),
        Index("ix_escalations_case_id", "case_id"),
        Index(
            "ix_escalations_live",
            "ack_by",
            sqlite_where=text("resolved_at IS NULL AND declined_at IS NULL"),
        ),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    promise_id: int | None = Field(default=None, foreign_key="promises.id")
    level: int
    to_id: int = Field(foreign_key="parties.id")
    because: str | None = None
    raised_at: datetime
    raised_by: str
    ack_by: datetime
    backup: str
    told_at: datetime | None = None
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    resolved_at: datetime | None = None
    declined_at: datetime | None = None
    ended_because: str | None = None
    policy: str | None = None


class AppliedRule(Record, table=True):
    """What `sweep` did by a rule, once for each cause: a promise, an escalation or a contact, as the rule has it.

    `due_at` is when it was due, `applied_at` when it was done. It raised an escalation, or found the ladder exhausted
    and made the promise to carry out the backup plan.
    """

    __tablename__ = "applied_rules"
    __table_args__: ClassVar[Any] = (
        one_of("rule", "overdue", "unacknowledged", "idle", "chased"),
        in_order("due_at", "applied_at"),
        UniqueConstraint("rule", "cause_id"),
        Index("ix_applied_rules_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    rule: str
    cause_id: int
    case_id: int = Field(foreign_key="cases.id")
    due_at: datetime
    applied_at: datetime
    escalation_id: int | None = Field(default=None, foreign_key="escalations.id")
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Sweep(SQLModel, table=True):
    """That `sweep` ran. It stands beside the log, in which only what it did has a line."""

    __tablename__ = "sweeps"

    at: datetime = Field(primary_key=True)


class Reminder(Record, table=True):
    """That we reminded whoever performs a promise."""

    __tablename__ = "reminders"
    __table_args__: ClassVar[Any] = (
        filled("text"),
        Index("ix_reminders_promise_id", "promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    at: datetime
    who: str
    text: str


class HandOver(Record, table=True):
    """That a promise went from one owner to another."""

    __tablename__ = "hand_overs"
    __table_args__: ClassVar[Any] = (
        filled("because"),
        CheckConstraint("from_id <> to_id", name="to_another"),
        Index("ix_hand_overs_promise_id", "promise_id"),
        IDS_NEVER_REUSED,
    )

    promise_id: int = Field(foreign_key="promises.id")
    at: datetime
    who: str
    from_id: int = Field(foreign_key="parties.id")
    to_id: int = Field(foreign_key="parties.id")
    because: str


class Absence(Record, table=True):
    """That a party is away, from one day to another, both included, and who stands in."""

    __tablename__ = "absences"
    __table_args__: ClassVar[Any] = (
        in_order("from_on", "until_on"),
        CheckConstraint("party_id <> to_id", name="to_another"),
        Index("ix_absences_party_id", "party_id"),
        IDS_NEVER_REUSED,
    )

    party_id: int = Field(foreign_key="parties.id")
    from_on: date
    until_on: date
    to_id: int = Field(foreign_key="parties.id")


class CaseLink(Record, table=True):
    """That two cases have to do with each other; the older one is `case_id`."""

    __tablename__ = "case_links"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("case_id <> other_id", name="to_another"),
        UniqueConstraint("case_id", "other_id"),
        Index("ix_case_links_other_id", "other_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    other_id: int = Field(foreign_key="cases.id")
    at: datetime
    because: str | None = None


class Holiday(SQLModel, table=True):
    """A public holiday, as the library of holidays knows it: worked out, not recorded, so the log has no line of it."""

    __tablename__ = "holidays"

    country: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    on_date: date = Field(primary_key=True)
    name: str


class HolidayYear(SQLModel, table=True):
    """A year whose public holidays stand in `holidays`. `region` is empty for a whole country."""

    __tablename__ = "holiday_years"

    country: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    year: int = Field(primary_key=True)


class Cost(Record, table=True):
    """What making it right cost; `amount` in minor units of `currency`. Waived labour is never billed."""

    __tablename__ = "costs"
    __table_args__: ClassVar[Any] = (
        one_of("kind", "goods", "shipping", "labour", "goodwill"),
        one_of("payer", "us", "supplier", "customer", "carrier"),
        CheckConstraint("typeof(amount) = 'integer' AND amount >= 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
        CheckConstraint("NOT waived OR kind = 'labour' AND payer = 'us'", name="waived_is_our_labour"),
        CheckConstraint("kind <> 'goodwill' OR payer <> 'customer'", name="goodwill_is_never_billed"),
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


class Article(Record, table=True):
    """One entry of the knowledge base; `sends` is the product that the remedy sends."""

    __tablename__ = "articles"
    __table_args__: ClassVar[Any] = (
        filled("product"),
        filled("symptom"),
        filled("remedy"),
        CheckConstraint("(retired_at IS NULL) = (retired_because IS NULL)", name="retired_for_a_reason"),
        in_order("added_at", "retired_at"),
        IDS_NEVER_REUSED,
    )

    product: str
    symptom: str
    remedy: str
    sends: str | None = None
    added_at: datetime
    added_by: str
    retired_at: datetime | None = None
    retired_because: str | None = None


class Diagnosis(Record, table=True):
    """Which article fits a case; none where there is no such article, which is a gap in the knowledge base."""

    __tablename__ = "diagnoses"
    __table_args__: ClassVar[Any] = (
        Index("ix_diagnoses_case_id", "case_id"),
        Index("ix_diagnoses_article_id", "article_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    article_id: int | None = Field(default=None, foreign_key="articles.id")
    at: datetime
    who: str


class Cause(Record, table=True):
    """What a case came from, and the promise to ourselves that it asks for."""

    __tablename__ = "causes"
    __table_args__: ClassVar[Any] = (filled("cause"), Index("ix_causes_case_id", "case_id"), IDS_NEVER_REUSED)

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    who: str
    cause: str
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Disclosure(Record, table=True):
    """That we told the customer of our own fault, by a contact; `with_id` is who did it and came along."""

    __tablename__ = "disclosures"
    __table_args__: ClassVar[Any] = (
        Index("ix_disclosures_case_id", "case_id"),
        Index("ix_disclosures_at", "at"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    contact_id: int = Field(foreign_key="contacts.id")
    at: datetime
    who: str
    with_id: int | None = Field(default=None, foreign_key="parties.id")
    no_plan_because: str | None = None


class Praise(Record, table=True):
    """Who earned the praise that a contact holds."""

    __tablename__ = "praises"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("contact_id", "party_id"),
        Index("ix_praises_party_id", "party_id"),
        IDS_NEVER_REUSED,
    )

    contact_id: int = Field(foreign_key="contacts.id")
    party_id: int = Field(foreign_key="parties.id")


class ToneReview(Record, table=True):
    """A look at how one of us spoke to a customer, by somebody else; `promise_id` is the answer to the customer."""

    __tablename__ = "tone_reviews"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("about_id <> reviewer_id", name="by_somebody_else"),
        CheckConstraint("(found_at IS NULL) = (finding IS NULL)", name="found_something"),
        in_order("requested_at", "found_at"),
        Index("ix_tone_reviews_case_id", "case_id"),
        Index("ix_tone_reviews_open", "requested_at", sqlite_where=text("found_at IS NULL")),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    requested_at: datetime
    requested_by: str
    about_id: int = Field(foreign_key="parties.id")
    reviewer_id: int = Field(foreign_key="parties.id")
    because: str | None = None
    found_at: datetime | None = None
    finding: str | None = None
    promise_id: int | None = Field(default=None, foreign_key="promises.id")


class Effort(Record, table=True):
    """How hard it was for the customer, from 1 (easy) to 5, asked after closing."""

    __tablename__ = "efforts"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("typeof(effort) = 'integer' AND effort BETWEEN 1 AND 5", name="effort"),
        Index("ix_efforts_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    effort: int
    words: str | None = None


class AskAgain(Record, table=True):
    """A reminder to ourselves to look after a customer once all is over."""

    __tablename__ = "ask_agains"
    __table_args__: ClassVar[Any] = (
        in_order("at", "due_at"),
        in_order("at", "done_at"),
        Index("ix_ask_agains_open", "due_at", sqlite_where=text("done_at IS NULL")),
        Index("ix_ask_agains_case_id", "case_id"),
        IDS_NEVER_REUSED,
    )

    case_id: int = Field(foreign_key="cases.id")
    at: datetime
    due_at: datetime
    done_at: datetime | None = None


class Invitation(Record, table=True):
    """That the customer was invited to review a purchase."""

    __tablename__ = "invitations"
    __table_args__: ClassVar[Any] = (UniqueConstraint("purchase_id"), IDS_NEVER_REUSED)

    purchase_id: int = Field(foreign_key="purchases.id")
    sent_at: datetime


class OptOut(Record, table=True):
    """That a customer wants no invitations, in their own words."""

    __tablename__ = "opt_outs"
    __table_args__: ClassVar[Any] = (filled("words"), UniqueConstraint("customer_id"), IDS_NEVER_REUSED)

    customer_id: int = Field(foreign_key="customers.id")
    at: datetime
    words: str


class ArrivalCheck(Record, table=True):
    """That the customer was asked whether a purchase arrived well."""

    __tablename__ = "arrival_checks"
    __table_args__: ClassVar[Any] = (UniqueConstraint("purchase_id"), IDS_NEVER_REUSED)

    purchase_id: int = Field(foreign_key="purchases.id")
    sent_at: datetime


class Company(Record, table=True):
    """Where customers work."""

    __tablename__ = "companies"
    __table_args__: ClassVar[Any] = (filled("name"), UniqueConstraint("folded"), IDS_NEVER_REUSED)

    name: str
    folded: str


class Membership(Record, table=True):
    """That a customer works for a company, until they leave it."""

    __tablename__ = "memberships"
    __table_args__: ClassVar[Any] = (
        in_order("since_at", "until_at"),
        Index("uq_memberships_customer_id", "customer_id", unique=True, sqlite_where=text("until_at IS NULL")),
        Index("ix_memberships_customer_id", "customer_id"),
        Index("ix_memberships_company_id", "company_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    company_id: int = Field(foreign_key="companies.id")
    since_at: datetime
    until_at: datetime | None = None


class Referral(Record, table=True):
    """Through whom a customer came to us: another customer, or a company."""

    __tablename__ = "referrals"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("(by_customer_id IS NULL) <> (by_company_id IS NULL)", name="by_one"),
        CheckConstraint("by_customer_id IS NULL OR by_customer_id <> customer_id", name="by_another"),
        UniqueConstraint("customer_id"),
        Index("ix_referrals_by_customer_id", "by_customer_id"),
        Index("ix_referrals_by_company_id", "by_company_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    by_customer_id: int | None = Field(default=None, foreign_key="customers.id")
    by_company_id: int | None = Field(default=None, foreign_key="companies.id")
    at: datetime
    note: str | None = None


class Flag(Record, table=True):
    """What a customer is to us beside a customer ("family", "investor"), until they no longer are."""

    __tablename__ = "flags"
    __table_args__: ClassVar[Any] = (
        filled("flag"),
        in_order("since_at", "until_at"),
        Index("uq_flags_customer_id_flag", "customer_id", "flag", unique=True, sqlite_where=text("until_at IS NULL")),
        Index("ix_flags_customer_id", "customer_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    flag: str
    since_at: datetime
    until_at: datetime | None = None


class Ending(Record, table=True):
    """That the shop ended the relation with a customer, until that was taken back."""

    __tablename__ = "endings"
    __table_args__: ClassVar[Any] = (
        filled("because"),
        CheckConstraint("(taken_back_at IS NULL) = (taken_back_because IS NULL)", name="taken_back_for_a_reason"),
        in_order("at", "taken_back_at"),
        Index("uq_endings_customer_id", "customer_id", unique=True, sqlite_where=text("taken_back_at IS NULL")),
        Index("ix_endings_customer_id", "customer_id"),
        IDS_NEVER_REUSED,
    )

    customer_id: int = Field(foreign_key="customers.id")
    at: datetime
    who: str
    because: str
    taken_back_at: datetime | None = None
    taken_back_because: str | None = None


class Try(Record, table=True):
    """Another way that was tried before the relation with a customer was ended, and on which day."""

    __tablename__ = "tries"
    __table_args__: ClassVar[Any] = (filled("what"), Index("ix_tries_ending_id", "ending_id"), IDS_NEVER_REUSED)

    ending_id: int = Field(foreign_key="endings.id")
    on_date: date
    what: str


class Forgetting(Record, table=True):
    """That a customer was forgotten: what told of them is gone, also from the log; what is counted stays."""

    __tablename__ = "forgettings"
    __table_args__: ClassVar[Any] = (UniqueConstraint("customer_id"), IDS_NEVER_REUSED)

    customer_id: int = Field(foreign_key="customers.id")
    command_id: int = Field(foreign_key="commands.id")
    at: datetime
    who: str
