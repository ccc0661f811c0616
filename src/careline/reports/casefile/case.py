"""One case, promise, replacement or escalation on a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.cases.case import ClosedHow
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.conduct.lessons import HARDEST
from careline.domain.errors import NotFound
from careline.domain.ids import NoSuchId, show
from careline.domain.ladder import escalations, sweeping
from careline.domain.ladder.escalations import Escalation, RuleName
from careline.domain.money.costs import Cost
from careline.domain.promises import changing, dependencies, promise_states
from careline.domain.promises.promise import Promise, State
from careline.domain.replacements.chain import chain_of
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.report import Page, PageLine, Said, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.time.phrase_grammar import recurring
from careline.domain.values import frozen
from careline.domain.wording import times
from careline.render.objects import Objects
from careline.reports.replacements import tracks
from careline.store.casefile import case_file, case_of
from careline.store.fetch import Fetch
from careline.store.promises import waiting_for

if TYPE_CHECKING:
    from careline.reports.money.money import CaseMoney

SPOKEN_BY = frozenset({"phone", "email", "chat", "letter"})
"""The channels that a line of the thread names with "by"."""
SEVERAL = 2
SWEPT_LATE = timedelta(hours=1)
"""What a sweep does longer after it was due has its due moment in the thread: cron, or the machine, slept."""


class NotYet(NotFound):
    """A thing asked for as of a moment before it existed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} did not exist yet at that moment.")


@frozen
class Event:
    """One line of the thread: what happened at a moment, or did not."""

    at: datetime
    mark: str
    text: Said
    tone: Tone = Tone.PLAIN


