"""What lists say of a case and a promise is what their whole files say, on books that nobody would keep like that."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.promises import promise_states
from careline.domain.promises.promise import End
from careline.domain.report import Report, Worded, Words
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop as Business
from careline.domain.time import moments
from careline.render.objects import Objects, state_words
from careline.reports.lists import CaseFilter, PromiseFilter, case_list, promise_list
from careline.store import database
from careline.store.casefile import case_files
from careline.store.fetch import Fetch, Reader
from careline.store.promises import listed_promises
from careline.store.stamps import stamp
from tests.builders import OPENED, calendar
from tests.shop import Shop

CASES, PROMISES, CONTACTS = 12, 40, 60
SEEDS = range(6)
# Few moments for much that happens: some things happen in the same one, and in the one that is asked for.
TICKS = [OPENED + timedelta(hours=5 * n) for n in range(24)]
AS_OF = (*TICKS[::3], TICKS[-1] + timedelta(days=9))
SHOP = Business("Headsets Direct", calendar(), Policy(), "Ana", "USD")
Facts = dict[str, Any]


def insert(store: sqlite3.Connection, table: str, facts: Facts) -> None:
    values = {key: stamp(each) if isinstance(each, datetime) else each for key, each in facts.items()}
    store.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(':' + key for key in values)})", values
    )


def after(chance: random.Random, moment: datetime) -> datetime:
    """The moment itself, or one of the later ones."""
    return chance.choice([tick for tick in TICKS if tick >= moment])


def a_case(chance: random.Random, store: sqlite3.Connection, number: int) -> None:
    """Open, closed, reopened, or merged into another one."""
    opened_at = chance.choice(TICKS[:12])
    first, again, closed_at = sorted(after(chance, opened_at) for _ in range(3))
    fate = chance.choice(("open", "closed", "reopened", "reopened and closed", "merged"))
    facts: Facts = {"closed_at": closed_at, "closed_how": "confirmed"} if fate.endswith("closed") else {}
    if fate == "merged":
        facts = {"closed_at": closed_at, "closed_how": "merged", "merged_into": 1 + number % CASES}
    insert(
        store,
        "cases",
        {"id": number, "customer_id": 1, "subject": f"Subject {number}", "found_by": "customer", "fault": "unknown"}
        | {"severity": "normal", "opened_at": opened_at, "may_be_silent": True}
        | facts,
    )
    if fate.startswith("reopened"):
        insert(
            store,
            "reopenings",
            {"case_id": number, "closed_at": first, "closed_how": "confirmed", "reopened_at": again},
        )


def a_promise(chance: random.Random, store: sqlite3.Connection, number: int, made: dict[int, Facts]) -> None:
    """Ended somehow or not; in another's place, waiting for one, handed over: or nothing of it."""
    made_at = chance.choice(TICKS)
    facts: Facts = {
        "id": number,
        "case_id": chance.randint(2, CASES),
        "made_at": made_at,
        "due_at": after(chance, made_at),
    }
    if chance.random() < 0.6:
        how = chance.choice([*End, End.SUPERSEDED])
        facts |= {how.value: after(chance, made_at), "ended_because": "so", "ended_recorded_at": after(chance, made_at)}
        if chance.random() < 0.5:
            facts["told_at"] = after(chance, made_at)
    others = [n for n, each in made.items() if "superseded_at" in each or "voided_at" in each]
    free = [n for n in others if n not in {each.get("supersedes") for each in made.values()}]
    if free and chance.random() < 0.7:
        earlier = chance.choice(free)
        facts |= {"supersedes": earlier, "case_id": made[earlier]["case_id"]}
    if made and chance.random() < 0.3:
        facts["depends_on"] = chance.choice(list(made))
    made[number] = facts
    who = {"owner_id": 1, "performer_id": chance.choice((1, 2))}
    fixed = {"kind": "other", "what": f"What {number}", "said": chance.random() < 0.7, "automatic": False}
    insert(store, "promises", facts | who | fixed | {"overdue_when_imported": False})
    if chance.random() < 0.2:
        handed = {"promise_id": number, "at": after(chance, made_at), "who": "Ana", "because": "ill"}
        insert(store, "hand_overs", handed | {"from_id": 3, "to_id": 1})


def a_contact(chance: random.Random, store: sqlite3.Connection, number: int) -> None:
    """Theirs or ours, heard or not, asking or praising."""
    theirs = chance.random() < 0.6
    insert(
        store,
        "contacts",
        {"case_id": chance.randint(2, CASES), "at": chance.choice(TICKS), "direction": "in" if theirs else "out"}
        | {"who": "Somebody", "text": "Words", "apology": False, "reached": chance.random() < (0.2 if theirs else 0.7)}
        | {"chasing": theirs and chance.random() < 0.5, "praise": theirs and chance.random() < 0.2}
        | {"no_reply": theirs and chance.random() < 0.1, "awaits": None if theirs or chance.random() < 0.7 else "it"}
        | {"spoken_for": False, "number": number},
    )


