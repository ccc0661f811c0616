"""Which purchase a case is about, and what a customer is worth."""

import pytest

from careline.domain.cases.case import Case
from careline.domain.money.purchases import Purchase, purchase_of
from tests.builders import OPENED, SECOND, boston, case, purchase

HEADSETS = (
    purchase(1, product="MX500i", order="10482", serial="A-1", bought_at=boston(1, month=3)),
    purchase(2, product="Charger", order="10482", bought_at=boston(1, month=3)),
    purchase(3, product="MX500i", order="10999", serial="A-3", bought_at=boston(1, month=4)),
    purchase(4, product="MX500i", order="11500", bought_at=OPENED + SECOND),
)


@pytest.mark.parametrize(
    ("about", "number"),
    [
        (case(product="MX500i", serial="a-1", order="10999"), 1),
        (case(product="mx500I", order="10482"), 1),
        (case(product="CHARGER", order="10482"), 2),
        (case(product="Cable", order="10482"), 2),
        (case(order="10999"), 3),
        (case(product="mx500i"), 3),
        (case(product="MX500i", order="999"), 3),
        (case(product="MX500i", serial="A-9"), 3),
        (case(order="11500"), 4),
    ],
)
def test_a_case_is_about_the_purchase_that_it_names_best(about: Case, number: int) -> None:
    assert purchase_of(about, HEADSETS) == HEADSETS[number - 1]
    assert purchase_of(about, HEADSETS[::-1]) == HEADSETS[number - 1]


@pytest.mark.parametrize("about", [case(), case(product="Cable"), case(order="7"), case(serial="Z")])
def test_a_case_that_names_nothing_bought_is_about_no_purchase(about: Case) -> None:
    assert purchase_of(about, HEADSETS) is None


def test_what_was_bought_at_the_very_moment_of_the_opening_counts_as_before() -> None:
    bought: Purchase = purchase(bought_at=OPENED)
    assert purchase_of(case(product="MX500i"), [bought]) == bought
