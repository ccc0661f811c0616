"""The schema: what the migrations make is what the records say, and holds by itself what no command may break."""

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from careline.store.fetch import fetch_on
from careline.store.file import REVISIONS
from careline.store.migrations import creating
from careline.store.migrations.creating import script_of
from careline.store.schema.fingerprint import fingerprint
from careline.store.schema.known_schemas import AT_REVISION
from careline.store.tables.all import METADATA
from scripts import write_schema
from tests.shop import Shop
from tests.store import historical
from tests.store.contents import LOG, WORKED_OUT, contents, opened, stored_columns
from tests.store.migrated import migrated
from tests.store.parsed import Parsed, parsed, unnamed, words_of

AT = "2026-06-01 14:00:00.000000"
BEFORE = "2026-06-01 13:59:59.999999"
TABLES = sorted(set(METADATA.tables) - set(WORKED_OUT))
RECORDS = sorted(set(TABLES) - set(LOG))
GOOD: dict[str, dict[str, Any]] = {
    "commands": {"at": AT, "who": "Ana", "command": "test"},
    "changes": {"command_id": 1, "table_name": "cases", "row_id": 1, "action": "insert"},
    "customers": {"name": "Robin", "folded": "robin"},
    "other_addresses": {"customer_id": 1, "email": "robin@example.com"},
    "parties": {"name": "Acme", "folded": "acme"},
    "party_addresses": {"party_id": 1, "email": "desk@acme.example"},
    "cases": {
        "customer_id": 1,
        "subject": "No sound",
        "found_by": "customer",
        "fault": "unknown",
        "severity": "normal",
        "opened_at": AT,
        "may_be_silent": 0,
        "quantity": 1,
    },
    "applied_rules": {
        "rule": "overdue",
        "cause": "promises",
        "cause_id": 1,
        "case_id": 1,
        "due_at": AT,
        "applied_at": AT,
    },
    "reminders": {"promise_id": 1, "at": AT, "who": "Ana", "text": "The van?"},
    "hand_overs": {"promise_id": 1, "at": AT, "who": "Ana", "from_id": 1, "to_id": 2, "because": "ill"},
    "absences": {"party_id": 1, "from_on": "2026-07-01", "until_on": "2026-07-14", "to_id": 2},
    "case_links": {"case_id": 1, "other_id": 2, "at": AT},
    "reopenings": {"case_id": 1, "closed_at": AT, "closed_how": "confirmed", "reopened_at": AT},
    "contacts": {
        "case_id": 1,
        "at": AT,
        "direction": "in",
        "who": "Robin",
        "chasing": 0,
        "praise": 0,
        "apology": 0,
        "reached": 1,
        "number": 9,
        "no_reply": 0,
        "spoken_for": 0,
    },
    "notes": {"case_id": 1, "at": AT, "who": "Ana", "text": "loose", "number": 9},
    "attachments": {
        "case_id": 1,
        "at": AT,
        "who": "Ana",
        "name": "crack.jpg",
        "media_type": "image/jpeg",
        "size": 1,
        "sha256": "a" * 64,
    },
    "earlier_outcomes": {"replacement_id": 1, "outcome": "works", "at": AT},
    "outcome_corrections": {"replacement_id": 1, "at": AT, "because": "the wrong unit"},
    "believed_outcomes": {"correction_id": 1, "outcome": "doa", "at": AT},
    "lapsed_ends": {"promise_id": 1, "how": "kept_at", "at": AT, "until": AT},
    "lapsed_reopenings": {
        "case_id": 1,
        "reopening_id": 1,
        "closed_at": AT,
        "closed_how": "confirmed",
        "reopened_at": AT,
        "lapsed_at": AT,
    },
    "replacements": {
        "case_id": 1,
        "chain": 9,
        "attempt": 1,
        "wanted": "A",
        "item": "A",
        "why": "it broke",
        "shipped_by": "us",
        "requested_at": AT,
        "quantity": 1,
    },
    "unit_moves": {"from_id": 1, "to_id": 2, "at": AT, "quantity": 1},
    "promises": {
        "case_id": 1,
        "kind": "other",
        "what": "A call",
        "said": 1,
        "automatic": 0,
        "owner_id": 1,
        "performer_id": 1,
        "made_at": AT,
        "due_at": AT,
        "overdue_when_imported": 0,
    },
    "escalations": {
        "case_id": 1,
        "level": 1,
        "to_id": 1,
        "raised_at": AT,
        "raised_by": "Ana",
        "ack_by": AT,
        "backup": "Ana calls",
    },
    "products": {"name": "MX500i", "folded": "mx500i"},
    "programmes": {
        "party_id": 1,
        "approval": "by-itself",
        "ships": "supplier",
        "pays_goods": "supplier",
        "pays_shipping": "us",
        "returns": "never",
        "currency": "USD",
    },
    "purchases": {
        "customer_id": 1,
        "product": "MX500i",
        "bought_at": AT,
        "quantity": 1,
        "price": 6000,
        "currency": "USD",
    },
    "returns": {"replacement_id": 1, "asked_at": AT, "due_at": AT},
    "claims": {"replacement_id": 2, "supplier_id": 1, "amount": 4100, "currency": "USD", "due_at": AT},
    "refunds": {"promise_id": 1, "amount": 4100, "currency": "USD", "return_required": 1},
    "credits": {"claim_id": 1, "at": AT, "amount": 100},
    "costs": {"case_id": 1, "at": AT, "kind": "goods", "amount": 100, "currency": "USD", "payer": "us", "waived": 0},
    "cost_shares": {"cost_id": 1, "at": AT, "amount": 50, "offered": "We pay half"},
    "articles": {"product": "MX500i", "symptom": "no sound", "remedy": "send one", "added_at": AT, "added_by": "Ana"},
    "diagnoses": {"case_id": 1, "at": AT, "who": "Ana"},
    "causes": {"case_id": 1, "at": AT, "who": "Ana", "cause": "The picking list shows no letter"},
    "disclosures": {"case_id": 1, "contact_id": 1, "at": AT, "who": "Ana"},
    "praises": {"contact_id": 1, "party_id": 1},
    "tone_reviews": {"case_id": 1, "requested_at": AT, "requested_by": "Ana", "about_id": 1, "reviewer_id": 2},
    "efforts": {"case_id": 1, "at": AT, "effort": 5},
    "ask_agains": {"case_id": 1, "at": AT, "due_at": AT},
    "invitations": {"purchase_id": 1, "sent_at": AT},
    "opt_outs": {"customer_id": 1, "at": AT, "words": "no mail"},
    "arrival_checks": {"purchase_id": 1, "sent_at": AT},
    "companies": {"name": "Arden Pharma", "folded": "arden pharma"},
    "memberships": {"customer_id": 1, "company_id": 1, "since_at": AT},
    "referrals": {"customer_id": 1, "by_company_id": 1, "at": AT},
    "flags": {"customer_id": 1, "flag": "family", "since_at": AT},
    "endings": {"customer_id": 1, "at": AT, "who": "Ana", "because": "threats"},
    "tries": {"ending_id": 1, "on_date": "2026-05-01", "what": "a call"},
    "mails": {
        "about": "brief",
        "email": "ana@example.com",
        "message_id": "<1@example.com>",
        "queued_at": AT,
        "queued_by": "Ana",
    },
    "told_by_mails": {"mail_id": 1, "escalation_id": 1},
    "sheet_choices": {"command": "import", "source": "desk", "what": "column", "field": "subject", "text": "Title"},
    "forgettings": {"customer_id": 1, "command_id": 1, "at": AT, "who": "Ana"},
}
"""A row of each table that is accepted."""
ENDS = ("kept_at", "withdrawn_at", "released_at", "voided_at", "superseded_at")
SHIPPED = {"shipped_at": AT}
ASKED = ("approved_at", "declined_at", "packed_at", "shipped_at")
BAD: list[tuple[str, dict[str, Any]]] = [
    ("ck_changes_action", {"action": "look"}),
    ("ck_customers_name_filled", {"name": " "}),
    ("ck_other_addresses_one_of_two", {"phone": "617 555 0143"}),
    ("ck_party_addresses_one_of_two", {"phone": "617 555 0143"}),
    ("ck_parties_name_filled", {"name": ""}),
    ("ck_parties_kind", {"kind": "friend"}),
    ("ck_cases_subject_filled", {"subject": "  "}),
    ("ck_cases_found_by", {"found_by": "luck"}),
    ("ck_cases_fault", {"fault": "fate"}),
    ("ck_cases_severity", {"severity": "fatal"}),
    ("ck_cases_closed_how", {"closed_at": AT, "closed_how": "forgotten"}),
    ("ck_cases_closed_somehow", {"closed_at": AT}),
    ("ck_cases_closed_somehow", {"closed_how": "confirmed"}),
    ("ck_cases_merged_is_closed", {"merged_into": 1}),
    ("ck_cases_merged_is_closed", {"merged_into": 1, "closed_at": AT, "closed_how": "confirmed"}),
    ("ck_cases_closed_at_after_opened_at", {"closed_at": BEFORE, "closed_how": "confirmed"}),
    ("ck_cases_quantity", {"quantity": 0}),
    ("ck_reopenings_closed_how", {"closed_how": "forgotten"}),
    ("ck_reopenings_reopened_at_after_closed_at", {"reopened_at": BEFORE}),
    ("ck_contacts_direction", {"direction": "sideways"}),
    ("ck_notes_text_filled", {"text": ""}),
    ("ck_attachments_name_filled", {"name": " "}),
    ("ck_attachments_size", {"size": 0}),
    *(("ck_attachments_sha256", {"sha256": wrong}) for wrong in ("a" * 63, "A" * 64, "../" + "a" * 61)),
    ("ck_sheet_choices_what", {"what": "colour"}),
    ("ck_sheet_choices_text_filled", {"text": " "}),
    ("ck_replacements_wanted_filled", {"wanted": " "}),
    ("ck_replacements_item_filled", {"item": " "}),
    ("ck_replacements_why_filled", {"why": " "}),
    ("ck_replacements_shipped_by", {"shipped_by": "nobody"}),
    ("ck_replacements_basis", {"basis": "whim"}),
    ("ck_replacements_outcome", SHIPPED | {"delivered_at": AT, "outcome": "fine", "outcome_at": AT}),
    ("ck_replacements_outcome_somewhen", SHIPPED | {"delivered_at": AT, "outcome": "works"}),
    ("ck_replacements_outcome_somewhen", SHIPPED | {"outcome_at": AT}),
    ("ck_replacements_outcome_needs_delivery", SHIPPED | {"outcome": "works", "outcome_at": AT}),
    ("ck_replacements_shipped_first", {"delivered_at": AT}),
    ("ck_replacements_declined_is_over", SHIPPED | {"declined_at": AT}),
    *((f"ck_replacements_{fact}_after_requested_at", {fact: BEFORE}) for fact in ASKED),
    ("ck_replacements_announced_at_after_shipped_at", SHIPPED | {"announced_at": BEFORE}),
    ("ck_replacements_delivered_at_after_shipped_at", SHIPPED | {"delivered_at": BEFORE}),
    ("ck_replacements_outcome_at_after_shipped_at", SHIPPED | {"outcome": "lost", "outcome_at": BEFORE}),
    ("ck_replacements_quantity", {"quantity": -1}),
    ("ck_unit_moves_quantity", {"quantity": 0}),
    ("ck_unit_moves_to_another", {"to_id": 1}),
    ("ck_products_name_filled", {"name": " "}),
    ("ck_products_warranty_months", {"warranty_months": -1}),
    ("ck_products_to_another", {"id": 7, "successor_id": 7}),
    ("ck_programmes_approval", {"approval": "never"}),
    ("ck_programmes_ships", {"ships": "nobody"}),
    ("ck_programmes_pays_goods", {"pays_goods": "nobody"}),
    ("ck_programmes_pays_shipping", {"pays_shipping": "nobody"}),
    ("ck_programmes_returns", {"returns": "sometimes"}),
    ("ck_programmes_cap_every", {"cap_every": "moon"}),
    ("ck_programmes_returns_above_a_price", {"returns": "above"}),
    ("ck_programmes_cap_in_a_period", {"cap_units": 3}),
    ("ck_programmes_amounts", {"cap_amount": -1, "cap_every": "month"}),
    ("ck_programmes_currency", {"currency": "dollars"}),
    ("ck_purchases_product_filled", {"product": ""}),
    ("ck_purchases_price", {"price": -1}),
    ("ck_purchases_cost", {"cost": -1}),
    ("ck_purchases_quantity", {"quantity": 0}),
    ("ck_purchases_currency", {"currency": "dollars"}),
    ("ck_purchases_delivered_at_after_bought_at", {"delivered_at": BEFORE}),
    *(("ck_returns_of_one_of_two", of) for of in ({"replacement_id": None}, {"case_id": 1, "quantity": 1})),
    *(("ck_returns_counted_on_a_case", of) for of in ({"quantity": 1}, {"replacement_id": None, "case_id": 1})),
    ("ck_returns_quantity", {"replacement_id": None, "case_id": 1, "quantity": 0}),
    ("ck_returns_became", {"received_at": AT, "inspected_at": AT, "became": "lost"}),
    ("ck_returns_ends_once", {"waived_at": AT, "waived_because": "old", "received_at": AT}),
    ("ck_returns_waived_for_a_reason", {"waived_at": AT}),
    ("ck_returns_inspected_and_became", {"received_at": AT, "inspected_at": AT}),
    ("ck_returns_inspected_when_received", {"inspected_at": AT, "became": "scrapped"}),
    ("ck_returns_due_at_after_asked_at", {"due_at": BEFORE}),
    ("ck_returns_waived_at_after_asked_at", {"waived_at": BEFORE, "waived_because": "old"}),
    ("ck_returns_received_at_after_asked_at", {"received_at": BEFORE}),
    ("ck_returns_inspected_at_after_received_at", {"received_at": AT, "inspected_at": BEFORE, "became": "scrapped"}),
    *(("ck_claims_for_one_of_two", of) for of in ({"replacement_id": None}, {"promise_id": 1})),
    ("ck_claims_amount", {"amount": 0}),
    ("ck_claims_currency", {"currency": "dollars"}),
    ("ck_claims_rejected_for_a_reason", {"submitted_at": AT, "rejected_at": AT}),
    ("ck_claims_submitted_at_after_due_at", {"submitted_at": BEFORE}),
    (
        "ck_claims_rejected_at_after_submitted_at",
        {"submitted_at": AT, "rejected_at": BEFORE, "rejected_because": "late"},
    ),
    ("ck_credits_amount", {"amount": 0}),
    *(("ck_refunds_amount", {"amount": amount}) for amount in (0, 1.5)),
    ("ck_refunds_currency", {"currency": "dollars"}),
    ("ck_promises_what_filled", {"what": " "}),
    ("ck_promises_kind", {"kind": "wish"}),
    *(("ck_promises_ends_once", {"kept_at": AT, end: AT}) for end in ENDS[1:]),
    ("ck_promises_due_at_after_made_at", {"due_at": BEFORE}),
    *((f"ck_promises_{end}_after_made_at", {end: BEFORE}) for end in ENDS),
    ("ck_escalations_backup_filled", {"backup": " "}),
    ("ck_escalations_level", {"level": 0}),
    ("ck_escalations_ends_once", {"resolved_at": AT, "declined_at": AT}),
    ("ck_escalations_acknowledged_by_somebody", {"acknowledged_at": AT}),
    ("ck_escalations_acknowledged_by_somebody", {"acknowledged_by": "Ben"}),
    ("ck_escalations_ack_by_after_raised_at", {"ack_by": BEFORE}),
    ("ck_escalations_acknowledged_at_after_raised_at", {"acknowledged_at": BEFORE, "acknowledged_by": "Ben"}),
    ("ck_applied_rules_rule", {"rule": "whim"}),
    ("ck_applied_rules_cause", {"cause": "whim"}),
    ("ck_earlier_outcomes_outcome", {"outcome": "fine"}),
    ("ck_outcome_corrections_outcome", {"outcome": "none"}),
    ("ck_outcome_corrections_because_filled", {"because": " "}),
    ("ck_believed_outcomes_outcome", {"outcome": "fine"}),
    ("ck_lapsed_ends_how", {"how": "kept"}),
    ("ck_lapsed_ends_until_after_at", {"until": BEFORE}),
    ("ck_lapsed_reopenings_closed_how", {"closed_how": "merged"}),
    ("ck_lapsed_reopenings_reopened_at_after_closed_at", {"reopened_at": BEFORE}),
    ("ck_lapsed_reopenings_lapsed_at_after_reopened_at", {"lapsed_at": BEFORE}),
    ("ck_applied_rules_applied_at_after_due_at", {"applied_at": BEFORE}),
    ("ck_reminders_text_filled", {"text": " "}),
    ("ck_hand_overs_because_filled", {"because": ""}),
    ("ck_hand_overs_to_another", {"to_id": 1}),
    ("ck_absences_until_on_after_from_on", {"until_on": "2026-06-30"}),
    ("ck_absences_to_another", {"to_id": 1}),
    ("ck_case_links_to_another", {"other_id": 1}),
    ("ck_costs_kind", {"kind": "bribe"}),
    ("ck_costs_payer", {"payer": "nobody"}),
    ("ck_costs_amount", {"amount": -1}),
    ("ck_costs_amount", {"amount": 1.5}),
    ("ck_costs_currency", {"currency": "dollars"}),
    ("ck_costs_waived_is_our_labour", {"waived": 1}),
    *(("ck_costs_given_is_never_billed", {"kind": kind, "payer": "customer"}) for kind in ("goodwill", "refund")),
    ("ck_costs_promised_is_refund", {"promise_id": 1}),
    ("ck_cost_shares_amount", {"amount": 0}),
    ("ck_cost_shares_offered_filled", {"offered": " "}),
    *((f"ck_articles_{column}_filled", {column: " "}) for column in ("product", "symptom", "remedy")),
    ("ck_articles_retired_for_a_reason", {"retired_at": AT}),
    ("ck_articles_retired_at_after_added_at", {"retired_at": BEFORE, "retired_because": "old"}),
    ("ck_causes_cause_filled", {"cause": " "}),
    ("ck_tone_reviews_by_somebody_else", {"reviewer_id": 1}),
    ("ck_tone_reviews_found_something", {"found_at": AT}),
    ("ck_tone_reviews_found_at_after_requested_at", {"found_at": BEFORE, "found_by": "Ana", "finding": "fair"}),
    *(("ck_efforts_effort", {"effort": effort}) for effort in (0, 6, 2.5)),
    ("ck_ask_agains_due_at_after_at", {"due_at": BEFORE}),
    ("ck_ask_agains_done_at_after_at", {"done_at": BEFORE}),
    ("ck_opt_outs_words_filled", {"words": ""}),
    ("ck_companies_name_filled", {"name": ""}),
    ("ck_memberships_until_at_after_since_at", {"until_at": BEFORE}),
    ("ck_referrals_by_one", {"by_customer_id": 2}),
    ("ck_referrals_by_another", {"by_customer_id": 1, "by_company_id": None}),
    ("ck_flags_flag_filled", {"flag": " "}),
    ("ck_flags_until_at_after_since_at", {"until_at": BEFORE}),
    ("ck_endings_because_filled", {"because": " "}),
    ("ck_endings_taken_back_for_a_reason", {"taken_back_at": AT}),
    ("ck_endings_taken_back_at_after_at", {"taken_back_at": BEFORE, "taken_back_because": "sorry"}),
    ("ck_tries_what_filled", {"what": " "}),
    ("ck_mails_about", {"about": "gossip"}),
    ("ck_mails_email_filled", {"email": " "}),
    ("ck_mails_sent_at_after_queued_at", {"sent_at": BEFORE}),
    *(("ck_mails_ends_once", {"sent_at": AT, end: AT}) for end in ("refused_at", "cancelled_at")),
]
"""Constraint, and what makes the good row of its table break it."""
TWICE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "commands(undoes)": ({"undoes": 1}, {"undoes": 1}),
    "parties(folded)": ({}, {}),
    "parties(email)": ({"email": "a@example.com"}, {"folded": "b", "email": "A@example.com"}),
    "cases(source, ref)": ({"source": "shop", "ref": "7"}, {"source": "shop", "ref": "7"}),
    "applied_rules(rule, cause, cause_id, due_at)": ({}, {}),
    "contacts(number)": ({}, {}),
    "notes(number)": ({}, {}),
    "case_links(case_id, other_id)": ({}, {}),
    "products(folded)": ({}, {}),
    "programmes(party_id)": ({}, {}),
    "purchases(source, ref)": ({"source": "shop", "ref": "7"}, {"source": "shop", "ref": "7"}),
    "returns(replacement_id)": ({}, {}),
    "claims(replacement_id)": ({}, {}),
    "claims(promise_id)": ({"replacement_id": None, "promise_id": 1}, {"replacement_id": None, "promise_id": 1}),
    "refunds(promise_id)": ({}, {}),
    "costs(promise_id)": ({"kind": "refund", "promise_id": 1}, {"kind": "refund", "promise_id": 1}),
    "cost_shares(cost_id)": ({}, {}),
    "praises(contact_id, party_id)": ({}, {}),
    "invitations(purchase_id)": ({}, {}),
    "opt_outs(customer_id)": ({}, {}),
    "arrival_checks(purchase_id)": ({}, {}),
    "companies(folded)": ({}, {}),
    "memberships(customer_id)": ({}, {}),
    "referrals(customer_id)": ({}, {}),
    "flags(customer_id, flag)": ({}, {}),
    "endings(customer_id)": ({}, {}),
    "forgettings(customer_id)": ({}, {}),
    "mails(message_id)": ({}, {}),
    "promises(supersedes)": ({"supersedes": 1}, {"supersedes": 1}),
}
"""Table and columns -> two additions to its good row that may not stand side by side."""
LISTS = [
    pytest.param(table.name, str(check.name), tuple(check.info["words"]), id=str(check.name))
    for table in METADATA.sorted_tables
    for check in sorted(table.constraints, key=lambda each: str(each.name))
    if isinstance(next(iter(check.info.get("words", ())), None), StrEnum)
]
"""Table, check, and the words of an enum that it lets in."""


