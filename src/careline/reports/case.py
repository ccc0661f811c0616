"""One case, promise, replacement or escalation on a page."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain import cases, escalations, moments, promises
from careline.domain.cases import CaseFile
from careline.domain.contacts import Contact, Direction
from careline.domain.errors import NotFound
from careline.domain.ids import NoSuchId
from careline.domain.promises import Promise, State
from careline.domain.replacements import Outcome
from careline.domain.report import Page, PageLine, Tone
from careline.domain.shop import Shop
from careline.domain.values import frozen
from careline.render.objects import Objects
from careline.store import queries
from careline.store.database import Fetch


class NotYet(NotFound):
    """A thing asked for as of a moment before it existed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} did not exist yet at that moment.")


@frozen
class Event:
    """One line of the thread."""

    at: datetime
    mark: str
    text: str
    tone: Tone = Tone.PLAIN


@frozen
class Teller:
    """Tells a case as it stood at `now`, in the shop's zone."""

    file: CaseFile
    shop: Shop
    now: datetime

    def short(self, moment: datetime) -> str:
        """The moment in brief."""
        return moments.short(moment, self.now, self.shop.calendar.zone)

    def words(self, promise: Promise) -> str:
        """Said words in quotation marks, plans without."""
        return f"\u201c{promise.what}\u201d" if promise.said else promise.what

    def by(self, promise: Promise) -> str:
        """Who owes it: `FieldCo for Ana`."""
        return promise.owner if promise.performer == promise.owner else f"{promise.performer} for {promise.owner}"

    def lines(self) -> Iterator[PageLine]:
        """The page: where it stands, what is owed, what comes next, the thread."""
        case = self.file.case
        since = f"open since {self.short(case.opened_at)}"
        if case.closed_at:
            since = f"closed {self.short(case.closed_at)}, {case.closed_how}"
        yield PageLine(f"{case.name}  {case.subject}", right=since, tone=Tone.TITLE)
        yield PageLine(" · ".join(filter(None, (case.customer.name, case.customer.email, case.customer.phone))))
        about = ", ".join(filter(None, (case.product, f"order {case.order}" if case.order else None)))
        if about:
            yield PageLine(about)
        yield PageLine(self.standing())
        owed = [self.owed(p) for p in promises.live(self.file.promises, self.now)]
        coming = list(self.coming())
        if owed or coming:
            yield PageLine("")
        yield from owed
        yield from coming
        yield PageLine("")
        yield from self.thread()

    def standing(self) -> str:
        """Where it stands, in a sentence or two."""
        case, tally = self.file.case, self.file.tally
        name = case.customer.first_name
        parts = []
        if not case.is_open:
            parts.append("It is closed.")
        elif self.file.is_silent(self.now):
            parts.append(f"Nobody has promised {name} anything.")
        if case.is_open and tally.waiting_since:
            asked = f", asked {_times(tally.chases)}" if tally.chases else ""
            told = f"was told {_times(tally.updates)}" if tally.updates else "was told nothing"
            parts.append(f"{name} waits since {self.short(tally.waiting_since)}{asked}, {told}.")
        elif case.is_open and tally.last_word_at:
            parts.append(f"{name} heard from us last on {self.short(tally.last_word_at)}.")
        if case.reopenings:
            parts.append(f"Reopened {_times(len(case.reopenings))}.")
        if case.tried:
            parts.append(f"Already tried: {case.tried}.")
        return " ".join(parts) or f"Nothing was said to {name} yet."

    def owed(self, promise: Promise) -> PageLine:
        """A live promise."""
        overdue = promises.state(promise, self.now) is State.OVERDUE
        days = self.shop.calendar.working_days_overdue(promise.due_at, self.now)
        late = f", {days} working {'day' if days == 1 else 'days'} overdue" if overdue and days else ""
        late = late or (", overdue" if overdue else "")
        text = f"{promise.name}  {self.words(promise)}  {self.by(promise)}  due {self.short(promise.due_at)}{late}"
        return PageLine(text, label="OWED  ", tone=Tone.LOUD if overdue else Tone.PLAIN)

    def coming(self) -> Iterator[PageLine]:
        """What comes next: the escalation that waits, the backup plan, the outcome that is missing."""
        escalation = escalations.highest(self.file.escalations, self.now)
        backup = None
        if escalation and not escalation.acknowledged_at:
            backup = escalation.backup
            waits = self.now <= escalation.ack_by
            verb, then = ("must answer", "After that") if waits else ("did not answer", "The backup")
            text = f"{escalation.to} {verb} {escalation.name} by {self.short(escalation.ack_by)}."
            yield PageLine(f"{text} {then}: {backup}", label="NEXT  ")
        elif escalation:
            yield PageLine(f"{escalation.acknowledged_by} has {escalation.name}.", label="NEXT  ")
        for promise in promises.live(self.file.promises, self.now):
            if promise.backup and promise.backup != backup:
                yield PageLine(f"If {promise.name} is not kept: {promise.backup}", label="NEXT  ")
        for replacement in self.file.replacements:
            if replacement.delivered_at and replacement.outcome is None:
                yield PageLine(
                    f"Does {replacement.name} work? careline outcome {replacement.name} works", label="NEXT  "
                )

    def thread(self) -> Iterator[PageLine]:
        """The thread by moment; a day stands once."""
        day = ""
        known = [event for event in self.events() if event.at <= self.now]
        for event in sorted(known, key=lambda e: e.at):
            stamp = self.short(event.at)
            this_day, clock = stamp.rsplit(" ", 1) if stamp[-1].isdigit() else (stamp, "")
            shown = this_day if this_day != day else ""
            day = this_day
            yield PageLine(event.text, label=f"{shown:>10} {clock:>5}  {event.mark:<4} ", tone=event.tone)

    def events(self) -> Iterator[Event]:
        """Everything that happened, and what did not."""
        for contact in self.file.contacts:
            yield self.contact(contact)
        for reopening in self.file.case.reopenings:
            yield Event(reopening.closed_at, "", f"closed, {reopening.closed_how}")
            yield Event(reopening.reopened_at, "", "open again")
        for note in self.file.notes:
            yield Event(note.at, "note", f"{note.who}: {note.text}")
        for promise in self.file.promises:
            yield from self.promise(promise)
        for replacement in self.file.replacements:
            sent = f"attempt {replacement.attempt}: {replacement.item} sent"
            with_ = f" with {replacement.carrier}" if replacement.carrier else ""
            number = f", {replacement.tracking}" if replacement.tracking else ""
            yield Event(replacement.shipped_at, replacement.name, f"{sent}{with_}{number}. {replacement.why}")
            if replacement.delivered_at:
                yield Event(replacement.delivered_at, replacement.name, "delivered")
            if replacement.outcome_at and replacement.outcome:
                works = replacement.outcome is Outcome.WORKS
                text = "it works" if works else replacement.outcome.value
                yield Event(replacement.outcome_at, replacement.name, text, Tone.GOOD if works else Tone.LOUD)
        for escalation in self.file.escalations:
            why = f" ({escalation.because})" if escalation.because else ""
            text = f"level {escalation.level}, {escalation.to}, must answer by {self.short(escalation.ack_by)}{why}"
            yield Event(escalation.raised_at, escalation.name, text)
            answered_at = escalation.acknowledged_at or escalation.resolved_at or escalation.declined_at
            if answered_at is None or answered_at > escalation.ack_by:
                yield Event(escalation.ack_by, escalation.name, "no answer", Tone.LOUD)
            if escalation.acknowledged_at:
                text = f"acknowledged by {escalation.acknowledged_by}"
                yield Event(escalation.acknowledged_at, escalation.name, text)
            for ended_at, word in ((escalation.resolved_at, "resolved"), (escalation.declined_at, "declined")):
                if ended_at:
                    why = f": {escalation.ended_because}" if escalation.ended_because else ""
                    yield Event(ended_at, escalation.name, word + why)
        if self.file.case.closed_at:
            yield Event(self.file.case.closed_at, "", f"closed, {self.file.case.closed_how}")

    def contact(self, contact: Contact) -> Event:
        """What was said, by whom."""
        name = self.file.case.customer.first_name
        said = f"\u201c{contact.text}\u201d" if contact.text else ""
        if contact.direction is Direction.IN:
            verb = "asks" if contact.chasing else "is pleased" if contact.praise else "says" if said else "calls"
            return Event(contact.at, "←", f"{name} {verb} {said}".rstrip())
        if not contact.reached:
            return Event(
                contact.at, "→", f"{contact.who} tries to reach {name}: no answer. {contact.text or ''}".rstrip()
            )
        sorry = ", with an apology" if contact.apology else ""
        return Event(contact.at, "→", f"{contact.who} to {name}{sorry} {said}".rstrip())

    def promise(self, promise: Promise) -> Iterator[Event]:
        """Its making, its due moment if it passed, its end."""
        verb = "promised" if promise.said else "planned"
        due = self.short(promise.due_at)
        yield Event(promise.made_at, promise.name, f"{verb} {self.words(promise)} by {due}, {self.by(promise)}")
        ended_at = promise.ended_at
        if (ended_at is None or ended_at > promise.due_at) and promise.due_at < self.now:
            heard = any(
                c.direction is Direction.OUT and c.reached and promise.made_at < c.at <= promise.due_at
                for c in self.file.contacts
            )
            told = "" if heard or not promise.said else f" {self.file.case.customer.first_name} was not told."
            yield Event(promise.due_at, promise.name, f"fell due. Not kept.{told}", Tone.LOUD)
        if ended_at:
            yield Event(ended_at, promise.name, self.ending(promise))

    def ending(self, promise: Promise) -> str:
        """How it ended, and when that was said where it was said late (G3)."""
        state = promises.state(promise, self.now)
        text = state.words
        if promise.superseded_by:
            text = f"{text}: P-{promise.superseded_by} took its place"
        elif promise.withdrawn_at or promise.released_at:
            text = "taken back" if promise.withdrawn_at else "released"
            text += " after it fell due: missed" if state is State.MISSED else ""
        if promise.ended_because:
            text += f" ({promise.ended_because})"
        if promises.said_late(promise) and promise.ended_recorded_at:
            text += f"; said so on {self.short(promise.ended_recorded_at)}"
        return text


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def case_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """A case with its whole thread. Raises NoSuchId and NotYet."""
    file = file_at(fetch, "C", case_id, case_id, now)
    return Page(tuple(Teller(file, shop, now).lines()), Objects(now, shop.calendar).file(file))


