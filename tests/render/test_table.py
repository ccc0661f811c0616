"""The page on a terminal."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace

import pytest
from rich.cells import cell_len

from careline.domain.cases.case import Customer
from careline.domain.report import Column, Item, Kind, Line, Report, Section, Task, Words
from careline.render import FORMATS, Options
from careline.render.layout import cells
from careline.render.safe import degrade, visible
from tests.render.evil import EVIL, shapes
from tests.render.samples import BRIEF, CASES, EMPTY, MAILED, OVERDUE, PERFORMERS, REPORTS

COLOUR = re.compile(r"\x1b\[[0-9;]*m")

OVERDUE_PAGE = """\
Overdue · Headsets Direct · Fri 5 Jun 2026 12:00 EDT                           2 new since Thu 12:00

  days  promised                                          to            by               asked  told
     6  “Your $14.95 is back on your card”                Kim Ito       Ben                  1     2
        C-9 Hub came defective · P-22 due Thu 28 May
        17:00 · level 1: Ana, acting
!    3  “FieldCo calls to book the visit”                 Robin Vale    FieldCo for Ana      6     0
        C-1 Network card · P-1 due Tue 2 Jun 17:00 ·
        level 2: FieldCo manager, must answer by today
        17:00
        backup: Second Firm comes on Monday
     1  “The LabelWriter is with you on Thursday”         Sam Otieno    FedEx for Ben        0     1
        C-5 No labels · P-17 due Thu 4 Jun 17:00 · NEW
 today  “I ring you before eleven”                        Lee Park      Ana                  0     1
        C-14 Manual missing · P-30 due Fri 5 Jun 11:00 ·
        NEW

No promise at all
        Recalibrate two units                             Arden Pharma
        C-31 · our last word 12 days ago

4 overdue: 2 ours, 1 FieldCo, 1 FedEx. ! asked, unanswered: Robin Vale, since Wed 3 Jun 10:00.
"""

OVERDUE_PAGE_OF_80 = """\
Overdue · Headsets Direct · Fri 5 Jun 2026 12:00 EDT       2 new since Thu 12:00

  days  promised                                       to            asked  told
     6  “Your $14.95 is back on your card”             Kim Ito           1     2
        C-9 Hub came defective · P-22 due Thu 28 May
        17:00 · Ben · level 1: Ana, acting
!    3  “FieldCo calls to book the visit”              Robin Vale        6     0
        C-1 Network card · P-1 due Tue 2 Jun 17:00 ·
        FieldCo for Ana · level 2: FieldCo manager,
        must answer by today 17:00
        backup: Second Firm comes on Monday
     1  “The LabelWriter is with you on Thursday”      Sam Otieno        0     1
        C-5 No labels · P-17 due Thu 4 Jun 17:00 ·
        FedEx for Ben · NEW
 today  “I ring you before eleven”                     Lee Park          0     1
        C-14 Manual missing · P-30 due Fri 5 Jun
        11:00 · Ana · NEW

No promise at all
        Recalibrate two units                          Arden Pharma
        C-31 · our last word 12 days ago

4 overdue: 2 ours, 1 FieldCo, 1 FedEx. ! asked, unanswered: Robin Vale, since
  Wed 3 Jun 10:00.
"""

MAILED_PAGE_OF_50 = """\
Overdue · Headsets Direct · Mon 8 Jun 2026 08:00
EDT
Since Fri 08:00: 4 kept, none new.

!    4  “FieldCo calls to book the visit”
        Robin Vale · asked 6, told 0 · C-1 Network
        card · P-1 due Tue 2 Jun 17:00 · FieldCo
        for Ana · level 2 did not answer
        Yours today: Second Firm comes on Monday
"""

BRIEF_PAGE = """\
Brief · Amp & Volt · Wed 17 Jun 2026 08:05 EDT
2 broken words, 1 question, 1 handed to you, 1 more. Since Tue 08:05: 4 kept (1 late), 1 closed.

Tell them first
  C-11  Dana Reyes   “Your refund is back on your card”, 3 days, asked 2            careline show 11
        Refund for the hub · +1 617 555 0143 · backup is yours today: Ana sends a cheque
  C-18  Anya Petrov  “I write to you myself”, today, new                            careline show 18
        Mouse double-clicks on the left button and sometimes on the right
Unanswered
  C-7   Pat Low      “Can I use the old cable meanwhile, or does that hurt the battery?”, since Tue
        2 Jun · Noisy fan                                                       careline follow-up 7
Handed to you
  C-9   Lee Park     Ben did not answer by Tue 16 Jun 17:00      careline escalation acknowledge E-3
        No labels
