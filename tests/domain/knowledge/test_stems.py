"""Words for comparing."""

import pytest

from careline.domain.knowledge.stems import SHORTEST_STEM, content_stems, stem, words


def test_forms_of_a_word_have_one_stem(subtests: pytest.Subtests) -> None:
    for forms in [
        "reinstall reinstalls reinstalled reinstalling reinstallation",
        "set sets setting settings",
        "update updates updated updating",
        "reset resets resetting",
        "battery batteries",
        "noise noises",
        "box boxes",
        "glass glasses",
        "switch switches switched switching",
        "speed speeds",
        "unplug unplugged unplugging",
        "connect connected connection connections",
        "driver drivers",
        "print printing printer printed",
    ]:
        with subtests.test(forms):
            assert len({stem(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["web wet", "cable case", "red reed", "bus but", "sound second", "ring red", "this the"]
)
def test_other_words_have_another(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "s", "us", "bus", "ing", "red", "used", "ring", "350"])
def test_little_is_left_as_it_is(word: str) -> None:
    assert len(stem(word)) >= min(len(word), SHORTEST_STEM)


def test_words_are_folded_and_an_apostrophe_parts_none() -> None:
    assert words("Sam\u2019s  and the CAFÉ's\nprinter\u2026 (350)?") == [
        "sams",
        "and",
        "the",
        "cafes",
        "printer",
        "350",
    ]


def test_what_says_nothing_is_left_out() -> None:
    assert content_stems("They have not tried it again, and the cable is loose") == {stem("cable"), stem("loose")}
    assert content_stems("not again") == frozenset()
