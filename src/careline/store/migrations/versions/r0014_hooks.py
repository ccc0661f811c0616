"""Hooks: their calls, and since when each conclusion is watched for."""

from alembic import op

revision = "0014"
down_revision = "0013"

STATEMENTS = (
    """
    CREATE TABLE hook_calls (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        event VARCHAR NOT NULL,
        cause VARCHAR NOT NULL,
        cause_id INTEGER NOT NULL,
        case_id INTEGER NOT NULL,
        command_id INTEGER,
        at DATETIME NOT NULL,
        runs INTEGER NOT NULL,
        claimed_at DATETIME,
        failed_at DATETIME,
        why VARCHAR,
        done_at DATETIME,
        dropped_at DATETIME
    )
    """,
    "CREATE INDEX ix_hook_calls_open ON hook_calls (id) WHERE done_at IS NULL AND dropped_at IS NULL",
    "CREATE INDEX ix_hook_calls_failed_at ON hook_calls (failed_at) WHERE failed_at IS NOT NULL",
    "CREATE INDEX ix_hook_calls_event_cause_id ON hook_calls (event, cause_id)",
    "CREATE INDEX ix_hook_calls_case_id ON hook_calls (case_id)",
    """
    CREATE TABLE hook_watches (
        event VARCHAR NOT NULL,
        since_at DATETIME NOT NULL,
        CONSTRAINT pk_hook_watches PRIMARY KEY (event)
    )
    """,
)


def upgrade() -> None:
    """Add the tables: nothing of before is told."""
    for statement in STATEMENTS:
        op.execute(statement)
