"""Customers who may be one person twice: never merged by careline itself."""

import re
from enum import StrEnum

from careline.domain.cases.case import Customer
from careline.domain.values import frozen
from careline.domain.wording import shell_word


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


def family_after_initials(folded: str) -> str | None:
    """`reyes` of `d. reyes` and `d m reyes`; None where a folded name has more than letters before its last word."""
    found = re.fullmatch(r"(?:[^\W\d_](?:\.| |\. ))+([^\W\d_][^\s.,]+)", folded)
    return found[1] if found else None
