"""How a table is laid out: what stands between its cells, above its headings and below its rows."""

import io

import pytest

from careline.domain.errors import BadInput
from careline.domain.sheets.dress import (
    LARGEST_CELL,
    BadDelimiter,
    Dress,
    Met,
    find_dress,
    is_total,
    read_csv,
    read_delimiter,
)

HEADINGS = "ref,customer,subject,opened\n"
ROW = "1,Kim Ito,Hub,2026-05-14\n"
LAID_OUT = [
    (HEADINGS + ROW, ["ref", "customer", "subject", "opened"]),
    ('"ref";"customer";"subject";"opened"\n', ["ref", "customer", "subject", "opened"]),
    ("ref;customer, full;opened\n1;Kim Ito;2026-05-14\n", ["ref", "customer, full", "opened"]),
    ("ref;customer, full;subject, short;opened\n", ["ref", "customer, full", "subject, short", "opened"]),
    ("ref\tcustomer\tprice\n1\tIto, Kim\t1,50\n2\tRe, Al\t2,50\n", ["ref", "customer", "price"]),
    ("ref|customer|subject\n1|Kim; Dana|Hub\n", ["ref", "customer", "subject"]),
    ('a,b\n"1;2;3;4",5\n"1;2;3;4",6\n', ["a", "b"]),
    ('"a","b;c"\n"1","2;3"\n', ["a", "b;c"]),
    ("name;price\nHub;1,50\nCup;2,50\n", ["name", "price"]),
    ("a,b;c,d\n1,2;3,4\n", ["a", "b;c", "d"]),
    ('a, b, c\n1, "two, three", 4\n', ["a", "b", "c"]),
    ('"a", "b", "c"\n', ["a", "b", "c"]),
    ("sep=;\na,x;b\n1,x;2\n", ["a,x", "b"]),
    ('"SEP=|"\r\na;b|c\r\n', ["a;b", "c"]),
    ("subject\nNo sound\n", ["subject"]),
    ('Tickets\nname;price, net;cost\n,;"\nx";,\na;b, c;d\n', ["name", "price, net", "cost"]),
]
ABOVE = [
    ("", 0),
    ("\n\n", 0),
    ("Support tickets\n", 1),
    ("Support tickets, May\nmade 2026-06-01 by Ana\n\n", 2),
    ("Support tickets,,,\nExported,2026-06-01,,\n,,,\n", 2),
    ("sep=,\nSupport tickets\n", 1),
    ('"Tickets\nof May"\n', 1),
]
"""What stands above the headings, and how many lines of it are words."""
NOTHING_ABOVE = [
    "ref,customer,,,\n1,Kim,2026-05-14,x,y\n2,Kim,2026-05-14,x,y\n",
    ",ref,customer\n0,1,Kim\n",
    "2024,2025,2026\n1,2,3\n",
    "a,b\n1,2\n1,2,3,4,5,6,7,8\n",
    "a,b,c,d,e,f\n1,,,,,\n2,,,,,\n",
]
TOTALS = [
    (["Total", "", "", ""], True),
    (["", "", "Summe:", "1.234,50 EUR"], True),
    (["Grand total", "", "", "", "3", "$540.00", "-"], True),
    (["Gesamt", "", "12"], True),
    (["Total", "total@example.com", "", ""], False),
    (["Total", "", "Fuel card broken", ""], False),
    (["Total: 12 tickets", "", ""], True),
    (["Total (12)", "", ""], True),
    (["Total", "100"], False),
    (["Total 12 tickets are late", "", ""], False),
    (["1041", "Total", "", ""], False),
    (["Totally broken", "", "", ""], False),
    (["", "", "", ""], False),
]
BROKEN = [
    ["a,b\n", "1,2\n", '3,"four\n', "5,6\n"],
    ["a,b\n", "1,2\n", '"3" x,4\n'],
    ["a,b\n", "1,2\n", "3,\r4\n"],
]


def lines(text: str) -> list[str]:
    return list(io.StringIO(text, newline=""))


def rows(text: str, delimiter: str | None = None, skip: int | None = None) -> list[list[str]]:
    """What a whole table holds, as it is found."""
    dress = find_dress(lines(text), delimiter=delimiter, skip=skip)
    return [cells for _, cells in read_csv(lines(text), dress)]


def test_what_stands_between_the_columns_is_found_by_looking(subtests: pytest.Subtests) -> None:
    for text, headings in LAID_OUT:
        with subtests.test(repr(text)):
            assert rows(text)[0] == headings


def test_a_cell_in_quotes_after_a_blank_is_in_quotes() -> None:
    assert rows('a, b, c\n1, "two, three", 4\n')[1] == ["1", "two, three", "4"]
    assert rows('a, b\n1, "two" inches\n')[1] == ["1", ' "two" inches']


