"""`careline doctor`: each fault by itself in a store that has it and nothing else, what it says, and `--fix`."""

import os
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from careline.reports.safekeeping.doctor import CHECKS
from careline.store.file import REVISIONS
from tests.shop import NewShop, Shop, prepared
from tests.store import historical
from tests.store.contents import opened
from tests.terminal import typing

OPENING = (
    "party add Ben --kind staff",
    "party add Plantronics --kind supplier",
    "product add 'Headset A' --supplier Plantronics",
    "article add --product 'Headset A' --symptom 'No sound' --remedy 'Send a cable'",
    "open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product 'Headset A' --promise 'A new one' --by 3bd",
    "open 'No card' --customer 'Robin Vale' --promise 'A new card' --by today",
    "ship-replacement 1 --why 'Yours broke.' --arrives 2bd --carrier FedEx",
    "outcome 1 doa --delivered 10:00",
    "ship-replacement 1 --why 'The first was dead.' --arrives 2bd --carrier FedEx",
    "case disclose 1 'We sent the wrong one' --no-plan-because 'she wants none'",
    "open 'Crackles' --customer 'Kim Ito' --promise 'A call' --by 5bd",
    "escalate 3 --to Ben --ack-by 4bh --backup 'Ana calls'",
    "case note 3 'Kim was calm'",
)
LATER = ("heard 2 'Where is it?' --chasing", "note 2 'Nobody knows'")
ADDED = "added.txt"


@prepared
def sound(shop: Shop) -> Shop:
    """A shop with all that a check looks at, in which nothing is wrong; its last backup is of this moment."""
    for line in OPENING:
        shop(line)
    (shop.folder / ADDED).write_text("A receipt", encoding="utf-8")
    shop("case attach 1", str(shop.folder / ADDED))
    shop.at("06-02 10:00")
    for line in LATER:
        shop(line)
    shop("backup")
    return shop


@contextmanager
def by_another(shop: Shop, *, logged: bool) -> Iterator[sqlite3.Connection]:
    """The store in the hands of a program that forbids itself nothing; with `logged` the log has its lines of it."""
    with opened(shop.store) as store:
        store.execute("PRAGMA ignore_check_constraints = ON")
        store.execute("BEGIN")
        guards = store.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND NOT (:logged AND name LIKE 'log%')",
            {"logged": logged},
        ).fetchall()
        for name, _ in guards:
            store.execute(f"DROP TRIGGER {name}")
        yield store
        for _, sql in guards:
            store.execute(sql)
        store.execute("COMMIT")


def sql(*statements: str, logged: bool = True) -> Callable[[Shop], None]:
    def write(shop: Shop) -> None:
        with by_another(shop, logged=logged) as store:
            for statement in statements:
                store.execute(statement)

    return write


def overwritten(shop: Shop) -> None:
    """A page of an index is not one any more."""
    with opened(shop.store) as store:
        ((page,),) = store.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_customers_key_3'")
        ((size,),) = store.execute("PRAGMA page_size")
    with shop.store.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))


def in_wal(shop: Shop) -> None:
    with opened(shop.store) as store:
        store.execute("PRAGMA journal_mode = WAL")


def contents_of(shop: Shop) -> Path:
    return next(each for each in Path(f"{shop.store}-attachments").rglob("*") if each.is_file())


def backup_of(shop: Shop) -> Path:
    return next((shop.store.parent / "backups").iterdir())


def orphan(shop: Shop) -> None:
    name = "ab" * 32
    place = Path(f"{shop.store}-attachments") / "ab" / name
    place.parent.mkdir(mode=0o700)
    place.touch(mode=0o600)


def draft(shop: Shop) -> None:
    (shop.store.parent / f".careline-999999999-{'0' * 32}.draft").touch(mode=0o600)


def retired(shop: Shop) -> None:
    """Somebody on the ladder has left."""
    shop("party retire Ben --to Ana")
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')


