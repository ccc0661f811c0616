"""Mail to customers, and to whoever takes an escalation: it has reached nobody until it was sent."""

import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from tests.postbox import Postbox, postbox, settings
from tests.shop import Shop, prepared
from tests.terminal import typing

LETTER = "Dear Dana Reyes,\n\nA new one left today.\n\nAna, Headsets Direct"


@prepared
def asked(shop: Shop) -> Shop:
    """Monday: Dana has opened C-1 and asked again an hour later; a unit, R-1, is on its way to Kim."""
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>' --order 10482")
    shop("customer edit dana@example.com --add-email dana@work.example")
    shop("open 'Left ear' --customer 'Kim Ito <kim@example.com>' --product MX500i --promise 'A new one' --by 2bd")
    shop("ship-replacement 2 --why 'Yours broke; take this one.' --arrives 2bd --carrier FedEx")
    shop.at("06-01 11:00")("heard 1 'Where is it?' --chasing")
    return shop


@pytest.fixture
def box() -> Iterator[Postbox]:
    """A server that takes whatever comes."""
    with postbox() as box:
        yield box


@pytest.fixture
def mailing(asked: Shop, box: Postbox) -> Shop:
    """The shop, with an account at that server."""
    asked.configure(settings(box))
    return asked.at("06-01 12:00")


def outs(shop: Shop, case: int = 1) -> list[Any]:
    return [each for each in shop.case(case)["contacts"] if each["direction"] == "out"]


def written(message: EmailMessage) -> str:
    return "\n".join(message.get_content().splitlines())


def state(shop: Shop, number: int = 1) -> str:
    return str(next(each for each in shop.json("mail outbox --all")["items"] if each["id"] == f"L-{number}")["state"])


def test_a_letter_reaches_the_customer_once_it_was_sent(mailing: Shop, box: Postbox) -> None:
    answer = mailing("case mail 1 'A new one left today.'")
    assert answer.out.splitlines() == [
        "L-1 to Dana Reyes <dana@example.com>: sent.",
        "Kept: P-1 We get back to Dana",
        "Nothing else is promised, so careline planned:",
        "  P-5  Check back with Dana  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
    ]
    [sent] = box.messages
    assert written(sent) == LETTER
    assert sent["Subject"] == "Your order 10482 (Headsets Direct C-1)"
    assert "Auto-Submitted" not in sent
    [contact] = outs(mailing)
    assert (contact["who"], contact["channel"], contact["text"]) == ("Ana", "email", LETTER)
    assert contact["at"] == "2026-06-01T16:00:00Z"
    assert mailing.case()["case"]["waiting_since"] is None
    assert mailing.promise(1)["state"] == "kept", "the acknowledgement"
    assert '"A new one left today."' in mailing("show 1").out


def test_what_waits_or_is_held_or_refused_has_reached_nobody(
    mailing: Shop, box: Postbox, subtests: pytest.Subtests
) -> None:
    store = mailing.store.read_bytes()
    for options, said, code, how, told in (
        ("", ["450 later"] * 2, 75, "waiting", "waits in the outbox"),
        ("", ["550 nobody here"], 4, "refused", "was refused: "),
        ("--hold", [], 0, "held", "is held back: careline mail send L-1"),
    ):
        with subtests.test(how):
            mailing.at("06-01 12:00").store.write_bytes(store)
            box.says["RCPT"] = list(said)
            before = len(box.taken)
            assert mailing.run(f"case mail 1 'A new one left today.' {options}").code == code
            assert state(mailing) == how
            assert outs(mailing) == []
            assert mailing.case()["case"]["waiting_since"] == "2026-06-01T14:00:00Z"
            assert mailing.promise(1)["state"] == "pending"
            assert told in mailing("show 1").out
            assert mailing.case()["mails"][0]["state"] == how
            assert len(box.taken) == before
            mailing.at("06-01 15:00")("mail send L-1")
            assert state(mailing) == "sent"
            [contact] = outs(mailing)
            assert (contact["at"], contact["who"]) == ("2026-06-01T19:00:00Z", "Ana")
            assert "waits in the outbox" not in mailing("show 1").out
            assert "waits in the outbox" in mailing("show 1 --as-of '2026-06-01 12:30'").out


