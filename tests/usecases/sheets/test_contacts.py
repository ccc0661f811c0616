"""Importing people, through the real command line."""

from typing import Any

import pytest

from tests import exports
from tests.exports import export
from tests.shop import Shop

HEADER = "Name,Company,Email,Phone"


def write(shop: Shop, *rows: str, header: str = HEADER, name: str = "people.csv") -> str:
    """A file with these rows; its path."""
    file = shop.folder / name
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    return str(file)


def take(shop: Shop, *rows: str, options: str = "", header: str = HEADER) -> Any:
    """What became of these rows."""
    return shop.json(f"customer import {write(shop, *rows, header=header)} {options}")["import"]


def counts(taken: Any) -> tuple[int, int, int, int]:
    """How many were made, known, updated, and differ."""
    return taken["customers"], taken["known"], taken["updated_count"], taken["differing_count"]


def people(shop: Shop) -> dict[str, tuple[list[str], list[str], str | None]]:
    """Every customer: their addresses, their numbers, and where they work."""
    found = {}
    for each in shop.json("customer list")["items"]:
        shown = shop.json("customer show", each["email"] or each["phone"] or each["name"])
        company = next((known["name"] for known in shown["companies"]), None)
        found[each["name"]] = (shown["emails"], shown["phones"], company)
    return found


def test_an_address_book_goes_in_as_it_comes_and_a_second_time_makes_nobody(shop: Shop) -> None:
    dana = {"First Name": "Dana", "Last Name": "Reyes", "Organization Name": "Arden Pharma"}
    dana |= {"E-mail 1 - Value": "dana@example.com ::: d@reyes.example", "Phone 1 - Value": "+1 617 555 0101"}
    kim = {
        "First Name": "Kim",
        "Last Name": "Ito",
        "Phone 1 - Value": "617 555 0102",
        "Phone 2 - Value": "617 555 0103",
    }
    file = shop.folder / "contacts.csv"
    file.write_text(export(exports.GOOGLE, dana, kim), encoding="utf-8")
    answer = shop(f"customer import {file}")
    assert answer.out.startswith("2 customers imported from contacts.csv; 0 already known, 0 differing, 0 rejected.")
    assert people(shop) == {
        "Dana Reyes": (["dana@example.com", "d@reyes.example"], ["+1 617 555 0101"], "Arden Pharma"),
        "Kim Ito": ([], ["617 555 0102", "617 555 0103"], None),
    }
    assert counts(shop.json(f"customer import {file}")["import"]) == (0, 2, 0, 0)


