"""Forgetting a customer: their texts are erased from every table, from the log and from the indexes of words."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from careline.domain.calling import short_name
from careline.domain.cases.case import Customer
from careline.domain.names import fold
from careline.domain.people import endings as rules
from careline.domain.safekeeping.forgetting import FINGERPRINT, fingerprint, name_of
from careline.domain.shop.shop import Shop
from careline.store.dialect import among, field
from careline.store.fetch import Fetch
from careline.store.people.endings import still_promised
from careline.store.recording import Recording
from careline.store.safekeeping import attachments
from careline.store.safekeeping.erased_and_kept import ERASED, PARENTS, RENAMED

FIRST_NAME = "them"
"""What a plan of ours calls somebody who has no name any more."""


def check_can_forget(fetch: Fetch, shop: Shop, customer: Customer, who: str) -> None:
    """Decide whether somebody may forget a customer. Raises Refused."""
    rules.check_owner(who, shop.owner, f"forget {customer.name}")
    rules.check_nothing_promised(customer.name, still_promised(fetch, customer.id))


def forget(work: Recording, customer_id: int) -> None:
    """Erase a customer from every table, the log and the indexes of words; a row in `forgettings` must stand already.

    What was freed in the file is overwritten; only `database.rewrite` sees to what was freed there earlier.
    """
    from careline.store import search

    work.fetch("PRAGMA secure_delete = ON")
    names, twins = _known_as(work.fetch, customer_id)
    mine = _rows_of(work.fetch, customer_id)
    _rename_elsewhere(work, customer_id, names, {customer_id, *twins})
    for table, columns in ERASED.items():
        settings = ", ".join(
            f"{column} = CASE WHEN {column} IS NOT NULL THEN {after} END" for column, after in columns.items()
        )
        work.run(
            f"UPDATE {table} SET {settings} WHERE id {among('ids')}",
            ids=_json(mine[table]),
            name=name_of(customer_id),
            folded=fold(name_of(customer_id)),
        )
    _renumber(work, customer_id)
    for table in ("memberships", "other_addresses"):
        work.run(f"DELETE FROM {table} WHERE customer_id = :id", id=customer_id)
    _blank_log(work, mine, {customer_id, *twins})
    attachments.clear_table(work)
    search.rebuild(work.fetch, work.run, work.command_id)


def was_forgotten(fetch: Fetch, customer_id: int) -> bool:
    """True for a customer who was forgotten."""
    return bool(fetch("SELECT 1 FROM forgettings WHERE customer_id = :id", id=customer_id))


def touched_by(fetch: Fetch, command_id: int) -> bool:
    """True for a command that touched what belongs to a customer who was forgotten by it or since."""
    if fetch("SELECT 1 FROM changes WHERE command_id = :id AND before = '{}'", id=command_id):
        return True
    changed: dict[str, set[int]] = {}
    for table, row_id in fetch("SELECT table_name, row_id FROM changes WHERE command_id = :id", id=command_id):
        changed.setdefault(table, set()).add(row_id)
    return any(
        not changed[table].isdisjoint(rows)
        for (customer_id,) in fetch("SELECT customer_id FROM forgettings WHERE command_id > :id", id=command_id)
        for table, rows in _rows_of(fetch, customer_id).items()
        if table in changed
    )


def forgotten_refs(fetch: Fetch, source: str) -> set[str]:
    """The fingerprints of the rows from a source that belonged to customers who were forgotten."""
    bounds = {"source": source, "low": FINGERPRINT, "high": FINGERPRINT + "g"}
    rows = fetch(
        """
        SELECT ref FROM cases WHERE source = :source AND ref BETWEEN :low AND :high
        UNION SELECT ref FROM purchases WHERE source = :source AND ref BETWEEN :low AND :high
        """,
        **bounds,
    )
    return {ref for (ref,) in rows}


def _rows_of(fetch: Fetch, customer_id: int) -> dict[str, set[int]]:
    """The ids of all rows that are a customer's, by table."""
    mine: dict[str, set[int]] = {"customers": {customer_id}}
    for table, parents in PARENTS.items():
        mine[table] = set()
        for column, parent in parents.items():
            rows = fetch(
                f"SELECT id FROM {table} WHERE {column} {among('ids')}",
                ids=_json(mine[parent]),
            )
            mine[table].update(number for (number,) in rows)
    return mine


