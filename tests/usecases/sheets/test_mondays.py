"""A shop imports its list every Monday for two months: in the end it is as if it had imported only the last."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.evidence import DEPTH, POINTS
from tests.shop import Shop
from tests.store.contents import contents, opened

MONDAYS = [datetime(2026, 4, 6, 9, tzinfo=UTC) + timedelta(weeks=n) for n in range(9)]
CUSTOMERS = (
    ("Kim Ito", "kim@example.com", ""),
    ("Dana Reyes", "", "617 555 0143"),
    ("Lou Park", "", ""),
    ("", "robin@example.com", ""),
)
CASES = ["ref", "customer", "email", "phone", "subject", "product", "order", "opened", "due", "kept", "closed"]
CASES += ["performer", "notes"]
ORDERS = ["ref", "customer", "email", "phone", "product", "order", "serial", "quantity", "bought", "delivered"]
ORDERS += ["price", "notes"]
SEEDS = 4 * DEPTH
# What is not the same where a row was there before the last Monday: when it was due, and what was recorded when. When a
# contact was answered is worked out from the others where it matters; doctor looks at that.
ASIDE = {"id", "due_at", "ended_recorded_at", "overdue_when_imported", "number", "answered_at"}


@dataclass
class List:
    """What the other program holds: its rows in the order in which it exports them."""

    chance: Random
    header: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    newest_first: bool = False

    def at(self, moment: datetime, earlier: datetime) -> str:
        return f"{earlier + (moment - earlier) * self.chance.random():%Y-%m-%d %H:%M}"

    def week(self, monday: datetime) -> None:
        """What happens until a Monday: old rows come to their ends, new ones come in."""
        before = monday - timedelta(weeks=1)
        for row in self.rows:
            self.goes_on(row, before, monday)
        new = [self.begins(number, before, monday) for number in range(self.chance.randint(1, 4))]
        new += [dict(self.chance.choice(new))] if self.chance.random() < 0.3 else []
        for row in sorted(new, key=lambda row: row.get("opened", row.get("bought", ""))):
            row["ref"] = str(len(self.rows))
            self.rows.append(row)

    def goes_on(self, row: dict[str, str], before: datetime, monday: datetime) -> None:
        if self.chance.random() < 0.3:
            row["notes"] = f"changed {self.chance.random()}"
        for end in ("kept", "closed", "delivered"):
            if end in row and not row[end] and self.chance.random() < 0.3:
                row[end] = self.at(monday, before)
        if row.get("due") and self.chance.random() < 0.1:
            row["due"] = f"{monday + timedelta(days=self.chance.randint(1, 20)):%Y-%m-%d}"

    def begins(self, number: int, before: datetime, monday: datetime) -> dict[str, str]:
        customer, email, phone = self.chance.choice(CUSTOMERS)
        at, done = self.at(monday, before), self.chance.random() < 0.2
        row = {
            "customer": customer,
            "email": email,
            "phone": phone,
            "order": self.chance.choice(("", f"{monday:%m%d}-{self.chance.randint(0, 9)}")),
            "product": self.chance.choice(("MX500i", "Cable")),
            "notes": "",
        }
        if "bought" in self.header:
            return row | {
                "serial": "",
                "quantity": str(self.chance.randint(1, 3)),
                "bought": at,
                "price": "5.00",
                "delivered": f"{monday:%Y-%m-%d %H:%M}" if done else "",
            }
        return row | {
            "subject": self.chance.choice(("No sound", "Crackles")),
            "opened": at,
            "due": self.chance.choice(("", f"{monday + timedelta(days=self.chance.randint(0, 20)):%Y-%m-%d}")),
            "kept": f"{monday:%Y-%m-%d %H:%M}" if done else "",
            "closed": self.chance.choice(("", f"{monday:%Y-%m-%d %H:%M}")) if done else "",
            "performer": self.chance.choice(("", "FedEx")),
        }

    def write(self, file: Path) -> str:
        """Export it."""
        with file.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, self.header, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(reversed(self.rows) if self.newest_first else self.rows)
        return file.as_posix()


def standing(shop: Shop) -> dict[str, Counter[tuple[tuple[str, Any], ...]]]:
    """What stands in the store, its ids and what changes with the moment of an import aside."""
    with opened(shop.store) as store:
        found = contents(store)

    def told(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in row.items():
            if key.endswith("_id") and value is not None:
                table = {"case_id": "cases", "customer_id": "customers"}.get(key, "parties")
                yield key, tuple(told(found[table][value]))
            elif key not in ASIDE:
                yield key, value

    tables = ("cases", "promises", "contacts", "customers", "parties", "purchases")
    return {table: Counter(tuple(told(row)) for row in found.get(table, {}).values()) for table in tables}


@pytest.mark.evidence
def test_importing_every_mondays_export_gives_what_importing_the_last_gives(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    for seed in range(SEEDS):
        two_months(seed, tmp_path / str(seed))
    record_property(POINTS, SEEDS * len(MONDAYS))


def two_months(seed: int, folder: Path) -> None:
    """Import on every Monday in one shop, and on the last in another; what then stands in both is the same.

    Taken back one after another, the imports leave what stood there on each Monday before.
    """
    is_orders, has_refs, chance = seed % 2 == 1, seed % 4 > 1, Random(seed)  # noqa: S311 - the same each time
    header = [each for each in (ORDERS if is_orders else CASES) if has_refs or each != "ref"]
    exported = List(chance, header, newest_first=chance.random() < 0.5)
    command = "purchase import" if is_orders else "import"
    (folder / "weekly").mkdir(parents=True)
    (folder / "once").mkdir()
    weekly, once = Shop(folder / "weekly"), Shop(folder / "once")
    made = 0
    mondays: list[dict[str, Any]] = []
    for monday in MONDAYS:
        exported.week(monday)
        line = f"{command} {exported.write(folder / 'list.csv')} --update"
        taken = weekly.at(f"{monday:%m-%d %H:%M}").json(line)["import"]
        made += taken["purchases" if is_orders else "cases"]
        assert made == len(exported.rows), seed
        assert {name for each in taken["differing"] for name in each["fields"]} <= {"due"}, seed
        if (stands := standing(weekly)) not in mondays[-1:]:
            mondays.append(stands)
    assert once.at(f"{monday:%m-%d %H:%M}").json(line)["import"]["updated_count"] == 0
    assert standing(weekly) == standing(once), seed
    assert weekly.json(line)["import"]["updated_count"] == 0, seed
    assert is_sound(weekly), seed
    while mondays:
        assert standing(weekly) == mondays.pop(), (seed, len(mondays))
        assert is_sound(weekly), seed
        weekly(f"{command} --take-back list.csv")
    assert not any(rows for table, rows in standing(weekly).items() if table != "parties"), seed
    assert "Nothing is left" in weekly.refuses(4, f"{command} --take-back list.csv")


def is_sound(shop: Shop) -> bool:
    """True where doctor finds no guarantee broken."""
    return not [each for each in shop.run("doctor --json").json["items"] if each["check"] == "guarantees"]
