"""Where a case stands: in a sentence, what is owed, and what comes next by itself."""

from collections.abc import Iterator

from careline.domain.casefile.amends import amends
from careline.domain.cases.case import ClosedHow
from careline.domain.cases.contacts import Direction
from careline.domain.ladder import causes, escalations
from careline.domain.ladder.escalations import CauseOf, Escalation
from careline.domain.promises import changing, dependencies, promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.report import PageLine, Said, Tone
from careline.domain.time.durations import recurring
from careline.domain.wording import sentence as begin
from careline.domain.wording import times
from careline.reports.casefile.view import View, words_of
from careline.reports.replacements import tracks


def sentence(view: View) -> str:
    """Where it stands, in a sentence; what else should be known from the start, in another."""
    case, tally, name = view.file.case, view.file.tally, view.first_name
    told = sum(c.direction is Direction.OUT and c.reached for c in view.file.contacts)
    parts = []
    if case.merged_into is not None:
        parts.append(f"It is part of C-{case.merged_into} now: careline show {case.merged_into}")
    elif not case.is_open:
        word = "on" if case.closed_how is ClosedHow.CONFIRMED else "without"
        parts.append(f"It is closed, {word} {name}'s word.")
        if view.file.ask_again:
            parts.append(f"We ask {name} again on {view.short(view.file.ask_again.due_at)}.")
    elif view.file.is_silent(view.shop, view.now):
        parts.append(f"Nobody has promised {name} anything.")
    if case.is_open and tally.waiting_since:
        asked = f", asked {times(tally.chases)}" if tally.chases else ""
        heard = f"was told {times(told)}" if told else "was told nothing"
        parts.append(f"{begin(name)} has been waiting since {view.short(tally.waiting_since)}{asked}, and {heard}.")
    elif case.is_open and tally.last_word_at:
        parts.append(f"{begin(name)} last heard from us on {view.short(tally.last_word_at)}.")
    elif case.is_open:
        parts.append(f"{begin(name)} has heard nothing from us yet.")
    if case.is_open and case.update_every:
        parts.append(f"{begin(name)} hears from us {recurring(case.update_every)}, news or not.")
    if case.reopenings:
        parts.append(f"Reopened {times(len(case.reopenings))}.")
    if len(vain := view.file.vain_apologies()) > 1:
        since = view.short(vain[0].at)
        parts.append(f"We apologised {times(len(vain))} since {since}, with nothing done in between.")
    if case.tried:
        parts.append(f"Already tried: {case.tried}.")
    return " ".join(parts)


def owed(view: View, promise: Promise) -> PageLine:
    """A live promise."""
    overdue = promise_states.state(promise, view.now) is State.OVERDUE
    late = f", {promise_states.lateness(promise.due_at, view.now, view.shop.calendar)[1]}" if overdue else ""
    soon = ", due soon" if _is_due_soon(view, promise) else ""
    at_risk = f", {risk}" if (risk := view.file.risk(promise, view.now)) else ""
    before = changing.renegotiations(promise, view.file.promises)
    again = f", renegotiated {times(before)} before" if before else ""
    due = f"due {view.short(promise.due_at)}{late}{soon}{at_risk}{again}"
    text = (f"{promise.name}  ", words_of(promise), f"  {promise.by}  {due}")
    loud = overdue and promise.is_word
    return PageLine(text, label="OWED  " if promise.is_word else "PLAN  ", tone=Tone.LOUD if loud else Tone.PLAIN)


def coming(view: View) -> Iterator[str]:
    """What comes next, and by itself: the answer that is awaited, the backup plan, the outcome that is missing."""
    escalation = escalations.highest(view.file.escalations, view.now)
    backup = None
    if escalation and not escalation.acknowledged_at:
        backup = escalation.backup
        yield _awaited(view, escalation)
    elif escalation:
        yield f"{escalation.acknowledged_by} has {escalation.name}."
    elif view.file.case.is_open:
        yield from _handed_up(view)
    for promise in promise_states.live(view.file.promises, view.now):
        if view.file.risk(promise, view.now):
            proposal = changing.renegotiating(promise, view.file.promises)
            yield f"Tell {view.first_name} now that {promise.name} may not be kept: {proposal}"
        if promise.backup and promise.backup != backup:
            yield f"If {promise.name} is not kept: {promise.backup}"
    overdue = [p for p in promise_states.live(view.file.promises, view.now) if p.due_at < view.now]
    for replacement in view.file.replacements:
        if replacement.waits_for_approval and replacement.approver != replacement.supplier:
            approve = f"careline replacement approve {replacement.name}"
            yield f"{replacement.name} is waiting for {replacement.approver} to approve it: {approve}"
        if replacement.is_on_its_way:
            if page := replacement.page:
                yield f"Where is {replacement.name}? {page}"
            if any(p.is_arrival and p.replacement_id == replacement.parcel for p in overdue):
                yield f"Has {replacement.name} arrived? careline delivered {replacement.name}"
        if replacement.delivered_at and replacement.outcome is None:
            does = f"Does {replacement.name}" if replacement.quantity == 1 else f"Do the units of {replacement.name}"
            yield f"{does} work? careline outcome {replacement.name} works"
    yield from tracks.awaited(view.file, view.now, view.shop.calendar, view.short)


