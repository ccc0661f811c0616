"""Stores that somebody has made, or broken, each out of a good one: what no careline would write.

Rows of the schema are changed beneath SQLite, and bytes beneath that.
"""

import struct
from collections.abc import Callable
from pathlib import Path

from careline.store.file import APPLICATION_ID, REVISIONS
from tests.store.contents import opened

Make = Callable[[Path], None]
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n"
HUGE = 2**63 - 1
PAGE = 4096


def sql(*statements: str, schema: bool = False) -> Make:
    """By SQL, foreign keys and checks ignored; with `schema` it may change the rows of the schema itself."""

    def make(path: Path) -> None:
        with opened(path) as store:
            store.execute("PRAGMA ignore_check_constraints = ON")
            store.execute(f"PRAGMA writable_schema = {'ON' if schema else 'OFF'}")
            for statement in statements:
                store.execute(statement)

    return make


def schema(*statements: str) -> Make:
    """By changing the rows of the schema."""
    return sql(*statements, schema=True)


def rows(*statements: str) -> Make:
    """By changing rows, while no trigger logs or forbids it: the schema is afterwards as it was."""

    def make(path: Path) -> None:
        with opened(path) as store:
            triggers = store.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            store.execute("BEGIN")
            store.execute("PRAGMA ignore_check_constraints = ON")
            for name, _ in triggers:
                store.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                store.execute(statement)
            for _, text in triggers:
                store.execute(text)
            store.execute("COMMIT")

    return make


def null(table: str, column: str) -> Make:
    """By NULL where none may be: for a moment the schema lets it."""

    def make(path: Path) -> None:
        with opened(path) as store:
            [(text,)] = store.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchall()
        loose = "\n".join(
            line.replace(" NOT NULL", "") if line.split()[:1] == [column] else line for line in text.split("\n")
        )
        assert loose != text
        redefine = f"UPDATE sqlite_schema SET sql = {{}} WHERE name = '{table}'"
        schema(redefine.format(_quoted(loose)))(path)
        rows(f"UPDATE {table} SET {column} = NULL")(path)
        schema(redefine.format(_quoted(text)))(path)

    return make


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def written(place: int, content: bytes) -> Make:
    """By other bytes at a place; counted from the end where it is negative."""

    def make(path: Path) -> None:
        whole = bytearray(path.read_bytes())
        start = place % len(whole)
        whole[start : start + len(content)] = content
        path.write_bytes(whole)

    return make


def root_page_of(name: str, content: bytes) -> Make:
    """By other bytes at the beginning of the first page of a table or an index."""

    def make(path: Path) -> None:
        with opened(path) as store:
            [(page,)] = store.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchall()
        written((page - 1) * PAGE, content)(path)

    return make


def its_own_child(path: Path) -> None:
    """The first page of a table is an inner one, whose only child is itself."""
    with opened(path) as store:
        [(page,)] = store.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'promises'").fetchall()
    written((page - 1) * PAGE, struct.pack(">BHHHBI", 5, 0, 0, PAGE, 0, page))(path)


def free_pages_in_a_circle(path: Path) -> None:
    """The list of free pages begins with one that comes after itself."""
    sql("CREATE TABLE passing (a)", f"INSERT INTO passing VALUES (zeroblob({40 * PAGE}))", "DROP TABLE passing")(path)
    (first,) = struct.unpack(">I", path.read_bytes()[32:36])
    written((first - 1) * PAGE, struct.pack(">I", first))(path)


def shorter(path: Path) -> None:
    """Without its last page."""
    path.write_bytes(path.read_bytes()[:-PAGE])


def of_nothing_but_a_name(path: Path) -> None:
    """The mark and the revision are right, and there is nothing else."""
    with opened(path) as store:
        [(text,)] = store.execute("SELECT sql FROM sqlite_schema WHERE name = 'alembic_version'").fetchall()
    path.unlink()
    sql(f"PRAGMA application_id = {APPLICATION_ID}", text, f"INSERT INTO alembic_version VALUES ('{REVISIONS[-1]}')")(
        path
    )


def somebody_elses_under_our_mark(path: Path) -> None:
    """Another program's database with our mark in its header."""
    path.unlink()
    sql(f"PRAGMA application_id = {APPLICATION_ID}", "CREATE TABLE urls (url)", f"CREATE VIEW cases AS {ENDLESS}")(path)


def of_the_revision(text: str) -> Make:
    """By saying that it is of a revision."""
    return sql(f"UPDATE alembic_version SET version_num = {text}")


