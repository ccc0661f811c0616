"""Which articles fit, which repeat what was tried, and what may stand in one."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.knowledge.articles import (
    AROUND,
    Article,
    Excerpt,
    NewArticle,
    Repeat,
    as_of,
    excerpt,
    matching,
    ranked,
    read_article,
    repeated,
)

AT = datetime(2026, 8, 1, tzinfo=UTC)


def article(number: int, product: str, symptom: str, remedy: str = "Send another one.") -> Article:
    return Article(number, product, symptom, remedy, None, AT, "Ana")


NO_DRIVER = article(1, "LabelWriter 350", "No labels since the upgrade to Mountain Lion, there is no driver for it")
JAMS = article(2, "LabelWriter 350", "Labels jam")
OTHER = article(3, "LabelWriter 450", "No labels after an upgrade of the system")
CABLE = article(4, "MX500i", "Das Kopfhörerkabel knistert", "Neues Kabel schicken")
ALL = (JAMS, OTHER, CABLE, NO_DRIVER)


@pytest.mark.parametrize(
    ("product", "symptom", "fitting"),
    [
        ("LabelWriter 350", "No labels since upgrading to Mountain Lion", [NO_DRIVER, JAMS, OTHER]),
        ("labelwriter  350", "Smells of smoke", [JAMS, NO_DRIVER]),
        (None, "The upgrade ended it: label after label stays white", [OTHER, NO_DRIVER]),
        (None, "No more labels", []),
        ("LabelWriter 550", "No more labels", []),
        ("LabelWriter 550", "No label, system upgraded", [OTHER, NO_DRIVER]),
        (None, "", []),
    ],
)
def test_an_article_fits_by_its_product_or_by_two_words_of_the_symptom(
    product: str | None, symptom: str, fitting: list[Article]
) -> None:
    assert list(matching(ALL, product, symptom)) == fitting


def test_at_most_three_fit() -> None:
    many = [article(number, "LabelWriter 350", f"Symptom {number}") for number in range(9)]
    assert list(matching(many, "LabelWriter 350", "Symptom")) == many[:3]


@pytest.mark.parametrize(
    ("wanted", "product", "first"),
    [
        ("labels jam", None, JAMS),
        ("upgraded labels", None, OTHER),
        ("kabel", None, CABLE),
        ("knistern kopfhorer", None, CABLE),
        ("450", None, OTHER),
        ("labels", "labelwriter 450", OTHER),
    ],
)
def test_more_words_rank_higher_and_the_product_before_all(wanted: str, product: str | None, first: Article) -> None:
    assert ranked(ALL, wanted.split(), product)[0] is first


def test_whole_words_come_before_parts_of_words_and_names_of_products_before_the_rest() -> None:
    part, whole = article(1, "A", "Headphonecable"), article(2, "A", "Cables")
    in_name = article(3, "Cable", "Frayed")
    assert ranked((part, whole, in_name), ["cable"], None) == [in_name, whole, part]


@pytest.mark.parametrize(
    ("remedy", "tried", "repeats"),
    [
        (
            "Reinstall the driver. Then restart",
            "settings, reinstalling, the web",
            [("Reinstall the driver", "reinstalling")],
        ),
        (
            "Reinstall the driver",
            "reinstalled its driver twice",
            [("Reinstall the driver", "reinstalled its driver twice")],
        ),
        (
            "Reinstall",
            "reinstalled the driver",
            [("Reinstall", "reinstalled the driver")],
        ),
        (
            "Restart it, and reset it",
            "resetting; restarting",
            [("Restart it", "restarting"), ("reset it", "resetting")],
        ),
        ("Setz es zurück: Zurücksetzen", "ZURÜCKSETZEN", [("Setz es zurück: Zurücksetzen", "ZURÜCKSETZEN")]),
        ("Send a LabelWriter 450", "settings, reinstalling, the web", []),
        ("Reinstall the driver", "reinstalled the app", []),
        ("Reinstall the driver", "has not reinstalled the driver yet", []),
        ("Do not reinstall the driver", "reinstalling", []),
        ("Never mind", "again and again", []),
        ("Send another one", "", []),
        ("Send another one", None, []),
    ],
)
def test_a_remedy_that_repeats_what_was_tried_is_known_by_its_words(
    remedy: str, tried: str | None, repeats: list[tuple[str, str]]
) -> None:
    assert repeated(remedy, tried) == tuple(Repeat(*each) for each in repeats)


def test_an_excerpt_is_of_whole_words_around_the_first_that_was_found() -> None:
    text = " ".join(f"word{n}" for n in range(40)).replace("word30", "Kopfhörerkabel,")
    found = excerpt(text, ["kabel"])
    assert found.marked == ("Kopfhörerkabel",)
    assert found.text.split()[:2] == ["…", "word22"]
    assert set(found.text.split()) - {"…"} <= set(text.split())
    assert len(found.text.split()) == AROUND + 1


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("Send a\nnewer unit.", ["units"], Excerpt("Send a newer unit.", ("unit",))),
        ("Send a newer unit.", ["driver"], Excerpt("Send a newer unit.", ())),
        ("a " * 40, ["driver"], Excerpt("a " * AROUND + "…", ())),
        ("x " * 40 + "y", ["y"], Excerpt("… " + "x " * (AROUND - 1) + "y", ("y",))),
    ],
)
def test_an_excerpt_begins_where_the_text_does_if_nothing_was_found(
    text: str, wanted: list[str], expected: Excerpt
) -> None:
    assert excerpt(text, wanted) == expected


def test_a_file_has_a_product_a_symptom_and_a_remedy_and_may_say_what_is_sent() -> None:
    top: dict[object, object] = {"product": " MX500i ", "symptom": "No sound", "sends": None}
    assert read_article(top, "\nSend one.\n") == NewArticle("MX500i", "No sound", "Send one.")
    assert read_article(top | {"sends": "MX500j"}, "Send one.").sends == "MX500j"


@pytest.mark.parametrize(
    ("more", "remedy", "words"),
    [
        ({"symptom": None}, "x", "The article has no symptom"),
        ({"product": " "}, "x", "The article has no product"),
        ({}, " \n", "The article has no remedy"),
        ({"sympton": "x"}, "x", 'An article has no "sympton". Did you mean symptom?'),
        ({"tags": "x"}, "x", 'An article has no "tags". There are product, symptom, sends'),
        ({7: "x"}, "x", 'An article has no "7"'),
        ({"product": 350}, "x", "product must be one text"),
        ({"symptom": ["a", "b"]}, "x", "symptom must be one text"),
        ({"sends": AT}, "x", "sends must be one text"),
        ({"sends": False}, "x", "sends must be one text"),
    ],
)
def test_a_file_that_says_something_else_is_refused(more: dict[object, object], remedy: str, words: str) -> None:
    top: dict[object, object] = {"product": "MX500i", "symptom": "No sound"}
    with pytest.raises(BadInput, match=re.escape(words)):
        read_article(top | more, remedy)


def test_a_retired_article_is_given_to_nobody() -> None:
    JAMS.check_in_use()
    with pytest.raises(Refused, match="K-9 is retired"):
        Article(9, "A", "b", "c", None, AT, "Ana", AT, "there is a driver").check_in_use()


def test_as_of_a_past_moment_an_article_is_not_there_yet_or_not_retired_yet() -> None:
    retired = replace(JAMS, retired_at=AT + timedelta(days=2), retired_because="There is a driver now")
    assert as_of(retired, AT - timedelta(seconds=1)) is None
    assert as_of(retired, AT) == JAMS
    assert as_of(retired, AT + timedelta(days=2)) == retired
