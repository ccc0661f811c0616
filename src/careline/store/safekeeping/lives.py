"""The rows beside the lines of the log on them, read through once, and the numbers that were given out."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from careline.domain.safekeeping.lives import contradiction
from careline.domain.values import frozen
from careline.store.dialect import COUNTERS, LOGGED, field, is_json
from careline.store.fetch import Fetch, Reader

ALL_LINES = "SELECT table_name, row_id, action FROM changes ORDER BY table_name, row_id, id"
MISREAD = f"""
    SELECT id, command_id FROM changes WHERE action <> 'insert' AND before IS NOT '{{}}'
        AND CASE WHEN {is_json("before")} THEN {field("before", "id")} IS NOT row_id ELSE 1 END LIMIT :most
"""


@frozen
class Contradiction:
    """A row of a table that is not as the log says."""

    table: str
    row: int
    how: str


def contradictions(fetch: Reader) -> Iterator[Contradiction]:
    """The rows that are not as the log says, by table and id."""
    lives = groupby(
        (line for lines in fetch.in_batches(ALL_LINES) for line in lines),
        itemgetter(0),
    )
    told = next(lives, None)
    for table in logged_tables(fetch):
        while told and told[0] < table:
            told = next(lives, None)
        of_rows = groupby(told[1], itemgetter(1)) if told and told[0] == table else iter(())
        yield from _of_table(fetch, table, ((row, [action for *_, action in lines]) for row, lines in of_rows))


def _of_table(fetch: Reader, table: str, told: Iterator[tuple[int, list[str]]]) -> Iterator[Contradiction]:
    """Two lists by id, the rows and their lines, read side by side."""
    rows = (row for rows in fetch.in_batches(f"SELECT id FROM {table} ORDER BY id") for (row,) in rows)
    row, line = next(rows, None), next(told, None)
    while row is not None or line is not None:
        number = min(each for each in (row, line and line[0]) if each is not None)
        how = contradiction(line[1] if line and line[0] == number else (), is_there=row == number)
        if how:
            yield Contradiction(table, number, how)
        if row == number:
            row = next(rows, None)
        if line and line[0] == number:
            line = next(told, None)


def misread_lines(fetch: Fetch, most: int) -> list[tuple[int, int]]:
    """Lines of the log that do not have what their row was before, each with its command; no more than `most`."""
    return [(number, command) for number, command in fetch(MISREAD, most=most)]


def reused_numbers(fetch: Fetch) -> Iterator[tuple[str, int, int]]:
    """The tables whose next number was given out before: table, the last number as it is kept, and as it was."""
    kept: dict[str, int] = dict(fetch(COUNTERS))
    for table in (*logged_tables(fetch), "changes", "commands"):
        [(highest,)] = fetch(f"SELECT max(id) FROM {table}")
        if highest is not None and highest > kept.get(table, 0):
            yield table, kept.get(table, 0), highest


def logged_tables(fetch: Fetch) -> list[str]:
    """The tables of which each row has its lines in the log, by name."""
    return [table for (table,) in fetch(LOGGED)]
