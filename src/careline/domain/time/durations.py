"""A policy's times, "1bd", "4bh" or "14d": when one is over, and how often it comes round.

Nearly every policy counts working days, and nearly every command asks for some: those are counted here. What says
anything else is a date phrase's to understand, which takes 2 ms to load.
"""

from datetime import UTC, datetime

from careline.domain.errors import BadInput
from careline.domain.time.working_time import Calendar

PLAIN = "bd"
NEVER = datetime.max.replace(tzinfo=UTC)


def parse_duration_due(duration: str, since: datetime, calendar: Calendar) -> datetime:
    """When a time that begins at `since` is over: `1bd`, `4bh`, `14d`, `2w`, `90min`.

    Raises NotADuration, OutOfYears, and what else a date phrase is refused with.
    """
    days = duration.removesuffix(PLAIN)
    # The shortest counts end within the years that phrases know, unless they begin at their edge.
    if len(days) < 3 and days.isdecimal() and days.isascii() and int(days) and duration != days and since.year < 2900:
        return calendar.end_of_working_day(since, int(days))
    from careline.domain.time.due_phrases import duration_due

    return duration_due(duration, since, calendar)


def due_or_never(duration: str, since: datetime, calendar: Calendar) -> datetime:
    """The same; a moment that never comes where it lies beyond the years that phrases know. Raises NotADuration."""
    try:
        return parse_duration_due(duration, since, calendar)
    except BadInput as refused:
        from careline.domain.time.phrase_refusals import OutOfYears

        if isinstance(refused, OutOfYears):
            return NEVER
        raise


def recurring(text: str) -> str:
    """How often that is: `every working day`, `every 2 working days`, `every week`, `every 10 days`."""
    from careline.domain.time.phrase import Unit
    from careline.domain.time.phrase_grammar import read_duration, spelled
    from careline.domain.time.phrase_words import DAYS_OF_WEEK
    from careline.domain.wording import counted

    span = read_duration(text)
    is_weeks = span is not None and span.unit is Unit.DAY and span.amount % DAYS_OF_WEEK == 0
    every = counted(span.amount // DAYS_OF_WEEK, "week") if span and is_weeks else spelled(text)
    return f"every {every.removeprefix('1 ')}"
