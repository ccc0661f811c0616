"""The first schema."""

import sqlalchemy as sa
from alembic import op

from careline.store.migrations.triggers import keep_log, log_changes

revision = "0001"
down_revision = None

LOGGED = (
    "customers",
    "parties",
    "cases",
    "reopenings",
    "contacts",
    "notes",
    "replacements",
    "promises",
    "escalations",
    "costs",
)
KEYS_OF_NAME = (
    "length(folded) || substr(folded, 1, length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) / 3 + 1, length(folded) * 2 / 3 - length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) * 2 / 3 + 1)",
)
DUE_NEVER_MOVES = """
    CREATE TRIGGER promises_due_never_moves BEFORE UPDATE OF due_at ON promises
    WHEN old.due_at IS NOT new.due_at
    BEGIN SELECT raise(ABORT, 'a due moment never moves'); END
"""
# INSERT OR REPLACE would put another promise in the place of one, and fire no trigger of an update or a deletion.
PROMISES_ARE_NEVER_REPLACED = """
    CREATE TRIGGER promises_never_replaced BEFORE INSERT ON promises
    WHEN EXISTS (SELECT 1 FROM promises WHERE id = new.id)
    BEGIN SELECT raise(ABORT, 'a due moment never moves'); END
"""
PROMISE_STATES = """
    CREATE VIEW promise_states AS
    WITH clock(now) AS (SELECT strftime('%Y-%m-%d %H:%M:%f', 'now'))
    SELECT 'P-' || p.id AS promise, 'C-' || p.case_id AS "case", c.subject, u.name AS customer, p.kind, p.what, p.said,
        o.name AS owner, f.name AS performer, p.made_at, p.due_at, p.kept_at, p.backup,
        CASE
            WHEN p.voided_at IS NOT NULL THEN 'void'
            WHEN p.kept_at <= p.due_at THEN 'kept'
            WHEN p.kept_at > p.due_at THEN 'kept_late'
            WHEN p.superseded_at <= p.due_at AND p.told_at <= p.due_at THEN 'renegotiated'
            WHEN p.withdrawn_at <= p.due_at THEN 'withdrawn'
            WHEN p.released_at <= p.due_at THEN 'released'
            WHEN p.ended_at IS NOT NULL THEN 'missed'
            WHEN clock.now <= p.due_at THEN 'pending'
            ELSE 'overdue'
        END AS state
    FROM clock
    CROSS JOIN promises p
    JOIN cases c ON c.id = p.case_id
    JOIN customers u ON u.id = c.customer_id
    JOIN parties o ON o.id = p.owner_id
    JOIN parties f ON f.id = p.performer_id
"""
OPEN_PROMISES = """
    CREATE VIEW open_promises AS
    SELECT promise, "case", subject, customer, kind, what, said, owner, performer, made_at, due_at, backup, state
    FROM promise_states WHERE state IN ('pending', 'overdue') ORDER BY due_at
"""
OPEN_CASES = """
    CREATE VIEW open_cases AS
    SELECT 'C-' || c.id AS "case", u.name AS customer, c.subject, c.product, c.order_number, c.severity, c.opened_at
    FROM cases c JOIN customers u ON u.id = c.customer_id WHERE c.closed_at IS NULL ORDER BY c.opened_at
"""


