"""What is measured, and what it may cost. Each function gives the rows of one part of the table."""

import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Command, in_turn, program, python
from benchmarks.stores import BEFORE, NOW, OVERDUE, TOO_LATE, home, shop, shop_with, surroundings, write_rows

LOOK = python("import typer, rich.table, rich.console, sqlite3, pendulum")
RECORD = python("import typer, rich.table, rich.console, sqlmodel, pendulum")
LOOKING = ("overdue", "brief", "list", "show 1", "report performers", "promise list")
# Each run needs a case of its own, for what is kept once cannot be kept again; and a name that is near to no other.
OPEN = "open 'No sound' --customer 'Newcomer {n}{n}{n}'"
RECORDING = (OPEN, "promise keep {n}", "follow-up {n} 'A new one is on its way'")
CALLS = 1_000
GROUP_BY = "SELECT performer_id, said, kept_at <= due_at, count(*) FROM promises GROUP BY 1, 2, 3"

# What a few lines of SQL can say of the columns of `list` and `promise list`: two, which need a calendar, are left out.
CASES = """
    SELECT 'C-' || c.id AS id, u.name AS customer, c.subject, p.due_at AS next_due_at, p.what AS next_what, c.product,
        c.order_number AS "order", c.channel, c.found_by, c.fault, c.severity, c.usable, c.tried,
        iif(c.closed_at IS NULL, 'open', 'closed') AS status, c.opened_at, c.closed_at, c.closed_how,
        (SELECT count(*) FROM reopenings r WHERE r.case_id = c.id) AS reopened,
        (SELECT min(k.at) FROM contacts k WHERE k.case_id = c.id AND k.direction = 'in' AND NOT k.reached
            AND NOT k.praise AND NOT EXISTS (SELECT 1 FROM contacts l
                WHERE l.case_id = c.id AND l.reached AND (l.at, l.id) > (k.at, k.id))) AS waiting_since,
        (SELECT count(*) FROM contacts k WHERE k.case_id = c.id AND k.chasing) AS chases,
        (SELECT count(*) FROM contacts k WHERE k.case_id = c.id AND k.direction = 'out' AND k.reached) AS updates,
        (SELECT max(k.at) FROM contacts k WHERE k.case_id = c.id AND k.reached) AS last_word_at, c.update_every,
        'P-' || p.id AS next_promise
    FROM cases c JOIN customers u ON u.id = c.customer_id LEFT JOIN promises p ON p.id = (SELECT q.id FROM promises q
        WHERE q.case_id = c.id AND q.ended_at IS NULL ORDER BY q.due_at, q.id LIMIT 1)
    ORDER BY p.due_at IS NULL, p.due_at, c.id
"""
PROMISES = """
    SELECT 'P-' || p.id AS id, 'C-' || p.case_id AS "case", u.name AS customer, p.what, f.name AS performer, p.due_at,
        CASE WHEN p.kept_at <= p.due_at THEN 'kept' WHEN p.kept_at THEN 'kept_late' WHEN p.ended_at THEN 'missed'
            WHEN p.due_at < '2026-06-10 14:00' THEN 'overdue' ELSE 'pending' END AS state,
        p.ended_at IS NULL AND p.due_at BETWEEN '2026-06-10 14:00' AND '2026-06-11 14:00' AS due_soon,
        (SELECT d.id FROM promises d WHERE d.id = p.depends_on AND d.due_at > p.due_at) AS at_risk,
        c.subject, p.kind, p.said, o.name AS owner, p.made_at, p.kept_at, p.ended_recorded_at AS recorded_at,
        NULL AS working_days_overdue, p.backup, p.supersedes, s.id AS superseded_by, p.told_at, p.depends_on,
        (WITH RECURSIVE before(id, n) AS (SELECT p.supersedes, 0 UNION ALL
            SELECT e.supersedes, n + (e.superseded_at IS NOT NULL) FROM before b JOIN promises e ON e.id = b.id)
            SELECT max(n) FROM before) AS renegotiations,
        (SELECT count(*) FROM contacts k WHERE k.case_id = p.case_id AND k.chasing) AS chases,
        p.replacement_id AS replacement, p.ended_because AS because, p.automatic, NULL AS conflict
    FROM promises p JOIN parties o ON o.id = p.owner_id JOIN parties f ON f.id = p.performer_id
        LEFT JOIN promises s ON s.supersedes = p.id
        JOIN cases c ON c.id = p.case_id JOIN customers u ON u.id = c.customer_id
    ORDER BY p.due_at, p.id
"""
WRITE = {
    "-csv": "import csv, sqlite3, sys; (lambda store, sql: csv.writer(sys.stdout).writerows("
    "sqlite3.connect(store).execute(sql)))",
    "-json": "import json, sqlite3; (lambda store, sql: [print(json.dumps(row)) for row in "
    "sqlite3.connect(store).execute(sql)])",
}
"""What writes rows where there is no shell of SQLite's."""
LISTING = {
    "list --all --format csv": (CASES, "-csv"),
    "list --all --format jsonl": (CASES, "-json"),
    "promise list --all --format csv": (PROMISES, "-csv"),
}
"""The long lists, each with the SELECT and the format in which SQLite's shell writes the same."""
EXPORTED = (
    "SELECT * FROM cases ORDER BY id",
    "SELECT * FROM changes ORDER BY id",
    "SELECT * FROM commands ORDER BY id",
    "SELECT * FROM contacts ORDER BY id",
    "SELECT * FROM customers ORDER BY id",
    "SELECT * FROM parties ORDER BY id",
    "SELECT * FROM promises ORDER BY id",
)
"""The tables of these stores that have rows worth speaking of."""
# Seconds of `report measures` for a million cases.
MEASURES, MILLION = 5.0, 1_000_000
# From how many rows on a figure counts. The budget of `report performers` is for a million: at a hundred thousand, what
# careline takes to start is a third of it.
LARGE = 100_000
COPY = (
    "import os, sqlite3; store, copy = {!r}, {!r}; os.path.exists(copy) and os.unlink(copy); "
    "sqlite3.connect(store).backup(sqlite3.connect(copy))"
)
# Each leaves a file as large as the store.
COPIES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a figure beside its budget.

    `counts` is False where the store or file is too small to say anything, as starting is too much of what is measured.
    """

    what: str
    figure: float
    unit: str
    budget: float
    counts: bool = True

    def within(self, times: float) -> bool:
        """True where the figure is at most so many times its budget."""
        return self.figure <= self.budget * times


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large stores and files are, in cases and rows, and how often each command runs."""

    runs: int
    few: int
    many: tuple[int, ...]
    rows: tuple[int, int]


