"""People and their ways: where a customer works, through whom they came, and what they are to us besides."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.errors import Refused
from careline.domain.values import frozen


@frozen
class Company:
    """Where customers work."""

    id: int
    name: str


@frozen
class Membership:
    """That a customer works for a company; `until_at` None as long as they do."""

    id: int
    company: Company
    since_at: datetime
    until_at: datetime | None = None


@frozen
class Referral:
    """Through whom a customer came to us: the name of another customer or of a company."""

    by: str
    at: datetime
    note: str | None = None


@frozen
class Flag:
    """What a customer is to us besides a customer ("family", "investor"); `until_at` None as long as they are."""

    id: int
    flag: str
    since_at: datetime
    until_at: datetime | None = None


@frozen
class Relations:
    """All of that for one customer, as of a moment; the newest membership last."""

    memberships: tuple[Membership, ...] = ()
    referral: Referral | None = None
    flags: tuple[str, ...] = ()


def not_flagged(customer: str, flag: str, flags: Sequence[str]) -> Refused:
    """The refusal: a flag that was not set cannot be taken away."""
    there = f"they are flagged as {', '.join(flags)}" if flags else "they have no flag"
    return Refused(f"{customer} is not flagged as {flag}; {there}.")


def current(memberships: Iterable[Membership]) -> Membership | None:
    """Where somebody works now."""
    return next((each for each in memberships if each.until_at is None), None)


def flag_words(typed: str) -> str:
    """A flag as it is kept and compared: small letters, blanks collapsed."""
    return " ".join(typed.lower().split())
