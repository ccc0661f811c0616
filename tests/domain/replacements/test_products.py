"""The map of successors: which model has taken the place of which."""

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.replacements.products import (
    Product,
    check_successor,
    is_upgrade,
    successor_of,
    successors,
)

KNOWN = (
    Product(1, "LabelWriter 350", successor="LabelWriter 400"),
    Product(2, "LabelWriter 400", successor="LabelWriter 450"),
    Product(3, "LabelWriter 450"),
    Product(4, "MX500i"),
)


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        ("LabelWriter 350", ("LabelWriter 400", "LabelWriter 450")),
        ("labelwriter  400", ("LabelWriter 450",)),
        ("LabelWriter 450", ()),
        ("nobody knows it", ()),
    ],
)
def test_successors_stand_one_after_another(wanted: str, line: tuple[str, ...]) -> None:
    assert successors(wanted, KNOWN) == line
    assert successor_of(wanted, KNOWN) == (line[-1] if line else None)


@pytest.mark.parametrize(
    ("wanted", "item", "upgrade"),
    [
        ("LabelWriter 350", "LABELWRITER 400", True),
        ("LabelWriter 350", "LabelWriter 450", True),
        ("LabelWriter 450", "LabelWriter 350", False),
        ("LabelWriter 350", "LabelWriter 350", False),
        ("LabelWriter 350", "MX500i", False),
    ],
)
def test_an_upgrade_has_taken_the_place_of_what_is_wanted(wanted: str, item: str, upgrade: bool) -> None:
    assert is_upgrade(wanted, item, KNOWN) is upgrade


def test_no_model_takes_its_own_place_at_once_or_in_the_end() -> None:
    with pytest.raises(BadInput, match="cannot succeed itself"):
        check_successor("MX500i", "mx500I", KNOWN)
    for older in ("LabelWriter 350", "LabelWriter 400"):
        with pytest.raises(Refused, match="cannot be succeeded by a model that it has succeeded itself"):
            check_successor("LabelWriter 450", older, KNOWN)
    check_successor("LabelWriter 450", "MX500i", KNOWN)
    check_successor("LabelWriter 350", "LabelWriter 450", KNOWN)


def test_a_circle_that_undoing_has_closed_ends_all_the_same() -> None:
    circle = (Product(1, "A", successor="B"), Product(2, "B", successor="A"))
    assert successors("A", circle) == ("B", "A")
