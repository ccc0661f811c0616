"""What looks asks the store as often for many cases as for a few."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from careline.domain.report import Report
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop as Business
from careline.reports.casefile.brief import brief
from careline.reports.lists import CaseFilter, PromiseFilter, case_list, promise_list
from careline.reports.promises.overdue import overdue
from careline.store.fetch import Reader
from tests.builders import boston, calendar
from tests.shop import Shop

NOW = boston(3, 10)
LOOKS = {
    "brief": brief,
    "overdue --soon": lambda fetch, shop, now: overdue(fetch, shop, now, soon=True),
    "list": lambda reader, shop, now: case_list(reader, shop, now, CaseFilter()),
    "promise list": lambda reader, shop, now: promise_list(reader, shop, now, PromiseFilter()),
}


class Counting(Reader):
    """A reader that counts what it is asked."""

    asked = 0

    def __call__(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        self.asked += 1
        return super().__call__(sql, **parameters)

    def in_batches(self, sql: str, **parameters: Any) -> Iterator[list[tuple[Any, ...]]]:
        self.asked += 1
        return super().in_batches(sql, **parameters)


def queries_of(shop: Shop, look: Callable[[Reader, Business, datetime], Report]) -> int:
    """How often it asks."""
    with closing(sqlite3.connect(shop.store)) as store:
        reader = Counting(store, shop.store)
        report = look(reader, Business("Headsets Direct", calendar(), Policy(), "Ana", "USD"), NOW)
        assert [tuple(section.rows) for section in report.sections]
    return reader.asked


@pytest.mark.parametrize("name", LOOKS)
def test_many_cases_take_no_more_queries_than_a_few(shop: Shop, name: str) -> None:
    def open_two(number: int) -> None:
        """One that is overdue and untold, and one that waits for it and is due soon."""
        made = shop.json(f"open Late --customer 'late{number}@example.com' --promise x --by tue")["promises"][0]["id"]
        shop(f"open Waits --customer 'waits{number}@example.com' --promise y --by wed --depends-on {made}")
        shop(f"heard {2 * number + 1} --chasing")

    open_two(0)
    few = queries_of(shop, LOOKS[name])
    for number in range(1, 6):
        open_two(number)
    assert queries_of(shop, LOOKS[name]) == few
