"""Words and plans apart; questions, what came back and what is awaited; escalations that end with their causes."""

from alembic import op

from careline.store.migrations.rebuilding import rebuild
from careline.store.migrations.triggers import log_changes
from careline.store.migrations.versions.r0002_rules_and_words import SOMEBODY, one_of
from careline.store.migrations.versions.r0003_making_it_good import REPLACEMENTS

revision = "0004"
down_revision = "0003"

OUTCOMES = ("works", "doa", "wrong-item", "damaged", "incomplete", "lost", "failed")
RULES = ("overdue", "unanswered", "came_back", "declined", "unacknowledged", "idle", "chased", "exhausted")
CAUSES = ("promises", "contacts", "replacements", "reopenings", "escalations")
LOGGED_ANEW = ("contacts", "notes", "escalations", "applied_rules", "replacements")
LOGGED = ("earlier_outcomes",)
WAITING = "direction = 'in' AND NOT praise AND NOT no_reply AND NOT reached AND NOT spoken_for"
IS_WORD = "(said OR kind = 'acknowledge' OR kind = 'fix' AND replacement_id IS NOT NULL)"
# Numbers are given out in the order in which things were said; of two at one moment the contact comes first.
NUMBERED = (
    """
    CREATE TEMP TABLE numbered AS
    SELECT kind, id, row_number() OVER (ORDER BY at, kind, id) AS number
    FROM (SELECT 'contact' AS kind, id, at FROM contacts UNION ALL SELECT 'note', id, at FROM notes)
    """,
    "CREATE UNIQUE INDEX numbered_by_id ON numbered (kind, id)",
)
NUMBER = "(SELECT number FROM numbered n WHERE n.kind = '{kind}' AND n.id = {table}.id)"
SPOKEN_FOR = """
    direction = 'in' AND (
        EXISTS (SELECT 1 FROM cases c WHERE c.id = contacts.case_id AND c.opened_at = contacts.at)
        OR EXISTS (SELECT 1 FROM reopenings r WHERE r.case_id = contacts.case_id AND r.reopened_at = contacts.at)
        OR EXISTS (SELECT 1 FROM promises p WHERE p.case_id = contacts.case_id AND p.made_at = contacts.at
            AND p.kind = 'acknowledge' AND p.withdrawn_at IS NULL)
    )
"""
ANSWERED_AT = """
    CASE WHEN direction = 'in' THEN (SELECT min(at) FROM (
        SELECT k.at FROM contacts k WHERE k.case_id = contacts.case_id AND k.reached
            AND (k.at, k.id) > (contacts.at, contacts.id)
        UNION ALL SELECT r.closed_at FROM reopenings r
            WHERE r.case_id = contacts.case_id AND r.closed_at >= contacts.at
        UNION ALL SELECT c.closed_at FROM cases c
            WHERE c.id = contacts.case_id AND c.closed_at >= contacts.at AND c.merged_into IS NULL
    )) END
"""
CONTACTS = f"""
    CREATE TABLE new_contacts (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        direction VARCHAR NOT NULL,
        channel VARCHAR,
        who VARCHAR NOT NULL,
        text VARCHAR,
        chasing BOOLEAN NOT NULL,
        praise BOOLEAN NOT NULL,
        apology BOOLEAN NOT NULL,
        reached BOOLEAN NOT NULL,
        in_reply_to INTEGER,
        number INTEGER NOT NULL,
        no_reply BOOLEAN NOT NULL,
        spoken_for BOOLEAN NOT NULL,
        awaits VARCHAR,
        answered_at DATETIME,
        CONSTRAINT ck_contacts_direction CHECK ({one_of("direction", "in", "out")}),
        CONSTRAINT uq_contacts_number UNIQUE (number),
        CONSTRAINT fk_contacts_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_contacts_in_reply_to FOREIGN KEY(in_reply_to) REFERENCES contacts (id)
    )
"""
NOTES = """
    CREATE TABLE new_notes (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        CONSTRAINT ck_notes_text_filled CHECK (trim(text) <> ''),
        CONSTRAINT uq_notes_number UNIQUE (number),
        CONSTRAINT fk_notes_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
    )
"""
ESCALATIONS = f"""
    CREATE TABLE new_escalations (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        promise_id INTEGER,
        level INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        because VARCHAR,
        raised_at DATETIME NOT NULL,
        raised_by VARCHAR NOT NULL,
        ack_by DATETIME NOT NULL,
        backup VARCHAR,
        told_at DATETIME,
        acknowledged_at DATETIME,
        acknowledged_by VARCHAR,
        resolved_at DATETIME,
        declined_at DATETIME,
        ended_because VARCHAR,
        policy VARCHAR,
        CONSTRAINT ck_escalations_backup_filled CHECK (trim(backup) <> ''),
        CONSTRAINT ck_escalations_level CHECK (level >= 1),
        CONSTRAINT ck_escalations_ends_once CHECK (resolved_at IS NULL OR declined_at IS NULL),
        CONSTRAINT ck_escalations_acknowledged_by_somebody CHECK ({SOMEBODY}),
        CONSTRAINT ck_escalations_ack_by_after_raised_at CHECK (raised_at <= ack_by),
        CONSTRAINT ck_escalations_acknowledged_at_after_raised_at CHECK (raised_at <= acknowledged_at),
        CONSTRAINT fk_escalations_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_escalations_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_escalations_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    )
"""
APPLIED_RULES = f"""
    CREATE TABLE new_applied_rules (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        rule VARCHAR NOT NULL,
        cause VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        due_at DATETIME NOT NULL,
        applied_at DATETIME NOT NULL,
        escalation_id INTEGER,
        promise_id INTEGER,
        CONSTRAINT ck_applied_rules_rule CHECK ({one_of("rule", *RULES)}),
        CONSTRAINT ck_applied_rules_cause CHECK ({one_of("cause", *CAUSES)}),
        CONSTRAINT ck_applied_rules_applied_at_after_due_at CHECK (due_at <= applied_at),
        CONSTRAINT uq_applied_rules_rule_cause_cause_id_due_at UNIQUE (rule, cause, cause_id, due_at),
        CONSTRAINT fk_applied_rules_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_applied_rules_escalation_id FOREIGN KEY(escalation_id) REFERENCES escalations (id),
        CONSTRAINT fk_applied_rules_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    )
"""
CAUSE = "CASE rule WHEN 'overdue' THEN 'promises' WHEN 'chased' THEN 'contacts' ELSE 'escalations' END"
# The backup plan was due by the rule that found the ladder at its end. Now that is a rule of its own: once for a word.
EXHAUSTED = """
    UPDATE applied_rules SET
        rule = 'exhausted',
        cause = CASE WHEN rule = 'overdue' THEN 'promises'
            WHEN (SELECT promise_id FROM escalations WHERE id = cause_id) IS NOT NULL THEN 'promises'
            ELSE 'escalations' END,
        cause_id = CASE WHEN rule = 'overdue' THEN cause_id
            ELSE coalesce((SELECT promise_id FROM escalations WHERE id = cause_id), cause_id) END
    WHERE promise_id IS NOT NULL AND rule <> 'chased'
"""
NEW_TABLES = (
    f"""
    CREATE TABLE earlier_outcomes (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        replacement_id INTEGER NOT NULL,
        outcome VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        came VARCHAR,
        CONSTRAINT ck_earlier_outcomes_outcome CHECK ({one_of("outcome", *OUTCOMES)}),
        CONSTRAINT fk_earlier_outcomes_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id)
    )
    """,
    """
    CREATE TABLE numbers (
        kind VARCHAR NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_numbers PRIMARY KEY (kind)
    )
    """,
    """
    CREATE TABLE upgrades (
        revision VARCHAR NOT NULL,
        at DATETIME NOT NULL,
        CONSTRAINT pk_upgrades PRIMARY KEY (revision)
    )
    """,
)
NEW_INDEXES = (
    f"CREATE INDEX ix_contacts_waiting ON contacts (at) WHERE {WAITING} AND answered_at IS NULL",
    f"CREATE INDEX ix_contacts_waited ON contacts (answered_at) WHERE {WAITING} AND answered_at IS NOT NULL",
    "CREATE INDEX ix_contacts_awaiting ON contacts (case_id) WHERE awaits IS NOT NULL",
    "CREATE INDEX ix_escalations_by_hand ON escalations (case_id) WHERE resolved_at IS NULL AND raised_by <> 'sweep'",
    "CREATE INDEX ix_escalations_resolved_at ON escalations (resolved_at) WHERE resolved_at IS NOT NULL",
    "CREATE INDEX ix_replacements_failed ON replacements (case_id) WHERE outcome = 'failed'",
    "CREATE INDEX ix_earlier_outcomes_replacement_id ON earlier_outcomes (replacement_id)",
    "DROP INDEX ix_promises_may_escalate",
    f"CREATE INDEX ix_promises_may_escalate ON promises (due_at) WHERE ended_at IS NULL AND {IS_WORD}",
)


def upgrade() -> None:
    """Rebuild what is said and what is escalated, and add the rest. Who spoke when says what waits for an answer."""
    for statement in NUMBERED:
        op.execute(statement)
    rebuild(
        "contacts",
        CONTACTS,
        number=NUMBER.format(kind="contact", table="contacts"),
        no_reply="0",
        spoken_for=SPOKEN_FOR,
        answered_at=ANSWERED_AT,
    )
    rebuild("notes", NOTES, number=NUMBER.format(kind="note", table="notes"))
    rebuild("escalations", ESCALATIONS)
    rebuild("applied_rules", APPLIED_RULES, cause=CAUSE)
    op.execute(EXHAUSTED)
    rebuild("replacements", REPLACEMENTS.replace("outcome = 'lost')", "outcome = 'lost' OR outcome = 'failed')"))
    for statement in (*NEW_TABLES, *NEW_INDEXES):
        op.execute(statement)
    op.execute("INSERT INTO numbers (kind, last) SELECT 'W', count(*) FROM numbered")
    op.execute("DROP TABLE numbered")
    for table in (*LOGGED_ANEW, *LOGGED):
        log_changes(table)
