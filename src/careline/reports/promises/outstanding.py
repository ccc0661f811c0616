"""What is owed and late, at risk, or not promised at all: fetched, and each as a row and as a person reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.outline import Known
from careline.domain.names import fold
from careline.domain.promises.changing import renegotiating, renegotiations
from careline.domain.promises.dependencies import Risk, Why
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.promises.promise_states import as_of, is_due_soon, lateness, live, stands_under_delivery
from careline.domain.report import Column, Fragment, Item, Kind, Line, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen
from careline.domain.wording import times
from careline.store.cases import cases_waiting
from careline.store.fetch import Fetch
from careline.store.outlines import outlines
from careline.store.promises import (
    dependent_promises,
    overdue_promises,
    promise_glances,
    promises_due_between,
    silent_cases,
)

if TYPE_CHECKING:  # few cases are escalated, and on many a morning nobody waits
    from careline.domain.cases.questions import Question
    from careline.domain.ladder.escalations import Escalation

OVERDUE_COLUMNS = (
    Column("promise", Kind.ID, "Promise"),
    Column("case", Kind.ID, "Case"),
    Column("customer", Kind.TEXT, "Customer"),
    Column("subject", Kind.TEXT),
    Column("what", Kind.TEXT, "Promised"),
    Column("kind", PromiseKind),
    Column("owner", Kind.TEXT, "Owner"),
    Column("performer", Kind.TEXT, "Performer"),
    Column("due_at", Kind.MOMENT, "Due"),
    Column("said", Kind.FLAG),
    Column("working_days_overdue", Kind.NUMBER, "Days", null=True),
    Column("chases", Kind.NUMBER, "Asked"),
    Column("updates", Kind.NUMBER, "Told"),
    Column("level", Kind.NUMBER, "Level", null=True),
    Column("backup", Kind.TEXT, "Backup", null=True),
    Column("new", Kind.FLAG, "New"),
    Column("renegotiations", Kind.NUMBER),
)

AT_RISK_COLUMNS = (*OVERDUE_COLUMNS, Column("waits_for", Kind.ID, "Waits for"), Column("why", Why, "Why"))

UNANSWERED_COLUMNS = (
    Column("case", Kind.ID, "Case"),
    Column("customer", Kind.TEXT, "Customer"),
    Column("subject", Kind.TEXT, "Subject"),
    Column("contact", Kind.ID),
    Column("text", Kind.TEXT, "Asked", null=True),
    Column("since_at", Kind.MOMENT, "Since"),
    Column("answer_by", Kind.MOMENT, "Answer by"),
    Column("tried", Kind.NUMBER, "Tried"),
    Column("working_days", Kind.NUMBER, "Days"),
    Column("asked", Kind.NUMBER),
)

SILENT_COLUMNS = (
    Column("case", Kind.ID, "Case"),
    Column("customer", Kind.TEXT, "Customer"),
    Column("subject", Kind.TEXT, "Subject"),
    Column("opened_at", Kind.MOMENT, "Opened"),
    Column("last_word_at", Kind.MOMENT, "Our last word", null=True),
)


def behind(file: Known, now: datetime) -> Promise | None:
    """The promise whose owner answers for a case: the live word that is due first, else the plan, else the last one."""
    alive = live(file.promises, now)
    return next((p for p in alive if p.is_word), alive[0] if alive else next(reversed(file.promises), None))


@frozen
class Whose:
    """Whose matters a page is about: those that somebody answers for, those that somebody does, or everybody's."""

    owner: str | None = None
    performer: str | None = None

    def is_promised(self, promise: Promise) -> bool:
        """True for a promise of theirs."""
        return _is(self.owner, promise.owner) and _is(self.performer, promise.performer)

    def has(self, file: Known, shop: Shop, now: datetime) -> bool:
        """True for a case of theirs, as the promise behind it is.

        One on which nothing was ever promised is the owner's of the shop.
        """
        if self == ANYBODYS:
            return True
        promise = behind(file, now)
        if promise is None:
            return self.performer is None and _is(self.owner, shop.owner)
        return self.is_promised(promise)

    @property
    def options(self) -> str:
        """What a command needs to show the same: ` --for Ben`."""
        from shlex import quote  # few pages are somebody's

        given = {"--for": self.owner, "--performer": self.performer}
        return "".join(f" {option} {quote(name)}" for option, name in given.items() if name)

    def titled(self, title: str) -> str:
        """The title of their page."""
        for_whom = f" for {self.owner}" if self.owner else ""
        return f"{title}{for_whom}, by {self.performer}" if self.performer else title + for_whom

    def heading(self, sums: str) -> str:
        """The first line of their page, which says whose it is."""
        names = ", ".join(filter(None, (self.owner, self.performer)))
        return f"{names}: {sums}" if names else sums


