"""`follow-up` of several cases: which words are cases, and which one is the text."""

from pathlib import Path

import pytest

from tests.shop import Shop


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """C-1 is Robin's, C-2 Sam's, C-3 and C-4 are Mia's; Kim has none that is open, and two customers are called Lee."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    for customer in ("Robin Vale", "Sam Otieno <sam@example.com>", "Mia Tan", "Mia Tan"):
        shop("open x --customer", customer)
    shop("customer add Kim")
    shop("customer add 'Lee <lee@example.com>'")
    shop("customer add 'Lee <other@example.com>'")
    return shop.store


@pytest.fixture
def shop(shop: Shop, store: Path) -> Shop:
    return shop.like(store)


def told(shop: Shop, case: int) -> list[str | None]:
    """What we said to the customer of a case."""
    return [contact["text"] for contact in shop.case(case)["contacts"] if contact["direction"] == "out"]


@pytest.mark.parametrize(
    "words",
    [
        ["Robin Vale", "Sam Otieno"],
        ["robin vale", "sam@example.com"],
        ["1", "Sam Otieno"],
        ["Robin Vale", "C-2"],
        ["Robin Vale", "1", "c2", "Sam Otieno"],
    ],
)
@pytest.mark.parametrize("text", [["The courier is late"], []])
def test_cases_may_be_named_by_their_customers(shop: Shop, words: list[str], text: list[str]) -> None:
    shop("follow-up", *words, *text)
    assert told(shop, 1) == told(shop, 2) == [*text, None][:1]


@pytest.mark.parametrize("text", ["Sam", "sam@elsewhere.example", "a < b", "Robin Vale will come"])
def test_the_last_word_is_the_text_unless_it_names_a_case(shop: Shop, text: str) -> None:
    shop("follow-up 1", text)
    assert told(shop, 1) == [text]


def test_a_text_that_is_a_customers_name_goes_in_on_standard_input(shop: Shop) -> None:
    shop("follow-up 1 -", typed="Sam Otieno")
    assert told(shop, 1) == ["Sam Otieno"]
    assert told(shop, 2) == []


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        ("1 'Sam Otienoo'", 2, "Did you mean Sam Otieno"),
        ("1 'Mia Tan'", 2, "2 open cases"),
        ("'Mia Tan' Sorry", 2, "2 open cases"),
        ("1 Kim", 3, "no open case"),
        ("1 Lee", 2, "more than one"),
        ("1 2 99", 3, "C-99"),
        ("1 'Nobody Knows' Sorry", 2, "quotation marks"),
        ("'Nobody Knows' Sorry", 3, "Nobody Knows"),
        ("1 'Sam Otieno' P-1", 2, "a case is wanted"),
        ("'Robin Vale' ''", 2, "TEXT"),
    ],
)
def test_what_could_be_meant_in_two_ways_is_refused(shop: Shop, words: str, code: int, why: str) -> None:
    assert why in shop.refuses(code, f"follow-up {words}")
