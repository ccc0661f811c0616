"""What the rows of a file prove about its dates and amounts, how many are read for it, and what is refused."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import CASES, Choices, Form, find_columns
from careline.domain.sheets.date_orders import Doubt, Reading, UnprovenDates
from careline.domain.sheets.evidence import SAMPLED, Proven, prove
from careline.domain.sheets.purchase_rows import PURCHASES
from tests.domain.sheets.reading import read_by
from tests.evidence import deep

NOTHING = Proven()


class Rows:
    """The rows of a file under the columns `opened` and `due`, or others, and how many of them were read."""

    def __init__(self, *values: str, header: str = "opened,due", form: Form = CASES) -> None:
        self.columns = find_columns(header.split(","), Choices({}, {}), form)
        self.values = values
        self.read = 0

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for value in self.values:
            self.read += 1
            cells = value.split(" | ")
            yield self.read + 1, cells + [""] * (self.columns.width - len(cells))

    @property
    def proven(self) -> Proven:
        return prove(self, self.columns)

    @property
    def refusal(self) -> str:
        with pytest.raises(BadInput) as refused:
            prove(self, self.columns)
        assert "\n" not in str(refused.value)
        return str(refused.value)


def formats(*values: str) -> tuple[str, ...]:
    proven = Rows(*values).proven
    assert proven.doubts == ()
    return proven.formats


def test_dates_in_figures_prove_their_order(subtests: pytest.Subtests) -> None:
    for values, proven in [
        (["5/14/2026 9:05:00 | 5/18/2026"], ["%m/%d/%Y %H:%M:%S"]),
        (["5/4/2026 | 14/5/2026"], ["%d/%m/%Y"]),  # a column proves it for another
        (["5/4/2026", "6/4/2026 9:05 PM", "4/30/2026"], ["%m/%d/%Y %I:%M %p"]),
        (["14-05-2026"], ["%d-%m-%Y"]),
        (["5/4/26", "4/30/26, 15:42"], ["%m/%d/%y, %H:%M"]),
        (["14/05/26"], ["%d/%m/%y"]),  # a year of two digits stands last
        (["98/05/14"], ["%y/%m/%d"]),  # unless it can only be the first
        (["5/14/2026", "5/14/26"], ["%m/%d/%Y", "%m/%d/%y"]),
        (["Thu 5/14/2026 at 9:05"], ["%m/%d/%Y"]),
        (["4.5.2026"], ["%d.%m.%Y"]),  # nobody writes the month first with points
        (["4.5.2026", "4.14.2026"], ["%m.%d.%Y"]),  # except who does
        (["5/14/2026", "4.5.2026"], ["%m/%d/%Y", "%d.%m.%Y"]),
        (["5/5/2026"], ["%d/%m/%Y"]),  # the same either way
        (["2026/04/05", "2026-04-05 10:00", "4 May 2026", "45791", "soon", ""], []),
        (["13/13/2026"], []),
    ]:
        with subtests.test(str(values)):
            assert formats(*values) == tuple(proven)


def test_dates_that_nothing_proves_come_back_with_an_example_and_its_readings() -> None:
    assert Rows("5/5/2026", "5/4/2026 9:05 | 6/4/2026").proven.doubts == (
        Doubt(
            "5/4/2026 9:05",
            3,
            (Reading("d/m/y", ("%d/%m/%Y %H:%M",), "5 Apr 2026"), Reading("m/d/y", ("%m/%d/%Y %H:%M",), "4 May 2026")),
        ),
    )
    assert [each.text for each in Rows("5/4/2026 | 5-4-2026").proven.doubts] == ["5/4/2026", "5-4-2026"]


def test_a_year_that_may_stand_first_is_in_doubt_while_the_first_place_moves_less_than_the_last() -> None:
    (doubt,) = Rows("26-05-14", "26-05-15", "26-06-03").proven.doubts
    assert [each.means for each in doubt.readings] == ["26 May 2014", "14 May 2026"]
    (doubt,) = Rows("05/06/07", "05/06/08").proven.doubts
    assert [each.means for each in doubt.readings] == ["5 Jun 2007", "6 May 2007", "7 Jun 2005"]
    assert formats("14.05.26", "15.05.26", "03.06.26") == ("%d.%m.%y",)


def test_the_refusal_names_both_readings_and_the_option_for_each() -> None:
    (doubt,) = Rows("04-05-2026").proven.doubts
    assert "Give --date-format '%d-%m-%Y' --date-format '%m/%d/%Y' for 4 May" in str(UnprovenDates(doubt, ["%m/%d/%Y"]))
    assert str(UnprovenDates(doubt)) == (
        "'04-05-2026' on line 2 could be 4 May 2026 or 5 Apr 2026, and no date in the file tells which; nothing was "
        "imported. Give --date-format '%d-%m-%Y' for 4 May 2026, or --date-format '%m-%d-%Y' for 5 Apr 2026."
    )


def test_what_was_agreed_to_before_decides_only_what_the_file_does_not_prove() -> None:
    unproven = Rows("5/4/2026 | 3-4-2026").proven.with_known(["%m/%d/%Y", "%Y%m%d"])
    assert unproven.formats == ("%m/%d/%Y", "%Y%m%d")
    assert [each.text for each in unproven.doubts] == ["3-4-2026"]
    assert Rows("14/5/2026").proven.with_known(["%m/%d/%Y %H:%M", "%d.%m.%Y"]).formats == ("%d/%m/%Y", "%d.%m.%Y")


def test_the_order_that_half_of_the_world_does_not_expect_is_said() -> None:
    assert Rows("5/14/2026 9:05 | 5-14-2026").proven.said == ("the month first in dates",)
    assert Rows("14.5.2026").proven.said == ()


def test_dates_that_contradict_each_other_are_refused_with_both_lines() -> None:
    late = ["5/4/2026"] * 500
    assert Rows("5/14/2026 9:05", *late, "14/5/2026").refusal == (
        "The dates contradict each other: '5/14/2026 9:05' on line 2 has the month first, '14/5/2026' on line 503 the "
        "day first; nothing was imported. Correct them, or give the --date-format that is right, such as "
        "'%m/%d/%Y %H:%M'."
    )
    assert "'14/5/2026' on line 2 has the day first, '5/14/2026' on line 2" in Rows("14/5/2026 | 5/14/2026").refusal


def test_days_and_months_that_a_spreadsheet_has_swapped_are_refused() -> None:
    swapped = [f"2026-{n:02}-05" if n < 13 else f"{n}/05/2026" for n in range(1, 32)]
    assert Rows(*swapped).refusal == (
        "The spreadsheet seems to have swapped days and months of opened: all that it knows as dates have days up to "
        "12, and all that it left as text have later ones, such as '13/05/2026' on line 14; nothing was imported. Open "
        "the list anew with that column as text, or give --date-format '%d/%m/%Y' if they are right."
    )
    early, late = [f"2026-{n:02}-05 09:05:00" for n in range(1, 13)], [f"{n}/05/2026" for n in range(13, 32)]
    for good in (
        [*early, *late, "2026-05-14"],
        [*early, *late, "5/05/2026"],
        [*early[:3], *late[:3]],  # six may be so by chance
        [*early[:1] * 30, *late],
        [*early, *late[:1] * 30],
        [" | ".join(pair) for pair in zip(early, late, strict=False)],  # in two columns
    ):
        assert formats(*good) == ("%d/%m/%Y",)
    assert formats(*early, *(each.replace("/", ".") for each in late)) == ("%d.%m.%Y",)


def test_all_rows_are_read_only_where_something_must_be_proven(subtests: pytest.Subtests) -> None:
    for value, reads_on in [
        ("2026-05-04 10:00", False),
        ("4 May 2026", False),
        ("4.5.2026", False),
        ("5/4/2026", True),
        ("5-14-2026", True),
        ("", False),
    ]:
        with subtests.test(value):
            rows = Rows(*[value] * SAMPLED * 3)
            prove(rows, rows.columns)
            assert rows.read == (SAMPLED * 3 if reads_on else SAMPLED + 1)
    rows = Rows(*["5/4/2026"] * SAMPLED * 3)
    assert prove(rows, rows.columns, dates=False) == NOTHING
    assert rows.read == SAMPLED + 1


def test_rows_of_another_width_prove_nothing() -> None:
    assert Rows("5/14/2026 |  | 1").proven == NOTHING


def test_amounts_prove_which_mark_parts_decimals(subtests: pytest.Subtests) -> None:
    for values, mark, read in [
        (["12,50"], ",", 101),
        (["12.50"], ".", 101),
        (["1.234,50"], ",", 101),
        (["1,234,567"], ".", 101),
        (["0.125"], ".", 101),
        (["1'234.50"], ".", 101),
        (["1 234,50"], ",", 101),
        (["12"], None, 101),
        (["1,234"], None, 150),  # which may be proven yet
        (["12.50", "12,50"], None, 101),
    ]:
        with subtests.test(str(values)):
            rows = Rows(*values, *["7"] * (150 - len(values)), header="price,cost", form=PURCHASES)
            assert prove(rows, rows.columns).decimal == mark
            assert rows.read == read
    late = Rows(*["1,234"] * 500, "1 | 12,5", "2", "3", header="price,cost", form=PURCHASES)
    assert (late.proven.decimal, late.read) == (",", 502)


def test_a_column_of_long_numbers_that_all_end_in_zeros_has_lost_digits() -> None:
    lost = ["123456789012345000", "123456789012346000"]
    refusal = Rows(*lost, header="order").refusal
    assert refusal.startswith(
        "The column for order has lost digits in the spreadsheet: behind the first 15 stand only zeros, as in "
        "'123456789012345000' on line 2; nothing was imported."
    )
    for good in (
        lost[:1],
        [*lost, "123456789012345678"],
        ["1234567890123450", "1234567890123460"],
        ["123456789012340"],
    ):
        assert Rows(*good, header="order").proven == NOTHING
    assert Rows(*lost, header="subject").proven == NOTHING


@pytest.mark.evidence
@deep(60)
@given(
    st.lists(st.dates(date(1990, 1, 1), date(2068, 12, 31)), min_size=1, max_size=40),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %y"]),
)
def test_no_date_is_ever_read_in_another_order_than_it_was_written(days: list[date], written: str) -> None:
    texts = [day.strftime(written) for day in days]
    proven = Rows(*texts).proven
    if proven.doubts:
        assert written in [each.formats[0] for each in proven.doubts[0].readings]
    else:
        assert [read_by(proven.formats, text)[0].date() for text in texts] == days
