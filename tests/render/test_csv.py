"""CSV and TSV hold one section, in cells that a spreadsheet only shows."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from enum import Enum
from io import StringIO

import pytest

from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput
from careline.domain.report import Column, Kind, Report, Section, Words
from careline.render import FORMATS, Options, unprinted
from tests.render.evil import EVIL, everywhere
from tests.render.samples import CASES, EMPTY, OVERDUE, at


class State(Enum):
    KEPT_LATE = "kept_late"


def only_row(*values: object) -> Report:
    columns = tuple(Column(f"k{place}") for place, _ in enumerate(values))
    return replace(CASES, sections=(Section("cases", columns, (values,)),))


def read(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))


def test_the_header_is_the_keys_and_lines_end_in_newlines() -> None:
    assert FORMATS["csv"](CASES, Options()) == (
        "id,customer,subject,opened_at,reopened,usable,closed_at\n"
        "C-1,Robin Vale,Network card,2026-06-01T10:00:00-04:00,0,true,\n"
        "C-31,Arden Pharma,Recalibrate two units,2025-11-03T10:00:00-05:00,12,false,\n"
    )


def test_tsv_has_tabs() -> None:
    assert FORMATS["tsv"](CASES, Options()).splitlines()[1] == (
        "C-1\tRobin Vale\tNetwork card\t2026-06-01T10:00:00-04:00\t0\ttrue\t"
    )


def test_values_of_every_kind_find_their_form() -> None:
    report = only_row(
        None, True, False, -3, -0.5, at(2), State.KEPT_LATE, Words("x, y", True), Customer(1, "Kim", "k@x.example")
    )
    assert read(FORMATS["csv"](report, Options()))[1] == [
        "", "true", "false", "-3", "-0.5", "2026-06-02T17:00:00-04:00", "kept_late", "x, y", "Kim <k@x.example>",
    ]  # fmt: skip


def test_texts_that_would_be_formulas_are_guarded_and_numbers_are_not() -> None:
    report = only_row("=1+1", "-1", -1, "+1 617 555 0143")
    assert read(FORMATS["csv"](report, Options()))[1] == ["'=1+1", "'-1", "-1", "'+1 617 555 0143"]


def test_quotes_and_commas_are_quoted_and_line_breaks_show() -> None:
    report = only_row('say "yes", or', "a\nb", "a\tb")
    assert FORMATS["csv"](report, Options()).splitlines()[1] == r'"say ""yes"", or",a\nb,a\tb'
    assert read(FORMATS["tsv"](report, Options()), "\t")[1] == ['say "yes", or', r"a\nb", r"a\tb"]


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_of_several_sections_the_first_is_written_and_the_others_are_named(format_: str) -> None:
    assert FORMATS[format_](OVERDUE, Options()) == FORMATS[format_](OVERDUE, Options(section="overdue"))
    said = "overdue has also the section silent; --section silent prints it."
    assert unprinted(OVERDUE, format_, Options()) == said
    several = replace(OVERDUE, sections=(*OVERDUE.sections, *CASES.sections))
    said = "overdue has also the sections silent, cases; --section NAME prints one."
    assert unprinted(several, format_, Options()) == said


def test_nothing_is_said_of_sections_that_were_printed_or_not_asked_for() -> None:
    assert unprinted(CASES, "csv", Options()) == ""
    assert unprinted(OVERDUE, "csv", Options(section="overdue")) == ""
    assert unprinted(OVERDUE, "json", Options()) == ""


def test_moments_stand_in_the_shops_zone_with_their_offset_across_a_clock_change() -> None:
    before, after = (datetime(2026, 11, 1, hour, 30, 15, 250, UTC) for hour in (5, 6))
    written = read(FORMATS["csv"](only_row(before, after), Options()))[1]
    assert written == ["2026-11-01T01:30:15-04:00", "2026-11-01T01:30:15-05:00"]


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_the_named_section_is_written(format_: str) -> None:
    assert FORMATS[format_](OVERDUE, Options(section="silent")).startswith("case")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_section_that_is_not_there_is_refused_with_those_that_are(format_: str) -> None:
    with pytest.raises(BadInput, match=r"no section 'silnt'\. It has: overdue, silent"):
        FORMATS[format_](OVERDUE, Options(section="silnt"))


def test_without_rows_there_is_still_a_header() -> None:
    assert FORMATS["csv"](EMPTY, Options(section="silent")) == "case,customer,subject,opened_at,last_word_at\n"


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_evil_texts_stay_in_their_cells(encoding: str, format_: str, delimiter: str, subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            report = everywhere(text)
            written = FORMATS[format_](report, Options(section="two", encoding=encoding))
            header, *rows = read(written, delimiter)
            assert header == ["customer", "what"]
            assert [len(row) for row in rows] == [2, 2]
            assert not any(
                cell.lstrip(" \"'").startswith(("=", "+", "-", "@")) for row in rows for cell in row if cell[:1] != "'"
            )
            written.encode(encoding)


def test_kinds_change_nothing() -> None:
    report = replace(CASES, sections=(Section("cases", (Column("rate", Kind.RATE),), ((0.8333,),)),))
    assert FORMATS["csv"](report, Options()) == "rate\n0.8333\n"
