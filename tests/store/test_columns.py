"""A value's columns are told once: every field has one, and what reads a row is made of the same words."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from careline import store
from careline.domain.cases.case import Customer
from careline.domain.money.costs import CostKind, Share
from careline.domain.money.money import Money
from careline.domain.replacements.claims import Credit
from careline.store.columns import Columns
from careline.store.faults import StoreGarbled
from careline.store.rows import OF_CASE, OF_CUSTOMER
from careline.store.stamps import read_moment
from tests.test_words import NOT_LISTED, TOLD

OTHERWISE_FILLED = {
    "Case.reopenings",
    "Case.lapsed",
    "Promise.hand_overs",
    "Promise.lapsed",
    "Replacement.is_upgrade",
    "Replacement.earlier",
    "Replacement.corrections",
    "Replacement.moves",
    "Claim.credits",
    *(f"Escalation.{name}" for name in ("settled_at", "passed_on_at", "causes", "is_top")),
}
"""The fields that are read from other rows, or worked out."""
MODULES = [
    import_module(module.name)
    for module in pkgutil.walk_packages(store.__path__, "careline.store.")
    if not module.name.startswith("careline.store.migrations.")
]
ALL: list[Columns[Any]] = list(
    {id(each): each for module in MODULES for each in vars(module).values() if isinstance(each, Columns)}.values()
)


def test_every_field_of_a_value_is_filled_by_a_column() -> None:
    fields = {(each.make, name) for each in ALL for name in each.make.__match_args__}
    told = {(each.make, name) for each in ALL for name in each.names}
    left = {f"{make.__name__}.{name}" for make, name in fields - told}
    assert left == OTHERWISE_FILLED, "give it a column in the Columns of its value"


def test_every_word_that_is_read_is_one_that_the_store_keeps() -> None:
    known = [getattr(read, "__self__", None) for each in ALL for _, read in each.readers]
    enums = {type(word) for words in known if isinstance(words, dict) for word in words.values()}
    assert len(enums) > 10
    assert enums - {bool} <= {*TOLD, *NOT_LISTED}


def test_a_word_that_its_enum_does_not_know_is_a_garbled_store() -> None:
    parts: Columns[Credit] = Columns(Credit, id="i", at=("t", read_moment), amount=("k", CostKind), note="n")
    with pytest.raises(StoreGarbled, match="bribe"):
        parts.read((1, "2026-06-01 10:00:00", "bribe", None))


def test_no_row_is_read_by_position() -> None:
    sources = Path(store.__file__).parent.rglob("*.py")
    by_position = re.compile(r"\brow\[\d|\brows\[\d+\]\[")
    assert [file.name for file in sources if by_position.search(file.read_text(encoding="utf-8"))] == []


def test_the_columns_are_asked_for_in_the_order_in_which_they_are_read() -> None:
    assert OF_CUSTOMER.sql.startswith("u.id, u.name, u.email, u.phone")
    assert OF_CUSTOMER.read((7, "Robin", None, "617")) == Customer(id=7, name="Robin", phone="617")
    backwards: Columns[Customer] = Columns(Customer, phone="p", email="e", name="n", id="i")
    assert backwards.sql == "i, n, e, p"
    assert OF_CASE.sql.startswith(f"c.id, {OF_CUSTOMER.sql}, c.subject")


def test_a_value_within_a_value_is_none_where_its_first_column_is() -> None:
    money: Columns[Money] = Columns(Money, amount="a", currency="c")
    share: Columns[Share] = Columns(Share, at=("t", read_moment), amount=money, offered="o")
    assert (share.sql, share.width) == ("t, a, c, o", 4)
    at = read_moment("2026-06-01 10:00:00")
    assert share.read(("2026-06-01 10:00:00", 50, "USD", "half")) == Share(at, Money(50, "USD"), "half")
    assert share.read(("2026-06-01 10:00:00", None, "USD", "half")) == Share(at, None, "half")  # type: ignore[arg-type]


def test_nothing_stands_where_a_value_always_has_something() -> None:
    with pytest.raises(StoreGarbled, match="holds None where what every customer has must stand"):
        OF_CUSTOMER.read((7, None, None, "617"))


@pytest.mark.parametrize("fields", [{"id": "id", "title": "name"}, {"id": "id", "email": "email"}])
def test_columns_that_are_no_fields_or_leave_one_out_are_refused(fields: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="Customer has the fields id, name, "):
        Columns(Customer, **fields)
