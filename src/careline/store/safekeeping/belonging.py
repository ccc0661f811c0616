"""What belongs to a customer: rows of every table, and lines of the log, also of what is gone by now."""

import json
from collections.abc import Iterable, Iterator, Mapping

from careline.domain.values import frozen
from careline.store.dialect import among, field
from careline.store.fetch import Fetch
from careline.store.safekeeping.erased_and_kept import PARENTS


@frozen
class LinesOf:
    """Which lines of the log tell of a customer's rows of one table: a test, and what is given to it by name."""

    table: str
    test: str
    given: Mapping[str, str]


def rows_of(fetch: Fetch, customer_id: int) -> dict[str, set[int]]:
    """The ids of all rows that are a customer's, by table."""
    mine: dict[str, set[int]] = {"customers": {customer_id}}
    for table, parents in PARENTS.items():
        mine[table] = set()
        for column, parent in parents.items():
            rows = fetch(f"SELECT id FROM {table} WHERE {column} {among('ids')}", ids=as_json(mine[parent]))
            mine[table].update(number for (number,) in rows)
    return mine


def known_as(fetch: Fetch, customer_id: int) -> tuple[set[str], set[int]]:
    """Every name that a customer ever had, and the ids of the twins who were merged into them, or once had their name.

    Of a twin who is gone, the log alone knows.
    """
    own = fetch(
        f"""
        SELECT name, folded, lower(email) FROM customers WHERE id = :id
        UNION SELECT {field("before", "name")}, {field("before", "folded")},
            lower({field("before", "email")})
        FROM changes WHERE table_name = 'customers' AND row_id = :id AND before <> '{{}}'
        """,
        id=customer_id,
    )
    names = {name for name, _, _ in own}
    like = {"folded": as_json({folded for _, folded, _ in own}), "emails": as_json({mail for *_, mail in own if mail})}
    gone = fetch(
        f"""
        SELECT row_id, {field("before", "name")} FROM changes
        WHERE table_name = 'customers' AND action = 'delete' AND before <> '{{}}'
            AND row_id NOT IN (SELECT id FROM customers)
            AND ({field("before", "folded")} {among("folded")}
                OR lower({field("before", "email")}) {among("emails")}
                OR command_id IN (SELECT command_id FROM changes
                    WHERE table_name = 'customers' AND row_id = :id AND action = 'update')
                OR row_id IN (SELECT {field("h.before", "customer_id")}
                    FROM changes h JOIN cases c ON c.id = h.row_id
                    WHERE h.table_name = 'cases' AND h.before <> '{{}}' AND c.customer_id = :id))
        """,
        id=customer_id,
        **like,
    )
    return names | {name for _, name in gone}, {number for number, _ in gone}


def numbers_of(fetch: Fetch, customer_id: int) -> set[int]:
    """Every number that a customer ever had, and the twins who were merged into them.

    Of somebody who was forgotten the log no longer says whose twins were whose: theirs are all those of whom it says
    nothing any more.
    """
    _, twins = known_as(fetch, customer_id)
    blanked = fetch(
        """
        SELECT row_id FROM changes WHERE table_name = 'customers' AND action = 'delete' AND before = '{}'
            AND EXISTS (SELECT 1 FROM forgettings WHERE customer_id = :id)
        """,
        id=customer_id,
    )
    return {customer_id, *twins, *(number for (number,) in blanked)}


def lines_of(fetch: Fetch, mine: Mapping[str, set[int]], customers: set[int]) -> Iterator[LinesOf]:
    """Which lines tell of these rows, table by table; also of rows that are gone by now, or another customer's.

    `customers` are the ids under which they were ever known. The lines of a table may be changed once they were told.
    """
    ever = {"customers": customers}
    yield LinesOf("customers", f"row_id {among('rows')}", {"rows": as_json(customers)})
    for table, parents in PARENTS.items():
        theirs = " OR ".join(f"{field('before', column)} {among(column)}" for column in parents)
        given = {column: as_json(ever[parent]) for column, parent in parents.items()}
        gone = fetch(
            f"SELECT row_id FROM changes WHERE table_name = :table AND before <> '{{}}' AND ({theirs})"
            f" AND row_id NOT IN (SELECT id FROM {table})",
            table=table,
            **given,
        )
        ever[table] = mine[table] | {number for (number,) in gone}
        yield LinesOf(table, f"(row_id {among('rows')} OR {theirs})", {"rows": as_json(ever[table]), **given})


def as_json(values: Iterable[object]) -> str:
    """Values as a list that a query takes."""
    return json.dumps(sorted(values))
