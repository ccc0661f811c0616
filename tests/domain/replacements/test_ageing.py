"""For how long suppliers have owed us what they owe; and that the ages of it are all of it."""

from datetime import datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.money.money import Money
from careline.domain.replacements.ageing import BANDS, accounts, days_open, is_forgotten
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.shop.policy import Policy
from tests.builders import DUE, OPENED, SECOND, boston, calendar, claim

TODAY = boston(30)


def usd(cents: int) -> Money:
    return Money(cents, "USD")


def asked(days_ago: int, number: int = 1, cents: int = 4100) -> Claim:
    return claim(number, submitted_at=TODAY - timedelta(days=days_ago), due_at=boston(1, month=1), amount=usd(cents))


@pytest.mark.parametrize(("days", "band"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (170, 3)])
def test_what_is_open_stands_in_the_band_of_its_age(days: int, band: int) -> None:
    (account,) = accounts([asked(days)], TODAY, calendar())
    assert [each.amount for each in account.open_by_age] == [4100 if n == band else 0 for n in range(len(BANDS) + 1)]


def test_it_ages_from_the_day_when_the_supplier_was_asked_else_from_when_it_fell_due() -> None:
    assert days_open(claim(), boston(2, 0, 0), calendar()) == 1
    assert days_open(claim(submitted_at=DUE), boston(4), calendar()) == 2


def test_what_is_over_has_no_age() -> None:
    paid = Credit(1, DUE, usd(4100), None)
    assert days_open(claim(submitted_at=OPENED, credits=(paid,)), TODAY, calendar()) is None
    assert days_open(claim(submitted_at=OPENED, rejected_at=DUE), TODAY, calendar()) is None


@pytest.mark.parametrize(
    ("each", "now", "forgotten"),
    [
        (claim(), boston(8), False),
        (claim(), boston(8) + SECOND, True),
        (claim(submitted_at=boston(12)), TODAY, False),
    ],
)
def test_a_claim_is_forgotten_once_nobody_has_submitted_it_in_five_working_days(
    each: Claim, now: datetime, *, forgotten: bool
) -> None:
    assert is_forgotten(each, now, Policy(), calendar()) is forgotten


@st.composite
def many_claims(draw: st.DrawFn) -> list[Claim]:
    found = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        currency = draw(st.sampled_from(["USD", "EUR"]))
        parts = draw(st.lists(st.integers(1, 10**7), max_size=3))
        rest = draw(st.integers(0, 10**7))
        found.append(
            claim(
                number,
                supplier=draw(st.sampled_from(["Plantronics", "Dymo", "plantronics"])),
                amount=Money(sum(parts) + rest, currency),
                submitted_at=OPENED - timedelta(days=draw(st.integers(0, 200))),
                rejected_at=draw(st.sampled_from([None, DUE])),
                credits=tuple(Credit(n, DUE, Money(part, currency), None) for n, part in enumerate(parts, 1)),
            )
        )
    return found


@given(many_claims())
def test_no_cent_is_lost_between_claims_and_the_accounts_of_suppliers(claims: list[Claim]) -> None:
    def key(each: Claim) -> tuple[str, str]:
        return each.supplier, each.amount.currency

    found = {(each.supplier, each.claimed.currency): each for each in accounts(claims, TODAY, calendar())}
    theirs = {mine: list(group) for mine, group in groupby(sorted(claims, key=key), key)}
    assert found.keys() == theirs.keys()
    for mine, account in found.items():
        assert account.claims == len(theirs[mine])
        assert account.claimed.amount == sum(each.amount.amount for each in theirs[mine])
        assert account.open.amount == sum(each.open_amount.amount for each in theirs[mine])
        assert account.credited + account.open + account.rejected == account.claimed
