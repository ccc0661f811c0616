"""Several units at once: of a case, and of a replacement, which may be split."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns and the table: what was recorded before is about one unit each, and none was split."""
    op.execute(
        "ALTER TABLE cases ADD COLUMN quantity INTEGER DEFAULT 1 NOT NULL"
        " CONSTRAINT ck_cases_quantity CHECK (quantity >= 1)"
    )
    op.execute(
        "ALTER TABLE replacements ADD COLUMN shipment INTEGER"
        " CONSTRAINT fk_replacements_shipment REFERENCES replacements (id)"
    )
    op.execute(
        "ALTER TABLE replacements ADD COLUMN quantity INTEGER DEFAULT 1 NOT NULL"
        " CONSTRAINT ck_replacements_quantity CHECK (quantity >= 0)"
    )
    op.execute("DROP INDEX uq_replacements_case_id_chain_attempt")
    op.execute(
        """
        CREATE TABLE unit_moves (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            from_id INTEGER NOT NULL,
            to_id INTEGER NOT NULL,
            at DATETIME NOT NULL,
            quantity INTEGER NOT NULL,
            CONSTRAINT ck_unit_moves_quantity CHECK (quantity >= 1),
            CONSTRAINT ck_unit_moves_to_another CHECK (from_id <> to_id),
            CONSTRAINT fk_unit_moves_from_id FOREIGN KEY(from_id) REFERENCES replacements (id),
            CONSTRAINT fk_unit_moves_to_id FOREIGN KEY(to_id) REFERENCES replacements (id)
        )
        """
    )
    op.execute("CREATE INDEX ix_unit_moves_from_id ON unit_moves (from_id)")
    op.execute("CREATE INDEX ix_unit_moves_to_id ON unit_moves (to_id)")
    for table in ("cases", "replacements", "unit_moves"):
        log_changes(table)
