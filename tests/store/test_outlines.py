"""An outline says of a case what its whole file says."""

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Any

import pytest

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.casefile.outline import Outline
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop as Business
from careline.store.casefile import case_files
from careline.store.fetch import Reader
from careline.store.outlines import outlines
from tests.builders import calendar
from tests.shop import Shop, local, prepared

BUSINESS = Business("Headsets Direct", calendar(), Policy(), "Ana", "USD")


@prepared
def busy(shop: Shop) -> Shop:
    """A case with a new date that was handed over, one that was closed and came back, one that was escalated."""
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 2bd --performer FieldCo")
    shop("open 'No ink' --customer 'Mia Tan'")
    shop("open 'No sound' --customer 'Lee Park' --promise 'I ring' --by 1bd")
    shop.at("06-02 10:00")("heard 1 'Where is he?' --chasing")
    shop("renegotiate 1 --by 'fri 12:00' --told 'On Friday' --because 'no van'")
    shop("close 2 --confirmed 'It works'")
    shop("escalate 3 --to Ben --ack-by 4bh --backup x")
    shop.at("06-03 10:00")("heard 2 'It broke again'")
    shop("hand-over 2 --to Ben --because 'on leave'")
    return shop.at("06-04 10:00")


def facts(case: Any, now: datetime) -> tuple[object, ...]:
    return (case.case, case.promises, case.contacts, case.escalations, case.tally, case.is_silent(BUSINESS, now))


@pytest.mark.parametrize(
    "moment", ["06-01 09:00", "06-01 10:00", "06-02 10:00", "06-02 17:00", "06-04 10:00", "06-30 10:00"]
)
def test_as_of_any_moment_it_says_the_same(busy: Shop, moment: str) -> None:
    now = local(moment)
    with closing(sqlite3.connect(busy.store)) as store:
        fetch = Reader(store, busy.store)
        found = outlines(fetch, [3, 1, 2, 99], BUSINESS, now)
        whole = {
            each.case.id: each for file in case_files(fetch, [1, 2, 3]) if (each := file_as_of(file, now, BUSINESS))
        }
    assert found.keys() == whole.keys()
    for number, case in found.items():
        assert facts(case, now) == facts(whole[number], now)


def test_only_a_case_that_was_escalated_is_read_whole(busy: Shop) -> None:
    with closing(sqlite3.connect(busy.store)) as store:
        found = outlines(Reader(store, busy.store), [1, 2, 3], BUSINESS, local("06-04 10:00"))
    assert [type(found[number]) for number in (1, 2, 3)] == [Outline, Outline, CaseFile]
