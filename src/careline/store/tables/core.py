"""Cases, contacts, promises, replacements and escalations: what nearly every command records."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Column, Computed, DateTime, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from careline.domain.cases.case import ClosedHow, Fault, FoundBy, Severity
from careline.domain.cases.contacts import Direction
from careline.domain.ladder.escalations import RuleName
from careline.domain.people.parties import PartyKind
from careline.domain.promises.promise import PromiseKind
from careline.domain.replacements.replacement import Basis, Outcome, ShippedBy
from careline.store.cases import KEYS_OF_NAME
from careline.store.tables.base import ENDED, ENDS_ONCE, IDS_NEVER_REUSED, Record, filled, in_order, one_of


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
        one_of("action", ("insert", "update", "delete")),
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
        one_of("kind", PartyKind),
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
        one_of("found_by", FoundBy),
        one_of("fault", Fault),
        one_of("severity", Severity),
        one_of("closed_how", ClosedHow),
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
        one_of("closed_how", (ClosedHow.CONFIRMED, ClosedHow.UNCONFIRMED)),
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
        one_of("direction", Direction),
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


class Replacement(Record, table=True):
    """One unit sent to make good, or asked for. `came` is what was in the box where that was the wrong item.

    `approver_id` is who has to approve it; nobody where it needs no approval, or approves itself.
    """

    __tablename__ = "replacements"
    __table_args__: ClassVar[Any] = (
        filled("wanted"),
        filled("item"),
        filled("why"),
        one_of("shipped_by", ShippedBy),
        one_of("basis", Basis),
        one_of("outcome", Outcome),
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
        Index("ix_replacements_outcome_at", "outcome_at"),
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


class Promise(Record, table=True):
    """Something said to a customer or planned by us. `due_at` never changes: a trigger holds it.

    `recorded_at` is when it was said here that it was made; an imported one has none, and `overdue_when_imported` says
    whether it came too late for anybody to be told of it. `depends_on` is the promise that this one waits for.
    """

    __tablename__ = "promises"
    __table_args__: ClassVar[Any] = (
        filled("what"),
        one_of("kind", PromiseKind),
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
        one_of("rule", RuleName),
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
