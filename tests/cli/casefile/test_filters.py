"""The filters of lists: they compare words as people do, and say so where a name is nobody's."""

from typing import Any

import pytest

from tests.shop import Shop, prepared


@prepared
def busy(shop: Shop) -> Shop:
    """A case about a Café, whose promise FieldCo performs for Zoë."""
    shop.environment["CARELINE_ME"] = "Zoë"
    shop("open x --customer Dana --product Café --promise y --by 2bd --performer FieldCo")
    shop("open x --customer Kim --product MX500i")
    return shop


def listed(shop: Shop, command: str) -> list[Any]:
    """The ids that a list holds."""
    return [row["id"] for row in shop.json(command)["items"]]


@pytest.mark.parametrize("product", ["Café", "CAFÉ", "cafe", " Cafe "])
def test_a_product_is_compared_case_and_accents_aside(busy: Shop, product: str) -> None:
    assert listed(busy, f"list --product '{product}'") == ["C-1"]


def test_a_product_that_no_case_names_lists_nothing(busy: Shop) -> None:
    assert listed(busy, "list --product Coffee") == []


@pytest.mark.parametrize("who", ["Zoë", "ZOË", "zoe"])
def test_the_log_compares_names_case_and_accents_aside(busy: Shop, who: str) -> None:
    assert listed(busy, f"log --who {who}") == [2, 1]
    assert listed(busy, "log --who FieldCo") == []
    assert 'Nobody is called "Ben"' in busy.refuses(2, "log --who Ben")


@pytest.mark.parametrize(
    "command", ["list --owner", "promise list --owner", "promise list --performer", "replacement list --supplier"]
)
@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        (3, "'Nobody Knows'", 'No party is called "Nobody Knows". There are Ana, FieldCo, Zoë.'),
        (2, "Fieldc", "Did you mean FieldCo?"),
        (2, "tomorrow", "a date"),
        (2, "' '", "blank"),
    ],
)
def test_a_name_that_is_nobodys_is_said_to_be_so(busy: Shop, command: str, code: int, name: str, why: str) -> None:
    assert why in busy.refuses(code, f"{command} {name}")


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ("list --owner ZOE", ["C-1", "C-2"]),
        ("promise list --owner zoe --performer fieldco", ["P-1"]),
        ("promise list --performer FIELDCO", ["P-1"]),
    ],
)
def test_a_person_is_found_case_and_accents_aside(busy: Shop, command: str, found: list[str]) -> None:
    assert sorted(listed(busy, command)) == found


@pytest.mark.parametrize("option", ["list --owner", "promise list --owner", "promise list --performer"])
@pytest.mark.parametrize("name", ["Ana", "ben"])
def test_one_of_us_who_has_promised_nothing_yet_is_somebody(busy: Shop, option: str, name: str) -> None:
    busy.environment["CARELINE_ME"] = "Ben"
    assert listed(busy, f"{option} {name}") == []


@pytest.mark.parametrize(("code", "command"), [(2, "overdue --performer"), (2, "brief --for"), (3, "list --owner")])
def test_in_a_shop_of_one_there_is_one_and_in_a_large_one_a_few_are_named(shop: Shop, code: int, command: str) -> None:
    shop("open x --customer Dana")
    assert 'called "nobdy". There is Ana.' in shop.refuses(code, f"{command} nobdy")
    for name in ("Ben", "Cleo", "Dora", "Eve", "Finn", "Gus"):
        shop("party add", name)
    listed_by = "There are Ana, Ben, Cleo, Dora, Eve and 2 more: careline party list."
    assert listed_by in shop.refuses(code, f"{command} zzzzz")
