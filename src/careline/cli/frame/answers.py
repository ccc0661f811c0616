"""What a recording command answers: what changed, what was made by itself, what stays owed, and what comes next.

What was typed is not repeated, but for moments, which are always echoed, and for whose case it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.desk import Desk
from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Case, Fault, FoundBy
from careline.domain.cases.contacts import NO_NEWS, Contact, Direction
from careline.domain.ids import show
from careline.domain.ladder.escalations import Escalation
from careline.domain.promises.absences import away_when_due
from careline.domain.promises.changing import renegotiating
from careline.domain.promises.dependencies import awaited
from careline.domain.promises.keeping import ended_by_closing
from careline.domain.promises.planned import usual_follow_up
from careline.domain.promises.promise import End, Promise, PromiseKind, State
from careline.domain.promises.promise_states import live, state
from careline.domain.replacements import replacement_states
from careline.domain.replacements.chain import ASKS_WHAT_IS_DIFFERENT_FROM, CONSIDER
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.time import moments
from careline.domain.time.phrase_grammar import recurring
from careline.domain.values import frozen
from careline.domain.wording import ordinal, times
from careline.render.json_ import dumps, one_line
from careline.render.layout import aligned
from careline.render.objects import Objects
from careline.render.safe import visible
from careline.render.wording import DRY_RUN
from careline.reports.replacements import tracks

REPEATED = 2
CONTACT_VERBS = frozenset({"heard", "follow-up", "disclose"})
REMARKS = frozenset({"note", "edit", "track"})
ARRANGES = frozenset({"open", "merge", "link", "hand-over"})
"""The commands that say how cases stand to each other, and to us."""
SPENT = frozenset({"costs", "cost_shares", "claims", "parties"})
"""The tables of what something cost."""
BESIDE = frozenset({"returns", "claims", "credits"})
"""The tables of what runs beside a replacement."""
NEXT_BESIDE = {
    "ask": "return received {}",
    "received": "return inspected {} --became restocked",
    "add": "claim submit {}",
    "submit": "claim credit {}",
}
"""The command that comes next there, by the verb before it."""
ENDS = {
    "keep": End.KEPT,
    "release": End.RELEASED,
    "withdraw": End.WITHDRAWN,
    "renegotiate": End.SUPERSEDED,
    "correct": End.VOIDED,
}
"""The commands that end a promise which they name, and how."""
BY_POLICY = {
    PromiseKind.ACKNOWLEDGE: "Nothing was promised, so your policy did:",
    PromiseKind.FOLLOW_UP: "Nothing else is promised, so your policy did:",
    PromiseKind.FIX: "So your policy plans:",
}


def recorded(done: Sequence[Recorded], verb: str, desk: Desk, at: datetime, form: str | None) -> str:
    """What was recorded on each case as having happened at `at`, as a script (json or jsonl) or a person reads it."""
    if form:
        objects = [_object(each, desk) for each in done]
        if form == "jsonl":
            return "".join(map(one_line, objects))
        return dumps(objects[0] if len(objects) == 1 else {"items": objects})
    lines = [line for each in done for line in _Answer(each, verb, desk).lines()]
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
    announced = {"announcement": "\n".join(letter)} if (letter := _announcement(done, desk)) else {}
    remarked: dict[str, Any] = {"remarks": done.remarks} if done.remarks else {}
    if done.articles is not None:
        remarked["articles"] = [
            {"id": each.name, "product": each.product, "symptom": each.symptom, "remedy": each.remedy}
            | {"sends": each.sends}
            for each in done.articles
        ]
    return Objects.at(desk.now, desk.shop).file(done.file, touched) | announced | remarked


def _announcement(done: Recorded, desk: Desk) -> tuple[str, ...]:
    leaving = {promise.replacement_id for promise in done.made if promise.kind is PromiseKind.CHECK}
    sent = [each for each in done.file.replacements if each.id in leaving]
    return letters.announcement(done.file, sent[0], desk.shop) if sent else ()


@frozen
class _Answer:
    """What one command has done to one case, told to a person."""

    done: Recorded
    verb: str
    desk: Desk

    @property
    def file(self) -> CaseFile:
        """The case as it stands now."""
        return self.done.file

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
        return [contact for contact in self.file.contacts if contact.id in self.done.touched_in("contacts")]

    @property
    def given(self) -> list[Promise]:
        """The promises that somebody made."""
        return [promise for promise in self.done.made if not promise.automatic]

    @property
    def named(self) -> Promise | None:
        """The promise that the command named and ended."""
        if self.verb not in ENDS:
            return None
        how = ENDS[self.verb].value
        return next((p for p in self.done.ended if getattr(p, how)), None)

    @property
    def headed(self) -> Promise | None:
        """The promise that the first line tells of: the successor of another one, or a plan without a contact."""
        if self.named:
            return next((p for p in self.done.made if p.supersedes == self.named.id), None)
        return self.given[0] if self.given and self.verb in ("make", "follow-up") and not self.spoken else None

    @property
    def owed(self) -> list[Promise]:
        """The live promises that were there before."""
        return [p for p in live(self.file.promises, self.desk.now) if p not in self.done.made]

    @property
    def replacement(self) -> Replacement | None:
        """The replacement that was sent, or of which something is known."""
        touched = self.done.touched_in("replacements")
        return next((each for each in self.file.replacements if each.id in touched), None)

    @property
    def escalations(self) -> list[Escalation]:
        """The escalations that were raised or changed."""
        touched = self.done.touched_in("escalations")
        return [each for each in self.file.escalations if each.id in touched]

    def lines(self) -> Iterator[str]:
        """The answer, line by line."""
        if self.is_cost:
            yield from self.costed()
            yield from self.beside()
            return
        if self.is_beside:
            yield from self.beside()
            return
        yield self.headline()
        yield from self.beside()
        if self.done.articles:
            from careline.cli.frame.proposals import proposed  # hardly any command pays for it

            yield from proposed(self.case, self.done.articles)
        yield from self.done.remarks
        yield from self.failed_again()
        yield from self.missed()
        if any(contact.text == NO_NEWS and contact.reached for contact in self.spoken):
            yield f"No news, and {self.first_name} was told so."
        yield from self.backup()
        yield from self.apologised()
        yield from self.promised()
        yield from map(self.waiting, (p for p in self.given if p.depends_on))
        yield from (f"{p.name} is {risk}." for p in self.given if (risk := self.file.risk(p, self.desk.now)))
        yield from (f"{person}." for person in self.done.new_people if person != "customer")
        yield from self.ended()
        yield from self.made_by_itself()
        if self.case.is_open and self.verb not in REMARKS:
            yield from map(self.still_owed, self.owed)
        if letter := _announcement(self.done, self.desk):
            yield from ("", "To send ahead of the parcel:", *(f"  {line}".rstrip() for line in letter), "")
        if self.case.is_open:
            yield from self.next()

    @property
    def is_cost(self) -> bool:
        """True for what touches nothing but a cost, and the claim that follows it."""
        return "costs" in self.done.touched and self.done.touched.keys() <= SPENT

    def costed(self) -> Iterator[str]:
        """What was spent or shared, and what the case has cost so far."""
        # Every command knows this module, and few record costs.
        from careline.domain.replacements.recovery import net_recovery

        for cost in self.file.costs:
            if cost.id in self.done.touched_in("costs"):
                yield f"{cost.name} {'shared' if cost.share else 'recorded'} on {self.whose}: {cost.words}."
        if net := net_recovery(self.file.costs, self.file.claims):
            yield f"{self.case.name} has cost us {net.shown()} so far."

    @property
    def is_beside(self) -> bool:
        """True for what touches nothing but the old unit of a replacement, or what the supplier owes for one."""
        return bool(self.done.touched.keys() & BESIDE) and self.done.touched.keys() <= BESIDE | {"parties"}

    def beside(self) -> Iterator[str]:
        """What became of an old unit or a claim, and what comes next of it."""
        now, calendar = self.desk.now, self.desk.calendar
        for name, text in tracks.latest(self.file, self.done.touched, now, calendar, self.echo):
            yield f"{name} on {self.whose}: {text}."
            if self.is_beside and (verb := NEXT_BESIDE.get(self.verb)):
                yield f"next  careline {verb.format(name)}"

    def waiting(self, promise: Promise) -> str:
        """What a promise waits for, in its words, and on which case where that is another."""
        other = awaited(promise, self.file.awaited, self.desk.now)
        if other is None:
            return f"{promise.name} waits for nothing."
        where = "" if other.case_id == self.case.id else f", on {show('C', other.case_id)}"
        return f"{promise.name} waits for {other.name} {other.quoted}{where}."

    def headline(self) -> str:
        """What changed."""
        if self.verb in ARRANGES:
            return self.arranged()
        if self.named:
            return self.named_one_ended(self.named)
        if self.replacement:
            return self.replaced(self.replacement)
        if self.escalations and self.verb != "close":
            return self.escalated(self.escalations[0])
        match self.verb:
            case "close":
                return f"{self.whose}: closed, {self.case.closed_how}."
            case "reopen":
                return f"{self.whose}: {self.open_again}."
            case "make" | "follow-up" if self.headed:
                made = "promised" if self.headed.said else "planned"
                return f"{self.headed.name} {made} on {self.whose}, {self.due(self.headed)}."
            case "remind":
                return self.reminded()
            case "diagnose":
                return f"{self.whose}: {self.file.diagnoses[-1].words}."
            case "note":
                return f"Noted on {self.whose}."
            case _:
                again = f" It is {self.open_again}." if any(self.done.touched.get("reopenings", {}).values()) else ""
                return f"{self.talk()} on {self.whose}.{again}"

    def reminded(self) -> str:
        """Of what whom, and how many times so far."""
        mine = next(each for each in self.file.reminders if each.id in self.done.touched_in("reminders"))
        promise = next(each for each in self.file.promises if each.id == mine.promise_id)
        count = sum(each.promise_id == promise.id for each in self.file.reminders)
        return f"{promise.performer} reminded of {promise.name} on {self.whose}, {times(count)} so far."

    def arranged(self) -> str:
        """How cases stand to each other now, and to us."""
        touched = self.done.touched
        match self.verb:
            case "merge":
                said = next(note.text for note in self.file.notes if touched["notes"].get(note.id))
                return f"{self.whose}: {said}"
            case "hand-over":
                gone = self.done.handed_over
                return f"{self.whose}: {', '.join(p.name for p in gone)} handed over to {gone[0].owner}."
            case "open" if touched["cases"].get(self.case.id):
                new = ", a new customer" if "customer" in self.done.new_people else ""
                return f"{self.case.name} opened for {self.case.customer}{new}"
            case _:
                others = (link.name for link in self.file.links if touched["case_links"].get(link.id))
                return f"{self.whose}: linked with {', '.join(others)}."

    @property
    def open_again(self) -> str:
        """`open again, reopened once`."""
        return f"open again, reopened {times(len(self.case.reopenings))}"

    def talk(self) -> str:
        """`Chase 7 and your answer recorded`."""
        theirs = [contact for contact in self.spoken if contact.direction is Direction.IN]
        ours = [contact for contact in self.spoken if contact.direction is Direction.OUT]
        if self.verb == "disclose":
            after = moments.span(self.case.opened_at, self.spoken[0].at)
            found = f" {after} after we found it" if self.case.found_by is FoundBy.US else ""
            return f"Our fault told{found}: recorded"
        if not theirs:
            failed = ours and not ours[-1].reached
            return f"Attempt {self.file.tally.attempts} recorded" if failed else "Recorded"
        if theirs[-1].chasing:
            what = f"Chase {self.file.tally.chases}"
        elif theirs[-1].praise:
            what = "Praise"
        else:
            what = f"{self.first_name}'s words" if ours else ""
        return f"{what}{' and your answer' if ours else ''} recorded" if what else "Recorded"

    def apologised(self) -> Iterator[str]:
        """That it was not the first apology, where nothing was done since the first."""
        vain = self.file.vain_apologies()
        if len(vain) >= REPEATED and vain[-1] in self.spoken:
            since = self.short(vain[0].at)
            yield f"That is the {ordinal(len(vain))} apology since {since}, and nothing was done in between."

    def named_one_ended(self, promise: Promise) -> str:
        """What became of the promise that the command named."""
        if self.headed is None:
            return f"{promise.name} {self.how(promise)} on {self.whose}: {promise.quoted}{self.late(promise)}"
        return f"{self.headed.name} takes the place of {promise.name} on {self.whose}, {self.due(self.headed)}."

    def missed(self) -> Iterator[str]:
        """That a new date after the due moment keeps nothing."""
        if self.named and self.headed and state(self.named, self.desk.now) is State.MISSED:
            yield f"{self.named.name} stays missed: it fell due {self.short(self.named.due_at)}."

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

    def replaced(self, replacement: Replacement) -> str:
        """What is known of a replacement now."""
        if self.verb == "track":
            number = ", ".join(filter(None, (replacement.tracking, replacement.carrier)))
            return f"{replacement.name} on {self.whose}: number {number}."
        if self.verb == "announced":
            return f"{replacement.name} announced to {self.case.customer.name}, {self.case.name}."
        if replacement.outcome is None:
            attempt = f"attempt {replacement.attempt}, {replacement.described}"
            return f"{replacement.name} {replacement_states.state(replacement)} on {self.whose}: {attempt}."
        works = replacement.outcome is Outcome.WORKS
        known = "works" if works else f"failed, {replacement.outcome.value}"
        arrived = f" It was delivered {self.echo(replacement.delivered_at)}." if replacement.delivered_at else ""
        return f"{replacement.name} {known}: {self.whose}.{arrived}"

    def failed_again(self) -> Iterator[str]:
        """That the owner is told of a second failure on a chain, and what may end it."""
        replacement = self.replacement
        if replacement is None or self.verb != "outcome" or replacement.outcome in (None, Outcome.WORKS):
            return
        failed = [r for r in self.file.replacements if r.chain == replacement.chain and r.outcome is not None]
        if len(failed) >= REPEATED:
            owner = self.desk.shop.owner
            yield f"That is the {ordinal(len(failed))} failure on this chain: {owner} is told, at the top of the brief."
            yield f"What may end it: {CONSIDER}."

    def escalated(self, escalation: Escalation) -> str:
        """What became of an escalation, and by when somebody must answer it."""
        must = "must answer" if self.desk.now <= escalation.ack_by else "should have answered"
        must += f" by {self.echo(escalation.ack_by)}"
        if escalation.resolved_at or escalation.declined_at:
            return f"{escalation.name} {'resolved' if escalation.resolved_at else 'declined'} on {self.whose}."
        if escalation.acknowledged_at:
            return f"{escalation.name} acknowledged on {self.whose}: {escalation.acknowledged_by} has it."
        if self.verb == "told":
            return f"Recorded on {self.whose}: {escalation.to} knows of {escalation.name}, and {must}."
        level = f"level {escalation.level}: {escalation.to} {must}"
        return f"{escalation.name} raised on {self.whose}, {level}."

    def backup(self) -> Iterator[str]:
        """The backup plan of an escalation, where it was taken over from the promise."""
        for escalation in self.escalations if self.verb == "escalate" else ():
            promise = next((p for p in self.file.promises if p.id == escalation.promise_id), None)
            if promise and promise.backup == escalation.backup:
                yield f"The backup plan is that of {promise.name}: {promise.backup}"

    def promised(self) -> Iterator[str]:
        """The promises that were given, each with its moment; with its words, where nobody typed them."""
        if self.replacement:
            yield from self.table(self.given)
            return
        for promise in self.given:
            if promise != self.headed:
                usual = promise.what == usual_follow_up(self.first_name)
                yield f"{promise.name} {f'{promise.what} ' if usual else ''}is {self.due(promise)}."

    def made_by_itself(self) -> Iterator[str]:
        """The promises that the policy made."""
        for promise in self.done.made:
            if promise.automatic and promise.ended_at is None and promise != self.headed:
                if promise.is_update and self.case.update_every:
                    yield f"{self.first_name} hears from you {recurring(self.case.update_every)}, news or not:"
                else:
                    yield BY_POLICY.get(promise.kind, "Made by itself:")
                yield from self.table([promise])

    def ended(self) -> Iterator[str]:
        """What ended beside the promise that was named: by what was said, or because nobody needs it any more."""
        for promise in self.done.ended:
            if promise != self.named and not (promise.automatic and promise in self.done.made):
                how = self.how(promise)
                yield f"{how[0].upper()}{how[1:]}: {promise.name} {promise.quoted}{self.late(promise)}"
        if self.verb == "close":
            yield from (f"Resolved: {escalation.name}, {escalation.to}" for escalation in self.escalations)

    def still_owed(self, promise: Promise) -> str:
        """A promise that what was recorded does not end."""
        overdue = state(promise, self.desk.now) is State.OVERDUE
        if overdue and self.verb in CONTACT_VERBS and not promise.kept_by_talking:
            return f"{promise.name} {promise.quoted} stays overdue: talking does not keep it."
        due = f"due {self.short(promise.due_at)}{', overdue' if overdue else ''}"
        return f"Still owed: {promise.name} {promise.quoted}, {promise.by}, {due}"

    def next(self) -> Iterator[str]:
        """The command that most likely comes next."""
        undone = [p for p in self.owed if state(p, self.desk.now) is State.OVERDUE and not p.kept_by_talking]
        if self.verb in CONTACT_VERBS and undone:
            yield f"A new date?  {renegotiating(undone[0], self.file.promises)}"
        elif command := self.next_command():
            yield f"next  careline {command}"

    def next_command(self) -> str | None:
        """The same, but for what is overdue."""
        number, replacement = self.case.id, self.replacement
        tell = f'follow-up {number} "what you told {self.first_name}"'
        match self.verb:
            case "note" | "edit" | "track":
                return None
            case "withdraw":
                return tell
            case "decline" if replacement:
                return tell
            case "request" | "approve" | "pack" if replacement:
                step = "approve" if replacement.waits_for_approval else "ship"
                return f"replacement {step} {replacement.name}"
            case "disclose":
                return f"case words {number}"
            case "open" if self.case.found_by is FoundBy.US and self.case.fault is Fault.US:
                return f'case disclose {number} "what happened" --promise "what we do about it" --by WHEN'
            case "escalate":
                return f"escalation told {self.escalations[0].name}"
            case "told":
                return f'escalation acknowledge {self.escalations[0].name} --who "{self.escalations[0].to}"'
            case "decline":
                return f"escalate {number}"
            case "ship-replacement" if replacement and replacement.is_to_ship:
                return f"replacement approve {replacement.name}"
            case "ship-replacement" | "ship" if replacement:
                return f"replacement {'slip' if replacement.announced_at else 'announced'} {replacement.name}"
            case "announced" if replacement:
                return f"replacement slip {replacement.name}"
            case "delivered" if replacement:
                return f"outcome {replacement.name} works"
            case "outcome" if replacement and replacement.outcome is not Outcome.WORKS:
                third = replacement.attempt + 1 >= ASKS_WHAT_IS_DIFFERENT_FROM
                return f'ship-replacement {number} --why "..." --arrives WHEN' + (' --different "..."' if third else "")
        acknowledgements = (p for p in self.file.promises if p.kind is PromiseKind.ACKNOWLEDGE and p.ended_at is None)
        if self.file.tally.waiting_since or any(acknowledgements):
            return tell
        if self.may_close:
            if self.verb in ("keep", "outcome"):
                return f'close {number} --confirmed "what {self.first_name} says"'
            if self.file.tally.attempts >= self.desk.shop.policy.close_unconfirmed_after:
                return f"close {number} --unconfirmed"
        done_when = next((p for p in self.given if not p.kept_by_talking), None)
        return f"keep {done_when.name}" if done_when else None

    @property
    def may_close(self) -> bool:
        """True where neither a promise nor a replacement forbids it."""
        return not ended_by_closing(self.file.promises)[1] and not any(each.is_live for each in self.file.replacements)

    def table(self, promises: Iterable[Promise]) -> list[str]:
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


def _row(promise: Promise, due: str) -> tuple[str, str, str, str]:
    return (promise.name, visible(promise.quoted), visible(promise.by), due)
