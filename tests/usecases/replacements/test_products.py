"""Products: whose they are, how long they are warranted, and which model has taken the place of which."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.shop import Shop, prepared


@prepared
def labels(shop: Shop) -> Shop:
    """The LabelWriter 350 of Dymo, succeeded by the 450; Dymo warrants for 24 months."""
    shop("party add Dymo --warranty-months 24")
    shop('product add "LabelWriter 350" --supplier Dymo --successor "LabelWriter 450"')
    return shop


def buy(shop: Shop, customer_id: int, product: str, bought_at: str, quantity: int) -> None:
    """Lay a purchase into the store."""
    with closing(sqlite3.connect(shop.store)) as store:
        store.execute(
            "INSERT INTO purchases (customer_id, product, bought_at, quantity, price, currency)"
            " VALUES (?, ?, ?, ?, 6000, 'USD')",
            (customer_id, product, bought_at, quantity),
        )
        store.commit()


def page(shop: Shop, name: str) -> Any:
    return shop.json(f'product show "{name}"')


def test_adding_one_makes_the_supplier_and_the_successor_that_nobody_knew(shop: Shop) -> None:
    assert shop(
        'product add "LabelWriter 350" --supplier Dymo --successor "LabelWriter 450" --warranty-months 24'
    ).out == (
        "LabelWriter 350 added, of Dymo, succeeded by LabelWriter 450, warranty 24 months\n"
        "Dymo is a new supplier\n"
        "LabelWriter 450 is a new product\n"
    )
    assert shop.json("party show Dymo")["party"]["kind"] == "supplier"
    assert [each["name"] for each in shop.json("product list")["items"]] == ["LabelWriter 350", "LabelWriter 450"]


def test_the_page_tells_what_came_before_and_after(labels: Shop) -> None:
    assert labels('product show "labelwriter  350"').out == (
        "LabelWriter 350, of Dymo\n"
        "Warranty 24 months.\n"
        "Succeeded by LabelWriter 450.\n"
        "Nobody has bought one.\n"
        "Easily mistaken for LabelWriter 450.\n"
    )
    labels('product edit "LabelWriter 450" --successor "LabelWriter 550"')
    assert page(labels, "LabelWriter 350")["successors"] == ["LabelWriter 450", "LabelWriter 550"]
    assert page(labels, "LabelWriter 450")["predecessors"] == ["LabelWriter 350"]
    assert "Succeeded by LabelWriter 450, then LabelWriter 550.\n" in labels('product show "LabelWriter 350"').out


def test_the_warranty_is_the_products_else_its_suppliers_else_the_policys(labels: Shop) -> None:
    assert page(labels, "LabelWriter 350")["warranty_months"] == 24
    assert page(labels, "LabelWriter 450")["warranty_months"] == 12
    labels('product edit "LabelWriter 350" --warranty-months 6')
    assert page(labels, "LabelWriter 350")["warranty_months"] == 6
    assert page(labels, "LabelWriter 350")["product"]["warranty_months"] == 6
    labels('product edit "LabelWriter 350" --warranty-months 0')
    assert "No warranty.\n" in labels('product show "LabelWriter 350"').out


def test_what_was_bought_is_counted_by_units_and_customers_at_the_moment(labels: Shop) -> None:
    labels("customer add Dana")
    labels("customer add Kim")
    buy(labels, 1, "LabelWriter 350", "2026-03-09 16:00:00.000000", 2)
    buy(labels, 1, "labelwriter 350", "2026-03-10 16:00:00.000000", 1)
    buy(labels, 2, "LabelWriter 350", "2026-05-01 16:00:00.000000", 1)
    assert "4 bought, by 2 customers.\n" in labels('product show "LabelWriter 350"').out
    assert "3 bought, by 1 customer.\n" in labels('product show "LabelWriter 350" --as-of 2026-04-01').out
    assert (page(labels, "LabelWriter 350")["bought"], page(labels, "LabelWriter 350")["customers"]) == (4, 2)


def test_what_is_easily_taken_for_another_is_said(shop: Shop) -> None:
    shop("product add MX500i")
    assert page(shop, "MX500i")["easily_taken_for"] == []
    shop("product add MX500c")
    assert page(shop, "MX500i")["easily_taken_for"] == ["MX500c"]


def test_what_was_sold_and_sent_by_then_counts_too(shop: Shop) -> None:
    def near(day: str) -> list[str]:
        return list(shop.json(f"product show MX500i --as-of {day}")["easily_taken_for"])

    shop("product add MX500i")
    shop("open X --customer Dana --product MX500i")
    buy(shop, 1, "MX500a", "2026-03-01 16:00:00.000000", 1)
    shop.at("06-02 10:00")("ship-replacement 1 --item MX500i --why w --arrives 2bd")
    shop.at("06-03 10:00")("outcome 1 wrong-item --delivered now --came MX500c")
    shop.at("06-04 10:00")(
        "ship-replacement 1 --item MX500e --why w --arrives 2bd --substitute-because 'sold out' --consent 'Fine'"
    )
    assert near("2026-02-28") == []
    assert near("2026-03-02") == ["MX500a"]
    assert near("2026-06-03T12:00") == ["MX500a", "MX500c"]
    assert near("2026-06-04T12:00") == ["MX500a", "MX500c", "MX500e"]


def test_a_near_miss_is_asked_about_and_a_new_one_is_not(labels: Shop) -> None:
    assert "Did you mean LabelWriter 350?" in labels.refuses(2, 'product show "LabelWriter 355"')
    assert "Did you mean LabelWriter 350?" in labels.refuses(2, 'product edit "LabelWriter 355" --warranty-months 3')
    labels('product add "LabelWriter 355"')


def test_a_product_that_nobody_knows_is_not_found(labels: Shop) -> None:
    assert "MX500i" in labels.refuses(3, "product show MX500i")
    assert "MX500i" in labels.refuses(3, "product edit MX500i --warranty-months 3")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ('product add "labelwriter 350"', "already"),
        ("product add ' '", "name"),
        ("product add X --successor x", "cannot succeed itself"),
        ("product add X --successor ' '", "--successor"),
        ("product add X --supplier ''", "--supplier"),
        ("product add X --supplier tomorrow", "date"),
        ("product add X --supplier Dimo", "Did you mean Dymo?"),
        ("product add X --warranty-months -1", "--warranty-months"),
        ("product add X --warranty-months 1201", "--warranty-months"),
        ('product edit "LabelWriter 350"', "There is nothing to change"),
        ('product edit "LabelWriter 350" --successor "LABELWRITER 350"', "cannot succeed itself"),
    ],
)
def test_bad_input_is_refused(labels: Shop, command: str, said: str) -> None:
    assert said in labels.refuses(2, command)


def test_a_product_does_not_succeed_itself_by_way_of_others(labels: Shop) -> None:
    labels('product edit "LabelWriter 450" --successor "LabelWriter 550"')
    for older in ("LabelWriter 350", "LabelWriter 450"):
        said = labels.refuses(4, f'product edit "LabelWriter 550" --successor "{older}"')
        assert "LabelWriter 550 cannot be succeeded by a model that it has succeeded itself" in said
