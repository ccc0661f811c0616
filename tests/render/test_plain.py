"""What cron mails, and what a pipe reads."""

from collections import Counter
from dataclasses import replace

import pytest

from careline.domain.report import Column, Kind, Line, Report, Section, Words
from careline.render import FORMATS, Options
from careline.render.layout import cells
from careline.render.safe import degrade, visible
from tests.render.evil import EVIL, shapes
from tests.render.samples import BRIEF, CASES, EMPTY, MAILED, OVERDUE, PERFORMERS, REPORTS, at

MAIL = """\
2 overdue. First: Robin Vale, backup due today 17:00.
Headsets Direct, Mon 8 Jun 2026 08:00 EDT (America/New_York)
Since Fri 08:00: 4 kept, none new.

1. Robin Vale, C-1 Network card, +1 617 555 0143
   4 working days overdue, asked 6, told 0
   "FieldCo calls to book the visit"
   due Tue 2 Jun 17:00, FieldCo for Ana; level 2 did not answer
   Yours today: Second Firm comes on Monday
   careline show 1
"""

OVERDUE_PAGE = """\
4 overdue. First: Robin Vale, FieldCo manager must answer by 17:00.
Headsets Direct, Fri 5 Jun 2026 12:00 EDT (America/New_York)
2 new since Thu 12:00

1. Kim Ito, C-9 Hub came defective
   6 working days overdue, asked 1, told 2
   "Your $14.95 is back on your card"
   due Thu 28 May 17:00, Ben; level 1: Ana, acting
   careline show 9

2. Robin Vale, C-1 Network card, +1 617 555 0143
   3 working days overdue, asked 6, told 0
   "FieldCo calls to book the visit"
   due Tue 2 Jun 17:00, FieldCo for Ana
   level 2: FieldCo manager, must answer by today 17:00
   backup: Second Firm comes on Monday
   careline show 1

3. Sam Otieno, C-5 No labels
   1 working day overdue, new, asked 0, told 1
   "The LabelWriter is with you on Thursday"
   due Thu 4 Jun 17:00, FedEx for Ben
   careline show 5

4. Lee Park, C-14 Manual missing
   overdue since today, new, asked 0, told 1
   "I ring you before eleven"
   due Fri 5 Jun 11:00, Ana
   careline show 14

No promise at all
5. Arden Pharma, C-31
   Recalibrate two units
   our last word 12 days ago
   careline show 31

4 overdue: 2 ours, 1 FieldCo, 1 FedEx. ! asked, unanswered: Robin Vale,
  since Wed 3 Jun 10:00.
"""

BRIEF_PAGE = """\
2 broken words, 1 question, 1 handed to you, 1 more. First: Dana Reyes,
  3 days.
Amp & Volt, Wed 17 Jun 2026 08:05 EDT (America/New_York)
Since Tue 08:05: 4 kept (1 late), 1 closed.

Tell them first
  C-11 Dana Reyes: "Your refund is back on your card", 3 days, asked 2
    Refund for the hub; +1 617 555 0143; backup is yours today: Ana
    sends a cheque  careline show 11
  C-18 Anya Petrov: "I write to you myself", today, new
    Mouse double-clicks on the left button and sometimes on the right
    careline show 18
Unanswered
  C-7 Pat Low: "Can I use the old cable meanwhile, or does that hurt the
    battery?", since Tue 2 Jun; Noisy fan  careline follow-up 7
Handed to you
  C-9 Lee Park: Ben did not answer by Tue 16 Jun 17:00
    No labels  careline escalation acknowledge E-3
Does it work?
  C-5 Sam Otieno: LabelWriter 450, delivered Fri 12 Jun
    No driver  careline outcome R-4 works
Plans: 14 late, 3 today: Gus C-12, Kim C-14, 15 more
  (careline promise list --plans)
Waiting for them: 5, Pete C-3 since Tue 9 Jun (a photograph of the
  label)
"""

CASES_LIST = """\
case  customer      subject                opened                reopened  usable
C-1   Robin Vale    Network card           Mon 1 Jun 10:00              0  yes
C-31  Arden Pharma  Recalibrate two units  Mon 3 Nov 2025 10:00        12  no
"""

PERFORMERS_PAGE = """\
Performers
Headsets Direct, Tue 9 Jun 2026 12:00 EDT (America/New_York)

Said promises
performer    kept  on time  days late
FieldCo         2
Ana            10      83%        1.5
Second Firm     1                   2

Plans
performer  kept
Ana           4
"""


@pytest.mark.parametrize(
    ("report", "page"),
    [
        (MAILED, MAIL),
        (OVERDUE, OVERDUE_PAGE),
        (BRIEF, BRIEF_PAGE),
        (CASES, CASES_LIST),
        (PERFORMERS, PERFORMERS_PAGE),
    ],
    ids=["mail", "overdue", "brief", "list", "columns"],
)
def test_the_page_is_as_it_is_drawn(report: Report, page: str) -> None:
    assert FORMATS["plain"](report, Options()) == page


