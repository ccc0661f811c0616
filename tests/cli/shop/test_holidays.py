"""Public holidays on the command line: looked up by what records, kept in the store, and read by what looks."""

import sqlite3
from contextlib import closing

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared
from tests.store import historical

US = '[calendar]\ncountry = "US"\n'
OPENED = 'open "No sound" --customer "Dana Reyes" --promise "A new one" --by'


def years(shop: Shop) -> list[int]:
    """The years of which the store knows the public holidays."""
    with closing(sqlite3.connect(shop.store)) as store:
        return [year for (year,) in store.execute("SELECT year FROM holiday_years ORDER BY year")]


def forget(shop: Shop, name: str) -> None:
    with closing(sqlite3.connect(shop.store)) as store, store:
        store.execute("DELETE FROM holidays WHERE name = ?", [name])


@prepared
def kept(shop: Shop) -> Shop:
    """A shop that keeps the holidays of the United States, on the Wednesday before Independence Day."""
    shop.configure(US)
    return shop.at("07-01 10:00")


def test_what_records_looks_up_the_years_around_now_and_keeps_them(kept: Shop) -> None:
    assert "P-1" in kept(f"{OPENED} 2bd").out
    assert kept.promise(1)["due_at"] == "2026-07-06T21:00:00Z"
    assert years(kept) == [2025, 2026, 2027, 2028]


def test_what_looks_reads_them_from_the_store(kept: Shop) -> None:
    kept(f"{OPENED} 2bd")
    assert kept("date 2bd").out == "Mon 6 Jul 2026 17:00 EDT (in 2 working days)\n"
    assert kept("date 'fri noon'").out.endswith("Fri 3 Jul is a day off (Independence Day (observed))\n")


def test_the_working_days_overdue_leave_them_out(kept: Shop) -> None:
    kept(f"{OPENED} 1bd")
    assert kept.at("07-06 10:00").promise(1)["working_days_overdue"] == 1


def test_a_region_has_its_own(shop: Shop) -> None:
    shop.configure(f'{US}region = "MA"\n')
    shop.at("04-17 10:00")(f"{OPENED} 1bd")
    assert shop.promise(1)["due_at"] == "2026-04-21T21:00:00Z"


def test_without_a_country_nothing_is_kept(shop: Shop) -> None:
    shop.at("07-01 10:00")(f"{OPENED} 2bd")
    assert shop.promise(1)["due_at"] == "2026-07-03T21:00:00Z"
    assert years(shop) == []
    assert "[calendar]" in shop("config holidays").out
    assert shop.json("config holidays")["holidays"] == []


def test_a_due_moment_far_ahead_is_counted_with_the_holidays_on_the_way(kept: Shop) -> None:
    answer = kept(f"{OPENED} 2033-07-04")
    assert years(kept) == list(range(2025, 2036))
    assert "P-1 is due when nobody may be at work: Mon 4 Jul is a day off (Independence Day).\n" in answer.err


def test_a_policys_time_that_ends_in_the_next_year_is_counted_with_its_holidays(kept: Shop) -> None:
    kept(f"{OPENED} 2bd")
    kept.at("2028-12-29T10:00:00-05:00")("open Hiss --customer 'Dana Reyes'")
    assert kept.promise(2)["due_at"] == "2029-01-02T22:00:00Z"


def test_what_is_looked_up_later_leaves_the_years_that_are_known(kept: Shop) -> None:
    kept(f"{OPENED} 2bd")
    kept(f"{OPENED} 2030-07-05")
    assert kept("date 'fri noon' 2030-07-04").out.count("Independence Day") == 2


def test_a_count_into_unknown_years_ends_where_it_would_if_they_had_been_known(kept: Shop) -> None:
    kept(f"{OPENED} 1500bd")
    assert kept.json("date 1500bd")["moment"] == kept.promise(1)["due_at"]


def test_the_holidays_of_a_year_too_far_away_stay_unknown(kept: Shop) -> None:
    answer = kept(f"{OPENED} 2037-07-06")
    assert "the public holidays of 2037 are not known" in answer.err
    assert years(kept) == [2025, 2026, 2027, 2028]


def test_a_page_that_rests_on_unknown_holidays_says_so_unless_it_is_to_be_quiet(kept: Shop) -> None:
    kept.configure("")
    kept(f"{OPENED} 2bd")
    kept.configure(US)
    before = kept.store.read_bytes()
    for command in ("overdue", "promise list", "date 2bd"):
        assert "careline: The public holidays of 2026 are not known" in kept(command).err
    assert kept("overdue --quiet").err == ""
    assert kept.store.read_bytes() == before


def test_a_rehearsal_keeps_none(kept: Shop) -> None:
    kept.configure("")
    kept(f"{OPENED} 2bd")
    kept.configure(US)
    kept("heard 1 --dry-run")
    kept("config holidays --dry-run")
    assert years(kept) == []


@pytest.mark.parametrize(
    ("place", "advice"),
    [
        ('country = "SP"', 'Did you mean "ES" (Spain)?'),
        ('country = "US"\nregion = "XX"', "Leave it out, or name one of these."),
    ],
)
def test_an_unknown_place_is_refused_by_what_looks_them_up_and_does_not_hinder_looking(
    shop: Shop, place: str, advice: str
) -> None:
    shop(f"{OPENED} 2bd")
    shop.configure(f"[calendar]\n{place}\n")
    assert advice in shop.refuses(5, "heard 1")
    assert advice in shop.refuses(5, "config holidays")
    shop("overdue")


def test_dates_that_are_none_are_looked_up_anew(kept: Shop) -> None:
    kept(f"{OPENED} 2bd")
    with closing(sqlite3.connect(kept.store)) as store, store:
        store.execute("UPDATE holidays SET on_date = 'x' WHERE name = 'Christmas Day' AND on_date LIKE '2026%'")
    assert "not known" in kept("overdue").err
    kept("config holidays")
    assert kept("date 2bd").err == ""


