"""Questions at a terminal: they are asked there, and nowhere else."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.forked import AtTerminal
from tests.shop import Shop, prepared, utc
from tests.terminal import typing
from tests.tree import commands

pexpect = pytest.importorskip("pexpect", reason="2026-11-22: pexpect needs a terminal that Windows has not")
REQUIRED = {
    name: required
    for name, command in commands().items()
    if (required := [parameter for parameter in command.params if parameter.required])
}


def at_a_terminal(shop: Shop, *words: str) -> AtTerminal:
    """Run a command at a terminal."""
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.now,
        "HOME": str(shop.folder),
        "NO_COLOR": "1",
    }
    return AtTerminal(list(words), environment)


def ended(child: Any) -> tuple[str, int]:
    """What was printed until the end, and the exit code."""
    child.expect(pexpect.EOF)
    return child.before or "", child.wait()


@prepared
def opened(shop: Shop) -> Shop:
    """One open case of Dana's."""
    shop("open 'No sound' --customer Dana")
    return shop


def conversation(child: Any, *turns: tuple[str, str]) -> tuple[str, int]:
    """Wait for each question, answer it, and give what was printed since the last one, and the exit code."""
    for question, answer in turns:
        child.expect_exact(question)
        child.sendline(answer)
    return ended(child)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two open cases: Dana's with P-1, and Robin's with P-2, R-1 and E-1."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
    shop("open 'No sound' --customer Dana")
    shop("open 'No card' --customer 'Robin Vale' --product Card --promise 'FieldCo calls' --by 2bd")
    shop("ship-replacement 2 --why 'a new one' --arrives 2bd")
    shop("escalate 2 --to Ben --ack-by 4bh --backup x")
    return shop.store


@pytest.fixture
def busy(shop: Shop, store: Path) -> Shop:
    """A shop with a copy of that store."""
    return shop.like(store)


@pytest.mark.parametrize(("answer", "name"), [("y", "Rose Vale"), ("n", "Dana Reyes")])
@pytest.mark.parametrize("asks", ["open x --customer '{}'", "purchase add '{}' Lamp --price 5"])
def test_a_known_address_with_another_name_is_asked_about(shop: Shop, asks: str, answer: str, name: str) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>'")
    said = typing(shop, asks.format("Rose Vale <dana@example.com>"), "what", answer)
    question = "dana@example.com is the address of Dana Reyes. Is Rose Vale a second person with it?"
    assert " ".join(said.err.split()).count(question) == 2
    assert said.code == 0
    assert name in said.out


def test_nobody_is_asked_about_an_address_who_does_not_answer(shop: Shop) -> None:
    shop("customer add 'Dana Reyes <dana@example.com>'")
    asked = "open x --customer 'Rose Vale <dana@example.com>'"
    assert typing(shop, asked).code == 2
    assert "Is Rose Vale" not in typing(shop, f"--no-input {asked}", "y").err
    assert shop.json("list --all")["items"] == []


