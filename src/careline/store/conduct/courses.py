"""What the measures are worked out from, many cases at a time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any

from careline.domain.cases.contacts import Direction
from careline.domain.conduct.measures import Alike, Exchange, heard_twice
from careline.domain.periods import Period
from careline.store import stamps
from careline.store.dialect import by, each, joined, later
from careline.store.faults import StoreGarbled
from careline.store.fetch import Fetch
from careline.store.stamps import read_many, stamp

# What belongs to so many cases stays near the processor, which is a twentieth faster than with four times as many.
AT_ONCE = 5_000
KNOWN_CLOSING = "FROM reopenings WHERE closed_at <= :until AND case_id BETWEEN :first AND :last"
# Facts that are true or not come as one number: a million rows are sooner read with fewer columns.
COURSES = f"""
    SELECT c.id, c.opened_at, CASE WHEN c.closed_at <= :until THEN c.closed_at END,
        (c.opened_at >= :since) + 2 * (coalesce(c.closed_how, '') = 'confirmed') + 4 * (c.found_by = 'customer')
    FROM cases c
    WHERE c.id BETWEEN :first AND :last AND c.opened_at <= :until AND c.merged_into IS NULL
        AND (c.opened_at >= :since OR c.closed_at BETWEEN :since AND :until)
        AND c.id NOT IN (SELECT case_id {KNOWN_CLOSING})
    UNION ALL
    SELECT c.id, c.opened_at, r.closed_at,
        (c.opened_at >= :since) + 2 * (r.closed_how = 'confirmed') + 4 * (c.found_by = 'customer')
            + 8 * EXISTS (SELECT 1 FROM reopenings n WHERE n.case_id = c.id AND n.reopened_at <= :until)
    FROM reopenings r JOIN cases c ON c.id = r.case_id
    WHERE r.id IN (SELECT min(id) {KNOWN_CLOSING} GROUP BY case_id)
        AND c.opened_at <= :until AND c.merged_into IS NULL AND (c.opened_at >= :since OR r.closed_at >= :since)
"""
"""Those opened or first closed in the period, among the ids from `:first` to `:last`."""
REMEDIED_AT = """
    SELECT case_id, max(at) FROM (
        SELECT case_id, kept_at AS at FROM promises WHERE said AND kept_at <= :until AND case_id IN ({ids})
        UNION ALL SELECT case_id, delivered_at FROM replacements
        WHERE outcome = 'works' AND outcome_at <= :until AND case_id IN ({ids})
    ) GROUP BY case_id
"""
IDS = each("ids")
# A case's contacts as one text, in their order, which is that of the index: a row each would take twice as long. Every
# contact is its moment, a digit that says what it was, and what stands between two.
EXCHANGE = "CASE direction WHEN 'out' THEN reached ELSE 2 + reached + 2 * chasing + 4 * praise END"
SPOKEN = f"""
    SELECT case_id, {joined(f"at || {EXCHANGE}")} FROM contacts {by("ix_contacts_case_id_at")}
    WHERE case_id BETWEEN :first AND :last AND at <= :until GROUP BY case_id
