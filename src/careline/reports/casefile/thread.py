"""The thread of a case: what happened, and what did not, in order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from careline.domain.cases.contacts import Contact, Direction
from careline.domain.cases.serials import kept, told
from careline.domain.conduct.lessons import HARDEST
from careline.domain.ids import show
from careline.domain.ladder.escalations import Escalation
from careline.domain.money.costs import Cost
from careline.domain.promises import promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.replacements.replacement import Outcome, Replacement, several
from careline.domain.replacements.replacement_states import worked_for
from careline.domain.report import PageLine, Said, Tone, Words
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import in_short, is_letter, sentence
from careline.reports.casefile.view import View, words_of
from careline.reports.replacements import tracks

if TYPE_CHECKING:
    from careline.domain.mail.mails import Mail

SPOKEN_BY = frozenset({"phone", "email", "chat", "letter"})
"""The channels that a line of the thread names with "by"."""
SWEPT_LATE = timedelta(hours=1)
"""What a sweep does longer after it was due has its due moment in the thread: cron, or the machine, slept."""


@frozen
class Event:
    """One line of the thread: what happened at a moment, or did not. `number` is what words go by, behind the mark."""

    at: datetime
    mark: str
    text: Said
    tone: Tone = Tone.PLAIN
    number: str = ""


def lines(view: View) -> Iterator[PageLine]:
    """The thread by moment; a day stands once."""
    known = sorted((event for event in events(view) if event.at <= view.now), key=lambda e: e.at)
    stamps = [_day_and_hour(view, event.at) for event in known]
    widths = [max((len(part) for part in parts), default=0) for parts in zip(*stamps, strict=True)]
    marks = [" ".join(filter(None, (event.mark, event.number))) for event in known]
    width = max(map(len, marks), default=0)
    before = ""
    for event, (day, hour), mark in zip(known, stamps, marks, strict=True):
        shown = day if day != before else ""
        before = day
        label = f"{shown:<{widths[0]}} {hour:<{widths[1]}}  {mark:<{width}}  "
        yield PageLine(event.text, label=label, tone=event.tone, pasted=True, aside=event.number)


def events(view: View) -> Iterator[Event]:
    """Everything that happened, and what did not."""
    asked = 0
    for contact in view.file.contacts:
        asked += contact.chasing
        yield _contact(view, contact, asked)
    for reopening in (*view.file.case.reopenings, *view.file.case.lapsed):
        yield Event(reopening.closed_at, "", f"closed, {reopening.closed_how}")
        yield Event(reopening.reopened_at, "", "open again")
        if reopening.lapsed_at:
            how = f"closed, {reopening.closed_how}, as it was: the outcome that had opened it again was wrong"
            yield Event(reopening.lapsed_at, "", how)
    for link in view.file.links:
        why = f": {link.because}" if link.because else ""
        yield Event(link.at, link.name, f"linked, {link.subject}{why}")
    for note in view.file.notes:
        yield Event(note.at, "", f"{note.who} notes: {note.text}", number=note.name)
    for each in view.file.attachments:
        why = f": {each.note}" if each.note else ""
        yield Event(each.at, each.name, f"{each.who} attaches {each.described}{why}")
    for mail in view.file.mails:
        yield from _mail(view, mail)
    for diagnosis in view.file.diagnoses:
        yield Event(diagnosis.at, "", diagnosis.words)
    for replacement in view.file.replacements:
        yield from _replacement(view, replacement)
    for happened in tracks.happened(view.file, view.now, view.shop.calendar, view.short):
        yield Event(*happened)
    for cost in view.file.costs:
        yield from _cost(view, cost)
    for promise in view.file.promises:
        yield from _promise(view, promise)
    for escalation in view.file.escalations:
        yield from _escalation(view, escalation)
    yield from _aftercare(view)
    if view.file.case.closed_at:
        yield Event(view.file.case.closed_at, "", f"closed, {view.file.case.closed_how}")


def _day_and_hour(view: View, moment: datetime) -> tuple[str, str]:
    """`Mon  1 Jun` and `10:00`."""
    weekday, day, *month, hour = view.short(moment).partition(":")[0].split()
    rest = view.short(moment).partition(":")[2]
    return f"{weekday} {day:>2} {' '.join(month)}", f"{hour}:{rest}"


def _mail(view: View, mail: "Mail") -> Iterator[Event]:
    """A mail that has not left; what was sent stands there as the contact that it was."""
    from careline.domain.mail import mails  # few cases have any

    how = {
        mails.MailState.WAITING: "waits in the outbox",
        mails.MailState.SENDING: "is being sent",
        mails.MailState.HELD: f"is held back: careline mail send {mail.number}",
        mails.MailState.REFUSED: f"was refused: {mail.why}",
    }.get(mails.state(mail, view.now))
    if how:
        doubt = ", perhaps sent" if mails.perhaps_sent(mail, view.now) else ""
        yield Event(
            mail.queued_at, "→", f"{mails.CALLED[mail.about]} by mail to {mail.to} {how}{doubt}", number=mail.number
        )


def _aftercare(view: View) -> Iterator[Event]:
    """Looks at how we spoke, what it came from, and how hard it was for the customer."""
    for review in view.file.tone_reviews:
        why = f": {review.because}" if review.because else ""
        asks = f"{review.requested_by} asks {review.reviewer} how {review.about} spoke{why}"
        yield Event(review.requested_at, "tone", asks)
        if review.found_at:
            yield Event(review.found_at, "tone", f"{review.found_by} finds: {review.finding}")
    for cause in view.file.causes:
        action = f"; {show('P', cause.promise_id)} is what we do about it" if cause.promise_id else ""
        yield Event(cause.at, "cause", f"{cause.who}: {cause.cause}{action}")
    for effort in view.file.efforts:
        words = Words(effort.words, said=True) if effort.words else ""
        yield Event(effort.at, "←", _said(f"{sentence(view.first_name)}'s effort: {effort.effort} of {HARDEST}", words))


def _contact(view: View, contact: Contact, asked: int) -> Event:
    """What was said, by whom; a chase with its number."""
    name, case = view.first_name, view.file.case
    said = Words(contact.text, said=True) if contact.text else ""
    by = f" by {contact.channel.replace('_', ' ')}" if contact.channel in SPOKEN_BY else ""
    if contact.direction is Direction.IN:
        if contact.at == case.opened_at and contact.text == case.subject:
            return Event(contact.at, "←", f"{sentence(name)} reports it{by}", number=contact.name)
        says = f"asks ({asked})" if contact.chasing else "is pleased" if contact.praise else ""
        if earned := [praise.earned_by for praise in view.file.praises if praise.contact_id == contact.id]:
            says += f" with {' and '.join(earned)}"
        text = _said(f"{sentence(name)} {says or ('says' if said else 'calls')}{by}", said)
        return Event(contact.at, "←", text, number=contact.name)
    if not contact.reached:
        tried = f"{contact.who} tries to reach {name}{by}: no answer. {contact.text or ''}"
        return Event(contact.at, "→", tried, number=contact.name)
    sorry = ", with an apology" if contact.apology else ""
    ours = next((each for each in view.file.disclosures if each.contact_id == contact.id), None)
    with_ = f", with {ours.with_}" if ours and ours.with_ else ""
    fault = f" of our own fault{with_}" if ours else ""
    why = f", without a plan ({ours.no_plan_because})" if ours and ours.no_plan_because else ""
    text = _said(f"{contact.who} to {name}{by}{fault}{sorry}{why}", said)
    if contact.text and is_letter(contact.text):
        whole = f" (a letter; all of it: careline show {case.id} --json)"
        text = (f"{contact.who} to {name}{by}{fault}{sorry}{why} ", Words(in_short(contact.text), said=True), whole)
    return Event(contact.at, "→", text, number=contact.name)


def _promise(view: View, promise: Promise) -> Iterator[Event]:
    """Its making, its due moment if it passed, its end."""
    verb = "promised " if promise.said else "planned "
    swept = any(each.promise_id == promise.id for each in view.file.applied)
    why = " (sweep: nobody is left on the ladder)" if swept else ""
    by = promise_states.as_of(promise, promise.made_at).by
    made: Said = (verb, words_of(promise), f" by {view.short(promise.due_at)}, {by}{why}")
    yield Event(promise.made_at, promise.name, made)
    for reminder in view.file.reminders:
        if reminder.promise_id == promise.id:
            performer = promise_states.as_of(promise, reminder.at).performer
            said = _said(f"{reminder.who} reminds {performer}", Words(reminder.text, said=True))
            yield Event(reminder.at, promise.name, said)
    for each in promise.hand_overs:
        yield Event(each.at, promise.name, f"handed over from {each.owner} to {each.to} ({each.because})")
    ended_at = promise.ended_at
    if (ended_at is None or ended_at > promise.due_at) and promise.due_at < view.now:
        heard = any(
            c.direction is Direction.OUT and c.reached and promise.made_at < c.at <= promise.due_at
            for c in view.file.contacts
        )
        told = "" if heard or not promise.said else f" {sentence(view.first_name)} was not told."
        yield Event(promise.due_at, promise.name, f"fell due. Not kept.{told}", Tone.LOUD)
    for end in promise.lapsed:
        yield Event(end.at, promise.name, _ending(view, promise_states.as_of(promise, end.at)))
        yield Event(end.until, promise.name, "owed again: the outcome that had ended it was wrong")
    if ended_at:
        yield Event(ended_at, promise.name, _ending(view, promise))


def _ending(view: View, promise: Promise) -> str:
    """How it ended, and when that was said where it was said late (G3)."""
    state = promise_states.state(promise, view.now)
    text = state.words
    if promise.gave_way:
        return "gave way to another promise"
    if promise.superseded_by and not promise.kept_at:
        text = f"{text}: P-{promise.superseded_by} took its place"
    elif promise.withdrawn_at or promise.released_at:
        text = "taken back" if promise.withdrawn_at else "released"
        text += " after it fell due: missed" if state is State.MISSED else ""
    if promise.ended_because:
        text += f" ({promise.ended_because})"
    if promise_states.said_late(promise) and promise.ended_recorded_at:
        text += f"; recorded on {view.short(promise.ended_recorded_at)}"
    return text


def _cost(view: View, cost: Cost) -> Iterator[Event]:
    """What was spent, and what the customer offered to bear of it."""
    note = f": {cost.note}" if cost.note else ""
    yield Event(cost.at, cost.name, f"{replace(cost, share=None).words}{note}")
    if cost.share:
        said = Words(cost.share.offered, said=True)
        yield Event(
            cost.share.at, cost.name, (f"{sentence(view.first_name)} pays {cost.share.amount.shown()} of it: ", said)
        )


def _replacement(view: View, replacement: Replacement) -> Iterator[Event]:
    """Its way to the customer, and what they say of it; what was before it was split off, the first one tells."""
    for event in (*_before_shipping(view, replacement), *_sent(replacement), *_outcomes(view, replacement)):
        if replacement.quantity_at(event.at):
            yield event
    for move in replacement.moves:
        if move.units > 0:
            is_new = move is replacement.moves[0]
            parts = (several(move.units, replacement.item), told(kept(move.serials), move.units))
            what = f"the rest of it: {', '.join(filter(None, parts))}" if is_new else "alike again, and joined"
            yield Event(move.at, replacement.name, what)


def _sent(replacement: Replacement) -> Iterator[Event]:
    """That it left, and that it arrived."""
    with_ = f" with {replacement.carrier}" if replacement.carrier else ""
    if at := replacement.shipped_at:
        then = replacement.with_units_of(at)
        number = "".join(f", {each}" for each in (replacement.tracking, told(then.serial, then.quantity)) if each)
        sent = f"attempt {replacement.attempt}: {then.described} sent"
        yield Event(at, replacement.name, f"{sent}{with_}{number}. {replacement.why}")
    if at := replacement.delivered_at:
        count = f"{replacement.quantity_at(at)} " if replacement.moves else ""
        yield Event(at, replacement.name, f"{count}delivered")


def _outcomes(view: View, replacement: Replacement) -> Iterator[Event]:
    """What the customer said of it, also what was put right since."""
    for place, (outcome, at) in enumerate(replacement.outcomes):
        units = replacement.quantity_at(at)
        match outcome:
            case Outcome.WORKS:
                text = f"{_work(units)} again" if place else _work(units)
            case Outcome.FAILED:
                text = f"{'it' if units == 1 else units} {worked_for(replacement, at, view.shop.calendar)}, then failed"
            case _:
                text = outcome.value if units == 1 else f"{units} {outcome}"
        yield Event(at, replacement.name, text, Tone.GOOD if outcome is Outcome.WORKS else Tone.LOUD)
    for correction in replacement.corrections:
        on, wrong = moments.day(correction.at, view.shop.calendar.zone), correction.wrong
        right = f"corrected {on}: {correction.words} ({correction.because})"
        if wrong is None:
            yield Event(correction.at, replacement.name, right)
        else:
            works = wrong.outcome is Outcome.WORKS
            text = _work(replacement.quantity_at(correction.at)) if works else wrong.outcome.value
            yield Event(wrong.at, replacement.name, f"{text}, {right}")


def _work(units: int) -> str:
    return "it works" if units == 1 else f"{units} work"


def _before_shipping(view: View, replacement: Replacement) -> Iterator[Event]:
    """What happened to it before it left, where that was at another moment."""
    of = f" from {replacement.supplier}" if replacement.supplier else ""
    by = f" by {replacement.approver}" if replacement.approver else ""
    described = replacement.with_units_of(replacement.requested_at).described
    asked = f"attempt {replacement.attempt}: {described} requested{of}"
    because = f": {replacement.declined_because}" if replacement.declined_because else ""
    itself = replacement.approved_at == replacement.requested_at
    for at, text in (
        (replacement.requested_at, asked + (", and approved" if itself else "")),
        (None if itself else replacement.approved_at, f"approved{by}"),
        (replacement.declined_at, f"declined{by}{because}"),
        (replacement.packed_at, "packed"),
    ):
        if at and at != replacement.shipped_at:
            yield Event(at, replacement.name, text)


def _escalation(view: View, escalation: Escalation) -> Iterator[Event]:
    """Who must answer by when, and whether they did."""
    by, late = escalation.raised_by, ""
    if escalation.rule_due_at and escalation.raised_at - escalation.rule_due_at > SWEPT_LATE:
        late = f"; due since {view.short(escalation.rule_due_at)}"
    why = f" ({by}: {escalation.because}{late})" if escalation.because else f" (by {by})"
    text = f"level {escalation.level}, {escalation.to}, must answer by {view.short(escalation.ack_by)}{why}"
    yield Event(escalation.raised_at, escalation.name, text)
    ends = (escalation.acknowledged_at, escalation.resolved_at, escalation.declined_at, escalation.settled_at)
    answered_at = min(filter(None, (*ends, escalation.passed_on_at)), default=None)
    if escalation.told_at:
        yield Event(escalation.told_at, escalation.name, f"{escalation.to} was told")
    if answered_at is None or answered_at > escalation.ack_by:
        told = escalation.told_at and escalation.told_at <= escalation.ack_by
        unaware = "" if told else f"; nobody had told {escalation.to}"
        yield Event(escalation.ack_by, escalation.name, f"no answer{unaware}", Tone.LOUD)
    if escalation.acknowledged_at:
        text = f"acknowledged by {escalation.acknowledged_by}"
        yield Event(escalation.acknowledged_at, escalation.name, text)
    for ended_at, word in ((escalation.resolved_at, "resolved"), (escalation.declined_at, "declined")):
        if ended_at:
            why = f": {escalation.ended_because}" if escalation.ended_because else ""
            yield Event(ended_at, escalation.name, word + why)
    if escalation.settled_at and not escalation.resolved_at:
        yield Event(escalation.settled_at, escalation.name, "settled")


def _said(who: str, said: str | Words) -> Said:
    return (f"{who} ", said) if said else who