def test_a_damaged_store_hinders_neither_the_settings_nor_a_date(kept: Shop) -> None:
    kept.store.parent.mkdir()
    kept.store.write_text("no store at all")
    assert "Mon 6 Jul" not in kept("date 2bd").out
    assert "calendar.country" in kept("config show").out
    kept.refuses(6, "config holidays")


def test_config_holidays_shows_the_coming_year_and_keeps_what_the_store_lacks(kept: Shop) -> None:
    assert kept("config holidays").out.endswith("\nUS: known from 2025 to 2028; not kept, as there is no store yet.\n")
    assert not kept.store.exists()
    kept(f"{OPENED} 2bd")
    shown = kept("config holidays").out
    assert shown.startswith("Fri 3 Jul 2026  Independence Day (observed)\nSat 4 Jul 2026  Independence Day\n")
    assert shown.endswith("\nUS: known from 2025 to 2028; nothing new.\n")
    forget(kept, "Independence Day")
    assert kept("config holidays --dry-run").out.endswith("; not kept.\nA dry run: nothing was written.\n")
    assert kept("config holidays").out.endswith("; kept in the store.\n")
    assert kept("config holidays").out.endswith("; nothing new.\n")


def test_an_older_store_is_brought_up_to_date_to_keep_them(kept: Shop) -> None:
    kept.store.parent.mkdir()
    historical.restore("0001", kept.store)
    answer = kept("config holidays")
    assert "as it was, it lies in" in answer.err
    assert years(kept)[-1] == 2028


def test_config_holidays_as_json(kept: Shop) -> None:
    asked = kept.json("config holidays")
    assert (asked["country"], asked["region"], asked["years"]) == ("US", None, [2025, 2026, 2027, 2028])
    assert asked["holidays"][0] == Has({"on": "2026-07-03", "name": "Independence Day (observed)"})
    assert asked["holidays"][-1]["on"] == "2027-06-19"


def imported(shop: Shop, kept_at: str) -> None:
    """Import a promise that was due on the Thursday before Independence Day of 2015."""
    (shop.folder / "old.csv").write_text(
        f"ref,customer,subject,opened,promise,due,kept\n1,Kim,Hiss,2015-07-01 10:00,Call,2015-07-02 17:00,{kept_at}\n"
    )
    shop("import", str(shop.folder / "old.csv"))


def test_config_holidays_goes_back_to_the_first_year_in_which_something_was_due(kept: Shop) -> None:
    imported(kept, "2015-07-06 10:00")
    kept("open Hiss --customer 'Dana Reyes'")
    assert years(kept) == [2025, 2026, 2027, 2028]
    kept("config holidays")
    assert years(kept) == list(range(2015, 2029))


def test_what_records_next_goes_back_to_the_oldest_promise_that_is_still_owed(kept: Shop) -> None:
    imported(kept, "")
    assert "careline: The public holidays of 2015 are not known" in kept("overdue").err
    counted = kept.promise(1)["working_days_overdue"]
    kept("open Hiss --customer 'Dana Reyes'")
    assert years(kept) == list(range(2014, 2029))
    assert kept("overdue").err == ""
    assert kept.promise(1)["working_days_overdue"] < counted - 80


def test_they_stand_in_no_log_and_no_undo_takes_them_back(kept: Shop) -> None:
    kept(f"{OPENED} 2bd")
    forget(kept, "Christmas Day")
    kept("config holidays")
    assert [entry["command"] for entry in kept.json("log")["items"]] == ["case open"]
    assert "case open" in kept("undo --yes").out
    assert years(kept) == [2025, 2026, 2027, 2028]


class TestChangedCalendar:
    """G2: changing the calendar moves no due moment; it is said what it stands against."""

    @pytest.fixture
    def changed(self, shop: Shop) -> Shop:
        for due in ("2026-07-03", "2026-07-02 16:00", "2026-07-08 12:00", "2026-07-06 11:00"):
            shop(f"{OPENED} '{due}'")
        shop.configure(
            f'{US}closures = ["2026-07-08..2026-07-21"]\n[hours]\nmon = ["12:00-17:00"]\nthu = ["9:00-15:00"]\n'
        )
        shop("heard 1")
        return shop

    def test_every_promise_stays_due_when_it_was(self, changed: Shop) -> None:
        due = [changed.promise(number)["due_at"] for number in range(1, 5)]
        assert due == ["2026-07-03T21:00:00Z", "2026-07-02T20:00:00Z", "2026-07-08T16:00:00Z", "2026-07-06T15:00:00Z"]

    def test_those_that_it_stands_against_are_listed_with_the_reason(self, changed: Shop) -> None:
        changed("keep 4")
        listed = changed.json("promise list --conflicts")["items"]
        assert [(row["id"], row["conflict"]) for row in listed[:3]] == [
            ("P-2", "after closing"),
            ("P-1", "Independence Day (observed)"),
            ("P-3", "closed"),
        ]
        assert "Why" in changed("promise list --conflicts").out
        assert "Why" not in changed("promise list").out

    @pytest.mark.parametrize("command", ["config show", "config holidays"])
    def test_the_settings_commands_count_them(self, changed: Shop, command: str) -> None:
        assert changed(command).err == (
            "careline: 4 promises are due when nobody works; 'careline promise list --conflicts' says why.\n"
        )

    def test_nothing_is_said_where_there_is_none(self, shop: Shop) -> None:
        shop(f"{OPENED} 2bd")
        assert shop("config show").err == ""
        assert shop("promise list --conflicts").out == "No promises.\n"
