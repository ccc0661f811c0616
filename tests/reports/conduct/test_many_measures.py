"""The measures are worked out many cases at a time; on any store they say what counting case by case says."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from careline.domain.periods import Period
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop as Business
from careline.reports.conduct.measures import measures
from careline.store.conduct import courses
from careline.store.faults import StoreGarbled
from careline.store.fetch import fetch_on
from careline.store.stamps import stamp
from tests.builders import calendar
from tests.reports.conduct.slow_measures import Figures, figures
from tests.shop import Shop, prepared

START = datetime(2026, 6, 1, 14, tzinfo=UTC)
BUSINESS = Business("Headsets Direct", calendar(), Policy(), "Ana", "USD")
CASES = 60


@prepared
def begun(shop: Shop) -> Shop:
    """A store with one case, and with everybody that the others need."""
    shop("open 'No sound' --customer 'Kim Ito' --promise 'A new cable' --by tue")
    return shop


@pytest.fixture
def store(begun: Shop) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(begun.store)) as connection:
        yield connection


def fill(store: sqlite3.Connection, chance: random.Random) -> None:
    """Cases with contacts, closings, promises and units at moments that often meet, in no order of ids."""

    def moment(days: int = 30) -> datetime:
        # Few hours, so that much happens in one moment; now and then a microsecond after it.
        return START + timedelta(hours=6 * chance.randrange(4 * days), microseconds=chance.choice([0, 0, 0, 1]))

    def insert(table: str, **facts: Any) -> None:
        kept = {name: stamp(fact) if isinstance(fact, datetime) else fact for name, fact in facts.items()}
        names, places = ", ".join(kept), ", ".join(f":{name}" for name in kept)
        store.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", kept)

    number, spoken, cases = 1, 1, []
    for _ in range(CASES):
        number += chance.choice([1, 1, 1, 5])
        opened_at = moment()
        ends = sorted(opened_at + timedelta(hours=6 * chance.randrange(40)) for _ in range(chance.choice([0, 1, 1, 2])))
        hows = [chance.choice(["confirmed", "confirmed", "unconfirmed"]) for _ in ends]
        again = len(ends) > 1 or (bool(ends) and chance.random() < 0.2)
        is_open = not ends or (again and len(ends) == 1)
        merged = not again and not is_open and chance.random() < 0.1
        insert(
            "cases",
            id=number,
            customer_id=1,
            subject="x",
            found_by=chance.choice(["customer", "customer", "us", "review"]),
            fault="unknown",
            severity="normal",
            opened_at=opened_at,
            closed_at=None if is_open else ends[-1],
            closed_how=None if is_open else "merged" if merged else hows[-1],
            merged_into=1 if merged else None,
            may_be_silent=0,
        )
        if again:
            later = ends[0] + timedelta(hours=chance.randrange(30))
            insert(
                "reopenings", case_id=number, closed_at=ends[0], closed_how=hows[0], reopened_at=min(later, ends[-1])
            )
        cases.append((number, [opened_at, *ends]))
    for number, known in cases:
        for _ in range(chance.choice([0, 1, 2, 2, 3, 7])):
            near = chance.choice(known) + timedelta(hours=chance.choice([-6, 0, 0, 6, 24, 14 * 24, 15 * 24]))
            insert(
                "contacts",
                case_id=number,
                at=chance.choice([near, moment()]),
                direction=chance.choice(["in", "out"]),
                who="x",
                text="x",
                chasing=chance.random() < 0.3,
                praise=chance.random() < 0.2,
                apology=0,
                reached=chance.random() < 0.6,
                number=(spoken := spoken + 1),
                no_reply=0,
                spoken_for=0,
            )
        if chance.random() < 0.5:
            made_at, kept_at = sorted((known[0], max(known[0], moment())))
            insert(
                "promises",
                case_id=number,
                kind="other",
                what="x",
                said=chance.random() < 0.8,
                automatic=0,
                owner_id=1,
                performer_id=1,
                made_at=made_at,
                due_at=kept_at,
                kept_at=kept_at,
                overdue_when_imported=0,
            )
        if chance.random() < 0.3:
            shipped_at, delivered_at, outcome_at = sorted(moment() for _ in range(3))
            insert(
                "replacements",
                case_id=number,
                chain=1,
                attempt=1,
                wanted="x",
                item="x",
                why="x",
                shipped_by="us",
                requested_at=shipped_at,
                shipped_at=shipped_at,
                delivered_at=delivered_at,
                outcome=chance.choice(["works", "works", "doa"]),
                outcome_at=outcome_at,
            )


def quick(store: sqlite3.Connection, period: Period) -> Figures:
    (section,) = measures(fetch_on(store), BUSINESS, period.until, period).sections
    rows = {row[0].value: (row[1].value, *row[3:]) for row in section.rows}
    return {name: rows[name] for name in list(rows)[:6]}


@pytest.mark.parametrize("first", range(5))
def test_many_cases_at_a_time_are_measured_as_each_alone(
    store: sqlite3.Connection, first: int, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for seed in range(first, 60, 5):
        with subtests.test(str(seed)):
            compare(store, random.Random(seed), monkeypatch)  # noqa: S311  # nothing is secret here
        store.rollback()


def compare(store: sqlite3.Connection, chance: random.Random, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store, chance)
    # Several helpings, some with nothing but gaps.
    monkeypatch.setattr(courses, "AT_ONCE", chance.choice([3, 20, 1000]))
    for days in (60, 30, 20, 9):
        until = START + timedelta(days=days, microseconds=-chance.randrange(2))
        for since in (None, START + timedelta(days=days / 2), until - timedelta(hours=6)):
            period = Period(since, until)
            assert quick(store, period) == figures(store, period), period


def test_the_stores_are_such_that_every_measure_has_something_to_count(store: sqlite3.Connection) -> None:
    fill(store, random.Random(0))  # noqa: S311  # as above
    found = quick(store, Period(None, START + timedelta(days=60)))
    assert all(of >= 10 and (value or count) for value, count, of in found.values()), found


@pytest.mark.parametrize(
    ("column", "garbled"),
    [("cases.opened_at", "2026-06-01 or so"), ("contacts.at", "2026-06-01"), ("contacts.at", "2026-06-01 14:00:00")],
)
def test_what_is_no_moment_is_named(store: sqlite3.Connection, column: str, garbled: str) -> None:
    table, _, name = column.partition(".")
    store.execute(f"UPDATE {table} SET {name} = ?", (garbled,))
    with pytest.raises(StoreGarbled, match=garbled):
        quick(store, Period(None, START + timedelta(days=60)))


def test_digits_that_say_nothing_are_named(store: sqlite3.Connection) -> None:
    store.execute("UPDATE contacts SET direction = 'out', reached = 'yes'")
    with pytest.raises(StoreGarbled, match="y"):
        quick(store, Period(None, START + timedelta(days=60)))