@pytest.fixture(scope="module", params=SEEDS)
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A store that a real command has made, filled with what chance brings."""
    shop = Shop(tmp_path_factory.mktemp("books"))
    shop('open "No sound" --customer "Robin Vale" --promise "FieldCo calls" --by tomorrow --performer FieldCo')
    shop("party add Ben --kind staff")
    yield from filled(shop.store, random.Random(request.param))  # noqa: S311  # the same each time is what is wanted


def filled(path: Path, chance: random.Random) -> Iterator[Reader]:
    with closing(sqlite3.connect(path)) as store, store:
        made: dict[int, Facts] = {}
        for number in range(2, CASES + 1):
            a_case(chance, store, number)
        for number in range(2, PROMISES):
            a_promise(chance, store, number, made)
        for number in range(2, CONTACTS):
            a_contact(chance, store, number)
    with database.reading(path) as reader:
        yield reader


def files_at(fetch: Fetch, ids: list[int], now: datetime) -> Iterator[CaseFile]:
    """The whole files as they stood, also of cases opened later: a promise may have come from another one."""
    for file in case_files(fetch, ids):
        opened_at = min(file.case.opened_at, now)
        then = file_as_of(replace(file, case=replace(file.case, opened_at=opened_at)), now, SHOP)
        assert then
        yield replace(then, case=replace(then.case, opened_at=file.case.opened_at))


def rows_of(report: Report) -> list[Facts]:
    (section,) = report.sections
    return [dict(zip((column.key for column in section.columns), row, strict=True)) for row in section.rows]


def test_a_case_is_listed_as_its_whole_file_has_it(reader: Reader, subtests: pytest.Subtests) -> None:
    for now in AS_OF:
        with subtests.test(str(now)):
            compare_cases(reader, now)


def compare_cases(reader: Reader, now: datetime) -> None:
    objects = Objects.at(now, SHOP)
    expected = []
    for file in files_at(reader, list(range(1, CASES + 1)), now):
        due = file.next_promise(now)
        row = objects.case(file) | {"customer": file.case.customer, "next_due_at": due and due.due_at}
        expected.append(row | {"next_what": due and Words(due.what, due.said), "asks": file.tally.asks_unanswered})
    expected = [row for row in expected if row["opened_at"] <= now]
    expected.sort(key=lambda row: (row["next_due_at"] is None, row["next_due_at"] or now, int(row["id"][2:])))
    found = rows_of(case_list(reader, SHOP, now, CaseFilter()))
    assert found == [{key: row[key] for key in found[0]} for row in expected]
    chasing = rows_of(case_list(reader, SHOP, now, CaseFilter(chasing=True)))
    assert [row["id"] for row in chasing] == [row["id"] for row in expected if row["asks"]]
    awaited = rows_of(case_list(reader, SHOP, now, CaseFilter(awaited=True)))
    assert [row["id"] for row in awaited] == [row["id"] for row in expected if row["awaited"]]


def test_a_promise_is_listed_as_the_whole_file_of_its_case_has_it(reader: Reader, subtests: pytest.Subtests) -> None:
    for now, live in product(AS_OF, (True, False)):
        with subtests.test(f"{now}, {'live' if live else 'all'}"):
            compare_promises(reader, now, live=live)


def compare_promises(reader: Reader, now: datetime, *, live: bool) -> None:
    objects = Objects.at(now, SHOP)
    expected = []
    files = {file.case.id: file for file in files_at(reader, list(range(1, CASES + 1)), now)}
    for promise in listed_promises(reader, now, live=False):
        if live and not promise_states.is_live(promise, now):
            continue
        file = files[promise.case_id]
        row = objects.promise(promise, file) | {"customer": file.case.customer.name, "subject": file.case.subject}
        row["state"] = Worded(row["state"], state_words(row))
        row |= {"what": Words(promise.what, promise.said)}
        expected.append(row | {"conflict": moments.conflict(promise.due_at, SHOP.calendar)})
    found = rows_of(promise_list(reader, SHOP, now, PromiseFilter(live=live)))
    assert found == [{key: row[key] for key in found[0]} for row in expected]


def test_chance_brings_all_that_lists_speak_of(reader: Reader) -> None:
    cases, promises = [], []
    for now in AS_OF:
        cases += rows_of(case_list(reader, SHOP, now, CaseFilter()))
        promises += rows_of(promise_list(reader, SHOP, now, PromiseFilter(live=False)))
    for key in ("next_promise", "reopened", "waiting_since", "chases", "updates", "last_word_at", "closed_at"):
        assert any(row[key] for row in cases), key
    for key in ("at_risk", "working_days_overdue", "superseded_by", "renegotiations", "chases", "because", "due_soon"):
        assert any(row[key] for row in promises), key
