"""Arrivals that were recorded wrongly: at another moment than they happened, or before they did."""

from datetime import datetime

from careline.domain.casefile.not_kept import check_before_closing, check_may_owe
from careline.domain.casefile.recorded import Recorded
from careline.domain.promises.arriving import arrivals
from careline.domain.replacements import replacement_states as rules
from careline.domain.replacements.replacement import Step
from careline.domain.replacements.units import arrived_at, same_parcel
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import replacements as tables
from careline.usecases import known_or_new
from careline.usecases.promises import correcting
from careline.usecases.replacements import splitting
from careline.usecases.replacements.splitting import ALL, Some
from careline.usecases.thread import filled, thread_of


def correct(
    work: Recording, shop: Shop, replacement_id: int, at: datetime | None, because: str, some: Some = ALL
) -> Recorded:
    """Record that some units, or all, arrived at another moment, or have not yet (None): so it is with their promise.

    Raises NoSuchId, BlankText, BadInput, BeforeItExisted, and what `replacement_states.check_delivery_is_wrong`
    raises.
    """
    because = filled(because, "--because")
    thread, unit = thread_of(work, shop, replacement_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    delivered_at = rules.check_delivery_is_wrong(unit, at, thread.short)
    unit = splitting.split(thread, unit, some)
    if at is None:
        check_may_owe(thread.case)
    else:
        before = [(step, since) for step in (Step.SHIPPED, Step.ANNOUNCED) if (since := getattr(unit, step.value))]
        for step, since in before:
            if at < since:
                raise thread.too_early(f"{unit.name} was {step.word}", since)
        check_before_closing(thread.case, delivered_at, at, thread.short(at))
    arrived = arrived_at(same_parcel(unit, thread.file.replacements))
    work.session.get_one(tables.Replacement, unit.id).delivered_at = at
    parcel = same_parcel(unit, thread.file.replacements)
    for promise in arrivals(thread.file.promises, unit.parcel):
        if promise.kept_at == max(arrived, promise.made_at):
            if at is None:
                correcting.take_back(thread, promise)
            else:
                kept_at = max(arrived_at(parcel), promise.made_at)
                if kept_at == promise.kept_at:
                    continue
                correcting.keep_at(thread, promise, kept_at)
                thread.remarks.append(f"{promise.name} {promise.quoted} was kept {thread.short(kept_at)}.")
    thread.promise_something()
    was = thread.short(delivered_at)
    right = f"has not arrived, as was said for {was}" if at is None else f"arrived {thread.short(at)}, not {was}"
    thread.note(f"{unit.name} {right}: {because}")
    splitting.join(thread, unit.id)
    return thread.done()