def test_whoever_is_known_stays_as_they_are_and_gets_what_they_lack_with_update(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>'")
    shop("customer add 'Kim Ito'")
    richer = ("D. Reyes,Arden Pharma,dana@example.com,617 555 0101", "Kim Ito,,kim@example.com,")
    before = people(shop)
    taken = take(shop, *richer)
    assert counts(taken) == (0, 0, 0, 2)
    assert [(each["customer"], each["fields"]) for each in taken["differing"]] == [
        ("Dana Reyes", ["company", "phone"]),
        ("Kim Ito", ["email"]),
    ]
    assert people(shop) == before
    assert counts(take(shop, *richer, options="--update")) == (0, 0, 2, 0)
    assert people(shop) == {
        "Dana Reyes": (["dana@example.com"], ["617 555 0101"], "Arden Pharma"),
        "Kim Ito": (["kim@example.com"], [], None),
    }
    assert counts(take(shop, *richer, "Dana Reyes,Other Inc,dana@example.com,", options="--update")) == (0, 3, 0, 0)


WHO = [
    ("Somebody,,DANA@example.com,", "known", "by the address, whatever the name"),
    ("D. Reyes,,,(617) 555-0101", "known", "by the number, of somebody who may be called so"),
    (",,,617 555 0101", "known", "by the number alone"),
    ("D. Reyes,,,+49 30 555 0101", "made", "a number that only ends alike"),
    ("Kim Ito,,,617 555 0101", "made", "another person at the same number"),
    ("Dana Reyes,,,", "known", "by the name alone"),
    ("Dana Reyes,,d@other.example,", "made", "another address: two people may have one name"),
    ("Lou Park,,lou@example.com,", "added", "a name that was known by nothing else"),
]


def test_somebody_is_known_by_an_address_else_a_number_else_a_name(shop: Shop, subtests: pytest.Subtests) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>' --phone '617 555 0101'")
    shop("customer add 'Lou Park'")
    for row, what, why in WHO:
        with subtests.test(why):
            shown = counts(take(shop, row, options="--update --dry-run"))
            assert shown == {"made": (1, 0, 0, 0), "known": (0, 1, 0, 0), "added": (0, 0, 1, 0)}[what]


def test_two_rows_of_one_person_are_one_customer_with_all_that_both_say(shop: Shop) -> None:
    rows: tuple[str, ...] = ("Dana Reyes,,dana@example.com,", "Dana Reyes,Arden Pharma,dana@example.com,617 555 0101")
    rows += ("Dana Reyes,,,617 555 0101", "Kim Ito,,,617 555 0102", "Kim Ito,,kim@example.com,(617) 555-0102")
    assert counts(take(shop, *rows)) == (2, 3, 0, 0)
    assert people(shop) == {
        "Dana Reyes": (["dana@example.com"], ["617 555 0101"], "Arden Pharma"),
        "Kim Ito": (["kim@example.com"], ["617 555 0102"], None),
    }


def test_who_is_at_a_known_address_under_another_name_is_listed_and_adds_nothing(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <desk@example.com>'")
    taken = take(shop, "Kim Ito,,desk@example.com,617 555 0102", options="--update")
    assert taken["taken_for"] == [{"given": "Kim Ito <desk@example.com>", "customer": "Dana Reyes"}]
    assert people(shop)["Dana Reyes"] == (["desk@example.com"], [], None)


def test_whoever_is_known_without_being_called_so_is_told(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>' --phone '617 555 0101'")
    file = write(shop, ",,,617 555 0101", "D. Reyes,,,617-555-0101", "Dana Reyes,,,617 555 0101", ",,dana@example.com,")
    assert shop(f"customer import {file}").out.endswith(
        "Taken for somebody who is not called quite so:\n  Dana Reyes, by number: 2\n  Dana Reyes, by address: 1\n"
    )
    assert shop.json(f"customer import {file}")["import"]["united"] == [
        {"customer": "Dana Reyes", "by": "number", "rows": 2},
        {"customer": "Dana Reyes", "by": "address", "rows": 1},
    ]


def test_a_row_that_may_mean_several_is_bad(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <desk@example.com>'")
    shop("customer add 'Kim Ito <desk@example.com>' --new-customer")
    shop("customer add 'Kim Ito'")
    file = write(shop, ",,desk@example.com,", "Kim Ito,,,", "-,,,", "Lou,,lou at example,")
    refused = shop.run(f"customer import {file}")
    assert refused.code == 2
    assert [line.partition(": ")[2] for line in refused.out.splitlines()] == [
        "has the address desk@example.com, which 2 share, Dana Reyes and Kim Ito; it needs a name as well",
        'is "Kim Ito", a name that 2 have: desk@example.com and one with neither; it needs an address or a number, '
        'or make them one: careline customer merge "desk@example.com" "Kim Ito"',
        "has no customer: Name and Email are blank",
        'email: "lou" is not an e-mail address',
    ]
    assert shop(f"customer import {file} --skip-bad {shop.folder}/bad.csv").out.startswith("0 customers imported")


def test_somebody_who_was_forgotten_is_not_brought_back(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>'")
    shop("customer forget dana@example.com --yes")
    taken = take(shop, "Dana Reyes,,dana@example.com,", "Kim Ito,,kim@example.com,")
    assert (taken["customers"], taken["forgotten"]) == (1, [2])
    assert take(shop, "Dana Reyes,,dana@example.com,", options="--even-forgotten")["customers"] == 1


def test_an_import_of_people_is_rehearsed_undone_and_taken_back(shop: Shop) -> None:
    shop("customer add 'Lou Park'")
    rows = (
        "Dana Reyes,Arden Pharma,dana@example.com,617 555 0101",
        "Kim Ito,,,617 555 0102",
        "Lou Park,,l@example.com,",
    )
    before = people(shop)
    assert counts(take(shop, *rows, options="--update --dry-run")) == (2, 0, 1, 0)
    assert people(shop) == before
    assert counts(take(shop, *rows, options="--update")) == (2, 0, 1, 0)
    shop("undo")
    assert people(shop) == before
    take(shop, *rows, options="--update")
    shop("open 'No sound' --customer 'Kim Ito'")
    back = shop.json("customer import --take-back people.csv")["taken_back"]
    assert (back["rows"], back["changed"]) == ({"customers": 1, "memberships": 1, "companies": 1}, 1)
    assert [(each["customer"], each["command"]) for each in back["staying"]] == [("Kim Ito", "case open")]
    assert people(shop) == before | {"Kim Ito": ([], ["617 555 0102"], None)}
    assert shop.json("company list")["items"] == []
    assert shop.run("customer import --take-back people.csv").code == 4
    unknown = shop.run("customer import --take-back peple.csv")
    assert (unknown.code, "Did you mean people.csv?" in unknown.err) == (3, True)


def test_what_an_import_has_only_added_to_people_who_were_known_is_taken_back(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>' --phone '617 555 0101'")
    before = people(shop)
    take(shop, "Dana Reyes,Arden Pharma,dana@example.com; d@reyes.example,617 555 0102", options="--update")
    assert people(shop) != before
    taken = shop.json("customer import --take-back people.csv")["taken_back"]
    assert (taken["changed"], taken["rows"]) == (1, {"other_addresses": 2, "memberships": 1, "companies": 1})
    assert people(shop) == before
