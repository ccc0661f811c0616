"""How well customers are served: the measures that the field uses, by the definitions of docs/measures.md."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from careline.domain.cases.contacts import tally
from careline.domain.conduct import measures as rules
from careline.domain.conduct.lessons import EASIEST, HARDEST
from careline.domain.conduct.measures import Course
from careline.domain.periods import Period
from careline.domain.report import Kind, Report, Section, Worded
from careline.domain.shop.shop import Shop
from careline.reports.lists import keyed
from careline.reports.promises.performers import FEWEST_FOR_A_RATE, median
from careline.store.conduct import courses
from careline.store.fetch import Fetch

COLUMNS = keyed(
    "measure value unit counted of",
    null="value counted",
    measure="Measure",
    value=("Value", Kind.DECIMAL),
    counted=("Counted", Kind.NUMBER),
    of=("Of", Kind.NUMBER),
)
SECTIONS = {"measures": COLUMNS}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BUYS_AGAIN_WITHIN_DAYS = 365
EFFORT = f"{EASIEST} to {HARDEST}"
Row = tuple[Any, ...]


def measures(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """First-contact resolution, waiting times, reopenings, chases, silence, effort, and who buys again."""
    found = list(courses.courses(fetch, period))
    since = period.since
    opened = [course for course in found if since is None or course.opened_at >= since]
    closed = [course for course in found if course.closed_at and (since is None or course.closed_at >= since)]
    after, without = courses.bought_again(fetch, period, BUYS_AGAIN_WITHIN_DAYS)
    rows = (
        *_of_closed(closed),
        *_of_opened(opened, period.until),
        _median("customer_effort", courses.efforts(fetch, period), EFFORT),
        _share("repurchase_after_recovery", *after),
        _share("repurchase_without_case", *without),
    )
    return Report(
        name="measures",
        title="How customers are served",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=since,
        until=period.until,
        sections=(Section("measures", SECTIONS["measures"], rows),),
    )


def _of_closed(closed: Sequence[Course]) -> Iterator[Row]:
    solved = [each for each in map(rules.solved_at_first_contact, closed) if each is not None]
    yield _share("first_contact_resolution", sum(solved), len(solved))
    yield _median("days_to_confirmed", _in(DAY, map(rules.until_confirmed, closed)), "days")
    yield _share("reopened", sum(course.reopened for course in closed), len(closed))


def _of_opened(opened: Sequence[Course], until: datetime) -> Iterator[Row]:
    yield _median("hours_to_first_word", _in(HOUR, map(rules.first_word, opened)), "hours")
    tallies = [tally(course.contacts) for course in opened]
    chases, updates = sum(each.chases for each in tallies), sum(each.updates for each in tallies)
    yield _share("chase_ratio", chases, chases + updates)
    yield _median("days_of_silence", _in(DAY, (rules.silence(course, until) for course in opened)), "days")


def _in(unit: timedelta, spans: Iterable[timedelta | None]) -> list[float]:
    return [span / unit for span in spans if span is not None]


def _share(measure: str, count: int, of: int) -> Row:
    """A share from 0 to 1; None under ten, with the counts beside."""
    value = count / of if of >= FEWEST_FOR_A_RATE else None
    words = f"{value:.0%}" if value is not None else ""
    return (_named(measure), Worded(value, words), "share", count, of)


def _median(measure: str, values: Sequence[float], unit: str) -> Row:
    middle = median(values)
    value = round(middle, 1) if middle is not None else None
    words = f"{value:g}{_after(value, unit)}" if value is not None else ""
    return (_named(measure), Worded(value, words), unit, None, len(values))


def _after(value: float, unit: str) -> str:
    return f" of {HARDEST}" if unit == EFFORT else f" {unit.removesuffix('s') if value == 1 else unit}"


def _named(measure: str) -> Worded:
    return Worded(measure, measure.replace("_", " ").replace("first contact", "first-contact").capitalize())
