"""Lists: their filters combine, and each of them takes something away."""

from itertools import combinations

import pytest

from tests.shop import Shop

SHEET = """\
customer,subject,product,opened,owner,promise,due
Kim Ito,Silent hub,Hub,2026-05-20 09:00,,,
Dana Reyes,Silent headset,MX500i,2026-05-21 09:00,,,
"""
FILTERS: dict[str, set[int]] = {
    "--status open": {1, 2, 3, 5, 6, 7},
    "--status closed": {4},
    "--customer Dana": {1, 3, 4},
    "--product mx500i": {1, 2, 4, 7},
    "--owner ana": {1, 3},
    "--overdue": {1, 2},
    "--silent": {6, 7},
    "--chasing": {1, 5},
}
"""Which cases each filter leaves, closed ones too where it says nothing of them."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """On Thu 4 Jun: six open cases and a closed one, no two of which every filter takes for the same."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop("party add Ben --kind staff")
    shop('open "Left ear" --customer Dana --product MX500i --promise a --by 1bd')
    shop('open "Right ear" --customer "Robin Vale" --product MX500i --promise b --by 1bd --owner Ben')
    shop('open "Box" --customer Dana --product Box --promise c --by 9bd')
    shop('open "Bill" --customer Dana --product MX500i --promise d --by 1bd --owner Ben')
    shop("keep 4")
    shop('close 4 --confirmed "Fine"')
    shop('open "Cable" --customer "Robin Vale" --promise e --by 9bd --owner Ben')
    (shop.folder / "old.csv").write_text(SHEET)
    shop("import", str(shop.folder / "old.csv"))
    shop.at("06-03 10:00")("heard 1 --chasing")
    shop("heard 5 --chasing")
    shop("heard 3 --chasing")
    shop('follow-up 3 "Soon"')
    return shop.at("06-04 10:00")


def listed(shop: Shop, *filters: str) -> set[int]:
    return {int(item["id"][2:]) for item in shop.json(f"list --all {' '.join(filters)}")["items"]}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_what_fits_it(store: Shop, name: str) -> None:
    assert listed(store, name) == FILTERS[name]


def test_filters_combine(store: Shop, subtests: pytest.Subtests) -> None:
    for names in (*combinations(FILTERS, 2), *combinations(FILTERS, 3)):
        with subtests.test(" ".join(names)):
            if {"--status open", "--status closed"} <= set(names):
                continue
            assert listed(store, *names) == set.intersection(*(FILTERS[name] for name in names))


def test_without_a_word_on_it_a_list_has_the_open_ones(store: Shop) -> None:
    assert {item["id"] for item in store.json("list --customer Dana")["items"]} == {"C-1", "C-3"}


def test_a_filter_goes_by_the_moment_asked_for(store: Shop) -> None:
    then = '--as-of "2026-06-01 12:00"'
    assert listed(store, "--overdue", then) == set()
    assert listed(store, "--chasing", then) == set()
    assert listed(store, "--owner Ana", then) == {1, 3}