@frozen
class Teller:
    """Tells a case as it stood at `now`, in the shop's zone."""

    file: CaseFile
    shop: Shop
    now: datetime
    money: "CaseMoney | None" = None

    @property
    def first_name(self) -> str:
        """How we speak to the customer."""
        return self.file.case.customer.first_name

    def short(self, moment: datetime) -> str:
        """The moment in brief."""
        return moments.short(moment, self.now, self.shop.calendar.zone)

    def lines(self) -> Iterator[PageLine]:
        """The page: where it stands, what is owed, what comes next, the thread."""
        case = self.file.case
        since = f"open since {moments.day(case.opened_at, self.shop.calendar.zone)}"
        if case.closed_at:
            since = f"closed {self.short(case.closed_at)}, {case.closed_how}"
        yield PageLine(f"{case.name}  {case.subject}", right=since, tone=Tone.TITLE)
        yield PageLine(" · ".join(filter(None, (case.customer.name, case.customer.email, case.customer.phone))))
        serial, order = case.serial and f"serial {case.serial}", case.order and f"order {case.order}"
        about = ", ".join(filter(None, (case.product, serial, order)))
        if about:
            yield PageLine(about)
        if case.review_address:
            yield PageLine(f"Found in a review: {case.review_address}")
        yield PageLine(self.standing())
        if self.money:
            yield PageLine(self.money.words())
        owed = [self.owed(p) for p in promise_states.live(self.file.promises, self.now)]
        coming = [PageLine(text, label="NEXT  ") for text in self.coming()]
        if owed or coming:
            yield PageLine("")
        yield from owed
        yield from coming
        yield PageLine("")
        yield from self.thread()

    def standing(self) -> str:
        """Where it stands, in a sentence; what else should be known from the start, in another."""
        case, tally, name = self.file.case, self.file.tally, self.first_name
        told = sum(c.direction is Direction.OUT and c.reached for c in self.file.contacts)
        parts = []
        if case.merged_into is not None:
            parts.append(f"It is part of C-{case.merged_into} now: careline show {case.merged_into}")
        elif not case.is_open:
            word = "on" if case.closed_how is ClosedHow.CONFIRMED else "without"
            parts.append(f"It is closed, {word} {name}'s word.")
            if self.file.ask_again:
                parts.append(f"We ask {name} again on {self.short(self.file.ask_again.due_at)}.")
        elif self.file.is_silent(self.now):
            parts.append(f"Nobody has promised {name} anything.")
        if case.is_open and tally.waiting_since:
            asked = f", asked {times(tally.chases)}" if tally.chases else ""
            heard = f"was told {times(told)}" if told else "was told nothing"
            parts.append(f"{name} waits since {self.short(tally.waiting_since)}{asked}, {heard}.")
        elif case.is_open and tally.last_word_at:
            parts.append(f"{name} heard from us last on {self.short(tally.last_word_at)}.")
        elif case.is_open:
            parts.append(f"{name} has heard nothing from us yet.")
        if case.is_open and case.update_every:
            parts.append(f"{name} hears from us {recurring(case.update_every)}, news or not.")
        if case.reopenings:
            parts.append(f"Reopened {times(len(case.reopenings))}.")
        if len(vain := self.file.vain_apologies()) > 1:
            since = self.short(vain[0].at)
            parts.append(f"We apologised {times(len(vain))} since {since}, and did nothing in between.")
        if case.tried:
            parts.append(f"Already tried: {case.tried}.")
        return " ".join(parts)

    def owed(self, promise: Promise) -> PageLine:
        """A live promise."""
        overdue = promise_states.state(promise, self.now) is State.OVERDUE
        late = f", {promise_states.lateness(promise.due_at, self.now, self.shop.calendar)[1]}" if overdue else ""
        soon = ", due soon" if self.is_due_soon(promise) else ""
        at_risk = f", {risk}" if (risk := self.file.risk(promise, self.now)) else ""
        before = changing.renegotiations(promise, self.file.promises)
        again = f", renegotiated {times(before)} before" if before else ""
        due = f"due {self.short(promise.due_at)}{late}{soon}{at_risk}{again}"
        text = (f"{promise.name}  ", _words(promise), f"  {promise.by}  {due}")
        return PageLine(text, label="OWED  ", tone=Tone.LOUD if overdue else Tone.PLAIN)

    def is_due_soon(self, promise: Promise) -> bool:
        """True for a promise due within the policy's warning time."""
        return promise_states.is_due_soon(promise, self.now, self.shop.soon(self.now))

    def warnings(self, promise: Promise) -> Iterator[Said]:
        """What its state does not tell."""
        if self.is_due_soon(promise):
            yield "It is due soon."
        if other := dependencies.awaited(promise, self.file.awaited, self.now):
            state = promise_states.state(other, self.now).words
            yield (
                f"It waits for {other.name} ",
                _words(other),
                f", {other.by}, due {self.short(other.due_at)}, {state}.",
            )
        if risk := self.file.risk(promise, self.now):
            yield f"It is {risk}."
        if before := changing.renegotiations(promise, self.file.promises):
            yield f"It was renegotiated {times(before)} before."
        yield from self.asked(promise)

    def asked(self, promise: Promise) -> Iterator[str]:
        """How often the customer asked about a promise, if ever."""
        if chases := self.file.chases(promise):
            yield f"{self.first_name} asked about it {times(chases)}."

    def coming(self) -> Iterator[str]:
        """What comes next, and by itself: the answer that is awaited, the backup plan, the outcome that is missing."""
        escalation = escalations.highest(self.file.escalations, self.now)
        backup = None
        if escalation and not escalation.acknowledged_at:
            backup = escalation.backup
            yield self.awaited(escalation)
        elif escalation:
            yield f"{escalation.acknowledged_by} has {escalation.name}."
        elif self.file.case.is_open:
            yield from self.handed_up()
        for promise in promise_states.live(self.file.promises, self.now):
            if self.file.risk(promise, self.now):
                proposal = changing.renegotiating(promise, self.file.promises)
                yield f"Tell {self.first_name} now that {promise.name} may not be kept: {proposal}"
            if promise.backup and promise.backup != backup:
                yield f"If {promise.name} is not kept: {promise.backup}"
        for replacement in self.file.replacements:
            if replacement.is_on_its_way and (page := replacement.page):
                yield f"Where is {replacement.name}? {page}"
            if replacement.delivered_at and replacement.outcome is None:
                yield f"Does {replacement.name} work? careline outcome {replacement.name} works"
        yield from tracks.awaited(self.file, self.now, self.shop.calendar, self.short)

    def handed_up(self) -> Iterator[str]:
        """What `sweep` does with the promise that is due first, and when."""
        policy, calendar = self.shop.policy, self.shop.calendar
        done = {each.cause_id for each in self.file.applied if each.rule is RuleName.OVERDUE}
        for promise in [p for p in promise_states.live(self.file.promises, self.now) if p.id not in done][:1]:
            at = sweeping.handed_up_at(promise, self.file, policy, calendar, self.now)
            above = escalations.next_step(policy.climb_for(promise.performer), 0, escalations.holders(promise))
            if above is None and sweeping.backup_is_due(self.file, self.now):
                continue
            heir = f"hands it to {above[1].to}" if above else f"asks {self.shop.owner} to take over"
            if at and at < self.now:
                yield f"{promise.name} is overdue for too long: the next sweep {heir}."
            elif at and (above or promise.due_at < self.now):
                yield f"Unless {promise.name} is kept by {self.short(at)}, sweep {heir}."

    def awaited(self, escalation: Escalation) -> str:
        """Who must answer by when, and what comes after that."""
        waits = self.now <= escalation.ack_by
        promise = next((p for p in self.file.promises if p.id == escalation.promise_id), None)
        climb = escalation.climb or self.shop.policy.climb_for(promise.performer if promise else None)
        above = escalations.next_step(climb, escalation.level, escalations.holders(promise, escalation))
        must = f"{escalation.to} {'must' if waits else 'did not'} answer {escalation.name} by "
        after = f"it goes to {above[1].to}; the backup" if above else f"the backup is {self.shop.owner}'s"
        after = f"After that {after}" if waits else f"{after[0].upper()}{after[1:]}"
        return f"{must}{self.short(escalation.ack_by)}. {after}: {escalation.backup}"

    def thread(self) -> Iterator[PageLine]:
        """The thread by moment; a day stands once."""
        known = sorted((event for event in self.events() if event.at <= self.now), key=lambda e: e.at)
        stamps = [self.day_and_hour(event.at) for event in known]
        widths = [max((len(part) for part in parts), default=0) for parts in zip(*stamps, strict=True)]
        mark = max((len(event.mark) for event in known), default=0)
        before = ""
        for event, (day, hour) in zip(known, stamps, strict=True):
            shown = day if day != before else ""
            before = day
            label = f"{shown:<{widths[0]}} {hour:<{widths[1]}}  {event.mark:<{mark}}  "
            yield PageLine(event.text, label=label, tone=event.tone, pasted=True)

    def day_and_hour(self, moment: datetime) -> tuple[str, str]:
        """`Mon  1 Jun` and `10:00`."""
        weekday, day, *month, hour = self.short(moment).partition(":")[0].split()
        rest = self.short(moment).partition(":")[2]
        return f"{weekday} {day:>2} {' '.join(month)}", f"{hour}:{rest}"

    def events(self) -> Iterator[Event]:
        """Everything that happened, and what did not."""
        asked = 0
        for contact in self.file.contacts:
            asked += contact.chasing
            yield self.contact(contact, asked)
        for reopening in self.file.case.reopenings:
            yield Event(reopening.closed_at, "", f"closed, {reopening.closed_how}")
            yield Event(reopening.reopened_at, "", "open again")
        for link in self.file.links:
            why = f": {link.because}" if link.because else ""
            yield Event(link.at, link.name, f"linked, {link.subject}{why}")
        for note in self.file.notes:
            yield Event(note.at, "note", f"{note.who}: {note.text}")
        for diagnosis in self.file.diagnoses:
            yield Event(diagnosis.at, "", diagnosis.words)
        for replacement in self.file.replacements:
            yield from self.replacement(replacement)
        for happened in tracks.happened(self.file, self.now, self.shop.calendar, self.short):
            yield Event(*happened)
        for cost in self.file.costs:
            yield from self.cost(cost)
        for promise in self.file.promises:
            yield from self.promise(promise)
        for escalation in self.file.escalations:
            yield from self.escalation(escalation)
        yield from self.aftercare()
        if self.file.case.closed_at:
            yield Event(self.file.case.closed_at, "", f"closed, {self.file.case.closed_how}")

    def aftercare(self) -> Iterator[Event]:
        """Looks at how we spoke, what it came from, and how hard it was for the customer."""
        for review in self.file.tone_reviews:
            why = f": {review.because}" if review.because else ""
            asks = f"{review.requested_by} asks {review.reviewer} how {review.about} spoke{why}"
            yield Event(review.requested_at, "tone", asks)
            if review.found_at:
                yield Event(review.found_at, "tone", f"{review.found_by} finds: {review.finding}")
        for cause in self.file.causes:
            action = f"; {show('P', cause.promise_id)} is what we do about it" if cause.promise_id else ""
            yield Event(cause.at, "cause", f"{cause.who}: {cause.cause}{action}")
        for effort in self.file.efforts:
            words = Words(effort.words, said=True) if effort.words else ""
            yield Event(effort.at, "←", _said(f"{self.first_name}'s effort: {effort.effort} of {HARDEST}", words))

    def contact(self, contact: Contact, asked: int) -> Event:
        """What was said, by whom; a chase with its number."""
        name, case = self.first_name, self.file.case
        said = Words(contact.text, said=True) if contact.text else ""
        by = f" by {contact.channel.replace('_', ' ')}" if contact.channel in SPOKEN_BY else ""
        if contact.direction is Direction.IN:
            if contact.at == case.opened_at and contact.text == case.subject:
                return Event(contact.at, "←", f"{name} reports it{by}")
            says = f"asks ({asked})" if contact.chasing else "is pleased" if contact.praise else ""
            if earned := [praise.earned_by for praise in self.file.praises if praise.contact_id == contact.id]:
                says += f" with {' and '.join(earned)}"
            return Event(contact.at, "←", _said(f"{name} {says or ('says' if said else 'calls')}{by}", said))
        if not contact.reached:
            return Event(contact.at, "→", f"{contact.who} tries to reach {name}{by}: no answer. {contact.text or ''}")
        sorry = ", with an apology" if contact.apology else ""
        ours = next((each for each in self.file.disclosures if each.contact_id == contact.id), None)
        with_ = f", with {ours.with_}" if ours and ours.with_ else ""
        fault = f" of our own fault{with_}" if ours else ""
        why = f", without a plan ({ours.no_plan_because})" if ours and ours.no_plan_because else ""
        return Event(contact.at, "→", _said(f"{contact.who} to {name}{by}{fault}{sorry}{why}", said))

    def promise(self, promise: Promise) -> Iterator[Event]:
        """Its making, its due moment if it passed, its end."""
        verb = "promised " if promise.said else "planned "
        swept = any(each.promise_id == promise.id for each in self.file.applied)
        why = " (sweep: nobody is left on the ladder)" if swept else ""
        by = promise_states.as_of(promise, promise.made_at).by
        made: Said = (verb, _words(promise), f" by {self.short(promise.due_at)}, {by}{why}")
        yield Event(promise.made_at, promise.name, made)
        for reminder in self.file.reminders:
            if reminder.promise_id == promise.id:
                performer = promise_states.as_of(promise, reminder.at).performer
                said = _said(f"{reminder.who} reminds {performer}", Words(reminder.text, said=True))
                yield Event(reminder.at, promise.name, said)
        for each in promise.hand_overs:
            yield Event(each.at, promise.name, f"handed over from {each.owner} to {each.to} ({each.because})")
        ended_at = promise.ended_at
        if (ended_at is None or ended_at > promise.due_at) and promise.due_at < self.now:
            heard = any(
                c.direction is Direction.OUT and c.reached and promise.made_at < c.at <= promise.due_at
                for c in self.file.contacts
            )
            told = "" if heard or not promise.said else f" {self.first_name} was not told."
            yield Event(promise.due_at, promise.name, f"fell due. Not kept.{told}", Tone.LOUD)
        if ended_at:
            yield Event(ended_at, promise.name, self.ending(promise))

    def ending(self, promise: Promise) -> str:
        """How it ended, and when that was said where it was said late (G3)."""
        state = promise_states.state(promise, self.now)
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
            text += f"; said so on {self.short(promise.ended_recorded_at)}"
        return text

    def cost(self, cost: Cost) -> Iterator[Event]:
        """What was spent, and what the customer offered to bear of it."""
        note = f": {cost.note}" if cost.note else ""
        yield Event(cost.at, cost.name, f"{replace(cost, share=None).words}{note}")
        if cost.share:
            said = Words(cost.share.offered, said=True)
            yield Event(
                cost.share.at, cost.name, (f"{self.first_name} bears {cost.share.amount.shown()} of it: ", said)
            )

    def replacement(self, replacement: Replacement) -> Iterator[Event]:
        """Its way to the customer, and what they say of it."""
        sent = f"attempt {replacement.attempt}: {replacement.described} sent"
        with_ = f" with {replacement.carrier}" if replacement.carrier else ""
        number = f", {replacement.tracking}" if replacement.tracking else ""
        yield from self.before_shipping(replacement)
        if replacement.shipped_at:
            yield Event(replacement.shipped_at, replacement.name, f"{sent}{with_}{number}. {replacement.why}")
        if replacement.delivered_at:
            yield Event(replacement.delivered_at, replacement.name, "delivered")
        if replacement.outcome_at and replacement.outcome:
            works = replacement.outcome is Outcome.WORKS
            text = "it works" if works else replacement.outcome.value
            yield Event(replacement.outcome_at, replacement.name, text, Tone.GOOD if works else Tone.LOUD)

    def chain(self, chain: Sequence[Replacement]) -> Iterator[PageLine]:
        """The attempts of a chain that has several, each on a line: what it was, and when what became of it."""
        if len(chain) < SEVERAL:
            return
        yield PageLine("Its chain:")
        for each in chain:
            number = "no attempt" if each.declined_at else f"attempt {each.attempt}"
            facts = [(each.requested_at, "asked for"), (each.shipped_at, "shipped"), (each.delivered_at, "delivered")]
            facts = facts if each.requested_at != each.shipped_at else facts[1:]
            facts += [(each.declined_at, "declined"), (each.outcome_at, str(each.outcome))]
            steps = ", ".join(f"{what} {self.short(at)}" for at, what in facts if at)
            came = f" ({each.came} came)" if each.came else ""
            different = f". Different: {each.different}" if each.different else ""
            yield PageLine(f"{number}, {each.described}: {steps}{came}{different}", label=f"  {each.name}  ")

    def before_shipping(self, replacement: Replacement) -> Iterator[Event]:
        """What happened to it before it left, where that was at another moment."""
        of = f" from {replacement.supplier}" if replacement.supplier else ""
        by = f" by {replacement.approver}" if replacement.approver else ""
        asked = f"attempt {replacement.attempt}: {replacement.described} asked for{of}"
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

    def escalation(self, escalation: Escalation) -> Iterator[Event]:
        """Who must answer by when, and whether they did."""
        by, late = escalation.raised_by, ""
        if escalation.rule_due_at and escalation.raised_at - escalation.rule_due_at > SWEPT_LATE:
            late = f"; due since {self.short(escalation.rule_due_at)}"
        why = f" ({by}: {escalation.because}{late})" if escalation.because else f" (by {by})"
        text = f"level {escalation.level}, {escalation.to}, must answer by {self.short(escalation.ack_by)}{why}"
        yield Event(escalation.raised_at, escalation.name, text)
        answered_at = escalation.acknowledged_at or escalation.resolved_at or escalation.declined_at
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


