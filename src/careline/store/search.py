"""Finding by words: an index of customers and cases, worked out from the tables and never the only place of a fact.

It is brought up to date once, at the end of a command, for whatever the log says that the command has touched; so an
import pays for each case once, and undoing needs nothing of its own.
"""

from collections.abc import Callable

from careline.store.log import TOUCHES

Run = Callable[..., object]
"""SQL and named parameters in; changes rows."""

# A number is found as it was typed, as digits without signs, and without the country's or the area's code.
DIGITS = "u.phone"
for sign in " -+()./":
    DIGITS = f"replace({DIGITS}, '{sign}', '')"
WHO = (
    "u.name || ' ' || coalesce(u.email, '') || coalesce("
    f"' ' || u.phone || ' ' || {DIGITS} || ' ' || substr({DIGITS}, -10) || ' ' || substr({DIGITS}, -7), '')"
)
ADD_CUSTOMERS = f"INSERT INTO customer_search (rowid, who) SELECT u.id, {WHO} FROM customers u"
ADD_CASES = f"""
    INSERT INTO case_search (rowid, who, about, numbers, promised)
    SELECT c.id, {WHO}, c.subject || coalesce(' ' || c.product, ''),
        coalesce(c.order_number, '') || coalesce(
            (SELECT ' ' || group_concat(coalesce(r.tracking, '') || ' ' || r.item, ' ')
             FROM replacements r WHERE r.case_id = c.id), ''),
        (SELECT group_concat(p.what, ' ') FROM promises p WHERE p.case_id = c.id AND NOT p.automatic)
    FROM cases c JOIN customers u ON u.id = c.customer_id
"""
TOUCHED_CUSTOMERS = "SELECT DISTINCT row_id FROM changes WHERE command_id = :command AND table_name = 'customers'"
TOUCHED_CASES = f"""
    SELECT case_id FROM ({TOUCHES} WHERE h.command_id = :command
        AND h.table_name IN ('cases', 'promises', 'replacements')) WHERE case_id IS NOT NULL
    UNION SELECT id FROM cases WHERE customer_id IN ({TOUCHED_CUSTOMERS})
"""


def refresh(run: Run, command_id: int) -> None:
    """Index anew what a command has touched."""
    for table, key, touched, add in (
        ("customer_search", "u.id", TOUCHED_CUSTOMERS, ADD_CUSTOMERS),
        ("case_search", "c.id", TOUCHED_CASES, ADD_CASES),
    ):
        # What is new has no words yet to be taken away, and looking for them would take an import longer than adding.
        newest = f"SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1"
        run(f"DELETE FROM {table} WHERE rowid IN ({touched}) AND rowid <= ({newest})", command=command_id)
        run(f"{add} WHERE {key} IN ({touched})", command=command_id)


def fill(run: Run) -> None:
    """Index everything anew."""
    for table, add in (("customer_search", ADD_CUSTOMERS), ("case_search", ADD_CASES)):
        run(f"DELETE FROM {table}")
        run(add)
