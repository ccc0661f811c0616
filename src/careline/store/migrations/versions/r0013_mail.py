"""Mail that goes out: the outbox, what each mail says, and every try to send one."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0013"
down_revision = "0012"

TABLES = (
    """
    CREATE TABLE mails (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        about VARCHAR NOT NULL,
        name VARCHAR,
        email VARCHAR NOT NULL,
        message_id VARCHAR NOT NULL,
        queued_at DATETIME NOT NULL,
        queued_by VARCHAR NOT NULL,
        party_id INTEGER,
        case_id INTEGER,
        replacement_id INTEGER,
        contact_id INTEGER,
        held_at DATETIME,
        sent_at DATETIME,
        refused_at DATETIME,
        cancelled_at DATETIME,
        CONSTRAINT ck_mails_about CHECK (about = 'brief' OR about = 'report' OR about = 'letter'
            OR about = 'announcement' OR about = 'escalation'),
        CONSTRAINT ck_mails_email_filled CHECK (trim(email) <> ''),
        CONSTRAINT ck_mails_ends_once CHECK (sent_at IS NULL OR (refused_at IS NULL AND cancelled_at IS NULL)),
        CONSTRAINT ck_mails_sent_at_after_queued_at CHECK (queued_at <= sent_at),
        CONSTRAINT uq_mails_message_id UNIQUE (message_id),
        CONSTRAINT fk_mails_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_mails_case_id FOREIGN KEY(case_id) REFERENCES cases (id),
        CONSTRAINT fk_mails_replacement_id FOREIGN KEY(replacement_id) REFERENCES replacements (id),
        CONSTRAINT fk_mails_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id)
    )
    """,
    "CREATE INDEX ix_mails_open ON mails (queued_at) WHERE sent_at IS NULL AND cancelled_at IS NULL",
    "CREATE INDEX ix_mails_sent_at ON mails (sent_at) WHERE sent_at IS NOT NULL",
    "CREATE INDEX ix_mails_cancelled_at ON mails (cancelled_at) WHERE cancelled_at IS NOT NULL",
    "CREATE INDEX ix_mails_case_id ON mails (case_id)",
    """
    CREATE TABLE told_by_mails (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mail_id INTEGER NOT NULL,
        escalation_id INTEGER NOT NULL,
        CONSTRAINT fk_told_by_mails_mail_id FOREIGN KEY(mail_id) REFERENCES mails (id),
        CONSTRAINT fk_told_by_mails_escalation_id FOREIGN KEY(escalation_id) REFERENCES escalations (id)
    )
    """,
    "CREATE INDEX ix_told_by_mails_mail_id ON told_by_mails (mail_id)",
    "CREATE INDEX ix_told_by_mails_escalation_id ON told_by_mails (escalation_id)",
    """
    CREATE TABLE mail_contents (
        mail_id INTEGER NOT NULL,
        subject VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        html VARCHAR,
        CONSTRAINT pk_mail_contents PRIMARY KEY (mail_id)
    )
    """,
    """
    CREATE TABLE mail_tries (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        mail_id INTEGER NOT NULL,
        begun_at DATETIME NOT NULL,
        ended_at DATETIME,
        why VARCHAR,
        in_doubt BOOLEAN NOT NULL
    )
    """,
    "CREATE INDEX ix_mail_tries_mail_id ON mail_tries (mail_id)",
)


def upgrade() -> None:
    """Add the tables. What mails say, and the tries, stand beside the log."""
    for table in TABLES:
        op.execute(table)
    for table in ("mails", "told_by_mails"):
        log_changes(table)
