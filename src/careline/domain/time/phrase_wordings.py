"""How people write what the grammar has a shorter phrase for, and what they write that has two meanings or none.

Both are tables of patterns: a text in small letters is put into the grammar's own words, one line after the other.
"""

import re
from collections.abc import Callable

from careline.domain.time.phrase_refusals import quoted

_FIGURES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {"a": 1, "an": 1} | {name: number for number, name in enumerate(_FIGURES, 1)}
_NUMBER = "|".join(NUMBERS)
_WEEKDAY = "(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_A_DAY = rf"(?:(?:next )?{_WEEKDAY}|today|tomorrow|\d{{4}}-\d\d-\d\d|\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})"
_COUNTED = r"(?:(?:business|working) )?(?:min|h|hr|hour|day|wk|week|fortnight)[a-z]*"
_NTH = "(?:st|[nr]d|th)"
_HALF_DAY = "[ap]m"


def _figure(match: re.Match[str]) -> str:
    return str(NUMBERS[match[1]])


def _past_or_to(match: re.Match[str]) -> str:
    """`half past five pm` as `5:30pm`."""
    part, hour, half = match.groups()
    figure = NUMBERS.get(hour) or int(hour)
    if part == "quarter to":
        return f"{(figure - 2) % 12 + 1}:45 {half}"
    return f"{figure}:{30 if part == 'half past' else 15} {half}"


WORDINGS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    ("^(?:by|until|till|no later than) ", ""),
    ("^within ", "in "),
    (" sharp$", ""),
    (rf"\b({_WEEKDAY}|{_MONTH})\.", r"\1"),
    (rf"\b({_NUMBER})(?= {_COUNTED}\b)", _figure),
    (r"\bhalf 1 hour\b", "30 min"),
    (r"\b(\d+) fortnights?\b", r"\1 fortnights"),
    (rf"^(?:in )?(\d+ {_COUNTED})(?: from (?:now|today)|'? time)\b", r"in \1"),
    (r"\b(?:the )?day after tomorrow\b", "in 2 days"),
    ("^the (?=end of )", ""),
    (rf"\bend of (?=tomorrow\b|{_WEEKDAY}\b)", ""),
    (r"\b(?:end of (?:(?:the )?(?:business )?day|business|today)|close of (?:business|day)|cob|closing time)\b", "eod"),
    (r"\bend of (?:the |this )?week\b", "eow"),
    (r"\bend of (?:the |this )?month\b", "eom"),
    (r"\bend of next (week|month)\b", r"next eo\1"),
    (rf"^({_A_DAY}) eod$", r"\1"),
    (rf"^eod (?:on )?(?={_A_DAY}$)", ""),
    (r"\b(?:midday|12 noon)\b", "noon"),
    (r"\b([ap])\.m\b\.?", r"\1m"),
    (rf"\b(\d{{1,2}})\.(\d\d)(?= ?{_HALF_DAY}\b)", r"\1:\2"),
    (rf"\b(half past|quarter past|quarter to(?! twelve| 12)) ({_NUMBER}|1[0-2]|[1-9]) ?({_HALF_DAY})\b", _past_or_to),
    (r"\bat (1[3-9]|2[0-3])$", r"\1:00"),
    (rf"\b({_WEEKDAY}) (?:of )?next week\b", r"next \1"),
    (rf"\bnext week (?:on )?({_WEEKDAY})\b", r"next \1"),
    (rf"\b(?:this coming|this|the coming|coming) (?={_WEEKDAY}\b)", ""),
    (rf"\b(?:the )?(\d{{1,2}}){_NTH}?(?: of)? (?={_MONTH}\b)", r"\1 "),
    (rf"\b({_MONTH}) (?:the )?(\d{{1,2}}){_NTH}\b", r"\1 \2"),
    (rf"\b(\d{{1,2}})-({_MONTH})(?:-(?=\d{{4}}\b))?", r"\1 \2 "),
    (rf"\b(?:the )?(\d{{1,2}}){_NTH}\b", r"the \1"),
)
"""What is written, and what it is in the grammar's words."""

UNCLEAR = (
    ("next week", "could be the first day of that week or its last. Write 'next mon' or 'next fri'"),
    ("next month", "could be the first day of that month or its last. Write the date, or 'end of next month'"),
    ("this (?:week|month)", "names no day of it. Write 'end of week', 'end of month' or the day"),
    ("weekend", "could be Saturday or Sunday. Write 'sat' or 'sun'"),
    ("midnight", "could be the beginning of a day or its end. Write the day and '00:01', or '23:59'"),
    (
        rf"o'?clock|(?:half|quarter) (?:past|to) [a-z0-9]+|(?:at|today|tomorrow|{_WEEKDAY}) \d{{1,2}}$",
        "could be in the morning or in the afternoon. Write the time as in 5pm or 17:30",
    ),
    (r"\d{1,2}\.\d\d", "could be a time or a day. Write the time as in 17:30, or the day as in '24 nov'"),
    (
        "first thing|morning|lunch(?:time)?|afternoon|evening|night",
        "is a part of the day, not a time. Write the time, as in 'tomorrow 9am' or 'fri noon'",
    ),
    (
        "asap|as soon as possible|soon|later|shortly|sometime|whenever|before|after|around|about|few|couple|[0-9]+ish",
        "is not a time that anybody could be held to. Give one, such as 'fri 5pm' or '2bd'",
    ),
)
"""What is written, and why it will not do."""


def in_plain_words(text: str) -> str:
    """A text in small letters, put into the grammar's own words as far as they are known."""
    for pattern, words in WORDINGS:
        text = re.sub(pattern, words, text)
    return " ".join(text.split())


def unclear(text: str, plain: str) -> str | None:
    """Why a text that is no phrase has two meanings or none, as a sentence; None where nothing is known of it."""
    why = next((why for pattern, why in UNCLEAR if re.search(rf"(?<![a-z]){pattern}(?![a-z])", plain)), None)
    return f"{quoted(text)} {why}." if why else None