def statistics_that_never_end(path: Path) -> None:
    """What SQLite reads by itself when it opens a file is worked out, and takes long."""
    long = "replace(hex(zeroblob(4000000)), '0', hex(zeroblob(50)))"
    sql(f"CREATE TABLE stat_one (tbl, idx, stat GENERATED ALWAYS AS ({long}) VIRTUAL)")(path)
    sql("INSERT INTO stat_one VALUES ('cases', NULL)")(path)
    schema(
        "UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1',"
        " sql = replace(sql, 'stat_one', 'sqlite_stat1') WHERE name = 'stat_one'"
    )(path)


LIE = "BEGIN DELETE FROM holidays; END"
OTHER_WORDS = "UPDATE sqlite_schema SET sql = replace(sql, {}, {}) WHERE name = {}"
ALTERED: dict[str, tuple[Make, str]] = {
    "a table is missing": (sql("DROP TABLE reminders"), "its table reminders is missing, and"),
    "an index is missing": (sql("DROP INDEX ix_changes_command_id"), "its index ix_changes_command_id is missing"),
    "a trigger is missing": (sql("DROP TRIGGER log_notes_insert"), "its trigger log_notes_insert is missing"),
    "a view is missing": (sql("DROP VIEW open_promises"), "its view open_promises is missing"),
    "an endless view is a table": (
        sql("DROP TABLE notes", f"CREATE VIEW notes AS {ENDLESS}"),
        "its table notes is missing, and",
    ),
    "an endless view is the revision": (
        sql("DROP TABLE alembic_version", f"CREATE VIEW alembic_version AS {ENDLESS.replace(' id ', ' version_num ')}"),
        "its table alembic_version is another",
    ),
    "an endless view is ours": (
        sql("DROP VIEW open_promises", f"CREATE VIEW open_promises AS {ENDLESS}"),
        "its view open_promises is another",
    ),
    "a trigger lies": (
        sql("DROP TRIGGER log_notes_insert", f"CREATE TRIGGER log_notes_insert AFTER INSERT ON notes {LIE}"),
        "its trigger log_notes_insert is another",
    ),
    "a trigger is added": (
        sql(f"CREATE TRIGGER helpful AFTER INSERT ON notes {LIE}"),
        "it has a trigger helpful, which is not careline's",
    ),
    "a trigger calls": (
        sql("CREATE TRIGGER caller AFTER INSERT ON notes BEGIN SELECT load_extension('/tmp/x'); END"),
        "it has a trigger caller",
    ),
    "a trigger never ends": (
        sql(f"CREATE TRIGGER endless AFTER INSERT ON commands BEGIN SELECT max(id) FROM ({ENDLESS}); END"),
        "it has a trigger endless",
    ),
    "a view of ours takes rows": (
        sql(f"CREATE TRIGGER taking INSTEAD OF INSERT ON open_promises {LIE}"),
        "it has a trigger taking",
    ),
    "a table is added": (sql("CREATE TABLE mine (id)"), "it has a table mine, which is not careline's"),
    "a virtual table is added": (sql("CREATE VIRTUAL TABLE mine USING fts5(a)"), "it has a table mine"),
    "a column is added": (sql("ALTER TABLE cases ADD COLUMN mine"), "its table cases is another"),
    "a column is renamed": (sql("ALTER TABLE notes RENAME COLUMN text TO words"), "its table notes is another"),
    "a column is worked out": (
        sql("ALTER TABLE notes ADD COLUMN mine AS (hex(zeroblob(100000000)))"),
        "its table notes is another",
    ),
    "a search is a table": (
        sql("DROP TABLE customer_search", "CREATE TABLE customer_search (who)"),
        "its table customer_search_config is missing",
    ),
    "a view takes a name of SQLite's": (
        sql(f"CREATE VIEW json_each AS {ENDLESS.replace(' id ', ' value ')}"),
        "it has a view json_each",
    ),
    "a unique index is added": (sql("CREATE UNIQUE INDEX mine ON notes (case_id, id)"), "it has an index mine"),
    "an index works out": (sql("CREATE INDEX mine ON notes (hex(zeroblob(length(text))))"), "it has an index mine"),
    "an index has a condition": (sql("CREATE INDEX mine ON notes (text) WHERE abs(id) > 1"), "it has an index mine"),
    "a check is weaker": (
        schema(OTHER_WORDS.format("'severity = ''minor'''", "'severity = ''purple'''", "'cases'")),
        "its table cases is another",
    ),
    "a reference is gone": (
        schema(OTHER_WORDS.format("'REFERENCES cases (id)'", "'CHECK (case_id > 0)'", "'notes'")),
        "",
    ),
    "NULL may be": (schema(OTHER_WORDS.format("'subject VARCHAR NOT NULL'", "'subject VARCHAR'", "'cases'")), "cases"),
    "a definition is none": (schema("UPDATE sqlite_schema SET sql = 'CREATE TABLE notes (' WHERE name = 'notes'"), ""),
    "a definition is NULL": (schema("UPDATE sqlite_schema SET sql = NULL WHERE name = 'notes'"), ""),
    "a definition is a number": (schema("UPDATE sqlite_schema SET sql = 7 WHERE name = 'notes'"), ""),
    "a definition is bytes": (schema("UPDATE sqlite_schema SET sql = x'ff00fe' WHERE name = 'notes'"), ""),
    "a definition is two": (
        schema(
            "UPDATE sqlite_schema SET sql = sql || char(0) || (SELECT sql FROM sqlite_schema WHERE name ="
            " 'log_notes_update') WHERE name = 'log_notes_insert'",
            "DELETE FROM sqlite_schema WHERE name = 'log_notes_update'",
        ),
        "log_notes_",
    ),
    "a name has quotes": (sql('CREATE TABLE "x\'; DROP TABLE cases; --" (a)'), "it has a table x'; DROP TABLE cases"),
    "a name has signs of the terminal": (sql('CREATE TABLE "\x1b[2Jx" (a)'), r"\x1b[2Jx"),
    "a name is long": (sql(f"CREATE TABLE {'x' * 5000} (a)"), "xxx..."),
    "a name is SQLite's": (
        schema(
            "UPDATE sqlite_schema SET name = 'sqlite_mine', tbl_name = 'sqlite_mine',"
            " sql = replace(sql, 'reminders', 'sqlite_mine') WHERE name = 'reminders'"
        ),
        "",
    ),
    "a name stands twice": (schema("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'notes'"), ""),
    "a kind lies": (schema("UPDATE sqlite_schema SET type = 'view' WHERE name = 'notes'"), ""),
    "a place is beyond the end": (schema("UPDATE sqlite_schema SET rootpage = 99999 WHERE name = 'promises'"), ""),
    "a place is below zero": (schema("UPDATE sqlite_schema SET rootpage = -5 WHERE name = 'promises'"), ""),
    "statistics never end": (statistics_that_never_end, ""),
    "an older revision": (of_the_revision("'0005'"), f"it says that it is of schema 0005, and is of {REVISIONS[-1]}"),
    "the first revision": (of_the_revision("'0001'"), f"it says that it is of schema 0001, and is of {REVISIONS[-1]}"),
    "a later revision": (of_the_revision("'9999'"), "was written by a newer careline (schema 9999)"),
    "no revision of ours": (of_the_revision("'banana'"), "it says that it is of schema banana, which never was"),
    "a revision without a name": (of_the_revision("''"), "which never was"),
    "a long revision": (of_the_revision("printf('%.*c', 100000, '9')"), "was written by a newer careline (schema 999"),
    "a revision of bytes": (of_the_revision("x'30303039'"), "its table alembic_version names no revision"),
    "two revisions": (sql("INSERT INTO alembic_version VALUES ('0001')"), "names no revision"),
    "no revision": (sql("DELETE FROM alembic_version"), "names no revision"),
    "nothing but a name": (of_nothing_but_a_name, "is missing, and"),
    "somebody else's under our mark": (somebody_elses_under_our_mark, "another program's database"),
    "shorter": (shorter, "it is damaged"),
    "pages without end": (written(28, struct.pack(">I", 2**31)), "it is damaged"),
    "a page size of none": (written(16, b"\0\3"), "no SQLite database"),
    "a format of tomorrow": (written(44, struct.pack(">I", 9)), "it is damaged"),
    "the schema's page is no page": (written(100, b"\xff" * 12), "it is damaged"),
}
"""What is refused by every command: how it is made, and what is said of it."""
BROKEN: dict[str, Make] = {
    "two tables in one place": schema(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'cases')"
        " WHERE name = 'promises'"
    ),
    "a table's page is no page": root_page_of("promises", b"\xff" * 64),
    "a table's page is empty": root_page_of("contacts", bytes(64)),
    "an index's page is a table's": root_page_of("ix_promises_case_id", b"\x0d" + bytes(63)),
    "a table in a circle": its_own_child,
    "a search is bytes": sql("UPDATE case_search_data SET block = x'ffffffff'"),
    "a search has another format": sql("UPDATE customer_search_config SET v = 99 WHERE k = 'version'"),
    "free pages in a circle": free_pages_in_a_circle,
}
"""What is found only by who reads there: refused, or answered."""
WRONG: dict[str, tuple[Make, str]] = {
    "a severity": (rows("UPDATE cases SET severity = 'purple'"), "'purple' in cases, row 1, severity, where minor or"),
    "a kind": (rows("UPDATE promises SET kind = 'oath' WHERE id = 3"), "'oath' in promises, row 3, kind"),
    "a direction": (rows("UPDATE contacts SET direction = 'up'"), "'up' in contacts, row 1, direction"),
    "a moment": (rows("UPDATE cases SET opened_at = 'soon'"), "'soon' in cases, row 1, opened_at, where a moment"),
    "a moment in bytes": (rows("UPDATE cases SET opened_at = x'00ff'"), "in cases, row 1, opened_at"),
    "a moment as a number": (rows("UPDATE cases SET opened_at = 1e300"), "1e+300 in cases, row 1, opened_at"),
    "the 30th of February": (rows("UPDATE cases SET opened_at = '2026-02-30 10:00:00.000000'"), "cases, row 1"),
    "the year 0": (rows("UPDATE cases SET opened_at = '0000-01-01 10:00:00.000000'"), "cases, row 1, opened_at"),
    "the year 99999": (rows("UPDATE cases SET opened_at = '99999-01-01 10:00:00.000000'"), "cases, row 1, opened_at"),
    "a moment of the log": (rows("UPDATE commands SET at = 'then'"), "'then' in commands, row 1, at"),
    "a subject of bytes": (rows("UPDATE cases SET subject = x'fffe00'"), "in cases, row 1, subject, where a text"),
    "a subject that is no UTF-8": (
        rows("UPDATE cases SET subject = CAST(x'4eff' AS TEXT)"),
        r"'N\\xff' in cases, row 1, subject, where a text in UTF-8",
    ),
    "no subject": (null("cases", "subject"), "None in cases, row 1, subject"),
    "no severity": (null("cases", "severity"), "None in cases, row 1, severity"),
    "no due moment": (null("promises", "due_at"), "None in promises, row 1, due_at"),
    "a customer that is not there": (
        rows("UPDATE cases SET customer_id = 99 WHERE id = 1"),
        "99 in cases, row 1, customer_id, where the id of one of customers",
    ),
    "a flag": (rows("UPDATE promises SET said = 'maybe'"), "'maybe' in promises, row 1, said, where yes or no"),
    "an id below zero": (rows("UPDATE notes SET id = -5 WHERE id = 1"), ""),
    "the largest id": (rows(f"UPDATE notes SET id = {HUGE} WHERE id = 1"), f"{HUGE} in notes"),
    "a case of the largest id": (rows(f"UPDATE cases SET id = {HUGE} WHERE id = 1"), f"{HUGE} in cases"),
    "an amount": (rows("UPDATE costs SET amount = 'much'"), "'much' in costs, row 1, amount, where a whole number"),
    "amounts beyond all": (rows(f"UPDATE costs SET amount = {HUGE}"), ""),
    "an outcome": (rows("UPDATE replacements SET outcome = 'fine'"), "'fine' in replacements, row 1, outcome"),
    "a level": (rows("UPDATE escalations SET level = 'high'"), "'high' in escalations, row 1, level"),
    "what was before": (rows("UPDATE changes SET before = '{' WHERE before IS NOT NULL"), "in changes, row "),
    "what was before, as SQL": (
        rows(
            "UPDATE changes SET before = json_object('(SELECT max(id) FROM (WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL"
            " SELECT id + 1 FROM n) SELECT id FROM n))', 1, 'answered_at', 2) WHERE before IS NOT NULL"
        ),
        "",
    ),
    "a table of the log": (rows("UPDATE changes SET table_name = 'x; --'"), ""),
    "no number is left": (
        rows(f"UPDATE sqlite_sequence SET seq = {HUGE} WHERE name = 'notes'"),
        f"{HUGE} in sqlite_sequence, row ",
    ),
    "the last number": (rows("UPDATE numbers SET last = 'many'"), "in numbers, row 1, last"),
}
"""Rows that hold what they may not: how they are made, and what whoever stumbles over it says of the place."""
HARMLESS: dict[str, Make] = {
    "a version of the user's": sql("PRAGMA user_version = 77"),
    "a view is added": sql(f"CREATE VIEW mine AS {ENDLESS}"),
    "a plain index is added": sql('CREATE INDEX "mine, too" ON notes (text COLLATE NOCASE DESC, [case_id])'),
    "analysed": sql("ANALYZE"),
    "written anew in small pages": sql("PRAGMA page_size = 1024", "PRAGMA auto_vacuum = FULL", "VACUUM"),
    "a log ahead": sql("PRAGMA journal_mode = WAL"),
    "a subject of a megabyte": rows(f"UPDATE cases SET subject = printf('%.*c', {2**20}, 'x') WHERE id = 1"),
    "a subject with NUL": rows("UPDATE cases SET subject = 'a' || char(0) || 'b'"),
}
"""What is answered as ever."""
