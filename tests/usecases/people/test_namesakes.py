"""What might be a mistake when a case is opened: a customer who is known already, under a longer name."""

import pytest

from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    shop('customer add "Dana Reyes <dana@example.com>"')
    return shop


@pytest.mark.parametrize("name", ["Dana", "reyes", "Reyes Dana"])
def test_a_name_that_is_part_of_a_known_one_makes_a_customer_and_says_who_was_known(shop: Shop, name: str) -> None:
    answer = shop("open x --customer", name).out
    assert f"C-1 opened for {name}, a new customer\n" in answer
    merge = f'careline customer merge "{name}" --into "dana@example.com"'
    known = (
        f"Dana Reyes <dana@example.com> was already known, as another customer; if they are the same person: {merge}.\n"
    )
    assert f"\n{known}" in answer


@pytest.mark.parametrize("name", ["Dana Quist", "Robin", "Dana Reyes <dana@example.com>", "Dana Reyes"])
def test_nobody_else_is_named(shop: Shop, name: str) -> None:
    assert "was known before" not in shop("open x --customer", name).out


def test_what_a_new_promise_waits_for_is_named(shop: Shop) -> None:
    shop("open x --customer 'Kim Ito' --promise 'The card is sent' --by 2bd")
    shop("open y --customer 'Lee Park' --promise 'I look' --by 2bd")
    waiting = "promise make 2 'It prints again' --by 5bd --depends-on"
    assert '\nP-3 waits for P-1 "The card is sent", on C-1.\n' in shop(f"{waiting} P-1").out
    assert '\nP-4 waits for P-2 "I look".\n' in shop(f"{waiting} P-2").out


def test_of_what_is_overdue_ours_is_what_one_of_us_was_to_do(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("open x --customer 'Kim Ito' --promise a --by 'today 16:00' --performer Ben --owner Ana")
    shop("open y --customer 'Lee Park' --promise b --by 'today 16:00' --owner Ben")
    shop("open z --customer 'Mia Tan' --promise c --by 'today 16:00' --performer FieldCo")
    page = shop.at("06-03 10:00")("overdue --format table").out
    assert "3 overdue: 2 ours, 1 FieldCo." in page
