"""Ageing: for how long suppliers have owed us what they owe, claim by claim and in all."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.money.money import Money, total
from careline.domain.names import fold
from careline.domain.replacements.claims import Claim
from careline.domain.shop.policy import Policy
from careline.domain.time.durations import parse_duration_due
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen

BANDS = (30, 60, 90)
"""Up to how many days each age of what is open reaches; the last age is above them all."""


def days_open(claim: Claim, now: datetime, calendar: Calendar) -> int | None:
    """For how many days the supplier has owed it: since it was asked, else since it fell due. None once it is over."""
    if claim.open_amount.amount == 0:
        return None
    return (calendar.date_of(now) - calendar.date_of(claim.submitted_at or claim.due_at)).days


def is_forgotten(claim: Claim, now: datetime, policy: Policy, calendar: Calendar) -> bool:
    """True for a claim that nobody has submitted within the policy's time."""
    waits = claim.submitted_at is None and claim.open_amount.amount > 0
    return waits and parse_duration_due(policy.submit_claims_within, claim.due_at, calendar) < now


@frozen
class Account:
    """What a supplier owes in one currency: in all, what is open by its age in BANDS, credited and rejected."""

    supplier: str
    claims: int
    claimed: Money
    open_by_age: tuple[Money, ...]
    credited: Money
    rejected: Money

    @property
    def open(self) -> Money:
        """What is still to come."""
        return total(self.open_by_age, self.claimed.currency)


def accounts(claims: Iterable[Claim], now: datetime, calendar: Calendar) -> list[Account]:
    """What each supplier owes, by name; one with claims in two currencies has two."""
    theirs: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        theirs[claim.supplier, claim.amount.currency].append(claim)
    return [
        _account(supplier, currency, theirs[supplier, currency], now, calendar)
        for supplier, currency in sorted(theirs, key=lambda key: (fold(key[0]), key[1]))
    ]


def _account(supplier: str, currency: str, claims: Sequence[Claim], now: datetime, calendar: Calendar) -> Account:
    by_age = [Money(0, currency)] * (len(BANDS) + 1)
    for claim in claims:
        if (days := days_open(claim, now, calendar)) is not None:
            by_age[bisect_left(BANDS, days)] += claim.open_amount
    return Account(
        supplier=supplier,
        claims=len(claims),
        claimed=total((claim.amount for claim in claims), currency),
        open_by_age=tuple(by_age),
        credited=total((claim.credited for claim in claims), currency),
        rejected=total((claim.rejected_amount for claim in claims), currency),
    )
