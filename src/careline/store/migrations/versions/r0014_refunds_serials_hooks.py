"""Refunds, and what comes back or is claimed without a replacement; units by their serial numbers; calls of hooks."""

from alembic import op

from careline.store.migrations.rebuilding import rebuild
from careline.store.migrations.triggers import log_changes
from careline.store.migrations.versions.r0002_rules_and_words import one_of
from careline.store.migrations.versions.r0003_making_it_good import RETURNS_BECAME

revision = "0014"
down_revision = "0013"

REFUNDS = """
    CREATE TABLE refunds (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        return_required BOOLEAN NOT NULL,
        supplier_id INTEGER,
        CONSTRAINT ck_refunds_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
        CONSTRAINT ck_refunds_currency CHECK (length(currency) = 3),
        CONSTRAINT uq_refunds_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_refunds_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_refunds_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id)
    )
"""
COSTS = f"""
    CREATE TABLE new_costs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        replacement_id INTEGER,
        at DATETIME NOT NULL,
        kind VARCHAR NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        payer VARCHAR NOT NULL,
        waived BOOLEAN NOT NULL,
        note VARCHAR,
        promise_id INTEGER,
        CONSTRAINT ck_costs_kind CHECK ({one_of("kind", "goods", "shipping", "labour", "goodwill", "refund")}),
        CONSTRAINT ck_costs_payer CHECK ({one_of("payer", "us", "supplier", "customer", "carrier")}),
        CONSTRAINT ck_costs_amount CHECK (typeof(amount) = 'integer' AND amount >= 0),
        CONSTRAINT ck_costs_currency CHECK (length(currency) = 3),
        CONSTRAINT ck_costs_waived_is_our_labour CHECK (NOT waived OR kind = 'labour' AND payer = 'us'),
        CONSTRAINT ck_costs_given_is_never_billed CHECK (kind NOT IN ('goodwill', 'refund') OR payer <> 'customer'),
        CONSTRAINT ck_costs_promised_is_refund CHECK (promise_id IS NULL OR kind = 'refund'),
        CONSTRAINT uq_costs_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_costs_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_costs_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_costs_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    )
"""
RETURNS = f"""
    CREATE TABLE new_returns (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER,
        case_id INTEGER,
        quantity INTEGER,
        asked_at DATETIME NOT NULL,
        due_at DATETIME NOT NULL,
        waived_at DATETIME,
        waived_because VARCHAR,
        received_at DATETIME,
        inspected_at DATETIME,
        finding VARCHAR,
        became VARCHAR,
        CONSTRAINT ck_returns_of_one_of_two CHECK ((replacement_id IS NULL) <> (case_id IS NULL)),
        CONSTRAINT ck_returns_quantity CHECK (quantity >= 1),
        CONSTRAINT ck_returns_counted_on_a_case CHECK ((quantity IS NULL) = (case_id IS NULL)),
        CONSTRAINT ck_returns_became CHECK ({RETURNS_BECAME}),
        CONSTRAINT ck_returns_ends_once CHECK (waived_at IS NULL OR received_at IS NULL),
        CONSTRAINT ck_returns_waived_for_a_reason CHECK ((waived_at IS NULL) = (waived_because IS NULL)),
        CONSTRAINT ck_returns_inspected_and_became CHECK (inspected_at IS NULL OR became IS NOT NULL),
        CONSTRAINT ck_returns_inspected_when_received CHECK (inspected_at IS NULL OR received_at IS NOT NULL),
        CONSTRAINT ck_returns_due_at_after_asked_at CHECK (asked_at <= due_at),
        CONSTRAINT ck_returns_waived_at_after_asked_at CHECK (asked_at <= waived_at),
        CONSTRAINT ck_returns_received_at_after_asked_at CHECK (asked_at <= received_at),
        CONSTRAINT ck_returns_inspected_at_after_received_at CHECK (received_at <= inspected_at),
        CONSTRAINT uq_returns_replacement_id UNIQUE (replacement_id),
        CONSTRAINT fk_returns_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_returns_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
    )
"""
CLAIMS = """
    CREATE TABLE new_claims (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER,
        promise_id INTEGER,
        supplier_id INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        currency VARCHAR NOT NULL,
        due_at DATETIME NOT NULL,
        submitted_at DATETIME,
        reference VARCHAR,
        rejected_at DATETIME,
        rejected_because VARCHAR,
        CONSTRAINT ck_claims_for_one_of_two CHECK ((replacement_id IS NULL) <> (promise_id IS NULL)),
        CONSTRAINT ck_claims_amount CHECK (typeof(amount) = 'integer' AND amount > 0),
        CONSTRAINT ck_claims_currency CHECK (length(currency) = 3),
        CONSTRAINT ck_claims_rejected_for_a_reason CHECK ((rejected_at IS NULL) = (rejected_because IS NULL)),
        CONSTRAINT ck_claims_submitted_at_after_due_at CHECK (due_at <= submitted_at),
        CONSTRAINT ck_claims_rejected_at_after_submitted_at CHECK (submitted_at <= rejected_at),
        CONSTRAINT uq_claims_replacement_id UNIQUE (replacement_id),
        CONSTRAINT uq_claims_promise_id UNIQUE (promise_id),
        CONSTRAINT fk_claims_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_claims_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_claims_supplier_id FOREIGN KEY(supplier_id) REFERENCES parties (id)
    )
"""
PLAIN = "lower(replace(replace(replace({}, '#', ''), '-', ''), ' ', ''))"
HOOKS = (
    """
    CREATE TABLE hook_calls (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        event VARCHAR NOT NULL,
        cause VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        command_id INTEGER,
        at DATETIME NOT NULL,
        runs INTEGER NOT NULL,
        claimed_at DATETIME,
        failed_at DATETIME,
        why VARCHAR,
        done_at DATETIME,
        dropped_at DATETIME
    )
    """,
    "CREATE INDEX ix_hook_calls_open ON hook_calls (id) WHERE done_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX ix_hook_calls_failed_at ON hook_calls (failed_at) WHERE failed_at IS NOT NULL",
    "CREATE INDEX ix_hook_calls_event_cause_id ON hook_calls (event, cause_id)",
    "CREATE INDEX ix_hook_calls_case_id ON hook_calls (case_id)",
    """
    CREATE TABLE hook_watches (
        event VARCHAR NOT NULL,
        since_at DATETIME NOT NULL,
        CONSTRAINT pk_hook_watches PRIMARY KEY (event)
    )
    """,
)


def upgrade() -> None:
    """Add the tables and the columns.

    No money was promised back before, every return belongs to a replacement, which units went along when some were
    split off is not known, and no hook is told of what happened before.
    """
    op.execute(REFUNDS)
    for table, definition in (("costs", COSTS), ("returns", RETURNS), ("claims", CLAIMS)):
        rebuild(table, definition)
    op.execute("CREATE INDEX ix_returns_case_id ON returns (case_id) WHERE case_id IS NOT NULL")
    for column in ("order_number", "serial"):
        plain = PLAIN.format(column)
        op.execute(f"CREATE INDEX ix_purchases_plain_{column} ON purchases ({plain}) WHERE {column} IS NOT NULL")
    op.execute("ALTER TABLE unit_moves ADD COLUMN serials VARCHAR")
    for statement in HOOKS:
        op.execute(statement)
    for table in ("refunds", "costs", "returns", "claims", "unit_moves"):
        log_changes(table)
