"""An import brings back nobody who was forgotten, by whichever address or number, unless it is told to."""

from typing import Any

import pytest

from tests.shop import Shop, prepared
from tests.store.contents import opened

HEADER = "ref,customer,email,phone,subject,opened"


@prepared
def forgotten(shop: Shop) -> Shop:
    """Dana, with two addresses and two numbers, was forgotten; one of the addresses is Lou's too."""
    shop("customer add 'Dana Reyes <dana@example.com>' --phone '+1 617 555 0100' --phone '617 555 0111'")
    shop("customer edit 'Dana Reyes' --email home@example.com")
    shop("customer add 'Kim Ito <kim@example.com>'")
    shop("customer edit kim@example.com --email both@example.com")
    shop("customer add 'Lou Park <both@example.com>' --new-customer")
    for name in ("Dana Reyes", "Kim Ito"):
        shop(f"customer forget '{name}' --yes")
    return shop


def take(shop: Shop, *rows: str, more: str = "", header: str = HEADER, command: str = "import") -> Any:
    file = shop.folder / "sheet.csv"
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return shop.json(f"{command} {file.as_posix()} {more}")["import"]


THEIRS = (
    "1,Dana Reyes,dana@example.com,,No sound,2026-05-04",
    "2,D. R.,HOME@Example.com,,No sound,2026-05-04",
    "3,Dana,,617-555-0100,No sound,2026-05-04",
    "4,Dana,,(617) 555 0111,No sound,2026-05-04",
    "5,Kim,kim@example.com,,No sound,2026-05-04",
)
OTHERS = (
    "6,Dana Reyes,,,No sound,2026-05-04",
    "7,Lou Park,both@example.com,,No sound,2026-05-04",
    "8,Mia Tan,mia@example.com,617 555 0199,No sound,2026-05-04",
)


def test_rows_with_an_address_or_number_of_theirs_are_left_out_and_said_at_the_end(forgotten: Shop) -> None:
    """A name alone may be somebody else's, and an address that another customer has is still theirs."""
    taken = take(forgotten, *THEIRS, *OTHERS)
    assert (taken["cases"], taken["forgotten"], taken["forgotten_count"], taken["known"]) == (3, [2, 3, 4, 5, 6], 5, 0)
    assert "home@example.com" not in forgotten("customer list").out.lower()
    said = forgotten("import", str(forgotten.folder / "sheet.csv")).out
    assert (
        "5 rows left out, with an address or a number of somebody who was forgotten: lines 2, 3, 4, 5, 6. "
        "--even-forgotten takes them too." in " ".join(said.split())
    )
    orders = take(
        forgotten,
        "1,dana@example.com,MX500i,2026-05-04,60",
        command="purchase import",
        header="ref,customer,product,bought,price",
    )
    assert (orders["purchases"], orders["forgotten"]) == (0, [2])


def test_whoever_says_so_takes_them_and_they_are_known_from_then_on(forgotten: Shop) -> None:
    assert take(forgotten, THEIRS[0], more="--even-forgotten")["cases"] == 1
    again = take(forgotten, *THEIRS)
    assert (again["known"], again["forgotten"]) == (1, [3, 4, 5, 6])
    assert take(forgotten, "9,Dana,dana@example.com,,Again,2026-05-05")["cases"] == 1


def test_who_came_back_by_themselves_is_left_out_no_more(forgotten: Shop) -> None:
    forgotten("open 'Hums' --customer 'Dana Reyes <dana@example.com>' --phone '617 555 0100'")
    assert take(forgotten, *THEIRS)["forgotten"] == [3, 5, 6]


def test_an_import_of_the_forgotten_sheet_comes_in_only_with_the_option(shop: Shop) -> None:
    row = "1,Sam Otieno,,,No sound,2026-05-04"
    take(shop, row, more="--source s")
    shop("customer forget 'Sam Otieno' --yes")
    assert take(shop, row, more="--source s")["known"] == 1
    assert take(shop, row, more="--source s --even-forgotten")["cases"] == 1


def test_nobody_reads_an_address_out_of_a_mark(forgotten: Shop, subtests: pytest.Subtests) -> None:
    with opened(forgotten.store) as store:
        ((key,),) = store.execute("SELECT key FROM mark_keys").fetchall()
        marks = [mark for (mark,) in store.execute("SELECT mark FROM forgotten_addresses")]
    assert len(key) == 64
    assert {len(mark) for mark in marks} == {64}
    assert len(marks) == 5, "both@example.com is Lou's too"
    file = forgotten.store.read_bytes()
    for word in (b"dana@", b"home@", b"5550100", b"555 0100", b"5550111", b"kim@"):
        with subtests.test(word.decode()):
            assert word not in file
