"""The report of supplier claims: whatever became of them, its sums are the store's to the cent."""

import shutil
import sqlite3
from contextlib import closing
from operator import itemgetter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.shop import Shop, prepared

AGES = ("open_0_30", "open_31_60", "open_61_90", "open_over_90")
STORED = """
    SELECT sum(m.amount), sum(m.paid), sum(iif(m.rejected_at IS NULL, 0, m.amount - m.paid)),
        sum(iif(m.rejected_at IS NULL, m.amount - m.paid, 0))
    FROM (
        SELECT c.*, (SELECT coalesce(sum(amount), 0) FROM credits WHERE claim_id = c.id) AS paid FROM claims c
    ) m
"""
LIVES = {
    "due": (),
    "submitted": ("submit",),
    "credited in part": ("submit", "credit"),
    "credited": ("submit", "rest"),
    "rejected": ("submit", "reject"),
    "paid in part and rejected": ("submit", "credit", "reject"),
}
SENT = st.tuples(
    st.sampled_from(["Plantronics", "Dymo"]),
    st.integers(2, 10**6),
    st.integers(0, 10**5),
    st.sampled_from(sorted(LIVES)),
    st.integers(1, 12),
)


@prepared
def shop(shop: Shop) -> Shop:
    """Two suppliers that pay for what we ship."""
    shop.at("2026-01-05T10:00:00-05:00")
    for supplier in ("Plantronics", "Dymo"):
        shop(f"party add {supplier} --ships us")
    return shop


def dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def cents(rows: list[dict[str, Any]], *keys: str) -> int:
    return sum(int(row[key]["amount"].replace(".", "")) for row in rows for key in keys)


def send(shop: Shop, supplier: str, goods: int, postage: int, life: str, month: int) -> None:
    """Ship a unit under a supplier's programme, on a day of the year, and let its claim have this life."""
    shop.at(f"2026-{month:02}-10T10:00:00-04:00")
    case = shop.json("open Broke --customer 'Kim Ito' --product MX500i")["case"]["id"]
    what = f"--goods {dollars(goods)} --postage {dollars(postage)} --arrives 2bd --why Yours"
    unit = shop.json(f"ship-replacement {case} --supplier {supplier} {what}")["replacements"][0]["id"]
    commands = {
        "submit": f"claim submit {unit}",
        "credit": f"claim credit {unit} {dollars(goods // 2)}",
        "rest": f"claim credit {unit}",
        "reject": f"claim reject {unit} --because worn",
    }
    for step in LIVES[life]:
        shop(commands[step])


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SENT, min_size=1, max_size=4))
def test_no_cent_appears_or_disappears_in_the_report(shop: Shop, sent: list[tuple[str, int, int, str, int]]) -> None:
    begun = shop.folder / "begun.db"
    shutil.copy(*((begun, shop.store) if begun.exists() else (shop.store, begun)))  # each example has its own year
    for each in sorted(sent, key=itemgetter(-1)):
        send(shop, *each)
    shop.at("2026-12-20T10:00:00-05:00")
    with closing(sqlite3.connect(shop.store)) as store:
        claimed, credited, rejected, still_open = store.execute(STORED).fetchone()
        (spent,) = store.execute("SELECT sum(amount) FROM costs").fetchone()
    assert (claimed, credited + rejected + still_open) == (spent, claimed)
    sections = shop.json("report claims")["sections"]
    for rows in sections["claims"], sections["suppliers"]:
        assert [cents(rows, key) for key in ("amount", "credited", "rejected", "open")] == [
            claimed,
            credited,
            rejected,
            still_open,
        ]
    assert cents(sections["suppliers"], *AGES) == still_open
    for rows in shop.json("report costs")["sections"].values():
        assert (cents(rows, "amount"), cents(rows, "net")) == (spent, rejected)