def of_another_store(shop: Shop) -> None:
    """What was backed up last, as the list says, is a backup of a store that was begun anew."""
    made = backup_of(shop)
    made.unlink()
    sql("UPDATE commands SET who = 'Cleo'", logged=False)(shop)
    shop("backup", str(made))
    sql("UPDATE commands SET who = 'Ana'", logged=False)(shop)


def touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as store, store:
        store.execute("INSERT INTO sweeps VALUES ('2026-06-01 10:00:00.000000')")


@dataclass(frozen=True)
class Fault:
    """A fault, the check that finds it, and what stands in what it finds and in what to do; `fixed` by --fix."""

    check: str
    make: Callable[[Shop], object]
    finding: str
    advice: str
    fixed: bool = False
    alone: bool = True


RESTORE = "careline restore"
ONE_DAY = "'2027-01-01 10:00:00.000000'"
ENDED = "ended_recorded_at = (SELECT max(at) FROM commands)"
FAULTS: tuple[Fault, ...] = (
    Fault("clock", lambda shop: shop.at("06-01 09:00"), "so nothing can be recorded", "careline undo", fixed=True),
    Fault("file", overwritten, "damaged", RESTORE, alone=False),
    Fault("journal", in_wal, "journal of another kind", "PRAGMA journal_mode = DELETE"),
    Fault("schema", sql("CREATE VIEW mine AS SELECT * FROM cases"), "a view mine", """'DROP VIEW "mine"'"""),
    Fault("schema", sql("CREATE INDEX mine ON cases (subject)"), "an index mine", """'DROP INDEX "mine"'"""),
    Fault("values", sql("UPDATE notes SET case_id = 99"), "has 99 as case_id", RESTORE),
    Fault(
        "values",
        sql("UPDATE parties SET kind = 'wizard' WHERE name = 'FedEx'"),
        "'wizard' as kind",
        RESTORE,
        alone=False,
    ),
    Fault(
        "values",
        sql("UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'notes'"),
        "where the last number of notes must stand",
        RESTORE,
    ),
    Fault("log", sql("DELETE FROM notes WHERE id = 2", logged=False), "Row 2 of notes is gone", RESTORE),
    Fault(
        "log",
        sql("INSERT INTO notes SELECT 9, case_id, at, who, text, 9 FROM notes WHERE id = 2", logged=False),
        "Row 9 of notes is there, and no line",
        RESTORE,
        alone=False,
    ),
    Fault(
        "log",
        sql("UPDATE changes SET action = 'delete', before = '{\"id\":2}' WHERE table_name = 'notes' AND row_id = 2"),
        "Row 2 of notes was changed before it was recorded",
        RESTORE,
    ),
    Fault(
        "log",
        sql("UPDATE cases SET subject = 'x' WHERE id = 3", "UPDATE changes SET before = '{}x' WHERE action = 'update'"),
        "not in the log as it was before",
        "cannot be undone",
        alone=False,
    ),
    Fault("numbers", sql("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'cases'"), "would get the number 2", RESTORE),
    Fault(
        "guarantees",
        sql(f"UPDATE promises SET withdrawn_at = made_at, {ENDED} WHERE case_id = 3"),
        "G1: C-3 is open, and nothing is promised on it.",
        "careline promise make C-3",
    ),
    Fault(
        "guarantees",
        sql(f"UPDATE promises SET due_at = {ONE_DAY} WHERE case_id = 3"),
        "G2: The due moment of P-",
        "careline show C-3",
    ),
    Fault(
        "guarantees",
        sql(f"UPDATE promises SET superseded_at = made_at, {ENDED} WHERE case_id = 2"),
        "no promise has taken its place",
        "careline show C-2",
        alone=False,
    ),
    Fault(
        "guarantees",
        sql(f"UPDATE promises SET kept_at = {ONE_DAY}, {ENDED} WHERE said AND case_id = 3"),
        "G3: P-",
        "careline show C-3",
        alone=False,
    ),
    Fault(
        "guarantees",
        sql("DELETE FROM promises WHERE what = 'A new card'"),
        "had fallen due, and was taken away",
        RESTORE,
        alone=False,
    ),
    Fault(
        "guarantees",
        sql("UPDATE promises SET kept_at = made_at WHERE what = 'A new one'"),
        "G4: P-",
        "careline show C-1",
    ),
    Fault(
        "guarantees",
        sql("UPDATE cases SET closed_at = opened_at, closed_how = 'confirmed' WHERE id = 3"),
        "G5: C-3 is closed, and something is still promised on it.",
        "careline case reopen C-3",
        alone=False,
    ),
    Fault(
        "guarantees",
        sql("UPDATE replacements SET attempt = 3, different = 'a cable' WHERE id = 2"),
        "G6: R-2 has no attempt before it.",
        "careline show C-1",
    ),
    Fault(
        "guarantees",
        sql("UPDATE replacements SET outcome = NULL, outcome_at = NULL WHERE id = 1"),
        "G6: R-1 was followed by another attempt",
        "careline show C-1",
    ),
    Fault(
        "guarantees",
        sql("UPDATE replacements SET attempt = 3 WHERE id = 2"),
        "nobody said what is different",
        "careline show C-1",
    ),
    Fault(
        "guarantees", sql("UPDATE replacements SET why = ' ' WHERE id = 2"), "G7: R-2", "careline show C-1", alone=False
    ),
    Fault("guarantees", sql("UPDATE escalations SET raised_by = 'Ben'"), "G8: E-1", "careline show C-3"),
    Fault(
        "guarantees",
        sql("UPDATE disclosures SET no_plan_because = NULL", "UPDATE promises SET said = 0 WHERE case_id = 1"),
        "G9: On C-1",
        "careline show C-1",
    ),
    Fault("guarantees", sql(f"UPDATE cases SET opened_at = {ONE_DAY} WHERE id = 3"), "G10: C-3", "careline show C-3"),
    Fault(
        "guarantees",
        sql("UPDATE contacts SET answered_at = at WHERE text = 'Where is it?'"),
        "may wait unseen",
        "careline doctor --fix",
        fixed=True,
    ),
    Fault(
        "guarantees",
        sql("INSERT INTO commands (at, who, command, undoes) SELECT max(at), 'Ana', 'undo', 6 FROM commands"),
        "G13: Command ",
        RESTORE,
    ),
    Fault(
        "search",
        sql("DELETE FROM case_search WHERE rowid = 2"),
        "out of date for 1 case",
        "careline doctor --fix",
        fixed=True,
    ),
    Fault(
        "search",
        sql("UPDATE customer_search SET who = 'x'", "DELETE FROM article_search"),
        "out of date for 3 customers and 1 article",
        "careline doctor --fix",
        fixed=True,
    ),
    Fault("attachments", lambda shop: contents_of(shop).unlink(), "What A-1 holds is missing", "attachment save A-1"),
    Fault(
        "attachments",
        lambda shop: contents_of(shop).write_bytes(b"x"),
        "What A-1 holds was changed",
        "attachment save A-1",
    ),
    Fault("orphans", orphan, "1 file lies among the attachments", "careline doctor --fix", fixed=True),
    Fault(
        "forgotten",
        lambda shop: Path(f"{shop.store}-forgetting").touch(mode=0o600),
        "did not come to its end",
        "careline doctor --fix",
        fixed=True,
    ),
    Fault("drafts", draft, "have left 1 draft", "careline doctor --fix", fixed=True),
    Fault(
        "holidays",
        lambda shop: shop.configure('[calendar]\ncountry = "US"\n'),
        "2026 and 2027 are not known",
        "careline config holidays",
    ),
    Fault(
        "ladder",
        retired,
        "Ben, on the ladder, has retired",
        "[[ladder]]",
        alone=False,
    ),
    Fault(
        "ladder",
        lambda shop: shop.configure('[[ladder]]\nto = "Bne"\nack_within = "4bh"\n'),
        "Bne, on the ladder, is nobody that careline knows",
        "careline party list",
        alone=False,
    ),
    Fault(
        "hooks",
        lambda shop: shop.configure('[hooks]\noverdue = ["/nowhere/ring"]\n'),
        "which is to be called for overdue, is not there.",
        "under [hooks]",
    ),
    Fault(
        "people",
        lambda shop: shop.settings_file.write_text(
            shop.settings_file.read_text(encoding="utf-8").replace('owner = "Ana"', 'owner = "FedEx"'), encoding="utf-8"
        ),
        "FedEx, the owner of the shop in the settings, is known as a carrier",
        "[shop]",
    ),
    Fault(
        "people",
        sql(f"UPDATE parties SET retired_at = {ONE_DAY} WHERE name = 'Ben'", "UPDATE promises SET owner_id = 1"),
        "belongs to Ben, who has retired",
        "careline hand-over C-",
    ),
    Fault(
        "mail",
        lambda shop: shop.configure('[mail]\nserver = "localhost"\nfrom = "shop@example.com"\nuser = "shop"\n'),
        "[mail] has the user shop and no password",
        "careline mail test",
    ),
    Fault(
        "sweep",
        lambda shop: shop.at("06-05 10:00").configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'),
        "has not run yet",
        "careline cron install",
        alone=False,
    ),
    Fault(
        "cron",
        lambda shop: shop.at("06-02 10:01").configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n'),
        "Nothing runs 'careline sweep' on this store by itself",
        "careline cron install",
        alone=False,
    ),
    Fault(
        "settings",
        lambda shop: shop.environment.update(CARELINE_ZONE="x"),
        "CARELINE_ZONE is set, and careline reads no such variable",
        "CARELINE_",
    ),
    Fault("settings", lambda shop: shop.environment.update(CARELINE_ME="Ben"), "CARELINE_ME says that Ben", "Unset"),
    Fault(
        "ladder",
        lambda shop: shop.configure('[[ladder]]\nto = "Ben"\nfor = "Fedx"\nack_within = "4bh"\n'),
        "Fedx, for whom the ladder has a rung, is nobody that careline knows.",
        "careline party list",
    ),
    Fault(
        "people",
        lambda shop: shop.configure('[policy]\ngoodwill = { Bne = "100.00", others = "9.00" }\n'),
        "Bne, who may give goodwill by the settings, is nobody that careline knows.",
        "careline party list",
    ),
    Fault("backup", lambda shop: shop.at("06-10 10:00"), "is of Tue 2 Jun 2026 10:00", "careline backup"),
    Fault("rehearsal", lambda shop: backup_of(shop).unlink(), "is not there any more", "careline backup"),
    Fault("rehearsal", lambda shop: backup_of(shop).write_bytes(b"x" * 99), "not be restored", "careline backup"),
    Fault(
        "rehearsal",
        lambda shop: touched(backup_of(shop)),
        "was changed since it was made",
        "careline backup",
    ),
    Fault("rehearsal", of_another_store, "is of another store", "careline backup"),
    Fault(
        "second",
        lambda shop: shop.configure("[backup]\nalso = '/nowhere'\n"),
        "/nowhere, is away: there is no such folder.",
        "also under [backup]",
    ),
    Fault(
        "second",
        lambda shop: shop.configure(f"[backup]\nalso = '{shop.store.parent}'\n"),
        "lies on the disk of the store",
        "also under [backup]",
    ),
    Fault("zone", lambda shop: shop.environment.update(CARELINE_TZ="America/Chicago"), "CARELINE_TZ", "[shop]"),
)
"""One for each that a check finds, but for what no store can have: see below."""
if sys.platform != "win32":
    FAULTS += (
        Fault("permissions", lambda shop: shop.store.chmod(0o644), "can read the store", "doctor --fix", fixed=True),
        Fault("permissions", lambda shop: shop.store.parent.chmod(0o755), "the folder of", "doctor --fix", fixed=True),
        Fault(
            "permissions",
            lambda shop: contents_of(shop).chmod(0o644),
            "can read the attachments",
            "doctor --fix",
            fixed=True,
        ),
        Fault("permissions", lambda shop: backup_of(shop).chmod(0o640), "the backups", "doctor --fix", fixed=True),
        Fault(
            "permissions", lambda shop: shop.settings_file.chmod(0o666), "can change the settings", "--fix", fixed=True
        ),
    )
