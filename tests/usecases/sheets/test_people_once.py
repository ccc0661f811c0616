"""People come in once, known by address and number; whoever looks like somebody twice is listed, and never merged."""

import csv
from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared
from tests.store.contents import opened

HEADER = "customer,email,phone,order,subject,opened"


def take(shop: Shop, *rows: str, more: str = "") -> Any:
    """Import a case for each of these customers, who are `name,email,phone` or `name,email,phone,order`."""
    file = shop.folder / "list.csv"
    full = [
        f"{row}{',' * (4 - len(next(csv.reader([row]))))},Hums {number},2026-05-04" for number, row in enumerate(rows)
    ]
    file.write_text("\n".join([HEADER, *full, ""]), encoding="utf-8")
    return shop.json(f"import {file.as_posix()} {more}")["import"]


def people(shop: Shop) -> list[tuple[str, list[str], list[str]]]:
    """Every customer: the name, all addresses, all numbers."""
    with opened(shop.store) as store:
        rows = store.execute(
            "SELECT id, name, email, phone FROM customers UNION ALL SELECT a.customer_id, u.name, a.email, a.phone"
            " FROM other_addresses a JOIN customers u ON u.id = a.customer_id"
        ).fetchall()
    found: dict[int, tuple[str, list[str], list[str]]] = {}
    for number, name, email, phone in rows:
        who = found.setdefault(number, (name, [], []))
        who[1].extend(filter(None, [email]))
        who[2].extend(filter(None, [phone]))
    return sorted(found.values())


def pairs(taken: Any) -> list[tuple[str, str, str]]:
    return [(each["customer"]["name"], each["other"]["name"], each["why"]) for each in taken["look_alikes"]]


@prepared
def shop(shop: Shop) -> Shop:
    """A shop that knows Dana, with two addresses and two numbers, and Robin, who has none."""
    shop("customer add 'Dana Reyes <dana@example.com>' --phone '617 555 0143'")
    shop("customer edit dana@example.com --add-email dana@work.example --add-phone '212 555 0100'")
    shop("customer add 'Robin Vale'")
    return shop


DANA = ("Dana Reyes", ["dana@example.com", "dana@work.example"], ["617 555 0143", "212 555 0100"])
ROBIN: tuple[str, list[str], list[str]] = ("Robin Vale", [], [])
ONCE: list[tuple[str, list[str], list[tuple[str, list[str], list[str]]]]] = [
    ("a number, however it is written", ["Dana Reyes,,+1 (617) 555-0143"], [DANA, ROBIN]),
    ("a further number", ["DANA  RÉYES,,212.555.0100"], [DANA, ROBIN]),
    ("a further address, and its new number", ["Dana,dana@work.example,415 555 0100"],
     [(DANA[0], DANA[1], [*DANA[2], "415 555 0100"]), ROBIN]),
    ("a number, and its new address", ["Dana Reyes,d@home.example,6175550143"],
     [(DANA[0], [*DANA[1], "d@home.example"], DANA[2]), ROBIN]),
    ("a number with the names in another order", ['"Reyes, Dana",,617 555 0143'], [DANA, ROBIN]),
    ("a number without a name", [",d@home.example,617 555 0143", "617 555 0143,,"],
     [(DANA[0], [*DANA[1], "d@home.example"], DANA[2]), ROBIN]),
    ("a name, and its first address and number", ["Robin Vale,,617 555 0177", "Robin Vale,r@x.example,617 555 0177"],
     [DANA, ("Robin Vale", ["r@x.example"], ["617 555 0177"])]),
    ("somebody new who gets a number later", ["Kim,kim@x.example,", "Kim,kim@x.example,555 0101 22", "Kim,,555010122"],
     [DANA, ("Kim", ["kim@x.example"], ["555 0101 22"]), ROBIN]),
    ("another name with the number is another person", ["Rose Vale,,617 555 0143"],
     [DANA, ROBIN, ("Rose Vale", [], ["617 555 0143"])]),
    ("a near name and initials are other people", ["Dana Reyez,,617 555 0143", "D. Reyes,,617 555 0143"],
     [("D. Reyes", [], ["617 555 0143"]), DANA, ("Dana Reyez", [], ["617 555 0143"]), ROBIN]),
    ("another area's number is another number", ["Dana Reyes,d@x.example,415 555 0143"],
     [("Dana Reyes", ["d@x.example"], ["415 555 0143"]), DANA, ROBIN]),
    ("whoever has the address of another name keeps their own number", ["Rose Vale,dana@example.com,415 555 0100"],
     [DANA, ROBIN]),
]  # fmt: skip


