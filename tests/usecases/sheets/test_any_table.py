"""Whatever a file holds, it is imported whole, or refused with nothing written."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence import deep
from tests.shop import Shop
from tests.store.contents import contents, opened

HEADERS = ("ref", "customer", "email", "phone", "subject", "opened", "promise", "due", "kept", "closed", "performer")
SPOILT = ("", " ", '"', '""', '"a,b"', '"two\nlines"', "\0", "\x1b[2J", "=1+1", "9" * 400, "a" * 5000, "ö", "\u202e")
FITTING = {
    "ref": ("1", "2", "2"),
    "customer": ("Dana Reyes", "Kim", "Dana Reyes <dana@example.com>"),
    "email": ("", "dana@example.com", "nobody"),
    "phone": ("", "617 555 0143"),
    "subject": ("Crackles", "No sound"),
    "opened": ("2026-05-04 10:00", "2026-05-04"),
    "due": ("2026-05-08", "2026-05-04 09:00", ""),
    "kept": ("2026-05-07 12:00", ""),
    "closed": ("2026-05-09", ""),
    "performer": ("FedEx", "", "Ana"),
}
ENDS = ("\n", "\r\n", "\r")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "latin-1")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A table as shops have them, spoilt here and there."""
    header = [*draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=11))]
    if draw(st.booleans()):
        header = [*HEADERS]
    rows = [header]
    for _ in range(draw(st.integers(0, 4))):
        row = [draw(st.sampled_from(FITTING.get(each, ("Somebody rings",)))) for each in header]
        if row and draw(st.integers(0, 2)) == 0:
            row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(SPOILT))
        rows.append(row[: draw(st.integers(len(row) - 1, len(row)))])
    mark = draw(st.sampled_from((",", ",", ";", "\t")))
    data = (
        draw(st.sampled_from(ENDS))
        .join(mark.join(row) for row in rows)
        .encode(draw(st.sampled_from(ENCODINGS)), "replace")
    )
    return data + draw(st.sampled_from((b"", b"", b"\n", b"\xff\xfe", b'"')))


@pytest.mark.evidence
@deep(40)
@given(files())
def test_any_table_is_imported_whole_or_refused_in_one_line_with_nothing_written(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        (shop.folder / "list.csv").write_bytes(data)
        answer = shop.run(f"import {(shop.folder / 'list.csv').as_posix()} --source shop --json")
        assert answer.code in (0, 2), answer
        if answer.code == 2:
            assert answer.err.startswith("careline: ")
            assert answer.err.count("\n") == 1
            assert not shop.store.exists()
            return
        made = json.loads(answer.out)["import"]["cases"]
        with opened(shop.store) as store:
            found = contents(store)
            assert store.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert len(found["cases"]) == made
