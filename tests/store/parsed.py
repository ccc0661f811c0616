"""What a schema says, however it came about: a column counts the same made with its table and added to it later."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

UNCOMPARED = "name NOT IN ('alembic_version', 'sqlite_sequence') AND instr(name, '_search') = 0"
TABLE_OPTIONS = re.compile(r"\b(AUTOINCREMENT|STRICT|WITHOUT ROWID)\b")


@dataclass(frozen=True)
class Parsed:
    """A table: what each column is, which rows it takes, and how it is found. No order counts."""

    columns: dict[str, tuple[object, ...]]
    worked_out: dict[str, str]
    foreign_keys: frozenset[tuple[object, ...]]
    checks: dict[str, str]
    named: frozenset[tuple[str, str]]
    indexes: dict[str, object]
    options: frozenset[str]


def parsed(connection: sqlite3.Connection) -> dict[str, Parsed]:
    """The tables of a store, by name; what is worked out from them by another program is left out."""
    rows = connection.execute(f"SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND {UNCOMPARED}").fetchall()
    return {name: _table(connection, name, plain(sql)) for name, sql in rows}


def plain(sql: str) -> str:
    """The text on one line, without needless quotation marks and spaces."""
    text = " ".join(sql.replace('"', "").split())
    return re.sub(r" ?([(),]) ?", r"\1", text)


def unnamed(sql: str) -> list[str]:
    """The constraints of a table that have no name."""
    text = plain(sql)
    found = re.finditer(r"\b(CHECK|FOREIGN KEY|UNIQUE|REFERENCES)\b", text)
    references = re.compile(r"FOREIGN KEY\([^)]*\)\s?$")
    return [
        text[each.start() : each.end() + 30]
        for each in found
        if not re.search(r"CONSTRAINT \w+ $", text[: each.start()]) and not references.search(text[: each.start()])
    ]


def words_of(check: str) -> set[str]:
    """The words that a check of one column names."""
    return set(re.findall(r"'([^']*)'", check))


def _table(connection: sqlite3.Connection, name: str, sql: str) -> Parsed:
    columns = {row[1]: tuple(row[2:]) for row in connection.execute(f"PRAGMA table_xinfo({name})")}
    return Parsed(
        columns=columns,
        worked_out={
            column: text for column in columns for text in _bracketed(rf"\b{column} \w+ ?GENERATED ALWAYS AS", sql)
        },
        foreign_keys=frozenset(tuple(row[2:]) for row in connection.execute(f"PRAGMA foreign_key_list({name})")),
        checks=dict(_checks(sql)),
        named=frozenset(
            (each, kind.replace("REFERENCES", "FOREIGN KEY"))
            for each, kind in re.findall(r"CONSTRAINT (\w+) (CHECK|FOREIGN KEY|REFERENCES|UNIQUE|PRIMARY KEY)", sql)
        ),
        indexes=dict(_indexes(connection, name)),
        options=frozenset(TABLE_OPTIONS.findall(sql)),
    )


def _checks(sql: str) -> Iterator[tuple[str, str]]:
    """The checks by name, each with its test; in which order a list of words stands does not matter."""
    for name in re.findall(r"CONSTRAINT (\w+) CHECK\(", sql):
        (test,) = _bracketed(rf"CONSTRAINT {name} CHECK", sql)
        terms = test.split(" OR ")
        one_of = all(re.fullmatch(r"\w+ = '[^']*'", term) for term in terms)
        yield name, " OR ".join(sorted(terms)) if one_of else test


def _bracketed(before: str, sql: str) -> list[str]:
    """What stands in the brackets after each of these."""
    found = []
    for each in re.finditer(rf"{before}\(", sql):
        depth, end = 1, each.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[end], 0)
            end += 1
        found.append(sql[each.end() : end - 1])
    return found


def _indexes(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, object]]:
    """The indexes of a table: those that were made by their text, those of constraints by what they hold together."""
    for _, name, unique, origin, _ in connection.execute(f"PRAGMA index_list({table})").fetchall():
        if origin == "c":
            [(sql,)] = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", [name])
            yield name, plain(sql)
        else:
            held = connection.execute(f"PRAGMA index_info({name})").fetchall()
            columns = ", ".join(column for *_, column in held)
            yield f"{origin}({columns})", unique
