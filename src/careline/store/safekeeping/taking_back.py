"""Taking an import back: which of its rows nobody has touched since, and away with them, all at once.

What is asked again and again stands in tables that are gone at the end: `part` says which rows are part of which case
or purchase (its root) of the import, `root` which of them it has made, and by what each was touched, `later` which
commands may have touched them, and `evened` for which rows an import that was taken back since is none of these.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from careline.domain.names import fold
from careline.domain.safekeeping.taking_back import Staying
from careline.store.answering import note_answers
from careline.store.columns import Columns
from careline.store.dialect import COUNT_CHANGED, HAS_INDEX, OR_NOT, among, field
from careline.store.fetch import Fetch
from careline.store.recording import Recording
from careline.store.safekeeping import putting_back
from careline.store.safekeeping.erased_and_kept import PARENTS
from careline.store.safekeeping.imported import CASES, CUSTOMERS, OF_CUSTOMER, STANDS, Kind, root_of, roots_change

SWEEPS = "('sweep', 'sweep at a terminal')"
PREPARED = (
    """
    CREATE TEMP TABLE part (table_name TEXT, row_id INTEGER, root INTEGER, PRIMARY KEY (table_name, row_id, root))
        WITHOUT ROWID
    """,
    "CREATE TEMP TABLE root (id INTEGER PRIMARY KEY, made BOOLEAN, touched_by INTEGER)",
    "CREATE TEMP TABLE later (id INTEGER PRIMARY KEY, is_import BOOLEAN)",
    """
    CREATE TEMP TABLE evened (table_name TEXT, row_id INTEGER, is_taken BOOLEAN, PRIMARY KEY (table_name, row_id))
        WITHOUT ROWID
    """,
)
EVENED = """
    INSERT INTO evened SELECT h.table_name, h.row_id, count(DISTINCT CASE WHEN m.command = :back THEN m.id END)
            > count(DISTINCT CASE WHEN m.command = :command THEN m.id END) AS is_taken
    FROM later l CROSS JOIN commands m ON m.id = l.id CROSS JOIN changes h ON h.command_id = m.id
    WHERE l.is_import GROUP BY h.table_name, h.row_id
    HAVING count(DISTINCT CASE WHEN m.command = :back THEN m.id END)
        >= count(DISTINCT CASE WHEN m.command = :command THEN m.id END)
"""
"""The rows of which as much was taken back as was imported later, or (`is_taken`) this import as well.

The last import goes first, so the two stand to each other as brackets do.
"""
LATER = """
    later l CROSS JOIN changes h ON h.command_id = l.id AND NOT (l.is_import AND EXISTS (
        SELECT 1 FROM evened e WHERE e.table_name = h.table_name AND e.row_id = h.row_id))
"""
"""What was changed later, each with its command."""
INSERTED = "SELECT row_id FROM changes WHERE command_id = :number AND table_name = '{table}' AND action = 'insert'"
GOES = """
    SELECT p.row_id FROM part p JOIN root r ON r.id = p.root
    WHERE p.table_name = '{table}' AND r.touched_by IS NULL AND (r.made OR p.row_id IN ({inserted}))
"""
PEOPLE_STAYING = f"""
    SELECT {{customer}} FROM root r JOIN {{table}} c ON c.id = r.id WHERE r.touched_by IS NOT NULL
    UNION SELECT h.row_id FROM {LATER} WHERE h.table_name = 'customers'
"""
"""Of whom something stays, or whom somebody has changed: whatever the import has told of them is left."""
CUSTOMERS_CHANGED = f"""
    SELECT row_id FROM changes WHERE command_id = :number AND table_name = 'customers' AND action = 'update'
        AND row_id NOT IN ({INSERTED.format(table="customers")})
        AND row_id NOT IN ({PEOPLE_STAYING})
        AND row_id NOT IN (SELECT row_id FROM evened WHERE table_name = 'customers' AND is_taken)
"""
SWEPT_UP = f"""
    SELECT h.row_id FROM commands m JOIN changes h ON h.command_id = m.id
    WHERE m.id > :number AND m.command IN {SWEEPS} AND h.table_name = 'parties' AND h.action = 'insert'
