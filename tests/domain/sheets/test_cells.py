"""The cells of a workbook as texts."""

from datetime import date, datetime, time, timedelta

import pytest

from careline.domain.sheets.cells import Value, text_of

CELLS: tuple[tuple[Value, str], ...] = (
    ("as it is ", "as it is "),
    ("", ""),
    (1041.0, "1041"),
    (-3, "-3"),
    (12.5, "12.5"),
    (0.1 + 0.2, "0.3"),
    (2.9999999999999996, "3"),
    (1e-7, "0.0000001"),
    (999_999_999_999_999.0, "999999999999999"),
    (1e15, "1E+15"),
    (1234567890123456.0, "1.23456789012346E+15"),
    (-9.007199254740992e18, "-9.00719925474099E+18"),
    (True, "TRUE"),
    (date(2026, 5, 14), "2026-05-14"),
    (datetime.fromisoformat("2026-05-14 09:04:59.981"), "2026-05-14 09:05:00"),
    (datetime.fromisoformat("2026-05-14 09:05:00.019"), "2026-05-14 09:05:00"),
    (time(9, 5), "09:05:00"),
    (timedelta(days=1, hours=12), "36:00:00"),
)


def test_a_cell_is_written_as_a_spreadsheet_would_save_it(subtests: pytest.Subtests) -> None:
    for value, text in CELLS:
        with subtests.test(text):
            assert text_of(value) == text