ELSEWHERE = {"disk", "room", "sqlite"}
"""What the place and the system are at fault for."""


def found_by(shop: Shop) -> list[dict[str, Any]]:
    """What doctor finds, with nothing written."""
    before = {path: path.read_bytes() for path in shop.folder.rglob("*") if path.is_file()}
    answer = shop.run("doctor --json")
    assert {path: path.read_bytes() for path in shop.folder.rglob("*") if path.is_file()} == before
    found: list[dict[str, Any]] = answer.json["items"]
    assert answer.code == (10 if found else 0), answer
    return found


def test_a_sound_shop_has_nothing_and_is_told_what_was_looked_at(sound: Shop) -> None:
    assert found_by(sound) == []
    said = sound("doctor").out
    assert said.startswith("No problems found. Looked at: clock, file, ")
    assert all(check.name in said for check in CHECKS)
    assert sound("doctor --quiet").out == ""


def test_a_plan_that_stayed_where_our_fault_was_told_is_no_fault(shop: Shop) -> None:
    shop("open 'Two parcels' --customer Dana --fault us --promise 'We look into it' --by 2bd")
    shop("case disclose 1 'We sent the wrong one' --promise 'The right one leaves' --by 1bd")
    shop("open 'Another matter' --from 1 --move W-2")
    assert "guarantees" not in {each["check"] for each in shop.run("doctor --json").json["items"]}