def test_sweep_sends_it_and_the_words_are_whose_they_were(mailing: Shop, box: Postbox) -> None:
    mailing("party add Ben --kind staff")
    box.says["RCPT"] = ["450 later"] * 2
    assert mailing.run("--me Ben case mail 1 'It left today.'").code == 75
    mailing.at("06-01 13:00")("sweep --quiet")
    assert [each["who"] for each in outs(mailing)] == ["Ben"]


def test_the_case_may_have_changed_before_it_leaves(mailing: Shop, box: Postbox, subtests: pytest.Subtests) -> None:
    mailing("case mail 1 'It left today.' --hold")
    store = mailing.store.read_bytes()
    mailing("open 'The same' --customer dana@example.com")
    for line, case, count in (
        ("case merge 1 --into 3", 3, 1),
        ("close 1 --confirmed 'All is well'", 1, 1),
        ("customer merge dana@example.com kim@example.com", 1, 1),
    ):
        with subtests.test(line):
            mailing.store.write_bytes(store)
            mailing("open 'The same' --customer dana@example.com")
            mailing(line)
            mailing("mail send L-1")
            assert len(outs(mailing, case)) == count
            assert "guarantees" not in {each["check"] for each in mailing.run("doctor --json").json["items"]}
    mailing.store.write_bytes(store)
    mailing("close 1 --confirmed 'All is well'")
    mailing("customer forget dana@example.com --yes")
    assert state(mailing) == "cancelled"


def test_another_address_and_subject_and_the_shops_own_words(mailing: Shop, box: Postbox) -> None:
    mailing("case mail 1 'It left today.' --to DANA@work.example --subject 'On its way'")
    assert box.recipients == ["dana@work.example"]
    assert box.messages[0]["Subject"] == "On its way"
    templates = mailing.folder / "templates"
    templates.mkdir()
    (templates / "mail.txt").write_text("Hi {first_name},\n{text}\n{contact}\n", encoding="utf-8")
    mailing("case mail 1 -", typed="It is {due}.\n")
    assert box.messages[1].get_content().splitlines() == [
        "Hi Dana,",
        "It is {due}.",
        "Questions? Just tell us, and mention C-1.",
    ]
    (templates / "mail.txt").write_text("Hi {first_name}\n{signature}\n", encoding="utf-8")
    assert "{text}" in mailing.refuses(5, "case mail 1 Hello")
    (templates / "mail.txt").write_text("{subject}\n{text}\n", encoding="utf-8")
    assert "{subject} is not a field" in mailing.refuses(5, "case mail 1 Hello")


def test_refusals_write_nothing(mailing: Shop, asked: Shop) -> None:
    assert "TEXT is missing" in mailing.refuses(2, "case mail 1")
    assert "blank" in mailing.refuses(2, "case mail 1 ' '")
    assert "dana@work.example" in mailing.refuses(2, "case mail 1 Hello --to other@example.com")
    assert mailing.refuses(3, "case mail 9 Hello")
    mailing("open 'Dull' --customer 'Mona Fry'")
    assert "careline customer edit" in mailing.refuses(2, "case mail 3 Hello")
    assert "leave out --channel" in mailing.refuses(2, "replacement announced 1 --mail --channel email")
    assert "leave out --at" in mailing.refuses(2, "escalation told 1 --mail --at '2026-06-01 11:30'")
    asked.configure("")
    assert "careline config mail" in asked.refuses(5, "case mail 1 Hello")


def test_a_dry_run_shows_the_letter_and_queues_nothing(mailing: Shop, box: Postbox) -> None:
    before = mailing.store.read_bytes()
    said = mailing("case mail 1 'It left today.' --dry-run").out
    assert said.startswith(
        "To:      Dana Reyes <dana@example.com>\nSubject: Your order 10482 (Headsets Direct C-1)\n\nDear"
    )
    assert mailing.store.read_bytes() == before
    assert box.taken == []


def test_an_announcement_goes_by_mail_and_counts_once_it_was_sent(mailing: Shop, box: Postbox) -> None:
    held = mailing("replacement announced 1 --mail --hold").out
    assert "R-1 counts as announced to Kim Ito, C-2, once the mail is sent." in held
    assert outs(mailing, 2) == []
    mailing("mail cancel L-1")
    said = mailing("replacement announced 1 --mail").out
    assert said.startswith("R-1 announced to Kim Ito, C-2.\nL-2 to Kim Ito <kim@example.com>: sent.\n")
    [sent] = box.messages
    assert "on its way with FedEx" in sent.get_content()
    [contact] = outs(mailing, 2)
    assert contact["text"] == written(sent)
    assert "already" in mailing.refuses(4, "replacement announced 1 --mail")


