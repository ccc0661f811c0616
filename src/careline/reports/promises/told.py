"""What is owed and late, at risk, unanswered or not promised at all: each as a row and as a person reads it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.outline import Known
from careline.domain.promises.changing import renegotiating, renegotiations
from careline.domain.promises.dependencies import Why
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.promises.promise_states import lateness, live, stands_under_delivery
from careline.domain.report import Column, Fragment, Item, Kind, Line, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.time.working_time import Calendar
from careline.domain.wording import times

if TYPE_CHECKING:  # few cases are escalated, and on many a morning nobody waits
    from careline.domain.ladder.escalations import Escalation
from careline.reports.promises.outstanding import AtRisk, Overdue, Waiting, behind

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
    Column("text", Kind.TEXT, "Question", null=True),
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


def at_risk_item(each: AtRisk, shop: Shop, now: datetime) -> Item:
    """The promise as a person reads it: what it waits for, and how to tell the customer in time."""
    promise, other = each.owed.promise, each.risk.waits_for
    waits = Line((f"{other.name} ", Words(other.what, other.said), f", {other.by}, due ", other.due_at), "waits for")
    shown = item(each.owed, shop, now)
    command = renegotiating(promise, each.owed.file.promises)
    return replace(shown, age_words=str(each.risk), lines=(waits, *shown.lines), command=command)


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
        phone=file.case.customer.number,
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
        phone=case.customer.number,
        case=case.name,
        subject=case.subject,
        words=what_they_said(each),
        age=age,
        age_words=age_words,
        by=promise.owner if (promise := behind(each.file, now)) else shop.owner,
        questions=each.asked,
        told=each.file.tally.updates,
        standing=("since ", question.contact.at, f", tried {times(question.tried)}" if question.tried else ""),
        command=f"careline follow-up {case.id}",
    )


def what_they_said(each: Waiting) -> Words:
    """The words of their question, as far as somebody has written them down."""
    contact = each.question.contact
    if contact.text:
        return Words(contact.text, said=True)
    return Words("asked where it is" if contact.chasing else "asked something that nobody wrote down", said=False)


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
        phone=file.case.customer.number,
        case=file.case.name,
        words=Words(file.case.subject, said=False),
        standing=(last_word(file, calendar),),
        command=f"careline show {file.case.id}",
    )