"""


def gather(work: Recording, kind: Kind, number: int) -> int:
    """Find out what of an import was touched since: how many cases or purchases it has made or changed that are left.

    What `sweep` has done is no touching, nor is what was undone, or imported later and taken back.
    """
    _clear(work)
    for statement in PREPARED:
        work.run(statement)
    commands = {"command": kind.command, "back": kind.take_back}
    work.run(
        "INSERT INTO later SELECT m.id, m.command IN (:command, :back) FROM commands m"
        f" WHERE m.id > :number AND m.id < :own AND {STANDS} AND m.command NOT IN {SWEEPS}",
        number=number,
        own=work.command_id,
        **commands,
    )
    work.run(EVENED, **commands)
    work.run(
        f"""
        INSERT INTO root (id, made) SELECT c.id, max(h.action = 'insert' AND h.table_name = '{kind.table}')
        FROM changes h JOIN {kind.table} c ON c.id = {root_of(kind)}
        WHERE h.command_id = :number AND {roots_change(kind)} AND NOT (h.action = 'update'
            AND (h.table_name, h.row_id) IN (SELECT table_name, row_id FROM evened WHERE is_taken))
        GROUP BY c.id
        """,
        number=number,
    )
    work.run(f"INSERT INTO part SELECT '{kind.table}', id, id FROM root")
    for table in kind.tables[1:]:
        for column, parent in PARENTS[table].items():
            if parent in kind.tables:
                work.run(
                    f"INSERT {OR_NOT} INTO part SELECT '{table}', t.id, p.root FROM {table} t"
                    f" JOIN part p ON p.table_name = '{parent}' AND p.row_id = t.{column}"
                )
    _note_touched(work, kind)
    [(count,)] = work.fetch("SELECT count(*) FROM root")
    return int(count)


def counts(fetch: Fetch) -> tuple[int, int]:
    """How many cases or purchases go, and of how many goes what the import has changed."""
    rows = fetch("SELECT coalesce(sum(made), 0), coalesce(sum(NOT made), 0) FROM root WHERE touched_by IS NULL")
    ((made, changed),) = rows
    return made, changed


def staying(fetch: Fetch, kind: Kind) -> list[Staying]:
    """What stays, as somebody has touched it, by id."""
    of_staying = Columns(
        Staying,
        name=kind.name,
        customer="u.name",
        about=kind.about,
        command="coalesce(m.command, '')",
        who="coalesce(m.who, '')",
    )
    rows = fetch(
        f"""
        SELECT {of_staying.sql} FROM root r JOIN {kind.table} c ON c.id = r.id
        JOIN customers u ON u.id = {kind.customer}
        LEFT JOIN commands m ON m.id = r.touched_by WHERE r.touched_by IS NOT NULL ORDER BY r.id
        """
    )
    return [of_staying.read(row) for row in rows]


def take_away(work: Recording, kind: Kind, number: int) -> dict[str, int]:
    """Take away what of the import nobody has touched, and what it has made beside that nothing refers to any more.

    How many rows went, by table.
    """
    references = work.fetch(putting_back.REFERENCES)
    away = {}
    with _indexed(work, references):
        changed = _put_back(work, kind, number)
        for table in reversed(kind.tables):
            goes = GOES.format(table=table, inserted=INSERTED.format(table=table))
            away[table] = _delete(work, table, f"id IN ({goes})", number)
        acting = _acting(work, number)
        for table in _beside(work, kind, number):
            unused = _unused(table, references)
            if table in OF_CUSTOMER:
                unused += f" AND {_of_nobody_staying(kind, references)}"
            away[table] = _delete(work, table, unused, number, acting=acting)
    if kind == CASES:
        for case_id in changed:
            note_answers(work.run, case_id)
    _clear(work)
    return {table: count for table, count in away.items() if count}


def _note_touched(work: Recording, kind: Kind) -> None:
    """Note the last command by which each was touched: a row of its own, one that was, or one that refers to it."""
    touches = [
        f"""
        SELECT p.root, h.command_id FROM {LATER}
        CROSS JOIN part p ON p.table_name = h.table_name AND p.row_id = h.row_id
        """,
        f"""
        SELECT r.id, h.command_id FROM {LATER}
        CROSS JOIN root r ON r.id = {field("h.before", kind.own)}
        """,
    ]
    touches += (
        f"""
        SELECT p.root, coalesce((SELECT max(h.command_id) FROM {LATER}
            WHERE h.table_name = '{table}' AND h.row_id = t.id), 0)
        FROM {table} t CROSS JOIN part p ON p.table_name = '{referred}' AND p.row_id = t.{column}
        WHERE t.{column} IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM part o WHERE o.table_name = '{table}' AND o.row_id = t.id AND o.root = p.root)
        """
        for table, column, referred in work.fetch(putting_back.REFERENCES)
        if referred in kind.tables and column not in PARENTS.get(table, {})
    )
    work.run(
        f"""
        UPDATE root SET touched_by = t.last
        FROM (SELECT root AS id, max(command_id) AS last FROM ({" UNION ALL ".join(touches)}) GROUP BY root) t
        WHERE t.id = root.id
        """
    )


def _put_back(work: Recording, kind: Kind, number: int) -> list[int]:
    """Make what the import has changed, and nobody since, as it was; the cases or purchases that it has changed.

    So are customers whose first address or number it has brought.
    """
    rows = work.fetch(
        "SELECT p.table_name, p.row_id, r.id FROM part p JOIN root r ON r.id = p.root"
        " WHERE NOT r.made AND r.touched_by IS NULL"
    )
    untouched = {(table, row_id) for table, row_id, _ in rows}
    if kind != CUSTOMERS:
        untouched |= {("customers", row_id) for (row_id,) in work.fetch(_of(kind, CUSTOMERS_CHANGED), number=number)}
    for change in putting_back.changes(work.fetch, number) if untouched else ():
        if change.action == "update" and (change.table, change.row_id) in untouched:
            putting_back.put_back(work, change)
    return sorted({root for *_, root in rows})


def _beside(work: Recording, kind: Kind, number: int) -> list[str]:
    """The tables in which the import has made something beside cases or purchases; those that refer to others first."""
    from careline.store.tables import all as tables

    rows = work.fetch("SELECT DISTINCT table_name FROM changes WHERE command_id = :number", number=number)
    beside = {"parties", *(table for (table,) in rows)} - {*kind.tables, "sheet_choices"}
    return [table.name for table in reversed(tables.METADATA.sorted_tables) if table.name in beside]


def _of(kind: Kind, query: str) -> str:
    return query.format(customer=kind.customer, table=kind.table)


def _of_nobody_staying(kind: Kind, references: Iterable[tuple[str, str, str]]) -> str:
    """The test that a row tells of somebody who goes too, or who was there before and of whom nothing stays."""
    made = INSERTED.format(table="customers")
    others = [each for each in references if each[0] not in OF_CUSTOMER]
    told_here = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {table} o WHERE o.customer_id = customers.id AND o.id NOT IN ({inserted}))"
        for table in OF_CUSTOMER
        for inserted in [INSERTED.format(table=table)]
    )
    going = f"SELECT id FROM customers WHERE {_unused('customers', others)}{told_here}"
    return f"customer_id NOT IN ({_of(kind, PEOPLE_STAYING)} UNION {made} EXCEPT {going})"


def _unused(table: str, references: Iterable[tuple[str, str, str]]) -> str:
    """The test that a row was made by the import, of parties also by `sweep` since, and is neither used nor changed."""
    made = INSERTED.format(table=table)
    if table == "parties":
        made += f" UNION {SWEPT_UP}"
    unused = [
        f"id IN ({made})",
        f"id NOT IN (SELECT h.row_id FROM {LATER} WHERE h.table_name = '{table}')",
        *(
            f"NOT EXISTS (SELECT 1 FROM {other} o WHERE o.{column} = {table}.id)"
            for other, column, referred in references
            if referred == table
        ),
    ]
    if table == "parties":
        unused.append(f"folded NOT {among('acting')}")
    return " AND ".join(unused)


def _acting(work: Recording, number: int) -> str:
    """Who has acted since, folded: they stay one of us, where no setting says that they are."""
    rows = work.fetch("SELECT DISTINCT who FROM commands WHERE id > :number", number=number)
    return json.dumps(sorted({fold(who) for (who,) in rows} - work.colleagues))


def _delete(work: Recording, table: str, test: str, number: int, **given: str) -> int:
    work.run(f"DELETE FROM {table} WHERE {test}", number=number, **given)
    [(count,)] = work.fetch(COUNT_CHANGED)
    return int(count)


@contextmanager
def _indexed(work: Recording, references: Iterable[tuple[str, str, str]]) -> Iterator[None]:
    """Have an index on whatever refers to something, meanwhile: each row that goes is looked for in all of them."""
    made = []
    for table, column, _ in references:
        if not work.fetch(HAS_INDEX, table=table, column=column):
            made.append(f"ix_meanwhile_{table}_{column}")
            work.run(f"CREATE INDEX {made[-1]} ON {table} ({column}) WHERE {column} IS NOT NULL")
    yield
    for name in made:
        work.run(f"DROP INDEX {name}")


def _clear(work: Recording) -> None:
    for table in ("part", "root", "later", "evened"):
        work.run(f"DROP TABLE IF EXISTS temp.{table}")
