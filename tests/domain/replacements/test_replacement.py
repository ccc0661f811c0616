"""A unit that makes good: what happened to it last, and how it differs from what is wanted."""

from typing import Any

import pytest

from careline.domain.replacements.replacement import Difference, Replacement, ShippedBy, Step
from tests.builders import HOUR, OPENED, replacement

LIFE = ("approved_at", "packed_at", "shipped_at", "delivered_at")
"""What happens to a unit after it was asked for, where all goes well."""


def asked(*facts: str, **more: Any) -> Replacement:
    """A unit that was asked for, with these facts, each an hour after the one before."""
    nothing: dict[str, Any] = dict.fromkeys(LIFE)
    known = {fact: OPENED + number * HOUR for number, fact in enumerate(facts, 1)}
    return replacement(1, **nothing | known | more)


@pytest.mark.parametrize(
    ("shipped_by", "supplier", "carrier", "bringer"),
    [
        (ShippedBy.US, None, None, None),
        (ShippedBy.US, None, "FedEx", "FedEx"),
        (ShippedBy.US, "Plantronics", None, None),
        (ShippedBy.US, "Plantronics", "FedEx", "FedEx"),
        (ShippedBy.SUPPLIER, "Plantronics", None, "Plantronics"),
        (ShippedBy.SUPPLIER, "Plantronics", "FedEx", "FedEx"),
    ],
)
def test_the_arrival_of_what_we_send_is_the_carriers_or_ours_and_never_the_suppliers(
    shipped_by: ShippedBy, supplier: str | None, carrier: str | None, bringer: str | None
) -> None:
    assert replacement(1, shipped_by=shipped_by, supplier=supplier, carrier=carrier).bringer == bringer


def test_the_last_step_is_the_one_that_happened_last() -> None:
    assert asked().last_step == (Step.REQUESTED, OPENED)
    assert asked("packed_at", "approved_at").last_step == (Step.APPROVED, OPENED + 2 * HOUR)
    assert replacement(1).last_step == (Step.SHIPPED, OPENED)


@pytest.mark.parametrize(
    ("item", "is_upgrade", "difference"),
    [
        ("MX500i", False, None),
        ("mx500I", True, None),
        ("MX500c", False, Difference.SUBSTITUTE),
        ("MX600", True, Difference.UPGRADE),
    ],
)
def test_another_model_is_an_upgrade_where_it_succeeds_the_wanted_one(
    item: str, is_upgrade: bool, difference: Difference | None
) -> None:
    assert replacement(1, item=item, is_upgrade=is_upgrade).difference is difference
