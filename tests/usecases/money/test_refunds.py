"""Money back: a said promise whose keeping is a cost, whatever becomes of either."""

import pytest

from tests.shop import Shop, prepared

REFUND = "case refund 1 41.00 --by 3bd --return waived"


@prepared
def shop(shop: Shop) -> Shop:
    """Dana bought a headset for $60.00; C-1 is about it."""
    shop.at("06-01 09:00")("purchase add 'Dana Reyes <dana@example.com>' MX500i --price 60 --cost 41 --order 10482")
    shop("open 'No sound' --customer dana@example.com --product MX500i --order 10482")
    return shop.at("06-01 10:00")


def costs(shop: Shop) -> list[tuple[str, str, str]]:
    return [(c["kind"], c["amount"]["amount"], c["payer"]) for c in shop.json("show 1")["costs"]]


def test_money_back_is_a_said_promise_and_costs_nothing_until_it_is_kept(shop: Shop) -> None:
    made = shop.json(REFUND)["promises"][-1]
    assert (made["kind"], made["what"], made["said"]) == ("refund", "You get $41.00 back", True)
    assert costs(shop) == []
    shop("keep P-2")
    assert costs(shop) == [("refund", "41.00", "us")]


@pytest.mark.parametrize("how", ["withdraw", "release"])
def test_what_is_taken_back_or_let_off_costs_nothing(shop: Shop, how: str) -> None:
    shop(REFUND)
    shop(f"promise {how} P-2 --because 'they want another one'")
    assert costs(shop) == []


def test_a_cost_goes_with_the_promise_that_was_not_kept(shop: Shop) -> None:
    shop(REFUND)
    shop("keep P-2")
    shop("promise correct P-2 --not-kept --because 'the bank sent it back'")
    assert costs(shop) == []
    shop.at("06-02 10:00")("keep P-2")
    assert costs(shop) == [("refund", "41.00", "us")]
    shop("undo")
    assert costs(shop) == []


def test_a_successor_gives_back_what_the_promise_did(shop: Shop) -> None:
    shop(f"{REFUND} --payer supplier --supplier Acme")
    shop("renegotiate P-2 --by 5bd --told 'The bank is closed' --because 'a holiday'")
    shop("keep P-3")
    assert costs(shop) == [("refund", "41.00", "supplier")]


def test_more_back_than_was_paid_is_recorded_with_a_warning(shop: Shop) -> None:
    assert "back in all" not in shop(REFUND).out
    assert "That is $82.00 back in all for order 10482, and they paid $60.00." in shop(REFUND).out


def test_a_second_refund_of_an_order_is_seen_from_another_case(shop: Shop) -> None:
    shop("case refund 1 60 --by 3bd --return waived")
    shop("open 'No sound again' --customer dana@example.com --order 10482")
    assert "That is $120.00 back in all" in shop("case refund 2 60 --by 3bd --return waived").out
    shop("promise withdraw P-2 --because 'twice'")
    assert "That is $60.50 back in all" in shop("case refund 1 0.50 --by 3bd --return waived").out


def test_no_money_back_is_refused(shop: Shop, subtests: pytest.Subtests) -> None:
    for line, message in [
        ("case refund 1 0 --by 3bd --return waived", "is no money back"),
        ("case refund 1 --by 3bd --return waived -- -5", "below zero"),
        ("case refund 1 41 --by 3bd", "--return"),
        ("case refund 1 41 --return waived", "--by"),
        ("case refund 1 '41 EUR' --by 3bd --return waived", "EUR"),
        ("case refund 1 41 --by 3bd --return waived --payer carrier", "by us or by the supplier"),
        ("case refund 1 41 --by 3bd --return waived --payer supplier", "--supplier"),
    ]:
        with subtests.test(line):
            assert message in shop.refuses(2, line)


def test_what_was_given_back_goes_with_its_promise(shop: Shop) -> None:
    shop(REFUND)
    shop("keep P-2")
    shop("open 'The money' --from 1 --move P-2")
    assert costs(shop) == []
    assert [c["promise"] for c in shop.json("show 2")["costs"]] == ["P-2"]


def test_money_given_back_after_a_merge_is_unmerged_with_its_promise(shop: Shop) -> None:
    shop("open 'The hub' --customer dana@example.com")
    shop(REFUND.replace("refund 1", "refund 2"))
    shop("case merge 2 --into 1")
    shop("keep P-3")
    assert costs(shop) == [("refund", "41.00", "us")]
    shop("case unmerge 2")
    assert costs(shop) == []
    assert [c["promise"] for c in shop.json("show 2")["costs"]] == ["P-3"]
