"""The morning page says when the last backup is older than a week (G12); alone that is nothing to say."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.shop import Shop, prepared


@prepared
def quiet(shop: Shop) -> Shop:
    """A shop begun on Mon 1 Jun, in which nothing wants attention for a long time."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'A new one' --by 40bd")
    shop("sweep")
    return shop


def due(shop: Shop, more: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.json(f"brief {more}")["sections"]["copy_due"]
    return found


def line(shop: Shop) -> list[str]:
    return [each for each in shop("brief").out.splitlines() if each.startswith("Last backup")]


def test_g12_a_store_older_than_a_week_without_a_backup_says_so(quiet: Shop) -> None:
    assert (due(quiet.at("06-08 10:00")), line(quiet)) == ([], [])
    quiet.at("06-08 10:01")
    assert due(quiet) == [{"last_at": None, "lacking": 0}]
    assert line(quiet) == ["Last backup: none yet (careline backup)"]


def test_g12_and_so_does_one_whose_last_backup_is_older(quiet: Shop) -> None:
    quiet.at("06-02 09:30")("backup")
    quiet.at("06-08 15:00")("backup")
    assert (due(quiet.at("06-15 15:00")), line(quiet)) == ([], [])
    quiet.at("06-15 15:01")
    assert due(quiet) == [{"last_at": "2026-06-08T19:00:00Z", "lacking": 0}]
    assert line(quiet) == ["Last backup: Mon 8 Jun 15:00 (careline backup)"]
    quiet("backup")
    assert (due(quiet), line(quiet)) == ([], [])
    assert due(quiet, "--as-of '2026-06-15 15:00'") == []
    assert due(quiet, "--as-of '2026-06-09 15:00'") == []
    assert due(quiet, "--as-of '2027-06-15 15:00'") == [{"last_at": "2026-06-15T19:01:00Z", "lacking": 0}]


def test_g12_and_so_does_one_whose_last_backup_lacks_an_attachment(quiet: Shop) -> None:
    (quiet.folder / "crack.txt").write_text("As it arrived", encoding="utf-8")
    quiet("case attach 1", str(quiet.folder / "crack.txt"))
    shutil.rmtree(f"{quiet.store}-attachments")
    assert quiet.at("06-02 09:30").run("backup").code == 6
    assert due(quiet) == [{"last_at": "2026-06-02T13:30:00Z", "lacking": 1}]
    assert line(quiet) == ["Last backup: Tue 2 Jun 09:30, without 1 attachment (careline doctor)"]
    quiet("sweep")
    assert quiet("brief --quiet").out == ""
    quiet("case attach 1", str(quiet.folder / "crack.txt"))
    quiet("backup")
    assert (due(quiet), line(quiet)) == ([], [])


def test_alone_it_is_nothing_to_say(quiet: Shop) -> None:
    quiet.at("06-09 10:00")("sweep")
    assert due(quiet) == [{"last_at": None, "lacking": 0}]
    assert quiet("brief --quiet").out == ""
    assert quiet.run("brief --exit-code").code == 0


def test_it_stands_on_the_page_of_whoever_answers_for_the_shop(quiet: Shop) -> None:
    quiet("party add Ben --kind staff")
    quiet.at("06-09 10:00")
    assert due(quiet, "--for Ana") == [{"last_at": None, "lacking": 0}]
    assert due(quiet, "--for Ben") == []


def test_of_a_long_list_only_the_end_is_read_unless_that_is_in_the_future(quiet: Shop) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    days = (start + timedelta(days=day) for day in range(400))
    lines = (f'{{"at": "{day:%Y-%m-%dT%H:%M:%SZ}", "path": "/x", "sha256": "0", "size": 1}}\n' for day in days)
    Path(f"{quiet.store}-backups").write_text("".join(lines) + '{"at": "2026-99-99T00:00:00Z", "p', encoding="utf-8")
    assert due(quiet.at("06-09 10:00")) == []
    assert due(quiet, "--as-of '2028-01-01 10:00'") == [{"last_at": "2027-02-04T00:00:00Z", "lacking": 0}]
