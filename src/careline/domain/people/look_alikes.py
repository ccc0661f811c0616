"""Customers who may be one person twice: never merged by careline itself."""

import re
from collections.abc import Sequence
from enum import StrEnum

from careline.domain.cases.case import Customer
from careline.domain.values import frozen
from careline.domain.wording import FEW, shell_word


class Why(StrEnum):
    """What two customers have in common that may be one."""

    NAME = "same name"
    NUMBER = "same telephone number"
    ORDER = "same order"
    INITIALS = "same initials and family name"


@frozen
class LookAlike:
    """A new customer, somebody who was there before them, and why the two may be one.

    `words` are what names the one and the other to a command; None where nothing names one of them alone.
    """

    new: Customer
    other: Customer
    why: Why
    words: tuple[str, str] | None

    @property
    def command(self) -> str | None:
        """What makes one of the two, who keep the cases, addresses and numbers of both."""
        return f"careline customer merge {' '.join(map(shell_word, self.words))}" if self.words else None


def told_apart(of_one_name: Sequence[Customer]) -> str:
    """How those of one name are told apart: `kim@example.com and 617 555 0101`; the first of many."""
    first = [each.email or each.phone or "one with neither" for each in of_one_name[:FEW]]
    if more := len(of_one_name) - FEW:
        first += [f"{more} more"] if more > 0 else []
    return f"{', '.join(first[:-1])} and {first[-1]}"


def merging(one: Customer, other: Customer) -> str | None:
    """What makes one of two of a name; None where nothing names the one of them and not the other."""
    # Where one of them is named by an address, the name is the other's.
    words = one.email or one.name, other.email or other.name
    return f"careline customer merge {' '.join(map(shell_word, words))}" if words[0] != words[1] else None


def family_after_initials(folded: str) -> str | None:
    """`reyes` of `d. reyes` and `d m reyes`; None where a folded name has more than letters before its last word."""
    found = re.fullmatch(r"(?:[^\W\d_](?:\.| |\. ))+([^\W\d_][^\s.,]+)", folded)
    return found[1] if found else None
