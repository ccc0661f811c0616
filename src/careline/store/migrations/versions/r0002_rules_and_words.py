"""Rules that act by themselves, what they need to know, other people's cases, public holidays, and finding by words."""

from alembic import op

from careline.store.migrations.rebuilding import rebuild
from careline.store.migrations.triggers import log_changes
from careline.store.migrations.versions.r0001_first_schema import OPEN_PROMISES, PROMISE_STATES

revision = "0002"
down_revision = "0001"

LOGGED_ANEW = ("cases", "promises", "escalations")
LOGGED = ("applied_rules", "reminders", "hand_overs", "absences", "case_links")
ENDED = "coalesce(kept_at, withdrawn_at, released_at, voided_at, superseded_at)"
ENDS_ONCE = (
    "(kept_at IS NOT NULL) + (withdrawn_at IS NOT NULL) + (released_at IS NOT NULL)"
    " + (voided_at IS NOT NULL) + (superseded_at IS NOT NULL) <= 1"
)
FAULTS = ("unknown", "product", "shipping", "us", "third_party", "customer", "nobody")
KINDS = ("acknowledge", "callback", "follow_up", "visit", "delivery", "check", "fix", "refund", "backup", "other")
SOMEBODY = "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)"


def one_of(column: str, *values: str) -> str:
    """The constraint of `tables.one_of`."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


CASES = f"""
    CREATE TABLE new_cases (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        customer_id INTEGER NOT NULL,
        subject VARCHAR NOT NULL,
        product VARCHAR,
        order_number VARCHAR,
        channel VARCHAR,
        found_by VARCHAR NOT NULL,
        fault VARCHAR NOT NULL,
        severity VARCHAR NOT NULL,
        usable BOOLEAN,
        tried VARCHAR,
        opened_at DATETIME NOT NULL,
        closed_at DATETIME,
        closed_how VARCHAR,
        may_be_silent BOOLEAN NOT NULL,
        update_every VARCHAR,
        merged_into INTEGER,
        source VARCHAR,
        ref VARCHAR,
        CONSTRAINT ck_cases_subject_filled CHECK (trim(subject) <> ''),
        CONSTRAINT ck_cases_found_by CHECK ({one_of("found_by", "customer", "us", "review")}),
        CONSTRAINT ck_cases_fault CHECK ({one_of("fault", *FAULTS)}),
        CONSTRAINT ck_cases_severity CHECK ({one_of("severity", "minor", "normal", "major")}),
        CONSTRAINT ck_cases_closed_how CHECK ({one_of("closed_how", "confirmed", "unconfirmed", "merged")}),
        CONSTRAINT ck_cases_closed_somehow CHECK ((closed_at IS NULL) = (closed_how IS NULL)),
        CONSTRAINT ck_cases_merged_is_closed CHECK (merged_into IS NULL OR coalesce(closed_how, '') = 'merged'),
        CONSTRAINT ck_cases_closed_at_after_opened_at CHECK (opened_at <= closed_at),
        CONSTRAINT uq_cases_source_ref UNIQUE (source, ref),
        CONSTRAINT fk_cases_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id),
        CONSTRAINT fk_cases_merged_into FOREIGN KEY(merged_into) REFERENCES cases (id)
    )
