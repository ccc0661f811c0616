"""The main report: what is overdue, how long, what is new, and the cases that nobody promised anything."""

import re
from typing import Any

import pytest

from tests.shop import Shop, prepared, utc


def promised(shop: Shop, by: str, *, made: str = "2026-05-20 10:00", more: str = "") -> str:
    """Open a case with a promise that was due at a moment of 2026, maybe long ago; the promise."""
    opened = shop.json(
        f'open "Trouble {by}" --customer "Robin Vale <robin@example.com>" --at "{made}" --promise "FieldCo calls"'
        f' --by "2026-{by}" {more}'
    )
    return str(opened["promises"][0]["id"])


def rows(shop: Shop, section: str = "overdue") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.json("overdue")["sections"][section]
    return found


def test_nothing_overdue_is_said_in_one_sentence(shop: Shop) -> None:
    promised(shop, "06-01 10:30")
    assert rows(shop) == rows(shop, "silent") == []
    assert shop("overdue").out.startswith("Nothing is overdue.\n")


def test_what_is_due_now_is_not_overdue_yet(shop: Shop) -> None:
    promised(shop, "06-02 17:00")
    assert rows(shop.at("06-02 17:00")) == []
    assert len(rows(shop.at("2026-06-02T17:00:01-04:00"))) == 1


def test_the_oldest_due_stands_first(shop: Shop) -> None:
    shop.at("06-05 12:00")
    made = [promised(shop, by) for by in ("06-03 17:00", "06-05 09:00", "06-02 17:00", "06-04 17:00")]
    assert [row["promise"] for row in rows(shop)] == [made[2], made[0], made[3], made[1]]


@pytest.mark.parametrize(
    ("due", "now", "days", "words"),
    [
        ("06-02 17:00", "06-02 17:30", 0, "overdue since today"),
        ("06-02 17:00", "06-02 23:59", 0, "overdue since today"),
        ("06-02 17:00", "06-03 00:00", 1, "1 working day overdue"),
        ("06-02 17:00", "06-05 12:00", 3, "3 working days overdue"),
        ("06-05 17:00", "06-06 10:00", 0, "overdue since Fri 5 Jun"),
        ("06-05 17:00", "06-07 10:00", 0, "overdue since Fri 5 Jun"),
        ("06-05 17:00", "06-08 10:00", 1, "1 working day overdue"),
        ("06-06 12:00", "06-06 13:00", 0, "overdue since today"),
        ("06-06 12:00", "06-07 13:00", 0, "overdue since Sat 6 Jun"),
        ("06-06 12:00", "06-08 09:00", 1, "1 working day overdue"),
    ],
)
def test_working_days_overdue_are_those_after_the_due_date_up_to_today(
    shop: Shop, due: str, now: str, days: int, words: str
) -> None:
    promised(shop.at(now), due)
    assert rows(shop)[0]["working_days_overdue"] == days
    assert words in shop("overdue").out


def test_closures_are_no_working_days(shop: Shop) -> None:
    shop.configure('[calendar]\nclosures = ["2026-07-02..2026-07-03", "2026-07-06"]\n')
    promised(shop.at("07-07 10:00"), "07-01 17:00")
    assert rows(shop)[0]["working_days_overdue"] == 1


@pytest.mark.parametrize(
    ("now", "since", "new"),
    [
        ("06-05 12:00", "06-04 12:00", {"06-04 12:00": True, "06-04 11:59": False, "06-05 09:00": True}),
        ("06-08 08:00", "06-05 08:00", {"06-05 08:00": True, "06-05 07:59": False, "06-06 12:00": True}),
        ("06-07 08:00", "06-05 08:00", {"06-05 17:00": True, "06-04 17:00": False}),
    ],
)
def test_new_is_what_became_overdue_since_the_same_hour_of_the_working_day_before(
    shop: Shop, now: str, since: str, new: dict[str, bool]
) -> None:
    shop.at(now)
    expected = {promised(shop, due): is_new for due, is_new in new.items()}
    report = shop.json("overdue")
    assert report["since"] == utc(since)
    assert {row["promise"]: row["new"] for row in report["sections"]["overdue"]} == expected


def test_the_day_before_a_clock_change_that_skipped_this_hour_is_a_day_before_too(shop: Shop) -> None:
    shop.configure("[hours]\n" + "".join(f'{day} = ["09:00-17:00"]\n' for day in ("sun", "mon", "fri")))
    shop.at("2026-03-09T02:30:00-04:00")("customer add Dana")
    assert shop.json("overdue")["since"] in {"2026-03-08T07:30:00Z", "2026-03-08T06:30:00Z"}


