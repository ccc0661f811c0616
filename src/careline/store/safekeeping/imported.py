"""Imports that can be taken back: what each kind makes of rows, and which of them have left something."""

from careline.domain.safekeeping.taking_back import Imported
from careline.domain.values import frozen
from careline.store.changes import CASE_OF_CHANGE
from careline.store.columns import Columns
from careline.store.dialect import field
from careline.store.fetch import Fetch
from careline.store.safekeeping.erased_and_kept import PARENTS
from careline.store.stamps import read_moment


@frozen
class Kind:
    """What an import makes of rows: the command, the table, what names and tells about one, and whose it is.

    `own` is the column by which other rows belong to one. A table without a `source` leaves that to the log.
    """

    command: str
    table: str
    noun: str
    name: str
    about: str
    customer: str
    own: str
    has_source: bool = True

    @property
    def take_back(self) -> str:
        """The command that takes one back, as the log has it."""
        return f"{self.command} --take-back"

    @property
    def tables(self) -> list[str]:
        """The tables whose rows are part of one, parents before children."""
        reached = [self.table]
        reached += (table for table, parents in PARENTS.items() if set(parents.values()) & {*reached})
        return list(dict.fromkeys(reached))


CASES = Kind("import", "cases", "case", "'C-' || c.id", "c.subject", "c.customer_id", "case_id")
PURCHASES = Kind(
    "purchase import", "purchases", "purchase", "'B-' || c.id", "c.product", "c.customer_id", "purchase_id"
)
CUSTOMERS = Kind(
    "customer import",
    "customers",
    "customer",
    "c.name",
    "coalesce(c.email, c.phone, '')",
    "c.id",
    "customer_id",
    has_source=False,
)
KINDS = {kind.command: kind for kind in (CASES, PURCHASES, CUSTOMERS)}
OF_CUSTOMER = ("other_addresses", "memberships")
"""What an import adds to customers."""

STANDS = "m.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM commands u WHERE u.undoes = m.id)"
OF_IMPORT = Columns(Imported, number="m.id", source=":source", at=("m.at", read_moment), who="m.who")


def sources(fetch: Fetch, kind: Kind) -> set[str]:
    """Where what there is came from."""
    if not kind.has_source:
        logged = f"SELECT DISTINCT source FROM commands m WHERE command = :command AND source IS NOT NULL AND {STANDS}"
        return {source for (source,) in fetch(logged, command=kind.command)}
    rows = fetch(f"SELECT DISTINCT source FROM {kind.table} WHERE source IS NOT NULL")
    return {source for (source,) in rows}


def sources_gone(fetch: Fetch, kind: Kind) -> set[str]:
    """Where what is gone by now came from."""
    if not kind.has_source:
        return set()
    rows = fetch(
        f"SELECT DISTINCT {field('before', 'source')} FROM changes WHERE table_name = :table AND action = 'delete'",
        table=kind.table,
    )
    return {source for (source,) in rows if source}


def imports(fetch: Fetch, kind: Kind, source: str) -> list[Imported]:
    """The imports from a source of which there is something left, the last first."""
    rows = fetch(
        f"""
        SELECT {OF_IMPORT.sql} FROM commands m WHERE m.command = :command AND {STANDS} AND EXISTS (
            SELECT 1 FROM changes h JOIN {kind.table} c ON c.id = {root_of(kind)}
                AND {"c" if kind.has_source else "m"}.source = :source
            WHERE h.command_id = m.id AND {roots_change(kind)})
        ORDER BY m.id DESC
        """,
        command=kind.command,
        source=source,
    )
    return [OF_IMPORT.read(row) for row in rows]


def root_of(kind: Kind) -> str:
    """The case or purchase that a change h is about."""
    if kind == CASES:
        return CASE_OF_CHANGE
    added = "".join(
        f" WHEN '{table}' THEN (SELECT customer_id FROM {table} WHERE id = h.row_id)"
        for table in (OF_CUSTOMER if kind == CUSTOMERS else ())
    )
    return f"CASE h.table_name WHEN '{kind.table}' THEN h.row_id{added} END"


def roots_change(kind: Kind) -> str:
    """The test that a change h tells which case or purchase was made or changed."""
    return "TRUE" if kind == CUSTOMERS else f"(h.table_name = '{kind.table}' OR h.action = 'update')"
