"""What the lines of the log speak of: a case with its subject and customer, or else a party, a customer, an article."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from careline.domain.safekeeping.undoing import LoggedCommand, SpokenOf
from careline.store.dialect import among
from careline.store.fetch import Fetch

NAMED = {
    "customers": ("customer", "name"),
    "articles": ("article", "symptom"),
    "products": ("product", "name"),
    "companies": ("company", "name"),
    "purchases": ("purchase", "product"),
    "parties": ("party", "name"),
}
"""What a line on no case may speak of, what speaks most first: what each is called, and where its name stands."""
OWNED = {
    "programmes": ("party_id", "parties"),
    "absences": ("party_id", "parties"),
    "memberships": ("customer_id", "customers"),
    "referrals": ("customer_id", "customers"),
    "flags": ("customer_id", "customers"),
    "opt_outs": ("customer_id", "customers"),
    "endings": ("customer_id", "customers"),
    "forgettings": ("customer_id", "customers"),
}
"""What is a party's or a customer's, and speaks of them."""
ORDER = " ".join(f"WHEN '{table}' THEN {place}" for place, table in enumerate((*OWNED, *NAMED)))
FIRST_CHANGE = f"""
    SELECT table_name, row_id, before FROM changes WHERE command_id = :number
    ORDER BY CASE table_name {ORDER} ELSE 99 END, id LIMIT 1
"""


def spoken_of(fetch: Fetch, commands: Iterable[LoggedCommand]) -> Iterator[tuple[LoggedCommand, SpokenOf]]:
    """Some lines, each with what it speaks of."""
    lines = list(commands)
    firsts = {line.cases[0] for line in lines if line.cases}
    rows = fetch(
        "SELECT c.id, c.subject, u.name FROM cases c JOIN customers u ON u.id = c.customer_id"
        f" WHERE c.id {among('ids')}",
        ids=str(sorted(firsts)),
    )
    cases = {number: (subject, customer) for number, subject, customer in rows}
    for line in lines:
        if line.cases:
            first = line.cases[0]
            subject, customer = cases.get(first) or _gone(fetch, line, first)
            yield line, SpokenOf(first, subject, customer, subject)
        else:
            yield line, _beside_cases(fetch, line)


def _gone(fetch: Fetch, line: LoggedCommand, case_id: int) -> tuple[str | None, str | None]:
    """Subject and customer of a case whose opening was undone, as the undo has found them."""
    found = _before(fetch, line, "cases", case_id)
    if found is None:
        return None, None
    number = int(found.get("customer_id") or 0)  # nothing is there any more of whom was forgotten
    names = fetch("SELECT name FROM customers WHERE id = :id", id=number)
    customer = names[0][0] if names else (_before(fetch, line, "customers", number) or {}).get("name")
    return found.get("subject"), customer


def _before(fetch: Fetch, line: LoggedCommand, table: str, row_id: int) -> dict[str, Any] | None:
    rows = fetch(
        "SELECT before FROM changes WHERE command_id IN (:number, :undo) AND table_name = :table AND row_id = :row_id"
        " AND action = 'delete' ORDER BY id DESC LIMIT 1",
        number=line.id,
        undo=line.undone_by,
        table=table,
        row_id=row_id,
    )
    found: dict[str, Any] | None = next((json.loads(before) for (before,) in rows), None)
    return found


def _beside_cases(fetch: Fetch, line: LoggedCommand) -> SpokenOf:
    rows = fetch(FIRST_CHANGE, number=line.id)
    if not rows:
        return SpokenOf()
    table, row_id, before = rows[0]
    was = json.loads(before) if before else _before(fetch, line, table, row_id)
    if table in OWNED:
        owner, whose = OWNED[table]
        current = fetch(f"SELECT {owner} FROM {table} WHERE id = :id", id=row_id)
        row_id, table, was = current[0][0] if current else (was or {}).get(owner), whose, None
    if table not in NAMED:
        return SpokenOf()
    what, column = NAMED[table]
    current = fetch(f"SELECT {column} FROM {table} WHERE id = :id", id=row_id)
    name = current[0][0] if current else (was or {}).get(column)
    return SpokenOf(customer=name if table == "customers" else None, about=f"{what} {name}" if name else what)
