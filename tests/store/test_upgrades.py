"""A store of an earlier version: looked at as it is, brought up to date by whoever records, or left alone."""

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from careline.store.fetch import fetch_on
from careline.store.file import REVISIONS
from careline.store.schema.fingerprint import fingerprint
from careline.store.schema.known_schemas import AT_REVISION
from tests.shop import Shop
from tests.store import historical
from tests.store.contents import contents, opened, stored_columns

EARLIER = REVISIONS[:-1]
BEFORE_NUMBERS = REVISIONS[: REVISIONS.index("0004")]
"""Those in which words had no numbers yet, and were told of in another way."""


@pytest.fixture(params=EARLIER)
def old(request: pytest.FixtureRequest, shop: Shop) -> Shop:
    """A shop with a store of an earlier revision, when all that stands in it has happened."""
    shop.store.parent.mkdir()
    historical.restore(request.param, shop.store)
    return shop.at("08-04 12:00")


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What became of a store of an earlier revision when somebody recorded in it, for tests that change nothing."""

    shop: Shop
    was: str
    before: dict[str, dict[int, dict[str, Any]]]
    said: str

    @property
    def copy(self) -> Path:
        """The only one beside it."""
        (copy,) = copies(self.shop)
        return copy


@pytest.fixture(scope="module", params=EARLIER)
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    """A store of each earlier revision, once somebody has written a note."""
    shop = Shop(tmp_path_factory.mktemp("upgraded")).at("08-04 12:00")
    shop.store.parent.mkdir()
    historical.restore(request.param, shop.store)
    with opened(shop.store) as store:
        before = contents(store)
    return Upgraded(shop, request.param, before, shop("case note 1 'The cable'").err)


@pytest.fixture
def previous(shop: Shop) -> Shop:
    """A shop with a store of the revision before this one: a copy is made of all alike."""
    shop.store.parent.mkdir()
    historical.restore(EARLIER[-1], shop.store)
    return shop.at("08-04 12:00")


def revision_of(path: Path) -> str:
    with opened(path) as store:
        return str(store.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def copies(shop: Shop) -> list[Path]:
    """What lies beside the store, but for the list of its backups."""
    own = {shop.store, Path(f"{shop.store}-backups")}
    return sorted(path for path in shop.store.parent.iterdir() if path not in own)


def test_looking_and_rehearsing_leave_an_old_store_as_it_is(old: Shop, subtests: pytest.Subtests) -> None:
    before = old.store.read_bytes()
    for command in ("overdue", "list --all", "log", "open x --customer y --dry-run"):
        with subtests.test(command):
            assert old(command).out
            assert old.store.read_bytes() == before
            assert copies(old) == []


def test_the_first_command_that_records_brings_it_up_to_date_and_says_where_the_copy_is(upgraded: Upgraded) -> None:
    assert f"It is of this version now; as it was, it lies in {upgraded.copy}." in upgraded.said
    assert (revision_of(upgraded.shop.store), revision_of(upgraded.copy)) == (REVISIONS[-1], upgraded.was)
    with opened(upgraded.shop.store) as store:
        assert AT_REVISION[fingerprint(fetch_on(store))] == REVISIONS[-1], "no path of upgrades makes another schema"


def test_the_second_says_nothing_of_it(previous: Shop) -> None:
    assert previous("case note 1 'The cable'").err
    assert previous("case note 1 'Again'").err == ""


def test_the_copy_is_the_store_as_it_was_and_its_owners_alone(upgraded: Upgraded) -> None:
    with opened(upgraded.copy) as store:
        assert contents(store) == upgraded.before
    if sys.platform != "win32":
        assert stat.S_IMODE(upgraded.copy.stat().st_mode) == 0o600


def test_a_file_of_that_name_stays_and_the_copy_has_another(previous: Shop) -> None:
    revision = revision_of(previous.store)
    taken = previous.store.with_name(f"careline-{revision}.db")
    taken.write_text("Of another year")
    answer = previous("case note 1 'The cable'")
    copy = previous.store.with_name(f"careline-{revision}-2.db")
    assert f"it lies in {copy}." in answer.err
    assert revision_of(copy) == revision
    assert taken.read_text() == "Of another year"


def test_what_lies_there_already_is_not_copied_once_more(previous: Shop) -> None:
    before = previous.store.read_bytes()
    previous("case note 1 'The cable'")
    previous.store.write_bytes(before)
    previous("case note 1 'The cable'")
    assert len(copies(previous)) == 1


def test_a_link_at_the_name_of_a_copy_or_of_the_draft_that_it_once_had_is_not_followed(previous: Shop) -> None:
    revision = revision_of(previous.store)
    victim = previous.folder / "victim"
    victim.write_text("Of somebody else")
    planted = [previous.store.with_name(f"{dot}careline-{revision}.db") for dot in ("", ".")]
    for link in planted:
        link.symlink_to(victim)
    previous("case note 1 'The cable'")
    assert victim.read_text() == "Of somebody else"
    assert all(link.is_symlink() for link in planted)
    (copy,) = {*copies(previous)} - {*planted}
    assert (copy.name, revision_of(copy)) == (f"careline-{revision}-2.db", revision)


def test_the_draft_of_a_copy_that_was_never_finished_is_cleared_away(previous: Shop) -> None:
    draft = previous.store.with_name(f".careline-{os.getpid()}-{'0' * 32}.draft")
    draft.write_text("Half of it")
    previous("case note 1 'The cable'")
    (copy,) = copies(previous)
    assert copy != draft


def test_nothing_is_lost_on_the_way(upgraded: Upgraded) -> None:
    before = upgraded.before
    with opened(upgraded.shop.store) as store:
        after = contents(store)
    for table, rows in before.items():
        for number, row in rows.items():
            if table == "applied_rules" and row["promise_id"]:
                # That the ladder was at its end is a rule of its own since then.
                row = row | {"rule": "exhausted"}
            assert row.items() <= after[table][number].items(), f"{table} {number}"
    assert set(after["commands"]) - set(before["commands"]) == {max(before["commands"]) + 1}
    assert len(after["changes"]) == len(before["changes"]) + 1, "the upgrade itself changes no fact"


def test_an_id_that_was_given_out_is_not_given_out_again(old: Shop) -> None:
    with opened(old.store) as store:
        last = dict(store.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    case = old.json("open Crackles --customer 'Sam Sole'")["case"]
    assert case["id"] == f"C-{last['cases'] + 1}"


def test_what_it_holds_is_found_by_words(upgraded: Upgraded) -> None:
    assert "C-1" in upgraded.shop("find sound").out


def test_what_was_recorded_before_can_be_undone_after_it(old: Shop) -> None:
    with opened(old.store) as store:
        recorded = store.execute(
            "SELECT id, command, who FROM commands WHERE undoes IS NULL"
            " AND id NOT IN (SELECT undoes FROM commands WHERE undoes IS NOT NULL) ORDER BY id DESC LIMIT 6"
        ).fetchall()
    later = old.now
    old.at("06-03 12:00")  # some of the stores go on for weeks, and what fell due by then would stay
    for number, command, who in recorded:
        assert f"{command} by {who}" in old(f"undo {number}").out
    old.at(later)("case note 1 'The cable'")
    assert "case note by Ana" in old("undo").out


@pytest.mark.parametrize("old", BEFORE_NUMBERS, indirect=True)
def test_an_upgrade_that_fails_leaves_the_old_store(old: Shop) -> None:
    with opened(old.store) as store:
        numbered = "number" in stored_columns(store, "notes")
        names, values = (", number", ", 999") if numbered else ("", "")
        store.execute(
            f"INSERT INTO notes (case_id, at, who, text{names})"
            f" VALUES (999, '2026-06-01 14:00:00.000000', 'x', 'y'{values})"
        )
    before = old.store.read_bytes()
    answer = old.run("case note 1 'The cable'")
    assert answer.code == 6
    assert "could not be brought up to date: a row of notes refers to one that is not there" in answer.err
    assert old.store.read_bytes() == before
    assert old.run("list --all").code == 6


def test_what_was_overdue_when_it_was_imported_is_known_after_the_upgrade(shop: Shop) -> None:
    shop.store.parent.mkdir()
    historical.restore("0001", shop.store)
    columns = "case_id, kind, what, said, automatic, owner_id, performer_id, made_at, due_at, recorded_at"
    made = "2026-05-01 14:00:00.000000"
    with opened(shop.store) as store:
        for what, due, recorded in (
            ("imported late", "2026-05-02 21:00:00.000000", None),
            ("imported in time", "2027-05-02 21:00:00.000000", None),
            ("typed", "2026-05-02 21:00:00.000000", made),
        ):
            values = (1, "other", what, 1, 0, 1, 1, made, due, recorded)
            store.execute(f"INSERT INTO promises ({columns}) VALUES ({', '.join('?' * 10)})", values)
    shop.at("06-03 12:00")("case note 1 'The cable'")
    with opened(shop.store) as store:
        found = store.execute("SELECT what FROM promises WHERE overdue_when_imported").fetchall()
    assert found == [("imported late",)]


LADDER = """
[[ladder]]
to = "Ben"
ack_within = "4bh"
"""


@pytest.mark.parametrize("old", BEFORE_NUMBERS, indirect=True)
def test_the_first_sweep_raises_nothing_for_what_was_so_before_the_upgrade(old: Shop) -> None:
    """Much of it is overdue and unanswered by August; nobody could have been told of it as it is told now."""
    old.configure(LADDER)
    words = old.at("08-20 10:00").json("overdue")["sections"]["overdue"]
    assert words
    (rows,) = old.at("08-20 10:15").json("sweep")["sections"].values()
    assert [row for row in rows if row["rule"] in ("overdue", "unanswered", "came_back")] == []
    case = words[0]["case"].removeprefix("C-")
    old(f'promise make {case} "I ring you" --by 2026-08-21 --owner Ana')
    (rows,) = old.at("08-26 10:00").json("sweep")["sections"].values()
    assert [row["promise"] for row in rows if row["rule"] == "overdue"] == [
        promise["id"] for promise in old.case(int(case))["promises"] if promise["what"] == "I ring you"
    ]


@pytest.mark.parametrize("old", ["0004"], indirect=True)
def test_an_upgrade_that_tells_of_nothing_in_another_way_stops_no_escalation(old: Shop) -> None:
    old("case note 1 'The cable'")
    with opened(old.store) as store:
        assert store.execute("SELECT revision FROM upgrades").fetchall() == []


@pytest.mark.parametrize("upgraded", BEFORE_NUMBERS, indirect=True)
def test_contacts_and_notes_are_numbered_as_they_were_said_and_go_on_from_there(upgraded: Upgraded) -> None:
    with opened(upgraded.shop.store) as store:
        said = store.execute("SELECT at, number FROM contacts UNION ALL SELECT at, number FROM notes ORDER BY number")
        found = said.fetchall()
        (last,) = store.execute("SELECT number FROM notes WHERE text = 'The cable'").fetchone()
    assert [number for _, number in found] == list(range(1, len(found) + 1))
    moments = [at for at, number in found if number != last]
    assert moments == sorted(moments)
    assert last == len(found)


def test_what_waits_for_an_answer_in_an_old_store_is_what_the_rules_say(upgraded: Upgraded) -> None:
    """The upgrade notes when each contact was answered; so does everything that is recorded later."""
    shop = upgraded.shop
    with opened(shop.store) as store:
        ids = [case_id for (case_id,) in store.execute("SELECT id FROM cases ORDER BY id")]
    for case_id in ids:
        file = shop.json(f"show {case_id}")
        waiting = {each["id"] for each in file["contacts"] if each["direction"] == "in" and not each["answered"]}
        with opened(shop.store) as store:
            noted = store.execute(
                "SELECT 'W-' || number FROM contacts WHERE case_id = ? AND direction = 'in' AND NOT praise"
                " AND NOT no_reply AND NOT reached AND answered_at IS NULL",
                (case_id,),
            )
            is_open = file["case"]["status"] == "open"
            assert {name for (name,) in noted} == (waiting if is_open else set())
