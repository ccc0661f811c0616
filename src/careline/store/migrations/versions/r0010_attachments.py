"""Files that belong to cases, and in a backup what they hold."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the tables; nothing was attached before. What a backup carries is no change, and stands in no log."""
    op.execute(
        """
        CREATE TABLE attachments (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            case_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            who VARCHAR NOT NULL,
            name VARCHAR NOT NULL,
            media_type VARCHAR NOT NULL,
            size INTEGER NOT NULL,
            sha256 VARCHAR,
            note VARCHAR,
            CONSTRAINT ck_attachments_name_filled CHECK (trim(name) <> ''),
            CONSTRAINT ck_attachments_size CHECK (typeof(size) = 'integer' AND size > 0),
            CONSTRAINT ck_attachments_sha256 CHECK (
                length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'
            ),
            CONSTRAINT fk_attachments_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
        )
        """
    )
    op.execute("CREATE INDEX ix_attachments_case_id ON attachments (case_id)")
    op.execute("CREATE INDEX ix_attachments_sha256 ON attachments (sha256)")
    op.execute(
        """
        CREATE TABLE attachment_contents (
            sha256 VARCHAR NOT NULL,
            content BLOB NOT NULL,
            CONSTRAINT pk_attachment_contents PRIMARY KEY (sha256)
        )
        """
    )
    log_changes("attachments")
