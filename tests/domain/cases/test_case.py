"""A case itself: its customer, its refusals, and imported ones that stood open without a promise."""

from datetime import datetime

import pytest

from careline.domain.cases.case import (
    BeforeItExisted,
    BlankText,
    Customer,
    may_be_silent,
)
from tests.builders import (
    DUE,
    SECOND,
    boston,
)

CLOSED, REOPENED, CLOSED_AGAIN = boston(3), boston(4), boston(5)


@pytest.mark.parametrize(
    ("facts", "silent"),
    [
        ((None, None, None), True),
        ((CLOSED, None, None), True),
        ((None, DUE, None), False),
        ((CLOSED, DUE, None), False),
        ((None, DUE, DUE), True),
        ((CLOSED, DUE, CLOSED - SECOND), True),
        ((CLOSED, DUE, CLOSED), False),
    ],
    ids=[
        "nothing was promised",
        "and it is closed by now",
        "the promise is live",
        "and the case closed",
        "the promise was kept",
        "it was kept before the case closed",
        "it was kept as the case closed",
    ],
)
def test_an_imported_case_may_be_silent_where_it_stood_open_without_a_live_promise(
    facts: tuple[datetime | None, datetime | None, datetime | None], silent: bool
) -> None:
    closed_at, due_at, kept_at = facts
    assert may_be_silent(closed_at=closed_at, due_at=due_at, kept_at=kept_at) is silent


@pytest.mark.parametrize(
    ("customer", "first_name", "shown"),
    [
        (Customer(1, "Dana Reyes", "dana@example.com"), "Dana", "Dana Reyes <dana@example.com>"),
        (Customer(1, "Dana Reyes"), "Dana", "Dana Reyes"),
        (Customer(1, "dana@example.com", "dana@example.com"), "dana@example.com", "dana@example.com"),
    ],
)
def test_customers_are_spoken_to_by_first_name_and_shown_with_their_address(
    customer: Customer, first_name: str, shown: str
) -> None:
    assert (customer.first_name, str(customer)) == (first_name, shown)


def test_other_refusals_name_what_they_speak_of() -> None:
    assert str(BeforeItExisted("P-1", "Mon 1 Jun 10:00")) == (
        "That is before P-1 (Mon 1 Jun 10:00); give a later time."
    )
    assert str(BlankText("--because")) == "--because is blank; write a few words."