Does it work?
  C-5   Sam Otieno   LabelWriter 450, delivered Fri 12 Jun · No driver    careline outcome R-4 works
Plans: 14 late, 3 today: Gus C-12, Kim C-14, 15 more (careline promise list --plans)
Waiting for them: 5, Pete C-3 since Tue 9 Jun (a photograph of the label)
"""

BRIEF_PAGE_OF_80 = """\
Brief · Amp & Volt · Wed 17 Jun 2026 08:05 EDT
2 broken words, 1 question, 1 handed to you, 1 more. Since Tue 08:05: 4 kept (1
late), 1 closed.

Tell them first
  C-11  Dana Reyes   “Your refund is back on your card”, 3 days, asked 2
        Refund for the hub · +1 617 555 0143 · backup is yours today: Ana sends
        a cheque                                                careline show 11
  C-18  Anya Petrov  “I write to you myself”, today, new        careline show 18
        Mouse double-clicks on the left button and sometimes on the right
Unanswered
  C-7   Pat Low      “Can I use the old cable meanwhile, or does that hurt the
        battery?”, since Tue 2 Jun · Noisy fan              careline follow-up 7
Handed to you
  C-9   Lee Park     Ben did not answer by Tue 16 Jun 17:00
        No labels                            careline escalation acknowledge E-3
Does it work?
  C-5   Sam Otieno   LabelWriter 450, delivered Fri 12 Jun
        No driver                                     careline outcome R-4 works
Plans: 14 late, 3 today: Gus C-12, Kim C-14, 15 more
  (careline promise list --plans)
Waiting for them: 5, Pete C-3 since Tue 9 Jun (a photograph of the label)
"""

CASES_PAGE_OF_80 = """\
Open cases · Headsets Direct · Fri 5 Jun 2026 12:00 EDT

case  customer      subject               opened                reopened  usable
C-1   Robin Vale    Network card          Mon 1 Jun 10:00              0  yes
C-31  Arden Pharma  Recalibrate two       Mon 3 Nov 2025 10:00        12  no
                    units
"""

PERFORMERS_PAGE = """\
Performers · Headsets Direct · Tue 9 Jun 2026 12:00 EDT

Said promises
performer    kept  on time  days late
FieldCo         2
Ana            10      83%        1.5
Second Firm     1                   2