"""
PROMISES = f"""
    CREATE TABLE new_promises (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        what VARCHAR NOT NULL,
        said BOOLEAN NOT NULL,
        automatic BOOLEAN NOT NULL,
        owner_id INTEGER NOT NULL,
        performer_id INTEGER NOT NULL,
        made_at DATETIME NOT NULL,
        recorded_at DATETIME,
        due_at DATETIME NOT NULL,
        backup VARCHAR,
        replacement_id INTEGER,
        supersedes INTEGER,
        depends_on INTEGER,
        overdue_when_imported BOOLEAN NOT NULL,
        kept_at DATETIME,
        withdrawn_at DATETIME,
        released_at DATETIME,
        voided_at DATETIME,
        superseded_at DATETIME,
        told_at DATETIME,
        ended_because VARCHAR,
        ended_recorded_at DATETIME,
        ended_at DATETIME GENERATED ALWAYS AS ({ENDED}) VIRTUAL,
        CONSTRAINT ck_promises_what_filled CHECK (trim(what) <> ''),
        CONSTRAINT ck_promises_kind CHECK ({one_of("kind", *KINDS)}),
        CONSTRAINT ck_promises_ends_once CHECK ({ENDS_ONCE}),
        CONSTRAINT ck_promises_due_at_after_made_at CHECK (made_at <= due_at),
        CONSTRAINT ck_promises_kept_at_after_made_at CHECK (made_at <= kept_at),
        CONSTRAINT ck_promises_withdrawn_at_after_made_at CHECK (made_at <= withdrawn_at),
        CONSTRAINT ck_promises_released_at_after_made_at CHECK (made_at <= released_at),
        CONSTRAINT ck_promises_voided_at_after_made_at CHECK (made_at <= voided_at),
        CONSTRAINT ck_promises_superseded_at_after_made_at CHECK (made_at <= superseded_at),
        CONSTRAINT fk_promises_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_promises_owner_id FOREIGN KEY(owner_id) REFERENCES parties (id),
        CONSTRAINT fk_promises_performer_id FOREIGN KEY(performer_id) REFERENCES parties (id),
        CONSTRAINT fk_promises_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_promises_supersedes FOREIGN KEY(supersedes) REFERENCES promises (id),
        CONSTRAINT fk_promises_depends_on FOREIGN KEY(depends_on) REFERENCES promises (id)
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
        backup VARCHAR NOT NULL,
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
NEW_TABLES = (
    f"""
    CREATE TABLE applied_rules (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        rule VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        due_at DATETIME NOT NULL,
        applied_at DATETIME NOT NULL,
        escalation_id INTEGER,
        promise_id INTEGER,
        CONSTRAINT ck_applied_rules_rule CHECK ({one_of("rule", "overdue", "unacknowledged", "idle", "chased")}),
        CONSTRAINT ck_applied_rules_applied_at_after_due_at CHECK (due_at <= applied_at),
        CONSTRAINT uq_applied_rules_rule_cause_id UNIQUE (rule, cause_id),
        CONSTRAINT fk_applied_rules_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_applied_rules_escalation_id FOREIGN KEY(escalation_id) REFERENCES escalations (id),
        CONSTRAINT fk_applied_rules_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    )
    """,
    """
    CREATE TABLE sweeps (
        at DATETIME NOT NULL,
        CONSTRAINT pk_sweeps PRIMARY KEY (at)
    )
    """,
    """
    CREATE TABLE reminders (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        CONSTRAINT ck_reminders_text_filled CHECK (trim(text) <> ''),
        CONSTRAINT fk_reminders_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id)
    )
    """,
    """
    CREATE TABLE hand_overs (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        promise_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        who VARCHAR NOT NULL,
        from_id INTEGER NOT NULL,
        to_id INTEGER NOT NULL,
        because VARCHAR NOT NULL,
        CONSTRAINT ck_hand_overs_because_filled CHECK (trim(because) <> ''),
        CONSTRAINT ck_hand_overs_to_another CHECK (from_id <> to_id),
        CONSTRAINT fk_hand_overs_promise_id FOREIGN KEY(promise_id) REFERENCES promises (id),
        CONSTRAINT fk_hand_overs_from_id FOREIGN KEY(from_id) REFERENCES parties (id),
        CONSTRAINT fk_hand_overs_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    )
    """,
    """
    CREATE TABLE absences (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        party_id INTEGER NOT NULL,
        from_on DATE NOT NULL,
        until_on DATE NOT NULL,
        to_id INTEGER NOT NULL,
        CONSTRAINT ck_absences_until_on_after_from_on CHECK (from_on <= until_on),
        CONSTRAINT ck_absences_to_another CHECK (party_id <> to_id),
        CONSTRAINT fk_absences_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_absences_to_id FOREIGN KEY(to_id) REFERENCES parties (id)
    )
    """,
    """
    CREATE TABLE case_links (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        case_id INTEGER NOT NULL,
        other_id INTEGER NOT NULL,
        at DATETIME NOT NULL,
        because VARCHAR,
        CONSTRAINT ck_case_links_to_another CHECK (case_id <> other_id),
        CONSTRAINT uq_case_links_case_id_other_id UNIQUE (case_id, other_id),
        CONSTRAINT fk_case_links_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_case_links_other_id FOREIGN KEY(other_id) REFERENCES cases (id)
    )
    """,
    """
    CREATE TABLE holidays (
        country VARCHAR NOT NULL,
        region VARCHAR NOT NULL,
        on_date DATE NOT NULL,
        name VARCHAR NOT NULL,
        CONSTRAINT pk_holidays PRIMARY KEY (country, region, on_date)
    )
    """,
    """
    CREATE TABLE holiday_years (
        country VARCHAR NOT NULL,
        region VARCHAR NOT NULL,
        year INTEGER NOT NULL,
        CONSTRAINT pk_holiday_years PRIMARY KEY (country, region, year)
    )
    """,
)
NEW_INDEXES = (
    "DROP INDEX ix_cases_customer_id",
    "CREATE INDEX ix_cases_customer_id_closed_at ON cases (customer_id, closed_at)",
    "CREATE INDEX ix_promises_depends_on ON promises (depends_on) WHERE depends_on IS NOT NULL",
    "CREATE INDEX ix_promises_may_escalate ON promises (due_at) WHERE ended_at IS NULL AND NOT overdue_when_imported",
    "CREATE INDEX ix_applied_rules_case_id ON applied_rules (case_id)",
    "CREATE INDEX ix_reminders_promise_id ON reminders (promise_id)",
    "CREATE INDEX ix_hand_overs_promise_id ON hand_overs (promise_id)",
    "CREATE INDEX ix_absences_party_id ON absences (party_id)",
    "CREATE INDEX ix_case_links_other_id ON case_links (other_id)",
)

# Before this revision, only the log knew when an import brought a promise that was overdue already.
OVERDUE_WHEN_IMPORTED = """
    UPDATE promises SET overdue_when_imported = 1 WHERE recorded_at IS NULL AND kept_at IS NULL AND id IN (
        SELECT h.row_id FROM changes h JOIN commands m ON m.id = h.command_id JOIN promises p ON p.id = h.row_id
        WHERE h.table_name = 'promises' AND h.action = 'insert' AND p.due_at < m.at
    )
"""
# What the owner was to do goes along to whom a promise is handed over while it is pending. The table keeps the first.
HANDED_OVER_IN_TIME = """
    FROM hand_overs h WHERE h.promise_id = p.id AND h.at <= p.due_at AND (p.ended_at IS NULL OR p.ended_at >= h.at)
"""
PERFORMER = f"""
    CASE WHEN p.performer_id IN (SELECT h.from_id {HANDED_OVER_IN_TIME})
        THEN (SELECT h.to_id {HANDED_OVER_IN_TIME} ORDER BY h.id DESC LIMIT 1) ELSE p.performer_id END
"""
VIEWS = (
    "DROP VIEW open_promises",
    "DROP VIEW promise_states",
    PROMISE_STATES.replace("ON f.id = p.performer_id", f"ON f.id = {PERFORMER}"),
    OPEN_PROMISES,
)
SEARCH = (
    """
    CREATE VIRTUAL TABLE customer_search USING fts5 (
        who, columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE VIRTUAL TABLE case_search USING fts5 (
        who, about, numbers, promised, columnsize = 0, tokenize = 'porter unicode61 remove_diacritics 2'
    )
    """,
    "CREATE VIRTUAL TABLE customer_search_words USING fts5vocab (customer_search, row)",
)


def upgrade() -> None:
    """Rebuild three tables, and add the rest. What is found by words is filled in when all revisions have run."""
    rebuild("cases", CASES)
    rebuild("promises", PROMISES, overdue_when_imported="0")
    rebuild("escalations", ESCALATIONS)
    op.execute(OVERDUE_WHEN_IMPORTED)
    for statement in (*NEW_TABLES, *NEW_INDEXES, *VIEWS, *SEARCH):
        op.execute(statement)
    for table in (*LOGGED_ANEW, *LOGGED):
        log_changes(table)
