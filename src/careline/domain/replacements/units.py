"""Several units in one replacement: which are still to be sent, when their promises end, and what is split."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.cases.case import Case
from careline.domain.cases.serials import check_fit, told
from careline.domain.errors import BadInput, Refused
from careline.domain.promises.promise import End
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.replacements.replacement_states import NotShipped
from careline.domain.wording import counted

MOST_UNITS = 10_000
OWN = 0
"""The level of the customer's own units, which the first attempt replaces."""


def check_quantity(quantity: int | None) -> int | None:
    """The number of units, where one was given. Raises BadInput for none, and for more than anybody sends."""
    if quantity is not None and not 1 <= quantity <= MOST_UNITS:
        raise BadInput(f"--quantity is at least 1 and at most {MOST_UNITS:,}, not {quantity:,}.")
    return quantity


def concerned(case: Case, units: Iterable[Replacement]) -> int:
    """How many of the customer's units a case is about: as many as it says, or as were sent for them at first."""
    return max(case.quantity, sum(each.quantity for each in units if each.attempt == 1 and each.declined_at is None))


def same_parcel(unit: Replacement, units: Iterable[Replacement]) -> list[Replacement]:
    """All that left in one parcel with a unit, itself too."""
    return [each for each in units if each.parcel == unit.parcel]


def to_send(units: Iterable[Replacement], own: int) -> dict[int, int]:
    """How many units of a chain are still to be replaced, by the attempt whose they are; `own` are the customer's.

    A later unit replaces one of the attempt before it, or, where none of those is left, of an earlier one.
    """
    failed, sent = Counter({OWN: own}), Counter[int]()
    for each in units:
        if each.declined_at is None:
            sent[each.attempt] += each.quantity
            failed[each.attempt] += each.quantity if each.has_failed else 0
    owed, more = {}, 0
    for level in range(max((*failed, *sent)), OWN - 1, -1):
        more += sent[level + 1] - failed[level]
        if more < 0:
            owed[level], more = -more, 0
    return owed


def arrival_ends(parcel: Sequence[Replacement]) -> End | None:
    """How the promise ends that a parcel arrives: with the last of its units; None as long as one is under way.

    Where one was lost it is withdrawn.
    """
    if any(each.is_on_its_way for each in parcel):
        return None
    return End.WITHDRAWN if any(each.outcome is Outcome.LOST for each in parcel) else End.KEPT


def check_ends(parcel: Sequence[Replacement]) -> End | None:
    """How the plan ends to check that a parcel works: with the outcome of its last unit; None before.

    It is withdrawn where all were lost.
    """
    if any(each.outcome is None for each in parcel):
        return None
    return End.WITHDRAWN if all(each.outcome is Outcome.LOST for each in parcel) else End.KEPT


def arrived_at(parcel: Iterable[Replacement]) -> datetime:
    """When it was known of the last unit of a parcel that it had arrived, or was lost."""
    return max(filter(None, (each.delivered_at or each.outcome_at for each in parcel)))


def known_since(parcel: Iterable[Replacement]) -> datetime:
    """When the outcome of the last unit of a parcel was known."""
    return max(filter(None, (each.outcome_at for each in parcel)))


def check_can_split(unit: Replacement, quantity: int) -> None:
    """Decide whether something may hold for so many units of a replacement only.

    Raises BadInput for none, Refused for more than it has, and NotShipped.
    """
    check_quantity(quantity)
    if quantity > unit.quantity:
        raise Refused(
            f"{unit.name} is {counted(unit.quantity, 'unit')}, not {quantity}; leave out --quantity if it "
            "holds for all."
        )
    if quantity < unit.quantity and unit.shipped_at is None:
        raise NotShipped(unit)


def serials_of(unit: Replacement, quantity: int, named: Sequence[str] | None) -> tuple[str, ...]:
    """The serial numbers of so many units of a replacement, which the others are split off.

    They are those that were `named`; with none named, all stay with the rest, as nobody said which they are. Where it
    makes no difference (None), they are the first ones that the rest has no unit for.
    Raises BadInput for more than so many, and Refused for one that is not among the replacement's own.
    """
    rest = unit.quantity - quantity
    if named is None:
        return unit.serials[: max(0, len(unit.serials) - rest)] if len(unit.serials) <= unit.quantity else ()
    check_fit(named, quantity)
    known = {number.casefold(): number for number in unit.serials}
    for number in named:
        if number.casefold() not in known:
            has = f"has {told(unit.serial, unit.quantity)}" if unit.serial else "has no serial number on record"
            raise Refused(f'"{number}" is no unit of {unit.name}, which {has}.')
    return tuple(known[number.casefold()] for number in named)


def are_alike(one: Replacement, other: Replacement) -> bool:
    """True for two of one parcel of which the same is known, so that there is no reason to tell them apart."""
    known = ("parcel", "declined_at", "delivered_at", "standing")
    return one.id != other.id and all(getattr(one, name) == getattr(other, name) for name in known)


def shared_out(amounts: Sequence[int], units: int, of: int) -> list[int]:
    """What of each amount goes along with some units of several, in minor units; what is no whole one stays.

    Together they are what goes along of the sum, so that nothing is lost or made by splitting each.
    """
    parts, before, total = [], 0, 0
    for amount in amounts:
        total += amount
        part = total * units // of - before
        before += part
        parts.append(part)
    return parts
