"""The life of a row by its lines in the log, beside whether it is there."""

import pytest

from careline.domain.safekeeping.lives import contradiction

LIVES = [
    ("insert", True, None),
    ("insert update update", True, None),
    ("insert delete", False, None),
    ("insert update delete insert update", True, None),
    ("", False, None),
    ("", True, "no line of the log says who recorded it"),
    ("update", True, "changed before it was recorded"),
    ("delete", False, "changed before it was recorded"),
    ("insert insert", True, "recorded twice"),
    ("insert delete update", True, "changed after it was gone"),
    ("insert delete delete", False, "changed after it was gone"),
    ("insert delete", True, "the log says that it was taken away"),
    ("insert update", False, "no line of the log says who took it away"),
]


def test_what_the_log_says_against_how_the_row_is_found(subtests: pytest.Subtests) -> None:
    for lines, is_there, how in LIVES:
        with subtests.test(lines):
            said = contradiction(lines.split(), is_there=is_there)
            assert said is None if how is None else said is not None and how in said