def test_what_stays_owed_after_a_letter_is_said(mailing: Shop, box: Postbox) -> None:
    mailing("promise make 1 'A new cable' --by 2bd")
    assert 'Still owed: P-5 "A new cable", Ana, due Wed 3 Jun 17:00' in mailing("case mail 1 'Tomorrow.'").out
    assert "Still owed" not in mailing("case mail 1 'Later.' --hold").out


def test_of_several_escalations_all_are_mailed_or_none(mailing: Shop, box: Postbox) -> None:
    mailing("party add Ben --kind staff --email ben@example.com")
    mailing("escalate 1 --to Ben --ack-by 4bh --backup none")
    mailing("escalate 2 --to Ben --ack-by 4bh --backup none")
    assert "E-9" in mailing.refuses(3, "escalation told 1 9 --mail")
    assert box.taken == []
    said = mailing("escalation told 1 2 --mail").out
    assert "L-1 to Ben" in said
    assert "L-2 to Ben" in said
    assert len(box.taken) == 2
    assert mailing("replacement announced 1 --mail --dry-run").out.count("It would be mailed.") == 1
    assert len(box.taken) == 2


def test_whoever_takes_an_escalation_is_told_by_mail(mailing: Shop, box: Postbox) -> None:
    mailing("party add Ben --kind staff")
    mailing("escalate 1 --to Ben --ack-by 4bh --backup 'Ana goes there' --because 'two chases'")
    assert 'careline party edit "Ben" --email' in mailing.refuses(2, "escalation told 1 --mail")
    mailing("party edit Ben --email ben@example.com")
    assert "L-1 to Ben <ben@example.com>: held." in mailing("escalation told 1 --mail --hold").out
    assert mailing("brief --json").json["sections"]["to_tell"]
    mailing("mail send L-1")
    [sent] = box.messages
    assert sent["Subject"] == "E-1: Dana Reyes, No sound"
    text = sent.get_content()
    assert all(words in text for words in ("C-1 is yours", "two chases", "Ana goes there", "Mon 1 Jun 2026 16:00 EDT"))
    assert mailing("brief --json").json["sections"]["to_tell"] == []
    assert mailing.refuses(4, "escalation told 1 --mail")
    assert outs(mailing) == []


def test_at_a_terminal_an_editor_opens_and_the_letter_is_asked_about(
    mailing: Shop, box: Postbox, tmp_path: Path
) -> None:
    seen, editor = tmp_path / "seen", tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\n"
        "path = pathlib.Path(sys.argv[1])\n"
        f"pathlib.Path({str(seen)!r}).write_text(path.read_text())\n"
        "text = path.read_text().replace('Dana Reyes,\\n', 'Dana Reyes,\\n\\nIt left today.', 1)\n"
        "path.write_text(text.replace('Subject: Your', 'Subject: About your'))\n"
    )
    mailing.environment |= {"EDITOR": f"{sys.executable} {editor}", "VISUAL": ""}
    answer = typing(mailing, "case mail 1", "n")
    assert answer.code == 130
    assert "To:      Dana Reyes <dana@example.com>\nSubject: About your order 10482" in answer.err
    assert "Send it? [y/N]" in answer.err
    assert box.taken == []
    assert "# To Dana Reyes <dana@example.com>, about C-1: No sound." in seen.read_text()
    assert 'they said: "Where is it?"' in seen.read_text()
    assert typing(mailing, "case mail 1", "y").code == 0
    [sent] = box.messages
    assert sent["Subject"] == "About your order 10482 (Headsets Direct C-1)"
    assert written(sent) == "Dear Dana Reyes,\n\nIt left today.\n\n\nAna, Headsets Direct"
    assert typing(mailing, "case mail 1 'It left today.' --yes").code == 0
    mailing.environment["EDITOR"] = f"{sys.executable} -c ''"
    assert typing(mailing, "case mail 1").code == 130
    assert len(box.taken) == 2