def promise_page(fetch: Fetch, shop: Shop, promise_id: int, now: datetime) -> Page:
    """A promise. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "P", promise_id, "promises", now)


def replacement_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime) -> Page:
    """A replacement. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "R", replacement_id, "replacements", now)


def escalation_page(fetch: Fetch, shop: Shop, escalation_id: int, now: datetime) -> Page:
    """An escalation. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "E", escalation_id, "escalations", now)


def file_at(fetch: Fetch, prefix: str, number: int, case_id: int | None, now: datetime) -> CaseFile:
    """The file of a case as it stood at `now`. Raises NoSuchId and NotYet."""
    whole = queries.case_file(fetch, case_id) if case_id is not None else None
    if whole is None:
        raise NoSuchId(prefix, number)
    file = cases.as_of(whole, now)
    if file is None:
        raise NotYet(whole.case.name)
    return file


def _part(fetch: Fetch, shop: Shop, prefix: str, number: int, table: str, now: datetime) -> Page:
    file = file_at(fetch, prefix, number, queries.case_of(fetch, prefix, number), now)
    name = f"{prefix}-{number}"
    objects = Objects(now, shop.calendar).file(file, {table: {number}})
    if not objects[table]:
        raise NotYet(name)
    teller = Teller(file, shop, now)
    case = file.case
    lines = [PageLine(f"{name} on {case.name}, {case.subject}, {case.customer.name}", tone=Tone.TITLE)]
    events = [event for event in teller.events() if event.mark == name and event.at <= now]
    lines += [PageLine(event.text, label=f"  {teller.short(event.at)}  ", tone=event.tone) for event in events]
    if table == "promises":
        state = objects["promises"][0]["state"]
        lines.append(PageLine(f"It is {State(state).words}." if state else ""))
    return Page(tuple(lines), objects)
