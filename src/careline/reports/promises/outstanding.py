"""What is owed and late, at risk, or not promised at all: fetched, and each as a row and as a person reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import Escalation, EscalationState
from careline.domain.promises.changing import renegotiating, renegotiations
from careline.domain.promises.dependencies import Risk, Why
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.promises.promise_states import as_of, is_due_soon, lateness, live, stands_under_delivery
from careline.domain.report import Column, Fragment, Item, Kind, Line, Words
from careline.domain.shop.shop import Shop
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen
from careline.domain.wording import counted, times
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.promises import dependent_promises, overdue_promises, promises_due_between, silent_cases

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

SILENT_COLUMNS = (
    Column("case", Kind.ID, "Case"),
    Column("customer", Kind.TEXT, "Customer"),
    Column("subject", Kind.TEXT, "Subject"),
    Column("opened_at", Kind.MOMENT, "Opened"),
    Column("last_word_at", Kind.MOMENT, "Our last word", null=True),
)


@frozen
class Overdue:
    """An overdue promise with its case, as both stood at the moment of the report.

    `days` is None for one that is not overdue yet.
    """

    promise: Promise
    file: CaseFile
    escalation: Escalation | None
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


def gather(fetch: Fetch, shop: Shop, now: datetime, since: datetime) -> list[Overdue]:
    """The overdue promises, the oldest due first."""
    return [
        replace(
            each, days=shop.calendar.working_days_overdue(each.promise.due_at, now), new=each.promise.due_at >= since
        )
        for each in with_files(fetch, overdue_promises(fetch, now), shop, now)
    ]


def due_soon(fetch: Fetch, shop: Shop, now: datetime) -> list[Overdue]:
    """The promises that are due soon, the one due first first."""
    soon_at = shop.soon(now)
    found = with_files(fetch, promises_due_between(fetch, now, soon_at, now), shop, now)
    return [each for each in found if is_due_soon(each.promise, now, soon_at)]


def at_risk(fetch: Fetch, shop: Shop, now: datetime) -> list[AtRisk]:
    """The promises that rest on one that is late, withdrawn, or due after them; the one due first first."""
    found = with_files(fetch, dependent_promises(fetch, now), shop, now)
    return [AtRisk(each, risk) for each in found if (risk := each.file.risk(each.promise, now))]


def at_risk_item(each: AtRisk, shop: Shop, now: datetime) -> Item:
    """The promise as a person reads it: what it waits for, and how to tell the customer in time."""
    promise, other = each.owed.promise, each.risk.waits_for
    waits = Line((f"{other.name} ", Words(other.what, other.said), f", {other.by}, due ", other.due_at), "waits for")
    shown = item(each.owed, shop, now)
    command = renegotiating(promise, each.owed.file.promises)
    return replace(shown, age_words=str(each.risk), lines=(waits, *shown.lines), command=command)


def with_files(fetch: Fetch, promises: Sequence[Promise], shop: Shop, now: datetime) -> list[Overdue]:
    """These promises with their cases, as they stood.

    A check whose unit has not arrived stands under its delivery, not by itself.
    """
    files = {
        file.case.id: known
        for file in case_files(fetch, dict.fromkeys(p.case_id for p in promises))
        if (known := file_as_of(file, now, shop))
    }
    return [
        Overdue(
            promise=as_of(promise, now),
            file=files[promise.case_id],
            escalation=escalations.highest(files[promise.case_id].escalations, now),
            days=None,
            new=False,
        )
        for promise in promises
        if promise.case_id in files and not stands_under_delivery(promise, files[promise.case_id].promises, now)
    ]


def silent_files(fetch: Fetch, shop: Shop, now: datetime) -> list[CaseFile]:
    """The silent cases as they stood, the oldest first."""
    files = case_files(fetch, silent_cases(fetch, now))
    found = [known for file in files if (known := file_as_of(file, now, shop)) and known.is_silent(shop, now)]
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


def silent_row(file: CaseFile) -> tuple[object, ...]:
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


def standing(escalation: Escalation | None, now: datetime) -> tuple[Fragment, ...]:
    """How its escalation stands."""
    if escalation is None:
        return ()
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
    if each.backup:
        yield Line((each.backup,), label="backup")
    for promise in live(each.file.promises, now):
        if stands_under_delivery(promise, [each.promise], now):
            yield Line((f"then {promise.name}: {promise.what}, due ", promise.due_at))


def silent_item(file: CaseFile, calendar: Calendar, now: datetime) -> Item:
    """A case without a promise, as a person reads it."""
    last_word_at = file.tally.last_word_at
    since = last_word_at or file.case.opened_at
    days = (calendar.date_of(now) - calendar.date_of(since)).days
    ago = f"{counted(days, 'day')} ago" if days else "today"
    return Item(
        person=file.case.customer.name,
        phone=file.case.customer.phone,
        case=file.case.name,
        words=Words(file.case.subject, said=False),
        standing=(f"our last word {ago}" if last_word_at else f"opened {ago}, never a word from us",),
        command=f"careline show {file.case.id}",
    )