def test_a_page_without_rows_is_its_headline_and_its_place() -> None:
    assert FORMATS["plain"](EMPTY, Options()) == (
        "Nothing overdue.\nHeadsets Direct, Fri 5 Jun 2026 12:00 EDT (America/New_York)\n"
    )


def test_a_list_without_rows_says_so() -> None:
    nothing = replace(CASES, sections=(replace(CASES.sections[0], rows=()),))
    assert FORMATS["plain"](nothing, Options()) == "No case is open.\n"


def test_a_page_of_a_moment_to_come_says_so() -> None:
    assert FORMATS["plain"](replace(EMPTY, foretold=True), Options()).endswith(
        "(America/New_York), if nobody\n  acts until then\n"
    )
    assert FORMATS["plain"](replace(CASES, dated=True, foretold=True), Options()).startswith(
        "Headsets Direct, Fri 5 Jun 2026 12:00 EDT (America/New_York), if nobody acts until then\n\ncase  "
    )


def test_a_report_of_a_time_names_it() -> None:
    page = FORMATS["plain"](replace(PERFORMERS, since=at(1, 0), until=at(8, 0)), Options())
    assert page.splitlines()[2] == "Mon 1 Jun 00:00 to Mon 8 Jun 00:00"
    page = FORMATS["plain"](replace(PERFORMERS, since=at(1, 0)), Options())
    assert page.splitlines()[2] == "since Mon 1 Jun 00:00"


def test_ten_items_are_numbered_in_one_column() -> None:
    section = MAILED.sections[0]
    report = replace(MAILED, sections=(replace(section, items=section.items * 10),))
    lines = FORMATS["plain"](report, Options()).splitlines()
    assert " 1. Robin Vale, C-1 Network card, +1 617 555 0143" in lines
    assert "10. Robin Vale, C-1 Network card, +1 617 555 0143" in lines
    assert lines.count("    careline show 1") == 10


def test_plans_stand_without_quotation_marks_and_said_words_in_straight_ones() -> None:
    section = MAILED.sections[0]
    item = replace(
        section.items[0],
        words=Words("We get back to Robin", said=False),
        lines=(Line((Words("I ring you", said=True), " by ", at(9, 12))),),
    )
    lines = FORMATS["plain"](replace(MAILED, sections=(replace(section, items=(item,)),)), Options()).splitlines()
    assert "   We get back to Robin" in lines
    assert '   "I ring you" by Tue 9 Jun 12:00' in lines


def test_long_words_wrap_and_a_long_command_breaks_before_its_options() -> None:
    section = MAILED.sections[0]
    item = replace(
        section.items[0],
        words=Words(
            "We send a technician to your office who takes the old unit with him and leaves the new one", said=True
        ),
        command='careline renegotiate P-1 --by 17:00 --told "We are late" --because "The van broke down"',
    )
    page = FORMATS["plain"](replace(MAILED, sections=(replace(section, items=(item,)),)), Options())
    assert (
        '   "We send a technician to your office who takes the old unit with him\n     and leaves the new one"\n'
    ) in page
    assert (
        '   careline renegotiate P-1 --by 17:00 --told "We are late" \\\n     --because "The van broke down"\n'
    ) in page


def test_a_section_of_rows_has_a_short_line_for_each() -> None:
    columns = (Column("case", Kind.ID), Column("customer"), Column("subject"))
    words = "backup is yours by 17:00: Second Firm comes on Monday"
    rows = (("C-1", "Robin Vale", words), ("C-3", "Dana Reyes", "second failure"))
    section = Section("first", columns, rows, title="First")
    page = FORMATS["plain"](replace(MAILED, sections=(section,)), Options())
    titled = replace(section, columns=tuple(replace(column, title=column.key) for column in columns))
    assert FORMATS["plain"](replace(MAILED, sections=(titled,)), Options()) == page
    assert page.splitlines()[4:] == [
        "First",
        "   C-1, Robin Vale, backup is yours by 17:00: Second Firm comes on",
        "     Monday",
        "   C-3, Dana Reyes, second failure",
    ]


def test_one_section_can_be_chosen() -> None:
    page = FORMATS["plain"](OVERDUE, Options(section="silent"))
    assert page.splitlines()[4:6] == ["No promise at all", "1. Arden Pharma, C-31"]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_evil_texts_are_mailed_whole_and_seen_in_at_most_72_columns(encoding: str, subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            shown = degrade(visible(text), encoding)
            for report in shapes(text):
                page = FORMATS["plain"](report, Options(encoding=encoding))
                page.encode(encoding)
                assert visible(page.replace("\n", "")) == page.replace("\n", "")
                assert not any(line.endswith(" ") for line in page.split("\n"))
                if report.headline:
                    assert max(map(cells, page.split("\n"))) <= 72
                    assert max(map(len, page.split("\n"))) <= 72
                assert Counter(shown.replace(" ", "")) <= Counter(page)
                assert "".join(shown.split(" ")) in "".join(page.replace("\n", " ").split(" "))


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_width_and_colour_change_nothing(report: Report) -> None:
    page = FORMATS["plain"](report, Options())
    assert FORMATS["plain"](report, Options(width=40, colour=True)) == page
