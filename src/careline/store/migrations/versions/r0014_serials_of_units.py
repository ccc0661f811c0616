"""The serial numbers of units that are split off, or joined again."""

from alembic import op

from careline.store.migrations.triggers import log_changes

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column; which units went along before is not known."""
    op.execute("ALTER TABLE unit_moves ADD COLUMN serials VARCHAR")
    log_changes("unit_moves")
