"""All that is held on a customer: every row that is theirs, and the lines of the log that tell of them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from careline.domain import ids
from careline.domain.money.money import Money
from careline.domain.values import frozen
from careline.store.dialect import REFERENCES, among
from careline.store.fetch import Fetch
from careline.store.safekeeping.belonging import as_json, known_as, lines_of, rows_of
from careline.store.safekeeping.erased_and_kept import PARENTS
from careline.store.safekeeping.exporting import Column, Table, tables
from careline.store.stamps import read_moment

PREFIXES = {
    "cases": "C",
    "promises": "P",
    "replacements": "R",
    "escalations": "E",
    "articles": "K",
    "costs": "M",
    "purchases": "B",
    "attachments": "A",
}
"""The tables whose rows people know by such an id."""
NAMED = frozenset({"parties", "companies", "products", "customers"})
"""Those whose rows they know by a name."""
AMOUNTS = frozenset({"amount", "price", "cost"})

Row = dict[str, Any]
"""What is told of a row by its plain keys, and beneath it the rows that belong to it, by table."""


@frozen
class HeldOn:
    """What is held on a customer: their row with all beneath it, the log, and the content of each attachment by id."""

    customer: Row
    log: list[Row]
    contents: Mapping[int, tuple[str, str]]


def held_on(fetch: Fetch, customer_id: int) -> HeldOn:
    """All that forgetting them would erase, and all that stands beside it. Raises StoreFault."""
    mine = rows_of(fetch, customer_id)
    known = {table.name: table for table in tables(fetch)}
    told = _Telling(fetch, {name: known[name] for name in mine})
    beneath: dict[tuple[str, int], dict[str, list[Row]]] = {}
    # From the leaves up: what is told of a row holds what is told of the rows that belong to it.
    rows = {name: told.raw(name, numbers) for name, numbers in mine.items()}
    for name in reversed([*mine]):
        for number, row in rows[name].items():
            made = told.of(name, row, told.currency(name, row, rows)) | beneath.get((name, number), {})
            if name == "customers":
                customer = made
            for column, parent in PARENTS.get(name, {}).items():
                if row[column] in mine[parent]:
                    beneath.setdefault((parent, row[column]), {}).setdefault(name, []).append(made)
                    break
    attached = {number: (row["name"], row["sha256"]) for number, row in rows["attachments"].items() if row["sha256"]}
    return HeldOn(customer, list(_log(fetch, customer_id, mine)), attached)


def _log(fetch: Fetch, customer_id: int, mine: Mapping[str, set[int]]) -> Iterator[Row]:
    """The lines of the log that tell of their rows, table by table."""
    _, twins = known_as(fetch, customer_id)
    for lines in lines_of(fetch, mine, {customer_id, *twins}):
        for number, at, who, command, row_id, action, before in fetch(
            f"""
            SELECT m.id, m.at, m.who, m.command, changes.row_id, changes.action, changes.before
            FROM changes JOIN commands m ON m.id = changes.command_id
            WHERE table_name = :table AND {lines.test} ORDER BY changes.id
            """,
            table=lines.table,
            **lines.given,
        ):
            yield {
                "number": number,
                "at": read_moment(at),
                "who": who,
                "command": command,
                "table": lines.table,
                "row": row_id,
                "action": action,
                "before": json.loads(before) if before else None,
            }


class _Telling:
    """Rows as people can read them: ids and names for numbers, moments, yes and no, amounts of money."""

    def __init__(self, fetch: Fetch, known: Mapping[str, Table]) -> None:
        self.fetch = fetch
        self.known = known
        self.references: dict[str, dict[str, str]] = {name: dict(fetch(REFERENCES, table=name)) for name in known}
        self.names: dict[tuple[str, int], str] = {}

    def raw(self, name: str, numbers: set[int]) -> dict[int, dict[str, Any]]:
        """The rows of a table by id, each by column."""
        table = self.known[name]
        columns = [column.name for column in table.columns]
        rows = self.fetch(
            f'SELECT {table.names} FROM "{name}" WHERE id {among("ids")} ORDER BY id', ids=as_json(numbers)
        )
        return {number: dict(zip(columns, (number, *others), strict=True)) for number, *others in rows}

    def currency(self, name: str, row: Mapping[str, Any], rows: Mapping[str, Mapping[int, Mapping[str, Any]]]) -> str:
        """The currency of a row's amounts: its own, or that of the row that it belongs to; empty without one."""
        if "currency" in row:
            return str(row["currency"])
        for column, parent in PARENTS.get(name, {}).items():
            if (above := rows[parent].get(row[column])) and "currency" in above:
                return str(above["currency"])
        return ""

    def of(self, name: str, row: Mapping[str, Any], currency: str) -> Row:
        """What is told of a row."""
        return dict(self._told(name, column, row[column.name], currency) for column in self.known[name].columns)

    def _told(self, name: str, column: Column, value: Any, currency: str) -> tuple[str, Any]:
        key = column.name
        if key == "id" and name in PREFIXES:
            return key, ids.show(PREFIXES[name], value)
        if parent := self.references[name].get(key):
            return key.removesuffix("_id"), value if value is None else self._referred(parent, value)
        if value is None:
            return key, None
        if column.kind == "BOOLEAN":
            return key, bool(value)
        if column.kind == "DATETIME":
            return key, read_moment(value)
        if key in AMOUNTS and currency:
            return key, Money(value, currency)
        return key, value

    def _referred(self, table: str, number: int) -> Any:
        """What a row is called that another refers to."""
        if table in PREFIXES:
            return ids.show(PREFIXES[table], number)
        if table not in NAMED:
            return number
        if (table, number) not in self.names:
            [(name,)] = self.fetch(f"SELECT name FROM {table} WHERE id = :id", id=number)
            self.names[table, number] = name
        return self.names[table, number]
