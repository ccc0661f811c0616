"""Splitting a replacement of which something holds for some units only, and joining what is alike again.

What belongs to it is split along: its history, the old units' return, costs, and what the supplier owes (no cent lost).
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlmodel import col, select

from careline.domain.cases.serials import kept, separate, told
from careline.domain.money.costs import Payer
from careline.domain.replacements import units as rules
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.replacement_states import state
from careline.domain.values import frozen
from careline.store.tables import goods
from careline.store.tables import replacements as tables
from careline.store.tables.base import Record
from careline.usecases.thread import Thread

Row = TypeVar("Row", bound=Record)
OWN = ("id", "replacement_id")
"""What no row has from the one that it is split off."""


@frozen
class Some:
    """Some units of a replacement: how many, None for all; and the serial numbers of those that are meant.

    No numbers are those of units that nobody has told apart, None those of which it makes no difference.
    """

    quantity: int | None = None
    serials: tuple[str, ...] | None = None


ALL = Some()


def split(thread: Thread, unit: Replacement, some: Some) -> Replacement:
    """Let a replacement have some of its units only; the rest becomes one of its own. What is known of it then.

    Without a number, or with all, nothing is split; serial numbers alone are so many units.
    Raises Refused, NotShipped, BadInput and BeforeItExisted.
    """
    quantity = len(some.serials or ()) or None if some.quantity is None else some.quantity
    if quantity is None:
        return unit
    rules.check_can_split(unit, quantity)
    own = rules.serials_of(unit, quantity, some.serials)
    if quantity == unit.quantity:
        return unit
    at, rest = thread.at, unit.quantity - quantity
    theirs = tuple(number for number in unit.serials if number not in own)
    if unit.moves and at < unit.moves[-1].at:
        raise thread.too_early(f"{unit.name} was split", unit.moves[-1].at)
    row = thread.work.session.get_one(tables.Replacement, unit.id)
    row.quantity, row.serial = quantity, kept(own)
    number = thread.work.add(_copy(row, quantity=rest, shipment=unit.parcel, serial=kept(theirs)))
    thread.work.add(tables.UnitMove(from_id=unit.id, to_id=number, at=at, quantity=rest, serials=kept(theirs)))
    for each in _rows(thread, tables.EarlierOutcome, unit.id):
        thread.work.add(_copy(each, replacement_id=number))
    for asked in _rows(thread, goods.Return, unit.id):
        thread.work.add(_copy(asked, replacement_id=number))
    _split_costs(thread, unit, number, rest)
    _split_claim(thread, unit, number, rest)
    other = thread.file.unit(number)
    thread.remarks.append(f"{other.name} is the rest of it: {other.told}, {state(other)}.")
    if theirs and len(own) < quantity and some.serials is not None:
        thread.remarks.append(
            f"Nobody said which {'it is' if quantity == 1 else 'they are'}, so {told(kept(theirs))} stay"
            f"{'s' if len(theirs) == 1 else ''} with {other.name}. If you know: careline undo, and again with --serial."
        )
    return thread.file.unit(unit.id)


def join(thread: Thread, unit_id: int) -> None:
    """Join units that are alike again with the first one of them: as of earlier they stay apart."""
    units = thread.file.replacements
    unit = thread.file.unit(unit_id)
    same = [each for each in units if each.id == unit.id or rules.are_alike(unit, each)]
    first, *others = sorted(same, key=lambda each: each.id)
    for other in others:
        if _tracks(thread, first.id) != _tracks(thread, other.id):
            continue
        stays = thread.work.session.get_one(tables.Replacement, first.id)
        gone = thread.work.session.get_one(tables.Replacement, other.id)
        stays.quantity, stays.serial = stays.quantity + gone.quantity, kept({*separate(stays.serial), *other.serials})
        gone.quantity, gone.serial = 0, None
        move = tables.UnitMove(
            from_id=other.id, to_id=first.id, at=thread.at, quantity=other.quantity, serials=other.serial
        )
        thread.work.add(move)
        for asked in _rows(thread, goods.Return, other.id):
            thread.work.session.delete(asked)
        _join_costs(thread, first.id, other.id)
        _join_claims(thread, first.id, other.id)
        thread.work.session.flush()
        thread.remarks.append(f"{other.name} is alike again, and part of {first.name}.")


def _split_costs(thread: Thread, unit: Replacement, number: int, rest: int) -> None:
    """Split what was paid for it, and what the customer bears of that; what the supplier bears as one sum."""
    costs = _rows(thread, goods.Cost, unit.id)
    theirs = [[each for each in costs if each.payer == Payer.SUPPLIER]]
    for mine in (*theirs, *([each] for each in costs if each.payer != Payer.SUPPLIER)):
        parts = rules.shared_out([each.amount for each in mine], rest, unit.quantity)
        for cost, part in zip(mine, parts, strict=True):
            shares = _shares(thread, cost.id)
            copy = _split_row(thread, cost, part, replacement_id=number)
            for share in shares if copy else ():
                _split_row(thread, share, share.amount * rest // unit.quantity, cost_id=copy)


def _split_claim(thread: Thread, unit: Replacement, number: int, rest: int) -> None:
    """Split what the supplier owes, and what it has paid of that."""
    for claim in _rows(thread, goods.Claim, unit.id):
        credits = _credits(thread, claim.id)
        [part] = rules.shared_out([claim.amount], rest, unit.quantity)
        copy = _split_row(thread, claim, part, replacement_id=number)
        paid = rules.shared_out([each.amount for each in credits], rest, unit.quantity)
        for credit, theirs in zip(credits, paid, strict=True):
            _split_row(thread, credit, theirs, claim_id=copy)


def _split_row(thread: Thread, row: Any, part: int, **belongs: int) -> int:
    """Let a row have so much less, and one like it have that; all of it goes over itself. Whose the part is, or 0."""
    if part == row.amount and part:
        for name, value in belongs.items():
            setattr(row, name, value)
        return 0
    if part == 0:
        return 0
    row.amount -= part
    return thread.work.add(_copy(row, amount=part, **belongs))


def _join_costs(thread: Thread, first: int, other: int) -> None:
    """Add up what was one cost before."""
    known = list(_rows(thread, goods.Cost, first))
    for cost in _rows(thread, goods.Cost, other):
        alike = (each for each in known if _facts(each) == _facts(cost))
        twin = None if _shares(thread, cost.id) else next(alike, None)
        if twin is None:
            cost.replacement_id = first
        else:
            known.remove(twin)
            twin.amount += cost.amount
            thread.work.session.delete(cost)


def _join_claims(thread: Thread, first: int, other: int) -> None:
    known = next(iter(_rows(thread, goods.Claim, first)), None)
    for claim in _rows(thread, goods.Claim, other):
        if known is None:
            claim.replacement_id = first
            continue
        known.amount += claim.amount
        for credit in _credits(thread, claim.id):
            credit.claim_id = known.id
        thread.work.session.flush()
        thread.work.session.delete(claim)


def _tracks(thread: Thread, number: int) -> tuple[object, ...]:
    """What is known of the old units of a replacement, and of what the supplier owes."""
    asked = [_facts(each) for each in _rows(thread, goods.Return, number)]
    return (asked, [(each.submitted_at, each.rejected_at) for each in _rows(thread, goods.Claim, number)])


def _credits(thread: Thread, claim_id: int) -> Sequence[goods.Credit]:
    table = goods.Credit
    paid = select(table).where(table.claim_id == claim_id).order_by(col(table.at), col(table.id))
    return thread.work.session.exec(paid).all()


def _shares(thread: Thread, cost_id: int) -> Sequence[goods.CostShare]:
    return thread.work.session.exec(select(goods.CostShare).where(goods.CostShare.cost_id == cost_id)).all()


def _rows(thread: Thread, table: Any, number: int) -> Sequence[Any]:
    """The rows of a table that belong to a replacement, in order."""
    return thread.work.session.exec(select(table).where(table.replacement_id == number).order_by(table.id)).all()


def _copy(row: Row, **other: Any) -> Row:
    """A new row like one, but for what is named."""
    return type(row)(**{name: value for name, value in row.model_dump().items() if name != "id"} | other)


def _facts(row: Record, but: Iterable[str] = (*OWN, "amount")) -> tuple[object, ...]:
    return tuple(value for name, value in row.model_dump().items() if name not in but)