BELONGED_TO: tuple[tuple[str, dict[str, Any]], ...] = (
    ("parties", {"name": "Ben", "folded": "ben"}),
    ("cases", {"subject": "Crackles"}),
    ("replacements", {"chain": 1}),
    ("replacements", {"chain": 2}),
    ("outcome_corrections", {}),
    ("costs", {}),
    ("claims", {"replacement_id": 1}),
    ("purchases", {}),
    ("companies", {"name": "Second Firm", "folded": "second firm"}),
    ("endings", {"taken_back_at": AT, "taken_back_because": "sorry"}),
    ("mails", {"message_id": "<2@example.com>"}),
    ("escalations", {}),
)
"""What some of the good rows belong to."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that a real command has made: one command, one customer, one party, one case with its promise."""
    shop = Shop(tmp_path_factory.mktemp("schema"))
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>'")
    return shop.store


@pytest.fixture
def store(made: Path) -> Iterator[sqlite3.Connection]:
    """A connection to it, as another program would open it; whatever a test writes is taken back."""
    with opened(made) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN")
        for table, more in BELONGED_TO:
            insert(connection, table, more)
        yield connection
        connection.execute("ROLLBACK")


@contextmanager
def taken_back(store: sqlite3.Connection) -> Iterator[None]:
    """Whatever is written meanwhile is taken back at the end."""
    store.execute("SAVEPOINT before")
    try:
        yield
    finally:
        store.execute("ROLLBACK TO before")
        store.execute("RELEASE before")


