"""Slips of the pen: `promise correct`, `case edit`, `customer edit` and `customer merge`."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared


@prepared
def promised(shop: Shop) -> Shop:
    """One said promise, due on Tuesday at 17:00."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'I call on Monday' --by tue")
    return shop


def test_g2_a_slip_of_the_pen_is_void_and_has_a_successor(promised: Shop) -> None:
    promised("promise correct 1 'I call on Tuesday' --because 'typed Monday'")
    wrong, right = promised.promise(1), promised.promise(2)
    assert (wrong["state"], wrong["superseded_by"]) == ("void", "P-2")
    assert (right["what"], right["due_at"], right["supersedes"]) == ("I call on Tuesday", wrong["due_at"], "P-1")


def test_g2_a_corrected_due_moment_leaves_the_old_one_where_it_was(promised: Shop) -> None:
    promised("promise correct 1 --by 'wed 12:00' --because 'typed tue'")
    assert promised.promise(1)["due_at"] == "2026-06-02T21:00:00Z"
    assert promised.promise(2)["due_at"] == "2026-06-03T16:00:00Z"


def test_a_void_promise_is_counted(promised: Shop) -> None:
    promised("promise correct 1 'I call on Tuesday' --because 'typed Monday'")
    row = promised.json("report performers")["sections"]["performers"][0]
    assert (row["void"], row["pending"]) == (1, 1)


def test_a_correction_is_no_renegotiation(promised: Shop) -> None:
    promised("promise correct 1 --by 'wed 12:00' --because 'typed tue'")
    promised("renegotiate 2 --by fri --told 'On Friday' --because 'late'")
    assert promised.promise(3)["state"] == "pending"


@pytest.mark.parametrize(
    ("moment", "command", "code", "word"),
    [
        ("06-02 09:00", "promise correct 1 'Other words' --because x", 4, "not recorded today"),
        ("06-01 11:00", "promise correct 1 'I call on Monday' --because x", 2, "says that already"),
        ("06-01 11:00", "promise correct 1 --because x", 2, "says that already"),
        ("06-01 11:00", "promise correct 1 'Other words'", 2, "--because"),
        ("06-01 11:00", "promise correct 1 ' ' --because x", 2, "blank"),
        ("06-01 11:00", "promise correct 1 --by 'today 09:00' --because x", 2, "past"),
        ("06-01 11:00", "promise correct 9 Words --because x", 3, "P-9"),
    ],
)
def test_what_is_no_slip_of_the_pen_is_refused(promised: Shop, moment: str, command: str, code: int, word: str) -> None:
    assert word in promised.at(moment).refuses(code, command)


def test_a_promise_that_fell_due_today_is_not_corrected(shop: Shop) -> None:
    shop("open A --customer Dana --promise 'I call' --by 'today 12:00'")
    assert "has fallen due" in shop.at("06-01 12:00").refuses(4, "promise correct 1 'I mail' --because x")


def test_an_ended_promise_is_not_corrected(promised: Shop) -> None:
    promised("keep 1")
    assert "is already kept" in promised.refuses(4, "promise correct 1 'Other words' --because x")


def test_a_case_is_corrected(promised: Shop) -> None:
    promised("customer add 'Dana Reyes'")
    promised("case edit 1 --customer 'Dana Reyes' --subject 'No card at all' --product NC-1 --order 7")
    case = promised.case()["case"]
    assert (case["customer"]["name"], case["subject"], case["product"], case["order"]) == (
        "Dana Reyes",
        "No card at all",
        "NC-1",
        "7",
    )


def test_a_customer_is_corrected(promised: Shop) -> None:
    promised("customer edit 'robin vale' --name 'Robin Dale' --email robin@example.com --phone 123")
    assert promised.case()["case"]["customer"] == Has(
        {"name": "Robin Dale", "email": "robin@example.com", "phone": "123"}
    )
    assert promised.json("show 'Robin Dale'")["case"]["id"] == "C-1"


@pytest.mark.parametrize("stays", ["'Robin Vale'", "--into 'Robin Vale'"])
def test_a_twin_is_merged_into_the_one_who_stays(promised: Shop, stays: str) -> None:
    promised("open B --customer 'R. Vale <robin@example.com>'")
    promised(f"customer merge robin@example.com {stays}")
    customers = promised.json("customer list")["items"]
    assert customers == [Has({"name": "Robin Vale", "email": "robin@example.com", "phone": None, "flags": None})]
    assert {item["id"] for item in promised.json("list --customer 'Robin Vale'")["items"]} == {"C-1", "C-2"}


NO_CORRECTIONS = [
    ("case edit 1", 2, "--subject"),
    ("case edit 9 --subject x", 3, "C-9"),
    ("case edit 1 --subject ' '", 2, "blank"),
    ("case edit 1 --customer Nobody", 3, "Nobody"),
    ("customer edit 'Robin Vale'", 2, "--name"),
    ("customer edit 'Robin Vale' --email nonsense", 2, "e-mail"),
    ("customer edit Nobody --name X", 3, "Nobody"),
    ("customer merge 'Robin Vale' 'robin vale'", 2, "themselves"),
    ("customer merge 'Robin Vale' Nobody", 3, "Nobody"),
    ("customer merge 'Robin Vale' --into Nobody", 3, "Nobody"),
    ("customer merge 'Robin Vale' Nobody --into Somebody", 2, "named twice, Nobody and Somebody"),
    ("customer merge 'Robin Vale'", 2, "--into is missing: the customer to keep"),
    ("case merge 1", 2, "--into is missing: the case to keep"),
]


def test_a_correction_that_corrects_nothing_is_refused(promised: Shop, subtests: pytest.Subtests) -> None:
    for command, code, word in NO_CORRECTIONS:
        with subtests.test(command):
            assert word in promised.refuses(code, command)
