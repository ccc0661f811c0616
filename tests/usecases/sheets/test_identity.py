"""What tells one row of a file from another, and which case or purchase it is when the file comes again."""

from hashlib import blake2b
from typing import Any

import pytest

from tests.shop import Shop, prepared
from tests.store.contents import opened

HEADER = "customer,subject,opened,due,kept,closed,notes"
LAMP = "Kim Ito,No light,2026-05-04 09:00,2026-05-08,,,first call"
CABLE = "Dana Reyes,Broken cable,2026-05-05 10:00,,,,"
ORDERS = "order,customer,product,quantity,bought,delivered,price"
TWO_LINES = (
    "10482,Dana Reyes,MX500i,1,2026-03-09 10:00,,60.00",
    "10482,Dana Reyes,Cable,1,2026-03-09 10:00,,5.00",
)


def take(shop: Shop, *rows: str, header: str = HEADER, more: str = "", command: str = "import") -> Any:
    file = shop.folder / "list.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return shop.json(f"{command} {file.as_posix()} {more}")["import"]


def buy(shop: Shop, *rows: str, more: str = "") -> Any:
    return take(shop, *rows, header=ORDERS, more=more, command="purchase import")


def counts(taken: Any, noun: str = "cases") -> tuple[int, int, int]:
    return taken[noun], taken["known"], taken["differing_count"]


@prepared
def shop(shop: Shop) -> Shop:
    return shop.at("06-01 10:00")


def test_importing_the_same_file_again_makes_nothing(shop: Shop) -> None:
    assert counts(take(shop, LAMP, CABLE)) == (2, 0, 0)
    assert counts(take(shop, LAMP, CABLE)) == (0, 2, 0)
    assert counts(take(shop, CABLE, LAMP)) == (0, 2, 0)


def test_two_equal_rows_are_two_however_often_they_come(shop: Shop) -> None:
    assert counts(take(shop, LAMP, CABLE, LAMP)) == (3, 0, 0)
    assert counts(take(shop, LAMP, CABLE, LAMP)) == (0, 3, 0)
    assert counts(take(shop, LAMP, CABLE, LAMP, LAMP)) == (1, 3, 0)


def test_a_changed_column_that_nobody_mapped_makes_nothing_new(shop: Shop) -> None:
    take(shop, LAMP)
    assert counts(take(shop, LAMP.replace("first call", "second call"))) == (0, 1, 0)


def test_what_changes_with_time_differs_and_is_the_same_case(shop: Shop) -> None:
    take(shop, LAMP)
    later = "Kim Ito,No light,2026-05-04 09:00,2026-05-12,2026-05-11 10:00,2026-05-11 10:00,"
    assert counts(take(shop, later)) == (0, 0, 1)
    said = shop(f"import {(shop.folder / 'list.csv').as_posix()}").out
    assert "  line 2: not as C-1 in due, kept, closed\n" in said
    assert counts(take(shop, LAMP.replace("No light", "Flickers"))) == (1, 0, 0)


def test_only_rows_whose_ref_is_blank_go_by_what_they_say(shop: Shop) -> None:
    header = f"ref,{HEADER}"
    assert counts(take(shop, f"7,{LAMP}", f",{LAMP}", f"8,{LAMP}", header=header)) == (3, 0, 0)
    assert counts(take(shop, f",{LAMP}", f"8,{LAMP}", f"7,{LAMP}", header=header)) == (0, 3, 0)


def test_equal_rows_are_told_apart_however_far_apart_they_stand(shop: Shop) -> None:
    """A batch has a thousand rows."""
    many = [f"Customer {n},Subject,2026-05-04,,,," for n in range(1500)]
    assert counts(take(shop, LAMP, *many, LAMP)) == (1502, 0, 0)
    assert counts(take(shop, LAMP, *many, LAMP)) == (0, 1502, 0)
    assert counts(take(shop, LAMP, *many, LAMP, LAMP)) == (1, 1502, 0)


def test_each_line_of_an_order_is_a_purchase_known_by_order_and_item(shop: Shop) -> None:
    assert counts(buy(shop, *TWO_LINES), "purchases") == (2, 0, 0)
    arrived = [TWO_LINES[0].replace(",,60", ",2026-03-12,60"), TWO_LINES[1]]
    again = buy(shop, *arrived)
    assert counts(again, "purchases") == (0, 1, 1)
    assert again["differing"][0]["fields"] == ["delivered"]
    renamed = [row.replace("Dana Reyes", "Dana M. Reyes") for row in TWO_LINES]
    assert counts(buy(shop, *renamed), "purchases") == (0, 0, 2)


