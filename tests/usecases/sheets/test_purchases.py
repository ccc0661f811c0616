"""A shop's order list becomes purchases: all rows or none, and each of them once."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.keys import Has
from tests.shop import Shop, prepared

HEADER = "ref,customer,email,product,order,serial,quantity,bought,delivered,price,cost"
ROWS = (
    "1,Dana Reyes,dana@example.com,MX500i,10482,A-77,1,2026-03-09 10:00,2026-03-12,60.00,41.00",
    "2,Kim Ito,,Lamp,10483,,2,2026-03-10,,$14.95,",
    "3,Dana Reyes,dana@example.com,Cable,10482,,1,2026-03-09 10:00,,5,1.20 USD",
)


@prepared
def shop(shop: Shop) -> Shop:
    return shop.at("04-10 10:00")


def write(shop: Shop, *rows: str, header: str = HEADER, name: str = "orders.csv") -> str:
    """A file with these rows; its path."""
    file = shop.folder / name
    file.write_text("\n".join([header, *rows, ""]), encoding="utf-8", newline="")
    return file.as_posix()


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


def take(shop: Shop, *rows: str, more: str = "") -> Any:
    return shop.json(f"purchase import {write(shop, *rows)} {more}")["import"]


def test_each_row_becomes_a_purchase(shop: Shop) -> None:
    said = shop(f"purchase import {write(shop, *ROWS)}").out
    assert said == "3 purchases imported from orders.csv; 0 already known, 0 differing, 0 rejected.\n"
    first, second, third = shop.json("purchase list")["items"]
    assert (first["product"], first["serial"], first["price"], first["cost"]) == (
        "MX500i",
        "A-77",
        usd("60.00"),
        usd("41.00"),
    )
    assert first["delivered_at"] == "2026-03-12T21:00:00Z"
    assert (third["quantity"], third["price"], third["cost"], third["bought_at"]) == (
        2,
        usd("14.95"),
        None,
        "2026-03-10T04:00:00Z",
    )
    assert second["customer"] == first["customer"]
    assert shop.json("customer show 'Kim Ito'")["worth"]["paid"] == usd("29.90")


def test_importing_again_adds_only_what_is_new_and_names_what_differs(shop: Shop) -> None:
    take(shop, *ROWS[:2])
    shop("purchase delivered 10483")
    dearer = ROWS[0].replace("60.00", "61.00").replace("A-77", "A-78")
    answer = take(shop, dearer, *ROWS[1:], ROWS[2])
    assert (answer["purchases"], answer["known"], answer["differing_count"]) == (1, 2, 1)
    assert answer["differing"] == [Has({"line": 2, "ref": "1", "purchase": "B-1", "fields": ["serial", "price"]})]
    assert shop.json("purchase list")["items"][0]["price"] == usd("60.00")
    assert take(shop, *ROWS, more="--source elsewhere")["purchases"] == 3


def test_without_refs_the_whole_row_is_its_identity(shop: Shop) -> None:
    file = write(shop, "Kim Ito,Lamp,2026-03-10,5", header="customer,product,bought,price")
    assert shop.json(f"purchase import {file}")["import"]["purchases"] == 1
    assert shop.json(f"purchase import {file}")["import"]["known"] == 1


BAD = (
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10,,14.955,", 'price: "14.955" has too many decimals'),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10,,-1,", "below zero"),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10,,,", "has no price"),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10,,1,2 EUR", "cost: The shop counts in USD"),
    ("4,Kim Ito,,,1,,1,2026-03-10,,1,", "has no product"),
    ("4,Kim Ito,,Lamp,1,,1,,,1,", "has no moment at which it was bought"),
    ("4,,,Lamp,1,,1,2026-03-10,,1,", "has no customer"),
    ("4,Kim Ito,,Lamp,1,,0,2026-03-10,,1,", "quantity '0' is not a number of units"),
    ("4,Kim Ito,,Lamp,1,,1.5,2026-03-10,,1,", "quantity '1.5' is not a number of units"),
    ("4,Kim Ito,,Lamp,1,,9999999,2026-03-10,,1,", "is not a number of units"),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10 12:00,2026-03-10 11:00,1,", "is before bought"),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-08 02:30,,1,", "does not exist"),
    ("4,Kim Ito,,Lamp,1,,1,2026-04-11,,1,", "has not come yet"),
    ("4,Kim Ito,,Lamp,1,,1,2026-03-10,,1,,more", "has 12 cells"),
)


def test_a_bad_row_keeps_everything_out(shop: Shop, subtests: pytest.Subtests) -> None:
    for row, why in BAD:
        with subtests.test(row):
            answer = shop.run(f"purchase import {write(shop, ROWS[0], row)}")
            assert (answer.code, answer.out.count("\n")) == (2, 1)
            assert answer.out.startswith("line 3")
            assert why in answer.out
            assert not shop.store.exists() or shop.json("purchase list")["items"] == []


def test_bad_rows_are_set_aside(shop: Shop) -> None:
    aside = shop.folder / "aside.csv"
    answer = take(shop, *ROWS, *(row for row, _ in BAD[:3]), more=f"--skip-bad {aside.as_posix()}")
    assert (answer["purchases"], answer["rejected_count"]) == (3, 3)
    assert len(aside.read_text(encoding="utf-8").splitlines()) == 4


def test_unknown_headers_are_answered_with_the_command_that_would_do(shop: Shop) -> None:
    header = "Order ID,Customer Name,Email,The item,Qty,Order Date,Net price,Unit Cost"
    file = write(shop, "10482,Dana Reyes,dana@example.com,MX500i,1,03/19/2026,60.00,41.00", header=header)
    answer = shop.run(f"purchase import {file}")
    assert answer.code == 2
    assert answer.out.startswith(f"careline purchase import {file} --date-format %m/%d/%Y ")
    assert shop.json(answer.out.removeprefix("careline ").strip())["import"]["purchases"] == 1
    bought = shop.json("purchase list")["items"][0]
    assert (bought["order"], bought["product"], bought["price"]) == ("10482", "MX500i", usd("60.00"))


def test_an_import_is_undone_in_one_go_and_rehearsed_without_a_trace(shop: Shop) -> None:
    shop("customer add 'Mia Tan'")
    rehearsed = shop(f"purchase import {write(shop, *ROWS)} --dry-run").out
    assert rehearsed.startswith("3 purchases would be imported")
    assert shop.json("purchase list")["items"] == []
    take(shop, *ROWS)
    shop("undo")
    assert shop.json("purchase list")["items"] == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("--map beer=Lamp", "beer"),
        ("--map product", "product=COLUMN"),
        ("--set subject=x", "subject"),
        ("--tz Nowhere", "Nowhere"),
        ("--date-format %Q", "%Q"),
    ],
)
def test_what_cannot_be_meant_is_refused(shop: Shop, more: str, why: str) -> None:
    assert why in shop.refuses(2, f"purchase import {write(shop, *ROWS)} {more}")


def test_decimal_commas_and_thousands_are_read_as_the_rest_of_the_list_writes_them(shop: Shop) -> None:
    rows = ['1,Kim Ito,,Lamp,1,,"1,0",14.03.2026 9:05,,1.299,', '2,Kim Ito,,Cable,2,,2,5.3.2026,,"1.234,50",7']
    assert take(shop, *rows)["purchases"] == 2
    assert {each["price"]["amount"] for each in shop.json("purchase list")["items"]} == {"1299.00", "1234.50"}


def test_an_amount_that_could_be_two_is_refused_with_both(shop: Shop) -> None:
    answer = shop.run(f"purchase import {write(shop, '1,Kim Ito,,Lamp,1,,1,2026-03-09,,14.955,')}")
    assert (answer.code, answer.out.count("\n")) == (2, 1)
    assert 'price: "14.955" could be $14,955.00 or USD 14.955, and no other amount in the file tells' in answer.out


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7), st.integers(1, 9)), min_size=1, max_size=8))
def test_no_cent_is_lost_on_the_way_in(tmp_path: Path, lines: list[tuple[int, int, int]]) -> None:
    folder = tmp_path / os.urandom(8).hex()
    folder.mkdir()
    shop = Shop(folder).at("04-10 10:00")
    rows = [
        f"{n},Kim Ito,,Lamp,{n},,{units},2026-03-10,,{price // 100}.{price % 100:02},{cost / 100:.2f}"
        for n, (price, cost, units) in enumerate(lines, 1)
    ]
    take(shop, *rows)
    found = shop.json("purchase list")["items"]
    cents = [(round(float(i["price"]["amount"]) * 100), round(float(i["cost"]["amount"]) * 100)) for i in found]
    assert cents == [(price, cost) for price, cost, _ in lines]
    paid = shop.json("customer show 'Kim Ito'")["worth"]["paid"]["amount"]
    assert paid.replace(".", "").lstrip("0") == str(sum(price * units for price, _, units in lines) or "")
