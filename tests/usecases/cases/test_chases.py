"""A chase counts against the case and against the promise behind it, and never against how long they have waited."""

from tests.shop import Shop, utc


def opened(shop: Shop) -> Shop:
    """P-1 is due on Tue 2 Jun 17:00, P-2 on Thu 4 Jun 17:00; asked twice before P-1 is kept late, and once after."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by tue --performer FieldCo")
    shop("promise make 1 'The card is in' --by thu")
    shop.at("06-03 10:00")("heard 1 --chasing")
    shop.at("06-03 15:00")("heard 1 --chasing")
    shop.at("06-04 10:00")("keep P-1")
    return shop.at("06-04 11:00")


def chases(shop: Shop, as_of: str = "") -> list[int]:
    return [promise["chases"] for promise in shop.json(f"show 1 {as_of}")["promises"]]


def test_a_chase_counts_against_the_live_promise_due_first(shop: Shop) -> None:
    opened(shop)("heard 1 --chasing")
    assert chases(shop) == [2, 1]
    assert shop.case()["case"]["chases"] == 3
    listed = {row["id"]: row["chases"] for row in shop.json("promise list --all")["items"]}
    assert listed == {"P-1": 2, "P-2": 1}


def test_what_the_customer_said_without_asking_does_not_count(shop: Shop) -> None:
    opened(shop)("heard 1 'The printer is grey'")
    assert chases(shop) == [2, 0]


def test_a_successor_begins_at_none_and_the_old_ones_stay_where_they_were(shop: Shop) -> None:
    opened(shop)("heard 1 --chasing")
    shop("renegotiate P-2 --by fri --told 'Friday' --because 'no card'")
    assert chases(shop) == [2, 1, 0]


def test_chases_are_as_of_the_moment_asked_for(shop: Shop) -> None:
    opened(shop)
    assert chases(shop, "--as-of '2026-06-03 12:00'") == [1, 0]
    assert [row["chases"] for row in shop.json("promise list --as-of '2026-06-03 12:00'")["items"]] == [1, 0]


def test_the_page_of_a_promise_says_how_often_they_asked_about_it(shop: Shop) -> None:
    opened(shop)
    for page in ("promise show 1", "promise why 1"):
        assert "Robin asked about it twice.\n" in shop(page).out
    assert "asked" not in shop("promise show 2").out + shop("promise why 2").out
    assert shop.json("promise why 1")["chases"] == 2


def test_asking_again_never_resets_since_when_they_wait(shop: Shop) -> None:
    opened(shop)
    for _ in range(3):
        shop("heard 1 --chasing")
        assert shop.case()["case"]["waiting_since"] == utc("06-03 10:00")
