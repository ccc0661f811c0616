"""Stores and files to measure on: as large as is wanted, the same each time, made within seconds."""

import csv
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice, product
from pathlib import Path

from benchmarks.measure import program, python

SETTINGS = '[shop]\nname = "Headsets Direct"\ntimezone = "America/New_York"\nowner = "Ana"\nme = "Ana"\n'
OVERDUE = 50
# When the first cases are opened, when nothing is overdue yet, and when OVERDUE promises are.
OPENING, BEFORE, NOW = "2026-06-05T10:00:00-04:00", "2026-06-08T09:00:00-04:00", "2026-06-10T10:00:00-04:00"
# When they have been overdue for longer than the policy allows.
TOO_LATE = "2026-06-12T10:00:00-04:00"

FIRST_NAMES = (
    *("Ana", "Ben", "Carmen", "Dana", "Elif", "Femi", "Grace", "Hiro"),
    *("Ines", "Jonas", "Kim", "Lee", "Mia", "Noor", "Otto", "Pia"),
)
SYLLABLES = ("ba", "den", "fi", "gor", "hau", "ka", "lin", "mo", "ner", "os", "pi", "ruk", "sel", "tov", "va", "wick")
PERFORMERS = ("Ben", "FedEx", "FieldCo", "Second Firm", "Parts Depot")

# Case n has customer n and promise n. The first are open and fall due between BEFORE and NOW; of the others every tenth
# is open and falls due later, and the rest were closed years ago, every seventh promise of them kept late.
PLAN = """
    CREATE TEMP TABLE plan AS
    WITH RECURSIVE numbers(n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < :cases),
    opened(n, is_late, is_done, at) AS (
        SELECT n, n <= :overdue, n > :overdue AND n % 10 <> 0,
            strftime('%Y-%m-%d %H:%M:%f000', iif(n <= :overdue, '2026-06-05 14:00', '2023-01-01'), n || ' minutes')
        FROM numbers
    )
    SELECT n, is_done, at AS opened_at, strftime('%Y-%m-%d %H:%M:%f000', at, '+2 hours') AS answered_at,
        CASE
            WHEN is_late THEN '2026-06-09 21:00:00.000000'
            WHEN is_done THEN strftime('%Y-%m-%d %H:%M:%f000', at, '+2 days')
            ELSE strftime('%Y-%m-%d %H:%M:%f000', '2026-07-01 21:00', (n % 30) || ' days')
        END AS due_at,
        iif(is_done, strftime('%Y-%m-%d %H:%M:%f000', at, iif(n % 7, '+1 days', '+3 days')), NULL) AS kept_at,
        iif(is_done, strftime('%Y-%m-%d %H:%M:%f000', at, '+4 days'), NULL) AS closed_at
    FROM opened
"""
CASES = """
    INSERT INTO cases (id, customer_id, subject, product, channel, found_by, fault, severity, opened_at, closed_at,
        closed_how, may_be_silent)
    SELECT n, n, 'No sound since this morning', 'MX500i', 'phone', 'customer', 'unknown', 'normal', opened_at,
        closed_at, iif(is_done, 'confirmed', NULL), 0
    FROM plan
"""
CONTACTS = """
    INSERT INTO contacts (case_id, at, direction, channel, who, text, chasing, praise, apology, reached, number,
        no_reply, spoken_for, answered_at)
    SELECT n, opened_at, 'in', 'phone', 'The customer', 'No sound since this morning', 0, 0, 0, 0, 2 * n, 0, 1,
        answered_at
    FROM plan
    UNION ALL SELECT n, answered_at, 'out', 'phone', 'Ana', 'A new one is on its way', 0, 0, 0, 1, 2 * n + 1, 0, 0, NULL
    FROM plan
"""
PROMISES = """
    INSERT INTO promises (id, case_id, kind, what, said, automatic, owner_id, performer_id, made_at, due_at, kept_at,
        ended_recorded_at, overdue_when_imported)
    SELECT n, n, 'delivery', 'The new headset is with you', 1, 0, 1, 2 + n % :performers, opened_at, due_at, kept_at,
        kept_at, 0
    FROM plan
"""


