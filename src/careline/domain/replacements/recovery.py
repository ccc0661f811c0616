"""What making it right cost us: who bears what, and what is left of a sale.

Shown beside, never deciding: no rule reads it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from careline.domain.money.costs import Cost, Payer
from careline.domain.money.money import Money, total
from careline.domain.money.purchases import Purchase
from careline.domain.replacements.claims import Claim, borne
from careline.domain.values import frozen


@frozen
class Part:
    """What one payer bears of a cost."""

    cost: Cost
    payer: Payer
    amount: Money


def parts(costs: Sequence[Cost], claims: Iterable[Claim]) -> list[Part]:
    """Each cost in the parts that its payers bear, which make it up to the cent.

    What the supplier bears counts as paid until it rejects a claim: then the rest of it is ours again. What it pays of
    costs that were ours it bears too. Both come from the costs of the claim's replacement, the first one first.
    """
    passed = {key: amount for claim in claims for key, amount in _passed_on(costs, claim) if amount > 0}
    found = []
    for cost in costs:
        left = cost.amount
        if cost.share:
            left -= cost.share.amount
            found.append(Part(cost, Payer.CUSTOMER, cost.share.amount))
        key = (cost.replacement_id, cost.payer, cost.amount.currency)
        if over := min(passed.get(key, 0), left.amount):
            passed[key] -= over
            gone = Money(over, left.currency)
            left -= gone
            found.append(Part(cost, Payer.US if cost.payer is Payer.SUPPLIER else Payer.SUPPLIER, gone))
        if left.amount or left == cost.amount:
            found.append(Part(cost, cost.payer, left))
    return found


def _passed_on(costs: Sequence[Cost], claim: Claim) -> Iterator[tuple[tuple[int | None, Payer, str], int]]:
    """What goes over from one payer to the other by a claim: by replacement, who bore it before, and currency."""
    currency = claim.amount.currency
    bears = borne(costs, claim.replacement_id, currency)
    theirs, claimed, paid = bears.amount if bears else 0, claim.amount.amount, claim.credited.amount
    of_ours, paid_of_ours = max(0, claimed - theirs), max(0, paid - theirs)
    yield (claim.replacement_id, Payer.US, currency), paid_of_ours
    yield (claim.replacement_id, Payer.SUPPLIER, currency), claim.rejected_amount.amount - (of_ours - paid_of_ours)


def net_recovery(costs: Sequence[Cost], claims: Iterable[Claim]) -> Money | None:
    """What making it right cost us: goods, shipping, labour, goodwill and refunds, less what others bear.

    None where there are no costs, or costs in several currencies, as there are once the shop counts in another.
    """
    currencies = {cost.amount.currency for cost in costs}
    if len(currencies) != 1:
        return None
    return total((part.amount for part in parts(costs, claims) if part.payer is Payer.US), *currencies)


def margin_of(purchase: Purchase, units: int) -> Money | None:
    """What the units that a case is about brought above their cost: no more than were bought. None where unknown."""
    return replace(purchase, quantity=min(units, purchase.quantity)).margin


def transaction_result(purchase: Purchase, net: Money, units: int) -> Money | None:
    """What is left of a sale: (price - cost) x the units concerned, less the net recovery cost.

    None where the cost is unknown, and where the shop counted in another currency when it sold.
    """
    margin = margin_of(purchase, units)
    return None if margin is None or margin.currency != net.currency else margin - net
