"""What was believed until an outcome was put right."""

from alembic import op

from careline.store.migrations.triggers import log_changes
from careline.store.migrations.versions.r0002_rules_and_words import one_of
from careline.store.migrations.versions.r0004_words_and_questions import OUTCOMES

revision = "0009"
down_revision = "0008"

ENDS = ("kept_at", "withdrawn_at", "released_at", "voided_at", "superseded_at")
ID = "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT"
TABLES = {
    "outcome_corrections": f"""
        CREATE TABLE outcome_corrections (
            {ID},
            replacement_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            outcome VARCHAR,
            because VARCHAR NOT NULL,
            delivered_at DATETIME,
            CONSTRAINT ck_outcome_corrections_outcome CHECK ({one_of("outcome", *OUTCOMES)}),
            CONSTRAINT ck_outcome_corrections_because_filled CHECK (trim(because) <> ''),
            CONSTRAINT fk_outcome_corrections_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
        )
    """,
    "believed_outcomes": f"""
        CREATE TABLE believed_outcomes (
            {ID},
            correction_id INTEGER NOT NULL,
            outcome VARCHAR NOT NULL,
            at DATETIME NOT NULL,
            came VARCHAR,
            CONSTRAINT ck_believed_outcomes_outcome CHECK ({one_of("outcome", *OUTCOMES)}),
            CONSTRAINT fk_believed_outcomes_correction_id
                FOREIGN KEY(correction_id) REFERENCES outcome_corrections (id)
        )
    """,
    "lapsed_ends": f"""
        CREATE TABLE lapsed_ends (
            {ID},
            promise_id INTEGER NOT NULL,
            how VARCHAR NOT NULL,
            at DATETIME NOT NULL,
            because VARCHAR,
            recorded_at DATETIME,
            until DATETIME NOT NULL,
            CONSTRAINT ck_lapsed_ends_how CHECK ({one_of("how", *ENDS)}),
            CONSTRAINT ck_lapsed_ends_until_after_at CHECK (at <= until),
            CONSTRAINT fk_lapsed_ends_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
        )
    """,
    "lapsed_reopenings": f"""
        CREATE TABLE lapsed_reopenings (
            {ID},
            case_id INTEGER NOT NULL,
            reopening_id INTEGER NOT NULL,
            closed_at DATETIME NOT NULL,
            closed_how VARCHAR NOT NULL,
            reopened_at DATETIME NOT NULL,
            lapsed_at DATETIME NOT NULL,
            CONSTRAINT ck_lapsed_reopenings_closed_how CHECK ({one_of("closed_how", "confirmed", "unconfirmed")}),
            CONSTRAINT ck_lapsed_reopenings_reopened_at_after_closed_at CHECK (closed_at <= reopened_at),
            CONSTRAINT ck_lapsed_reopenings_lapsed_at_after_reopened_at CHECK (reopened_at <= lapsed_at),
            CONSTRAINT fk_lapsed_reopenings_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        )
    """,
}
BELONGS = {
    "outcome_corrections": "replacement_id",
    "believed_outcomes": "correction_id",
    "lapsed_ends": "promise_id",
    "lapsed_reopenings": "case_id",
}


def upgrade() -> None:
    """Add the tables; nothing was put right before."""
    for table, definition in TABLES.items():
        op.execute(definition)
        op.execute(f"CREATE INDEX ix_{table}_{BELONGS[table]} ON {table} ({BELONGS[table]})")
        log_changes(table)