def test_each_fault_is_found_alone_with_what_to_do_and_put_right_where_that_is_safe(
    sound: Shop, new_shop: NewShop, subtests: pytest.Subtests
) -> None:
    for fault in FAULTS:
        shop = copy_of(sound, new_shop)
        with subtests.test(f"{fault.check}: {fault.finding}"):
            fault.make(shop)
            found = found_by(shop)
            mine = [each for each in found if each["check"] == fault.check and fault.finding in each["finding"]]
            assert mine, found
            assert fault.advice in mine[0]["advice"]
            assert mine[0]["fix"] is fault.fixed
            assert not fault.alone or {each["check"] for each in found} <= {fault.check, "guarantees"}, found
            if fault.fixed:
                rehearsed = shop.run("doctor --fix --dry-run")
                assert (rehearsed.code, "This would put right: " in rehearsed.err) == (10, True)
                assert found_by(shop) == found
                assert shop("doctor --fix").out.startswith("Put right: ")
                assert found_by(shop) == []
    assert {fault.check for fault in FAULTS} | ELSEWHERE == {check.name for check in CHECKS}


def copy_of(sound: Shop, new_shop: NewShop) -> Shop:
    """The shop again, in a folder of its own."""
    shop = new_shop().at("06-02 10:00")
    shutil.copytree(sound.store.parent, shop.store.parent)
    return shop


