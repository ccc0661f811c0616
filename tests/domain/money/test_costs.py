"""Who bears what: shares that add up to the cent, and sums that agree whichever way they are taken."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput, CarelineError, Refused
from careline.domain.money import costs as rules
from careline.domain.money.costs import Cost, CostKind, Payer, Share
from careline.domain.money.money import Money
from careline.domain.money.shares import less, part_of, read_percentage, read_share
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.claims import as_of as claim_as_of
from careline.domain.replacements.recovery import net_recovery, parts, transaction_result
from tests import builders
from tests.builders import DUE, OPENED, boston, cost, purchase

CENTS = st.integers(0, 10**9)
SHARES = st.fractions(0, 1, max_denominator=1000)


def usd(cents: int) -> Money:
    return Money(cents, "USD")


def claim(amount: int, *credits: int, rejected: bool = False, replacement_id: int = 1) -> Claim:
    return builders.claim(
        replacement_id,
        amount=usd(amount),
        submitted_at=OPENED,
        rejected_at=DUE if rejected else None,
        rejected_because="wear" if rejected else None,
        credits=tuple(Credit(n, DUE, usd(each), None) for n, each in enumerate(credits, 1)),
    )


@st.composite
def many_costs(draw: st.DrawFn) -> list[Cost]:
    found = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        amount = draw(CENTS)
        shared = draw(st.integers(0, amount))
        found.append(
            cost(
                number,
                amount=usd(amount),
                payer=draw(st.sampled_from(Payer)),
                kind=draw(st.sampled_from(CostKind)),
                replacement_id=draw(st.sampled_from([None, 1, 2])),
                share=Share(OPENED, usd(shared), "half") if shared else None,
            )
        )
    return found


CLAIMS = st.lists(
    st.builds(
        lambda paid, rest, rejected, number: claim(paid + rest, paid, rejected=rejected, replacement_id=number),
        CENTS,
        CENTS,
        st.booleans(),
        st.sampled_from([1, 2, 3]),
    ),
    max_size=3,
    unique_by=lambda each: each.replacement_id,
)


@given(CENTS, SHARES)
def test_no_cent_is_lost_in_a_share_and_the_odd_one_is_ours(cents: int, share: Fraction) -> None:
    theirs = part_of(usd(cents), share)
    ours = usd(cents) - theirs
    assert theirs + ours == usd(cents)
    assert 0 <= ours.amount - cents * (1 - share) < 1


@given(many_costs(), CLAIMS)
def test_no_cent_is_lost_between_payers(costs: list[Cost], claims: list[Claim]) -> None:
    found = parts(costs, claims)
    by_cost = Counter[int]()
    for part in found:
        assert part.amount.amount >= 0
        by_cost[part.cost.id] += part.amount.amount
    assert by_cost == Counter({each.id: each.amount.amount for each in costs})
    assert {part.cost.id for part in found} == {each.id for each in costs}
    theirs = sum(part.amount.amount for part in found if part.payer is not Payer.US)
    assert net_recovery(costs, claims) == usd(sum(each.amount.amount for each in costs) - theirs)


@given(many_costs(), CLAIMS)
def test_what_customer_and_carrier_bear_is_no_matter_of_the_supplier(costs: list[Cost], claims: list[Claim]) -> None:
    for payer in (Payer.CUSTOMER, Payer.CARRIER):
        before = sum(part.amount.amount for part in parts(costs, ()) if part.payer is payer)
        assert sum(part.amount.amount for part in parts(costs, claims) if part.payer is payer) == before


SUPPLIERS = [
    cost(1, amount=usd(4100), payer=Payer.SUPPLIER, replacement_id=1),
    cost(2, amount=usd(900), payer=Payer.SUPPLIER, replacement_id=1, kind=CostKind.SHIPPING),
    cost(3, amount=usd(650), kind=CostKind.LABOUR, replacement_id=1),
    cost(4, amount=usd(4100), payer=Payer.SUPPLIER, replacement_id=2),
]


REJECTED = [
    ([], 650),
    ([claim(5000)], 650),
    ([claim(5000, 5000)], 650),
    ([claim(5000, rejected=True)], 5650),
    ([claim(5000, 4100, rejected=True)], 1550),
    ([claim(5650, 5650)], 0),
    ([claim(5650, 5300)], 350),
    ([claim(5650, 5300, rejected=True)], 350),
    ([claim(5650, rejected=True)], 5650),
    ([claim(4100, rejected=True, replacement_id=2), claim(5000)], 4750),
    ([claim(4100, rejected=True, replacement_id=3)], 650),
]


def test_what_the_supplier_rejects_is_ours_again_and_what_it_pays_is_not(subtests: pytest.Subtests) -> None:
    for claims, net in REJECTED:
        with subtests.test(str(claims)):
            assert net_recovery(SUPPLIERS, claims) == usd(net)


def test_a_rejection_falls_on_the_first_cost_first() -> None:
    found = parts(SUPPLIERS[:2], [claim(5000, 500, rejected=True)])
    assert [(part.cost.id, part.payer, part.amount.amount) for part in found] == [
        (1, Payer.US, 4100),
        (2, Payer.US, 400),
        (2, Payer.SUPPLIER, 500),
    ]


def test_a_cost_of_nothing_is_still_a_cost() -> None:
    assert [part.amount for part in parts([cost(amount=usd(0))], ())] == [usd(0)]


def test_there_is_no_sum_without_costs_or_over_two_currencies() -> None:
    assert net_recovery([], []) is None
    assert net_recovery([cost(1), cost(2, amount=Money(1, "EUR"))], []) is None


def test_the_result_of_a_sale_is_its_margin_less_what_making_it_right_cost() -> None:
    assert transaction_result(purchase(), usd(1950), 1) == usd(-50)
    assert transaction_result(purchase(quantity=5), usd(1950), 2) == usd(1850)
    assert transaction_result(purchase(), usd(1950), 2) == usd(-50)
    assert transaction_result(purchase(cost=None), usd(1950), 1) is None
    assert transaction_result(purchase(), Money(1950, "EUR"), 1) is None


def test_a_claim_is_of_the_costs_in_its_own_currency() -> None:
    euros = cost(5, amount=Money(700, "EUR"), payer=Payer.SUPPLIER, replacement_id=1)
    found = parts([euros, SUPPLIERS[0]], [claim(4100, rejected=True)])
    assert [(part.amount, part.payer) for part in found] == [
        (Money(700, "EUR"), Payer.SUPPLIER),
        (usd(4100), Payer.US),
    ]
    assert claim_as_of(claim(4100), boston(3), [euros, SUPPLIERS[0]]).amount == usd(4100)


@pytest.mark.parametrize(
    ("text", "share"),
    [("50%", (1, 2)), ("12.5%", (1, 8)), ("1/2", (1, 2)), (" 2 / 3 ", (2, 3)), ("100 %", (1, 1)), ("0%", (0, 1))],
)
def test_a_share_is_read_exactly(text: str, share: tuple[int, int]) -> None:
    assert read_share("--customer", text) == Fraction(*share)


NO_SHARES = ["101%", "3/2", "1/0", "-5%", "half", "1/2/3", "1e2%", "50", "%", "/2"]


def test_what_is_no_share_is_refused(subtests: pytest.Subtests) -> None:
    for text in NO_SHARES:
        with subtests.test(text), pytest.raises(BadInput, match="--customer"):
            read_share("--customer", text)


def test_a_discount_is_a_percentage() -> None:
    assert read_percentage("--off", "15%") == Fraction(15, 100)
    for text in ("15", "1/2", "101%"):
        with pytest.raises(BadInput, match=re.escape('"; write it as 15%, from 0% to 100%.')):
            read_percentage("--off", text)


@pytest.mark.parametrize(("cents", "off", "left"), [(35000, 15, 29750), (99, 50, 50), (101, 50, 51), (100, 100, 0)])
def test_half_a_cent_of_a_discount_is_rounded_up(cents: int, off: int, left: int) -> None:
    assert less(usd(cents), Fraction(off, 100)) == usd(left)


@pytest.mark.parametrize(
    ("facts", "theirs", "ours", "refusal", "words"),
    [
        ({"kind": CostKind.GOODWILL}, 100, None, Refused, "is goodwill, which is never billed"),
        ({"kind": CostKind.LABOUR, "waived": True}, 100, None, Refused, "is waived labour"),
        ({"payer": Payer.SUPPLIER}, 100, None, Refused, "only what we pay can be shared"),
        ({"payer": Payer.CUSTOMER}, 100, None, Refused, "only what we pay can be shared"),
        ({"share": Share(OPENED, usd(1), "x")}, 100, None, Refused, "is already shared"),
        ({}, 4101, None, BadInput, "is more than M-1, which is"),
        ({}, 0, None, BadInput, "comes to nothing"),
        ({}, 2050, 2049, BadInput, "leave --us out, and the rest is ours"),
        ({}, 2050, 2051, BadInput, "leave --us out, and the rest is ours"),
    ],
)
def test_what_cannot_be_shared_is_refused(
    facts: dict[str, object], theirs: int, ours: int | None, refusal: type[CarelineError], words: str
) -> None:
    with pytest.raises(refusal, match=words):
        rules.check_share(cost(**facts), usd(theirs), None if ours is None else usd(ours))


@pytest.mark.parametrize(("theirs", "ours"), [(4100, None), (2050, 2050), (1, 4099)])
def test_a_share_up_to_the_whole_cost_is_good(theirs: int, ours: int | None) -> None:
    rules.check_share(cost(), usd(theirs), None if ours is None else usd(ours))


def test_a_share_is_unknown_before_it_was_offered() -> None:
    shared = cost(share=Share(boston(3), usd(100), "some"))
    assert rules.as_of(shared, boston(2)).share is None
    assert rules.as_of(shared, boston(3)) == shared


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "goods $41.00"),
        ({"payer": Payer.CARRIER}, "goods $41.00, paid by the carrier"),
        ({"kind": CostKind.LABOUR, "waived": True}, "labour $41.00, waived"),
        ({"share": Share(OPENED, usd(2050), "half")}, "goods $41.00, of which the customer pays $20.50"),
    ],
)
def test_a_cost_says_who_bears_it(facts: dict[str, object], words: str) -> None:
    assert cost(**facts).words == words
