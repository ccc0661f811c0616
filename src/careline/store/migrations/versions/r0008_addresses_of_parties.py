"""Addresses and telephone numbers that parties have beside the first ones."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the table and its lines in the log; nobody has a second address yet."""
    op.execute(
        """
        CREATE TABLE party_addresses (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            party_id INTEGER NOT NULL,
            email VARCHAR,
            phone VARCHAR,
            CONSTRAINT ck_party_addresses_one_of_two CHECK ((email IS NULL) <> (phone IS NULL)),
            CONSTRAINT fk_party_addresses_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
        )
        """
    )
    op.execute("CREATE INDEX ix_party_addresses_party_id ON party_addresses (party_id)")
    log_changes("party_addresses")