@pytest.fixture
def described(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store made of the tables as store/tables describes them."""
    engine = create_engine(f"sqlite:///{tmp_path / 'described.db'}")
    METADATA.create_all(engine)
    engine.dispose()
    with opened(tmp_path / "described.db") as connection:
        yield connection


def scratch(*statements: str) -> Parsed:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in statements:
            connection.execute(statement)
        return parsed(connection)["t"]


def insert(store: sqlite3.Connection, table: str, more: dict[str, Any] | None = None, how: str = "INSERT") -> int:
    row = GOOD[table] | (more or {})
    places = ", ".join(f":{column}" for column in row)
    return int(store.execute(f"{how} INTO {table} ({', '.join(row)}) VALUES ({places})", row).lastrowid or 0)


# Migrations and records


def test_nothing_is_left_to_migrate(made: Path) -> None:
    engine = create_engine(f"sqlite:///{made}")
    with engine.connect() as connection, warnings.catch_warnings():
        # Indexes of expressions cannot be compared in this way; the next test has them.
        warnings.filterwarnings("ignore", message=".*expression-based index")
        opts = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, *_: "_search" not in (name or ""),
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_migrations_make_the_tables_and_indexes_that_the_records_describe(
    store: sqlite3.Connection, described: sqlite3.Connection
) -> None:
    made, meant = parsed(store), parsed(described)
    assert sorted(made) == sorted(meant)
    for name, table in meant.items():
        assert made[name] == table, f"{name} is not what store/tables says: write a revision"


@pytest.mark.parametrize(("table", "check", "words"), LISTS)
def test_a_check_of_the_store_knows_every_word_of_its_enum(
    store: sqlite3.Connection, table: str, check: str, words: tuple[StrEnum, ...]
) -> None:
    known = words_of(parsed(store)[table].checks[check])
    name = type(words[0]).__name__
    assert set(words) - known == set(), f"{name} has words that the check {check} does not know: write a revision"
    assert known - set(words) == set(), f"the check {check} knows words that {name} has not: write a revision"


def test_every_constraint_has_a_name(store: sqlite3.Connection) -> None:
    for name, sql in store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        if name in METADATA.tables:
            assert unnamed(sql) == [], name


@pytest.mark.parametrize(
    ("made", "added"),
    [
        ("a INTEGER, b TEXT", "b TEXT"),
        ("a INTEGER, b TEXT DEFAULT 'x' NOT NULL", "b TEXT DEFAULT 'x' NOT NULL"),
        (
            "a INTEGER, b TEXT, CONSTRAINT ck_t_b CHECK (b = 'x' OR b = 'y')",
            "b TEXT CONSTRAINT ck_t_b CHECK (b = 'y' OR b = 'x')",
        ),
        (
            "a INTEGER, b INTEGER, CONSTRAINT fk_t_b_s FOREIGN KEY(b) REFERENCES s (id)",
            "b INTEGER CONSTRAINT fk_t_b_s REFERENCES s(id)",
        ),
    ],
)
def test_a_column_that_was_added_is_the_same_as_one_made_with_its_table(made: str, added: str) -> None:
    assert scratch(f"CREATE TABLE t ({made})") == scratch(
        "CREATE TABLE t (a INTEGER)", f"ALTER TABLE t ADD COLUMN {added}"
    )


DIFFERING = [
    ("a TEXT", "a INTEGER"),
    ("a TEXT", "a TEXT NOT NULL"),
    ("a TEXT", "a TEXT DEFAULT 'x'"),
    ("a TEXT", "a TEXT, b TEXT"),
    ("a TEXT, b TEXT", "a TEXT, b TEXT GENERATED ALWAYS AS (a)"),
    ("a TEXT, b TEXT GENERATED ALWAYS AS (a)", "a TEXT, b TEXT GENERATED ALWAYS AS (a || a)"),
    ("a TEXT", "a TEXT, CONSTRAINT ck_t_a CHECK (a = 'x')"),
    ("a TEXT, CONSTRAINT ck_t_a CHECK (a = 'x')", "a TEXT, CONSTRAINT ck_t_a CHECK (a = 'x' OR a = 'y')"),
    ("a TEXT, CONSTRAINT ck_t_a CHECK ((a) <> 'x')", "a TEXT, CONSTRAINT ck_t_a CHECK ((a) = 'x')"),
    ("a TEXT, CONSTRAINT uq_t_a UNIQUE (a)", "a TEXT"),
    ("a TEXT, CONSTRAINT uq_t_a UNIQUE (a)", "a TEXT, CONSTRAINT uq_t UNIQUE (a)"),
    ("a TEXT, CONSTRAINT fk_t_a_s FOREIGN KEY(a) REFERENCES s (id)", "a TEXT"),
    ("a TEXT REFERENCES s (id)", "a TEXT REFERENCES s (id) ON DELETE CASCADE"),
    ("a INTEGER PRIMARY KEY", "a INTEGER PRIMARY KEY AUTOINCREMENT"),
]


def test_what_tables_differ_in_is_seen(subtests: pytest.Subtests) -> None:
    for one, other in DIFFERING:
        with subtests.test(one):
            assert scratch(f"CREATE TABLE t ({one})") != scratch(f"CREATE TABLE t ({other})")


def test_an_index_that_differs_is_seen() -> None:
    table = "CREATE TABLE t (a TEXT)"
    by_a, few = "CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a) WHERE a <> ''"
    assert len({str(scratch(table)), str(scratch(table, by_a)), str(scratch(table, few))}) == 3


@pytest.mark.parametrize("column", ["a TEXT CHECK (a <> '')", "a TEXT UNIQUE", "a TEXT REFERENCES s (id)"])
def test_a_constraint_without_a_name_is_seen(column: str) -> None:
    assert len(unnamed(f"CREATE TABLE t ({column})")) == 1


# Rows that no store takes


def test_a_good_row_is_taken(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table), taken_back(store):
            assert insert(store, table) > 0


def test_a_bad_row_is_refused(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for constraint, more in BAD:
        with subtests.test(constraint, **more), taken_back(store):
            table = next(table for table in TABLES if constraint.startswith(f"ck_{table}_"))
            with pytest.raises(sqlite3.IntegrityError, match=f"CHECK constraint failed: {constraint}$"):
                insert(store, table, more)


def test_there_is_a_bad_row_for_every_check(store: sqlite3.Connection) -> None:
    assert {constraint for constraint, _ in BAD} == {
        check for table in parsed(store).values() for check in table.checks
    }


NEEDED = [
    (table.name, column.name)
    for table in METADATA.sorted_tables
    for column in table.columns
    if table.name in TABLES and not column.nullable and not column.primary_key
]


def test_what_must_be_known_cannot_be_missing(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for table, column in NEEDED:
        failure = pytest.raises(sqlite3.IntegrityError, match=f"NOT NULL constraint failed: {table}.{column}$")
        with subtests.test(f"{table}.{column}"), taken_back(store), failure:
            insert(store, table, {column: None})


BELONGING = [
    (table.name, column.name) for table in METADATA.sorted_tables for column in table.columns if column.foreign_keys
]


def test_what_a_row_belongs_to_must_exist(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for table, column in BELONGING:
        with subtests.test(f"{table}.{column}"), taken_back(store):
            also: dict[str, dict[str, Any]] = {
                "merged_into": {"closed_at": AT, "closed_how": "merged"},
                "by_customer_id": {"by_company_id": None},
            }
            of_another: dict[tuple[str, str], dict[str, Any]] = {
                ("returns", "case_id"): {"replacement_id": None, "quantity": 1},
                ("claims", "promise_id"): {"replacement_id": None},
                ("costs", "promise_id"): {"kind": "refund"},
            }
            with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY constraint failed"):
                insert(store, table, {column: 999} | also.get(column, {}) | of_another.get((table, column), {}))


@pytest.mark.parametrize("table", ["customers", "parties", "cases", "commands"])
def test_what_others_belong_to_cannot_be_deleted(store: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.execute(f"DELETE FROM {table}")


def test_what_is_unique_cannot_be_there_twice(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for key in TWICE:
        with subtests.test(key), taken_back(store):
            table = key.partition("(")[0]
            first, second = TWICE[key]
            insert(store, table, first)
            with pytest.raises(sqlite3.IntegrityError, match="UNIQUE constraint failed"):
                insert(store, table, second)


def test_there_is_a_pair_for_everything_unique(store: sqlite3.Connection) -> None:
    made = [index for table in parsed(store).values() for index in table.indexes.items()]
    unique = [name for name, what in made if name.startswith("u(") or str(what).startswith("CREATE UNIQUE")]
    assert len(unique) == len(TWICE)


def test_an_id_is_never_given_out_again(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for table in TABLES:
        with subtests.test(table), taken_back(store):
            last = insert(store, table)
            if table in RECORDS:
                store.execute(f"DELETE FROM {table} WHERE id = {last}")
            assert insert(store, table, {"folded": "another"} if table == "parties" else None) == last + 1


# The log


def test_every_change_of_every_table_is_logged_with_all_that_was_before(
    store: sqlite3.Connection, subtests: pytest.Subtests
) -> None:
    for table in RECORDS:
        with subtests.test(table), taken_back(store):
            seen = len(contents(store)["changes"])
            number = insert(store, table)
            row = contents(store)[table][number]
            store.execute(f"UPDATE {table} SET id = id WHERE id = {number}")
            store.execute(f"DELETE FROM {table} WHERE id = {number}")
            changes = [
                (action, store.execute("SELECT json(?)", [before]).fetchone()[0])
                for action, before in store.execute("SELECT action, before FROM changes ORDER BY id").fetchall()[seen:]
            ]
            columns = stored_columns(store, table)
            places = ", ".join(f"'{column}', ?" for column in columns)
            (before,) = store.execute(f"SELECT json_object({places})", [row[column] for column in columns]).fetchone()
            assert changes == [("insert", None), ("update", before), ("delete", before)]


CHANGES_OF_THE_LOG = [
    "UPDATE commands SET who = 'Ben'",
    "UPDATE commands SET at = '2026-01-01 00:00:00.000000'",
    "UPDATE commands SET command = 'nothing'",
    "UPDATE commands SET id = 99",
    "DELETE FROM commands",
    "UPDATE changes SET before = NULL",
    "UPDATE changes SET row_id = 99",
    "DELETE FROM changes",
    "DELETE FROM changes WHERE id = (SELECT max(id) FROM changes)",
    "INSERT OR REPLACE INTO changes SELECT * FROM changes",
    "REPLACE INTO changes (id, command_id, table_name, row_id, action) VALUES (1, 1, 'cases', 1, 'insert')",
    "REPLACE INTO commands (id, at, who, command) VALUES (1, '2026-01-01', 'Ben', 'nothing')",
]


def test_the_log_is_only_added_to(store: sqlite3.Connection, subtests: pytest.Subtests) -> None:
    for change in CHANGES_OF_THE_LOG:
        refused = pytest.raises(sqlite3.IntegrityError, match="the log is only added to")
        with subtests.test(change), taken_back(store), refused:
            store.execute(change)


def test_which_command_one_takes_back_is_said_once_and_by_the_newest(store: sqlite3.Connection) -> None:
    insert(store, "commands", {"command": "undo"})
    insert(store, "commands", {"command": "undo"})
    with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
        store.execute("UPDATE commands SET undoes = 1 WHERE id = 2")
    store.execute("UPDATE commands SET undoes = 1 WHERE id = 3")
    for value in ("NULL", "2"):
        with pytest.raises(sqlite3.IntegrityError, match="the log is only added to"):
            store.execute(f"UPDATE commands SET undoes = {value} WHERE id = 3")


A_LATER_ONE = (
    "INTO promises (id, case_id, kind, what, said, automatic, owner_id, performer_id, made_at, due_at)"
    f" VALUES (1, 1, 'other', 'A call', 1, 0, 1, 1, '{AT}', '2027-01-01 00:00:00.000000')"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE promises SET due_at = '2027-01-01 00:00:00.000000'",
        "UPDATE OR REPLACE promises SET due_at = made_at",
        f"REPLACE {A_LATER_ONE}",
        f"INSERT {A_LATER_ONE} ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at",
    ],
)
def test_no_sql_moves_a_due_moment(store: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a due moment never moves"):
        store.execute(change)


# For outside readers


PROMISE = "promise case subject customer kind what said owner performer made_at due_at"
VIEWS = {
    "open_cases": ["case", "customer", "subject", "product", "order_number", "severity", "opened_at"],
    "open_promises": f"{PROMISE} backup state".split(),
    "promise_states": f"{PROMISE} kept_at backup state".split(),
}


def test_the_views_have_plain_names(store: sqlite3.Connection) -> None:
    names = [name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
    columns = {name: [row[1] for row in store.execute(f"PRAGMA table_info({name})")] for name in names}
    assert columns == VIEWS


def test_the_page_on_the_store_names_every_view_and_each_of_its_columns() -> None:
    page = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
    for name, columns in VIEWS.items():
        assert f"`{name}`" in page
        assert [column for column in columns if f"`{column}`" not in page] == []


# Stores of earlier versions


def test_a_store_of_every_revision_is_kept() -> None:
    assert [revision for revision in REVISIONS if not historical.dump(revision).exists()] == []


def test_the_kept_store_of_the_newest_revision_is_what_it_makes(store: sqlite3.Connection, tmp_path: Path) -> None:
    historical.restore(REVISIONS[-1], tmp_path / "old.db")
    everything = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY type, name"
    with opened(tmp_path / "old.db") as old:
        assert old.execute(everything).fetchall() == store.execute(everything).fetchall(), (
            "the newest revision has changed; python -m tests.store.historical writes its store anew"
        )


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_store_of_an_earlier_version_can_be_looked_at_and_recorded_in(shop: Shop, revision: str) -> None:
    shop.store.parent.mkdir()
    historical.restore(revision, shop.store)
    shop.at("08-04 12:00")
    assert shop.case(1)["case"]["subject"] == "No sound at all"
    for command in ("overdue", "list --all", "promise list", "report performers", "log"):
        shop(command)
    shop("heard 1 'Is it ready?' --chasing")
    assert shop.case(1)["case"]["chases"] == 2
    shop("undo")
    given_out = len(shop.json("list --all")["items"])
    case = shop.json("open 'Crackles' --customer 'Sam Sole'")["case"]
    assert case["customer"]["name"] == "Sam Sole"
    assert int(case["id"].removeprefix("C-")) > given_out + 1, "some were undone; their numbers are gone"


# A new store


def made_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """What a store is made of: the text of each table, index, view and trigger."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql <> ''").fetchall()
    return {(kind, name): sql for kind, name, sql in rows}


