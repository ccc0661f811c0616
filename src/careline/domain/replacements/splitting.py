"""What belongs to replacements that were split since: as of before, it is that of the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from careline.domain.money.costs import Cost
from careline.domain.replacements.claims import Claim, Credit
from careline.domain.replacements.replacement import Replacement


def split_since(units: Iterable[Replacement], sent: Iterable[Replacement]) -> dict[int, int]:
    """The replacements that were not there yet, by their ids: which ones they were part of; `sent` are those there."""
    there = {each.id for each in sent}
    return {each.id: each.parcel for each in units if each.id not in there}


def costs_before(costs: Iterable[Cost], wholes: Mapping[int, int]) -> tuple[Cost, ...]:
    """The costs, with those of what was split since added to those that they were split off."""
    found: list[Cost] = []
    for cost in costs:
        number = cost.replacement_id or 0
        if number not in wholes:
            found.append(cost)
            continue
        cost = replace(cost, replacement_id=wholes[number])
        place = next((n for n, each in enumerate(found) if _facts(each) == _facts(cost)), None)
        if place is None:
            found.append(cost)
        else:
            known = found[place]
            share = known.share and cost.share and replace(known.share, amount=known.share.amount + cost.share.amount)
            found[place] = replace(known, amount=known.amount + cost.amount, share=share or known.share or cost.share)
    return tuple(found)


def _facts(cost: Cost) -> tuple[object, ...]:
    """All but how much."""
    return (cost.replacement_id, cost.at, cost.kind, cost.amount.currency, cost.payer, cost.waived, cost.note)


def claims_before(claims: Iterable[Claim], wholes: Mapping[int, int]) -> tuple[Claim, ...]:
    """The claims, with those for what was split since added to those that they were split off."""
    found: dict[int, Claim] = {}
    for claim in claims:
        number = wholes.get(claim.replacement_id, claim.replacement_id)
        known = found.get(number)
        found[number] = (
            replace(known, amount=known.amount + claim.amount, credits=_together((*known.credits, *claim.credits)))
            if known
            else replace(claim, replacement_id=number)
        )
    return tuple(found.values())


def _together(credits: Iterable[Credit]) -> tuple[Credit, ...]:
    found: dict[object, Credit] = {}
    for each in credits:
        known = found.get((each.at, each.note))
        found[each.at, each.note] = replace(known, amount=known.amount + each.amount) if known else each
    return tuple(found.values())
