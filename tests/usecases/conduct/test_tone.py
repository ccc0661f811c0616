"""How one of us spoke to a customer is looked at by somebody else, and the customer gets an answer."""

import pytest

from tests.shop import Shop, prepared

ASK = "tone request 1 --because 'Kim calls it condescending'"
FIND = "tone review 1 --finding 'The tone left something to be desired; what was meant was fair.'"


@prepared
def spoken(shop: Shop) -> Shop:
    """Ben has answered Kim on Monday, and Kim complains of how."""
    shop.at("06-01 10:00")("open 'No sound' --customer 'Kim Ito'")
    shop("party add Ben --kind staff")
    shop("--me Ben follow-up 1 'As I said, read the manual.'")
    return shop.at("06-01 11:00")


def test_whoever_spoke_last_is_looked_at_by_the_owner(spoken: Shop) -> None:
    asked = spoken.json(ASK)["tone_reviews"]
    assert [(review["about"], review["reviewer"], review["finding"]) for review in asked] == [("Ben", "Ana", None)]


@pytest.mark.parametrize(
    "command",
    [f"{ASK} --to Ben", f"{ASK} --to ben", f"{ASK} --about Ana", f"{ASK} --about Ben --to Ben"],
)
def test_nobody_is_asked_to_look_at_themselves(spoken: Shop, command: str) -> None:
    assert "somebody else has to" in spoken.refuses(4, command)


def test_nobody_reviews_themselves(spoken: Shop) -> None:
    spoken(ASK)
    assert "Ben cannot review how Ben spoke" in spoken.refuses(4, f"--me Ben {FIND}")


def test_the_answer_to_the_customer_is_a_promise_of_the_reviewers(spoken: Shop) -> None:
    spoken(ASK)
    made = spoken.json(f"{FIND} --promise 'I call you about it' --by 'tue noon'")
    assert made["tone_reviews"][0]["found_at"] == "2026-06-01T15:00:00Z"
    assert [(p["what"], p["said"], p["owner"]) for p in made["promises"] if p["state"] == "pending"] == [
        ("I call you about it", True, "Ana")
    ]
    assert made["tone_reviews"][0]["promise"] == made["promises"][-1]["id"]


def test_without_words_of_the_reviewers_the_answer_is_planned_by_the_policy(spoken: Shop) -> None:
    spoken(ASK)
    made = spoken.json(FIND)["promises"][-1]
    assert (made["what"], made["said"], made["due_at"]) == (
        "Answer Kim about how we spoke",
        False,
        "2026-06-02T21:00:00Z",
    )


def test_somebody_else_than_was_asked_may_look(spoken: Shop) -> None:
    spoken(ASK)
    spoken("party add Cleo --kind staff")
    found = spoken.json(f"--me Cleo {FIND}")["tone_reviews"][0]
    assert (found["reviewer"], found["found_by"]) == ("Ana", "Cleo")
    assert "Cleo looked at how Ben spoke" in spoken("tone show 1").out
    assert "Cleo finds:" in spoken("show 1").out


def test_the_thread_stands_before_whoever_judges(spoken: Shop) -> None:
    spoken(ASK)
    page = spoken("tone show 1").out
    assert "Ana is to look at how Ben spoke" in page
    assert "Ben: “As I said, read the manual.”" in page or 'Ben: "As I said, read the manual."' in page
    spoken(FIND)
    assert "Ana found: The tone left something to be desired" in spoken("tone show 1").out
    assert "Ana finds: The tone left something" in spoken("show 1").out


@pytest.mark.parametrize(
    ("code", "command"),
    [
        (2, "tone review 1"),
        (2, "tone review 1 --finding ' '"),
        (2, f"{FIND} --by tue"),
        (2, "tone request 1 --because ' '"),
        (2, "tone request 1 --to tomorrow"),
        (3, "tone request 9"),
        (3, "tone show 9"),
        (4, ASK),
    ],
)
def test_a_request_or_finding_that_cannot_be_is_refused(spoken: Shop, code: int, command: str) -> None:
    spoken(ASK)
    spoken.refuses(code, command)


def test_what_nobody_asked_for_is_not_reviewed(spoken: Shop) -> None:
    assert "Nobody has asked" in spoken.refuses(4, FIND)
    spoken(ASK)
    spoken(FIND)
    assert "Nobody has asked" in spoken.refuses(4, FIND)


def test_of_several_it_must_be_said_which(spoken: Shop) -> None:
    spoken("tone request 1")
    spoken("tone request 1 --about Cleo")
    assert "how Ben and Cleo spoke" in spoken.refuses(2, FIND)
    assert spoken.json(f"{FIND} --about Cleo")["tone_reviews"][0]["about"] == "Cleo"


def test_before_anybody_spoke_it_must_be_said_who_is_meant(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Kim Ito'")
    assert "--about NAME" in shop.refuses(4, "tone request 1")
    shop("tone request 1 --about Ben")


def test_a_finding_does_not_lie_before_its_request(spoken: Shop) -> None:
    spoken(ASK)
    spoken.refuses(2, f"{FIND} --at '10:30'")


def test_as_of_a_moment_before_it_a_finding_is_not_known(spoken: Shop) -> None:
    spoken(ASK)
    spoken.at("06-01 12:00")(FIND)
    before = spoken.json("show 1 --as-of '2026-06-01 11:30'")["tone_reviews"][0]
    assert (before["finding"], before["found_by"], before["promise"]) == (None, None, None)


def test_the_first_line_of_the_morning_page_counts_what_is_to_be_looked_at(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'No sound' --customer 'Kim Ito' --promise 'A new one' --by 2026-07-01")
    shop("party add Ben --kind staff")
    shop("--me Ben follow-up 1 'As I said, read the manual.'")
    shop(ASK)
    assert shop("brief").out.startswith("1 to review for tone. First: Kim Ito, since Mon 1 Jun.\n")


def test_the_answer_says_who_looked_at_whose_words(spoken: Shop) -> None:
    spoken(ASK)
    assert "Ana has looked at how Ben spoke.\n" in spoken(FIND).out
