"""Ids: every spelling of one, and what is none."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.ids import NOUNS, NoSuchId, NotAnId, WrongKind, looks_like_id, read, show

SPELLINGS = ("12", "{p}12", "{l}12", "{p}-12", "{l}-12", "  {p}-12 ", "0012")


def test_every_spelling_of_an_id_is_the_same(subtests: pytest.Subtests) -> None:
    for prefix, spelling in product(NOUNS, SPELLINGS):
        typed = spelling.format(p=prefix, l=prefix.lower())
        with subtests.test(typed, kind=prefix):
            assert read(typed, prefix) == 12
            assert looks_like_id(typed)


@pytest.mark.parametrize("typed", ["P-1", "p1", "R-1", "e-1", "K1"])
def test_an_id_of_another_kind_is_named_as_such(typed: str) -> None:
    with pytest.raises(WrongKind, match=r"this needs a case, such as C-1"):
        read(typed, "C")
    assert looks_like_id(typed)


def test_what_cannot_be_an_id_is_refused(subtests: pytest.Subtests) -> None:
    for typed in [
        "",
        " ",
        "C",
        "C-",
        "C--1",
        "-1",
        "1.0",
        "1-C",
        "C 1",
        "X-1",
        "Dana",
        "C-1x",
        "\u0661",
        "\uff11",
        "1" * 19,
    ]:
        with subtests.test(typed):
            with pytest.raises(NotAnId, match="write C-1 or 1"):
                read(typed, "C")
            assert not looks_like_id(typed)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_and_both_functions_agree(typed: str) -> None:
    try:
        number = read(typed, "C")
    except WrongKind:
        assert looks_like_id(typed)
    except BadInput:
        assert not looks_like_id(typed)
    else:
        assert looks_like_id(typed)
        assert read(show("C", number), "C") == number


def test_an_id_that_was_never_given_out_is_named_in_full() -> None:
    assert str(NoSuchId("P", 7)) == "There is no promise P-7."
