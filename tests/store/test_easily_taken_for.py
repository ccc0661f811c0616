"""Names of products that are easily mistaken for one another."""

import pytest

from careline.store.near import easily_taken_for

KNOWN = ["MX500c", "MX500i", "MX-500i", "LabelWriter 350", "LabelWriter 450", "Cable", "A1", "B2"]


@pytest.mark.parametrize(
    ("item", "others"),
    [
        ("MX500i", ("MX500c",)),
        ("mx 500i", ("MX500c",)),
        ("MX500c", ("MX500i",)),
        ("MX600c", ("MX500c", "MX500i")),
        ("LabelWriter 350", ("LabelWriter 450",)),
        ("Cables", ("Cable",)),
        ("A2", ("A1", "B2")),
        ("Headset", ()),
    ],
)
def test_a_name_is_easily_taken_for_one_that_differs_in_a_letter_or_digit_or_two(
    item: str, others: tuple[str, ...]
) -> None:
    assert easily_taken_for(item, KNOWN) == others


def test_without_other_names_there_is_nothing_to_take_it_for() -> None:
    assert easily_taken_for("MX500i", ["MX500i", "mx500I", "MX-500i"]) == ()
