"""The words that a date phrase is made of, each with what it stands for."""

from datetime import time

from careline.domain.time.phrase import Span, Unit

DAYS_OF_WEEK = 7
TODAY = Span(0, Unit.DAY)
RELATIVE_DAYS = {
    "now": Span(0, Unit.MINUTE),
    "today": TODAY,
    "tonight": TODAY,
    "tomorrow": Span(1, Unit.DAY),
    "yesterday": Span(-1, Unit.DAY),
}
EVENING = time(21)
ENDS = {"eod": "day", "eow": "week", "eom": "month"}


def _numbered(first: int, names: str) -> dict[str, int]:
    return {form: number for number, name in enumerate(names.split(), first) for form in (name[:3], name)}


WEEKDAYS = {
    **_numbered(0, "monday tuesday wednesday thursday friday saturday sunday"),
    **{"tues": 1, "weds": 2, "thurs": 3},
}
MONTH_NAMES = {
    **_numbered(1, "january february march april may june july august september october november december"),
    "sept": 9,
}
UNITS = {
    name: one
    for names, one in (
        ("min mins minute minutes", Span(1, Unit.MINUTE)),
        ("h hr hrs hour hours", Span(60, Unit.MINUTE)),
        ("d day days", Span(1, Unit.DAY)),
        ("w wk wks week weeks", Span(DAYS_OF_WEEK, Unit.DAY)),
        ("fortnights", Span(14, Unit.DAY)),
        ("bd", Span(1, Unit.WORKING_DAY)),
        ("bh", Span(60, Unit.WORKING_MINUTE)),
    )
    for name in names.split()
}
WORKING_UNITS = {"day": "bd", "days": "bd", "hour": "bh", "hours": "bh"}
OTHER_WORDS = (
    *("noon", "midday", "half", "quarter", "end", "close", "closing", "cob", "fortnight"),
    *("next", "in", "on", "at", "ago", "business", "working", "am", "pm"),
)
KNOWN_WORDS = frozenset({*RELATIVE_DAYS, *WEEKDAYS, *MONTH_NAMES, *ENDS, *UNITS, *OTHER_WORDS})
BESIDE_FIGURES = KNOWN_WORDS.union(
    *(("by", "until", "till", "than", "within", "sharp", "the"), ("st", "nd", "rd", "th"), ("p", "m"))
)
"""What makes a date of figures, as in `until 2026-06-10` and `9 p.m.`; names and addresses have figures, too."""
