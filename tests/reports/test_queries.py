"""What looks asks the store as often for many cases as for a few."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from careline.domain.report import Report
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop as Business
from careline.reports.casefile.brief import brief
from careline.reports.lists import PromiseFilter, promise_list
from careline.reports.promises.overdue import overdue
from careline.store.fetch import Fetch
from tests.builders import boston, calendar
from tests.shop import Shop

NOW = boston(3, 10)
LOOKS = {
    "brief": brief,
    "overdue --soon": lambda fetch, shop, now: overdue(fetch, shop, now, soon=True),
    "promise list": lambda fetch, shop, now: promise_list(fetch, shop, now, PromiseFilter()),
}


def queries_of(shop: Shop, look: Callable[[Fetch, Business, datetime], Report]) -> int:
    """How often it asks."""
    asked = 0
    with closing(sqlite3.connect(shop.store)) as store:

        def fetch(sql: str, **parameters: Any) -> Any:
            nonlocal asked
            asked += 1
            return store.execute(sql, parameters).fetchall()

        look(fetch, Business("Headsets Direct", calendar(), Policy(), "Ana", "USD"), NOW)
    return asked


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
