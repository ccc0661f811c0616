"""Addresses and telephone numbers as somebody gives them: which are the same, and which are left when some go."""

from collections.abc import Sequence

from careline.domain.errors import NotFound
from careline.domain.telephones import same


def each_once(written: Sequence[str]) -> list[str]:
    """Addresses or numbers without those that stand there before in another spelling."""
    once: list[str] = []
    for each in written:
        if not any(_is_one(each, before) for before in once):
            once.append(each)
    return once


def without(known: Sequence[str], removed: Sequence[str], name: str) -> list[str]:
    """The addresses and numbers that somebody keeps. Raises NotFound where one that is to go is not theirs."""
    for gone in removed:
        if not any(_is_one(each, gone) for each in known):
            raise NotFound(f"{name} has no address and no number {gone}.")
    return [each for each in known if not any(_is_one(each, gone) for gone in removed)]


def _is_one(one: str, other: str) -> bool:
    """True for one address or number in two spellings."""
    return one.lower() == other.strip().lower() if "@" in one or "@" in other else same(one, other)
