"""Putting a wrong outcome right: what it had led to goes with it (G13)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import select

from careline.domain.casefile import outcomes
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Reopening
from careline.domain.promises.keeping import giving_way
from careline.domain.promises.planned import working_unit_sent
from careline.domain.promises.promise import GAVE_WAY, End, Promise, PromiseKind
from careline.domain.replacements import correcting as rules
from careline.domain.replacements.chain import attempts_after, to_send_again
from careline.domain.replacements.replacement import EarlierOutcome, Outcome, Replacement
from careline.domain.replacements.replacement_states import check_came, check_confirmed
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.safekeeping import moving
from careline.store.tables import cases as case_tables
from careline.store.tables import corrections as tables
from careline.store.tables import promises as promise_tables
from careline.store.tables import reopenings as reopening_tables
from careline.store.tables import replacements as unit_tables
from careline.usecases import known_or_new
from careline.usecases.cases.cases import close_on, undo_closing
from careline.usecases.replacements import splitting
from careline.usecases.replacements.replacements import found
from careline.usecases.replacements.splitting import ALL, Some
from careline.usecases.thread import Thread, filled, thread_of


@frozen
class Right:
    """The right outcome, None where nobody knows it yet, and why the recorded one is wrong.

    `delivered_at` is when the unit arrived, where that is not recorded; `came` what was in the box; `confirmed` the
    customer's words, on which the case closes. It is wrong of `some` units, or of all.
    """

    outcome: Outcome | None
    because: str
    delivered_at: datetime | None = None
    came: str | None = None
    confirmed: str | None = None
    some: Some = ALL


def correct_outcome(work: Recording, shop: Shop, replacement_id: int, right: Right, *, at: datetime) -> Recorded:
    """Let the outcome of a unit give way to the right one, or to none where nobody knows yet (G13).

    What the wrong one had led to goes with it, and G1 holds afterwards; a later attempt stays one, and what was said to
    the customer stands. As of an earlier moment all is as it was believed.
    Raises Refused and BadInput, and what `cases.close_on` raises.
    """
    outcome = right.outcome
    thread, unit = thread_of(work, shop, replacement_id, at)
    known_or_new.check_remembered(work, thread.case.customer)
    check_came(outcome, right.came)
    check_confirmed(outcome, right.confirmed)
    stand = rules.put_right(unit, outcome, right.came, at, arrives=right.delivered_at is not None)
    since = max((*(each.at for each in unit.corrections), *(at for _, at in unit.outcomes[-1:])))
    if at < since:
        raise thread.too_early(f"the outcome of {unit.name}", since)
    unit = splitting.split(thread, unit, right.some)
    after = outcomes.aftermath(thread.file, unit, outcome, work.now)
    closing = outcomes.reopening_of(thread.file, unit) if outcome in (None, Outcome.WORKS) else None
    said = outcomes.said_since(thread.file, unit.outcome_at) if unit.outcome_at else ()
    _give_way(work, unit, outcome, filled(right.because, "--because"), at)
    for promise in after.again:
        _live_again(work, promise, at)
    if right.delivered_at is not None:
        _arrive(thread, right.delivered_at, replacement_id)
    _stand(work, replacement_id, stand)
    _end_what_it_ends(thread, unit, outcome, after.void)
    if after.is_to_send or any(p.kind is PromiseKind.FIX for p in after.again):
        _open_again(thread, stand[-1].at)
    if after.again and thread.case.is_open:
        for promise in giving_way(thread.file.promises, at):
            thread.end(promise, End.RELEASED, because=GAVE_WAY)
    if after.is_to_send:
        owner = thread.ended[-1].owner if thread.ended else work.who
        first_name, failed = thread.case.customer.first_name, to_send_again(unit, thread.file.replacements)
        thread.make(working_unit_sent(first_name, thread.check_back_due(), owner, replacement_id, failed))
    if closing:
        _close_again(thread, unit, closing)
    if back := outcomes.back_in_place(thread.file, after.void, work.now):
        _live_again(work, back, at)
    if right.confirmed is None:
        thread.settle()
    else:
        thread.release_backups()
        close_on(thread, right.confirmed)
    _point_out(thread, unit, after, said)
    splitting.join(thread, unit.id)
    return thread.done()


def _give_way(work: Recording, unit: Replacement, outcome: Outcome | None, because: str, at: datetime) -> None:
    """Record that the outcome gives way, and what was believed until then; the unit has none for now.

    What is lost has never arrived.
    """
    number = work.add(
        tables.OutcomeCorrection(
            replacement_id=unit.id, at=at, outcome=outcome, because=because, delivered_at=unit.delivered_at
        )
    )
    for stood in unit.standing:
        work.add(tables.BelievedOutcome(correction_id=number, outcome=stood.outcome, at=stood.at, came=stood.came))
    for earlier in _earlier_rows(work, unit.id):
        work.session.delete(earlier)
    row = work.session.get_one(unit_tables.Replacement, unit.id)
    row.outcome = row.outcome_at = row.came = None
    if outcome is Outcome.LOST:
        row.delivered_at = None


def _stand(work: Recording, unit_id: int, right: Sequence[EarlierOutcome]) -> None:
    """Record the outcomes that stand."""
    row = work.session.get_one(unit_tables.Replacement, unit_id)
    for each in right[:-1]:
        work.add(unit_tables.EarlierOutcome(replacement_id=unit_id, outcome=each.outcome, at=each.at, came=each.came))
    for each in right[-1:]:
        row.outcome, row.outcome_at, row.came = each.outcome, each.at, each.came


def _earlier_rows(work: Recording, unit_id: int) -> Sequence[unit_tables.EarlierOutcome]:
    table = unit_tables.EarlierOutcome
    return work.session.exec(select(table).where(table.replacement_id == unit_id)).all()


def _live_again(work: Recording, promise: Promise, at: datetime) -> None:
    """Let a promise live again that the wrong outcome had ended; until now it was believed to have ended."""
    how = next(end for end in End if getattr(promise, end.value))
    ended_at = getattr(promise, how.value)
    work.add(
        tables.LapsedEnd(
            promise_id=promise.id,
            how=how,
            at=ended_at,
            because=promise.ended_because,
            recorded_at=promise.ended_recorded_at,
            until=max(at, ended_at),
        )
    )
    row = work.session.get_one(promise_tables.Promise, promise.id)
    setattr(row, how.value, None)
    row.ended_because = row.ended_recorded_at = None


def _arrive(thread: Thread, delivered_at: datetime, unit_id: int) -> None:
    """Record that a unit arrived which was believed lost. Raises Refused and BeforeItExisted."""
    arrived = Thread(thread.work, thread.shop, thread.case_id, delivered_at)
    arrived.arrive(found(arrived, unit_id))
    thread.ended.extend(arrived.ended)
    if thread.at < delivered_at:
        raise thread.too_early(f"the arrival of {found(thread, unit_id).name}", delivered_at)


def _end_what_it_ends(thread: Thread, unit: Replacement, outcome: Outcome | None, void: Sequence[Promise]) -> None:
    """End what the right outcome ends, and the plans that the wrong one had led to."""
    if outcome is Outcome.LOST:
        thread.end_arrival(unit, at=thread.at)
    if outcome is not None:
        thread.end_check(unit, at=thread.at)
    for promise in void:
        thread.end(promise, End.VOIDED, because=outcomes.PUT_RIGHT, at=max(thread.at, promise.made_at))


def _open_again(thread: Thread, since: datetime) -> None:
    """Record that the customer has come back, as of the outcome where the case was closed by then."""
    closed_at = thread.case.closed_at
    if closed_at is not None:
        at = since if closed_at <= since else thread.at
        undo_closing(Thread(thread.work, thread.shop, thread.case_id, at))


def _close_again(thread: Thread, unit: Replacement, closing: Reopening) -> None:
    """Let the closing stand that the wrong outcome had undone; where more was recorded since, the case stays open."""
    work, case_id, at = thread.work, thread.case_id, thread.at
    since = moving.recorded_since(work.fetch, case_id, closing.id)
    if since is None or outcomes.more_than(thread.file, unit, since):
        thread.remarks.append(f"{thread.case.name} stays open: more was recorded on it since {unit.name} reopened it.")
        return
    for promise in thread.file.promises:
        if promise.ended_at is None:
            thread.end(promise, End.VOIDED, because=outcomes.PUT_RIGHT, at=max(at, promise.made_at))
    row = work.session.get_one(case_tables.Case, case_id)
    row.closed_at, row.closed_how = closing.closed_at, closing.closed_how
    work.session.delete(work.session.get_one(reopening_tables.Reopening, closing.id))
    work.add(
        tables.LapsedReopening(
            case_id=case_id,
            reopening_id=closing.id,
            closed_at=closing.closed_at,
            closed_how=closing.closed_how,
            reopened_at=closing.reopened_at,
            lapsed_at=max(at, closing.reopened_at),
        )
    )


def _point_out(thread: Thread, unit: Replacement, after: outcomes.Aftermath, said: Sequence[Promise]) -> None:
    """Say what lives again, and what stands though the wrong outcome was its occasion."""
    for promise in thread.file.promises:
        if promise.id in {each.id for each in after.again} and promise.ended_at is None:
            thread.remarks.append(f"{promise.name} {promise.quoted} is owed again, due {thread.short(promise.due_at)}.")
    for promise in after.stays:
        how = "kept" if promise.kept_at else "withdrawn"
        thread.remarks.append(
            f"{promise.name} {promise.quoted} stays {how}: it fell due {thread.short(promise.due_at)}."
        )
    for promise in said:
        thread.remarks.append(
            f"{promise.name} {promise.quoted} stands: the customer was told. If it is not to be: careline promise "
            f'withdraw {promise.name} --because "...".'
        )
    if found(thread, unit.id).delivered_at and found(thread, unit.id).outcome is None:
        command = f'careline delivered {unit.name} --correct --not-yet --because "..."'
        thread.remarks.append(f"It stays delivered. If that is wrong too: {command}.")
    for later in attempts_after(unit, thread.file.replacements):
        thread.remarks.append(
            f"{later.name}, {'sent' if later.shipped_at else 'asked for'} since, stays attempt {later.attempt}."
        )
