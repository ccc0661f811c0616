"""People and their ways: companies, those who move between them, referrals, and what customers are to us besides."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared, utc


@prepared
def shop(shop: Shop) -> Shop:
    """Dana works for Arden Pharma and has an open case there; Kim knows nobody."""
    shop("customer add 'Dana Reyes <dana@example.com>' --company 'Arden Pharma'")
    shop("customer add 'Kim Ito <kim@example.com>'")
    shop("open 'Two broken' --customer dana@example.com --promise 'Two new ones' --by 2026-06-04")
    return shop


def test_a_company_shows_its_contacts_their_open_cases_and_live_promises(shop: Shop) -> None:
    page = shop.json("company show 'arden pharma'")
    assert [each["customer"]["name"] for each in page["contacts"]] == ["Dana Reyes"]
    assert [case["id"] for case in page["cases"]] == ["C-1"]
    assert [promise["what"] for promise in page["promises"]] == ["Two new ones"]
    assert 'C-1  Dana Reyes: Two broken: "Two new ones"' in shop("company show 'arden pharma'").out


def test_who_moves_leaves_one_company_and_has_worked_there(shop: Shop) -> None:
    shop.at("06-08 10:00")("customer move 'Dana Reyes' --to 'Second Lab' --at '2026-06-05 09:00'")
    companies = shop.json("customer show 'Dana Reyes'")["companies"]
    assert companies == [
        Has({"name": "Arden Pharma", "since": utc("06-01 10:00"), "until": utc("06-05 09:00")}),
        Has({"name": "Second Lab", "since": utc("06-05 09:00"), "until": None}),
    ]
    page = shop("customer show 'Dana Reyes'").out
    assert "Has worked for Second Lab since Fri 5 Jun 2026." in page
    assert "Worked for Arden Pharma until Fri 5 Jun 2026." in page


def test_a_company_knows_who_has_left_and_what_was_begun_while_they_worked_there(shop: Shop) -> None:
    shop.at("06-02 10:00")("customer move 'Dana Reyes' --to 'Second Lab'")
    shop.at("06-03 10:00")("open 'A third one' --customer dana@example.com")
    assert [case["id"] for case in shop.json("company show 'Arden Pharma'")["cases"]] == ["C-1"]
    assert [case["id"] for case in shop.json("company show 'Second Lab'")["cases"]] == ["C-1", "C-2"]
    assert [(row["name"], row["contacts"], row["former"], row["open_cases"]) for row in companies(shop)] == [
        ("Arden Pharma", 0, 1, 0),
        ("Second Lab", 1, 0, 2),
    ]


def test_as_of_a_past_moment_nobody_has_moved_yet(shop: Shop) -> None:
    shop.at("06-02 10:00")("customer move 'Dana Reyes' --to 'Second Lab'")
    shop("customer flag 'Dana Reyes' friend")
    before = shop.json("customer show 'Dana Reyes' --as-of '2026-06-01 12:00'")
    assert [(each["name"], each["until"]) for each in before["companies"]] == [("Arden Pharma", None)]
    assert before["flags"] == []
    (contact,) = shop.json("company show 'Arden Pharma' --as-of '2026-06-01 12:00'")["contacts"]
    assert contact["until"] is None


def test_editing_corrects_where_somebody_works_and_leaves_no_former_company(shop: Shop) -> None:
    shop("customer edit 'Dana Reyes' --company 'Ardent Farms Ltd'")
    assert [each["name"] for each in shop.json("customer show 'Dana Reyes'")["companies"]] == ["Ardent Farms Ltd"]


REFUSED = [
    (4, "customer move 'Dana Reyes' --to 'ARDEN PHARMA'", "already"),
    (2, "customer move 'Dana Reyes' --to 'Arden Parma'", "Did you mean Arden Pharma?"),
    (2, "customer move 'Dana Reyes' --to ' '", "--to"),
    (2, "customer move 'Dana Reyes'", "--to"),
    (2, "customer move 'Dana Reyes' --to 'Second Lab' --at '2026-06-01 09:00'", "Arden Pharma"),
    (2, "customer add 'Lee Park' --company 'Arden Phrama'", "careline company add"),
    (2, "company add 'arden pharma'", "already"),
    (2, "company add ' '", "blank"),
    (3, "company show 'Nobody Knows'", "Nobody Knows"),
    (2, "customer refer 'Kim Ito' --by 'Kim Ito'", "themselves"),
    (2, "customer refer 'Kim Ito'", "--by"),
    (3, "customer refer 'Kim Ito' --by 'Nobody Knows'", "careline company add"),
    (2, "customer refer 'Kim Ito' --by 'Arden Parma'", "Did you mean Arden Pharma?"),
    (2, "customer refer 'Kim Ito' --by tomorrow", "date"),
    (2, "customer flag 'Kim Ito' ' '", "blank"),
    (4, "customer unflag 'Kim Ito' friend", "no flag"),
    (2, "open X --customer 'Kim Ito' --referred-by 'Kim Ito'", "themselves"),
    (2, "open X --from 1 --referred-by 'Kim Ito'", "--customer"),
]


def test_what_cannot_be_is_refused_and_nothing_is_written(shop: Shop, subtests: pytest.Subtests) -> None:
    for code, command, says in REFUSED:
        with subtests.test(command):
            assert says in shop.refuses(code, command)


def test_a_customer_is_referred_once_by_a_customer_or_a_company(shop: Shop) -> None:
    assert "recorded as a referral from Arden Pharma" in shop("customer refer 'Kim Ito' --by 'arden pharma'").out
    assert "already recorded as a referral from Arden Pharma" in shop.refuses(
        4, "customer refer 'Kim Ito' --by dana@example.com"
    )
    assert "themselves" in shop.refuses(2, "customer refer 'Kim Ito' --by 'Kim Ito'")
    assert shop.json("customer show 'Kim Ito'")["referred_by"] == "Arden Pharma"


def test_a_case_is_opened_for_somebody_who_was_sent(shop: Shop) -> None:
    answer = shop("open 'A question' --customer 'Lou Park' --referred-by 'Dana Reyes'")
    assert "A referral from Dana Reyes." in answer.out
    page = shop.json("customer show 'Dana Reyes'")
    assert page["referred"] == [
        Has({"customers": 1, "cases": 1, "purchases": 0, "amount": {"amount": "0.00", "currency": "USD"}})
    ]
    assert "Sent us 1 customer: 1 case, 0 purchases, $0.00." in shop("customer show 'Dana Reyes'").out


def test_a_flag_is_one_whatever_its_letters_and_can_be_taken_away(shop: Shop) -> None:
    shop("customer flag 'Dana Reyes' Family")
    shop("customer flag 'Dana Reyes' investor")
    assert "already" in shop.refuses(4, "customer flag 'Dana Reyes' FAMILY")
    assert [row["name"] for row in shop.json("customer list --flag Family")["items"]] == ["Dana Reyes"]
    assert "Flagged: family, investor." in shop("customer show 'Dana Reyes'").out
    shop.at("06-02 10:00")("customer unflag 'Dana Reyes' family")
    assert shop.json("customer show 'Dana Reyes'")["flags"] == ["investor"]
    assert shop.json("customer list --flag family")["items"] == []


def test_a_flag_does_not_end_before_it_began(shop: Shop) -> None:
    shop("customer flag 'Dana Reyes' friend")
    assert "friend" in shop.refuses(2, "customer unflag 'Dana Reyes' friend --at '2026-06-01 09:00'")


def test_a_merged_twin_brings_along_what_the_one_who_stays_lacks(shop: Shop) -> None:
    shop("customer flag kim@example.com friend")
    shop("customer refer kim@example.com --by 'Arden Pharma'")
    shop("customer add 'Lou Park' --company 'Second Lab'")
    shop("customer refer 'Lou Park' --by kim@example.com")
    shop("customer merge kim@example.com 'Lou Park'")
    page = shop.json("customer show 'Lou Park'")
    assert (page["flags"], page["referred_by"]) == (["friend"], None)
    assert [each["name"] for each in page["companies"]] == ["Second Lab"]
    shop("undo")
    assert shop.json("customer show 'Lou Park'")["referred_by"] == "Kim Ito"
    assert shop.json("customer show kim@example.com")["referred_by"] == "Arden Pharma"


def companies(shop: Shop) -> list[dict[str, object]]:
    """The list of companies."""
    items: list[dict[str, object]] = shop.json("company list")["items"]
    return items
