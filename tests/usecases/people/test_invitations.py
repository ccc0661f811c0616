"""Invitations to review from the command line: who is due, who is held, who was invited, and that nobody can choose.

Kim's hub is delivered on Mon 5 Jan 2026 at 15:00, so the invitation is due on Mon 19 Jan at 17:00 and is held until
Fri 6 Mar 17:00 at the latest.
"""

import csv
import re
from datetime import datetime
from typing import Any

import pytest

from tests.keys import Has
from tests.shop import Shop, local, prepared, utc
from tests.tree import commands, options

KIM, DANA = "Kim Ito <kim@example.com>", "Dana Reyes <dana@example.com>"


def buys(shop: Shop, who: str = KIM, order: str = "2001", day: str | None = "01-05", product: str = "USB hub") -> None:
    """Somebody buys something, which is delivered on a day at 15:00, or not yet; the first to buy begins the store."""
    delivered = f"--bought '2026-{day} 09:00' --delivered '2026-{day} 15:00'" if day else ""
    evening = local(f"{day or '01-05'} 18:00")
    shop.at((max(evening, datetime.fromisoformat(shop.now)) if shop.store.exists() else evening).isoformat())
    shop(f"purchase add '{who}' '{product}' --price 14.95 --order {order} {delivered}")


def due(shop: Shop, moment: str, *, what: str = "invitations", section: str = "due", key: str = "order") -> list[Any]:
    """What stands in a section of what is due at a moment."""
    return [row[key] for row in shop.at(moment).json(f"{what} due")["sections"][section]]


@prepared
def shop(shop: Shop) -> Shop:
    """Kim has her hub."""
    buys(shop)
    return shop


def test_a_delivery_without_a_complaint_is_due_two_weeks_later_at_closing_time(shop: Shop) -> None:
    assert due(shop, "01-19 16:59") == []
    assert shop.at("01-19 17:00").json("invitations due")["sections"] == Has(
        {
            "due": [
                Has(
                    {
                        "name": "Kim Ito",
                        "email": "kim@example.com",
                        "order": "2001",
                        "product": "USB hub",
                        "delivered_at": utc("01-05 15:00"),
                        "due_at": utc("01-19 17:00"),
                        "purchase": "B-1",
                    }
                )
            ],
            "held": [],
        }
    )
    assert due(shop, "12-31 10:00") == ["2001"]


