"""Ours to the customer rests on theirs to us: it is shown as at risk before it is missed."""

from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc


@prepared
def waiting(shop: Shop) -> Shop:
    """P-2 to Robin, due Fri 5 Jun 17:00, waits for FieldCo's P-1 to us on another case, due Wed 3 Jun 17:00."""
    shop("party add Ben --kind staff")
    shop(
        'open "Cards are out" --customer Stock --found-by us --promise "The cards are here" --by wed'
        " --performer FieldCo --owner Ben"
    )
    shop('open "No card" --customer "Robin Vale" --promise "Your card is in" --by "fri 17:00" --depends-on P-1')
    return shop


def at_risk(shop: Shop, as_of: str = "") -> Any:
    """Why P-2 is at risk, and that every place says the same."""
    found = shop.json(f"promise show 2 {as_of}")["promises"][0]["at_risk"]
    assert shop.json(f"show 2 {as_of}")["promises"][0]["at_risk"] == found
    listed = {row["id"]: row["at_risk"] for row in shop.json(f"promise list --all {as_of}")["items"]}
    assert listed["P-2"] == found
    for report in ("overdue --soon", "brief"):
        rows = shop.json(f"{report} {as_of}")["sections"]["at_risk"]
        expected = [("P-2", found["promise"], found["why"])] if found else []
        assert [(row["promise"], row["waits_for"], row["why"]) for row in rows] == expected
    return found


def test_a_promise_is_at_risk_once_what_it_waits_for_is_late(waiting: Shop) -> None:
    assert at_risk(waiting) is None
    waiting.at("06-04 09:00")
    assert at_risk(waiting) == Has({"promise": "P-1", "why": "late"})
    assert at_risk(waiting, "--as-of '2026-06-03 17:00'") is None
    waiting("keep P-1")
    assert at_risk(waiting) is None


def test_and_where_the_new_date_of_that_lies_after_its_own(waiting: Shop) -> None:
    waiting.at("06-02 10:00")(
        "renegotiate P-1 --by 'mon 12:00' --told 'It takes until Monday' --because 'out of stock'"
    )
    assert at_risk(waiting) == Has({"promise": "P-3", "why": "due after"})
    assert at_risk(waiting, "--as-of '2026-06-02 09:59'") is None


def test_every_page_says_so_and_proposes_to_tell_the_customer_now(waiting: Shop) -> None:
    waiting.at("06-04 09:00")
    proposal = 'careline renegotiate P-2 --by WHEN --told "..." --because "..."'
    assert "careline renegotiate P-2\n" in waiting("brief").out
    for page in ("show 2", "overdue --soon"):
        shown = " ".join(waiting(page).out.split())
        assert "at risk: P-1 is late" in shown
        assert proposal in shown
    assert "at risk: P-1 is late" in waiting("promise list").out
    assert waiting("overdue --soon").out.startswith("1 overdue. 1 due soon. 1 at risk. First: Stock")
    assert "1 at risk" in waiting("brief").out.splitlines()[0]
    assert max(map(len, waiting("overdue --soon").out.splitlines())) <= 72
    assert "at risk: P-1 is late" in waiting("promise list --format csv --all").out


def test_a_promise_names_what_it_waits_for_and_what_waits_for_it(waiting: Shop) -> None:
    assert 'It waits for P-1 "The cards are here", FieldCo for Ben, due Wed 3 Jun 17:00, pending.\n' in (
        waiting("promise show 2").out
    )
    assert 'P-2 waits for it: "Your card is in", Ana\n' in waiting("promise show 1").out
    waiting("renegotiate P-1 --by thu --told 'Thursday' --because 'out of stock'")
    assert waiting.json("promise show 3")["awaited_by"] == ["P-2"]
    assert waiting.promise(2)["depends_on"] == "P-1"


def test_the_successor_waits_for_the_same_or_for_another_one(waiting: Shop) -> None:
    waiting("renegotiate P-2 --by 'fri 18:00' --told Later --because slow")
    assert waiting.promise(3)["depends_on"] == "P-1"
    waiting("promise make 1 'The van comes' --by thu")
    waiting("renegotiate P-3 --by 'fri 19:00' --agreed Well --because slow --depends-on 4")
    assert waiting.promise(5)["depends_on"] == "P-4"
    waiting("promise correct 5 --by 'fri 18:30' --because typo")
    assert waiting.promise(6)["depends_on"] == "P-4"


def test_two_promises_cannot_wait_for_each_other(waiting: Shop) -> None:
    told = "--by thu --told x --because y"
    assert "P-2 already waits for P-1" in waiting.refuses(4, f"renegotiate P-1 {told} --depends-on P-2")
    waiting("renegotiate P-2 --by 'fri 18:00' --told Later --because slow")
    assert "P-3 already waits for P-1" in waiting.refuses(4, f"renegotiate P-1 {told} --depends-on P-3")


def test_a_promise_whose_place_was_taken_is_refused_with_its_successor(waiting: Shop) -> None:
    waiting("renegotiate P-1 --by thu --told 'Thursday' --because 'out of stock'")
    assert "P-3 took its place" in waiting.refuses(4, "promise make 2 x --by fri --depends-on P-1")


def test_what_was_promised_before_the_other_existed_did_not_wait_for_it(shop: Shop) -> None:
    shop("open X --customer Dana --promise x --by fri")
    shop.at("06-01 12:00")("promise make 1 y --by fri")
    assert "P-2" in shop.refuses(2, "promise make 1 z --by fri --depends-on 2 --at 1h\\ ago")


@pytest.mark.parametrize(
    ("margin", "due"), [("1bd", "06-04 17:00"), ("4bh", "06-04 13:00"), ("2d", "06-05 17:00"), ("90min", "06-03 18:30")]
)
def test_a_date_follows_from_that_of_another_promise_and_a_margin(waiting: Shop, margin: str, due: str) -> None:
    made = waiting(f"promise make 2 'You have it' --after P-1 --margin {margin}").out
    promise = waiting.promise(3)
    assert (promise["due_at"], promise["depends_on"]) == (utc(due), "P-1")
    assert "due " in made.splitlines()[0]


def test_a_margin_counts_from_the_successor_of_a_promise_that_was_renegotiated(waiting: Shop) -> None:
    waiting("renegotiate P-1 --by thu --told 'Thursday' --because 'out of stock'")
    assert "P-3 took its place" in waiting.refuses(4, "promise make 2 'You have it' --after P-1 --margin 1bd")
    waiting("promise make 2 'You have it' --after P-3 --margin 1bd")
    assert waiting.promise(4)["due_at"] == utc("06-05 17:00")


def test_a_margin_that_has_passed_is_refused(waiting: Shop) -> None:
    assert "in the past" in waiting.at("06-05 09:00").refuses(2, "promise make 2 x --after P-1 --margin 1bd")


def test_a_promise_that_is_at_risk_as_it_is_made_says_so_at_once(waiting: Shop) -> None:
    assert "P-3 is at risk: P-1 is due after it.\n" in waiting("promise make 2 x --by tue --depends-on 1").out


def test_what_another_promise_waits_for_cannot_be_undone_first(waiting: Shop) -> None:
    assert "careline undo 3" in waiting.refuses(4, "undo 2")
    waiting("undo 3")
    waiting("undo 2")
