"""What a sweep did: who has a case now, and who has to be told."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.swept import Swept
from careline.domain.ladder.escalations import RuleName
from careline.domain.promises.absences import Absence, away_on
from careline.domain.report import Column, Fragment, Item, Kind, Line, Report, Section, Words
from careline.domain.shop.shop import Shop

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
    swept: Sequence[Swept], absences: Sequence[Absence], shop: Shop, now: datetime, *, rehearsed: bool
) -> Report:
    """What was done, in the order in which it was due, and who of those who must answer is away then."""
    items = tuple(item(each, absences, shop) for each in swept)
    return Report(
        name="sweep",
        title="Sweep",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        headline=headline(swept),
        changed="A dry run: nothing was written." if rehearsed else "",
        nothing="Nothing to do.",
        sections=(Section("swept", SECTIONS["swept"], tuple(map(row, swept)), items=items),),
        agenda=True,
    )


def headline(swept: Sequence[Swept]) -> str:
    """How much was done, and the first of it."""
    raised = sum(each.escalation is not None for each in swept)
    backups = sum(each.promise is not None for each in swept)
    if not swept:
        return "Nothing to do."
    counts = [f"{raised} escalated"] * bool(raised) + [f"{backups} backup due"] * bool(backups)
    first = swept[0]
    what = f"level {first.escalation.level}: {first.escalation.to}" if first.escalation else "the backup is due"
    return f"{', '.join(counts) or 'Nothing new'}. First: {first.file.case.customer.name}, {what}."


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


def item(each: Swept, absences: Sequence[Absence], shop: Shop) -> Item:
    """The same as a person reads it: whom to tell what."""
    case, about = each.file.case, each.call.promise
    standing: tuple[Fragment, ...] = ()
    lines: tuple[Line, ...] = ()
    command = f"careline show {case.id}"
    if each.escalation:
        standing = (f"{each.escalation.name}, level {each.escalation.level}",)
        tell = Line((f"Tell {each.escalation.to}, who must answer by ", each.escalation.ack_by), loud=True)
        absence = away_on(each.escalation.to, shop.calendar.date_of(each.escalation.ack_by), absences)
        lines = (tell, Line((str(absence),))) if absence else (tell,)
        command = f"careline escalation told {each.escalation.name}"
    elif each.promise:
        lines = (Line((f"{each.promise.name}: {each.promise.what}, {each.promise.owner}, due ", each.promise.due_at)),)
    return Item(
        person=case.customer.name,
        phone=case.customer.phone,
        case=case.name,
        words=Words(about.what, about.said) if about else Words(case.subject, said=False),
        age_words=each.call.because,
        promise=about.name if about else None,
        due_at=about.due_at if about else None,
        by=about.performer if about else "",
        standing=standing,
        lines=lines,
        command=command,
    )
