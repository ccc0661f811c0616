"""What answers to what is recorded are made of: what was made by itself, what stays owed, what comes next, warnings.

A recording command hands in its teller: what was done to one case in, lines out. What only one command says stands in
the tellers of its room. What was typed is not repeated, but for moments, which are always echoed, and for whose case it
is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.desk import Desk
from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Case
from careline.domain.cases.contacts import NO_NEWS, Contact
from careline.domain.ids import show
from careline.domain.ladder.escalations import Escalation
from careline.domain.promises.absences import away_when_due
from careline.domain.promises.changing import keeping, renegotiating
from careline.domain.promises.dependencies import awaited
from careline.domain.promises.keeping import ended_by_closing
from careline.domain.promises.planned import usual_follow_up
from careline.domain.promises.promise import Promise, PromiseKind, State
from careline.domain.promises.promise_states import live, state
from careline.domain.time import moments
from careline.domain.time.durations import recurring
from careline.domain.values import frozen
from careline.domain.wording import ordinal, sentence, times
from careline.render import OBJECTS, casefile
from careline.render.layout import aligned
from careline.render.objects import Objects
from careline.render.safe import visible
from careline.render.wording import DRY_RUN

REPEATED = 2
BY_POLICY = {
    PromiseKind.ACKNOWLEDGE: "No promise was made, so careline added one:",
    PromiseKind.FOLLOW_UP: "Nothing else is promised, so careline planned:",
    PromiseKind.FIX: "Planned as the next step:",
}


@frozen
class Done:
    """What one command has done to one case, and what can be said of it."""

    recorded: Recorded
    desk: Desk

    @property
    def file(self) -> CaseFile:
        """The case and everything on it, as it stands now."""
        return self.recorded.file

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    @property
    def whose(self) -> str:
        """`C-1, Robin Vale`: a number alone might be the wrong case."""
        return f"{self.case.name}, {self.case.customer.name}"

    @property
    def first_name(self) -> str:
        """How we speak to the customer."""
        return self.case.customer.first_name

    @property
    def spoken(self) -> list[Contact]:
        """What was said."""
        return [contact for contact in self.file.contacts if contact.id in self.recorded.touched_in("contacts")]

    @property
    def given(self) -> list[Promise]:
        """The promises that somebody made."""
        return [promise for promise in self.recorded.made if not promise.automatic]

    @property
    def owed(self) -> list[Promise]:
        """The live promises that were there before."""
        return [p for p in live(self.file.promises, self.desk.now) if p not in self.recorded.made]

    @property
    def settled(self) -> list[Escalation]:
        """The escalations that ended with what was recorded: the last of what each was about."""
        ends = {promise.ended_at for promise in self.recorded.ended} | {contact.at for contact in self.spoken}
        ends |= {self.case.closed_at} if self.recorded.touched_in("cases") else set()
        touched = [r for r in self.file.replacements if r.id in self.recorded.touched_in("replacements")]
        ends |= {r.outcome_at for r in touched} | {each.at for r in touched for each in r.corrections[-1:]}
        return [e for e in self.file.escalations if e.settled_at in ends - {None}]

    def answer(
        self,
        headline: str,
        *,
        next_: str | None,
        adds: Iterable[str] = (),
        ends: Promise | None = None,
        makes: Promise | None = None,
        talk: bool = False,
        in_table: bool = False,
        in_passing: bool = False,
    ) -> Iterator[str]:
        """The headline, what the command adds to it, and what every answer tells; `next_` is the command that follows.

        `ends` and `makes` are the promises that the headline tells of, so that nothing else does. What is overdue is
        not kept by `talk`, after which all that a customer expects is told as owed (G4), elsewhere what is overdue.
        `in_table` shows the promises that were given one below the other. After what is noted `in_passing` nothing is
        owed that was not before, and nothing comes next.
        """
        yield headline
        yield from adds
        yield from self.recorded.remarks
        yield from self._said()
        yield from self._promised([p for p in self.given if p != makes], in_table=in_table)
        yield from (f"{person}." for person in self.recorded.new_people if person != "customer")
        yield from self._ended(ends)
        yield from self._made_by_itself(makes)
        if self.case.is_open and not in_passing:
            owed = (p for p in self.owed if self._is_overdue(p) or (talk and p.is_word))
            yield from (self._still_owed(promise, talk=talk) for promise in owed)
        if letter := _announcement(self.recorded, self.desk):
            yield from ("", "Send this ahead of the parcel:", *(f"  {line}".rstrip() for line in letter), "")
        if self.case.is_open and not in_passing:
            yield from self._next(next_, talk=talk)

    def _said(self) -> Iterator[str]:
        """What there is to remark on our own words: no news, and no first apology."""
        if any(contact.text == NO_NEWS and contact.reached for contact in self.spoken):
            yield f"{sentence(self.first_name)} was told that there is no news yet."
        vain = self.file.vain_apologies()
        if len(vain) >= REPEATED and vain[-1] in self.spoken:
            since = self.short(vain[0].at)
            yield f"That is the {ordinal(len(vain))} apology since {since}, with nothing done in between."

    def _promised(self, others: Sequence[Promise], *, in_table: bool) -> Iterator[str]:
        """The promises that were given, each with its moment; with its words, where nobody typed them."""
        if in_table:
            yield from self._table(others)
        else:
            for promise in others:
                if old := self._replaced_by(promise):
                    yield f"{promise.name} takes the place of {old.name}, {self.due(promise)}."
                    yield from self.stays_missed(old)
                    continue
                usual = promise.what == usual_follow_up(self.first_name)
                yield f"{promise.name} {f'{promise.what} ' if usual else ''}is {self.due(promise)}."
        yield from map(self._waiting, (p for p in self.given if p.depends_on))
        yield from (f"{p.name} is {risk}." for p in self.given if (risk := self.file.risk(p, self.desk.now)))

    def _replaced_by(self, new: Promise) -> Promise | None:
        """The promise that a new one takes the place of, or None."""
        ended = (promise for promise in self.recorded.ended if promise.superseded_at)
        return next((promise for promise in ended if promise.id == new.supersedes), None)

    def in_short(self, new: Promise) -> str:
        """`P-9 in the place of P-1, which stays missed`."""
        old = self._replaced_by(new)
        missed = old and state(old, self.desk.now) is State.MISSED
        return f"{new.name}{f' in the place of {old.name}' if old else ''}{', which stays missed' if missed else ''}"

    def stays_missed(self, old: Promise) -> Iterator[str]:
        """That a miss stays one, whatever took its place."""
        if state(old, self.desk.now) is State.MISSED:
            yield f"{old.name} stays missed: it fell due {self.short(old.due_at)}."

    def _waiting(self, promise: Promise) -> str:
        """What a promise waits for, in its words, and on which case where that is another."""
        other = awaited(promise, self.file.awaited, self.desk.now)
        if other is None:
            return f"{promise.name} waits for nothing."
        where = "" if other.case_id == self.case.id else f", on {show('C', other.case_id)}"
        return f"{promise.name} waits for {other.name} {other.quoted}{where}."

    def _ended(self, told: Promise | None) -> Iterator[str]:
        """What ended beside the promise that was told of: by what was said, or because nobody needs it any more."""
        replaced = [self._replaced_by(promise) for promise in self.given]
        for promise in self.recorded.ended:
            if promise not in (told, *replaced) and not (promise.automatic and promise in self.recorded.made):
                how = self.how(promise)
                yield f"{how[0].upper()}{how[1:]}: {promise.name} {promise.quoted}{self.late(promise)}"
        for escalation in self.settled:
            yield f"Settled: {escalation.name}, {escalation.to}"

    def _made_by_itself(self, told: Promise | None) -> Iterator[str]:
        """The promises that the policy made."""
        for promise in self.recorded.made:
            if promise.automatic and promise.ended_at is None and promise != told:
                if promise.is_update and self.case.update_every:
                    every = recurring(self.case.update_every)
                    yield f"{sentence(self.first_name)} hears from you {every}, news or not:"
                else:
                    yield BY_POLICY.get(promise.kind, "Also planned:")
                yield from self._table([promise])

    def _still_owed(self, promise: Promise, *, talk: bool) -> str:
        """A promise that what was recorded does not end."""
        overdue = self._is_overdue(promise)
        if overdue and talk and not promise.kept_by_talking:
            return f"{promise.name} {promise.quoted} stays overdue: talking does not keep it."
        due = f"due {self.short(promise.due_at)}{', overdue' if overdue else ''}"
        return f"Still owed: {promise.name} {promise.quoted}, {promise.by}, {due}"

    def _is_overdue(self, promise: Promise) -> bool:
        return state(promise, self.desk.now) is State.OVERDUE

    def _next(self, command: str | None, *, talk: bool) -> Iterator[str]:
        """The command that most likely comes next; a rehearsal leaves nothing to go on with."""
        undone = [p for p in self.owed if self._is_overdue(p) and not p.kept_by_talking]
        if talk and undone:
            yield f"A new date?  {renegotiating(undone[0], self.file.promises)}"
        elif command and not self.desk.dry_run:
            yield f"next  careline {command}"

    def usual_next(self, *, settled: bool = False) -> str | None:
        """What comes next, whatever was recorded: a word to who waits, the end, or what was promised; None for nothing.

        Where something was `settled`, the customer may have a word on it.
        """
        acknowledgements = (p for p in self.file.promises if p.kind is PromiseKind.ACKNOWLEDGE and p.ended_at is None)
        if self.file.tally.waiting_since or any(acknowledgements):
            return self.word_next
        if self._may_close:
            if settled:
                return f'close {self.case.id} --confirmed "what {self._typed_name} says"'
            if self.file.tally.attempts >= self.desk.shop.policy.close_unconfirmed_after:
                return f"close {self.case.id} --unconfirmed"
        done_when = next((p for p in self.given if not p.kept_by_talking), None)
        return keeping(done_when) if done_when else None

    @property
    def open_again(self) -> str:
        """`open again, reopened once`."""
        return f"open again, reopened {times(len(self.case.reopenings))}"

    @property
    def _typed_name(self) -> str:
        """How we speak to the customer, where quotation marks stand around it."""
        return self.first_name.replace('"', "")

    @property
    def word_next(self) -> str:
        """That the customer is told comes next."""
        return f'follow-up {self.case.id} "what you told {self._typed_name}"'

    @property
    def _may_close(self) -> bool:
        """True where neither a promise nor a replacement forbids it."""
        return not ended_by_closing(self.file.promises)[1] and not any(each.is_live for each in self.file.replacements)

    def how(self, promise: Promise) -> str:
        """How a promise ended: `kept late`, `gave way`, `released, and missed`."""
        if promise.gave_way:
            return "gave way"
        now = state(promise, max(self.desk.now, promise.ended_at or self.desk.now))
        if now is not State.MISSED:
            return now.words
        return f"{'withdrawn' if promise.withdrawn_at else 'released'}, and missed"

    def late(self, promise: Promise) -> str:
        """When it fell due, where it did before it ended."""
        fell_due = promise.ended_at is not None and promise.ended_at > promise.due_at
        return f", which fell due {self.short(promise.due_at)}" if fell_due else ""

    def _table(self, promises: Iterable[Promise]) -> list[str]:
        """Number, words, who, and when."""
        return [f"  {line}" for line in aligned([_row(promise, self.due(promise)) for promise in promises])]

    def due(self, promise: Promise) -> str:
        """`due Tue 24 Nov 2026 17:00 EST (in 2 working days)`."""
        return f"due {self.echo(promise.due_at)}"

    def echo(self, moment: datetime) -> str:
        """The moment in full, and how far it is."""
        return moments.echo(moment, self.desk.now, self.desk.calendar)

    def short(self, moment: datetime) -> str:
        """The moment in brief."""
        return moments.short(moment, self.desk.now, self.desk.calendar.zone)


Teller = Callable[[Done], Iterable[str]]
"""What a command says of a case, line by line."""


def plain(done: Done) -> Iterator[str]:
    """That it was recorded, and on which case."""
    return done.answer(f"Recorded on {done.whose}.", next_=done.usual_next())


def told(done: Sequence[Recorded], teller: Teller, desk: Desk, at: datetime, form: str | None) -> str:
    """What was recorded on each case as having happened at `at`, as a script (json or jsonl) or a person reads it."""
    if form:
        return OBJECTS[form]([_object(each, desk) for each in done])
    lines = [line for each in done for line in teller(Done(each, desk))]
    if at != desk.now:
        lines.insert(0, f"At {moments.echo(at, desk.now, desk.calendar)}:")
    if desk.dry_run:
        lines.append(DRY_RUN)
    return "".join(f"{visible(line)}\n" for line in lines)


def warnings(done: Sequence[Recorded], desk: Desk) -> Iterator[str]:
    """What may be a mistake: due moments at which nobody is at work, or not the one who must be."""
    but = "But" if desk.dry_run else "Recorded, but"
    for each in done:
        given = [(promise.name, promise.due_at) for promise in each.made if not promise.automatic]
        raised = each.touched.get("escalations", {})
        given += [
            (escalation.name, escalation.ack_by) for escalation in each.file.escalations if raised.get(escalation.id)
        ]
        for name, due_at in given:
            if why := moments.warning(due_at, desk.calendar):
                yield f"{but} {name} is due when nobody may be at work: {why}."
        for promise in (*(promise for promise in each.made if promise.ended_at is None), *each.handed_over):
            if absence := away_when_due(promise, each.absences, desk.calendar):
                away = f"{absence.who} is away until {moments.full_date(absence.until_on)}"
                yield f"{but} {away}, and {promise.name} falls due meanwhile; {absence.to} stands in."


def _object(done: Recorded, desk: Desk) -> dict[str, Any]:
    touched = {table: done.touched_in(table) for table in done.touched}
    more: dict[str, Any] = {"remarks": done.remarks} if done.remarks else {}
    if letter := _announcement(done, desk):
        more["announcement"] = "\n".join(letter)
    if done.articles is not None:
        more["articles"] = list(map(casefile.SUGGESTED.of, done.articles))
    return casefile.RECORDED.filled(**Objects.at(desk.now, desk.shop).file(done.file, touched), **more)


def _announcement(done: Recorded, desk: Desk) -> tuple[str, ...]:
    checks = (promise for promise in done.made if promise.kind is PromiseKind.CHECK)
    leaving = {promise.replacement_id for promise in checks if promise.supersedes is None}
    sent = [each for each in done.file.replacements if each.id in leaving]
    return letters.announcement(done.file, sent[0], desk.shop) if sent else ()


def _row(promise: Promise, due: str) -> tuple[str, str, str, str]:
    return (promise.name, visible(promise.quoted), visible(promise.by), due)
