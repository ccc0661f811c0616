"""Near names are found by index: none is missed, however many customers there are."""

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.names import allowed_edits, keys_of_near
from careline.store.people.customers import customer_names

NAMES = st.text(alphabet="abcdefghijkl é𝕏", max_size=14)


def found(known: str, typed: str) -> list[str]:
    """What looking for a typed name finds where one is known."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE customers (folded TEXT)")
    connection.execute("INSERT INTO customers VALUES (?)", (known,))

    def fetch(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        return connection.execute(sql, parameters).fetchall()

    try:
        return customer_names(fetch, keys_of_near(typed))
    finally:
        connection.close()


@given(NAMES, st.lists(st.tuples(st.sampled_from("-+="), st.integers(0, 14), st.sampled_from("ab é")), max_size=2))
def test_every_name_within_the_allowed_edits_is_found(typed: str, edits: list[tuple[str, int, str]]) -> None:
    known = typed
    for kind, place, letter in edits[: allowed_edits(typed)]:
        known = known[:place] + ("" if kind == "-" else letter) + known[place if kind == "+" else place + 1 :]
    assert found(known, typed) == [known]


@pytest.mark.parametrize("known", ["dana reyes", "xxdana reyes", "dana reyesxx", "na reyes", "dana rey", "xana reyex"])
def test_two_edits_may_stand_together_or_apart(known: str) -> None:
    assert found(known, "dana reyes") == [known]


@pytest.mark.parametrize("known", ["dana reyes-park", "dina soyas", "kim ito"])
def test_a_name_that_shares_no_third_is_not_looked_at(known: str) -> None:
    assert found(known, "dana reyes") == []
