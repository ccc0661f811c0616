"""What belongs to replacements that were split or joined since: as of before, each has what was its own then."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.money.costs import Cost, Payer
from careline.domain.money.money import Money
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Return
from careline.domain.replacements.units import shared_out
from careline.domain.values import frozen


@frozen
class Belongings:
    """What runs beside the replacements of a case."""

    costs: tuple[Cost, ...]
    returns: tuple[Return, ...]
    claims: tuple[Claim, ...]


@frozen
class _Back:
    """That some units `of` all that `holder` has go back to `owner`, which had been split off at `since`.

    With `whole` they are all that it has, and so it was not there.
    """

    holder: int
    owner: int
    units: int
    of: int
    whole: bool
    since: datetime


def belonging_then(now: Belongings, units: Iterable[Replacement], moment: datetime) -> Belongings:
    """What belonged to each replacement at a moment, as later splits and joins are taken back, the last one first.

    What was added up when units were joined is shared out as it was when they were split. One cost that was two then
    stands twice, with its own number.
    """
    for back in _since(tuple(units), moment):
        now = _joined(now, back) if back.whole else _apart(now, back)
    return now


def _since(units: Sequence[Replacement], moment: datetime) -> Iterable[_Back]:
    left = {each.id: each.quantity for each in units}
    began = {each.id: each.moves[0].at for each in units if each.moves}
    moves = [(move.id, each.id, move) for each in units for move in each.moves if move.units < 0 and move.at > moment]
    for _, owner, move in sorted(moves, key=lambda each: each[0], reverse=True):
        holder, count = move.other, -move.units
        yield _Back(holder, owner, count, left[holder], left[holder] == count, began[owner])
        left[holder] -= count
        left[owner] += count


def _joined(now: Belongings, back: _Back) -> Belongings:
    """With what the whole was split into: its share of each is added up again."""
    costs: list[Cost] = []
    whole: set[int] = set()
    for cost in now.costs:
        if cost.replacement_id != back.holder:
            costs.append(cost)
            continue
        cost = replace(cost, replacement_id=back.owner)
        place = next((n for n, each in enumerate(costs) if n not in whole and _facts(each) == _facts(cost)), None)
        if place is None:
            costs.append(cost)
        else:
            whole.add(place)
            known = costs[place]
            share = known.share and cost.share and replace(known.share, amount=known.share.amount + cost.share.amount)
            costs[place] = replace(known, amount=known.amount + cost.amount, share=share or known.share or cost.share)
    claims: dict[int, Claim] = {}
    for claim in now.claims:
        number = back.owner if claim.replacement_id == back.holder else claim.replacement_id
        known_claim = claims.get(number)
        claims[number] = (
            replace(
                known_claim,
                amount=known_claim.amount + claim.amount,
                credits=_together((*known_claim.credits, *claim.credits)),
            )
            if known_claim
            else replace(claim, replacement_id=number)
        )
    returns = tuple(each for each in now.returns if each.replacement_id != back.holder)
    return Belongings(tuple(costs), returns, tuple(claims.values()))


def _apart(now: Belongings, back: _Back) -> Belongings:
    """With what two had before they were joined: each its part of what is one since."""
    # What was spent on one of them since is nobody's half.
    mine = [each for each in now.costs if each.replacement_id == back.holder and each.at <= back.since]
    parts = _parts(mine, back)
    costs = [half for each in now.costs for half in _of_cost(each, parts.get(each.id, 0), back)]
    theirs = (replace(each, replacement_id=back.owner) for each in now.returns if each.replacement_id == back.holder)
    claims = [half for each in now.claims for half in _of_claim(each, back)]
    return Belongings(tuple(costs), (*now.returns, *theirs), tuple(claims))


def _parts(costs: Iterable[Cost], back: _Back) -> dict[int, int]:
    """What of each cost goes back, by its id, in minor units: of what the supplier bears as of one sum."""
    by_id = sorted(costs, key=lambda each: each.id)
    together = [[each for each in by_id if each.payer is Payer.SUPPLIER]]
    together += ([each] for each in by_id if each.payer is not Payer.SUPPLIER)
    return {
        cost.id: part
        for each in together
        for cost, part in zip(each, shared_out([cost.amount.amount for cost in each], back.units, back.of), strict=True)
    }


def _of_cost(cost: Cost, part: int, back: _Back) -> Iterable[Cost]:
    """The cost without what goes back of it, and that."""
    share, goes = cost.share, Money(part, cost.amount.currency)
    of_share = Money(share.amount.amount * back.units // back.of, goes.currency) if share and part else None
    if goes != cost.amount or not part:
        less = replace(share, amount=share.amount - of_share) if share and of_share else share
        yield replace(cost, amount=cost.amount - goes, share=less)
    if part:
        theirs = replace(share, amount=of_share) if share and of_share else share
        yield replace(cost, replacement_id=back.owner, amount=goes, share=theirs)


def _of_claim(claim: Claim, back: _Back) -> Iterable[Claim]:
    """The claim without what goes back of it, and that."""
    if claim.replacement_id != back.holder:
        yield claim
        return
    [part] = shared_out([claim.amount.amount], back.units, back.of)
    paid = shared_out([each.amount.amount for each in claim.credits], back.units, back.of)
    stays, goes = [], []
    for credit, theirs in zip(claim.credits, paid, strict=True):
        amount = Money(theirs, credit.amount.currency)
        stays.append(replace(credit, amount=credit.amount - amount))
        goes.append(replace(credit, amount=amount))
    amount = Money(part, claim.amount.currency)
    yield replace(claim, amount=claim.amount - amount, credits=_paid(stays))
    yield replace(claim, replacement_id=back.owner, amount=amount, credits=_paid(goes))


def _paid(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    return tuple(each for each in credits if each.amount.amount)


def _facts(cost: Cost) -> tuple[object, ...]:
    """All but how much."""
    return (cost.replacement_id, cost.at, cost.kind, cost.amount.currency, cost.payer, cost.waived, cost.note)


def _together(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    found: dict[object, Credit] = {}
    for each in credits:
        known = found.get((each.at, each.note))
        found[each.at, each.note] = replace(known, amount=known.amount + each.amount) if known else each
    return tuple(found.values())