def _is(wanted: str | None, name: str) -> bool:
    return wanted is None or wanted == name or fold(wanted) == fold(name)


ANYBODYS = Whose()


@frozen
class Overdue:
    """An overdue promise with its case, as both stood at the moment of the report.

    `days` is None for one that is not overdue yet.
    """

    promise: Promise
    file: Known
    escalation: "Escalation | None"
    days: int | None
    new: bool

    @property
    def backup(self) -> str | None:
        """What happens if nobody keeps it: its own backup plan, else that of its escalation."""
        escalation = self.escalation
        raised_for_it = escalation is not None and escalation.promise_id in (None, self.promise.id)
        return self.promise.backup or (escalation.backup if escalation and raised_for_it else None)

    @property
    def waits_unanswered(self) -> bool:
        """True where the customer has asked and nobody has answered."""
        return self.file.tally.asks_unanswered


@frozen
class AtRisk:
    """A promise that may be missed, with its case, and why."""

    owed: Overdue
    risk: Risk


@frozen
class Waiting:
    """A case whose customer waits for an answer: the oldest question on it, and how many there are."""

    file: Known
    question: "Question"
    asked: int


def gather(fetch: Fetch, shop: Shop, now: datetime, since: datetime, whose: Whose = ANYBODYS) -> list[Overdue]:
    """The overdue promises, the oldest due first."""
    return [
        replace(
            each, days=shop.calendar.working_days_overdue(each.promise.due_at, now), new=each.promise.due_at >= since
        )
        for each in with_files(fetch, overdue_promises(fetch, now), shop, now, whose)
    ]


def due_soon(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Overdue]:
    """The promises that are due soon, the one due first first."""
    soon_at = shop.soon(now)
    found = with_files(fetch, promises_due_between(fetch, now, soon_at, now), shop, now, whose)
    return [each for each in found if is_due_soon(each.promise, now, soon_at)]