Plans
performer  kept
Ana           4
"""


def table(report: Report, width: int = 100, colour: bool = False, encoding: str = "utf-8") -> str:
    return FORMATS["table"](report, Options(width=width, colour=colour, encoding=encoding))


def with_item(item: Item) -> Report:
    section = MAILED.sections[0]
    return replace(MAILED, sections=(replace(section, items=(item,)),))


def with_task(task: Task) -> Report:
    (section, *_) = BRIEF.read
    return replace(BRIEF, page=(replace(section, tasks=(task,)),))


ITEM = MAILED.sections[0].items[0]
TASK = BRIEF.read[0].tasks[0]


@pytest.mark.parametrize(
    ("report", "width", "page"),
    [
        (OVERDUE, 100, OVERDUE_PAGE),
        (OVERDUE, 80, OVERDUE_PAGE_OF_80),
        (MAILED, 50, MAILED_PAGE_OF_50),
        (BRIEF, 100, BRIEF_PAGE),
        (BRIEF, 80, BRIEF_PAGE_OF_80),
        (CASES, 80, CASES_PAGE_OF_80),
        (PERFORMERS, 80, PERFORMERS_PAGE),
    ],
    ids=["overdue", "overdue of 80", "ledger of 50", "brief", "brief of 80", "list of 80", "columns"],
)
def test_the_page_is_as_it_is_drawn(report: Report, width: int, page: str) -> None:
    assert table(report, width) == page


def test_a_report_without_rows_says_so() -> None:
    assert table(EMPTY) == "Overdue · Headsets Direct · Fri 5 Jun 2026 12:00 EDT\n\nNothing is overdue.\n"


def test_a_page_of_a_moment_to_come_says_so() -> None:
    assert table(replace(EMPTY, foretold=True)).startswith(
        "Overdue · Headsets Direct · Fri 5 Jun 2026 12:00 EDT · if nobody acts until then\n"
    )


def test_said_words_stand_in_quotation_marks_and_plans_without() -> None:
    item = replace(ITEM, words=Words("We get back to Robin", said=False), lines=(Line((Words("I ring", said=True),)),))
    lines = [line.strip() for line in table(with_item(item)).splitlines()]
    assert any(line.startswith("!    4  We get back to Robin  ") for line in lines)
    assert "“I ring”" in lines


def test_a_long_age_moves_the_columns_and_keeps_its_distance_from_the_mark() -> None:
    page = table(with_item(replace(ITEM, age="since Sat 6 Jun")))
    assert "\n! since Sat 6 Jun  “FieldCo" in page
    assert "\n             days  promised " in page


def test_an_urgent_item_without_an_age_keeps_its_mark_in_front() -> None:
    assert "\n!       “FieldCo" in table(with_item(replace(ITEM, age="")))


def test_without_a_promise_and_counts_the_case_and_what_is_known_of_it_stand_beneath() -> None:
    silent = OVERDUE.sections[1]
    page = table(replace(OVERDUE, sections=(silent,)))
    assert "days  promised" not in page
    assert page.splitlines()[3].endswith("  Arden Pharma")
    assert page.splitlines()[4] == "        C-31 · our last word 12 days ago"


def test_what_is_new_is_marked_wherever_it_stands() -> None:
    silent = OVERDUE.sections[1]
    new = replace(OVERDUE, sections=(replace(silent, items=(replace(silent.items[0], new=True),)),))
    assert "C-31 · our last word 12 days ago · NEW\n" in table(new)


def test_a_line_that_asks_for_something_is_bold() -> None:
    assert "\x1b[1mYours today: Second Firm comes on Monday\x1b[0m\n" in table(MAILED, colour=True)
    assert "        backup: Second Firm comes on Monday\n" in table(OVERDUE, colour=True)


def test_a_row_for_which_the_page_is_too_narrow_stands_beneath_its_first_value() -> None:
    section = PERFORMERS.sections[0]
    keys = ("withdrawn", "renegotiated", "released", "pending")
    wide = replace(
        section,
        columns=(*section.columns, *(Column(key, Kind.NUMBER, key) for key in keys)),
        rows=tuple((*row, 1, 2, 3, 4) for row in tuple(section.rows)[:2]),
    )
    page = table(replace(PERFORMERS, sections=(wide,)), 60)
    assert page.split("\n", 2)[2] == (
        "Said promises\n"
        "FieldCo\n"
        "  kept 2 · withdrawn 1 · renegotiated 2 · released 3\n"
        "  pending 4\n"
        "Ana\n"
        "  kept 10 · on time 83% · days late 1.5 · withdrawn 1\n"
        "  renegotiated 2 · released 3 · pending 4\n"
    )


def test_a_customer_is_their_name() -> None:
    section = Section(
        "cases", (Column("customer", title="to"), Column("id")), ((Customer(1, "Kim", "k@x.example"), "C-1"),)
    )
    assert table(replace(CASES, sections=(section,))).endswith("\n\nto\nKim\n")


def test_a_page_is_never_narrower_than_40() -> None:
    assert table(OVERDUE, 10) == table(OVERDUE, 40)


def test_what_is_new_stands_beneath_the_title_where_both_do_not_fit() -> None:
    page = table(replace(OVERDUE, changed="2 new since Thu 12:00, and a good deal more besides"))
    assert page.splitlines()[1] == "2 new since Thu 12:00, and a good deal more besides"


def test_the_words_of_a_wide_terminal_stay_readable() -> None:
    assert max(map(cells, table(OVERDUE, 400).splitlines())) <= 120


def test_a_command_too_long_for_its_column_stands_beneath_and_can_be_pasted() -> None:
    task = replace(TASK, command='careline renegotiate P-1 --by 17:00 --told "We are late" --because "The van"')
    assert f"\n{' ' * 8}{task.command}\n" in table(with_task(task), 100)
    assert (
        f'\n{" " * 8}careline renegotiate P-1 --by 17:00 --told "We are late" \\\n{" " * 10}--because "The van"\n'
    ) in table(with_task(task), 80)


@pytest.mark.parametrize("width", [40, 80, 100, 120])
def test_colour_adds_nothing_but_colour(width: int, subtests: pytest.Subtests) -> None:
    for name, report in REPORTS.items():
        with subtests.test(name):
            coloured = table(report, width, colour=True)
            assert COLOUR.sub("", coloured) == table(report, width)
            assert coloured != table(report, width)


@pytest.mark.parametrize("report", [OVERDUE, BRIEF, CASES], ids=["ledger", "agenda", "list"])
def test_colours_are_named_ones_that_any_background_allows(report: Report) -> None:
    codes = {code for found in COLOUR.findall(table(report, colour=True)) for code in found[2:-1].split(";")}
    assert codes <= {"0", "1", "2", "31"}


def test_only_headings_are_dim() -> None:
    dim = re.findall(r"\x1b\[2m(.*?)\x1b\[0m", table(OVERDUE, colour=True))
    assert [words.strip() for words in dim] == ["days", "promised", "to", "by", "asked", "told"]


def test_no_environment_variable_changes_the_page() -> None:
    program = (
        "from tests.render.samples import OVERDUE; from careline.render import FORMATS, Options; import sys;"
        "sys.stdout.buffer.write(FORMATS['table'](OVERDUE, Options(width=80)).encode())"
    )
    disturbed = {"COLUMNS": "30", "NO_COLOR": "", "FORCE_COLOR": "1", "TERM": "dumb", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | disturbed, capture_output=True, check=True)
    assert done.stdout.decode() == OVERDUE_PAGE_OF_80


def test_a_terminal_without_our_signs_gets_ascii_ones() -> None:
    page = table(OVERDUE, encoding="ascii")
    assert page == OVERDUE_PAGE.replace("“", '"').replace("”", '"').replace("·", "-")


@pytest.mark.parametrize("width", [40, 59, 60, 80, 100, 120, 200])
def test_evil_texts_are_shown_whole_within_the_width(width: int, subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            for report in shapes(text):
                page = table(report, width)
                assert visible(page.replace("\n", "")) == page.replace("\n", "")
                assert not any(line.endswith(" ") for line in page.split("\n"))
                assert max(map(cells, page.split("\n"))) <= width
                assert max(map(cell_len, page.split("\n"))) <= width
                assert Counter(visible(text).replace(" ", "")) <= Counter(page)
                assert COLOUR.sub("", table(report, width, colour=True)) == page


def test_evil_texts_can_be_written_whatever_the_encoding(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            for report in shapes(text):
                page = table(report, 80, encoding="ascii")
                assert page.isascii()
                assert max(map(len, page.split("\n"))) <= 80
                assert Counter(degrade(visible(text), "ascii").replace(" ", "")) <= Counter(page)


@pytest.mark.parametrize(
    "word", ["x", "漢", "\u0301", "\x1b", "ש"], ids=["letter", "wide", "accent", "escape", "hebrew"]
)
def test_a_word_of_a_megabyte_in_every_place_costs_next_to_nothing(word: str) -> None:
    for report in shapes(word * 2**20):
        began = time.process_time()
        page = table(report)
        assert time.process_time() - began < 1
        assert "… (1,048,576" in page
        assert max(map(cell_len, page.split("\n"))) <= 100


def test_below_60_columns_everything_is_a_list() -> None:
    assert "  days  promised " in table(OVERDUE, 60)
    assert "promised" not in table(OVERDUE, 59)
    assert "\n        Robin Vale · asked 6, told 0 · C-1 Network card" in table(OVERDUE, 59)
    assert "\ncase  customer " in table(CASES, 60)
    assert "\nC-1\n  customer Robin Vale · subject Network card\n" in table(CASES, 59)
    assert "\n  C-5   Sam Otieno   LabelWriter 450" in table(BRIEF, 60)
    assert "\n  C-5 Sam Otieno: LabelWriter 450" in table(BRIEF, 59)


def test_the_commands_beneath_an_item_can_be_pasted() -> None:
    order = Line(('A new date?  careline renegotiate P-1 --by WHEN --told "..." --because "..."',))
    page = table(with_item(replace(ITEM, lines=(order,))), 80)
    assert (
        "\n        A new date?  careline renegotiate P-1 \\\n"
        '                       --by WHEN --told "..." \\\n'
        '                       --because "..."\n'
    ) in page


def first_task(task: Task, width: int) -> list[str]:
    """The lines of a page of that task alone which are the task's."""
    _, title, page = table(with_task(task), width).partition("Tell them first\n")
    assert title
    return page.partition("Plans: ")[0].splitlines()


def test_a_task_is_one_line_where_there_is_room_else_two_with_the_command_where_it_fits() -> None:
    task = replace(TASK, known=())
    line = "  C-11  Dana Reyes  “Your refund is back on your card”, 3 days, asked 2"
    assert first_task(task, 120) == [f"{line} · Refund for the hub            careline show 11"]
    assert first_task(task, 100) == [f"{line}             careline show 11", "        Refund for the hub"]
    assert first_task(task, 80) == [
        line,
        "        Refund for the hub                                      careline show 11",
    ]


def test_words_that_are_too_long_for_a_line_flow_into_the_next_with_the_rest() -> None:
    words = Words("We send you another charger with the right plug for your country", said=True)
    assert first_task(replace(TASK, words=words, known=()), 80) == [
        "  C-11  Dana Reyes  “We send you another charger with the right plug for your",
        "        country”, 3 days, asked 2 · Refund for the hub          careline show 11",
    ]
