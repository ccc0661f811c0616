"""Ending the relation with a customer: the owner's last resort, after other ways were tried; it can be taken back."""

from collections.abc import Sequence
from datetime import date, datetime

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.values import frozen
from careline.domain.wording import ordinal

DAYS_A_YEAR = 365


@frozen
class Try:
    """Another way that was tried first, and on which day."""

    what: str
    on_date: date


@frozen
class Ending:
    """That the relation with a customer was ended, and has not been taken back."""

    id: int
    at: datetime
    who: str
    because: str
    tries: tuple[Try, ...] = ()


def check_owner(who: str, owner: str, what: str) -> None:
    """Raise Refused for anybody but the shop's owner."""
    if fold(who) != fold(owner):
        raise Refused(f"Only the shop's owner, {owner}, can {what}, and you are acting as {who}; ask {owner}.")


def check_nothing_promised(customer: str, promises: Sequence[int]) -> None:
    """Raise Refused where promises to a customer are live."""
    if promises:
        raise _still_promised_to(customer, promises)


def _still_promised_to(customer: str, promises: Sequence[int]) -> Refused:
    """The refusal: a customer to whom something is still promised does not go."""
    names = ", ".join(show("P", number) for number in promises)
    is_or_are = "is" if len(promises) == 1 else "are"
    return Refused(f"{names} to {customer} {is_or_are} still open; keep, release or withdraw what is open first.")


def read_try(typed: str) -> tuple[str, str]:
    """What was tried, and the phrase for its day: `a call on 2026-05-04`. Raises BadInput."""
    what, on, day = typed.rpartition(" on ")
    if not (on and what.strip() and day.strip()):
        raise BadInput(
            f'--tried "{typed}" has no date; write what was tried and when: "a call from Ana on 2026-05-04".'
        )
    return what.strip(), day.strip()


def how_often(before: Sequence[date], today: date) -> str:
    """How often a relation was ever ended, this time counted: `the first time ever`, `the third time in 4 years`."""
    if not before:
        return "the first time ever"
    years = -(-((today - min(before)).days or 1) // DAYS_A_YEAR)
    return f"the {ordinal(len(before) + 1)} time {'within a year' if years == 1 else f'in {years} years'}"
