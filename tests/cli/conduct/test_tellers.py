"""What is answered where we tell of our own fault, and to what a case leaves behind."""

from tests.cli.saying import says
from tests.shop import Shop


def test_telling_of_our_own_fault_says_how_long_after_we_found_it(shop: Shop) -> None:
    shop('open "Two units broken" --customer "Robin Vale" --found-by us --fault us')
    answer = shop.at("06-01 12:00")('case disclose 1 "We broke two" --promise "Two new ones" --by 1bd').out.splitlines()
    assert answer[0] == "Recorded on C-1, Robin Vale: you told them about our fault 2 h after we found it."
    assert answer[-1] == "next  careline case words 1"


def test_a_cause_is_recorded_and_what_waits_stays_next(danas: Shop) -> None:
    says(
        danas,
        'case cause 1 "One shelf"',
        "Recorded on C-1, Dana Reyes.",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_telling_of_it_keeps_nothing_that_is_overdue(shop: Shop) -> None:
    shop('open "Broken" --customer "Robin Vale" --fault us --promise "FieldCo calls" --by 1bd --performer FieldCo')
    answer = shop.at("06-04 10:00")('case disclose 1 "Ours" --promise "A new one" --by 1bd').out.splitlines()
    assert 'P-1 "FieldCo calls" stays overdue: talking does not keep it.' in answer
    assert answer[-1].startswith("A new date?  careline renegotiate P-1 ")