def test_equal_people_are_found_by_address_and_by_number(shop: Shop, subtests: pytest.Subtests, new_shop: Any) -> None:
    for what, rows, expected in ONCE:
        with subtests.test(what):
            other = new_shop(shop.store)
            taken = take(other, *rows)
            assert people(other) == sorted(expected)
            again = take(other, *rows)
            assert (again["cases"], again["known"] + again["differing_count"]) == (0, taken["cases"])


def test_a_number_tells_which_of_two_of_a_name_is_meant(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <other@example.com>' --phone '415 555 0100'")
    take(shop, "Dana Reyes,,415-555-0100")
    assert shop.case(1)["case"]["customer"]["email"] == "other@example.com"
    answer = shop.run(
        f"import {(shop.folder / 'list.csv').as_posix()} --source b --map customer=customer --map phone=order"
    )
    assert (answer.code, "needs an email or a phone number as well" in answer.out) == (2, True)


def test_a_number_alone_that_several_have_makes_the_row_bad(shop: Shop) -> None:
    take(shop, "Rose Vale,,617 555 0143")
    file = shop.folder / "list.csv"
    file.write_text(f"{HEADER}\n617 555 0143,,,,Hums,2026-05-04\n", encoding="utf-8")
    assert (
        "has the number 617 555 0143, which 2 share, Dana Reyes and Rose Vale; it needs a name as well"
        in shop.run(f"import {file.as_posix()}").out
    )


def test_who_was_known_by_a_number_alone_is_found_by_it_and_told(shop: Shop) -> None:
    shop("open Hums --customer '415 555 0100'")
    taken = take(shop, "Kim Ito,,+1 415 555 0100")
    assert taken["taken_for"] == [Has({"given": "Kim Ito", "customer": "415 555 0100"})]
    assert len(people(shop)) == 3


ALIKE: list[tuple[str, list[str], list[tuple[str, str, str]]]] = [
    ("one name at another address", ["Dana Reyes,d@x.example,"], [("Dana Reyes", "Dana Reyes", "same name")]),
    ("another name with the number", ["Rose Park,,617-555-0143"],
     [("Rose Park", "Dana Reyes", "same telephone number")]),
    ("a further number", ["Rose Park,,212 5550100"], [("Rose Park", "Dana Reyes", "same telephone number")]),
    ("not the number of another area", ["Rose Park,,415 555 0143"], []),
    ("initials", ["D. Reyes,,", "D M Reyes,,", "E. Reyes,,", "D. Rayes,,"],
     [("D. Reyes", "Dana Reyes", "same initials and family name"),
      ("D M Reyes", "Dana Reyes", "same initials and family name")]),
    ("both new, either way", ["K. Ito,,", "Kim Ito,,", "Lou Park,,", "L. Park,,"],
     [("Kim Ito", "K. Ito", "same initials and family name"),
      ("L. Park", "Lou Park", "same initials and family name")]),
    ("a near name with the order", ["Kim Ito,,,77", "Kim Itto,,,77", "Kim Itoo,,,78", "Lou Park,,,77"],
     [("Kim Itto", "Kim Ito", "same order")]),
    ("no order of many", [f"Kim {'Ito'[:n % 3 + 1]}{n:02},,,cash" for n in range(12)], []),
    ("nobody by a near name alone", ["Dana Reyez,,", "Dana Reyess,,"], []),
    ("each once, with who was there first", ["Rose,,555 0100 1", "Lou,,55501001", "Kim,,555-0100-1"],
     [("Lou", "Rose", "same telephone number"), ("Kim", "Rose", "same telephone number")]),
    ("a company is no family", ["A Plus Reyes,,"], []),
]  # fmt: skip


def test_whoever_looks_like_somebody_twice_is_listed(shop: Shop, subtests: pytest.Subtests, new_shop: Any) -> None:
    for what, rows, expected in ALIKE:
        with subtests.test(what):
            other = new_shop(shop.store)
            taken = take(other, *rows)
            assert (pairs(taken), taken["look_alikes_count"]) == (expected, len(expected))
            assert take(other, *rows)["look_alikes_count"] == 0
            for each in taken["look_alikes"]:
                other(f"{each['command'].removeprefix('careline ')} --yes")


def test_purchases_tell_of_look_alikes_too(shop: Shop) -> None:
    shop("purchase add 'Robin Vale' MX500i --price 60 --order 10482")
    file = shop.folder / "orders.csv"
    file.write_text("customer,order,product,bought,price\nRobin Vahle,10482,Cable,2026-05-04,5\n", encoding="utf-8")
    taken = shop.json(f"purchase import {file.as_posix()}")["import"]
    assert pairs(taken) == [("Robin Vahle", "Robin Vale", "same order")]


def test_look_alikes_are_told_at_the_end_with_the_command_that_makes_them_one(shop: Shop) -> None:
    rehearsed = take(shop, "Robin Vale,robin@example.com,", "D. Reyes,,", more="--dry-run")
    assert [each["command"] for each in rehearsed["look_alikes"]] == [None, None]
    answer = shop(f"import {(shop.folder / 'list.csv').as_posix()}").out
    assert answer.splitlines()[1:] == [
        "Perhaps one person twice; careline merges nobody by itself:",
        "  Robin Vale <robin@example.com> and Robin Vale (same name): "
        'careline customer merge "robin@example.com" "Robin Vale"',
        "  D. Reyes and Dana Reyes <dana@example.com> (same initials and family name): "
        'careline customer merge "D. Reyes" "dana@example.com"',
    ]
    shop('customer merge robin@example.com "Robin Vale" --yes')
    assert [who for who in people(shop) if who[0] == "Robin Vale"] == [("Robin Vale", ["robin@example.com"], [])]


def test_of_three_of_a_name_the_one_without_an_address_is_named_by_nothing(shop: Shop) -> None:
    taken = take(shop, "Robin Vale,robin@a.example,", "Robin Vale,robin@b.example,")
    assert [each["command"] for each in taken["look_alikes"]] == [None, None]


def test_fifty_look_alikes_are_told_and_all_are_counted(shop: Shop) -> None:
    taken = take(shop, *(f"Person {chr(97 + n // 26)}{chr(97 + n % 26)},,617 555 0143" for n in range(60)))
    assert (taken["look_alikes_count"], len(taken["look_alikes"])) == (60, 60)
    shop("undo")
    answer = shop(f"import {(shop.folder / 'list.csv').as_posix()}").out.splitlines()
    assert (len(answer), answer[-1]) == (53, "  ... and 10 more")


def test_what_an_import_has_learned_of_somebody_goes_when_it_is_taken_back(shop: Shop) -> None:
    before = people(shop)
    take(shop, "Dana Reyes,d@home.example,6175550143", "Robin Vale,,617 555 0177", more="--source desk")
    assert people(shop) != before
    shop("import --take-back desk")
    assert people(shop) == before


BROUGHT = ("Kim Ito,kim@example.com,617 555 0102", "Kim Ito,kim@example.com,617 555 0103",
           "Dana Reyes,d@home.example,6175550143", "Robin Vale,,617 555 0177")  # fmt: skip
KIM = ("Kim Ito", ["kim@example.com"], ["617 555 0102", "617 555 0103"])


@pytest.mark.parametrize(
    ("touches", "left"),
    [
        ([], []),
        (["customer edit 'Robin Vale' --email robin@example.com"], ["Robin Vale"]),
        (["customer edit dana@example.com --email dana@new.example"], ["Dana Reyes"]),
        (["case note 3 'she says so'"], ["Dana Reyes"]),
        (["case note 4 'he says so'"], ["Robin Vale"]),
        (["case note 3 'she says so'", "undo"], []),
        (["case note 1 'they say so'"], ["Kim Ito"]),
        (["purchase add kim@example.com MX500i --price 60"], ["Kim Ito"]),
        (["customer edit kim@example.com --add-phone '617 555 0104'"], ["Kim Ito"]),
    ],
)
def test_whoever_stays_keeps_all_that_was_learned_of_them(shop: Shop, touches: list[str], left: list[str]) -> None:
    """Of the others goes what the import has brought, and what was known before stays."""
    before = dict(zip(["Dana Reyes", "Robin Vale"], people(shop), strict=True))
    take(shop, *BROUGHT, more="--source desk")
    for line in touches:
        shop(line)
    now = {who[0]: who for who in people(shop)}
    shop("import --take-back desk")
    assert {who[0]: who for who in people(shop)} == before | {name: now[name] for name in left}
    shop("undo")
    assert {who[0]: who for who in people(shop)} == now
