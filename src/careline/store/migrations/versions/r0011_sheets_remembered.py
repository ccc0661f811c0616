"""How the sheets from a source are read, as somebody has said or agreed to, and where an import came from."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the table and the column; what earlier imports were told is not known."""
    op.execute("ALTER TABLE commands ADD COLUMN source VARCHAR")
    op.execute(
        """
        CREATE TABLE sheet_choices (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            command VARCHAR NOT NULL,
            source VARCHAR NOT NULL,
            what VARCHAR NOT NULL,
            field VARCHAR,
            text VARCHAR NOT NULL,
            CONSTRAINT ck_sheet_choices_what CHECK (
                what = 'column' OR what = 'value' OR what = 'left_alone' OR what = 'date_format' OR what = 'zone'
                OR what = 'layout' OR what = 'delimiter' OR what = 'encoding' OR what = 'skip_lines' OR what = 'sheet'
            ),
            CONSTRAINT ck_sheet_choices_text_filled CHECK (trim(text) <> '')
        )
        """
    )
    op.execute("CREATE INDEX ix_sheet_choices_source ON sheet_choices (source)")
    log_changes("sheet_choices")
