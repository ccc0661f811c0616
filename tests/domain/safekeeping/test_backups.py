"""What backups are called, when one is due, and which may go."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from careline.domain.safekeeping import backups
from careline.domain.safekeeping.backups import Backup

NOW = datetime(2026, 11, 30, 9, 11, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("store", "count", "name"),
    [
        ("careline.db", 1, "careline-2026-11-30-0911.db"),
        ("careline.db", 2, "careline-2026-11-30-0911-2.db"),
        ("my.shop", 1, "my-2026-11-30-0911.shop"),
        ("shop", 10, "shop-2026-11-30-0911-10"),
    ],
)
def test_a_backup_is_called_by_its_store_and_its_minute(store: str, count: int, name: str) -> None:
    assert backups.dated_name(store, NOW, count) == name
    assert backups.is_dated(store, name)


@pytest.mark.parametrize(
    "name",
    [
        "careline.db",
        "careline-2026-11-30-0911.db.old",
        "careline-2026-11-30-0911-1x.db",
        "careline-2026-11-30.db",
        "other-2026-11-30-0911.db",
        "careline-before-restore-2026-11-30-0911.db",
        "my-careline-2026-11-30-0911.db",
    ],
)
def test_what_has_another_name_is_no_dated_backup(name: str) -> None:
    assert not backups.is_dated("careline.db", name)


def test_what_is_kept_aside_says_so_and_is_no_dated_backup() -> None:
    name = backups.aside_name("careline.db", NOW)
    assert name == "careline-before-restore-2026-11-30-0911.db"
    assert not backups.is_dated("careline.db", name)


@pytest.mark.parametrize(("keep", "gone"), [(1, "ab"), (2, "a"), (3, ""), (9, "")])
def test_the_newest_are_kept_and_the_oldest_go(keep: int, gone: str) -> None:
    made = [Backup(ago(days=days), Path(name), "", 0) for name, days in (("b", 2), ("a", 3), ("c", 1))]
    assert [str(each.path) for each in backups.beyond(made, keep)] == list(gone)


@pytest.mark.parametrize(
    ("lacking", "keep", "gone"),
    [("c", 2, "a"), ("bc", 2, ""), ("bc", 1, "b"), ("abc", 2, "a"), ("ab", 1, "ab"), ("c", 1, "a"), ("bc", 3, "")],
)
def test_the_newest_that_lacks_nothing_is_kept_until_there_is_another(lacking: str, keep: int, gone: str) -> None:
    days = {"a": 3, "b": 2, "c": 1}
    made = [Backup(ago(days=days[name]), Path(name), "", 0, int(name in lacking)) for name in days]
    assert [str(each.path) for each in backups.beyond(made, keep)] == list(gone)


def test_what_it_lacks_is_told_by_the_first_and_the_count() -> None:
    assert backups.lacks_told([]) == []
    told = "It lacks the content of A-1 (a.png), which is missing{}. What to do about it: careline doctor."
    assert backups.lacks_told(["A-1 (a.png), which is missing"]) == [told.format("")]
    assert backups.lacks_told(["A-1 (a.png), which is missing", "b", "c"]) == [
        told.format(", and of 2 more attachments")
    ]


def test_what_it_holds_is_told_in_a_few_words() -> None:
    assert backups.holds_told(backups.Held(12, 3, 1, 0)) == "12 cases (3 open), 1 customer"
    assert backups.holds_told(backups.Held(1, 1, 9, 4)) == "1 case (1 open), 9 customers, 4 attachments"
