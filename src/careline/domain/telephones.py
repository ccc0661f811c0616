"""Telephone numbers: what is the same number, however it is written."""

import re
from functools import lru_cache

from careline.domain.values import frozen

ENDING = 7
"""How many digits at least name a number that has more of them: a number without its area's or country's code."""
FEWEST = 3
"""How many digits a number has at least."""
# Patterns, not compiled: every command knows names, and few read a number.
_EXTENSION = r"[\s,;]*(?:extension|ext|durchwahl|dw|poste|x|#)[\s.:=]*([0-9]{1,6})"
_NUMBER = r"\+?[0-9\s()/.\-\u00a0\u00b7\u2010-\u2015]+"
_FIGURES = "+0123456789()/.- "
_SAID_BEFORE = r"(?:tel(?:ephone)?|phone|mobile|call)[\s.:]+"
_TRUNK = r"\(0\)"


@frozen
class Number:
    """The digits of a number without what is dialled before it, the extension, and whether a country's code leads."""

    digits: str
    extension: str | None
    international: bool


# An import compares each number with a few that end as it does, again and again.
@lru_cache(maxsize=1024)
def read_number(text: str) -> Number | None:
    """The number that a text is; None for any other text.

    `00` stands for `+`, and the 0 before an area's code is left out.
    """
    if not any(map(str.isdecimal, text)):
        return None  # at once: an import asks it of every name
    if not text.isascii():
        text = "".join(str(int(mark)) if mark.isdecimal() else mark for mark in text)
    plain = text.strip().lower()
    plain = re.sub(f"^{_SAID_BEFORE}", "", plain).removeprefix("tel:")
    extension = re.search(f"{_EXTENSION}$", plain)
    body = (plain[: extension.start()] if extension else plain).strip()
    if not re.fullmatch(_NUMBER, body):
        return None
    digits = re.sub(r"[^0-9]", "", re.sub(_TRUNK, "", body))
    international = body.lstrip("( ").startswith("+") or digits.startswith("00")
    bare = digits.lstrip("0")
    if len(digits) < FEWEST or not bare:
        return None
    return Number(bare, extension[1] if extension else None, international)


def apart(text: str) -> tuple[str, str | None]:
    """A name and the telephone number that was typed behind it; the text and None where none was."""
    name = text.rstrip(_FIGURES)
    number = read_number(text[len(name) :])
    is_behind = text[len(name) :][:1].isspace() or name.endswith((",", ":", ";"))
    if number is None or len(number.digits) < ENDING or not is_behind or not name.strip(" ,:;"):
        return text, None
    return name.rstrip(" ,:;"), text[len(name) :].strip()


def is_number(text: str) -> bool:
    """True for what can only be a telephone number."""
    return read_number(text) is not None


def key_of(text: str | None) -> str | None:
    """What a number is looked up by: its last digits, which equal numbers share; None for what is none."""
    number = read_number(text) if text else None
    return number.digits[-ENDING:] if number else None


def same(one: str, other: str) -> bool:
    """True for two ways to write one number: with or without the codes of country and area, or an extension."""
    if one == other:
        return True
    first, second = read_number(one), read_number(other)
    if first is None or second is None:
        return one.strip() == other.strip()
    return are_same(first, second)


def are_same(first: Number, second: Number) -> bool:
    """The same of numbers that were read."""
    if first.extension and second.extension and first.extension != second.extension:
        return False
    if first.digits == second.digits:
        return True
    if first.international and second.international:
        return False
    short, long = sorted((first.digits, second.digits), key=len)
    return len(short) >= ENDING and long.endswith(short)
