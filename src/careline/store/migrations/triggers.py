"""The one mechanism that keeps what was before (G11): a trigger on every table writes each change into `changes`."""

import sqlalchemy as sa
from alembic import op

LAST_COMMAND = "(SELECT max(id) FROM commands)"


def log_changes(table: str) -> None:
    """Log every insert, update and delete on a table. Call it again after its columns have changed."""
    columns = [name for _, name, *_ in op.get_bind().execute(sa.text(f"PRAGMA table_info({table})"))]
    before = ", ".join(f"'{column}', old.{column}" for column in columns)
    for action, row, was in (
        ("insert", "new", "NULL"),
        ("update", "old", f"json_object({before})"),
        ("delete", "old", f"json_object({before})"),
    ):
        op.execute(f"DROP TRIGGER IF EXISTS log_{table}_{action}")
        op.execute(
            f"CREATE TRIGGER log_{table}_{action} AFTER {action.upper()} ON {table} BEGIN "
            "INSERT INTO changes (command_id, table_name, row_id, action, before) "
            f"VALUES ({LAST_COMMAND}, '{table}', {row}.id, '{action}', {was}); END"
        )


def keep_log() -> None:
    """Refuse whatever would change, replace or delete a line of the log.

    Only which command one takes back is added later, once, while that one is under way.
    """
    for name, event in (
        ("commands_update", "UPDATE OF id, at, who, command ON commands"),
        ("commands_undoes", f"UPDATE OF undoes ON commands WHEN old.undoes IS NOT NULL OR old.id < {LAST_COMMAND}"),
        ("commands_delete", "DELETE ON commands"),
        ("commands_insert", "INSERT ON commands WHEN EXISTS (SELECT 1 FROM commands WHERE id = new.id)"),
        ("changes_update", "UPDATE ON changes"),
        ("changes_delete", "DELETE ON changes"),
        ("changes_insert", "INSERT ON changes WHEN EXISTS (SELECT 1 FROM changes WHERE id = new.id)"),
    ):
        op.execute(
            f"CREATE TRIGGER keep_{name} BEFORE {event} BEGIN SELECT raise(ABORT, 'the log is only added to'); END"
        )
