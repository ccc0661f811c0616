"""How well customers are served: the measures that the field uses, by the definitions of docs/measures.md."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from careline.domain.conduct import measures as rules
from careline.domain.conduct.lessons import EASIEST, HARDEST
from careline.domain.conduct.measures import Alike
from careline.domain.periods import Period
from careline.domain.report import Kind, Report, Section, Worded
from careline.domain.shop.shop import Shop
from careline.reports.listing import keyed
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
HOUR, DAY = timedelta(hours=1).total_seconds(), timedelta(days=1).total_seconds()
BUYS_AGAIN_WITHIN_DAYS = 365
EFFORT = f"{EASIEST} to {HARDEST}"
Row = tuple[Any, ...]


def measures(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """First-contact resolution, waiting times, reopenings, chases, silence, effort, and who buys again."""
    found = _Found()
    for alike in courses.courses(fetch, period):
        if alike.closed:
            found.take_closed(alike)
        if alike.opened:
            found.take_opened(alike)
    after, without = courses.bought_again(fetch, period, BUYS_AGAIN_WITHIN_DAYS)
    rows = (
        *found.rows(),
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
        since=period.since,
        until=period.until,
        sections=(Section("measures", SECTIONS["measures"], rows),),
    )


class _Found:
    """What has been counted and measured so far; numbers only, so that a million cases take little memory."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.to_confirmed, self.to_first_word, self.of_silence = array("d"), array("d"), array("d")

    def take_closed(self, alike: Alike) -> None:
        """Cases that were closed in the period."""
        cases = len(alike.opened_at)
        self.counts["closed"] += cases
        self.counts["reopened"] += alike.reopened * cases
        if alike.by_customer:
            self.counts["called by customers"] += cases
            self.counts["solved at first contact"] += rules.solved_at_first_contact(alike)
        if alike.confirmed:
            self.to_confirmed.extend(_seconds(rules.until_ended(alike)))

    def take_opened(self, alike: Alike) -> None:
        """Cases that were opened in the period."""
        tally = rules.tally_of_each(alike.spoken)
        self.counts["chases"] += tally.chases * len(alike.opened_at)
        self.counts["updates"] += tally.updates * len(alike.opened_at)
        self.to_first_word.extend(_seconds(rules.first_words(alike)))
        self.of_silence.extend(_seconds(rules.silences(alike)))

    def rows(self) -> Iterator[Row]:
        """The measures of cases."""
        counts = self.counts
        yield _share("first_contact_resolution", counts["solved at first contact"], counts["called by customers"])
        yield _median("days_to_confirmed", self.to_confirmed, "days", DAY)
        yield _share("reopened", counts["reopened"], counts["closed"])
        yield _median("hours_to_first_word", self.to_first_word, "hours", HOUR)
        yield _share("chase_ratio", counts["chases"], counts["chases"] + counts["updates"])
        yield _median("days_of_silence", self.of_silence, "days", DAY)


def _seconds(spans: Iterable[timedelta]) -> Iterable[float]:
    # A span divided by another one takes twice the time, and nearly all are only counted.
    return map(timedelta.total_seconds, spans)


def _share(measure: str, count: int, of: int) -> Row:
    """A share from 0 to 1; None under ten, with the counts beside."""
    value = count / of if of >= FEWEST_FOR_A_RATE else None
    words = f"{value:.0%}" if value is not None else ""
    return (_named(measure), Worded(value, words), "share", count, of)


def _median(measure: str, values: Sequence[float], unit: str, size: float = 1) -> Row:
    """The middle one of what was measured, in a unit of this size."""
    middle = median(values)
    value = round(middle / size, 1) if middle is not None else None
    words = f"{value:g}{_after(value, unit)}" if value is not None else ""
    return (_named(measure), Worded(value, words), unit, None, len(values))


def _after(value: float, unit: str) -> str:
    return f" of {HARDEST}" if unit == EFFORT else f" {unit.removesuffix('s') if value == 1 else unit}"


def _named(measure: str) -> Worded:
    return Worded(measure, measure.replace("_", " ").replace("first contact", "first-contact").capitalize())