def test_a_new_store_is_what_the_revisions_make_one_after_another(made: Path, tmp_path: Path) -> None:
    with opened(made) as new, migrated(tmp_path / "migrated.db") as old:
        assert made_of(new) == made_of(old)
        for pragma in ("application_id", "user_version"):
            assert new.execute(f"PRAGMA {pragma}").fetchone() == old.execute(f"PRAGMA {pragma}").fetchone()
        assert new.execute("SELECT * FROM alembic_version").fetchall() == [(REVISIONS[-1],)]


def test_the_fingerprints_that_are_known_are_those_of_the_revisions_and_of_the_kept_stores(tmp_path: Path) -> None:
    for path, text in write_schema.known().items():
        assert path.read_text(encoding="utf-8") == text, "python -m scripts.write_schema writes it anew"
    for revision in REVISIONS:
        historical.restore(revision, tmp_path / f"{revision}.db")
        with opened(tmp_path / f"{revision}.db") as old:
            assert AT_REVISION[fingerprint(fetch_on(old))] == revision


def test_the_kept_schema_is_what_the_writer_writes(tmp_path: Path) -> None:
    with migrated(tmp_path / "migrated.db") as connection:
        written = script_of(fetch_on(connection))
    assert (Path(creating.__file__).parent / creating.SCHEMA).read_text(encoding="utf-8") == written
