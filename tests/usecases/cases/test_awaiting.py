"""What we need from a customer, and what needs no answer: neither stops a clock."""

import pytest

from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """Robin's printer; a visit is promised for Fri 5 Jun."""
    shop('open "Network card" --customer "Robin Vale" --promise "FieldCo comes" --by "2026-06-05 17:00"')
    return shop


def awaited(shop: Shop) -> list[tuple[str, str]]:
    rows = shop.json("brief")["sections"]["awaited"]
    return [(row["case"], row["awaited"]) for row in rows]


def test_what_is_awaited_stands_on_the_page_until_their_next_word_chases_aside(shop: Shop) -> None:
    shop('follow-up 1 "Which model is it?" --await "a photograph of the label" --next 3bd')
    assert awaited(shop) == [("C-1", "a photograph of the label")]
    assert shop.case()["case"]["awaited"] == "a photograph of the label"
    assert [row["id"] for row in shop.json("list --awaited")["items"]] == ["C-1"]
    shop.at("06-02 10:00")("heard 1 --chasing")
    assert awaited(shop) == [("C-1", "a photograph of the label")]
    shop.at("06-02 11:00")('heard 1 "Here it is"')
    assert awaited(shop) == []
    assert shop.json("list --awaited")["items"] == []
    assert shop.json("brief --as-of '2026-06-01 12:00'")["sections"]["awaited"] != []


def test_it_stops_no_clock(shop: Shop) -> None:
    shop('follow-up 1 "Which model is it?" --await "a photograph"')
    assert [row["promise"] for row in shop.at("06-08 10:00").json("overdue")["sections"]["overdue"]] == ["P-1"]


def test_the_page_names_it_in_one_line(shop: Shop) -> None:
    shop('follow-up 1 "Which model is it?" --await "a photograph"')
    assert "Waiting for them: 1, Robin C-1 since Mon 1 Jun (a photograph)" in shop("brief").out


@pytest.mark.parametrize("command", ["follow-up 1 x --await ' '", "follow-up 1 --on 2bd --await x"])
def test_nothing_is_awaited_of_a_plan_and_blank_is_nothing(shop: Shop, command: str) -> None:
    assert "--await" in shop.refuses(2, command)


def test_what_needs_no_answer_waits_for_none_and_reopens_nothing(shop: Shop) -> None:
    shop.at("06-01 11:00")('heard 1 "Thanks, Friday suits me" --no-reply')
    case = shop.case()
    assert case["case"]["waiting_since"] is None
    assert case["contacts"][-1]["no_reply"]
    assert shop.at("06-04 10:00").json("overdue")["sections"]["unanswered"] == []
    shop("keep 1")
    shop.at("06-04 10:10")('close 1 --confirmed "It prints"')
    shop.at("06-04 11:00")('heard 1 "Greetings from the shop" --no-reply')
    assert shop.case()["case"]["status"] == "closed"


def test_who_asks_needs_an_answer(shop: Shop) -> None:
    assert "give only one of them" in shop.refuses(2, "heard 1 --chasing --no-reply")
