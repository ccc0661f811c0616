"""What came from outside can be seen, and does nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.render.safe import cell, degrade, visible, visible_lines
from tests.render.evil import EVIL

ACTING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    "\u061c",
    "\u200e",
    "\u200f",
    "\u2028",
    "\u2029",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2060, 0x2066)),
    *map(chr, range(0x2066, 0x2070)),
    "\xad",
    "\u180e",
    "\u200b",
    "\u200c",
    "\u200d",
    "\ufeff",
    "\ufff9",
    *map(chr, range(0xE0000, 0xE0080)),
    "\ud800",
    "\udbff",
    "\udc00",
    "\udfff",
]

UNSEEN = "\xad\u200b\u200c\u200d\u200e\u2060\u2061\u2064\u202a\u202e\u2066\ufeff\U000e0001\U000e0020\U000e007f"

anything = st.text(st.characters(exclude_categories=()))


def test_every_sign_that_acts_becomes_an_escape(subtests: pytest.Subtests) -> None:
    for sign in ACTING:
        with subtests.test(f"{ord(sign):04x}"):
            shown = visible(f"a{sign}b")
            assert shown.isprintable()
            assert shown.startswith("a\\")
            assert shown.endswith("b")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b", r"\x9b"),
        ("\x7f", r"\x7f"),
        ("\x00", r"\x00"),
        ("a\tb\nc\r", r"a\tb\nc\r"),
        ("\u202egnp", r"\u202egnp"),
        ("\ud800", r"\ud800"),
        ("\u2028", r"\u2028"),
        ("Ro\xadbin", r"Ro\xadbin"),
        ("Robin\u200d", r"Robin\u200d"),
        ("\u200cRobin", r"\u200cRobin"),
        ("Ro\u200dbin", r"Ro\u200dbin"),
        ("Rob\U000e0069n", r"Rob\U000e0069n"),
        ("\u0645\u06cc\u200c\u200c\u062e", "\u0645\u06cc\\u200c\\u200c\u062e"),
        ("\u0645\u06cc\u200c", "\u0645\u06cc\\u200c"),
        ("\U0001f3f4\U000e0075\U000e0073\U000e007f", "\U0001f3f4\\U000e0075\\U000e0073\\U000e007f"),
    ],
)
def test_an_escape_names_the_sign_it_stands_for(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "क्\u200dष",
        "Zoë Müller",
        "שלום",
        "漢字",
        "👩‍👩‍👧",
        "می‌خواهم",
        "e\u0301",
        "a\u00a0b",
        r"C:\new",
        "[/bold]",
        "",
    ],
)
def test_what_only_looks_foreign_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(anything)
def test_no_text_keeps_a_sign_that_acts(text: str) -> None:
    shown = visible(text)
    assert not any(sign in shown for sign in ACTING)
    assert {unicodedata.category(sign) for sign in shown}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})


def test_the_lines_of_a_text_of_several_lines_stay() -> None:
    assert visible_lines("Dear Ana,\r\n\r\nthanks\x1b[0m\rbye\u2028") == "Dear Ana,\n\nthanks\\x1b[0m\\rbye\\u2028"


@given(anything)
def test_text_of_several_lines_is_safe_line_by_line(text: str) -> None:
    assert visible_lines(text) == "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def test_a_cell_that_a_spreadsheet_would_work_out_is_guarded(subtests: pytest.Subtests) -> None:
    for text in [
        "=1+1",
        "+1 617 555 0143",
        "-2",
        "@SUM(A1)",
        " =1",
        "\u00a0=1",
        "\t=1",
        "\r\n=1",
        '"=1',
        "'=1",
        " \"' +1",
        "\ufeff=1",
        "\u201c=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff20A",
        *(f"{sign}=1" for sign in UNSEEN),
        "\u200b \u00ad\U000e0041+1",
    ]:
        with subtests.test(text):
            assert cell(text) == "'" + visible(text)


@pytest.mark.parametrize("text", ["1+1", "a=b", "ana@example.com", "C-1", "x -1", "", "<=", "\t1", "\r1"])
def test_any_other_cell_is_only_made_visible(text: str) -> None:
    assert cell(text) == visible(text)


def test_a_cell_that_begins_with_a_tab_or_a_return_begins_with_an_escape() -> None:
    assert cell("\t1") == r"\t1"
    assert cell("\r1") == r"\r1"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "“Zoë” · ← → \u2013 — … Łódź"),
        ("cp1252", "“Zoë” · < > \u2013 — … \\u0141ód\\u017a"),
        ("latin-1", '"Zoë" · < > - - ... \\u0141ód\\u017a'),
        ("ascii", '"Zo\\xeb" - < > - - ... \\u0141\\xf3d\\u017a'),
    ],
)
def test_what_an_encoding_lacks_is_replaced_and_nothing_else(encoding: str, shown: str) -> None:
    assert degrade("“Zoë” · ← → \u2013 — … Łódź", encoding) == shown


@given(anything, st.sampled_from(["utf-8", "cp1252", "ascii", "cp932"]))
def test_degraded_text_can_always_be_written(text: str, encoding: str) -> None:
    degrade(text, encoding).encode(encoding)


def test_what_is_visible_already_is_left_alone(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            assert visible(visible(text)) == visible(text)
