"""The state of a promise in SQL is the state that the rules work out, for every combination of facts."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import product
from typing import Any

import pytest

from careline.domain.promises.promise import LIVE, End, Promise, State
from careline.domain.promises.promise_states import is_live, state
from careline.store.casefile import case_file
from careline.store.promises import overdue_promises, performed
from careline.store.rows import LIVE_AT, STATE_AT
from careline.store.stamps import stamp
from tests.builders import DUE, HOUR, SECOND, boston
from tests.shop import Shop

MADE = DUE - 2 * HOUR
MOMENTS = (MADE, DUE - SECOND, DUE, DUE + SECOND, DUE + HOUR)
AS_OF = (MADE - SECOND, MADE, MADE + SECOND, *MOMENTS[1:], DUE + 2 * HOUR)
LAST = AS_OF[-1]
COLUMNS = (*(how.value for how in End), "told_at")


def combinations() -> Iterator[dict[str, str | None]]:
    """Nothing, or one end at any moment; and with each the customer told at any moment, or never."""
    ends: list[dict[str, str | None]] = [{how.value: stamp(at)} for how, at in product(End, MOMENTS)]
    for end, told_at in product([{}, *ends], (None, *MOMENTS)):
        yield dict.fromkeys(COLUMNS) | end | {"told_at": told_at and stamp(told_at)}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A store that a real command has made, with a promise for every combination; the first of them is its own."""
    shop = Shop(tmp_path_factory.mktemp("states"))
    shop.at("06-01 10:00")('open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by tomorrow')
    with closing(sqlite3.connect(shop.store)) as connection:
        rows = [facts | {"made_at": stamp(MADE), "due_at": stamp(DUE)} for facts in combinations()]
        names = (*COLUMNS, "made_at", "due_at")
        connection.executemany(
            f"INSERT INTO promises (case_id, kind, what, said, automatic, owner_id, performer_id,"
            f" overdue_when_imported, {', '.join(names)})"
            f" VALUES (1, 'other', 'FieldCo calls', 1, 0, 1, 1, 0, {', '.join(':' + name for name in names)})",
            rows,
        )
        connection.commit()
        yield connection


def fetch_from(connection: sqlite3.Connection) -> Any:
    return lambda sql, **parameters: connection.execute(sql, parameters).fetchall()


def made(store: sqlite3.Connection) -> list[Promise]:
    file = case_file(fetch_from(store), 1)
    assert file is not None
    return list(file.promises)


def test_every_combination_is_there(store: sqlite3.Connection) -> None:
    promises = made(store)
    assert len(promises) == 1 + 6 * (1 + len(End) * len(MOMENTS))
    assert {state(p, LAST) for p in promises} == set(State) - {State.PENDING}


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_state_in_sql_is_the_state_by_the_rules(store: sqlite3.Connection, as_of: datetime) -> None:
    rows = fetch_from(store)(f"SELECT p.id, {STATE_AT} FROM promises p", as_of=stamp(as_of))
    assert dict(rows) == {p.id: state(p, as_of) for p in made(store)}


@pytest.mark.parametrize("as_of", AS_OF)
def test_live_in_sql_is_live_by_the_rules(store: sqlite3.Connection, as_of: datetime) -> None:
    rows = fetch_from(store)(f"SELECT p.id FROM promises p WHERE {LIVE_AT}", as_of=stamp(as_of))
    assert {number for (number,) in rows} == {p.id for p in made(store) if is_live(p, as_of)}


@pytest.mark.parametrize("as_of", AS_OF)
def test_the_overdue_are_those_that_the_rules_call_overdue_the_oldest_due_first(
    store: sqlite3.Connection, as_of: datetime
) -> None:
    found = overdue_promises(fetch_from(store), as_of)
    owed = [p for p in made(store) if p.made_at <= as_of and state(p, as_of) is State.OVERDUE]
    assert [p.id for p in found] == [p.id for p in sorted(owed, key=lambda p: (p.due_at, p.id))]


@pytest.mark.parametrize("as_of", AS_OF)
def test_performers_are_counted_as_the_rules_count(store: sqlite3.Connection, as_of: datetime) -> None:
    counted = {each.state: each.promises for each in performed(fetch_from(store), as_of)}
    assert counted == Counter(state(p, as_of) for p in made(store) if p.made_at <= as_of)


@pytest.mark.parametrize("as_of", AS_OF)
def test_what_was_kept_late_or_said_late_comes_along(store: sqlite3.Connection, as_of: datetime) -> None:
    store.execute("UPDATE promises SET ended_recorded_at = ?", (stamp(LAST),))
    found = performed(fetch_from(store), as_of)
    ended = [p for p in made(store) if p.said and p.ended_at and p.ended_at <= as_of]
    late = sorted((p.due_at, p.kept_at) for p in ended if p.kept_at and p.kept_at > p.due_at)
    assert sorted(each for group in found for each in group.late) == late
    assert sum(group.said_late for group in found) == sum(p.ended_at <= p.due_at < LAST for p in ended if p.ended_at)
    assert all(group.state == State.KEPT_LATE for group in found if group.late)


def at_clock(store: sqlite3.Connection, now: datetime) -> dict[str, str]:
    """What the view for outside readers says when SQLite's clock shows `now`."""
    store.create_function("strftime", 2, lambda *_: stamp(now)[:-3])
    return dict(store.execute("SELECT promise, state FROM promise_states"))


@pytest.mark.parametrize("now", AS_OF)
def test_the_view_says_what_the_rules_say_of_all_that_has_happened_by_now(
    store: sqlite3.Connection, now: datetime
) -> None:
    happened = [p for p in made(store) if max(p.made_at, p.ended_at or p.made_at, p.told_at or p.made_at) <= now]
    shown = at_clock(store, now)
    assert {p.name: shown[p.name] for p in happened} == {p.name: state(p, now) for p in happened}


def test_open_promises_and_open_cases_are_views_of_the_same_truth(store: sqlite3.Connection) -> None:
    shown = at_clock(store, LAST)
    listed = dict(store.execute("SELECT promise, state FROM open_promises"))
    assert listed == {name: s for name, s in shown.items() if s in LIVE}
    assert store.execute('SELECT "case", customer FROM open_cases').fetchall() == [("C-1", "Robin Vale")]


def test_a_due_moment_never_moves_even_by_hand(store: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="a due moment never moves"):
        store.execute("UPDATE promises SET due_at = ? WHERE id = 1", [stamp(boston(9))])


@pytest.mark.parametrize(("first", "second"), [(a, b) for a, b in product(End, End) if a.value < b.value])
def test_a_promise_ends_once_even_by_hand(store: sqlite3.Connection, first: End, second: End) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ends_once"):
        store.execute(f"UPDATE promises SET {first.value} = due_at, {second.value} = due_at WHERE id = 1")
