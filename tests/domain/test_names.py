"""Names: how two spellings compare, and how a person is read from what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.names import (
    AmbiguousName,
    BadAddress,
    BlankName,
    NearName,
    Person,
    allowed_edits,
    checked_email,
    fold,
    read_person,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "dana reyes"),
        ("Dana Reyes", "  Dana \t Reyes\n"),
        ("José Núñez", "jose nunez"),
        ("José", "Jose\u0301"),
        ("STRASSE", "straße"),
        ("\uff24\uff41\uff4e\uff41", "Dana"),
        ("\U0001d56c\U0001d593\U0001d586", "Ana"),
    ],
)
def test_names_compare_with_case_accents_and_blanks_aside(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Dana Reyes", "Dana Reys"), ("Dana Reyes", "Reyes Dana"), ("Li", "Ли")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_person_is_a_name_an_address_or_both(subtests: pytest.Subtests) -> None:
    for typed, person in [
        ("Dana Reyes <dana@example.com>", Person("Dana Reyes", "dana@example.com")),
        ('"Reyes, Dana" <dana@example.com>', Person("Reyes, Dana", "dana@example.com")),
        ("  Dana   Reyes <dana@EXAMPLE.com> ", Person("Dana Reyes", "dana@example.com")),
        ("<dana@example.com>", Person(None, "dana@example.com")),
        ("dana@example.com", Person(None, "dana@example.com")),
        ("Reyes, Dana <dana@example.com>", Person("Reyes, Dana", "dana@example.com")),
        ("Dana@Example.COM", Person(None, "Dana@example.com")),
        ("Dana  Reyes", Person("Dana Reyes", None)),
        ('"Dana Reyes" <dana@example.com>', Person("Dana Reyes", "dana@example.com")),
        ('Hotel "Krone" <k@example.de>', Person('Hotel "Krone"', "k@example.de")),
        ('"Krone" Hotel <k@example.de>', Person('"Krone" Hotel', "k@example.de")),
        ('"Krone" and "Post" <k@example.de>', Person('"Krone" and "Post"', "k@example.de")),
        (r'"Hotel \"Krone\"" <k@example.de>', Person('Hotel "Krone"', "k@example.de")),
        ('"Krone <new>" <k@example.de>', Person("Krone <new>", "k@example.de")),
        ('"" <k@example.de>', Person(None, "k@example.de")),
        ('Hotel "Krone"', Person('Hotel "Krone"', None)),
        ("617 555 0177", Person("617 555 0177", None)),
        ("Smith @ Sons", Person("Smith @ Sons", None)),
        ("李", Person("李", None)),
    ]:
        with subtests.test(typed):
            assert read_person(typed, "customer") == person


@pytest.mark.parametrize("typed", ["", "   ", "\t\n"])
def test_nobody_has_no_name(typed: str) -> None:
    with pytest.raises(BlankName, match="The carrier needs a name"):
        read_person(typed, "carrier")


NO_ADDRESSES = [
    "Dana <>",
    "Dana <dana>",
    "Dana <dana@>",
    "Dana <@example.com>",
    "Dana <dana@example.com> Reyes",
    "Dana <dana@example.com> <dana@example.org>",
    "Dana <Reyes> dana@example.com>",
    "dana@",
    "@example.com",
    "dana@.",
    "dana@example..com",
    "dana@exa\x00mple.com",
    f"{'d' * 250}@example.com",
]


def test_what_should_be_an_address_and_is_none_is_refused(subtests: pytest.Subtests) -> None:
    for typed in NO_ADDRESSES:
        with subtests.test(typed), pytest.raises(BadAddress, match="is not an e-mail address"):
            read_person(typed, "customer")


@given(st.text(max_size=60))
def test_reading_a_person_finds_somebody_or_says_no(typed: str) -> None:
    try:
        person = read_person(typed, "customer")
    except BadInput:
        return
    assert person.name or person.email
    assert str(person)


def test_a_person_is_shown_by_what_is_known_of_them() -> None:
    both, name, address = Person("Dana", "d@example.com"), Person("Dana", None), Person(None, "d@example.com")
    assert [str(person) for person in (both, name, address)] == ["Dana <d@example.com>", "Dana", "d@example.com"]


def test_the_local_part_of_an_address_keeps_its_case() -> None:
    assert checked_email("Dana.Reyes@Example.Com", "typed") == "Dana.Reyes@example.com"


@pytest.mark.parametrize(("name", "edits"), [("ana", 1), ("danny", 1), ("dannya", 2), ("dana reyes", 2)])
def test_short_names_may_differ_in_one_letter_and_others_in_two(name: str, edits: int) -> None:
    assert allowed_edits(name) == edits


def test_one_near_name_stands_in_the_sentence_and_several_in_a_list_beside_it() -> None:
    one = NearName("customer", "Dana Reys", ["Dana Reyes"], "add --new-customer")
    two = NearName("customer", "Dana Reys", ["Dana Reyes", "Dan Reys"], "add --new-customer")
    assert str(one) == 'No customer is called "Dana Reys". Did you mean Dana Reyes? If not, add --new-customer.'
    assert (one.listing, two.listing) == ((), ("Dana Reyes", "Dan Reys"))


def test_an_ambiguous_name_lists_who_carries_it() -> None:
    refusal = AmbiguousName("customer", "Dana", iter(["Dana <a@example.com>", "Dana <b@example.com>"]))
    assert refusal.listing == ("Dana <a@example.com>", "Dana <b@example.com>")