PLACES: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("disk", "Dropbox", {}, "Dropbox copies the folder of the store"),
    ("room", ".", {"shutil.disk_usage": lambda _: SimpleNamespace(free=99_000_000)}, "99 MB are free"),
    ("sqlite", ".", {"sqlite3.sqlite_version_info": (3, 34, 1)}, "careline needs 3.35.0 at least"),
)


def test_what_the_place_and_the_system_are_at_fault_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for check, folder, system, finding in PLACES:
        with subtests.test(check), monkeypatch.context() as patch:
            (tmp_path / folder).mkdir(exist_ok=True)
            shop = Shop(tmp_path / folder)
            shop("open 'No sound' --customer 'Dana Reyes'")
            for name, value in system.items():
                patch.setattr(name, value)
            ((named, found),) = [(each["check"], each["finding"]) for each in found_by(shop)]
            assert (named, finding in found) == (check, True), found
    assert {check for check, *_ in PLACES} == ELSEWHERE


def test_a_name_that_somebody_chose_cannot_make_another_command_of_the_advice(sound: Shop) -> None:
    evil = """x"'; rm -rf ~; echo '"""
    with opened(sound.store) as store:
        store.execute('CREATE VIEW "{}" AS SELECT 1'.format(evil.replace('"', '""')))
    (found,) = found_by(sound)
    *_, command = shlex.split(found["advice"].partition(": ")[2])
    with opened(sound.store) as store:
        store.execute(command)
    assert found_by(sound) == []


