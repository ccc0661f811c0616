"""What records much at once makes a backup first, where the last is older than a day."""

import json
import shutil
from pathlib import Path

import pytest

from careline.store.file import REVISIONS
from tests.shop import Shop, prepared
from tests.store import historical
from tests.store.contents import contents, opened

OPEN = "open 'No sound' --customer 'Dana Reyes <dana@example.com>'"
ROWS = "ref,customer,subject,opened\n1,Kim Lee,Left ear silent,2026-05-28 09:00\n"


@prepared
def yesterdays(shop: Shop) -> Shop:
    """A shop that was begun two days ago, with a list to import, and a list of purchases."""
    shop(OPEN)
    (shop.folder / "tickets.csv").write_text(ROWS, encoding="utf-8")
    (shop.folder / "orders.csv").write_text(
        "ref,customer,product,bought,price\n1,Kim Lee,Cable,2026-05-01,60\n", encoding="utf-8"
    )
    return shop.at("06-03 10:00")


def backups(shop: Shop) -> list[Path]:
    folder = shop.store.parent / "backups"
    return sorted(folder.iterdir()) if folder.exists() else []


def told(shop: Shop, line: str) -> str:
    command, _, file = line.rpartition(" ")
    return shop(command, str(shop.folder / file)).err


@pytest.mark.parametrize("line", ["import tickets.csv", "purchase import orders.csv"])
def test_an_import_backs_up_first_and_says_so(yesterdays: Shop, line: str) -> None:
    before = yesterdays.store.read_bytes()
    said = told(yesterdays, line)
    [made] = backups(yesterdays)
    assert made.name == "careline-2026-06-03-1000.db"
    assert said == f"careline: Backed up first: backups/{made.name}, beside the store.\n"
    assert made.read_bytes() == before or _same(made, before, yesterdays.folder / "before.db")


def _same(made: Path, before: bytes, copy: Path) -> bool:
    copy.write_bytes(before)
    with opened(made) as one, opened(copy) as other:
        return contents(one) == contents(other)


def test_taking_an_import_back_does_so_too(yesterdays: Shop) -> None:
    told(yesterdays, "import tickets.csv")
    yesterdays.at("06-05 10:00")
    assert "Backed up first" in yesterdays("import --take-back tickets.csv").err
    assert len(backups(yesterdays)) == 2


def test_so_does_whoever_retires_somebody_or_opens_the_cases_of_all_who_are_affected(yesterdays: Shop) -> None:
    yesterdays("party add Ben --kind staff")
    yesterdays("article add --product Cable --symptom Frayed --remedy 'A new one'")
    yesterdays("open Frayed --customer 'Kim Lee' --product Cable")
    for line in ("party retire Ben --to Ana", "article affected K-1 --open-cases --yes"):
        (yesterdays.store.parent / "careline.db-backups").unlink(missing_ok=True)
        yesterdays("purchase add 'Mia Tan' Cable --price 6 --order " + line[:2] + " --new-customer")
        assert "Backed up first" in yesterdays(line).err, line


def test_what_is_refused_or_changes_nothing_makes_none(yesterdays: Shop) -> None:
    yesterdays.refuses(3, "party retire Nobody --to Ana")
    yesterdays.refuses(4, "party retire Ana --to Ana")
    yesterdays("article add --product Cable --symptom Frayed --remedy 'A new one'")
    yesterdays("article affected K-1 --open-cases --yes")
    assert backups(yesterdays) == []


def test_no_more_than_once_a_day(yesterdays: Shop) -> None:
    told(yesterdays, "import tickets.csv")
    assert told(yesterdays, "purchase import orders.csv") == ""
    yesterdays.at("06-04 10:00")
    assert told(yesterdays, "import tickets.csv") == ""
    yesterdays.at("06-04 10:01")
    assert "Backed up first" in told(yesterdays, "import tickets.csv")


def test_a_store_that_is_new_or_not_there_needs_none_and_a_rehearsal_makes_none(yesterdays: Shop) -> None:
    assert told(yesterdays, "import --dry-run tickets.csv") == ""
    assert told(yesterdays.at("06-02 10:00"), "import tickets.csv") == ""
    yesterdays.store.unlink()
    assert told(yesterdays, "import tickets.csv") == ""
    assert backups(yesterdays) == []


def test_where_none_can_be_made_nothing_is_imported(yesterdays: Shop) -> None:
    (yesterdays.store.parent / "backups").write_text("no folder", encoding="utf-8")
    said = yesterdays.refuses(6, "import", str(yesterdays.folder / "tickets.csv"))
    assert said.startswith("careline: Nothing was imported, as no backup could be made first in ")
    yesterdays("backup", str(yesterdays.folder / "mine.db"))
    assert told(yesterdays, "import tickets.csv") == ""


def test_what_that_backup_lacks_is_said_and_keeps_nothing_from_being_imported(yesterdays: Shop) -> None:
    yesterdays("case attach 1", str(yesterdays.folder / "orders.csv"))
    shutil.rmtree(f"{yesterdays.store}-attachments")
    said = told(yesterdays, "import tickets.csv")
    assert "beside the store. It lacks the content of A-1 (orders.csv), which is missing." in said


def test_the_copy_that_an_upgrade_leaves_is_in_the_list_of_backups(shop: Shop) -> None:
    shop.store.parent.mkdir()
    historical.restore(REVISIONS[-2], shop.store)
    shop.at("12-01 10:00")("case note 1 'Hello'")
    [line] = Path(f"{shop.store}-backups").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["path"] == f"careline-{REVISIONS[-2]}.db"
