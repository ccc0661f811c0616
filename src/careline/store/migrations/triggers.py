"""The one mechanism that keeps what was before (G11): a trigger on every table writes each change into `changes`."""

import sqlalchemy as sa
from alembic import op

LAST_COMMAND = "(SELECT max(id) FROM commands)"


def log_changes(table: str) -> None:
    """Log every insert, update and delete on a table. Call it again after its columns have changed."""
    columns = [row[1] for row in op.get_bind().execute(sa.text(f"PRAGMA table_info({table})"))]
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
    """Refuse whatever would change or delete a line of the log; only which command one takes back is added later."""
    for table, columns in (("commands", " OF id, at, who, command"), ("changes", "")):
        for action in (f"UPDATE{columns}", "DELETE"):
            op.execute(
                f"CREATE TRIGGER keep_{table}_{action.split()[0].lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT raise(ABORT, 'the log is only added to'); END"
            )
