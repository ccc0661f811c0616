"""What is due soon is shown before it is late."""

import pytest

from tests.shop import Shop, prepared


@prepared
def coming(shop: Shop) -> Shop:
    """Asked on Wed 3 Jun at 09:00: one overdue, one due today, one tomorrow, one on Friday."""
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo")
    shop("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 'wed 12:00'")
    shop("open 'No manual' --customer 'Lee Park' --promise 'The manual is in your mail' --by 'thu 17:00'")
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'I call you' --by 'fri 12:00'")
    return shop.at("06-03 09:00")


def soon(shop: Shop, report: str = "overdue --soon") -> list[str]:
    return [row["promise"] for row in shop.json(report)["sections"]["due_soon"]]


def test_a_pending_promise_due_within_the_warning_time_is_due_soon_everywhere(coming: Shop) -> None:
    assert soon(coming) == soon(coming, "brief") == ["P-2", "P-3"]
    assert [coming.promise(number)["due_soon"] for number in (1, 2, 3, 4)] == [False, True, True, False]
    assert [row["due_soon"] for row in coming.json("promise list")["items"]] == [False, True, True, False]
    assert "due Thu 4 Jun 17:00, due soon\n" in coming("show 3").out
    assert "due soon" not in coming("show 4").out
    assert coming("promise show 2").out.endswith("It is due soon.\n")
    assert coming("promise list").out.count("due soon") == 2


def test_the_state_stays_pending_for_scripts(coming: Shop) -> None:
    assert {row["state"] for row in coming.json("promise list --state pending")["items"]} == {"pending"}
    assert "due soon" not in coming("promise list --format csv").out


def test_the_warning_time_is_the_policys_and_its_last_moment_is_within_it(coming: Shop) -> None:
    coming.configure('[policy]\ndue_soon = "3h"\n')
    assert soon(coming) == ["P-2"]
    assert soon(coming.at("06-03 08:59")) == []


def test_overdue_shows_it_only_when_asked_and_after_what_is_overdue(coming: Shop) -> None:
    assert set(coming.json("overdue")["sections"]) == {"overdue", "unanswered", "plans", "silent"}
    sections = coming.json("overdue --soon")["sections"]
    assert list(sections)[:2] == ["overdue", "due_soon"]
    assert set(sections["due_soon"][0]) == set(sections["overdue"][0])
    assert sections["due_soon"][0]["working_days_overdue"] is None
    page = coming("overdue --soon").out
    assert page.startswith("1 overdue. 2 due soon. First: Robin Vale, 1 working day.\n")
    assert page.index("FieldCo calls") < page.index("Due soon\n") < page.index("The ink is sent")
    assert max(map(len, page.splitlines())) <= 72


def test_with_nothing_overdue_what_is_due_soon_is_something_to_say(shop: Shop) -> None:
    shop("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 'tue 12:00'")
    assert shop("overdue --quiet").out == ""
    assert shop("overdue --soon --quiet").out.startswith("Nothing is overdue. 1 due soon.\n")


def test_it_is_as_of_the_moment_asked_for(coming: Shop) -> None:
    assert soon(coming, "overdue --soon --as-of '2026-06-01 12:00'") == ["P-1"]


def test_a_check_whose_unit_has_not_arrived_stands_under_its_delivery(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --product MX500i')
    shop("follow-up 1 'A new one comes'")
    shop("ship-replacement 1 --why w --arrives 1bd --carrier FedEx")
    shop.at("06-02 10:00")
    assert [shop.promise(number)["kind"] for number in (int(name[2:]) for name in soon(shop))] == ["delivery"]


def test_the_brief_names_whom_we_gave_our_word_for_tomorrow_in_its_last_line(coming: Shop) -> None:
    page = coming("brief").out
    assert page.endswith("Tomorrow: Lee C-3\n")
    assert page.count("Mia Tan") == 1
    assert "Dana Reyes" not in page


def test_what_is_due_tomorrow_alone_is_nothing_to_say(shop: Shop) -> None:
    shop("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 'tue 12:00'")
    assert "Tomorrow: Mia C-1\n" in shop("brief").out
    assert shop("brief --quiet").out == ""
    assert shop.run("brief --exit-code").code == 0


@pytest.mark.parametrize("command", ["show 1", "list", "promise list", "overdue --soon", "brief"])
def test_the_end_of_the_years_that_careline_knows_is_a_day_like_any_other(coming: Shop, command: str) -> None:
    assert "Robin Vale" in coming(f"{command} --as-of 2999-12-31").out
