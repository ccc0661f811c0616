"""A promise in words: who owes it, and what was said."""

import pytest

from tests.builders import promise


@pytest.mark.parametrize(("owner", "performer", "by"), [("Ana", "Ana", "Ana"), ("Ana", "FieldCo", "FieldCo for Ana")])
def test_who_owes_it_is_named_with_whom_it_is_owed_for(owner: str, performer: str, by: str) -> None:
    assert promise(owner=owner, performer=performer).by == by


def test_only_said_words_stand_in_quotation_marks() -> None:
    assert (promise(what="I ring").quoted, promise(what="I ring", said=False).quoted) == ('"I ring"', "I ring")