def _words(promise: Promise) -> Words:
    return Words(promise.what, promise.said)


def _said(who: str, said: str | Words) -> Said:
    return (f"{who} ", said) if said else who


def case_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """A case with its whole thread. Raises NoSuchId and NotYet."""
    file = file_at(fetch, "C", case_id, case_id, now)
    money = _money(fetch, file, now)
    payload = Objects.at(now, shop).file(file) | {"money": money.object() if money else None}
    return Page(tuple(Teller(file, shop, now, money).lines()), payload)


def _money(fetch: Fetch, file: CaseFile, now: datetime) -> "CaseMoney | None":
    if not file.costs:
        return None
    # Most cases cost nothing, and `show` is instant: only those that do pay for these.
    from careline.domain.money.purchases import purchase_of
    from careline.reports.money.money import CaseMoney
    from careline.store.money.purchases import purchases_of

    return CaseMoney.of(file, purchase_of(file.case, purchases_of(fetch, file.case.customer.id, now)))


def promise_page(fetch: Fetch, shop: Shop, promise_id: int, now: datetime) -> Page:
    """A promise. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "P", promise_id, "promises", now)


def why_page(fetch: Fetch, shop: Shop, promise_id: int, now: datetime) -> Page:
    """How the state of a promise follows from the facts. Raises NoSuchId and NotYet."""
    file = file_at(fetch, "P", promise_id, case_of(fetch, "P", promise_id), now)
    promise = next((each for each in file.promises if each.id == promise_id), None)
    if promise is None:
        raise NotYet(show("P", promise_id))
    why = promise_states.why(promise, now, shop.calendar)
    lines = (PageLine(why), *(PageLine(text) for text in Teller(file, shop, now).asked(promise)))
    state, chases = promise_states.state(promise, now), file.chases(promise)
    return Page(lines, {"promise": promise.name, "state": state, "why": why, "chases": chases})


def replacement_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime) -> Page:
    """A replacement. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "R", replacement_id, "replacements", now)


