"""Rows that are made while they are read."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from careline.domain.report import Passing, Row
from careline.render import FORMATS, Options, in_pieces
from tests.render.samples import CASES, REPORTS


def counting(made: list[int], rows: int) -> Iterator[Row]:
    for number in range(rows):
        made.append(number)
        yield (number,)


def test_they_are_made_when_they_are_read_and_the_first_tells_whether_there_are_any() -> None:
    made: list[int] = []
    rows = Passing(counting(made, 3))
    assert bool(rows)
    assert made == [0]
    assert list(rows) == [(0,), (1,), (2,)]
    assert bool(rows), "also when all are read"
    assert not Passing(counting(made, 0))


def test_they_can_be_read_once() -> None:
    rows = Passing([(1,)])
    assert list(rows) == [(1,)]
    with pytest.raises(RuntimeError, match="have been read"):
        iter(rows)
    assert list(Passing([])) == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_writes_them_as_those_that_are_at_hand(name: str, subtests: pytest.Subtests) -> None:
    report = REPORTS[name]
    for format_ in FORMATS:
        passing = replace(report, sections=tuple(replace(each, rows=Passing(each.rows)) for each in report.sections))
        with subtests.test(format_):
            assert "".join(in_pieces(passing, format_, Options())) == FORMATS[format_](report, Options())


def test_a_piece_holds_some_of_the_rows() -> None:
    made: list[int] = []
    section = replace(CASES.sections[0], columns=CASES.sections[0].columns[:1], rows=Passing(counting(made, 5000)))
    pieces = iter(in_pieces(replace(CASES, sections=(section,)), "csv", Options()))
    next(pieces)
    assert len(made) == 1
    next(pieces)
    assert 1 < len(made) < 1000