def test_the_same_item_twice_in_an_order_is_two_purchases(shop: Shop) -> None:
    assert counts(buy(shop, *TWO_LINES, TWO_LINES[0]), "purchases") == (3, 0, 0)
    assert counts(buy(shop, *TWO_LINES, TWO_LINES[0]), "purchases") == (0, 3, 0)


def test_without_an_order_a_purchase_is_known_by_who_bought_what_and_when(shop: Shop) -> None:
    rows = [row.replace("10482", "") for row in TWO_LINES]
    assert counts(buy(shop, *rows), "purchases") == (2, 0, 0)
    dearer = [rows[0].replace("60.00", "61.00"), rows[1].replace("03-09", "03-10")]
    assert counts(buy(shop, *dearer), "purchases") == (1, 0, 1)


def by_all_cells(row: str) -> str:
    """The ref of a row that had none, as careline gave it until 0.2."""
    return "row " + blake2b("\0".join(row.split(",")).encode(), digest_size=16).hexdigest()


def as_earlier(shop: Shop, table: str, *rows: str) -> None:
    """Give what came from these rows the refs that it had until 0.2."""
    with opened(shop.store) as store:
        for number, row in enumerate(rows, 1):
            store.execute(f"UPDATE {table} SET ref = ? WHERE id = ?", (by_all_cells(row), number))


def test_refs_of_all_cells_are_those_that_were_given_until_0_2() -> None:
    assert by_all_cells("Kim Ito,No sound,2026-05-04,first") == "row cb8c1a8ca853647ad02e8b4fe1dffd38"


@pytest.fixture
def earlier(shop: Shop) -> Shop:
    """A shop that an earlier careline has imported two rows into."""
    take(shop, LAMP, CABLE)
    as_earlier(shop, "cases", LAMP, CABLE)
    return shop


def test_what_an_earlier_careline_has_imported_is_known_again(earlier: Shop) -> None:
    assert counts(take(earlier, CABLE, LAMP)) == (0, 2, 0)
    assert counts(take(earlier, LAMP, CABLE, LAMP)) == (0, 3, 0), "it took two equal rows for one"
    assert counts(take(earlier, LAMP, CABLE.replace("cable", "plug"))) == (1, 1, 0)
    assert counts(take(earlier, LAMP, CABLE.replace("cable", "plug"))) == (0, 2, 0)


def test_what_an_earlier_careline_has_imported_is_known_by_what_stays_once_a_cell_has_changed(earlier: Shop) -> None:
    changed = LAMP.replace("first call", "second call")
    assert counts(take(earlier, changed, CABLE.replace(",,,,", ",,,2026-05-09,"))) == (0, 1, 1)
    assert counts(take(earlier, changed, changed)) == (1, 1, 0), "the second of two equal rows is another"


def test_what_was_edited_since_is_known_by_all_its_cells(earlier: Shop) -> None:
    earlier("case edit 1 --subject 'No light at night'")
    assert counts(take(earlier, LAMP)) == (0, 0, 1)


def test_purchases_of_an_earlier_careline_are_known_again(shop: Shop) -> None:
    buy(shop, *TWO_LINES)
    as_earlier(shop, "purchases", *TWO_LINES)
    assert counts(buy(shop, *TWO_LINES), "purchases") == (0, 2, 0)
    assert counts(buy(shop, TWO_LINES[0].replace(",,60", ",2026-03-12,60")), "purchases") == (0, 0, 1)


def test_a_ref_of_ones_own_that_begins_likewise_is_nobody_elses(shop: Shop) -> None:
    header = f"ref,{HEADER}"
    assert counts(take(shop, f"row 12,{LAMP}", f"row:12,{CABLE}", header=header)) == (2, 0, 0)
    assert counts(take(shop, f",{LAMP}", f",{CABLE}", header=header)) == (2, 0, 0)
    assert counts(take(shop, f"row 12,{LAMP}", f",{LAMP}", header=header)) == (0, 2, 0)


@pytest.mark.parametrize("is_earlier", [False, True])
def test_whoever_was_forgotten_is_not_brought_back_by_a_row_without_a_ref(shop: Shop, *, is_earlier: bool) -> None:
    closed = LAMP.replace(",2026-05-08,,,", ",2026-05-08,2026-05-07,2026-05-09,")
    take(shop, closed, CABLE)
    if is_earlier:
        as_earlier(shop, "cases", closed, CABLE)
    shop("customer forget 'Kim Ito' --yes")
    assert counts(take(shop, closed, CABLE)) == (0, 2, 0)