def test_at_a_terminal_each_is_asked_for_and_what_nobody_wants_stays(sound: Shop) -> None:
    draft(sound)
    orphan(sound)
    answer = typing(sound, "doctor --fix", "n", "y")
    assert answer.code == 10
    assert "Take 1 draft away? [y/N]" in answer.err
    assert answer.err.endswith("Put right: the drafts that were left.\n")
    assert answer.err.index("nothing in the store names") < answer.err.index("have left 1 draft")
    assert [each["check"] for each in found_by(sound)] == ["orphans"]
    assert "Put right: attachments that nothing names" in typing(sound, "doctor --fix --yes").out


@pytest.mark.skipif(sys.platform == "win32", reason="2026-11-30: Windows keeps permissions in another way")
def test_what_cannot_be_done_is_said_and_stays_a_finding(sound: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    sound.store.chmod(0o644)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "chmod", refuse)
        answer = sound.run("doctor --fix")
    assert answer.code == 10
    assert f"That could not be done: {sound.store}: Operation not permitted." in answer.err
    assert "Put right" not in answer.err + answer.out


def test_what_is_put_right_in_the_store_has_its_line_in_the_log(sound: Shop) -> None:
    sql("DELETE FROM customer_search WHERE rowid = 1")(sound)
    assert "Put right: the index of words (doctor --fix search in the log)." in sound("doctor --fix").out
    assert sound.json("log --last 1")["items"][0]["command"] == "doctor --fix search"
    assert "Dana Reyes" in sound("find dana").out


@pytest.mark.skipif(sys.platform == "win32", reason="2026-11-30: Windows keeps permissions in another way")
def test_a_group_that_shares_the_store_keeps_what_it_may(sound: Shop) -> None:
    for path, mode in ((sound.store.parent, 0o2770), (sound.store, 0o660), (backup_of(sound), 0o660)):
        path.chmod(mode)
    assert found_by(sound) == []
    sound.store.chmod(0o664)
    assert [each["check"] for each in found_by(sound)] == ["permissions"]
    sound("doctor --fix")
    assert sound.store.stat().st_mode & 0o777 == 0o660


