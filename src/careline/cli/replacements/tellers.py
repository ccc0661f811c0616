"""What is answered to what becomes of a unit that makes good, of the old one, and of what the supplier owes for it."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from careline.domain.replacements import replacement_states
from careline.domain.replacements.chain import ASKS_WHAT_IS_DIFFERENT_FROM, CONSIDER, chain_of
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.wording import ordinal, sentence

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done


def asked_for(done: "Done") -> Iterator[str]:
    """Where a unit stands that has not left: it wants approval, or is to be shipped."""
    unit = _unit(done)
    promised = any(p.is_arrival and p.replacement_id == unit.id for p in done.file.promises)
    ship = f"replacement ship {unit.name}{'' if promised else ' --arrives WHEN'}"
    return _answer(done, unit, _approved_first(done, unit) or ship)


def declined(done: "Done") -> Iterator[str]:
    """That a unit is not to be had; the customer should hear of it."""
    return _answer(done, _unit(done), done.word_next)


def shipped(done: "Done") -> Iterator[str]:
    """That a unit is on its way; or, where it is above the authority of who acts, that it waits for approval."""
    unit = _unit(done)
    step = "slip" if unit.announced_at else "announced"
    return _answer(done, unit, _approved_first(done, unit) or f"replacement {step} {unit.name}")


def announced(done: "Done") -> Iterator[str]:
    """To whom a unit was announced."""
    unit = _unit(done)
    headline = f"{unit.name} announced to {done.case.customer.name}, {done.case.name}."
    if unit.announced_at is None:
        headline = (
            f"{unit.name} counts as announced to {done.case.customer.name}, {done.case.name}, once the mail is sent."
        )
    return done.answer(
        headline, adds=beside(done, under=unit.name), in_table=True, next_=f"replacement slip {unit.name}"
    )


def delivered(done: "Done") -> Iterator[str]:
    """That a unit has arrived, or that it has not, as was said by mistake."""
    unit = _unit(done)
    if unit.delivered_at is None:
        return done.answer(f"{unit.name} is on its way, and not delivered: {done.whose}.", next_=done.usual_next())
    return _answer(done, unit, done.usual_next() if unit.outcome else f"outcome {unit.name} works")


def outcome(done: "Done") -> Iterator[str]:
    """Whether it works, when it came, and what a second failure means."""
    unit = _unit(done)
    closed = [f"{done.case.name} is closed, {done.case.closed_how}."] if done.case.closed_how else []
    if unit.outcome is None:
        return _answer(done, unit, f"outcome {unit.name} works", *closed)
    if unit.outcome is Outcome.WORKS:
        return _answer(done, unit, done.usual_next(settled=True), *closed)
    different = ' --different "..."' if unit.attempt + 1 >= ASKS_WHAT_IS_DIFFERENT_FROM else ""
    item = "" if done.case.product else " --again"
    another = f'ship-replacement {done.case.id}{item} --why "..." --arrives WHEN{different}'
    opened = any(done.recorded.touched.get("reopenings", {}).values())
    again = [f"{done.case.name} is {done.open_again}."] if opened else []
    return _answer(done, unit, another, *again, *closed, *_failed_again(done, unit))


def tracked(done: "Done") -> Iterator[str]:
    """The number of a parcel, and whose it is; just that it was recorded where it was known."""
    touched = done.recorded.touched_in("replacements")
    headline = f"Recorded on {done.whose}."
    for unit in done.file.replacements:
        if unit.id in touched:
            number = ", ".join(filter(None, (unit.tracking, unit.carrier)))
            headline = f"{unit.name} on {done.whose}: number {number}."
    return done.answer(headline, in_passing=True, next_=None)


def beside(done: "Done", command: str | None = None, *, under: str | None = None) -> Iterator[str]:
    """What became of an old unit or a claim, and the command that comes next of it, with the unit's name put in.

    `under` is the unit that the headline names, with its case: neither is named again.
    """
    from careline.reports.replacements import tracks

    now, calendar = done.desk.now, done.desk.calendar
    for name, text in tracks.latest(done.file, done.recorded.touched, now, calendar, done.echo):
        yield (
            f"{sentence(text)}."
            if name == under
            else f"{name}: {text}."
            if under
            else f"{name} on {done.whose}: {text}."
        )
        if command:
            yield f"next  careline {command.format(name)}"


return_asked = partial(beside, command="return received {}")
return_received = partial(beside, command="return inspected {} --became restocked")
claim_added = partial(beside, command="claim submit {}")
claim_submitted = partial(beside, command="claim credit {}")


def _approved_first(done: "Done", unit: Replacement) -> str | None:
    """What comes before a unit can leave: that its approval is recorded, or whoever gives it is told; else None."""
    if not unit.waits_for_approval:
        return None
    raised = done.recorded.touched_in("escalations")
    asked = next((each.name for each in done.file.escalations if each.id in raised), None)
    return f"escalation told {asked}" if asked else f"replacement approve {unit.name}"


def _unit(done: "Done") -> Replacement:
    touched = done.recorded.touched_in("replacements")
    return next(each for each in done.file.replacements if each.id in touched)


def _answer(done: "Done", unit: Replacement, next_: str | None, *adds: str) -> Iterator[str]:
    return done.answer(_standing(done, unit), adds=(*beside(done, under=unit.name), *adds), in_table=True, next_=next_)


def _standing(done: "Done", unit: Replacement) -> str:
    """What is known of a unit now."""
    corrected = done.recorded.touched_in("outcome_corrections")
    if unit.outcome is None and not corrected:
        attempt = f"attempt {unit.attempt}, {unit.described}"
        return f"{unit.name} {replacement_states.state(unit)} on {done.whose}: {attempt}."
    wrong = unit.corrections[-1].wrong if corrected else None
    what = wrong and (wrong.came if wrong.outcome is unit.outcome else wrong.outcome)
    known = f"{_known(done, unit)}{f' ({what} was wrong)' if what else ''}"
    arrived = (
        f" {'It was' if unit.quantity == 1 else 'They were'} delivered {done.echo(unit.delivered_at)}."
        if unit.delivered_at
        else ""
    )
    name = unit.name if unit.quantity == 1 else f"{unit.name}, {unit.counted_item},"
    return f"{name} {known}: {done.whose}.{arrived}"


def _known(done: "Done", unit: Replacement) -> str:
    """What became of a unit, in words."""
    match unit.outcome:
        case None:
            return "has no outcome yet" if unit.quantity == 1 else "have no outcome yet"
        case Outcome.WORKS:
            works = "works" if unit.quantity == 1 else "work"
            return f"{works} again" if unit.earlier else works
        case Outcome.FAILED:
            return f"{replacement_states.worked_for(unit, unit.outcomes[-1][1], done.desk.calendar)}, then failed"
        case _:
            return f"failed, {unit.outcome}"


def _failed_again(done: "Done", unit: Replacement) -> Iterator[str]:
    """That the owner is told of a second failure on a chain, and what may end it."""
    from careline.cli.frame.tellers import REPEATED

    failed = {each.attempt for each in chain_of(unit, done.file.replacements) if each.has_failed}
    if unit.has_failed and len(failed) >= REPEATED:
        owner = done.desk.shop.owner
        yield f"That is the {ordinal(len(failed))} failure on this chain: {owner} sees it at the top of the brief."
        yield f"What might end it: {CONSIDER}."
