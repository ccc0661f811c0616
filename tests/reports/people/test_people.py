"""A customer on a page: how it went so far, what they bought, and their cases."""

from tests.keys import Has
from tests.shop import Shop, prepared


@prepared
def kims(shop: Shop) -> Shop:
    """On Wed 3 Jun: C-1 overdue, C-2 due later, C-3 and C-4 closed; C-5 is somebody else's."""
    shop(
        'open "Left ear" --customer "Kim Ito <kim@example.com>" --product MX500i --order 17 --promise "I ring" --by 1bd'
    )
    shop('open "Cable" --customer "Kim Ito" --product Cable --promise "A new one is sent" --by 5bd --performer FedEx')
    for number, subject in ((3, "Box"), (4, "Bill")):
        shop(f'open "{subject}" --customer "Kim Ito" --product MX500i --order 17 --promise "Done" --by 1bd')
        shop(f"keep {2 * number - 3}")
    shop.at("06-01 13:00")('close 4 --confirmed "Fine"')
    shop('open "No sound" --customer Dana --product Radio --promise x --by 1bd')
    shop("heard 1 --chasing")
    shop.at("06-01 14:00")('close 3 --confirmed "Fine"')
    return shop.at("06-03 10:00")


def test_the_page_counts_what_was_promised_and_lists_what_is_owed_first(kims: Shop) -> None:
    assert kims('customer show "Kim Ito"').out == (
        "Kim Ito <kim@example.com>\n"
        "4 cases, 2 open. Asked where it is once.\n"
        "Promised: 2 kept, 1 overdue, 1 pending.\n"
        "Bought: MX500i (order 17); Cable\n"
        "\n"
        '  C-1  Left ear: "I ring", 1 working day overdue, asked 1, told 0\n'
        '  C-2  Cable: "A new one is sent", due Mon 8 Jun 17:00\n'
        "  C-3  Box, closed Mon 1 Jun 14:00\n"
        "  C-4  Bill, closed Mon 1 Jun 13:00\n"
    )


def test_scripts_get_the_same(kims: Shop) -> None:
    found = kims.json("customer show kim@example.com")
    assert [case["id"] for case in found["cases"]] == ["C-1", "C-2", "C-3", "C-4"]
    assert (found["open_cases"], found["more_cases"], found["chases"]) == (2, 0, 1)
    assert found["promises"]["kept"] == 2
    assert found["promises"]["overdue"] == 1
    assert found["promises"]["on_time_rate"] is None
    assert found["bought"] == [Has({"product": "MX500i", "order": "17"}), Has({"product": "Cable", "order": None})]


def test_as_of_a_past_moment_later_facts_do_not_exist(kims: Shop) -> None:
    page = kims('customer show "Kim Ito" --as-of "2026-06-01 13:30"').out
    assert "4 cases, 3 open." in page
    assert "overdue" not in page
    assert "C-3  Box: Check back with Kim" in page


def test_a_case_that_was_closed_then_and_is_open_again_stands_among_the_closed_ones(kims: Shop) -> None:
    kims("reopen 3")
    then = kims('customer show "Kim Ito" --as-of "2026-06-02 10:00"').out
    assert "4 cases, 2 open." in then
    assert [line.split()[0] for line in then.splitlines()[6:]] == ["C-1", "C-2", "C-3", "C-4"]
    assert "C-3  Box, closed Mon 1 Jun 14:00\n" in then
    now = kims('customer show "Kim Ito"').out
    assert [line.split()[0] for line in now.splitlines()[5:]] == ["C-1", "C-3", "C-2", "C-4"]


def test_ten_promises_are_enough_for_a_rate(kims: Shop) -> None:
    for number in range(7):
        made = kims.json(f'promise make 1 "Number {number}" --by 1bd')["promises"][0]["id"]
        kims(f"keep {made}")
    assert "Promised: 9 kept, 1 overdue, 1 pending; 90% on time." in kims('customer show "Kim Ito"').out
    assert kims.json('customer show "Kim Ito"')["promises"]["on_time_rate"] == 0.9


def test_plans_are_no_promises_to_them(shop: Shop) -> None:
    shop('open "No sound" --customer Dana')
    assert shop("customer show Dana").out == (
        "Dana\n1 case, 1 open.\nNothing was promised to them.\n\n"
        "  C-1  No sound: We get back to Dana, due Tue 2 Jun 17:00, due soon\n"
    )


def test_of_many_cases_the_first_twenty_are_shown_and_the_rest_counted(shop: Shop) -> None:
    rows = [f"{n},Kim Ito,Case {n},2026-05-{n:02} 09:00,Done,2026-06-{30 - n:02} 17:00" for n in range(1, 26)]
    (shop.folder / "cases.csv").write_text("ref,customer,subject,opened,promise,due\n" + "\n".join(rows))
    shop("import", str(shop.folder / "cases.csv"))
    lines = shop('customer show "Kim Ito"').out.splitlines()
    assert lines[1] == "25 cases, 25 open."
    assert [line.split()[0] for line in lines[4:24]] == [f"C-{n}" for n in range(25, 5, -1)]
    assert lines[24:] == ['and 5 more: careline list --all --customer "Kim Ito"']
    assert shop.json('customer show "Kim Ito"')["more_cases"] == 5
    assert len(shop.json('list --all --customer "Kim Ito"')["items"]) == 25


def test_an_imported_case_without_a_promise_says_so(shop: Shop) -> None:
    (shop.folder / "cases.csv").write_text("customer,subject,opened\nKim Ito,Old,2026-05-01 09:00\n")
    shop("import", str(shop.folder / "cases.csv"))
    shop('open "New" --customer "Kim Ito"')
    page = shop('customer show "Kim Ito"').out
    assert "  C-2  New: We get back to Kim, due Tue 2 Jun 17:00, due soon\n  C-1  Old, nothing is promised\n" in page