def test_the_mailer_gets_those_who_are_due_as_one_table(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop('open "No sound" --customer dana@example.com')
    file = shop.folder / "due.csv"
    shop.at("01-20 09:00")("invitations due --format csv --output", str(file))
    assert file.read_text(encoding="utf-8") == (
        "name,email,order,product,delivered_at,due_at,purchase\n"
        "Kim Ito,kim@example.com,2001,USB hub,2026-01-05T15:00:00-05:00,2026-01-19T17:00:00-05:00,B-1\n"
    )
    held = list(csv.DictReader(shop("invitations due --format csv --section held").out.splitlines()))
    assert [(row["name"], row["case"], row["until"]) for row in held] == [
        ("Dana Reyes", "C-1", "2026-03-06T17:00:00-05:00")
    ]


def test_the_oldest_delivery_stands_first_and_what_is_not_delivered_nowhere(shop: Shop) -> None:
    buys(shop, DANA, "2002", "01-03")
    buys(shop, DANA, "2003", None)
    assert due(shop, "01-19 17:00") == ["2002", "2001"]


@pytest.mark.parametrize("when", ["01-02 10:00", "01-06 10:00", "01-18 10:00"])
def test_an_open_case_of_the_customer_holds_it_whenever_it_was_opened_before(shop: Shop, when: str) -> None:
    shop.at("01-18 10:00")('open "It came defective" --customer kim@example.com', "--at", f"2026-{when}")
    assert due(shop, "01-19 17:00") == []
    assert due(shop, "01-19 17:00", section="held", key="case") == ["C-1"]


def test_a_case_of_somebody_else_holds_nothing(shop: Shop) -> None:
    shop(f'open "No sound" --customer "{DANA}"')
    assert due(shop, "01-19 17:00") == ["2001"]


@pytest.mark.parametrize("ending", ['--confirmed "Fine"', '--confirmed "Never again"', "--unconfirmed"])
def test_it_is_released_when_the_case_closes_however_that_ended(shop: Shop, ending: str) -> None:
    shop('open "It came defective" --customer kim@example.com')
    shop.at("01-20 10:00")("follow-up 1 --no-answer")
    shop("follow-up 1 --no-answer")
    shop("follow-up 1 --no-answer")
    assert due(shop, "01-21 10:00") == []
    shop.at("01-21 10:00")(f"close 1 {ending}")
    assert due(shop, "01-21 10:00") == ["2001"]


def test_a_case_that_never_closes_holds_it_no_longer_than_the_longest_time(shop: Shop) -> None:
    shop('open "It came defective" --customer kim@example.com')
    assert (due(shop, "03-06 16:59"), due(shop, "03-06 17:00")) == ([], ["2001"])
    assert due(shop, "03-06 17:00", section="held") == []


def test_a_case_that_is_open_again_holds_it_again(shop: Shop) -> None:
    shop('open "It came defective" --customer kim@example.com --promise "A new one" --by 2bd')
    shop.at("01-08 10:00")("keep 1")
    shop('close 1 --confirmed "Fine"')
    assert due(shop, "01-19 17:00") == ["2001"]
    shop.at("01-19 18:00")("reopen 1")
    assert due(shop, "01-19 18:00") == []
    assert due(shop, "01-19 18:00", section="held", key="case") == ["C-1"]


def test_the_shop_says_how_long_after_the_delivery(shop: Shop) -> None:
    shop.configure('[policy]\ninvite_after = "3d"\ninvite_at_latest = "5d"\narrival_check_after = "1d"\n')
    assert (due(shop, "01-08 16:59"), due(shop, "01-08 17:00")) == ([], ["2001"])
    shop.at("01-08 17:00")('open "It came defective" --customer kim@example.com')
    assert (due(shop, "01-10 16:59"), due(shop, "01-10 17:00")) == ([], ["2001"])
    assert due(shop, "01-06 17:00", what="arrival-checks") == ["2001"]


# Recording what was sent


@pytest.mark.parametrize("which", ["B-1", "b1", "2001", "2001 B-1", "--all-due"])
def test_what_was_sent_is_recorded_and_due_no_more(shop: Shop, which: str) -> None:
    sent = shop.at("01-20 09:00").json(f"invitations sent {which}")
    assert ([row["purchase"] for row in sent["sent"]], sent["already_known"]) == (["B-1"], [])
    assert due(shop, "01-20 09:00") == []


def test_the_mailers_table_says_what_was_sent(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop.at("01-20 09:00")("invitations due --format csv --output", file := str(shop.folder / "Due.CSV"))
    assert "2 invitations sent" in shop("invitations sent", file).out
    assert due(shop, "01-20 09:00") == []


def test_a_table_of_orders_will_do(shop: Shop) -> None:
    (file := shop.folder / "mailed.csv").write_text("Status; Order ;Note\nok;2001;März\n", encoding="cp1252")
    assert len(shop.at("01-20 09:00").json("invitations sent", str(file))["sent"]) == 1


def test_all_that_is_due_was_sent_and_not_what_is_held(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop('open "No sound" --customer dana@example.com')
    buys(shop, "Robin Vale", "2003", "01-10")
    sent = shop.at("01-20 09:00").json("invitations sent --all-due")["sent"]
    assert [row["order"] for row in sent] == ["2001"]
    assert "0 invitations sent." in shop("invitations sent --all-due").out


def test_a_dry_run_says_that_nothing_was_written(shop: Shop) -> None:
    shop.at("01-19 17:00")
    assert shop("invitations sent --all-due --dry-run").out.endswith("A dry run: nothing was written.\n")
    assert due(shop, "01-19 17:00") == ["2001"]


def test_sent_twice_is_said_to_be_known_and_recorded_once(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop.at("01-20 09:00")("invitations sent 2001")
    again = shop.at("01-20 10:00").json("invitations sent 2001 2002")
    assert [row["order"] for row in again["sent"]] == ["2002"]
    assert [row["order"] for row in again["already_known"]] == ["2001"]
    told = shop("invitations sent 2001").out
    assert told.startswith("0 invitations sent.\n1 invitation sent before, already known:\n")


def test_what_was_sent_can_be_said_later(shop: Shop) -> None:
    told = shop.at("01-25 09:00")("invitations sent 2001 --at '2026-01-20 09:00'").out
    assert told.startswith("At Tue 20 Jan 2026 09:00 EST (3 working days ago):\n1 invitation sent:\n")
    assert due(shop, "01-25 09:00") == []
    assert [row["order"] for row in shop.json("invitations due --as-of '2026-01-20 08:59'")["sections"]["due"]] == [
        "2001"
    ]
    assert shop.json("invitations sent 2001 --at '2026-01-19 18:00'")["sent"] == []
    assert shop.json("invitations sent --all-due --at '2026-01-19 18:00'")["sent"] == []


@pytest.mark.parametrize(
    ("before", "which", "why"),
    [
        ((), "B-2", "Dana Reyes, USB hub, order 2002: not due yet"),
        ((), "2003", "Dana Reyes, USB hub, order 2003: not delivered yet"),
        (('open "X" --customer kim@example.com',), "2001", "Kim Ito, USB hub, order 2001: held by C-1"),
        (("invitations opt-out kim@example.com --words No",), "2001", "Kim Ito, USB hub, order 2001: opted out"),
        ((), "2001 2002 2003", "order 2002: not due yet, and 1 more. Nothing was recorded"),
        ((), "2001 --at '2026-01-19 16:00'", "not due yet"),
    ],
)
def test_what_is_not_due_cannot_have_been_sent_and_then_none_of_it(
    shop: Shop, before: tuple[str, ...], which: str, why: str
) -> None:
    buys(shop, DANA, "2002", "01-10")
    buys(shop, DANA, "2003", None)
    for command in before:
        shop(command)
    assert why in shop.at("01-20 09:00").refuses(4, f"invitations sent {which}")


def test_of_several_each_is_listed(shop: Shop) -> None:
    buys(shop, DANA, "2002", "01-10")
    buys(shop, DANA, "2003", None)
    answer = shop.at("01-20 09:00").run("invitations sent 2001 2002 2003")
    assert answer.out == (
        "Dana Reyes, USB hub, order 2002: not due yet\nDana Reyes, USB hub, order 2003: not delivered yet\n"
    )


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("", "is empty"),
        ("name,email\nKim,kim@example.com\n", "has neither a column purchase nor a column order"),
        ("purchase,note\nB-1,\n ,bounced\n", "has neither a purchase nor an order in line 3"),
        ("purchase\nB-1\nB-99\n", "There is no purchase B-99"),
    ],
)
def test_a_table_that_names_nothing_is_refused_whole(shop: Shop, table: str, why: str) -> None:
    (file := shop.folder / "mailed.csv").write_text(table, encoding="utf-8")
    code = 3 if "99" in table else 2
    assert why in shop.at("01-20 09:00").refuses(code, "invitations sent", str(file))


def test_undo_takes_back_what_was_said_to_be_sent(shop: Shop) -> None:
    shop.at("01-20 09:00")("invitations sent --all-due")
    shop("undo")
    assert due(shop, "01-20 09:00") == ["2001"]


# Nobody chooses


def test_an_opt_out_is_the_customers_own_and_lasts(shop: Shop) -> None:
    opted_out = shop.at("01-06 12:00")(
        'invitations opt-out kim@example.com --words "Please no more of these" --at "today 10:00"'
    ).out
    assert opted_out == (
        "At Tue 6 Jan 2026 10:00 EST (today, 2 h ago):\nKim Ito <kim@example.com> is not invited to review any more.\n"
    )
    buys(shop, KIM, "2004", "02-02")
    assert (due(shop, "01-19 17:00"), due(shop, "12-01 10:00")) == ([], [])
    said = 'Not invited to review since Tue 6 Jan 2026: "Please no more of these"'
    assert said in shop("customer show kim@example.com").out
    assert said not in shop("customer show kim@example.com --as-of '2026-01-06 09:59'").out
    assert "Tue 6 Jan 2026 10:00 EST" in shop.refuses(4, "invitations opt-out kim@example.com --words Really")


@pytest.mark.parametrize("words", ["", '--words ""', '--words "  "'])
def test_an_opt_out_needs_the_customers_words(shop: Shop, words: str) -> None:
    assert "--words" in shop.refuses(2, f"invitations opt-out kim@example.com {words}")


@pytest.mark.parametrize("words", ["", "kim@example.com", "2001 --because angry", "--help-me B-1"])
def test_nobody_of_the_shop_can_skip_a_customer(shop: Shop, words: str) -> None:
    assert shop.at("01-20 09:00").refuses(4, f"invitations skip {words}") == (
        "careline: No customer can be skipped: who is asked for a review is not ours to choose. Only the customer's "
        f'own opt-out is lasting: careline invitations opt-out "{words if "@" in words else "NAME"}" --words "...".\n'
    )
    assert "skip " not in shop("invitations --help").out


def test_no_option_chooses_whom_to_invite() -> None:
    shared = {"--as-of", "--at", "--format", "--json", "--output", "--section", "--exit-code", "--quiet", "--help"}
    shared |= {"--fields", "--yes", "--no-input", "--dry-run"}
    theirs = {name: options(command) - shared for name, command in commands().items() if name.startswith("invitations")}
    assert {name: {each for each in found if each.startswith("-")} for name, found in theirs.items()} == {
        "invitations due": set(),
        "invitations sent": {"--all-due"},
        "invitations opt-out": {"--words"},
    }


def test_no_command_can_ask_for_a_review_to_be_changed_or_removed() -> None:
    """Wherever help speaks of a public review it is where a case came from, or an invitation: never a wish for it."""
    speaking = {
        f"{name} {parameter.opts[0]}"
        for name, command in commands().items()
        if not name.startswith(("tone", "invitations"))
        for parameter in command.params
        if re.search(r"\b(re)?views?\b|\brating|\bstars?\b", f"{parameter.opts[0]} {parameter.help}", re.IGNORECASE)
    }
    assert speaking == {"open --review-address", "case open --review-address"}


@pytest.mark.parametrize("sent", [True, False])
def test_whether_somebody_was_asked_how_it_arrived_decides_about_no_invitation(shop: Shop, sent: bool) -> None:
    buys(shop, DANA, "2002")
    shop('open "No sound" --customer dana@example.com')
    if sent:
        shop.at("01-07 17:00")("arrival-checks sent --all-due")
    assert due(shop, "01-19 17:00") == ["2001"]
    assert due(shop, "01-19 17:00", section="held") == ["2002"]
    assert due(shop, "03-06 17:00") == ["2001", "2002"]


def test_every_buyer_is_asked_how_it_arrived_whatever_else_there_is(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop('open "No sound" --customer dana@example.com')
    shop("invitations opt-out kim@example.com --words No")
    assert due(shop, "01-07 16:59", what="arrival-checks") == []
    assert due(shop, "01-07 17:00", what="arrival-checks") == ["2001", "2002"]
    assert list(shop.json("arrival-checks due")["sections"]) == ["due"]
    assert "2 arrival checks sent:" in shop("arrival-checks sent 2001 2002").out
    assert due(shop, "01-07 17:00", what="arrival-checks") == []
    assert "already known" in shop("arrival-checks sent 2001").out


def test_an_arrival_that_nobody_was_asked_about_yet_is_refused_as_sent(shop: Shop) -> None:
    assert "'careline arrival-checks due'" in shop.at("01-07 16:59").refuses(4, "arrival-checks sent 2001")


# Whether they are all asked alike


def parity(shop: Shop, *words: str) -> dict[str, Any]:
    sections = shop.json("report invitations", *words)["sections"]
    return {row.pop("customers"): row for row in sections["parity"]}


def test_the_parity_report_sets_customers_with_cases_beside_those_without(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    buys(shop, "Robin Vale", "2003")
    buys(shop, "Lee Park", "2004")
    buys(shop, "Sam Otieno", "2005", "01-10")
    shop.at("01-15 10:00")('open "No sound" --customer dana@example.com')
    shop('open "Network card" --customer "Robin Vale" --promise "A new one" --by 2bd')
    shop("keep 2")
    shop('close 2 --confirmed "Fine"')
    shop.at("01-16 10:00")("invitations opt-out 'Lee Park' --words No")
    shop.at("01-20 09:00")("invitations sent 2001 2003")
    assert parity(shop) == {
        "with cases": Has({"invited": 1, "eligible": 2, "rate": None, "held": 1, "due": 0, "median_days": 15.0}),
        "without cases": Has({"invited": 1, "eligible": 1, "rate": None, "held": 0, "due": 0, "median_days": 15.0}),
    }
    assert shop.json("report invitations")["sections"]["opt_outs"] == [Has({"opt_outs": 1})]
    assert parity(shop.at("03-07 10:00"))["with cases"] == Has(
        {"invited": 1, "eligible": 2, "rate": None, "held": 0, "due": 1, "median_days": 15.0}
    )


def test_who_was_forgotten_is_not_invited_and_not_missed(shop: Shop) -> None:
    buys(shop, DANA, "2002")
    shop("customer forget kim@example.com --yes")
    assert due(shop, "01-19 17:00") == ["2002"]
    assert parity(shop)["without cases"]["eligible"] == 1


def test_a_case_opened_after_the_invitation_was_sent_makes_nobody_a_customer_with_cases(shop: Shop) -> None:
    shop.at("01-20 09:00")("invitations sent 2001")
    shop.at("01-21 10:00")('open "It came defective" --customer kim@example.com')
    with_cases, without_cases = parity(shop)["with cases"], parity(shop)["without cases"]
    assert (with_cases["eligible"], without_cases["eligible"], without_cases["held"]) == (0, 1, 0)


def test_the_rate_stands_from_ten_on(shop: Shop) -> None:
    for number in range(8):
        buys(shop, f"Customer {number} <c{number}@example.com>", f"30{number}")
    shop.at("01-20 09:00")("invitations sent --all-due")
    assert parity(shop)["without cases"]["rate"] is None
    buys(shop, DANA, "2002", "01-06")
    assert parity(shop.at("01-20 18:00"))["without cases"]["rate"] == 0.9


@pytest.mark.parametrize(
    ("since", "until", "eligible"),
    [
        ("2026-01-19", "2026-01-19", 1),
        ("2026-01-20", "2026-01-25", 1),
        ("2026-01-21", "2026-01-25", 0),
        ("2026-01-01", "2026-01-18", 0),
        ("2026-01-01", "2026-01-20", 2),
    ],
)
def test_a_period_has_what_fell_due_in_it(shop: Shop, since: str, until: str, eligible: int) -> None:
    buys(shop, DANA, "2002", "01-06")
    shop.at("01-25 10:00")("invitations opt-out kim@example.com --words 'Later'")
    shop("undo")
    assert parity(shop, "--since", since, "--until", until)["without cases"]["eligible"] == eligible


def test_a_period_begins_with_the_first_moment_of_its_day(shop: Shop) -> None:
    shop.configure('[policy]\ninvite_after = "9h"\n')
    assert parity(shop.at("01-07 10:00"), "--since", "2026-01-06")["without cases"]["eligible"] == 1
    assert parity(shop, "--since", "2026-01-07")["without cases"]["eligible"] == 0


def test_days_between_are_dates_in_the_shops_zone(shop: Shop) -> None:
    """At 23:50 in New York it is the next day in UTC already."""
    shop.at("01-06 08:00")(
        f"purchase add '{DANA}' X --price 1.00 --order 2002 --bought '2026-01-05 09:00' --delivered '2026-01-05 23:50'"
    )
    shop.at("01-19 23:40")("invitations sent 2002")
    assert parity(shop)["without cases"]["median_days"] == 14.0


def test_the_same_moment_gives_the_same_pages_whatever_came_later(shop: Shop) -> None:
    shop('open "It came defective" --customer kim@example.com --promise "A new one" --by 2bd')
    buys(shop, DANA, "2002")
    asked = ("invitations due", "report invitations", "arrival-checks due")
    before = [shop.at("01-20 09:00")(f"{page} --as-of now").out for page in asked]
    shop.at("01-20 10:00")("invitations sent 2002")
    shop("arrival-checks sent --all-due")
    shop("keep 1")
    shop('close 1 --confirmed "Fine"')
    shop("invitations opt-out kim@example.com --words No")
    after = [shop.at("02-01 09:00")(f"{page} --as-of '2026-01-20 09:00'").out for page in asked]
    assert after == before