def escalation_page(fetch: Fetch, shop: Shop, escalation_id: int, now: datetime) -> Page:
    """An escalation. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "E", escalation_id, "escalations", now)


def file_at(fetch: Fetch, prefix: str, number: int, case_id: int | None, now: datetime) -> CaseFile:
    """The file of a case as it stood at `now`. Raises NoSuchId and NotYet."""
    whole = case_file(fetch, case_id) if case_id is not None else None
    if whole is None:
        raise NoSuchId(prefix, number)
    file = file_as_of(whole, now)
    if file is None:
        raise NotYet(whole.case.name)
    return file


def _part(fetch: Fetch, shop: Shop, prefix: str, number: int, table: str, now: datetime) -> Page:
    file = file_at(fetch, prefix, number, case_of(fetch, prefix, number), now)
    name = f"{prefix}-{number}"
    chosen = {table: {number}}
    if table == "replacements":
        chosen["returns"] = {each.id for each in file.returns if each.replacement_id == number}
        chosen["claims"] = {each.id for each in file.claims if each.replacement_id == number}
    shown = Objects.at(now, shop)
    objects = shown.file(file, chosen)
    if not objects[table]:
        raise NotYet(name)
    teller = Teller(file, shop, now)
    case = file.case
    lines = [PageLine(f"{name} on {case.name}, {case.subject}, {case.customer.name}", tone=Tone.TITLE)]
    events = (event for event in teller.events() if event.mark == name and event.at <= now)
    for event in sorted(events, key=lambda e: e.at):
        lines.append(PageLine(event.text, label=f"  {teller.short(event.at)}  ", tone=event.tone, pasted=True))
    if table == "promises":
        promise = next(each for each in file.promises if each.id == number)
        lines.append(PageLine(promise_states.why(promise, now, shop.calendar)))
        lines += [PageLine(text) for text in teller.warnings(promise)]
        waiting = waiting_for(fetch, number, now)
        lines += [PageLine((f"{each.name} waits for it: ", _words(each), f", {each.by}")) for each in waiting]
        objects["awaited_by"] = [each.name for each in waiting]
    if table == "replacements" and (page := objects[table][0]["tracking_url"]):
        lines.append(PageLine(f"Where it is: {page}"))
    if table == "replacements":
        chain = chain_of(next(each for each in file.replacements if each.id == number), file.replacements)
        lines += teller.chain(chain)
        objects["chain"] = [shown.replacement(each) for each in chain]
    return Page(tuple(lines), objects)