def test_the_zone_of_a_terminal_that_cron_does_not_have(sound: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    text = sound.settings_file.read_text(encoding="utf-8")
    sound.settings_file.write_text(text.replace('timezone = "America/New_York"', ""), encoding="utf-8")
    sound.environment["TZ"] = "Pacific/Auckland"
    (found,) = found_by(sound)
    assert found["finding"].startswith("The time zone here is Pacific/Auckland, from TZ; the system's, and cron's, is ")


@pytest.mark.skipif(sys.platform == "win32", reason="the folder of its stores is not in HOME")
def test_a_clock_of_ones_own_is_a_finding_on_the_store_that_one_works_with_and_none_in_a_rehearsal(shop: Shop) -> None:
    shop.environment |= {"HOME": str(shop.folder), "CARELINE_DB": ""}
    shop("open 'No sound' --customer 'Dana Reyes'")
    [found] = shop.run("doctor --json").json["items"]
    assert (found["check"], found["fix"]) == ("settings", False)
    assert found["finding"] == (
        "CARELINE_NOW stands for the clock: every command takes it to be Mon 1 Jun 2026 10:00 EDT, and records it so."
    )
    shop.environment["CARELINE_DB"] = str(shop.folder / ".local" / "share" / "careline" / "careline.db")
    assert "CARELINE_NOW stands" in shop.run("doctor").out.replace("\n", " ")
    shop.environment["CARELINE_DB"] = str(shop.store)
    shop("open 'No sound' --customer 'Dana Reyes'")
    assert found_by(shop) == []


def test_it_says_which_settings_were_read_and_what_comes_from_elsewhere(shop: Shop, sound: Shop) -> None:
    here = sound("--me Ana doctor --json").json["settings"]
    variables = ["CARELINE_CONFIG", "CARELINE_DB", "CARELINE_NOW"]
    assert here == {
        "file": str(sound.settings_file),
        "store": str(sound.store),
        "environment": variables,
        "flags": ["--me"],
    }
    *_, lines, others = sound("--me Ana doctor").out.splitlines()
    assert lines.startswith(f"Settings: {sound.settings_file}. Store: ")
    assert others == f"From the environment and flags: {', '.join(variables)}, --me."
    sound.environment |= {"CARELINE_CONFIG": "", "XDG_CONFIG_HOME": str(sound.folder / "none")}
    assert sound.run("doctor --json").json["settings"]["file"] is None
    assert "Settings: none yet; careline config init writes " in sound.run("doctor").out.replace("\n", " ")


def test_a_store_that_cannot_be_opened_is_refused_with_the_newest_backup_of_it(sound: Shop, new_shop: NewShop) -> None:
    made = backup_of(sound)
    for spoil in (lambda path: path.write_bytes(b"x" * 5000), lambda path: os.truncate(path, 5000), Path.unlink):
        spoil(sound.store)
        assert sound.refuses(6, "doctor").endswith(f"backup holds: careline restore {made} --dry-run.\n")
        sound.refuses(6, "doctor --fix --yes")
    assert sound.refuses(6, "doctor").count("There is no store") == 1
    assert "newest backup" not in new_shop().refuses(6, "doctor")


def test_what_is_attached_is_no_fault_of_a_backup(sound: Shop) -> None:
    made = str(backup_of(sound))
    assert "must stand" not in sound.run("", "--db", made, "doctor").out
    with opened(Path(made)) as backup:
        backup.execute("UPDATE attachment_contents SET content = 'A receipt'")
    assert "the bytes of a file must stand" in " ".join(sound.run("", "--db", made, "doctor").out.split())


def test_a_damaged_store_is_told_once_and_the_rest_is_looked_at_all_the_same(sound: Shop) -> None:
    with sound.store.open("r+b") as file:
        file.seek(40 * 4096)
        file.write(os.urandom(4 * 4096))
    draft(sound)
    found = found_by(sound)
    assert {"file", "drafts"} <= {each["check"] for each in found}
    assert len({each["finding"] for each in found}) == len(found)


@pytest.mark.parametrize("revision", [REVISIONS[0], REVISIONS[-2]])
def test_a_store_of_an_earlier_version_is_looked_at_as_it_will_be_and_stays_as_it_is(shop: Shop, revision: str) -> None:
    shop.store.parent.mkdir(mode=0o700)
    historical.restore(revision, shop.store)
    shop.store.chmod(0o600)
    # What is attached in it lies nowhere: a kept store is its file alone.
    assert {each["check"] for each in found_by(shop.at("08-04 12:00"))} <= {"backup", "attachments"}


def test_the_documentation_lists_every_check_with_what_must_hold() -> None:
    lines = (Path(__file__).parents[3] / "docs" / "doctor.md").read_text(encoding="utf-8").splitlines()
    start = lines.index("| check | what must hold |") + 2
    listed = lines[start : lines.index("", start)]
    assert listed == [f"| `{check.name}` | {check.holds} |" for check in CHECKS]
