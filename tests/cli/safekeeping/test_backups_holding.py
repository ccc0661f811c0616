"""Whoever forgets a customer is told which backups still hold them."""

from pathlib import Path

from tests.shop import Shop
from tests.store.contents import opened


def backed(shop: Shop, name: str) -> Path:
    shop("backup", str(shop.folder / name))
    return shop.folder / name


def test_those_that_hold_them_are_listed_and_no_others(shop: Shop) -> None:
    shop("customer add 'Dana Reyes'")
    backed(shop, "without.db")
    shop.at("06-02 10:00")("customer add 'Mia Tan'")
    old, gone = backed(shop, "old.db"), backed(shop, "gone.db")
    new, broken = (backed(shop.at(f"06-0{day} 10:00"), f"{day}.db") for day in (3, 4))
    gone.unlink()
    broken.write_text("my poems", encoding="utf-8")
    before = old.read_bytes()
    shop.at("06-05 10:00")
    listed = [str(broken), str(new), str(old)]
    assert shop.json("customer forget 'Mia Tan' --dry-run")["backups"] == listed
    assert shop("customer forget 'Mia Tan' --yes").out.splitlines()[1:] == [
        "These backups still hold them:",
        *(f"  {path}" for path in listed),
        "Make a new one (careline backup), then delete those, and other copies and exports that you have made.",
    ]
    assert old.read_bytes() == before
    after = backed(shop, "after.db")
    with opened(after) as store:
        assert store.execute("SELECT name FROM customers WHERE id = 2").fetchall() == [("Forgotten customer 2",)]
    assert "is a backup" in shop.run(f"--db {after} customer forget 'Forgotten customer 2' --yes").err
    again = shop.json("customer forget 'Forgotten customer 2' --yes")
    assert again["backups"] == listed


def test_whoever_was_recorded_twice_is_looked_for_under_both_numbers(shop: Shop) -> None:
    shop("customer add 'Kim Ito'")
    shop("customer add 'Dana Reyes <dana@old.example>'")
    first = backed(shop, "first.db")
    shop.at("06-02 10:00")("customer add 'D. Reyes <dana@example.com>'")
    shop("customer merge dana@old.example dana@example.com")
    second = backed(shop, "second.db")
    shop.at("06-03 10:00")
    for name in ("D. Reyes", "Forgotten customer 3"):
        assert shop.json(f"customer forget '{name}' --yes")["backups"] == [str(second), str(first)]
    assert shop.json("customer forget 'Kim Ito' --dry-run")["backups"] == [str(second), str(first)]


def test_without_any_it_is_said_that_copies_may_hold_them(shop: Shop) -> None:
    shop("customer add 'Mia Tan'")
    assert "Copies of the store, backups and exports still hold them" in shop("customer forget 'Mia Tan' --yes").out
