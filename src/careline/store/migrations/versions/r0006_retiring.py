"""Whoever has retired, and is named by nothing new."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add when somebody has retired; of those who are known, nobody has."""
    op.execute("ALTER TABLE parties ADD COLUMN retired_at DATETIME")
    log_changes("parties")
