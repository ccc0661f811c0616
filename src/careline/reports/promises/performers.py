"""Who keeps promises: said ones in every state, and plans apart."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import starmap

from careline.domain.names import fold
from careline.domain.promises import promise_states
from careline.domain.promises.promise import State
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.store.fetch import Fetch
from careline.store.promises import handed_over_promises, performed, reminded_promises

FEWEST_FOR_A_RATE = 10
COUNTED = (State.KEPT, State.KEPT_LATE, State.OVERDUE, State.MISSED, State.WITHDRAWN)
SHOWN = (*COUNTED, State.RENEGOTIATED, State.RELEASED, State.VOID, State.PENDING)
PERFORMERS = (
    Column("performer", Kind.TEXT, "Performer"),
    *(Column(state.value, Kind.NUMBER, state.words.capitalize(), sparse=True) for state in SHOWN),
    Column("on_time_rate", Kind.RATE, "On time", null=True),
    Column("median_working_days_late", Kind.DECIMAL, "Median days late", null=True, sparse=True),
    Column("said_late", Kind.NUMBER, "Said late", sparse=True),
    Column("reminded", Kind.NUMBER, "Reminded", sparse=True),
)
PLANS = (
    Column("performer", Kind.TEXT, "Performer"),
    Column("kept", Kind.NUMBER, "Kept", sparse=True),
    Column("late", Kind.NUMBER, "Late", sparse=True),
    Column("pending", Kind.NUMBER, "Pending", sparse=True),
)


SECTIONS = {"performers": PERFORMERS, "plans": PLANS}


def performers(fetch: Fetch, shop: Shop, now: datetime) -> Report:
    """How everybody keeps promises, those who work for you included, by name.

    A late plan was kept late, missed, or is overdue.
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    plans: dict[str, Counter[str]] = defaultdict(Counter)
    late: dict[str, list[int]] = defaultdict(list)
    said_late: Counter[str] = Counter()
    for each in performed(fetch, now):
        (said if each.said else plans)[each.performer][each.state] += each.promises
        late[each.performer].extend(starmap(shop.calendar.working_days_overdue, each.late))
        said_late[each.performer] += each.said_late
    for promise in handed_over_promises(fetch, now):
        (said if promise.said else plans)[promise.performer][promise_states.state(promise, now)] += 1
        if promise.said and promise.kept_at and promise.kept_at > promise.due_at:
            late[promise.performer].append(shop.calendar.working_days_overdue(promise.due_at, promise.kept_at))
        elif promise.said and promise_states.said_late(promise):
            said_late[promise.performer] += 1
    reminded = Counter(promise.performer for promise in reminded_promises(fetch, now))
    return Report(
        name="performers",
        title="Who keeps promises",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="Nobody has promised anything yet.",
        sections=(
            Section(
                "performers",
                SECTIONS["performers"],
                tuple(
                    (
                        name,
                        *(counts[state] for state in SHOWN),
                        on_time_rate(counts),
                        median(late[name]),
                        said_late[name],
                        reminded[name],
                    )
                    for name, counts in by_name(said)
                ),
                title="Promises to customers",
            ),
            Section(
                "plans",
                SECTIONS["plans"],
                tuple(
                    (
                        name,
                        counts[State.KEPT],
                        counts[State.KEPT_LATE] + counts[State.OVERDUE] + counts[State.MISSED],
                        counts[State.PENDING],
                    )
                    for name, counts in by_name(plans)
                ),
                title="Our own plans",
            ),
        ),
    )


def by_name(counted: Mapping[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    """Each name with its counts, in the order of names."""
    return sorted(counted.items(), key=lambda each: fold(each[0]))


def on_time_rate(counts: Counter[str]) -> float | None:
    """Kept / (kept + kept late + overdue + missed + withdrawn), from 0 to 1; None under ten of them."""
    denominator = sum(counts[state] for state in COUNTED)
    return counts[State.KEPT] / denominator if denominator >= FEWEST_FOR_A_RATE else None


def median(days: Sequence[float]) -> float | None:
    """The number in the middle, or the mean of the two there; None of none."""
    # Every command would pay 2 ms for importing `statistics`.
    ordered, half = sorted(days), len(days) // 2
    return (ordered[half] + ordered[~half]) / 2 if ordered else None
