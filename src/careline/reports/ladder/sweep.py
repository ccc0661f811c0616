"""What a sweep did: who has a case now, and who has to be told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.swept import Swept
from careline.domain.ladder.escalations import CauseOf, RuleName
from careline.domain.names import fold
from careline.domain.promises.absences import Absence, away_on
from careline.domain.report import Column, Kind, Report, Section, Task, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments

COLUMNS = (
    Column("rule", RuleName, "Rule"),
    Column("case", Kind.ID, "Case"),
    Column("customer", Kind.TEXT, "Customer"),
    Column("subject", Kind.TEXT),
    Column("because", Kind.TEXT, "Because"),
    Column("rule_due_at", Kind.MOMENT),
    Column("promise", Kind.ID, "Promise", null=True),
    Column("escalation", Kind.ID, "Escalation", null=True),
    Column("level", Kind.NUMBER, "Level", null=True),
    Column("to", Kind.TEXT, "To", null=True),
    Column("ack_by", Kind.MOMENT, "Answer by", null=True),
    Column("backup", Kind.TEXT, "Backup", null=True),
    Column("backup_promise", Kind.ID, "Backup due", null=True),
)
SECTIONS = {"swept": COLUMNS}


def swept_report(
    swept: Sequence[Swept],
    absences: Sequence[Absence],
    shop: Shop,
    now: datetime,
    *,
    rehearsed: bool,
    reader: str | None = None,
) -> Report:
    """What was done, in the order in which it was due, and who of those who must answer is away then.

    `reader` is who reads it at a terminal, and so has been told of what comes to them.
    """
    tasks = tuple(task(each, absences, shop, now, reader) for each in swept)
    if rehearsed:  # what it would raise has no number yet
        tasks = tuple(
            replace(each, command=f"careline show {one.file.case.id}") for one, each in zip(swept, tasks, strict=True)
        )
    return Report(
        name="sweep",
        title="Sweep",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        headline=headline(swept),
        worst=worst(swept),
        changed="A dry run: nothing was written." if rehearsed else "",
        nothing="Nothing to do.",
        sections=(Section("swept", SECTIONS["swept"], tuple(map(row, swept)), title="To pass on", tasks=tasks),),
        agenda=True,
    )


def headline(swept: Sequence[Swept]) -> str:
    """How much was done."""
    raised = sum(each.escalation is not None for each in swept)
    backups = sum(each.promise is not None for each in swept)
    if not swept:
        return "Nothing to do."
    counts = [f"{raised} escalated"] * bool(raised) + [f"{backups} backup due"] * bool(backups)
    return f"{', '.join(counts)}."


def worst(swept: Sequence[Swept]) -> str:
    """The first of it."""
    if not swept:
        return ""
    first = swept[0]
    what = f"level {first.escalation.level}: {first.escalation.to}" if first.escalation else "the backup is due"
    return f"First: {first.file.case.customer.name}, {what}."


def row(each: Swept) -> tuple[object, ...]:
    """One call and its answer."""
    case, about, raised = each.file.case, each.call.promise, each.escalation
    return (
        each.call.rule,
        case.name,
        case.customer.name,
        case.subject,
        each.call.because,
        each.call.due_at,
        about and about.name,
        raised and raised.name,
        raised and raised.level,
        raised and raised.to,
        raised and raised.ack_by,
        raised.backup if raised else each.promise and each.promise.what,
        each.promise and each.promise.name,
    )


def _because(each: Swept) -> str:
    """Why, with what the customer said where that is it."""
    asked = each.call.cause_id if each.call.cause is CauseOf.CONTACT and each.call.rule is RuleName.UNANSWERED else None
    text = next((contact.text for contact in each.file.contacts if contact.id == asked), None)
    return f'unanswered: "{text}"' if text else each.call.because


def task(each: Swept, absences: Sequence[Absence], shop: Shop, now: datetime, reader: str | None) -> Task:
    """The same as a person reads it: whom to tell what."""
    case, raised, backup = each.file.case, each.escalation, each.promise
    words, since, command = "", "", f"careline show {case.id}"
    known = [_because(each)]
    if raised:
        by = moments.short(raised.ack_by, now, shop.calendar.zone)
        is_readers = reader is not None and fold(raised.to) == fold(reader)
        words = f"{raised.name} is yours, answer by {by}" if is_readers else f"tell {raised.to} to answer by {by}"
        verb = "acknowledge" if is_readers else "told"
        command = f"careline escalation {verb} {raised.name}"
        absence = away_on(raised.to, shop.calendar.working_day_of(raised.ack_by), absences)
        known += [str(absence)] if absence else []
    elif backup:
        words = f"{backup.owner}'s backup: {backup.what}"
        since = f"due {moments.short(backup.due_at, now, shop.calendar.zone)}"
        command = f"careline keep {backup.name}"
    return Task(
        case=case.name,
        person=case.customer.name,
        words=Words(words, said=False),
        since=since,
        command=command,
        subject=case.subject,
        known=(*((case.customer.number,) if case.customer.number else ()), *known),
    )
