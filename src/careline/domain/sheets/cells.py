"""The cells of a workbook as the texts that a spreadsheet would save them as."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

Value = str | float | bool | date | datetime | time | timedelta
"""What a cell holds: of an empty one, and of one with an error, an empty text."""

DIGITS = 15
"""So many digits of a number a spreadsheet keeps; what is larger than 10 to the power of that has lost some."""


def text_of(value: Value) -> str:
    """The cell as text: `2026-05-14`, `2026-05-14 09:05:00`; `1041`, `12.5`, and from 10^15 on `1.2E+15`."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        # A time of day is kept as a fraction of a day, and comes back a little before or after its second.
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0).isoformat(" ")
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return value.isoformat()


def _number(value: float) -> str:
    if abs(value) >= 10**DIGITS:
        digits, _, power = f"{value:.{DIGITS - 1}E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}"
    text = f"{value:.{DIGITS}g}"
    return format(Decimal(text), "f") if "e" in text else text
