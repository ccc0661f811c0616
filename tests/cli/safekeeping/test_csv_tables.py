"""`careline export --csv`: tables for people, all of one moment, all of them or none."""

import csv
import os
import stat
from pathlib import Path

import pytest

from careline.store.file import REVISIONS
from tests.shop import Shop, prepared
from tests.store import historical
from tests.store.contents import opened

TABLES = ["attachments", "cases", "contacts", "customers", "promises", "purchases"]


@prepared
def walked(shop: Shop) -> Shop:
    """A shop in which every command has recorded."""
    shop.store.parent.mkdir()
    historical.restore(REVISIONS[-1], shop.store)
    return shop.at("08-04 12:00")


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a table as a spreadsheet reads them."""
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_every_row_stands_in_its_table(walked: Shop) -> None:
    walked("customer edit dana@example.com --phone 0177555000001")
    walked("note 1 'no table has notes'")
    before = walked.store.read_bytes()
    said = walked("export", "--csv", str(walked.folder / "out")).out
    assert walked.store.read_bytes() == before, "it has recorded"
    found = {path.stem: read(path) for path in sorted((walked.folder / "out").iterdir())}
    assert [*found] == TABLES
    with opened(walked.store) as store:
        for name, rows in found.items():
            [(count,)] = store.execute(f"SELECT count(*) FROM {name}").fetchall()
            assert len(rows) == count, name
            assert f"{name}.csv" in said
    first = found["contacts"][0]
    assert (first["id"], first["case"], first["customer"], first["text"]) == ("W-1", "C-1", "Dana Reyes", "No sound")
    assert first["at (America/New_York)"] == "2026-06-01 10:02:00"
    dana = next(each for each in found["customers"] if each["name"] == "Dana Reyes")
    assert dana["other_emails"] == "dana@old.example"
    assert (dana["phone"], dana["other_phones"]) == ("'0177555000001", "'+1 617 555 0199, +1 617 555 0100")
    assert found["purchases"][0]["price"].replace(".", "").isdigit()
    assert found["purchases"][0]["price_currency"] == "USD"
    if os.name != "nt":
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (walked.folder / "out").iterdir()}
        assert (stat.S_IMODE((walked.folder / "out").stat().st_mode), modes) == (0o700, {0o600})


def test_the_folder_is_new_or_empty(walked: Shop, subtests: pytest.Subtests) -> None:
    empty, full, link = (walked.folder / name for name in ("empty", "full", "link"))
    empty.mkdir()
    full.mkdir()
    (full / "mine.txt").touch()
    walked("export", "--csv", str(empty))
    assert sorted(path.stem for path in empty.iterdir()) == TABLES
    for folder, why in (
        (empty, "it is not empty"),
        (full, "it is not empty"),
        (walked.settings_file, "there is a file of that name"),
        (walked.store, "there is a file of that name"),
        (walked.folder / "no" / "where", "there is no folder"),
        ("", "a folder without a name"),
    ):
        with subtests.test(str(folder)):
            assert why in walked.refuses(2, "export", "--csv", str(folder)).lower()
    assert "leave out --output" in walked.refuses(2, "export --csv new --output x")
    assert [path.name for path in full.iterdir()] == ["mine.txt"]
    if os.name != "nt":
        (walked.folder / "behind").mkdir()
        link.symlink_to(walked.folder / "behind")
        walked("export", "--csv", str(link))
        assert sorted(path.stem for path in (walked.folder / "behind").iterdir()) == TABLES
    assert not list(walked.folder.glob(".careline-*"))


def test_where_one_table_fails_there_is_none(walked: Shop) -> None:
    with opened(walked.store) as store:
        store.execute("UPDATE attachments SET at = '2026-06-01 soon'")
    answer = walked.run("export", "--csv", str(walked.folder / "out"))
    assert answer.code == 6
    assert not (walked.folder / "out").exists()
    assert not list(walked.folder.glob(".careline-*"))
