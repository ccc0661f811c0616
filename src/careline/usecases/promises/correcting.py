"""Promises that were said to be kept and were not, or at another moment; and those that were, though nobody said so."""

from datetime import datetime

from careline.domain.casefile import not_kept as rules
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput, Refused
from careline.domain.promises.changing import check_can_end
from careline.domain.promises.promise import End, Promise
from careline.domain.shop.shop import Shop
from careline.store.changes import touched_rows
from careline.store.recording import Recording
from careline.store.safekeeping import taking_apart
from careline.store.tables import goods
from careline.store.tables import promises as tables
from careline.usecases import known_or_new
from careline.usecases.promises.promises import thread_of_promise
from careline.usecases.thread import Thread, filled


def not_kept(work: Recording, shop: Shop, promise_id: int, because: str) -> Recorded:
    """Record that a promise was not kept: it lives as if nobody had said so, and a plan made for that is void (G13).

    Raises NoSuchId, BlankText, and what `domain.casefile.not_kept.check_not_kept` raises.
    """
    because = filled(because, "--because")
    thread, promise = thread_of_promise(work, shop, promise_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    rules.check_not_kept(thread.file, promise, work.now, shop.calendar)
    take_back(thread, promise)
    kept_at = thread.short(promise.kept_at or work.now)
    thread.note(f"{promise.name} was not kept, as had been said for {kept_at}: {because}")
    return thread.done()


def kept(work: Recording, shop: Shop, promise_id: int, because: str, at: datetime | None) -> Recorded:
    """Record that a promise was kept, or that it was kept at another moment (G3).

    Raises NoSuchId, BlankText, BadInput, BeforeItExisted, and Refused for what has ended otherwise.
    """
    because = filled(because, "--because")
    thread, promise = thread_of_promise(work, shop, promise_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    if promise.kept_at is None:
        check_can_end(promise, work.now)
        then = Thread(work, shop, thread.case_id, at or work.now)
        then.keep(promise, because)
        for plan in then.file.promises:
            if plan.voided_at and plan.ended_because == rules.void_because(promise):
                then.live_again(plan)
        then.settle()
        return then.done()
    if at is None:
        since = thread.short(promise.kept_at)
        raise Refused(f"{promise.name} was kept {since} already; where that was at another moment, say so with --at.")
    if at == promise.kept_at:
        raise BadInput(f"{promise.name} was kept at that moment already; give another --at.")
    rules.check_kept_by_word(thread.file, promise, shop.calendar)
    if at < promise.made_at:
        raise thread.too_early(promise.name, promise.made_at)
    was = thread.short(promise.kept_at)
    keep_at(thread, promise, at)
    thread.note(f"{promise.name} was kept {thread.short(at)}, not {was}: {because}")
    return thread.done()


def take_back(thread: Thread, promise: Promise) -> None:
    """Let a kept promise live again, without the plans that keeping it had led to by itself."""
    work = thread.work
    command = taking_apart.ended_by(work.fetch, promise.id)
    thread.live_again(promise)
    if command is None:
        return
    number, name = command
    made = {row for row, new in touched_rows(work.fetch, number)["promises"].items() if new}
    for plan in rules.led_to(thread.file, made, by_keep=name == "promise keep"):
        # As of no moment was it wanted.
        thread.end(plan, End.VOIDED, because=rules.void_because(promise), at=plan.made_at)
    changed = {each.row_id for each in taking_apart.changed_by(work.fetch, number) if each.table == "promises"}
    for plan in rules.needed_again(thread.file, changed):
        thread.live_again(plan)
    thread.release_backups()


def keep_at(thread: Thread, promise: Promise, at: datetime) -> None:
    """Record another moment at which a kept promise was kept; the plans made with it are as old as that.

    Raises Refused where its case closed in between.
    """
    work, kept_at = thread.work, promise.kept_at or at
    rules.check_before_closing(thread.case, kept_at, at, thread.short(at))
    command = taking_apart.ended_by(work.fetch, promise.id)
    row = work.session.get_one(tables.Promise, promise.id)
    row.kept_at, row.ended_recorded_at = at, rules.said_at(promise, at, work.now)
    for cost in [each for each in thread.file.costs if each.promise_id == promise.id]:
        work.session.get_one(goods.Cost, cost.id).at = at
    made = touched_rows(work.fetch, command[0])["promises"] if command else {}
    for plan in thread.file.promises:
        if made.get(plan.id) and plan.made_at == kept_at and at <= plan.due_at and plan.is_check_back:
            work.session.get_one(tables.Promise, plan.id).made_at = at
