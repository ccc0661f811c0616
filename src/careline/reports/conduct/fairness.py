"""Whether those who are more to us than customers are served better than the others."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from careline.domain.conduct.fairness import Service
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.reports.promises.performers import SHOWN, median, on_time_rate
from careline.store.conduct.fairness import ANY, EVERYBODY, served
from careline.store.fetch import Fetch

MEASURES = (
    *(Column(state.value, Kind.NUMBER, state.words.capitalize()) for state in SHOWN),
    Column("on_time_rate", Kind.RATE, "On time", null=True),
    Column("median_working_days_late", Kind.DECIMAL, "Median days late", null=True),
    Column("cases", Kind.NUMBER, "Cases"),
    Column("chases", Kind.NUMBER, "Chases"),
    Column("chases_per_case", Kind.DECIMAL, "Chases a case", null=True),
)
SECTIONS = {
    "fairness": (Column("customers", title="Customers"), *MEASURES),
    "flags": (Column("flag", title="Flag"), *MEASURES),
}


def fairness(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """Whether family, friends and other insiders are served better than everybody else.

    A promise counts with the flags that its customer had when it was made, a case with those when it was opened.
    """
    found = served(fetch, now, shop.calendar)
    everybody, insiders = found.pop(EVERYBODY), found.pop(ANY)
    groups = (("with a flag", insiders), ("without", everybody - insiders)) if found else ()
    return Report(
        name="fairness",
        title="Are insiders served better?",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="No customer has a flag.",
        sections=(
            Section("fairness", SECTIONS["fairness"], _rows(groups)),
            Section("flags", SECTIONS["flags"], _rows(found.items()), title="By flag"),
        ),
    )


def _rows(groups: Iterable[tuple[str, Service]]) -> tuple[tuple[object, ...], ...]:
    return tuple((name, *_measures(service)) for name, service in groups)


def _measures(service: Service) -> tuple[object, ...]:
    counts = Counter(service.states)
    return (
        *(counts[state] for state in SHOWN),
        on_time_rate(counts),
        median(service.days_late),
        service.cases,
        service.chases,
        service.chases_per_case,
    )
