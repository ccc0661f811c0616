"""What is asked most often is answered in numbers, and agrees with the reports."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careline.store import database
from careline.store.standing import all_is_well
from tests.shop import Shop, local, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """P-1 is kept late on Thu 4 Jun, P-2 is due on Fri 12 Jun; C-3 was imported, and nobody promised anything."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    shop("open 'No sound' --customer 'Kim Ito' --promise 'It is sent' --by 2026-06-12")
    shop.at("06-04 10:00")("keep 1 --next 2026-06-11")
    (shop.folder / "old.csv").write_text(
        "ref,customer,subject,opened,closed\n1,Lee Park,Crackles,2026-06-03 10:00,2026-06-03 12:00\n", encoding="utf-8"
    )
    shop.at("06-04 11:00")(f"import {shop.folder / 'old.csv'}")
    return shop


@pytest.mark.parametrize(
    ("moment", "well"),
    [
        ("06-02 16:59", True),
        ("06-02 17:01", False),
        ("06-03 09:00", False),
        ("06-03 11:00", False),
        ("06-04 10:30", True),
        ("06-11 12:00", True),
        ("06-12 17:01", False),
    ],
)
def test_all_is_well_while_nothing_is_overdue_and_every_open_case_has_a_promise(
    shop: Shop, moment: str, well: bool
) -> None:
    with database.reading(shop.store) as fetch:
        assert all_is_well(fetch, local(moment)) is well
    answer = shop.at("06-20 10:00").run(f"overdue --quiet --exit-code --as-of 2026-{moment.replace(' ', 'T')}-04:00")
    assert (answer.code, bool(answer.out)) == ((0, False) if well else (10, True))


@pytest.mark.parametrize("option", ["--section overdew", "--fields promised_by"])
def test_a_quiet_report_names_what_it_does_not_have_also_while_all_is_well(shop: Shop, option: str) -> None:
    refusal = shop.refuses(2, f"overdue --quiet --as-of 2026-06-11T12:00:00-04:00 {option}")
    assert "overdue has no" in refusal


@settings(max_examples=40, deadline=None)
@given(minutes=st.integers(0, 20 * 24 * 60))
def test_what_is_well_is_nothing_to_say_for_the_report_either(books: Shop, minutes: int) -> None:
    moment = local("06-01 10:00") + timedelta(minutes=minutes)
    with database.reading(books.store) as fetch:
        if all_is_well(fetch, moment):
            assert not any(books.json(f"overdue --as-of {moment.isoformat()}")["sections"].values())


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A week of two cases."""
    shop = Shop(tmp_path_factory.mktemp("books"))
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo")
    shop.at("06-03 10:00")("open 'No sound' --customer 'Kim Ito' --promise 'It is sent' --by 2026-06-05")
    shop.at("06-04 10:00")("keep 1")
    shop.at("06-09 10:00")("keep 3 --next 2026-06-12")
    return shop.at("06-30 10:00")
