"""Marks by which an import knows the addresses and numbers of those who were forgotten."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the key and the marks. Whoever was forgotten before has none, for their addresses are gone."""
    op.execute("CREATE TABLE mark_keys (key VARCHAR NOT NULL, CONSTRAINT pk_mark_keys PRIMARY KEY (key))")
    op.execute(
        "CREATE TABLE forgotten_addresses (mark VARCHAR NOT NULL, CONSTRAINT pk_forgotten_addresses PRIMARY KEY (mark))"
    )
