"""How products fail: rates that wait for ten known outcomes, and cases that have a product in common."""

from datetime import datetime

import pytest

from careline.domain.replacements.failures import CaseAbout, FailedUnit, clusters, units
from careline.domain.replacements.replacement import Outcome
from tests.builders import boston, calendar


def test_units_are_summed_by_their_outcome_and_those_on_their_way_are_not_known() -> None:
    found = units([(Outcome.WORKS, 3), (None, 2), (Outcome.DOA, 1), (Outcome.WORKS, 1), (Outcome.LOST, 1)])
    assert (found.sent, found.known, found.failures) == (8, 6, 2)
    assert (found.count(Outcome.WORKS), found.count(Outcome.DOA), found.count(Outcome.WRONG_ITEM)) == (4, 1, 0)


def test_what_worked_at_first_is_a_failure_among_those_of_known_outcome() -> None:
    found = units([(Outcome.WORKS, 3), (Outcome.FAILED, 2), (Outcome.DOA, 1)])
    assert (found.known, found.failures, found.count(Outcome.FAILED)) == (6, 3, 2)


@pytest.mark.parametrize(
    ("worked_at", "failed_at", "days"),
    [(boston(1, 9), boston(1, 17), 0), (boston(1, 23), boston(2, 1), 1), (boston(1), boston(15, 8), 14)],
)
def test_a_unit_has_worked_from_one_day_to_another(worked_at: datetime, failed_at: datetime, days: int) -> None:
    assert FailedUnit("MX500i", None, worked_at, failed_at).days(calendar()) == days


@pytest.mark.parametrize(("working", "coming", "rate"), [(7, 9, None), (8, 0, 0.2), (18, 5, 0.1)])
def test_there_is_no_rate_under_ten_known_outcomes(working: int, coming: int, rate: float | None) -> None:
    found = units([(Outcome.WORKS, working), (Outcome.DOA, 1), (Outcome.WRONG_ITEM, 1), (None, coming)])
    assert found.rate(found.failures) == rate


def about(
    number: int,
    product: str,
    subject: str = "It crackles",
    *,
    customer: int = 1,
    is_open: bool = True,
    failed: int = 0,
) -> CaseAbout:
    return CaseAbout(number, product, customer, subject, boston(number), is_open, failed)


def test_two_cases_about_one_product_make_a_cluster_and_one_does_not() -> None:
    (found,) = clusters([about(1, "MX500i"), about(2, "Hub"), about(3, "mx500I", customer=2, is_open=False)])
    assert [each.name for each in found.cases] == ["C-1", "C-3"]
    assert (found.product, found.customers, found.open) == ("mx500I", 2, 1)


def test_a_cluster_counts_the_units_that_worked_and_then_failed() -> None:
    (found,) = clusters([about(1, "MX500i", failed=2), about(2, "MX500i"), about(3, "MX500i", failed=1)])
    assert found.failed == 3


def test_the_cluster_with_most_cases_stands_first_then_the_latest() -> None:
    cases = [
        *(about(number, "Hub") for number in (1, 2)),
        *(about(number, "MX500i") for number in (3, 4)),
        *(about(number, "Cable") for number in (5, 6, 7)),
    ]
    assert [each.product for each in clusters(cases)] == ["Cable", "MX500i", "Hub"]


def test_words_in_common_are_those_of_more_than_one_subject_the_most_frequent_first() -> None:
    subjects = ["Hinge cracked, hinge loose", "Cracked hinge on arrival", "A cracked case", "Loose screw, no sound"]
    (found,) = clusters(about(number, "MX500i", subject) for number, subject in enumerate(subjects, 1))
    assert found.common_words == ("cracked", "hinge", "loose")


def test_short_words_and_numbers_are_nothing_in_common() -> None:
    (found,) = clusters([about(1, "Hub", "No LED on 10482x"), about(2, "Hub", "No LED, 10482x")])
    assert found.common_words == ()