FILL_SEARCH = """
import sqlite3
from careline.store import search
with sqlite3.connect({0!r}) as connection:
    search.fill(connection.execute)
"""


def surroundings(folder: Path, now: str = NOW) -> dict[str, str]:
    """The environment of a command on the store in a folder."""
    return {
        "CARELINE_DB": str(folder / "careline.db"),
        "CARELINE_CONFIG": str(folder / "careline.toml"),
        "CARELINE_NOW": now,
        "COLUMNS": "100",
    }


def home(folder: Path) -> dict[str, str]:
    """The environment of somebody who has set nothing up, with the same shop where careline looks for it on Linux."""
    for part, name in ((".config", "careline.toml"), (".local/share", "careline.db")):
        place = folder / "home" / part / "careline"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / name, place / name)
    return {"HOME": str(folder / "home"), "COLUMNS": "100"}


def shop(folder: Path) -> Path:
    """A folder with settings, and no store yet."""
    folder.mkdir()
    (folder / "careline.toml").write_text(SETTINGS, encoding="utf-8")
    return folder


def shop_with(folder: Path, cases: int, overdue: int = OVERDUE) -> Path:
    """A folder with settings and a store of so many cases, some of which have an overdue promise at NOW."""
    shop(folder)
    promise = ("--promise", "The new headset is with you", "--by", "2026-06-09 17:00")
    opening = ("open", "No sound since this morning", "--customer", "Lou Quist", "--text", "Help", *promise)
    program("careline", *opening, environment=surroundings(folder, OPENING)).cost(1)
    with closing(sqlite3.connect(folder / "careline.db")) as connection, connection:
        # What every other command pays for its lines of the log would take most of the time here.
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(PLAN, {"cases": cases, "overdue": overdue})
        people = ((n, name, name.lower()) for n, name in enumerate(islice(names(), cases - 1), 2))
        connection.executemany("INSERT INTO customers (id, name, folded) VALUES (?, ?, ?)", people)
        parties = ((n, name, name.lower()) for n, name in enumerate(PERFORMERS, 2))
        connection.executemany("INSERT INTO parties (id, name, folded) VALUES (?, ?, ?)", parties)
        connection.execute(CASES)
        connection.execute(CONTACTS)
        connection.execute("UPDATE numbers SET last = 2 * :cases + 1", {"cases": cases})
        connection.execute(PROMISES, {"performers": len(PERFORMERS)})
        for _, sql in triggers:
            connection.execute(sql)
    # In a process of its own, for what is measured must be larger than this one.
    python(FILL_SEARCH.format(str(folder / "careline.db"))).cost(1)
    return folder


def names() -> Iterator[str]:
    """More than a million names that people could have, each of them once."""
    for *syllables, first in product(*[SYLLABLES] * 4, FIRST_NAMES):
        yield f"{first} {''.join(syllables).title()}"


def write_rows(file: Path, rows: int) -> Path:
    """A file as `careline import` takes it: one row a case with one promise, three rows a customer."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(("ref", "customer", "subject", "opened", "promise", "due", "kept", "closed", "performer"))
        people = (name for name in names() for _ in range(3))
        for n, customer in enumerate(islice(people, rows)):
            day, clock = f"2025-{n % 12 + 1:02}", f"{n % 8 + 9:02}:{n % 60:02}"
            kept = f"{day}-{14 if n % 5 else 20} {clock}" if n % 10 else ""
            writer.writerow(
                (
                    f"A-{n}",
                    customer,
                    "Street light is out",
                    f"{day}-10 {clock}",
                    "It burns again",
                    f"{day}-17 {clock}",
                    kept,
                    kept,
                    PERFORMERS[n % len(PERFORMERS)],
                )
            )
    return file
