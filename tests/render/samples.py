"""The reports behind the pages that careline is drawn to: built by hand, without a store."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pendulum

from careline.domain.report import Column, Item, Kind, Line, Report, Section, Task, Words

BOSTON = ZoneInfo("America/New_York")


def at(day: int, hour: int = 17, minute: int = 0, month: int = 6) -> datetime:
    """A moment of 2026 in Boston."""
    return pendulum.datetime(2026, month, day, hour, minute, tz=BOSTON)


OVERDUE_COLUMNS = (
    Column("promise", Kind.ID),
    Column("case", Kind.ID),
    Column("customer"),
    Column("what"),
    Column("due_at", Kind.MOMENT),
    Column("said", Kind.FLAG),
    Column("working_days_overdue", Kind.NUMBER),
    Column("backup"),
)

SILENT_COLUMNS = (
    Column("case", Kind.ID),
    Column("customer"),
    Column("subject"),
    Column("opened_at", Kind.MOMENT),
    Column("last_word_at", Kind.MOMENT),
)

OVERDUE_ROWS = (
    ("P-22", "C-9", "Kim Ito", "Your $14.95 is back on your card", at(28, month=5), True, 6, None),
    ("P-1", "C-1", "Robin Vale", "FieldCo calls to book the visit", at(2), True, 3, "Second Firm comes on Monday"),
    ("P-17", "C-5", "Sam Otieno", "The LabelWriter is with you on Thursday", at(4), True, 1, None),
    ("P-30", "C-14", "Lee Park", "I ring you before eleven", at(5, 11), True, 0, None),
)

SILENT_ROWS = (("C-31", "Arden Pharma", "Recalibrate two units", at(20, 9, month=5), at(24, 9, month=5)),)

OVERDUE = Report(
    name="overdue",
    title="Overdue",
    shop="Headsets Direct",
    as_of=at(5, 12),
    zone=BOSTON,
    since=at(4, 12),
    headline="4 overdue.",
    worst="First: Robin Vale, FieldCo manager must answer by 17:00.",
    changed="2 new since Thu 12:00",
    closing=("4 overdue: 2 ours, 1 FieldCo, 1 FedEx. ! asked, unanswered: Robin Vale, since Wed 3 Jun 10:00.",),
    sections=(
        Section(
            name="overdue",
            columns=OVERDUE_COLUMNS,
            rows=OVERDUE_ROWS,
            items=(
                Item(
                    person="Kim Ito",
                    case="C-9",
                    subject="Hub came defective",
                    promise="P-22",
                    words=Words("Your $14.95 is back on your card", said=True),
                    command="careline show 9",
                    age="6",
                    age_words="6 working days overdue",
                    by="Ben",
                    asked=1,
                    told=2,
                    due_at=at(28, month=5),
                    standing=("level 1: Ana, acting",),
                ),
                Item(
                    person="Robin Vale",
                    phone="+1 617 555 0143",
                    case="C-1",
                    subject="Network card",
                    promise="P-1",
                    words=Words("FieldCo calls to book the visit", said=True),
                    command="careline show 1",
                    age="3",
                    age_words="3 working days overdue",
                    by="FieldCo for Ana",
                    asked=6,
                    told=0,
                    due_at=at(2),
                    standing=("level 2: FieldCo manager, must answer by today 17:00",),
                    lines=(Line(("Second Firm comes on Monday",), label="backup"),),
                    urgent=True,
                ),
                Item(
                    person="Sam Otieno",
                    case="C-5",
                    subject="No labels",
                    promise="P-17",
                    words=Words("The LabelWriter is with you on Thursday", said=True),
                    command="careline show 5",
                    age="1",
                    age_words="1 working day overdue",
                    by="FedEx for Ben",
                    asked=0,
                    told=1,
                    due_at=at(4),
                    new=True,
                ),
                Item(
                    person="Lee Park",
                    case="C-14",
                    subject="Manual missing",
                    promise="P-30",
                    words=Words("I ring you before eleven", said=True),
                    command="careline show 14",
                    age="today",
                    age_words="overdue since today",
                    by="Ana",
                    asked=0,
                    told=1,
                    due_at=at(5, 11),
                    new=True,
                ),
            ),
        ),
        Section(
            name="silent",
            title="No promise at all",
            columns=SILENT_COLUMNS,
            rows=SILENT_ROWS,
            items=(
                Item(
                    person="Arden Pharma",
                    case="C-31",
                    words=Words("Recalibrate two units", said=False),
                    command="careline show 31",
                    standing=("our last word 12 days ago",),
                ),
            ),
        ),
    ),
)

MAILED = Report(
    name="overdue",
    title="Overdue",
    shop="Headsets Direct",
    as_of=at(8, 8),
    zone=BOSTON,
    since=at(5, 8),
    headline="2 overdue.",
    worst="First: Robin Vale, backup due today 17:00.",
    changed="Since Fri 08:00: 4 kept, none new.",
    sections=(
        Section(
            name="overdue",
            columns=OVERDUE_COLUMNS,
            rows=(OVERDUE_ROWS[1],),
            items=(
                Item(
                    person="Robin Vale",
                    phone="+1 617 555 0143",
                    case="C-1",
                    subject="Network card",
                    promise="P-1",
                    words=Words("FieldCo calls to book the visit", said=True),
                    command="careline show 1",
                    age="4",
                    age_words="4 working days overdue",
                    by="FieldCo for Ana",
                    asked=6,
                    told=0,
                    due_at=at(2),
                    standing=("level 2 did not answer",),
                    lines=(Line(("Second Firm comes on Monday",), label="Yours today", loud=True),),
                    urgent=True,
                ),
            ),
        ),
        Section(name="silent", title="No promise at all", columns=SILENT_COLUMNS, rows=()),
    ),
)


def _tasks(title: str, *tasks: Task, more: str = "careline brief --all") -> Section:
    return Section(name=title, title=title, columns=(), rows=(), tasks=tasks, more=more)


BRIEF = Report(
    name="brief",
    title="Brief",
    shop="Amp & Volt",
    as_of=at(17, 8, 5),
    zone=BOSTON,
    headline="2 broken words, 1 question, 1 handed to you, 1 more.",
    worst="First: Dana Reyes, 3 days.",
    changed="Since Tue 08:05: 4 kept (1 late), 1 closed.",
    closing=(
        "Plans: 14 late, 3 today: Gus C-12, Kim C-14, 15 more (careline promise list --plans)",
        "Waiting for them: 5, Pete C-3 since Tue 9 Jun (a photograph of the label)",
    ),
    agenda=True,
    most=40,
    wants=True,
    sections=(
        Section("overdue", OVERDUE_COLUMNS, OVERDUE_ROWS),
        Section("due_today", OVERDUE_COLUMNS, OVERDUE_ROWS[:1]),
        Section("silent", SILENT_COLUMNS, SILENT_ROWS),
    ),
    page=(
        _tasks(
            "Tell them first",
            Task(
                case="C-11",
                person="Dana Reyes",
                words=Words("Your refund is back on your card", said=True),
                since="3 days, asked 2",
                command="careline show 11",
                subject="Refund for the hub",
                known=("+1 617 555 0143", "backup is yours today: Ana sends a cheque"),
            ),
            Task(
                case="C-18",
                person="Anya Petrov",
                words=Words("I write to you myself", said=True),
                since="today",
                command="careline show 18",
                subject="Mouse double-clicks on the left button and sometimes on the right",
                new=True,
            ),
            more="careline overdue",
        ),
        _tasks(
            "Unanswered",
            Task(
                case="C-7",
                person="Pat Low",
                words=Words("Can I use the old cable meanwhile, or does that hurt the battery?", said=True),
                since="since Tue 2 Jun",
                command="careline follow-up 7",
                subject="Noisy fan",
            ),
        ),
        _tasks(
            "Handed to you",
            Task(
                case="C-9",
                person="Lee Park",
                words=Words("Ben did not answer by Tue 16 Jun 17:00", said=False),
                since="",
                command="careline escalation acknowledge E-3",
                subject="No labels",
            ),
        ),
        _tasks(
            "Does it work?",
            Task(
                case="C-5",
                person="Sam Otieno",
                words=Words("LabelWriter 450", said=False),
                since="delivered Fri 12 Jun",
                command="careline outcome R-4 works",
                subject="No driver",
            ),
        ),
    ),
)

PERFORMERS = Report(
    name="performers",
    title="Performers",
    shop="Headsets Direct",
    as_of=at(9, 12),
    zone=BOSTON,
    sections=(
        Section(
            name="performers",
            title="Said promises",
            columns=(
                Column("performer", title="performer"),
                Column("kept", Kind.NUMBER, "kept"),
                Column("on_time_rate", Kind.RATE, "on time"),
                Column("median_working_days_late", Kind.NUMBER, "days late"),
            ),
            rows=(
                ("FieldCo", 2, None, None),
                ("Ana", 10, 0.8333, 1.5),
                ("Second Firm", 1, None, 2.0),
            ),
        ),
        Section(
            name="plans",
            title="Plans",
            columns=(Column("performer", title="performer"), Column("kept", Kind.NUMBER, "kept")),
            rows=(("Ana", 4),),
        ),
    ),
)

CASES = Report(
    name="case list",
    title="Open cases",
    shop="Headsets Direct",
    as_of=at(5, 12),
    zone=BOSTON,
    nothing="No case is open.",
    listing=True,
    sections=(
        Section(
            name="cases",
            columns=(
                Column("id", Kind.ID, "case"),
                Column("customer", title="customer"),
                Column("subject", title="subject"),
                Column("opened_at", Kind.MOMENT, "opened"),
                Column("reopened", Kind.NUMBER, "reopened"),
                Column("usable", Kind.FLAG, "usable"),
                Column("closed_at", Kind.MOMENT),
            ),
            rows=(
                ("C-1", "Robin Vale", "Network card", at(1, 10), 0, True, None),
                ("C-31", "Arden Pharma", "Recalibrate two units", pendulum.datetime(2025, 11, 3, 15), 12, False, None),
            ),
        ),
    ),
)

EMPTY = Report(
    name="overdue",
    title="Overdue",
    shop="Headsets Direct",
    as_of=at(5, 12),
    zone=BOSTON,
    headline="Nothing overdue.",
    nothing="Nothing is overdue.",
    sections=(Section("overdue", OVERDUE_COLUMNS, ()), Section("silent", SILENT_COLUMNS, ())),
)

REPORTS = {
    "overdue": OVERDUE,
    "mailed": MAILED,
    "brief": BRIEF,
    "performers": PERFORMERS,
    "cases": CASES,
    "empty": EMPTY,
}
