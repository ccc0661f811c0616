"""A table comes back as it was, whatever it was written as."""

import random
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careline.cli.sheets import tables
from careline.cli.sheets.options import Given
from careline.domain.errors import BadInput
from careline.domain.sheets.dress import is_total
from tests.evidence import deep
from tests.workbooks import Sheets, ods, xlsx

Write = Callable[[Sheets], bytes]
HEADINGS = ("ref", "customer, full", "Opened at", "Betreff", "Échéance", "notes", "customer", "Kunde", "due", "email")
LETTERS = "abcXYZ0123456789 .-:/,;|\t\"'\n@#+=()äöüßéèñÄÖÜÉ"
MORE = LETTERS + "€„…žЖ語🎧\u2028\u0085\u00a0"
ENDS = ("\n", "\r\n", "\r")
ENCODINGS = {
    "utf-8": MORE,
    "utf-8-sig": MORE,
    "utf-16": MORE,
    "utf-16-le": LETTERS,
    "utf-16-be": LETTERS,
    "cp1252": LETTERS,
}
"""How the text is encoded, and what it is made of: without a mark, UTF-16 shows by what it has in common with ASCII."""
TITLES: tuple[list[str], ...] = ([], ["Support tickets"], ["Support tickets", "", "made 2026-06-01"])


def stripped(rows: list[list[str]]) -> list[list[str]]:
    """What counts of them."""
    return [[cell.strip() for cell in row] for row in rows]


@st.composite
def grids(draw: st.DrawFn, letters: str) -> list[list[str]]:
    """Headings, and some rows with something in each."""
    width = draw(st.integers(2, 6))
    headings = [*draw(st.permutations(HEADINGS))][:width]
    cells = st.text(letters, max_size=12)
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6))
    assume(all(any(cell.strip() for cell in row) for row in rows) and not is_total(rows[-1], width))
    return [headings, *rows]


@st.composite
def texts(draw: st.DrawFn) -> tuple[bytes, list[list[str]]]:
    """A table as text, and what is in it."""
    encoding = draw(st.sampled_from(sorted(ENCODINGS)))
    rows = draw(grids(ENCODINGS[encoding]))
    delimiter, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(ENDS))
    quoted = draw(st.booleans())
    lines = [f"sep={delimiter}"] if draw(st.booleans()) else []
    lines += draw(st.sampled_from(TITLES))
    for number, row in enumerate(rows):
        lines.append(delimiter.join(cell_of(cell, delimiter, quoted=quoted) for cell in row))
        if number and draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(("", delimiter * (len(row) - 1)))))
        if number and draw(st.integers(0, 5)) == 0:
            lines.append(delimiter.join(cell_of(cell, delimiter, quoted=quoted) for cell in rows[0]))
    return "".join(line + end for line in lines).encode(encoding), rows


def cell_of(text: str, delimiter: str, *, quoted: bool) -> str:
    """A cell as CSV, in quotes where it must be."""
    if quoted or any(each in text for each in (delimiter, '"', "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text


def read(data: bytes, name: str = "list.csv") -> list[list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(data)
        with tables.opened(Given(str(file))) as table:
            return stripped([list(table.header), *(cells for _, cells in table.rows())])


@pytest.mark.evidence
@deep(60)
@given(texts())
def test_a_table_comes_back_from_any_text(written: tuple[bytes, list[list[str]]]) -> None:
    data, rows = written
    assume(rows[0] not in rows[1:])
    assert read(data) == stripped(rows)


@pytest.mark.evidence
@deep(60)
@given(grids(MORE.replace("\u0085", "").replace("\n", "")), st.sampled_from((xlsx, ods)))
def test_a_table_comes_back_from_any_workbook(rows: list[list[str]], write: Write) -> None:
    assume(rows[0] not in rows[1:])
    assert read(write({"List": rows})) == stripped(rows)


@pytest.mark.evidence
@deep(60)
@given(st.sampled_from((xlsx, ods)), st.randoms(use_true_random=False))
def test_a_damaged_workbook_is_read_or_refused(write: Write, chance: random.Random) -> None:
    data = bytearray(write({"List": [["ref", "customer"], [1, "Kim"]]}))
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    with suppress(BadInput):
        read(bytes(data[: chance.choice((len(data), chance.randrange(4, len(data))))]))