def test_a_check_whose_unit_has_not_arrived_stands_under_its_delivery(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --product MX500i --promise "You get a new one" --by 1bd')
    shop("ship-replacement 1 --why w --arrives 1bd --carrier FedEx")
    shop("keep 1")
    shop.at("06-09 10:00")
    assert [row["kind"] for row in rows(shop)] == ["delivery"]
    assert "then P-3: Check that it works, due Wed 3 Jun 17:00" in shop("overdue").out
    shop("delivered 1")
    assert rows(shop) == []
    assert [row["kind"] for row in rows(shop, "plans")] == ["check"]


def test_it_counts_how_often_was_asked_and_told_and_names_the_level(shop: Shop) -> None:
    promised(shop, "06-02 17:00", more="--backup 'Second Firm comes'")
    shop.at("06-03 10:00")("heard 1 --chasing")
    shop("heard 1 --chasing")
    shop('follow-up 1 "On it"')
    shop('follow-up 1 "Still on it"')
    shop("escalate 1 --to Ben --ack-by 4bh")
    shop("escalate 1 --to Cem --ack-by 4bh")
    (row,) = rows(shop)
    assert (row["chases"], row["updates"], row["level"], row["backup"]) == (2, 1, 2, "Second Firm comes")
    shop("escalation resolve 2")
    assert rows(shop)[0]["level"] is None


def test_an_imported_case_without_a_live_promise_is_silent_until_it_has_one(shop: Shop) -> None:
    sheet = shop.folder / "tickets.csv"
    sheet.write_text(
        "ref,customer,subject,opened,closed,promise,due,kept\n"
        "1,Dana Reyes,Never promised,2026-05-20 10:00,,,,\n"
        "2,Kim Ito,Promise kept,2026-05-19 10:00,,I ring,2026-05-20 17:00,2026-05-20 12:00\n"
        "3,Mia Tan,Promise live,2026-05-19 10:00,,I ring,2026-06-20 17:00,\n"
        "4,Lee Park,Closed,2026-05-19 10:00,2026-05-25 10:00,,,\n"
    )
    shop(f"import '{sheet}' --source shop")
    assert [(row["subject"], row["opened_at"], row["last_word_at"]) for row in rows(shop, "silent")] == [
        ("Promise kept", utc("05-19 10:00"), utc("05-19 10:00")),
        ("Never promised", utc("05-20 10:00"), None),
    ]
    assert "2 without a promise" in shop("overdue").out
    shop('follow-up 1 "We look into it" --next 2bd')
    assert [row["subject"] for row in rows(shop, "silent")] == ["Promise kept"]
    shop('heard 2 "Hello?" --said "Sorry" --promise "I ring" --by 1bd')
    assert rows(shop, "silent") == []
    then = shop.json("overdue --as-of '2026-05-19 12:00'")["sections"]["silent"]
    assert [row["subject"] for row in then] == ["Closed"]


# Words and plans, questions


@prepared
def mixed(shop: Shop) -> Shop:
    """On Fri 5 Jun: a word of Ana's and one of Ben's through FieldCo are late, a plan of Ben's too; Pat asks."""
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 1bd --performer FieldCo --owner Ben")
    shop("open 'No ink' --customer 'Mia Tan' --promise 'The ink is sent' --by 2bd")
    shop("--me Ben open 'No sound' --customer 'Lee Park'")
    shop("--me Ben follow-up 3 'We look into it'")
    shop("open 'Noisy fan' --customer 'Pat Low' --promise 'A new fan' --by 15bd")
    shop.at("06-02 10:00")("heard 4 'Can I use it meanwhile?'")
    return shop.at("06-05 12:00")


def test_words_are_overdue_and_plans_stand_apart(mixed: Shop) -> None:
    assert [(row["promise"], row["said"]) for row in rows(mixed)] == [("P-1", True), ("P-2", True)]
    assert [(row["promise"], row["said"], row["kind"]) for row in rows(mixed, "plans")] == [("P-4", False, "follow_up")]
    page = mixed("overdue").out
    assert page.startswith("2 overdue. 1 unanswered. First: Robin Vale, 3 working days.\n")
    assert page.endswith("Plans: 1 late (careline overdue --plans).\n")
    assert "Check back" not in page


def test_plans_stand_there_where_they_are_asked_for(mixed: Shop) -> None:
    page = mixed("overdue --plans").out
    assert page.index("Plans\n") < page.index("Check back with Lee")
    assert "Plans: 1 late" not in page
    assert mixed.json("overdue --plans") == mixed.json("overdue")


def test_an_acknowledgement_is_a_word(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Lee Park'")
    assert [row["kind"] for row in rows(shop.at("06-05 12:00"))] == ["acknowledge"]


def test_late_plans_alone_are_nothing_to_say(shop: Shop) -> None:
    shop("open 'No sound' --customer 'Lee Park'")
    shop("follow-up 1 'We look into it'")
    shop.at("06-05 12:00")
    assert len(rows(shop, "plans")) == 1
    for command in ("overdue", "overdue --plans", "brief", "overdue --for Ana", "brief --for Ana"):
        assert shop(f"{command} --quiet").out == ""
        assert shop.run(f"{command} --exit-code").code == 0
    assert shop("overdue").out.startswith("Nothing is overdue.\n")
    assert shop("overdue").out.endswith("\n\nPlans: 1 late (careline overdue --plans).\n")
    assert shop("brief").out.startswith("Nothing needs attention but plans.\n")
    assert shop("brief").out.endswith("\n\nPlans: 1 late: Lee C-1 (careline promise list --plans)\n")


def test_a_question_is_unanswered_once_its_time_has_ended(mixed: Shop) -> None:
    assert rows(mixed, "unanswered") == [
        {
            "case": "C-4",
            "customer": "Pat Low",
            "subject": "Noisy fan",
            "contact": rows(mixed, "unanswered")[0]["contact"],
            "text": "Can I use it meanwhile?",
            "since_at": utc("06-02 10:00"),
            "answer_by": utc("06-03 17:00"),
            "tried": 0,
            "working_days": 2,
            "asked": 1,
        }
    ]
    page = mixed("overdue").out
    assert page.index("FieldCo calls") < page.index("Unanswered\n") < page.index('"Can I use it meanwhile?"')
    assert "C-4 Noisy fan" in page
    assert mixed.json("overdue --as-of '2026-06-03 17:00'")["sections"]["unanswered"] == []
    mixed("follow-up 4 --no-answer")
    assert rows(mixed, "unanswered") == []
    assert rows(mixed.at("06-09 12:00"), "unanswered")[0]["tried"] == 1
    mixed("follow-up 4 'Yes, you can'")
    assert rows(mixed, "unanswered") == []


def test_a_question_alone_is_something_to_say(shop: Shop) -> None:
    shop("open 'Noisy fan' --customer 'Pat Low' --promise 'A new fan' --by 15bd")
    shop("heard 1 'Can I use it meanwhile?'")
    page = shop.at("06-05 12:00")("overdue --quiet").out
    assert page.startswith("1 unanswered. First: Pat Low.\n")


def test_questions_are_counted_as_questions_and_chases_as_asked(mixed: Shop) -> None:
    page = mixed("overdue").out
    assert "1 question, told 0" in page
    assert re.findall(r"asked \d, told \d", page)
    heads = [line.split() for line in mixed("overdue --format table").out.splitlines() if line.endswith("told")]
    assert heads == [
        ["days", "promised", "to", "asked", "told"],
        ["days", "they", "said", "to", "questions", "told"],
    ]


@pytest.mark.parametrize(
    ("options", "words", "plans", "asking"),
    [
        ("--for Ben", ["P-1"], ["P-4"], []),
        ("--for Ana", ["P-2"], [], ["C-4"]),
        ("--performer FieldCo", ["P-1"], [], []),
        ("--for ana --performer fieldco", [], [], []),
    ],
)
def test_whose_matters_can_be_asked_for(
    mixed: Shop, options: str, words: list[str], plans: list[str], asking: list[str]
) -> None:
    found = mixed.json(f"overdue {options}")["sections"]
    assert [row["promise"] for row in found["overdue"]] == words
    assert [row["promise"] for row in found["plans"]] == plans
    assert [row["case"] for row in found["unanswered"]] == asking


def test_a_page_says_whose_it_is_and_names_the_command_for_the_rest_of_it(mixed: Shop) -> None:
    page = mixed("overdue --for Ben").out
    assert page.startswith("Ben: 1 overdue. First: Robin Vale, 3 working days.\n")
    assert page.endswith("(careline overdue --plans --for Ben).\n")
    assert mixed("overdue --for Ben --format table").out.startswith("Overdue for Ben · ")
    page = mixed("brief --for Ben").out
    assert page.startswith("Ben: 1 broken word. First: Robin Vale, 3 days.\n")
    assert "careline promise list --plans --owner Ben" in page


@pytest.mark.parametrize("command", ["overdue --for", "overdue --performer", "brief --for"])
def test_an_unknown_name_is_refused_with_the_nearest(mixed: Shop, command: str) -> None:
    assert "Did you mean Ben?" in mixed.refuses(2, f"{command} Bem")
    assert 'Nobody is called "Zacharias". There are Ana, Ben, FieldCo.' in mixed.refuses(2, f"{command} Zacharias")
