"""What waits unseen nowhere: questions, what came back, what may be closed, whom we wait for; and whose page it is."""

from typing import Any

import pytest

from tests.shop import Shop, prepared, utc


def rows(shop: Shop, section: str, more: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = shop.json(f"brief {more}")["sections"][section]
    return found


def page(shop: Shop, command: str = "brief") -> str:
    """The page on lines of any length."""
    return " ".join(shop(command).out.split())


@prepared
def asked(shop: Shop) -> Shop:
    """Pat asks on a Tuesday, and has a word that is due weeks later."""
    shop("open 'Noisy fan' --customer 'Pat Low' --phone '617 555 0102' --promise 'A new fan' --by 15bd")
    shop.at("06-02 10:00")("heard 1 'Can I use it meanwhile?'")
    return shop


def test_a_question_stands_under_today_on_the_day_its_time_ends_and_is_unanswered_after_it(asked: Shop) -> None:
    assert rows(asked.at("06-02 16:00"), "to_answer_today") == []
    asked.at("06-03 08:00")
    assert [(row["case"], row["answer_by"]) for row in rows(asked, "to_answer_today")] == [("C-1", utc("06-03 17:00"))]
    assert asked("brief").out.startswith("1 due today. First: Pat Low, by 17:00.\n")
    assert (
        'Today C-1 Pat Low: "Can I use it meanwhile?", by 17:00 Noisy fan; 617 555 0102 careline follow-up 1'
        in page(asked)
    )
    asked.at("06-04 08:00")
    assert rows(asked, "to_answer_today") == []
    assert [row["case"] for row in rows(asked, "unanswered")] == ["C-1"]
    assert asked("brief").out.startswith("1 question. First: Pat Low, since Tue 2 Jun.\n")
    assert 'Unanswered C-1 Pat Low: "Can I use it meanwhile?", since Tue 2 Jun, new' in page(asked)
    assert "new" not in page(asked.at("06-05 08:00"))


def test_an_attempt_to_reach_them_is_counted_and_starts_the_time_anew(asked: Shop) -> None:
    asked.at("06-04 10:00")("follow-up 1 --no-answer")
    assert rows(asked, "unanswered") == []
    assert '"Can I use it meanwhile?", since Tue 2 Jun, tried once' in page(asked.at("06-08 08:00"))
    asked("follow-up 1 'Yes'")
    assert rows(asked, "unanswered") == []


def test_a_question_of_a_chase_without_words_says_what_it_was(shop: Shop) -> None:
    shop("open 'Noisy fan' --customer 'Pat Low' --promise 'A new fan' --by 15bd")
    shop("heard 1 --chasing")
    assert "C-1 Pat Low: asks where it is, asked 1, since Mon 1 Jun" in page(shop)
    assert "C-1 Pat Low: asked where it is, since Mon 1 Jun" in page(shop.at("06-04 08:00"))


def test_a_case_that_came_back_twice_stands_there_until_it_has_a_new_word(shop: Shop) -> None:
    shop("open 'Hub drops out' --customer 'Kim Ito'")
    for day in (2, 3):
        shop.at(f"06-0{day} 10:00")("close 1 --confirmed Works")
        assert rows(shop, "came_back") == []
        shop.at(f"06-0{day} 15:00")("heard 1 'It drops out again'")
    (row,) = rows(shop, "came_back")
    assert (row["case"], row["what"], row["since_at"], row["reopened"]) == (
        "C-1",
        "reopened twice",
        utc("06-03 15:00"),
        2,
    )
    assert "Came back C-1 Kim Ito: reopened twice, since Wed 3 Jun Hub drops out careline show 1" in page(shop)
    shop("promise make 1 'Another hub' --by 2bd")
    assert rows(shop, "came_back") == []


def test_a_chain_that_failed_again_came_back(shop: Shop) -> None:
    shop("open Broken --customer Dana --product MX500i")
    for number in (1, 2):
        shop.at(f"06-0{number} 10:00")("ship-replacement 1 --why 'a new one' --arrives 'today 16:00'")
        shop.at(f"06-0{number} 12:00")(f"outcome {number} doa --delivered now")
    assert [row["what"] for row in rows(shop, "came_back")] == ["MX500i failed: doa"]
    assert page(shop).count("careline show 1") == 1


def test_a_unit_that_worked_and_then_failed_came_back(shop: Shop) -> None:
    shop("open Broken --customer 'Lou Weber' --product LabelWriter")
    shop("ship-replacement 1 --why 'a new one' --arrives 'today 16:00'")
    shop("outcome 1 works --delivered now")
    shop("close 1 --confirmed 'It prints'")
    shop.at("06-08 10:00")("outcome 1 failed")
    (row,) = rows(shop, "came_back")
    assert (row["case"], row["what"]) == ("C-1", "LabelWriter failed after it had worked")
    assert "Came back C-1 Lou Weber: LabelWriter failed after it had worked, since Mon 8 Jun" in page(shop)


@prepared
def silent(shop: Shop) -> Shop:
    """Kim does not answer three check backs in a row; the fourth is due on Fri 19 Jun."""
    shop("open 'Hub drops out' --customer 'Kim Ito'")
    shop("follow-up 1 'Have you tried the other port?'")
    for day in ("06-02", "06-05", "06-12"):
        shop.at(f"{day} 11:00")("follow-up 1 'Does it work?'")
    return shop


def test_after_enough_check_backs_closing_is_offered_once_the_next_is_due(silent: Shop) -> None:
    due = next(p["due_at"] for p in silent.case()["promises"] if p["state"] == "pending")
    assert due == utc("06-19 17:00")
    assert rows(silent.at("06-18 08:00"), "to_close") == []
    silent.at("06-19 08:00")
    assert [(row["case"], row["check_backs"]) for row in rows(silent, "to_close")] == [("C-1", 3)]
    assert "Ready to close C-1 Kim Ito: 3 check backs without an answer, last heard Mon 1 Jun" in page(silent)
    assert page(silent).count("careline close 1 --unconfirmed") == 1
    silent("close 1 --unconfirmed")
    assert rows(silent, "to_close") == []


@pytest.mark.parametrize("command", ["promise make 1 'Another hub' --by 20bd", "heard 1 'It drops out again'"])
def test_who_was_heard_from_or_is_promised_something_is_not_offered_for_closing(silent: Shop, command: str) -> None:
    silent.at("06-22 08:00")
    assert len(rows(silent, "to_close")) == 1
    silent(command)
    assert rows(silent, "to_close") == []


def test_whom_we_wait_for_is_a_line_and_nothing_to_say(shop: Shop) -> None:
    shop("open 'No labels' --customer 'Pete Vance' --promise 'A new one' --by 30bd")
    shop("follow-up 1 'Which one is it?' --await 'a photograph of the label' --next 20bd")
    assert [(row["case"], row["awaited"]) for row in rows(shop, "awaited")] == [("C-1", "a photograph of the label")]
    assert page(shop).endswith("Waiting for them: 1, Pete C-1 since Mon 1 Jun (a photograph of the label)")
    assert shop("brief --quiet").out == ""
    shop.at("06-02 10:00")("heard 1 'Here it is' --no-reply")
    assert rows(shop, "awaited") == []


def test_what_is_handed_to_whoever_reads_the_page_is_theirs_to_acknowledge(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 15bd --performer FieldCo")
    shop("escalate 1 --to Ben --ack-by 2bd")
    assert "Ben does not know about it, and must answer by Wed 3 Jun 17:00" in page(shop)
    for command in ("--me Ben brief", "brief --for Ben"):
        assert "yours to answer by Wed 3 Jun 17:00 No card careline escalation acknowledge E-1" in page(shop, command)
    assert rows(shop, "to_tell", "--for Ben") == []
    late = page(shop.at("06-04 08:00"))
    assert "Ben did not answer by Wed 3 Jun 17:00 No card careline escalation acknowledge E-1" in late
    shop("escalation acknowledge 1 --who Ben")
    assert rows(shop, "unacknowledged") == []


@prepared
def many(shop: Shop) -> Shop:
    """45 words are overdue."""
    for number in range(45):
        customer = f"mail{number}x{number}@example.com"
        shop(f"open 'Trouble {number}' --customer {customer} --promise 'I call you back' --by 1bd")
    return shop.at("06-05 08:00")


def test_a_page_of_40_lines_is_cut_and_all_of_it_can_be_had(many: Shop) -> None:
    lines = many("brief").out.splitlines()
    assert len(lines) <= 40
    assert "Tell them first (45)" in lines
    assert lines[-1].endswith(" more: careline overdue")
    assert sum("careline show" in line for line in many("brief --all").out.splitlines()) == 45
    assert len(many.json("brief")["sections"]["overdue"]) == 45
    assert "Trouble 44" in many("overdue").out
    assert "careline overdue --for Ana" in many("brief --for Ana").out


@pytest.mark.parametrize("width", ["60", "80", "100", "120"])
def test_it_has_at_most_40_lines_on_a_terminal_too(many: Shop, width: str) -> None:
    many.environment["COLUMNS"] = width
    lines = many("brief --format table").out.splitlines()
    assert len(lines) <= 40
    assert "Tell them first (45)" in lines


@pytest.mark.parametrize("options", ["", " --format table"])
def test_a_section_by_itself_is_a_table_of_its_rows(asked: Shop, options: str) -> None:
    asked.environment["COLUMNS"] = "120"
    shown = asked.at("06-04 08:00")(f"brief --section unanswered{options}").out
    header, row = (line for line in shown.splitlines() if line.startswith(("Case", "C-1")))
    assert header.split() == ["Case", "Customer", "Subject", "Question", "Since", "Answer", "by", "Tried", "Days"]
    assert row.startswith("C-1   Pat Low   Noisy fan  Can I use it meanwhile?  Tue 2 Jun 10:00")
