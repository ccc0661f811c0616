"""`careline call`: the telephone rings. What is asked, in which order, and what a script says instead."""

import pytest

from tests.shop import Shop, prepared, utc
from tests.terminal import typing

ROBIN = 'Robin Vale <robin@example.com>  +1 617 555 0143  C-1 Network card: "FieldCo calls", 4 working days overdue'


@prepared
def ringing(shop: Shop) -> Shop:
    """Robin has C-1 with an overdue P-1, asked twice; Dana Reyes has C-2 and C-3; Dana Grey has no case. Mon 8 Jun."""
    shop(
        "open 'Network card' --customer 'Robin Vale <robin@example.com>' --phone '+1 617 555 0143'"
        " --promise 'FieldCo calls' --by 'tue 17:00' --performer FieldCo"
    )
    shop("open 'No sound' --customer 'Dana Reyes' --promise 'It leaves today' --by 'fri 17:00'")
    shop("open 'Loose cable' --customer 'Dana Reyes'")
    shop("customer add 'Dana Grey'")
    shop.at("06-04 10:00")("heard 1 --chasing")
    shop.at("06-04 11:00")("heard 2 'Any news?'")
    return shop.at("06-08 09:00")


def test_a_guided_call_asks_in_order_and_records_all_of_it_at_once(ringing: Shop) -> None:
    ringing.environment["COLUMNS"] = "160"
    answers = [
        "",
        "Nobody called me again",
        "",
        "Sorry.",
        "Second Firm comes",
        "17:00",
        "i",
        "FieldCo never called",
        "",
    ]
    answer = typing(ringing, "call 5550143", *answers)
    asked = [
        f"{ROBIN}, asked 1, told 0\n  new  a new case\n",
        "Which case?            [C-1] ",
        "What do they say?      ",
        "Are they asking about P-1? [Y/n] ",
        "What do you answer?    ",
        "What do you promise?   ",
        "By when?               [1bd] ",
        "                       -> Mon 8 Jun 2026 17:00 EDT (today, in 8 h)\n",
        'P-1 "FieldCo calls": kept / instead / besides  [besides] ',
        "Why the change?        ",
        "C-1: chase 2, your answer, P-4 in the place of P-1, which stays missed.   Record it? [Y/n] ",
    ]
    assert answer.err == "".join(asked)
    assert "P-4 takes the place of P-1" in answer.out
    file = ringing.case()
    assert [(each["direction"], each["text"], each["chasing"]) for each in file["contacts"][-2:]] == [
        ("in", "Nobody called me again", True),
        ("out", "Sorry.", False),
    ]
    assert {each["channel"] for each in file["contacts"][-2:]} == {"phone"}
    assert ringing.json("log --last 2")["items"][0]["command"] == "call"
    for count in range(len(answers)):
        ringing("undo --yes") if count == 0 else None
        stopped = typing(ringing, "call 5550143", *answers[:count])
        assert (stopped.code, stopped.out) == (130, ""), count
    assert typing(ringing, "call 5550143", *answers[:-1], "n").code == 130
    assert ringing.promise(1)["state"] == "overdue"


@pytest.mark.parametrize(
    ("who", "lines", "case"),
    [
        ("'+1 (617) 555-0143'", ["", "x", "", "", "", "", ""], 1),
        ("vale", ["", "x", "", "", "", "", ""], 1),
        ("rob", ["1", "x", "", "", "", "", ""], 1),
        ("ROBIN@example.com", ["robin vale", "x", "", "", "", "", ""], 1),
        ("'Dana Reyes'", ["", "x", "", "", "", "", ""], 2),
        ("'Dana Reyes'", ["C-1", "9", "3", "x", "", "", "", ""], 3),
        ("dana", ["7", "2", "C-3", "x", "", "", "", ""], 3),
        ("dana", ["", "Humming", "x", "", "", ""], 4),
        ("dana", ["new", "Humming", "x", "", "", ""], 4),
        ("", ["Rubin Vale", "reyes", "", "x", "", "", "", ""], 2),
        ("'617 555 0199'", ["Humming", "x", "", "", ""], 4),
        ("robin", ["new", "Humming", "", "", "", ""], 4),
    ],
)
def test_who_is_found_by_number_or_name_or_a_part_of_it(ringing: Shop, who: str, lines: list[str], case: int) -> None:
    answer = typing(ringing, f"call {who}", *lines)
    assert answer.code == 0, answer.err
    assert ringing.case(case)["contacts"][-1]["text"] in ("x", "Humming")
    assert ringing.json("log --last 1")["items"][0]["command"] == "call"


def test_several_are_listed_with_their_numbers(ringing: Shop) -> None:
    assert typing(ringing, "call dana").err.startswith("  1  Dana Grey\n  2  Dana Reyes\n  new  somebody else")


