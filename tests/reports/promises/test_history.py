"""`promise history`: what was said each time, chains kept together."""

import pytest

from tests.shop import Shop, prepared, utc


@prepared
def slipped(shop: Shop) -> Shop:
    """P-1 of FieldCo slipped to P-3 and, on Robin's word, to P-4; P-2 is Ana's own and void for P-5; P-6 is FedEx's."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    shop("promise make 1 'I call too' --by 5bd")
    shop.at("06-02 10:00")("renegotiate 1 --by thu --told 'FieldCo calls on Thursday' --because 'nobody was free'")
    shop.at("06-05 10:00")("renegotiate 3 --by 'mon 17:00' --agreed 'Monday will do' --because 'ill' --performer Ana")
    shop.at("06-05 11:00")("promise make 1 'I wirte' --by 5bd")
    shop("promise correct 5 'I write' --because 'typed wrong'")
    shop("open 'No sound' --customer 'Kim Ito' --promise 'It is sent' --by 'tue 17:00' --performer FedEx")
    return shop.at("06-08 10:00")


def chains(shop: Shop, asked: str) -> list[tuple[str, str, str]]:
    return [(row["chain"], row["id"], row["state"]) for row in shop.json(f"promise history {asked}")["items"]]


def test_chains_are_kept_together_the_one_that_began_first_first(slipped: Shop) -> None:
    assert chains(slipped, "1") == [
        ("P-1", "P-1", "renegotiated"),
        ("P-1", "P-3", "missed"),
        ("P-1", "P-4", "pending"),
        ("P-2", "P-2", "pending"),
        ("P-5", "P-5", "void"),
        ("P-5", "P-6", "pending"),
    ]


def test_each_says_what_the_customer_was_told_or_said_themselves(slipped: Shop) -> None:
    told, agreed, last, *_ = slipped.json("promise history 'Robin Vale'")["items"]
    assert (told["told"], told["agreed"], told["told_at"]) == ("FieldCo calls on Thursday", None, utc("06-02 10:00"))
    assert (agreed["told"], agreed["agreed"], agreed["because"]) == (None, "Monday will do", "ill")
    assert (agreed["ended_at"], last["ended_at"], last["performer"]) == (utc("06-05 10:00"), None, "Ana")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("--performer fieldco", ["P-1", "P-3", "P-4"]),
        ("--performer FedEx", ["P-7"]),
        ("1 --performer Ana", ["P-1", "P-3", "P-4", "P-2", "P-5", "P-6"]),
        ("2 --performer Ana", []),
    ],
)
def test_of_a_performer_each_chain_with_a_promise_of_theirs_is_told_whole(
    slipped: Shop, asked: str, found: list[str]
) -> None:
    assert [promise for _, promise, _ in chains(slipped, asked)] == found


def test_g10_as_of_an_earlier_moment_the_chain_ends_there(slipped: Shop) -> None:
    assert chains(slipped, "1 --as-of '2026-06-02 12:00'") == [
        ("P-1", "P-1", "renegotiated"),
        ("P-1", "P-3", "pending"),
        ("P-2", "P-2", "pending"),
    ]
    assert chains(slipped, "2 --as-of '2026-06-02 12:00'") == []


def test_a_page_tells_it_in_words(slipped: Shop) -> None:
    page = slipped("promise history 1").out
    assert '"FieldCo calls on Thursday"' in page
    assert '"Monday will do"' in page
    assert "  State  " in page


@pytest.mark.parametrize(
    ("asked", "code", "word"),
    [("", 2, "--performer"), ("9", 3, "C-9"), ("--performer Nobody", 3, "Nobody"), ("P-1", 2, "promise")],
)
def test_what_is_refused(slipped: Shop, asked: str, code: int, word: str) -> None:
    assert word in slipped.refuses(code, f"promise history {asked}")