def test_a_missing_argument_is_asked_for_at_a_terminal(busy: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for name in REQUIRED:
        with subtests.test(name):
            busy.like(store)
            answer = typing(busy, name)
            *_, question, refusal = answer.err.splitlines()
            assert answer.code == 2
            assert question[0].isupper()
            assert question.endswith(": ")
            assert refusal.startswith(f"careline: {REQUIRED[name][0].human_readable_name.upper()} is missing: ")


def test_a_missing_argument_is_named_where_nobody_answers(busy: Shop, store: Path, subtests: pytest.Subtests) -> None:
    for name in REQUIRED:
        with subtests.test(name):
            busy.like(store)
            refusal = busy.refuses(2, name)
            assert refusal.startswith(f"careline: {REQUIRED[name][0].human_readable_name.upper()} is missing: ")


def test_usage_shows_a_required_argument_without_square_brackets(shop: Shop, subtests: pytest.Subtests) -> None:
    for name in REQUIRED:
        with subtests.test(name):
            usage = " ".join(shop(f"{name} --help").out.partition("\n\n")[0].split())
            for parameter in REQUIRED[name]:
                assert f"{{{parameter.human_readable_name}" in usage


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_is_missing_is_asked_for(shop: Shop, monkeypatch: pytest.MonkeyPatch, unbuffered: str) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    child = at_a_terminal(shop, "open", "--promise", "I call you")
    printed, code = conversation(
        child, ("What is wrong", "No sound"), ("Who the customer is", "Dana Reyes"), ("By when it will be done", "2bd")
    )
    assert code == 0
    assert "Wed 3 Jun 2026 17:00 EDT (in 2 working days)\r\nC-1 opened for Dana Reyes" in printed


def test_an_empty_line_is_no_answer(shop: Shop) -> None:
    child = at_a_terminal(shop, "open", "No sound")
    _, code = conversation(child, ("Who the customer is", ""), ("Who the customer is", "  "), ("Who the", "Dana"))
    assert code == 0


@pytest.mark.parametrize(
    ("command", "refused", "why", "accepted", "kept"),
    [
        ("open x", "Dane", "Did you mean Dana?", "Dana", "C-3 opened for Dana"),
        ("open x", "tomorrow", "a date", "Dana", "C-3 opened for Dana"),
        ("open x", "dana@", "not an e-mail address", "Dana", "C-3 opened for Dana"),
        ("promise make 1 x", "06/05/2026", "2026-06-05", "fri", "due Fri 5 Jun 2026 17:00 EDT"),
        ("promise make 1 x", "yesterday", "past", "2bd", "due Wed 3 Jun 2026 17:00 EDT"),
        ("heard", "99", "C-99", "dana", "Recorded on C-1, Dana"),
        ("heard", "P-1", "this needs a case", "C-1", "Recorded on C-1, Dana"),
        ("keep", "Dana", "no open promise to the customer", "p1", "P-1 kept on C-1"),
        ("keep", "99", "P-99", "P-1", "P-1 kept on C-1"),
        ("delivered", "R-2", "R-2", "1", "R-1 delivered"),
        ("escalation told", "2", "E-2", "1", "E-1"),
        ("outcome 1 --delivered now", "fine", "none of works, doa", "DOA", "R-1 failed, doa"),
        ("customer show", "Robin Vail", "Robin Vale", "Robin Vale", "C-2"),
        ("customer edit --phone 1", "Nobody Knows", "Nobody Knows", "Dana", "updated"),
        ("customer add", "dana@", "not an e-mail address", "Lee", "Lee added"),
        ("party add", "x <y>", "not an e-mail address", "UPS", "UPS added"),
        ("party add Dymo --returns above", "cheap", "not an amount", "25", "old unit back above $25.00."),
        ("import --dry-run", "nowhere.csv", "cannot be read", "~/cases.csv", "1 case"),
        ("party show", "Bem", "Ben", "Ben", "Ben"),
        ("follow-up", "99", "C-99", "2", "Recorded on C-2"),
        ("date", "someday", "someday", "2bd", "Wed 3 Jun 2026"),
        ("escalate 1 --ack-by 4bh --backup x", "Ana", "cannot escalate to Ana", "Ben", "level 1: Ben"),
        ("escalate 1 --ack-by 4bh --backup x", "Bem", "Did you mean Ben?", "Ben", "level 1: Ben"),
    ],
)
def test_an_answer_that_will_not_do_is_asked_for_again(
    busy: Shop, command: str, refused: str, why: str, accepted: str, kept: str
) -> None:
    (busy.folder / "cases.csv").write_text("subject,opened,customer\nx,2026-05-01 10:00,Kim\n", encoding="utf-8")
    answer = typing(busy, command, refused, accepted, "Hello")
    assert answer.code == 0, answer.err
    assert why in answer.err
    assert kept in answer.err + answer.out


def test_the_only_open_case_is_meant_by_an_empty_line(opened: Shop) -> None:
    answer = typing(opened, "heard", "", "Hello")
    assert "C-1  Dana: No sound" in answer.err
    assert "Recorded on C-1, Dana" in answer.out


def test_open_cases_are_shown_where_one_is_to_be_named(busy: Shop) -> None:
    child = at_a_terminal(busy, "show")
    child.expect_exact("  C-2  Robin Vale: No card\r\n  C-1  Dana: No sound\r\nWhich case")
    assert conversation(child, ("its customer): ", "Dana"))[1] == 0


@pytest.mark.parametrize("said", ["It works", "-is it fine?"])
def test_a_case_closes_with_the_words_that_are_asked_for(opened: Shop, said: str) -> None:
    assert conversation(at_a_terminal(opened, "close", "1"), ("What Dana said", said))[1] == 0
    assert opened.case()["case"]["closed_how"] == "confirmed"
    assert opened.case()["contacts"][-1]["text"] == said


def test_without_the_customers_words_a_case_closes_unconfirmed_after_enough_attempts(opened: Shop) -> None:
    printed, code = conversation(at_a_terminal(opened, "close", "1"), ("nothing: close unconfirmed", ""))
    assert (code, "0 of 3 attempts" in printed) == (4, True)
    for _ in range(3):
        opened("follow-up 1 --no-answer")
    assert conversation(at_a_terminal(opened, "close", "1"), ("nothing: close unconfirmed", ""))[1] == 0
    assert opened.case()["case"]["closed_how"] == "unconfirmed"


def test_nobody_is_asked_for_words_that_would_not_close_the_case(busy: Shop) -> None:
    printed, code = ended(at_a_terminal(busy, "close", "2"))
    assert (code, "P-2" in printed, "said" in printed) == (4, True, False)
    assert ended(at_a_terminal(busy, "close", "99"))[1] == 3


def test_an_escalation_asks_for_what_it_lacks(opened: Shop) -> None:
    _, code = conversation(
        at_a_terminal(opened, "escalate", "1"),
        ("Who takes it: ", "Ben"),
        ("By when they must acknowledge it [1bd]: ", ""),
    )
    assert code == 0
    assert opened.json("escalation show 1")["escalations"][0]["ack_by"] == utc("06-02 17:00")


def test_an_escalation_asks_for_nothing_that_ladder_and_promise_give(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    shop("open x --customer Dana --promise y --by 2bd")
    shop("party add Ben --kind staff")
    printed, code = ended(at_a_terminal(shop, "escalate", "1"))
    assert code == 0
    assert "level 1: Ben" in printed
    shop("open x --customer Kim --promise y --by 2bd --backup 'Ana goes'")
    printed, code = ended(at_a_terminal(shop, "escalate", "2"))
    assert code == 0
    assert "The backup plan is that of P-2: Ana goes" in printed


def test_a_shipment_asks_for_the_note_the_arrival_and_the_item(opened: Shop) -> None:
    printed, code = conversation(
        at_a_terminal(opened, "ship-replacement", "1"),
        ("By when it is with the customer", "2bd"),
        ("The note in the box: ", "Yours broke."),
        ("What is sent: ", "MX500i"),
    )
    assert code == 0
    assert "R-1 shipped on C-1, Dana: attempt 1, MX500i." in printed


def test_a_shipment_asks_whose_a_number_is_that_fits_several(opened: Shop) -> None:
    ship = ("ship-replacement", "1", "--why", "Yours broke.", "--item", "MX500i", "--arrives", "2bd")
    printed, code = conversation(
        at_a_terminal(opened, *ship, "--tracking", "287809468872"),
        ("Who brings it, FedEx or Purolator: ", "Purolator"),
    )
    assert code == 0
    assert "on its way with Purolator (number 287809468872)" in " ".join(printed.split())


def test_a_renegotiation_asks_for_date_words_and_reason(busy: Shop) -> None:
    printed, code = conversation(
        at_a_terminal(busy, "renegotiate", "2"),
        ("The new moment", "fri"),
        ("Why there is a new date: ", "the part is late"),
        ("What the customer was told: ", "On Friday"),
    )
    assert code == 0
    assert "What the customer" not in printed


def test_a_phrase_that_is_not_in_the_settings_is_asked_for_again(busy: Shop) -> None:
    busy.configure('[phrases]\nfriday = "On Friday"\n')
    _, code = conversation(
        at_a_terminal(busy, "renegotiate", "2", "--by", "fri", "--because", "late"),
        ("What the customer was told: ", "@fryday"),
        ("Did you mean @friday?", "@friday"),
    )
    assert code == 0
    assert busy.case(2)["contacts"][-1]["text"] == "On Friday"


def test_a_promise_at_an_earlier_moment_may_fall_due_before_now(opened: Shop) -> None:
    opened.at("06-03 10:00")
    child = at_a_terminal(opened, "promise", "make", "1", "I ring", "--at", "2026-06-01 12:00")
    printed, code = conversation(child, ("By when", "2026-06-02 17:00"))
    assert code == 0
    assert "overdue" in printed or "1 working day ago" in printed


def test_what_stands_on_the_line_is_never_asked_about(busy: Shop) -> None:
    printed, code = ended(at_a_terminal(busy, "promise", "make", "1", "x", "--by", "06/05/2026"))
    assert code == 2
    assert printed.count("\n") == 1


def test_the_end_of_input_names_the_option_and_leaves_nothing_behind(shop: Shop) -> None:
    child = at_a_terminal(shop, "open", "No sound")
    child.expect("Who the customer is")
    child.sendeof()
    printed, code = ended(child)
    assert code == 2
    assert "careline: --customer is missing" in printed
    assert not shop.store.exists()


def test_bytes_that_are_no_text_are_no_answer(busy: Shop) -> None:
    child = at_a_terminal(busy, "case", "note", "1")
    child.expect_exact("What to remember: ")
    os.write(child.child_fd, b"\xe9t\xe9\n")
    child.expect_exact("not valid UTF-8")
    assert conversation(child, ("What to remember: ", "été"))[1] == 0
    assert "été" in busy("show 1").out


def test_a_name_that_another_program_would_obey_is_shown_in_a_question_as_text(shop: Shop) -> None:
    shop("open", "evil \x1b]52;c;x\x07", "--customer", "Mallory")
    child = at_a_terminal(shop, "show")
    child.expect("Which case")
    assert "\x1b" not in child.before


def test_ctrl_c_at_a_question_leaves_nothing_behind(shop: Shop) -> None:
    child = at_a_terminal(shop, "open", "No sound")
    child.expect_exact("Who the customer is: ")
    # One that comes in the moment between the question and the reading of its answer is heeded at the next key.
    for _ in range(5):
        child.sendintr()
        if child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=3) == 0:
            break
    else:
        pytest.fail("Ctrl-C was not heeded")
    assert child.wait() == 130
    assert not shop.store.exists()


@pytest.mark.parametrize(("answer", "code", "cases"), [("y", 0, 0), ("n", 130, 1), ("", 130, 1)])
def test_undo_asks_before_it_takes_back(opened: Shop, answer: str, code: int, cases: int) -> None:
    child = at_a_terminal(opened, "undo")
    child.expect(r"Undo command 1, case open by Ana on Mon 1 Jun 10:00, on C-1, Dana: No sound\?\s+\[y/N\]")
    child.sendline(answer)
    assert ended(child)[1] == code
    assert len(opened.json("list --all")["items"]) == cases


@pytest.mark.parametrize("option", ["--yes", "--no-input"])
def test_nothing_is_asked_of_who_has_answered(opened: Shop, option: str) -> None:
    printed, code = ended(at_a_terminal(opened, "undo", option))
    assert code == 0
    assert "[y/N]" not in printed


@pytest.mark.parametrize(
    "command",
    [["--me", "Ben", "case", "note", "1", "x"], ["promise", "make", "1", "x", "--by", "2bd", "--owner", "Ben"]],
)
@pytest.mark.parametrize(("answer", "code", "known"), [("y", 0, ["Ben"]), ("n", 2, []), ("", 2, [])])
def test_a_name_that_is_no_staff_is_asked_about(
    opened: Shop, command: list[str], answer: str, code: int, known: list[str]
) -> None:
    child = at_a_terminal(opened, *command)
    child.expect(r"Is Ben a new colleague\? \[y/N\]")
    asked = child.before
    child.sendline(answer)
    printed, ended_with = ended(child)
    assert ended_with == code
    assert (asked + printed).count("Nobody on the staff is called") == 1
    assert ("careline: Nothing was recorded." in printed) == (code != 0)
    staff = [each["name"] for each in opened.json("party list")["items"] if each["kind"] == "staff"]
    assert [name for name in staff if name != "Ana"] == known


def test_a_carrier_is_not_asked_about_and_nobody_is_where_nobody_answers(opened: Shop) -> None:
    opened("party add FedEx --kind carrier")
    printed, code = ended(at_a_terminal(opened, "--me", "FedEx", "case", "note", "1", "x"))
    assert (code, "[y/N]" in printed) == (2, False)
    printed, code = ended(at_a_terminal(opened, "--no-input", "--me", "Ben", "case", "note", "1", "x"))
    assert (code, "[y/N]" in printed) == (2, False)


def test_what_cannot_be_undone_is_refused_without_a_question(opened: Shop) -> None:
    opened.at("06-03 10:00")
    printed, code = ended(at_a_terminal(opened, "undo"))
    assert code == 4
    assert "[y/N]" not in printed


def test_a_merge_of_customers_is_asked_about(opened: Shop) -> None:
    opened("customer add 'Dana Reyes'")
    child = at_a_terminal(opened, "customer", "merge", "Dana", "Dana Reyes")
    child.expect(r"Give every case of Dana to Dana Reyes\? \[y/N\]")
    child.sendline("y")
    assert ended(child)[1] == 0
    assert [each["name"] for each in opened.json("customer list")["items"]] == ["Dana Reyes"]


def test_a_text_from_standard_input_outlives_the_questions_that_come_after_it(opened: Shop) -> None:
    child = at_a_terminal(opened, "renegotiate", "1", "--by", "3bd", "--told", "-")
    child.sendline("On Thursday")
    child.sendeof()
    _, code = conversation(child, ("hy there is a new date", "no part"))
    assert code == 0
    assert opened.case()["contacts"][-1]["text"] == "On Thursday"


def test_a_cost_is_asked_for_by_kind_and_amount(opened: Shop) -> None:
    answer = typing(opened, "cost add 1", "beer", "goods", "6.50")
    assert "none of goods, shipping, labour, goodwill" in answer.err
    assert "M-1 recorded on C-1" in answer.out
    assert "cost us $6.50" in answer.out


def test_a_share_is_asked_for_with_the_words_of_the_customer(opened: Shop) -> None:
    opened("cost add 1 6.50 --kind goods")
    answer = typing(opened, "cost split", "", "1/2", "We pay half")
    assert "goods $6.50, of which the customer pays $3.25" in answer.out


ENDING = "customer end Kim --because 'shouts at Ben' --tried 'a call on 2026-05-04'"


@pytest.mark.parametrize(("typed", "code"), [("y", 0), ("n", 130), ("", 130)])
def test_ending_a_relation_is_asked_about_and_how_often_it_happened_is_in_the_question(
    shop: Shop, typed: str, code: int
) -> None:
    shop("customer add Kim")
    answer = typing(shop, ENDING, typed)
    question = "End the relation with Kim? It is the first time ever that you have ended one. [y/N]"
    assert question in " ".join(answer.err.split())
    assert answer.code == code
    assert (shop.json("customer show Kim")["ended"] is None) == (code != 0)


@pytest.mark.parametrize(("typed", "code"), [("kim ito", 0), ("y", 130), ("Kim", 130), ("", 130)])
def test_who_is_to_be_forgotten_has_to_be_typed_by_name(shop: Shop, typed: str, code: int) -> None:
    shop("customer add 'Kim Ito'")
    answer = typing(shop, "customer forget 'Kim Ito'", typed)
    assert "cannot be undone" in answer.err
    assert "Type Kim Ito to go on:" in answer.err
    assert answer.code == code
    assert shop.run("customer show 'Kim Ito'").code == (3 if code == 0 else 0)