def test_a_new_number_alone_is_a_customer_called_by_it(ringing: Shop) -> None:
    assert typing(ringing, "call 617-555-0199", "Humming", "", "", "I call back", "", "").code == 0
    file = ringing.case(4)
    assert (file["case"]["customer"]["name"], file["case"]["customer"]["phone"]) == ("617-555-0199",) * 2
    assert (file["case"]["channel"], file["promises"][0]["due_at"]) == ("phone", utc("06-09 17:00"))


SCRIPTED = "--text Well? --chasing --said Sorry --promise 'Second Firm comes' --by 17:00 --instead 1 --because late"


def test_a_script_says_all_of_it_with_options(ringing: Shop) -> None:
    for command in (f"call vale {SCRIPTED}", f"call --case 1 {SCRIPTED}"):
        assert "Chase 2 and your answer recorded on C-1" in ringing(command).out
        assert ringing.promise(1)["state"] == "missed"
        ringing("undo --yes")
        answer = typing(ringing, f"{command} {'--case 1' if 'vale' in command else ''}")
        assert (answer.code, answer.err.count("?")) == (0, 0), answer.err
        ringing("undo --yes")
    new = ringing.json("call 'Kim Ito' --subject Humming --text 'It hums' --said 'Unplug it' --phone '617 555 0100'")
    assert new["case"]["customer"] == {"name": "Kim Ito", "email": None, "phone": "617 555 0100"}
    assert [(each["kind"], each["state"]) for each in new["promises"]] == [
        ("acknowledge", "kept"),
        ("follow_up", "pending"),
    ]
    assert [each["answered"] for each in new["contacts"]] == [True, False] or new["contacts"][1]["direction"] == "out"
    ringing("call 'Kim Ito' --case 4 --phone '+49 30 1234567' --text Hello")
    assert "C-4" in ringing("find 1234567").out


def test_what_a_script_must_say_is_named(ringing: Shop, subtests: pytest.Subtests) -> None:
    for command, code, why in (
        ("call", 2, "WHO is missing"),
        ("call Nobody --text x", 2, "--subject is missing"),
        ("call 'Dana Grey' --text x", 2, "--subject is missing"),
        ("call dana --text x", 2, '"dana" is the name of more than one customer'),
        ("call reyes --text x", 2, "name one with --case"),
        ("call 'Dana Rayes' --subject x", 2, "Did you mean Dana Reyes?"),
        ("call tomorrow --subject x", 2, "is a date"),
        ("call reyes --case 1", 2, "C-1 is Robin Vale"),
        ("call reyes --case 99", 3, "C-99"),
        ("call reyes --case 2 --subject x", 2, "give only one of them"),
        ("call reyes --subject ' '", 2, "--subject is blank"),
        ("call reyes --subject x --keeps 2", 2, "A new case has no earlier promise"),
        ("call robin --promise x", 2, "--by is missing"),
        ("call robin --owner Ana", 2, "--owner needs --promise"),
        ("call robin --promise x --by fri --instead 2 --because y", 2, "C-2 is Dana Reyes's, not robin's"),
        ("call robin --keeps 9", 3, "P-9"),
        ("call robin --said ''", 2, "--said is blank"),
        ("call --case 1 --at '2026-05-01 10:00'", 2, "before C-1"),
    ):
        with subtests.test(command):
            assert why in ringing.refuses(code, command)
            asked = typing(ringing, command, "")
            if "missing" not in why and "more than" not in why and "name one" not in why:
                assert (asked.code, "Which" in asked.err, "What" in asked.err) == (code, False, False)


def test_what_is_too_long_for_a_line_stands_on_two(ringing: Shop) -> None:
    answer = typing(ringing, "call robin", "", "x", "", "Sorry", "We come", "17:00", "instead", "late", "")
    assert answer.err.startswith("Robin Vale <robin@example.com>  +1 617 555 0143\n  C-1 Network card: ")
    assert "which stays missed.\nRecord it?             [Y/n] " in answer.err


def test_yes_skips_the_last_question_and_a_rehearsal_has_none(ringing: Shop) -> None:
    answers = ["", "x", "", "", "", "", ""]
    assert "Record it?" not in typing(ringing, "call robin --dry-run", *answers).err
    assert len(ringing.case()["contacts"]) == 2
    assert "Record it?" not in typing(ringing, "call robin --yes", *answers).err
    assert len(ringing.case()["contacts"]) == 3
    assert typing(ringing, "--no-input call robin --text y").err == ""


def test_a_new_colleague_is_asked_about_once(ringing: Shop) -> None:
    answer = typing(ringing, "--me Ben call robin", "", "y", "x", "", "Sorry", "", "")
    assert answer.code == 0, answer.err
    assert answer.err.count("Which case?") == answer.err.count("Record it?") == 1
    assert ringing.case()["contacts"][-1]["who"] == "Ben"


def test_the_first_call_of_all_makes_the_store(shop: Shop) -> None:
    assert typing(shop, "call", "Robin Vale", "No card", "", "").code == 130
    assert not shop.store.exists()
    assert typing(shop, "call", "Robin Vale", "No card", "", "", "", "").code == 0
    assert shop.case()["case"]["subject"] == "No card"