def one_of(column: str, *values: str) -> str:
    """The constraint of `tables.one_of`."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


def upgrade() -> None:
    """Make every table, the log's triggers, and the views for outside readers."""
    op.create_table(
        "commands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["commands.id"], name=op.f("fk_commands_undoes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commands")),
        sa.UniqueConstraint("undoes", name=op.f("uq_commands_undoes")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_customers_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_customers_email",
        "customers",
        [sa.text("lower(email)")],
        unique=True,
        sqlite_where=sa.text("email IS NOT NULL"),
    )
    op.create_index("ix_customers_folded", "customers", ["folded"], unique=False)
    for n, key in enumerate(KEYS_OF_NAME, 1):
        op.create_index(f"ix_customers_key_{n}", "customers", [sa.text(key)], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.CheckConstraint(one_of("kind", "staff", "supplier", "contractor", "carrier"), name=op.f("ck_parties_kind")),
        sa.CheckConstraint("trim(name) <> ''", name=op.f("ck_parties_name_filled")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
        sa.UniqueConstraint("folded", name=op.f("uq_parties_folded")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_parties_email", "parties", [sa.text("lower(email)")], unique=True, sqlite_where=sa.text("email IS NOT NULL")
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("product", sa.String(), nullable=True),
        sa.Column("order_number", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("found_by", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("usable", sa.Boolean(), nullable=True),
        sa.Column("tried", sa.String(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_how", sa.String(), nullable=True),
        sa.Column("may_be_silent", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("ref", sa.String(), nullable=True),
        sa.CheckConstraint(one_of("closed_how", "confirmed", "unconfirmed"), name=op.f("ck_cases_closed_how")),
        sa.CheckConstraint(
            one_of("fault", "unknown", "product", "shipping", "us", "third_party", "customer", "nobody"),
            name=op.f("ck_cases_fault"),
        ),
        sa.CheckConstraint(one_of("found_by", "customer", "us", "review"), name=op.f("ck_cases_found_by")),
        sa.CheckConstraint(one_of("severity", "minor", "normal", "major"), name=op.f("ck_cases_severity")),
        sa.CheckConstraint("trim(subject) <> ''", name=op.f("ck_cases_subject_filled")),
        sa.CheckConstraint("(closed_at IS NULL) = (closed_how IS NULL)", name=op.f("ck_cases_closed_somehow")),
        sa.CheckConstraint("opened_at <= closed_at", name=op.f("ck_cases_closed_at_after_opened_at")),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=op.f("fk_cases_customer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("source", "ref", name=op.f("uq_cases_source_ref")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_cases_customer_id", "cases", ["customer_id"], unique=False)
    op.create_index(
        "ix_cases_may_be_silent", "cases", ["closed_at"], unique=False, sqlite_where=sa.text("may_be_silent")
    )
    op.create_index("ix_cases_closed_at", "cases", ["closed_at"], unique=False)
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=True),
        sa.CheckConstraint(one_of("action", "insert", "update", "delete"), name=op.f("ck_changes_action")),
        sa.ForeignKeyConstraint(["command_id"], ["commands.id"], name=op.f("fk_changes_command_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_command_id", "changes", ["command_id"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("chasing", sa.Boolean(), nullable=False),
        sa.Column("praise", sa.Boolean(), nullable=False),
        sa.Column("apology", sa.Boolean(), nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("in_reply_to", sa.Integer(), nullable=True),
        sa.CheckConstraint(one_of("direction", "in", "out"), name=op.f("ck_contacts_direction")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_contacts_case_id")),
        sa.ForeignKeyConstraint(["in_reply_to"], ["contacts.id"], name=op.f("fk_contacts_in_reply_to")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_contacts_chasing", "contacts", ["case_id"], unique=False, sqlite_where=sa.text("chasing"))
    op.create_index("ix_contacts_case_id_at", "contacts", ["case_id", "at"], unique=False)
    op.create_table(
        "costs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("payer", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(one_of("kind", "goods", "shipping", "labour", "goodwill"), name=op.f("ck_costs_kind")),
        sa.CheckConstraint(one_of("payer", "us", "supplier", "customer", "carrier"), name=op.f("ck_costs_payer")),
        sa.CheckConstraint("typeof(amount) = 'integer' AND amount >= 0", name=op.f("ck_costs_amount")),
        sa.CheckConstraint("length(currency) = 3", name=op.f("ck_costs_currency")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_costs_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_costs")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_costs_case_id", "costs", ["case_id"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("trim(text) <> ''", name=op.f("ck_notes_text_filled")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_notes_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notes_case_id", "notes", ["case_id"], unique=False)
    op.create_table(
        "reopenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_how", sa.String(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(one_of("closed_how", "confirmed", "unconfirmed"), name=op.f("ck_reopenings_closed_how")),
        sa.CheckConstraint("closed_at <= reopened_at", name=op.f("ck_reopenings_reopened_at_after_closed_at")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_reopenings_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reopenings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reopenings_case_id", "reopenings", ["case_id"], unique=False)
    op.create_table(
        "replacements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("different", sa.String(), nullable=True),
        sa.Column("substitute_because", sa.String(), nullable=True),
        sa.Column("consent", sa.String(), nullable=True),
        sa.Column("supplier_id", sa.Integer(), nullable=True),
        sa.Column("carrier_id", sa.Integer(), nullable=True),
        sa.Column("tracking", sa.String(), nullable=True),
        sa.Column("shipped_at", sa.DateTime(), nullable=False),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            one_of("outcome", "works", "doa", "wrong-item", "damaged", "incomplete", "lost"),
            name=op.f("ck_replacements_outcome"),
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome = 'lost' OR delivered_at IS NOT NULL",
            name=op.f("ck_replacements_outcome_needs_delivery"),
        ),
        sa.CheckConstraint("trim(item) <> ''", name=op.f("ck_replacements_item_filled")),
        sa.CheckConstraint("trim(wanted) <> ''", name=op.f("ck_replacements_wanted_filled")),
        sa.CheckConstraint("trim(why) <> ''", name=op.f("ck_replacements_why_filled")),
        sa.CheckConstraint("(outcome IS NULL) = (outcome_at IS NULL)", name=op.f("ck_replacements_outcome_somewhen")),
        sa.CheckConstraint("shipped_at <= delivered_at", name=op.f("ck_replacements_delivered_at_after_shipped_at")),
        sa.CheckConstraint("shipped_at <= outcome_at", name=op.f("ck_replacements_outcome_at_after_shipped_at")),
        sa.ForeignKeyConstraint(["carrier_id"], ["parties.id"], name=op.f("fk_replacements_carrier_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_replacements_case_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["parties.id"], name=op.f("fk_replacements_supplier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replacements")),
        sa.UniqueConstraint("case_id", "chain", "attempt", name=op.f("uq_replacements_case_id_chain_attempt")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_replacements_repeated", "replacements", ["case_id"], unique=False, sqlite_where=sa.text("attempt >= 2")
    )
    op.create_index(
        "ix_replacements_unverified",
        "replacements",
        ["delivered_at"],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL"),
    )
    op.create_table(
        "promises",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("said", sa.Boolean(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("performer_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=True),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("backup", sa.String(), nullable=True),
        sa.Column("replacement_id", sa.Integer(), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("kept_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=True),
        sa.Column("ended_recorded_at", sa.DateTime(), nullable=True),
        sa.Column(
            "ended_at",
            sa.DateTime(),
            sa.Computed("coalesce(kept_at, withdrawn_at, released_at, voided_at, superseded_at)", persisted=False),
            nullable=True,
        ),
        sa.CheckConstraint(
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
            name=op.f("ck_promises_kind"),
        ),
        sa.CheckConstraint("trim(what) <> ''", name=op.f("ck_promises_what_filled")),
        sa.CheckConstraint(
            "(kept_at IS NOT NULL) + (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL)"
            " + (voided_at IS NOT NULL) + (superseded_at IS NOT NULL) <= 1",
            name=op.f("ck_promises_ends_once"),
        ),
        sa.CheckConstraint("made_at <= due_at", name=op.f("ck_promises_due_at_after_made_at")),
        sa.CheckConstraint("made_at <= kept_at", name=op.f("ck_promises_kept_at_after_made_at")),
        sa.CheckConstraint("made_at <= released_at", name=op.f("ck_promises_released_at_after_made_at")),
        sa.CheckConstraint("made_at <= superseded_at", name=op.f("ck_promises_superseded_at_after_made_at")),
        sa.CheckConstraint("made_at <= voided_at", name=op.f("ck_promises_voided_at_after_made_at")),
        sa.CheckConstraint("made_at <= withdrawn_at", name=op.f("ck_promises_withdrawn_at_after_made_at")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_promises_case_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["parties.id"], name=op.f("fk_promises_owner_id")),
        sa.ForeignKeyConstraint(["performer_id"], ["parties.id"], name=op.f("fk_promises_performer_id")),
        sa.ForeignKeyConstraint(["replacement_id"], ["replacements.id"], name=op.f("fk_promises_replacement_id")),
        sa.ForeignKeyConstraint(["supersedes"], ["promises.id"], name=op.f("fk_promises_supersedes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_promises_open_backup",
        "promises",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("kind = 'backup' AND ended_at IS NULL"),
    )
    op.create_index("ix_promises_case_id", "promises", ["case_id"], unique=False)
    op.create_index(
        "ix_promises_ended_at", "promises", ["ended_at"], unique=False, sqlite_where=sa.text("ended_at IS NOT NULL")
    )
    op.create_index(
        "ix_promises_open_by_due", "promises", ["due_at"], unique=False, sqlite_where=sa.text("ended_at IS NULL")
    )
    op.create_index(
        "uq_promises_supersedes",
        "promises",
        ["supersedes"],
        unique=True,
        sqlite_where=sa.text("supersedes IS NOT NULL"),
    )
    op.create_table(
        "escalations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("promise_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=True),
        sa.Column("raised_at", sa.DateTime(), nullable=False),
        sa.Column("raised_by", sa.String(), nullable=False),
        sa.Column("ack_by", sa.DateTime(), nullable=False),
        sa.Column("backup", sa.String(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_at", sa.DateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.String(), nullable=True),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("declined_at", sa.DateTime(), nullable=True),
        sa.Column("ended_because", sa.String(), nullable=True),
        sa.CheckConstraint("trim(backup) <> ''", name=op.f("ck_escalations_backup_filled")),
        sa.CheckConstraint(
            "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)",
            name=op.f("ck_escalations_acknowledged_by_somebody"),
        ),
        sa.CheckConstraint("level >= 1", name=op.f("ck_escalations_level")),
        sa.CheckConstraint("raised_at <= ack_by", name=op.f("ck_escalations_ack_by_after_raised_at")),
        sa.CheckConstraint("raised_at <= acknowledged_at", name=op.f("ck_escalations_acknowledged_at_after_raised_at")),
        sa.CheckConstraint("resolved_at IS NULL OR declined_at IS NULL", name=op.f("ck_escalations_ends_once")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_escalations_case_id")),
        sa.ForeignKeyConstraint(["promise_id"], ["promises.id"], name=op.f("fk_escalations_promise_id")),
        sa.ForeignKeyConstraint(["to_id"], ["parties.id"], name=op.f("fk_escalations_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_escalations_case_id", "escalations", ["case_id"], unique=False)
    op.create_index(
        "ix_escalations_live",
        "escalations",
        ["ack_by"],
        unique=False,
        sqlite_where=sa.text("resolved_at IS NULL AND declined_at IS NULL"),
    )
    for table in LOGGED:
        log_changes(table)
    keep_log()
    for statement in (DUE_NEVER_MOVES, PROMISES_ARE_NEVER_REPLACED, PROMISE_STATES, OPEN_PROMISES, OPEN_CASES):
        op.execute(statement)