def table(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Every row, measured when it is asked for."""
    small = shop_with(folder / "small", OVERDUE)
    yield from looking(small, sizes)
    yield from recording(small, sizes)
    yield from importing(folder, sizes)
    few = shop_with(folder / "few", sizes.few)
    for cases in sizes.many:
        many = shop_with(folder / f"{cases}", cases)
        yield from growing(few, many, cases, sizes)
        yield performers(many, cases, sizes)
        yield from listing(many, cases, sizes)
        tenth = shop_with(folder / f"tenth-{cases}", cases // 10)
        yield from listing_memory(tenth, many, cases)
        yield from exporting(tenth, many, cases, sizes)
        yield from keeping(many, cases, sizes)
        yield measures(many, cases, sizes)
        yield sweeping(folder / f"sweep-{cases}", cases, sizes)


def looking(small: Path, sizes: Sizes) -> Iterator[Row]:
    """What only looks: on a terminal, to a pipe, without a word to say, and as somebody who set nothing up runs it."""
    for line in LOOKING:
        yield from beside_look(line, careline(f"{line} --format table", small), sizes, 1.2, 36)
    for line in LOOKING:
        yield from beside_look(f"{line}, plain", careline(line, small), sizes, 0.85, 28)
    yield from beside_look("list, json", careline("list --json", small), sizes, 0.85, 28)
    yield from beside_look("careline alone", careline("", small), sizes, 0.85, 28)
    at_home = program("careline", "overdue", environment=home(small))
    yield from beside_look("overdue, plain, no CARELINE_* set", at_home, sizes, 0.85, 28)
    yield from beside_look("overdue --quiet, nothing to say", careline("overdue --quiet", small, BEFORE), sizes, 0.75)
    asked = {"_CARELINE_COMPLETE": "complete_bash", "COMP_WORDS": "careline show C-", "COMP_CWORD": "2"}
    completion = program("careline", environment=surroundings(small) | asked)
    yield from beside_look("completion of a case", completion, sizes, 0.75)
    yield from beside_look("--version", careline("--version", small), sizes, 0.75)
    yield from beside_look("--help", careline("--help", small), sizes, 1.0)


def beside_look(what: str, command: Command, sizes: Sizes, budget: float, memory: int | None = None) -> Iterator[Row]:
    """A command beside what importing its libraries takes, and its peak memory."""
    floor, cost = in_turn(LOOK, command, sizes.runs)
    yield Row(what, cost.seconds / floor.seconds, "x look", budget)
    if memory:
        yield Row(f"{what}: peak memory", cost.memory, "MiB", memory)


def recording(small: Path, sizes: Sizes) -> Iterator[Row]:
    """What records."""
    for line in RECORDING:
        floor, cost = in_turn(RECORD, careline(line, small), sizes.runs)
        yield Row(shown(line), cost.seconds / floor.seconds, "x record", 0.9)


def importing(folder: Path, sizes: Sizes) -> Iterator[Row]:
    """A file taken into a new store, beside sqlite-utils putting it into a plain table; and whether memory grows."""
    shop(folder / "import")
    shorter, longer = (write_rows(folder / "import" / f"{rows}.csv", rows) for rows in sizes.rows)
    theirs = program(
        "sqlite-utils", "insert", f"{folder}/theirs-{{n}}.db", "cases", f"{longer}", "--csv", "--pk", "ref"
    )
    ours = careline(f"--db {folder}/ours-{{n}}.db import {longer} --source city", folder / "import")
    floor, cost = in_turn(theirs, ours, sizes.runs)
    what = f"import, {sizes.rows[1]:,} rows"
    yield Row(what, cost.seconds / floor.seconds, "x sqlite-utils", 1.0, sizes.rows[1] >= LARGE)
    short = careline(f"--db {folder}/short-{{n}}.db import {shorter} --source city", folder / "import").cost(1)
    yield Row(f"{what}: peak memory", cost.memory / short.memory, f"x {sizes.rows[0]:,} rows", 1.1)


def growing(few: Path, many: Path, cases: int, sizes: Sizes) -> Iterator[Row]:
    """What must not take longer on a larger store."""
    for line in ("overdue --format table", "brief --format table", "show 1", "find sound", "find lou quist", OPEN):
        small, large = in_turn(careline(line, few), careline(line, many), sizes.runs)
        what = f"{shown(line)}, {cases:,} cases"
        yield Row(what, large.seconds / small.seconds, f"x {sizes.few:,} cases", 1.25)
        yield Row(f"{what}: peak memory", large.memory / small.memory, f"x {sizes.few:,} cases", 1.25)


def performers(many: Path, promises: int, sizes: Sizes) -> Row:
    """The heaviest report beside SQLite alone."""
    bare = python(f"import sqlite3; sqlite3.connect({str(many / 'careline.db')!r}).execute({GROUP_BY!r}).fetchall()")
    floor, cost = in_turn(bare, careline("report performers", many), sizes.runs)
    what = f"report performers, {promises:,} promises"
    return Row(what, cost.seconds / floor.seconds, "x bare GROUP BY", 2.5, promises >= MILLION)


def keeping(many: Path, cases: int, sizes: Sizes) -> Iterator[Row]:
    """A backup, and going back to one after the store was lost, beside the copy that SQLite alone makes of the file.

    The checks are included; where no list vouches for the backup, that of each value as well.
    """
    if cases > LARGE:
        return
    made, bare, listed = many / "backup.db", many / "bare.db", many / "careline.db-backups"
    copy = python(COPY.format(str(many / "careline.db"), str(bare)))
    few = min(sizes.runs, COPIES)
    counts = cases >= LARGE
    floor, cost = in_turn(copy, careline(f"backup {made}", many), few)
    yield Row(f"backup, {cases:,} cases", cost.seconds / floor.seconds, "x SQLite's copy", 4, counts)
    for n in range(1, few + 2):
        shutil.copy(listed, many / f"lost-{n}.db-backups")
    for store, what, budget in (("lost", "restore", 4), ("new", "restore, of no list", 10)):
        floor, cost = in_turn(copy, careline(f"--db {many}/{store}-{{n}}.db restore {made}", many), few)
        yield Row(f"{what}, {cases:,} cases", cost.seconds / floor.seconds, "x SQLite's copy", budget, counts)
    for path in (made, bare, listed, *many.glob("lost-*"), *many.glob("new-*")):
        path.unlink()


def measures(many: Path, cases: int, sizes: Sizes) -> Row:
    """What looks at every contact of every case; it takes turns with one that looks at a store of fifty."""
    small = many.with_name("small")
    _, cost = in_turn(careline("report measures", small), careline("report measures", many), sizes.runs)
    return Row(f"report measures, {cases:,} cases", cost.seconds, "s", MEASURES * cases / MILLION, cases >= LARGE)


def listing(many: Path, cases: int, sizes: Sizes) -> Iterator[Row]:
    """All rows of the long lists beside SQLite's shell writing the same columns, or Python where there is no shell."""
    shell = shutil.which("sqlite3")
    for line, (sql, form) in LISTING.items():
        store = str(many / "careline.db")
        floor = (
            Command((shell, "-readonly", form, "-header", store, sql))
            if shell
            else python(f"{WRITE[form]}({store!r}, {sql!r})")
        )
        bare, cost = in_turn(floor, careline(line, many), sizes.runs)
        what = f"{line.replace(' --all --format', ',')}, {cases:,} rows"
        yield Row(what, cost.seconds / bare.seconds, "x sqlite3" if shell else "x Python", 10, cases >= LARGE)


def listing_memory(tenth: Path, many: Path, cases: int) -> Iterator[Row]:
    """Whether memory grows with the rows of a list."""
    for line in LISTING:
        short, long = (careline(line, store).cost(1) for store in (tenth, many))
        what = f"{line.replace(' --all --format', ',')}, {cases:,} rows: peak memory"
        yield Row(what, long.memory / short.memory, f"x {cases // 10:,} rows", 1.1)


def exporting(tenth: Path, many: Path, cases: int, sizes: Sizes) -> Iterator[Row]:
    """The whole store as lines beside SQLite's shell writing all rows of its tables, and whether memory grows."""
    shell, store = shutil.which("sqlite3"), str(many / "careline.db")
    floor = (
        Command((shell, "-readonly", "-json", store, ";".join(EXPORTED)))
        if shell
        else python(f"for sql in {EXPORTED!r}: {WRITE['-json']}({store!r}, sql)")
    )
    bare, cost = in_turn(floor, careline("export", many), sizes.runs)
    what = f"export, {cases:,} cases"
    yield Row(what, cost.seconds / bare.seconds, "x sqlite3" if shell else "x Python", 10, cases >= LARGE)
    short, long = (careline("export", each).cost(1) for each in (tenth, many))
    yield Row(f"{what}: peak memory", long.memory / short.memory, f"x {cases // 10:,} cases", 1.1)


def sweeping(folder: Path, cases: int, sizes: Sizes) -> Row:
    """What a thousand calls cost, in a rehearsal, which does all of it and then takes it back."""
    store = shop_with(folder, cases, overdue=CALLS)
    quiet, busy = (careline("sweep --dry-run", store, now) for now in (BEFORE, TOO_LATE))
    none, all_of_them = in_turn(quiet, busy, sizes.runs)
    return Row(f"sweep, {cases:,} cases, {CALLS:,} calls", all_of_them.seconds - none.seconds, "s more", 1.0)


def shown(line: str) -> str:
    """What is measured: the line without its options and texts."""
    return line.partition(" --")[0].partition(" '")[0].removesuffix(" {n}")


def careline(line: str, folder: Path, now: str = NOW) -> Command:
    """A careline command on the store in a folder."""
    return program("careline", *shlex.split(line), environment=surroundings(folder, now))