def _known_as(fetch: Fetch, customer_id: int) -> tuple[set[str], set[int]]:
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
    like = {"folded": _json({folded for _, folded, _ in own}), "emails": _json({email for *_, email in own if email})}
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


def _rename_elsewhere(work: Recording, customer_id: int, names: set[str], ids: set[int]) -> None:
    """Take their name from the cases that were theirs by mistake, and are another customer's now."""
    once = f"""
        case_id IN (SELECT row_id FROM changes WHERE table_name = 'cases' AND before <> '{{}}'
            AND {field("before", "customer_id")} {among("ids")})
    """
    for name in names:
        work.run(
            f"UPDATE contacts SET who = :new WHERE direction = 'in' AND who = :old AND {once}",
            new=name_of(customer_id),
            old=name,
            ids=_json(ids),
        )
        # Earlier versions called everybody by the first word of the name.
        for called in dict.fromkeys((short_name(name), name.split()[0])):
            work.run(
                "UPDATE promises SET what = replace(what, :old, :new)"
                f" WHERE automatic AND instr(what, :old) AND {once}",
                new=FIRST_NAME,
                old=called,
                ids=_json(ids),
            )


def _renumber(work: Recording, customer_id: int) -> None:
    """Give orders other numbers, the same for the same, and refs what only a re-import can know again."""
    rows = work.fetch(
        """
        SELECT order_number FROM cases WHERE customer_id = :id AND order_number IS NOT NULL
        UNION SELECT order_number FROM purchases WHERE customer_id = :id AND order_number IS NOT NULL
        """,
        id=customer_id,
    )
    # Case and accents aside, as orders are compared.
    same = {folded: n for n, folded in enumerate(sorted({fold(order) for (order,) in rows}), 1)}
    for (order,) in rows:
        for table in RENAMED:
            work.run(
                f"UPDATE {table} SET order_number = :other WHERE customer_id = :id AND order_number = :order",
                other=f"forgotten {customer_id}-{same[fold(order)]}",
                order=order,
                id=customer_id,
            )
    for table in RENAMED:
        for number, source, ref in work.fetch(
            f"SELECT id, source, ref FROM {table} WHERE customer_id = :id AND ref IS NOT NULL", id=customer_id
        ):
            work.run(f"UPDATE {table} SET ref = :ref WHERE id = :id", ref=fingerprint(source or "", ref), id=number)


def _blank_log(work: Recording, mine: Mapping[str, set[int]], customers: set[int]) -> None:
    """Blank what their rows were before every change, also of rows that are gone by now, or another customer's."""
    ever = {"customers": customers}
    _blank(work, "customers", f"row_id {among('rows')}", rows=_json(customers))
    for table, parents in PARENTS.items():
        theirs = " OR ".join(f"{field('before', column)} {among(column)}" for column in parents)
        given = {column: _json(ever[parent]) for column, parent in parents.items()}
        gone = work.fetch(
            f"SELECT row_id FROM changes WHERE table_name = :table AND before <> '{{}}' AND ({theirs})"
            f" AND row_id NOT IN (SELECT id FROM {table})",
            table=table,
            **given,
        )
        ever[table] = mine[table] | {number for (number,) in gone}
        test = f"(row_id {among('rows')} OR {theirs})"
        _blank(work, table, test, rows=_json(ever[table]), **given)
    work.run("UPDATE changes SET before = '{}' WHERE command_id = :id AND before IS NOT NULL", id=work.command_id)


def _blank(work: Recording, table: str, test: str, **given: Any) -> None:
    work.run(
        f"UPDATE changes SET before = '{{}}' WHERE table_name = :table AND before <> '{{}}' AND {test}",
        table=table,
        **given,
    )


def _json(values: Iterable[Any]) -> str:
    return json.dumps(sorted(values))
