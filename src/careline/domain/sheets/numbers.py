"""Numbers as spreadsheets write them: amounts with either mark for decimals, and long ones that have lost digits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from careline.domain.errors import BadInput
from careline.domain.money.money import DIGITS, Money, read_money
from careline.domain.sheets.columns import Columns
from careline.domain.sheets.dates import REMEMBERED, BadRow
from careline.domain.time.phrase_refusals import quoted

IDENTIFIERS = ("ref", "order", "serial", "phone")
"""What is written in figures and is no number: not one of them may be lost."""
OTHER_MARK = {".": ",", ",": "."}
KEPT_DIGITS = 15
"""How many digits of a number a spreadsheet keeps."""
SURE_ZEROS = 4
"""So many zeros beyond the digits that a spreadsheet keeps stand there by chance once in ten thousand times."""
_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
_MARKED = re.compile(r"""^(?:'(?=[+=\d(])|="(.*)"$)""")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]{1,2})?")
_NUMBER = re.compile(r"[0-9.,](?:[0-9.,'\u2019\s]*[0-9.,])?")
_BLANK_IN_THOUSANDS = re.compile(r"(?<=[0-9])['\u2019\s](?=[0-9]{3}(?![0-9]))")
_IN_DOUBT = re.compile(r"[1-9][0-9]{0,2}([.,])[0-9]{3}")
# India groups by two before the last three.
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,])[0-9]{2,3})*?(?:\1[0-9]{3})?|[0-9]*")


class LostDigits(BadInput):
    """A column of identifiers that a spreadsheet took for numbers."""

    def __init__(self, field: str, line: int, text: str) -> None:
        super().__init__(
            f"The column for {field} has lost digits in the spreadsheet: behind the first {KEPT_DIGITS} stand only "
            f"zeros, as in {quoted(text)} on line {line}; nothing was imported. Format that column as text where the "
            "list comes from, and export again."
        )


def without_marks(said: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a row say, identifiers without the marks by which a spreadsheet keeps figures as text."""
    return {field: _MARKED.sub(r"\1", text) if field in IDENTIFIERS else text for field, text in said.items()}


def check_digits(said: Mapping[str, str], columns: Columns) -> None:
    """Raise BadRow for an identifier that a spreadsheet has shortened to `1.23457E+17`."""
    for field in IDENTIFIERS:
        if _SHORTENED.fullmatch(said.get(field, "")):
            named = f"{columns.named(field)} {quoted(said[field])}"
            raise BadRow(
                f"{named} has lost digits in the spreadsheet; format that column as text there, and export again"
            )


def is_rounded(text: str) -> bool:
    """True for a number with more digits than a spreadsheet keeps, and zeros in the place of the others."""
    return len(text) > KEPT_DIGITS and text.isdecimal() and not text[KEPT_DIGITS:].strip("0")


@dataclass(frozen=True, slots=True)
class AmountReader:
    """Reads amounts of the shop's currency, with blanks, points, commas or apostrophes between thousands.

    `decimal` is the mark that parts decimals in all the file, where that is known. Without it, three digits behind a
    comma are thousands where the currency has fewer decimals; behind a point they may be what a program has computed.
    """

    currency: str
    decimal: str | None = None

    def read(self, text: str) -> Money:
        """The amount. Raises BadInput."""
        return _amount(text, self.currency, self.decimal)


@lru_cache(REMEMBERED)
def _amount(text: str, currency: str, decimal: str | None) -> Money:
    return read_money(_as_typed(text, currency, decimal), currency)


def decimal_mark(text: str) -> str | None:
    """The mark that parts decimals in an amount like this; None where it does not show."""
    number = _number(text)
    if number is None or _IN_DOUBT.fullmatch(number):
        return None
    marks = [sign for sign in number if sign in OTHER_MARK]
    if not marks:
        return None
    return marks[-1] if marks.count(marks[-1]) == 1 else OTHER_MARK[marks[-1]]


def in_doubt(text: str) -> bool:
    """True for `1,234` and `1.234`, which may be a thousand and more or something above one."""
    number = _number(text)
    return number is not None and _IN_DOUBT.fullmatch(number) is not None


class Amounts:
    """What the amounts of a file prove."""

    def __init__(self) -> None:
        self.marks: set[str] = set()
        self.doubtful = False

    def see(self, text: str) -> None:
        """Take an amount into account."""
        if mark := decimal_mark(text):
            self.marks.add(mark)
        self.doubtful = self.doubtful or in_doubt(text)

    @property
    def open(self) -> bool:
        """True where an amount has no meaning yet."""
        return self.doubtful and not self.marks

    @property
    def decimal(self) -> str | None:
        """The mark that parts decimals; None where both do, or none shows it."""
        return next(iter(self.marks)) if len(self.marks) == 1 else None


class LongNumbers:
    """Whether the long numbers of a column have all lost their last digits."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.rounded: dict[str, dict[str, int]] = {}

    def see(self, field: str, line: int, text: str) -> None:
        """Take what a field says into account."""
        if is_rounded(text):
            self.rounded.setdefault(field, {}).setdefault(text, line)
        elif len(text) > KEPT_DIGITS and text.isdecimal():
            self.whole.add(field)

    def check(self) -> None:
        """Raise LostDigits for a column that has."""
        for field, lines in self.rounded.items():
            if field not in self.whole and sum(len(text) - KEPT_DIGITS for text in lines) >= SURE_ZEROS:
                text, line = next(iter(lines.items()))
                raise LostDigits(field, line, text)


def _number(text: str) -> str | None:
    found = _NUMBER.search(text)
    return _BLANK_IN_THOUSANDS.sub("", found[0]) if found else None


def _as_typed(text: str, currency: str, decimal: str | None) -> str:
    """The amount with a point for its decimals and no other mark, as far as it is one."""
    found, number = _NUMBER.search(text), _number(text)
    if _PLAIN.fullmatch(text) or found is None or number is None:
        return text
    digits = DIGITS.get(currency, 2)
    mark = decimal_mark(number) or decimal
    if mark is None and (doubtful := _IN_DOUBT.fullmatch(number)):
        if digits == len("234") or (digits and doubtful[1] == "."):
            raise _two_readings(text, number, currency)
        mark = OTHER_MARK[doubtful[1]]
    whole, _, fraction = number.partition(mark or ".")
    if not _GROUPED.fullmatch(whole):
        return text
    # Databases write four decimals for every currency.
    if not fraction[digits:].strip("0"):
        fraction = fraction[:digits]
    plain = re.sub("[.,]", "", whole) + (f".{fraction}" if fraction else "")
    return text[: found.start()] + plain + text[found.end() :]


def _two_readings(text: str, number: str, currency: str) -> BadInput:
    """The refusal: an amount that may be a thousand times another."""
    thousands = Money(int(re.sub("[.,]", "", number)) * 10 ** DIGITS[currency], currency).shown()
    small = f"{currency} {number.replace(',', '.')}"
    return BadInput(
        f'"{text}" could be {thousands} or {small}, and no other amount in the file tells which; write it with all '
        "its decimals."
    )