"""
STEP = stamps.WIDTH + len("0,")
Course = tuple[int, str, str | None, int, str]
"""A row of COURSES: case, opening, first closing, facts; and its contacts as SPOKEN has them."""


def courses(fetch: Fetch, period: Period) -> Iterator[Alike]:
    """The cases opened or first closed in a period, each as it had gone by its end; merged ones are left out.

    They come in groups of those that went alike. Raises StoreGarbled.
    """
    limits = {"since": stamp(period.since) if period.since else "", "until": stamp(period.until)}
    first = 0
    while (first := fetch("SELECT min(id) FROM cases WHERE id > :first", first=first)[0][0]) is not None:
        last = first + AT_ONCE - 1
        yield from _among(partial(fetch, **limits), first, last, limits["until"])
        first = last


def _among(fetch: Fetch, first: int, last: int, until: str) -> Iterator[Alike]:
    """Those with ids from first to last."""
    spoken: dict[int, str] = dict(fetch(SPOKEN, first=first, last=last))
    groups: dict[tuple[bool, int, str], list[Course]] = defaultdict(list)
    for case_id, opened_at, closed_at, facts in fetch(COURSES, first=first, last=last):
        text = spoken.get(case_id, "")
        went = closed_at is not None, facts, text[stamps.WIDTH :: STEP]
        groups[went].append((case_id, opened_at, closed_at, facts, text))
    for (closed, facts, digits), cases in groups.items():
        confirmed, by_customer = closed and bool(facts & 2), bool(facts & 4)
        exchanges = _exchanges(digits)
        asked = confirmed and by_customer and heard_twice(exchanges)
        remedied = fetch(REMEDIED_AT.format(ids=IDS), ids=str([case_id for case_id, *_ in cases])) if asked else []
        yield _alike(
            cases,
            until,
            dict(remedied),
            exchanges,
            opened=bool(facts & 1),
            closed=closed,
            confirmed=confirmed,
            by_customer=by_customer,
            reopened=bool(facts & 8),
        )


def _alike(
    cases: Sequence[Course], until: str, remedied: Mapping[int, str], spoken: tuple[Exchange, ...], **facts: Any
) -> Alike:
    ids, opened_at, closed_at, _, texts = zip(*cases, strict=True)
    # A moment of another width would move all behind it.
    width = max(0, STEP * len(spoken) - len(","))
    if len("".join(texts)) != width * len(texts):
        raise StoreGarbled(next(text for text in texts if len(text) != width), "moments of contacts")
    ended_at = [at or until for at in closed_at]
    openings = list(opened_at)
    places = range(0, width, STEP)
    spoken_at = ([text[place : place + stamps.WIDTH] for text in texts] for place in places)
    return Alike(
        opened_at=(starts := read_many(openings)),
        ended_at=(ends := read_many(ended_at)),
        remedied_at=read_many(map(remedied.get, ids, ended_at)) if remedied else ends,
        # Most first contacts are the opening itself, which need not be read twice.
        spoken_at=[starts if each == openings else read_many(each) for each in spoken_at],
        spoken=spoken,
        **facts,
    )


@cache
def _exchanges(digits: str) -> tuple[Exchange, ...]:
    """What the contacts were by their digits. Raises StoreGarbled."""
    if digits.strip("0123456789"):
        raise StoreGarbled(digits, "moments of contacts")
    return tuple(map(_exchange, map(int, digits)))


def _exchange(digit: int) -> Exchange:
    if digit < 2:
        return Exchange(Direction.OUT, reached=bool(digit), chasing=False, praise=False)
    facts = digit - 2
    return Exchange(Direction.IN, reached=bool(facts & 1), chasing=bool(facts & 2), praise=bool(facts & 4))


def bought_again(fetch: Fetch, period: Period, days: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Customers who bought again within so many days, and all of them, of two kinds.

    Those with a case: after their first closing in the period. Those who never had one: after their first purchase,
    where that was in the period.
    """
    limits = {
        "since": stamp(period.since) if period.since else "",
        "until": stamp(period.until),
        "days": f"+{days} days",
    }
    recovered = """
        SELECT c.customer_id AS customer_id, min(c.closed_at) AS at
        FROM (SELECT customer_id, min(bought_at) AS at FROM purchases GROUP BY customer_id) p
        JOIN cases c ON c.customer_id = p.customer_id AND c.closed_at >= p.at
        WHERE c.closed_at BETWEEN :since AND :until AND c.merged_into IS NULL
        GROUP BY c.customer_id
    """
    untroubled = """
        SELECT p.customer_id AS customer_id, min(p.bought_at) AS at FROM purchases p
        WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.customer_id = p.customer_id AND c.opened_at <= :until)
        GROUP BY p.customer_id HAVING min(p.bought_at) BETWEEN :since AND :until
    """
    again = """
        SELECT coalesce(sum(EXISTS (
            SELECT 1 FROM purchases n WHERE n.customer_id = f.customer_id AND n.bought_at > f.at
                AND n.bought_at <= :until AND n.bought_at <= {later}
        )), 0), count(*) FROM ({first}) f
    """
    ((after, recovered_ones),) = fetch(again.format(first=recovered, later=later("f.at", "days")), **limits)
    ((without, untroubled_ones),) = fetch(again.format(first=untroubled, later=later("f.at", "days")), **limits)
    return (after, recovered_ones), (without, untroubled_ones)


def efforts(fetch: Fetch, period: Period) -> list[int]:
    """What customers said of their effort in a period."""
    rows = fetch(
        "SELECT effort FROM efforts WHERE at BETWEEN :since AND :until ORDER BY effort",
        since=stamp(period.since) if period.since else "",
        until=stamp(period.until),
    )
    return [effort for (effort,) in rows]