def at_risk(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[AtRisk]:
    """The promises that rest on one that is late, withdrawn, or due after them; the one due first first."""
    found = with_files(fetch, dependent_promises(fetch, now), shop, now, whose)
    glances = promise_glances(fetch, [each.promise for each in found], now)
    return [AtRisk(each, risk) for each in found if (risk := glances[each.promise.id].risk(each.promise, now))]


def at_risk_item(each: AtRisk, shop: Shop, now: datetime) -> Item:
    """The promise as a person reads it: what it waits for, and how to tell the customer in time."""
    promise, other = each.owed.promise, each.risk.waits_for
    waits = Line((f"{other.name} ", Words(other.what, other.said), f", {other.by}, due ", other.due_at), "waits for")
    shown = item(each.owed, shop, now)
    command = renegotiating(promise, each.owed.file.promises)
    return replace(shown, age_words=str(each.risk), lines=(waits, *shown.lines), command=command)


def with_files(fetch: Fetch, found: Sequence[Promise], shop: Shop, now: datetime, whose: Whose) -> list[Overdue]:
    """Those of these promises that are theirs, with their cases, as they stood.

    A check whose unit has not arrived stands under its delivery, not by itself.
    """
    promises = [promise for each in found if whose.is_promised(promise := as_of(each, now))]
    files = outlines(fetch, (p.case_id for p in promises), shop, now)
    return [
        Overdue(promise, file, _highest(file, now), days=None, new=False)
        for promise in promises
        if (file := files.get(promise.case_id)) and not stands_under_delivery(promise, file.promises, now)
    ]


def _highest(file: Known, now: datetime) -> "Escalation | None":
    if not file.escalations:
        return None
    from careline.domain.ladder.escalations import highest  # few cases are escalated

    return highest(file.escalations, now)


def waiting(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Waiting]:
    """The cases whose customers wait for an answer, the one whose time ends first first."""
    ids = cases_waiting(fetch, now)
    if not ids:
        return []
    from careline.domain.casefile.case_file import file_as_of  # on many a morning nobody waits
    from careline.domain.ladder.causes import asked
    from careline.store.casefile import case_files

    found = []
    for file in (file_as_of(file, now, shop) for file in case_files(fetch, ids)):
        if file is None or not whose.has(file, shop, now):
            continue
        questions = asked(file, shop.policy.answer_within, shop.calendar, now)
        if open_ := [each for each in questions if each.answered_at is None]:
            oldest = min(open_, key=lambda each: (each.answer_by, each.contact.order))
            found.append(Waiting(file, oldest, len(open_)))
    return sorted(found, key=lambda each: (each.question.answer_by, each.file.case.id))


def silent_files(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Known]:
    """The silent cases as they stood, the oldest first."""
    files = outlines(fetch, silent_cases(fetch, now), shop, now).values()
    found = [file for file in files if file.is_silent(shop, now) and whose.has(file, shop, now)]
    return sorted(found, key=lambda file: (file.case.opened_at, file.case.id))


def row(each: Overdue) -> tuple[object, ...]:
    """The values of OVERDUE_COLUMNS."""
    promise, file = each.promise, each.file
    tally = file.tally
    return (
        promise.name,
        file.case.name,
        file.case.customer.name,
        file.case.subject,
        promise.what,
        promise.kind,
        promise.owner,
        promise.performer,
        promise.due_at,
        promise.said,
        each.days,
        tally.chases,
        tally.updates,
        each.escalation.level if each.escalation else None,
        each.backup,
        each.new,
        renegotiations(promise, file.promises),
    )


def unanswered_row(each: Waiting, shop: Shop, now: datetime) -> tuple[object, ...]:
    """The values of UNANSWERED_COLUMNS."""
    case, question = each.file.case, each.question
    return (
        case.name,
        case.customer.name,
        case.subject,
        question.contact.name,
        question.contact.text,
        question.contact.at,
        question.answer_by,
        question.tried,
        shop.calendar.working_days_overdue(question.answer_by, now),
        each.asked,
    )


def silent_row(file: Known) -> tuple[object, ...]:
    """The values of SILENT_COLUMNS."""
    case = file.case
    return (case.name, case.customer.name, case.subject, case.opened_at, file.tally.last_word_at)


def item(each: Overdue, shop: Shop, now: datetime) -> Item:
    """The promise as a person reads it."""
    promise, file = each.promise, each.file
    tally = file.tally
    age, age_words = ("", "") if each.days is None else lateness(promise.due_at, now, shop.calendar)
    return Item(
        person=file.case.customer.name,
        phone=file.case.customer.phone,
        case=file.case.name,
        subject=file.case.subject,
        promise=promise.name,
        due_at=promise.due_at,
        words=Words(promise.what, promise.said),
        age=age,
        age_words=age_words,
        by=promise.by,
        asked=tally.chases,
        told=tally.updates,
        urgent=each.waits_unanswered,
        new=each.new,
        standing=standing(each.escalation, now),
        lines=tuple(extra_lines(each, now)),
        command=f"careline show {file.case.id}",
    )


def standing(escalation: "Escalation | None", now: datetime) -> tuple[Fragment, ...]:
    """How its escalation stands."""
    if escalation is None:
        return ()
    from careline.domain.ladder import escalations  # few cases are escalated
    from careline.domain.ladder.escalations import EscalationState

    level = f"level {escalation.level}: "
    match escalations.state(escalation, now):
        case EscalationState.RAISED:
            return (f"{level}{escalation.to}, must answer by ", escalation.ack_by)
        case EscalationState.UNACKNOWLEDGED:
            return (f"{level}{escalation.to} did not answer by ", escalation.ack_by)
        case EscalationState.ACKNOWLEDGED:
            return (f"{level}{escalation.acknowledged_by}, acknowledged",)
        case _:
            return (f"{level}{escalation.acknowledged_by}, acting",)


def extra_lines(each: Overdue, now: datetime) -> Iterable[Line]:
    """How often it was given a new date before, the backup plan, and the check that waits for a delivery."""
    if before := renegotiations(each.promise, each.file.promises):
        yield Line((f"renegotiated {times(before)} before",))
    if backup := live_backup(each.file, now):
        yield Line((f"{backup.owner}'s by ", backup.due_at, f": {backup.what}"), label="backup", loud=True)
    elif each.backup:
        yield Line((each.backup,), label="backup")
    for promise in live(each.file.promises, now):
        if stands_under_delivery(promise, [each.promise], now):
            yield Line((f"then {promise.name}: {promise.what}, due ", promise.due_at))


def unanswered_item(each: Waiting, shop: Shop, now: datetime) -> Item:
    """A question that nobody has answered in time, as a person reads it."""
    case, question = each.file.case, each.question
    age, age_words = lateness(question.answer_by, now, shop.calendar)
    return Item(
        person=case.customer.name,
        phone=case.customer.phone,
        case=case.name,
        subject=case.subject,
        words=what_they_said(each),
        age=age,
        age_words=age_words,
        by=promise.owner if (promise := behind(each.file, now)) else shop.owner,
        asked=each.asked,
        told=each.file.tally.updates,
        standing=("since ", question.contact.at, f", tried {times(question.tried)}" if question.tried else ""),
        command=f"careline follow-up {case.id}",
    )


def what_they_said(each: Waiting) -> Words:
    """The words of their question, as far as somebody has written them down."""
    contact = each.question.contact
    if contact.text:
        return Words(contact.text, said=True)
    return Words("asked where it is" if contact.chasing else "asked, in words that nobody wrote down", said=False)


def live_backup(file: Known, now: datetime) -> Promise | None:
    """The live promise to carry out a backup plan that is due first, or None."""
    return next((p for p in live(file.promises, now) if p.kind is PromiseKind.BACKUP), None)


def when(moment: datetime, now: datetime, calendar: Calendar) -> str:
    """The moment in brief, `today 17:00` on its own day."""
    short = moments.short(moment, now, calendar.zone)
    if calendar.date_of(moment) != calendar.date_of(now):
        return short
    return f"today {short.removeprefix(moments.day(moment, calendar.zone)).strip()}"


def last_word(file: Known, calendar: Calendar) -> str:
    """When we last reached the customer, or that we never did."""
    if last_word_at := file.tally.last_word_at:
        return f"our last word {moments.day(last_word_at, calendar.zone)}"
    return f"opened {moments.day(file.case.opened_at, calendar.zone)}, never a word from us"


def silent_item(file: Known, calendar: Calendar, now: datetime) -> Item:
    """A case without a promise, as a person reads it."""
    return Item(
        person=file.case.customer.name,
        phone=file.case.customer.phone,
        case=file.case.name,
        words=Words(file.case.subject, said=False),
        standing=(last_word(file, calendar),),
        command=f"careline show {file.case.id}",
    )