def test_a_cell_that_goes_on_behind_the_sample_is_no_broken_one() -> None:
    assert find_dress(["a;b, c\n", '1;"x, y\n']).delimiter == ";"


def test_what_was_named_overrules_what_would_be_found() -> None:
    assert rows("a;b,c\n1;2,3\n", delimiter=",") == [["a;b", "c"], ["1;2", "3"]]
    assert rows("sep=;\na;b,c\n", delimiter=",") == [["a;b", "c"]]
    assert rows("x\n\na,b\n1,2\n", skip=3) == [["1", "2"]]
    assert rows("x\nRef,Date\n1,2\n3,4\n", skip=0)[:2] == [["x"], ["Ref", "Date"]]


def test_lines_above_the_headings_are_left_out(subtests: pytest.Subtests) -> None:
    for above, title in ABOVE:
        with subtests.test(repr(above)):
            text = above + HEADINGS + ROW + ROW
            dress = find_dress(lines(text))
            first = len(lines(above)) + 1
            assert dress.title == title
            assert [line for line, _ in read_csv(lines(text), dress)] == [first, first + 1, first + 2]


def test_headings_in_the_first_line_are_found_though_some_are_empty_or_numbers(subtests: pytest.Subtests) -> None:
    for text in NOTHING_ABOVE:
        with subtests.test(repr(text)):
            assert find_dress(lines(text)).above == 0


def test_empty_rows_headings_that_come_again_and_totals_are_left_out_and_counted() -> None:
    met = Met()
    text = HEADINGS + ROW + "\n,,,\n ,  ,,\n" + HEADINGS + ROW + HEADINGS + "Total:,,,12.50\n\n"
    found = list(read_csv(lines(text), Dress(), met))
    assert [line for line, _ in found] == [1, 2, 7]
    assert met == Met(headings=2, totals=1)


def test_a_row_of_totals_is_a_word_for_it_and_numbers_among_empty_cells(subtests: pytest.Subtests) -> None:
    for cells, said in TOTALS:
        with subtests.test(repr(cells)):
            assert is_total(cells, len(cells)) is said


def test_a_total_may_lack_the_empty_cells_behind_it() -> None:
    assert len(rows(HEADINGS + ROW * 30 + "Total,30\n")) == 31


def test_a_total_is_left_out_only_below_all_rows() -> None:
    assert len(rows(HEADINGS + "Total,,,\n" + ROW)) == 3


def test_empty_cells_at_the_end_may_be_too_many_or_too_few() -> None:
    text = "a,b,c\n1,2,3,,\n4\n5,6,7,8\n"
    assert rows(text) == [["a", "b", "c"], ["1", "2", "3"], ["4", "", ""], ["5", "6", "7", "8"]]


def test_a_row_that_lacks_cells_where_hardly_any_does_is_damaged() -> None:
    assert rows(HEADINGS + ROW * 30 + "2,Kim Ito,Hub\n" + ROW)[31] == ["2", "Kim Ito", "Hub"]


def test_rows_stand_with_the_line_on_which_they_begin() -> None:
    found = read_csv(["a,b\n", "1,2\n", "\n", '"two\n', 'lines",4\r\n', "5,6"], Dress())
    assert list(found) == [(1, ["a", "b"]), (2, ["1", "2"]), (4, ["two\nlines", "4"]), (6, ["5", "6"])]


def test_a_broken_quotation_is_refused_with_the_line_on_which_its_row_begins(subtests: pytest.Subtests) -> None:
    for text in BROKEN:
        with subtests.test(repr(text)), pytest.raises(BadInput, match="from line 3 on"):
            list(read_csv(text, Dress()))


def test_a_cell_may_be_long_and_not_without_end() -> None:
    assert next(read_csv(["x" * 2**20], Dress()))[1] == ["x" * 2**20]
    with pytest.raises(BadInput, match="field limit"):
        list(read_csv(["x" * (LARGEST_CELL + 1)], Dress()))


def test_a_delimiter_is_a_character_or_the_name_of_one(subtests: pytest.Subtests) -> None:
    named = {"semicolon": ";", "Semicolons": ";", "tab": "\t", "\\t": "\t", "pipe": "|", "bar": "|", "comma": ","}
    for typed, meant in (named | {each: each for each in ";\t^ ,"}).items():
        with subtests.test(typed):
            assert read_delimiter(typed) == meant
    for typed in ("", ";;", '"', "x", "7", "\n", "\0", "colons"):
        with subtests.test(typed), pytest.raises(BadDelimiter):
            read_delimiter(typed)
