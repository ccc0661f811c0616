"""Values that careline would not have written, by table, row and column: what the schema says of each, asked of all."""

import re
from collections.abc import Iterator, Sequence

from careline.domain.values import frozen
from careline.store.fetch import Fetch

MOST_OF_EACH = 5
"""How many rows of each fault are told."""
ID_LIMIT = 2**53
"""What a number may come to: beyond, other programs no longer tell one from the next."""
WHOLE = "typeof({c}) = 'integer' AND {c} BETWEEN -{limit} AND {limit}"
SOUND = {
    "INTEGER": (f"{WHOLE.replace('{limit}', str(ID_LIMIT))}", "a whole number"),
    "BOOLEAN": ("typeof({c}) = 'integer' AND {c} IN (0, 1)", "yes or no (1 or 0)"),
    "VARCHAR": ("typeof({c}) = 'text'", "a text"),
    "BLOB": ("typeof({c}) = 'blob'", "the bytes of a file"),
    "DATETIME": (
        "typeof({c}) = 'text' AND {c} GLOB '????-??-?? ??:??:??.??????'"
        " AND datetime(substr({c}, 1, 19), '+0 days') = substr({c}, 1, 19) AND substr({c}, 1, 4) > '0000'",
        "a moment",
    ),
    "DATE": ("typeof({c}) = 'text' AND date({c}, '+0 days') = {c} AND substr({c}, 1, 4) > '0000'", "a date"),
}
"""By the kind of a column: when a value that is there is sound, and what it must be."""
BEHIND = """
    kind = 'W' AND last < max((SELECT coalesce(max(number), 0) FROM contacts),
        (SELECT coalesce(max(number), 0) FROM notes))
"""
NO_TABLE = "table_name NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table')"
CHECK = re.compile(r"CONSTRAINT (ck_\w+) CHECK (\(.*\))")
Fault = tuple[str, str, str]
"""A column, when a value of it is wrong, and what it must be."""


@frozen
class Unsound:
    """A value that may not stand where it does: of a row by its id, or by the number that SQLite gives it."""

    table: str
    row: int
    column: str
    value: object
    must_be: str


def all_unsound(fetch: Fetch) -> Iterator[Unsound]:
    """All there are, but of each fault no more than a few; the schema has to be known."""
    tables = fetch(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY rowid"
    )
    for table, sql in tables:
        yield from _of_values(fetch, table, [*_of_columns(fetch, table), *_of_checks(fetch, table, sql)])
    yield from _rows(fetch, "changes", "before", "before IS NOT NULL AND NOT json_valid(before)", "a row as JSON")
    yield from _rows(fetch, "changes", "table_name", NO_TABLE, "the name of a table")
    if any(table == "numbers" for table, _ in tables):
        yield from _rows(fetch, "numbers", "last", BEHIND, "a number that none has passed")
    yield from _of_counters(fetch)
    for table, _ in tables:
        yield from _of_references(fetch, table)


def _of_counters(fetch: Fetch) -> Iterator[Unsound]:
    """The counters of tables whose ids have come to an end, which SQLite takes for a full disk."""
    rows = fetch(
        "SELECT rowid, name, seq FROM sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND :limit",
        limit=ID_LIMIT,
    )
    for row, table, last in rows[:MOST_OF_EACH]:
        yield Unsound("sqlite_sequence", row, "seq", last, f"the last number of {table}")


def _of_values(fetch: Fetch, table: str, faults: Sequence[Fault]) -> Iterator[Unsound]:
    """The values with one of these faults. Where no row has any, which one look at each row tells, there are none."""
    any_of_them = " OR ".join(f"({is_wrong})" for _, is_wrong, _ in faults)
    if fetch(f"SELECT 1 FROM {table} WHERE {any_of_them} LIMIT 1"):
        for column, is_wrong, must_be in faults:
            yield from _rows(fetch, table, column, is_wrong, must_be)


def _of_columns(fetch: Fetch, table: str) -> Iterator[Fault]:
    for column, kind, is_needed in fetch(f"SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')"):
        test, must_be = SOUND.get(kind.partition("(")[0], SOUND["VARCHAR"])
        name = f'"{column}"'
        is_wrong = f"({name} IS NOT NULL AND ({test.format(c=name)}) IS NOT TRUE)"
        if is_needed:
            is_wrong += f" OR {name} IS NULL"
        yield column, is_wrong, must_be
        if kind == "INTEGER" and column == "id":
            yield column, "id < 1", "a number from 1 on"


def _of_checks(fetch: Fetch, table: str, sql: str) -> Iterator[Fault]:
    for name, test in CHECK.findall(sql):
        about = name.removeprefix(f"ck_{table}_")
        words = re.findall(r"= '(\w+)'", test)
        must_be = " or ".join(words) if words and test.count("=") == len(words) else f"what {name} asks for"
        column = next(
            (each for (each,) in fetch(f"SELECT name FROM pragma_table_info('{table}')") if each == about), None
        )
        yield column or re.findall(r"\w+", test)[0], f"NOT {test}", must_be


def _rows(fetch: Fetch, table: str, column: str, is_wrong: str, must_be: str) -> Iterator[Unsound]:
    # As bytes where it is a text, which may be none.
    rows = fetch(
        f'SELECT rowid, typeof("{column}"), CAST("{column}" AS BLOB), "{column}" + 0 FROM {table}'
        f" WHERE {is_wrong} LIMIT {MOST_OF_EACH}"
    )
    for row, kind, raw, number in rows:
        value = {"null": None, "integer": number, "real": number, "blob": raw}.get(kind, _text(raw))
        yield Unsound(table, row, column, value, must_be)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="backslashreplace")


def _of_references(fetch: Fetch, table: str) -> Iterator[Unsound]:
    columns = {
        number: column for number, column in fetch(f"SELECT id, \"from\" FROM pragma_foreign_key_list('{table}')")
    }
    for _, row, parent, number in fetch(f"PRAGMA foreign_key_check({table})")[:MOST_OF_EACH]:
        column = columns.get(number, "id")
        [(value,)] = fetch(f'SELECT "{column}" FROM {table} WHERE rowid = :row', row=row)
        yield Unsound(table, row, column, value, f"the id of one of {parent}")


def no_texts(fetch: Fetch) -> Iterator[Unsound]:
    """The texts that are no UTF-8. All of them are read for it."""
    for (table,) in fetch(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_search%' ESCAPE '\\' ORDER BY rowid"
    ):
        columns = [
            name for (name,) in fetch(f"SELECT name FROM pragma_table_info('{table}') WHERE type LIKE 'VARCHAR%'")
        ]
        for column in columns:
            for row, raw in fetch(
                f'SELECT rowid, CAST("{column}" AS BLOB) FROM {table} WHERE typeof("{column}") = \'text\''
            ):
                try:
                    raw.decode()
                except UnicodeDecodeError:
                    yield Unsound(table, row, column, _text(raw), "a text in UTF-8")