def say(view: View) -> Iterator[str]:
    """What the customer might be told of the word that was broken first, and how to give them a new date."""
    live = promise_states.live(view.file.promises, view.now)
    broken = next((p for p in live if p.said and promise_states.state(p, view.now) is State.OVERDUE), None)
    if broken:
        yield amends(broken, view.file.contacts, view.shop)
        yield f"A new date?  {changing.renegotiating(broken, view.file.promises)}"


def warnings(view: View, promise: Promise) -> Iterator[Said]:
    """What its state does not tell."""
    if _is_due_soon(view, promise):
        yield "It is due soon."
    if other := dependencies.awaited(promise, view.file.awaited, view.now):
        state = promise_states.state(other, view.now).words
        yield (
            f"It waits for {other.name} ",
            words_of(other),
            f", {other.by}, due {view.short(other.due_at)}, {state}.",
        )
    if risk := view.file.risk(promise, view.now):
        yield f"It is {risk}."
    if before := changing.renegotiations(promise, view.file.promises):
        yield f"It was renegotiated {times(before)} before."
    yield from asked(view, promise)


def asked(view: View, promise: Promise) -> Iterator[str]:
    """How often the customer asked about a promise, if ever."""
    if chases := view.file.chases(promise):
        yield f"{begin(view.first_name)} asked about it {times(chases)}."


def _is_due_soon(view: View, promise: Promise) -> bool:
    """True for a promise due within the policy's warning time."""
    return promise_states.is_due_soon(promise, view.now, view.shop.soon(view.now))


def _handed_up(view: View) -> Iterator[str]:
    """What `sweep` does with the word that is due first, and when."""
    policy, calendar = view.shop.policy, view.shop.calendar
    done = {each.cause_id for each in view.file.applied if each.cause is CauseOf.PROMISE}
    words = (p for p in promise_states.live(view.file.promises, view.now) if p.is_word and p.id not in done)
    promise = next(words, None)
    if promise is None or promise.overdue_when_imported:
        return
    at = causes.handed_up_at(promise, policy.escalate_overdue_after, calendar)
    climb = policy.climb_for(promise.performer)
    above = escalations.next_step(climb, 0, escalations.holders(promise))
    if at is None or (above is None and not promise.backup):
        if climb.rungs and promise.due_at < view.now:
            yield f"Nobody is above {promise.owner} on your ladder, so {promise.name} goes to nobody by itself."
        return
    heir = f"hands it to {above[1].to}" if above else f"asks {view.shop.owner} for the backup"
    if at < view.now:
        yield f"{promise.name} has been overdue too long: the next sweep {heir}."
    else:
        yield f"Unless {promise.name} is kept by {view.short(at)}, sweep {heir}."


def _awaited(view: View, escalation: Escalation) -> str:
    """Who must answer by when, and what comes after that."""
    waits = view.now <= escalation.ack_by
    promise = next((p for p in view.file.promises if p.id == escalation.promise_id), None)
    climb = escalation.climb or view.shop.policy.climb_for(promise.performer if promise else None)
    above = escalations.next_step(climb, escalation.level, escalations.holders(promise, escalation))
    must = f"{escalation.to} {'must' if waits else 'did not'} answer {escalation.name} by "
    backup = f": {escalation.backup}" if escalation.backup else ""
    if above:
        after = f"it goes to {above[1].to}" + (f"; the backup{backup}" if backup else "")
    elif backup:
        after = f"the backup is {view.shop.owner}'s{backup}"
    else:
        return f"{must}{view.short(escalation.ack_by)}. Nobody is above {escalation.to}."
    after = f"After that {after}" if waits else f"{after[0].upper()}{after[1:]}"
    return f"{must}{view.short(escalation.ack_by)}. {after}"
