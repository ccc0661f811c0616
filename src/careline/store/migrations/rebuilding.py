"""Giving a table another definition, which SQLite's ALTER TABLE can do for few changes only."""

from alembic import op
from sqlalchemy import text


def rebuild(table: str, definition: str, **values: str) -> None:
    """Put a table of a new definition in the place of one; its rows, indexes, triggers and last id stay, and all views.

    `definition` is the CREATE TABLE of `new_<table>`; `values` gives SQL for new columns that must hold something. The
    log's triggers are gone afterwards; `log_changes` makes them. Foreign keys have to be off.
    """
    connection = op.get_bind()
    columns = [name for _, name, *_ in connection.execute(text(f"PRAGMA table_info({table})"))]
    kept = connection.execute(
        text(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql <> '' AND name NOT GLOB 'log_*'"
            " AND (type = 'view' OR tbl_name = :table AND type <> 'table') ORDER BY rowid"
        ),
        {"table": table},
    ).all()
    for kind, name, _ in kept:
        if kind == "view":
            op.execute(f"DROP VIEW {name}")
    op.execute(definition)
    op.execute(
        f"INSERT INTO new_{table} ({', '.join([*columns, *values])})"
        f" SELECT {', '.join([*columns, *values.values()])} FROM {table}"
    )
    op.execute(f"DELETE FROM sqlite_sequence WHERE name = 'new_{table}'")
    op.execute(f"UPDATE sqlite_sequence SET name = 'new_{table}' WHERE name = '{table}'")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for _, _, sql in kept:
        connection.exec_driver_sql(sql)
