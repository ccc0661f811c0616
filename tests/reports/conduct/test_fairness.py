"""Who sent customers, and whether insiders are served better than everybody else."""

from typing import Any

from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """Dana, a friend since 2 Jun, and Kim, who is nothing to us besides; one promise to each was kept, Kim's late."""
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'I call you' --by 2026-06-03")
    shop("open 'No light' --customer 'Kim Ito' --promise 'I call you' --by 2026-06-03")
    shop("heard 2 'Where are you?' --chasing")
    shop.at("06-02 10:00")("customer flag 'Dana Reyes' friend")
    shop("promise make 1 'A new cable' --by 2026-06-04")
    shop.at("06-03 10:00")("keep 1")
    shop.at("06-05 10:00")("keep 2")
    shop("keep 3")
    return shop


def row(shop: Shop, section: str, name: str, when: str = "") -> dict[str, Any]:
    sections = shop.json(f"report fairness {when}")["sections"]
    (found,) = [each for each in sections[section] if name in each.values()]
    return dict(found)


def test_a_promise_counts_with_the_flag_that_its_customer_had_when_it_was_made(shop: Shop) -> None:
    flagged, others = row(shop, "fairness", "with a flag"), row(shop, "fairness", "without")
    assert (flagged["kept"], flagged["kept_late"]) == (0, 1)
    assert (others["kept"], others["kept_late"]) == (1, 1)
    assert (flagged["median_working_days_late"], others["median_working_days_late"]) == (1, 2)


def test_a_case_counts_with_the_flags_when_it_was_opened(shop: Shop) -> None:
    assert row(shop, "fairness", "with a flag")["cases"] == 0
    others = row(shop, "fairness", "without")
    assert (others["cases"], others["chases"], others["chases_per_case"]) == (2, 1, 0.5)
    shop("open 'Again no sound' --customer 'Dana Reyes'")
    shop("heard 3 'And now?' --chasing")
    flagged = row(shop, "fairness", "with a flag")
    assert (flagged["cases"], flagged["chases"], flagged["chases_per_case"]) == (1, 1, 1.0)


def test_a_customer_with_two_flags_is_counted_once_among_insiders_and_under_each(shop: Shop) -> None:
    shop("customer flag 'Dana Reyes' family --at '2026-06-01 10:00'")
    assert row(shop, "fairness", "with a flag")["kept"] == 1
    assert row(shop, "fairness", "with a flag")["kept_late"] == 1
    assert row(shop, "fairness", "without")["kept"] == 0
    assert (row(shop, "flags", "family")["kept"], row(shop, "flags", "friend")["kept"]) == (1, 0)
    assert (row(shop, "flags", "family")["kept_late"], row(shop, "flags", "friend")["kept_late"]) == (1, 1)


def test_what_is_promised_once_a_flag_is_gone_counts_without_it(shop: Shop) -> None:
    shop("customer unflag 'Dana Reyes' friend")
    shop.at("06-05 11:00")("promise make 1 'Another cable' --by 2026-06-08")
    assert row(shop, "fairness", "with a flag")["pending"] == 0
    assert row(shop, "fairness", "without")["pending"] == 1


def test_percentages_begin_at_ten(shop: Shop) -> None:
    for _ in range(9):
        shop("promise make 1 'A cable' --by 2026-06-09")
    shop.at("06-08 10:00")(f"keep {' '.join(str(number) for number in live(shop))}")
    assert row(shop, "fairness", "with a flag")["on_time_rate"] == 0.9
    assert row(shop, "fairness", "without")["on_time_rate"] is None


def test_as_of_a_past_moment_only_facts_up_to_then_count(shop: Shop) -> None:
    before = row(shop, "fairness", "with a flag", "--as-of '2026-06-02 12:00'")
    assert (before["pending"], before["kept_late"]) == (1, 0)


def test_before_the_first_flag_there_was_nothing_to_compare(shop: Shop) -> None:
    before = shop.json("report fairness --as-of '2026-06-02 09:00'")["sections"]
    assert before == {"fairness": [], "flags": []}


def test_without_any_flag_there_is_nothing_to_compare(shop: Shop) -> None:
    shop.store.unlink()
    shop("open 'No sound' --customer 'Dana Reyes'")
    assert "No customer has a flag." in shop("report fairness").out


def test_referrals_count_who_came_and_what_they_brought(shop: Shop) -> None:
    shop("customer add 'Lou Park' --company 'Arden Pharma'")
    shop("customer refer 'Kim Ito' --by 'Arden Pharma'")
    shop("customer refer 'Lou Park' --by 'Arden Pharma'")
    shop("customer refer 'Dana Reyes' --by 'Kim Ito'")
    rows = shop.json("report referrals")["sections"]["referrals"]
    assert [(r["by"], r["kind"], r["customers"], r["cases"]) for r in rows] == [
        ("Arden Pharma", "company", 2, 1),
        ("Kim Ito", "customer", 1, 1),
    ]
    assert shop.json("report referrals --as-of '2026-06-05 09:00'")["sections"]["referrals"] == []


def live(shop: Shop) -> list[int]:
    """The numbers of the live promises that were said."""
    found = shop.json("promise list --case 1")["items"]
    return [int(each["id"][2:]) for each in found if each["said"]]
