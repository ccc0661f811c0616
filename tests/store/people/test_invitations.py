"""What the queries of mailings read: nothing by which one could choose whom to ask."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from careline.domain.people.invitations import Purpose
from careline.store.fetch import fetch_on
from careline.store.people import invitations
from tests.builders import boston
from tests.shop import Shop

NOW = boston(1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop('customer add "Kim Ito"')
    return shop.store


def columns_read(store: Path, purpose: Purpose) -> dict[str, set[str]]:
    """The columns of each table that any of the queries reads, as SQLite reports them."""
    read: dict[str, set[str]] = defaultdict(set)

    def note(action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ and table and column:
            read[table].add(column)
        return sqlite3.SQLITE_OK

    with closing(sqlite3.connect(store)) as connection:
        connection.set_authorizer(note)
        fetch = fetch_on(connection)
        invitations.unsent(fetch, purpose, NOW, NOW)
        invitations.of_purchases(fetch, purpose, [1], NOW)
        invitations.purchases_in_orders(fetch, ["1"])
        invitations.opt_out_of(fetch, 1, NOW)
        invitations.opt_outs_between(fetch, NOW, NOW)
        invitations.fallen_due(fetch, NOW, NOW, NOW, NOW)
    return {table: columns for table, columns in read.items() if not table.startswith(("sqlite_", "json_"))}


@pytest.mark.parametrize(
    ("purpose", "mailed"), [(Purpose.INVITATION, "invitations"), (Purpose.ARRIVAL_CHECK, "arrival_checks")]
)
def test_who_is_asked_rests_on_deliveries_open_cases_and_opt_outs_alone(
    store: Path, purpose: Purpose, mailed: str
) -> None:
    """No rating, no worth, no tone, no flag, no outcome, and not how a case was closed."""
    sent = {"id", "purchase_id", "sent_at"}
    assert columns_read(store, purpose) == {
        "purchases": {"id", "customer_id", "order_number", "product", "delivered_at"},
        "customers": {"id", "name", "email"},
        "cases": {"id", "customer_id", "opened_at", "closed_at", "merged_into"},
        "reopenings": {"case_id", "closed_at", "reopened_at"},
        "lapsed_reopenings": {"case_id", "reopened_at", "lapsed_at"},
        "opt_outs": {"customer_id", "at", "words"},
        "invitations": sent,
        # Who was forgotten has no address any more.
        "forgettings": {"customer_id", "at"},
    } | {mailed: sent if purpose is Purpose.INVITATION else sent - {"id"}}
