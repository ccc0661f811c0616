"""How a mail stands at a moment, and the message that is made of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from careline.domain.errors import BadInput, Refused
from careline.domain.mail import mails
from careline.domain.mail.mails import About, Contents, Mail, MailState, message_id
from careline.domain.mail.message import message
from careline.domain.names import Person

NOW = datetime(2026, 6, 1, 14, tzinfo=UTC)
LONG_AGO, JUST_NOW = NOW - mails.CLAIM_LASTS, NOW - mails.CLAIM_LASTS + timedelta(seconds=1)
MAIL: dict[str, Any] = {
    "about": About.BRIEF,
    "name": "Ana",
    "email": "ana@example.com",
    "message_id": "<1@example.com>",
}
QUEUED: dict[str, Any] = {"queued_at": NOW - timedelta(minutes=30), "queued_by": "Ana"}
STATES: tuple[tuple[str, dict[str, Any], MailState, bool, bool], ...] = (
    ("it waits", {}, MailState.WAITING, False, False),
    ("somebody holds it back", {"held_at": NOW}, MailState.HELD, False, False),
    ("it is being sent", {"tried_at": JUST_NOW, "tries": 1}, MailState.SENDING, False, False),
    ("the sender was killed", {"tried_at": LONG_AGO, "tries": 1}, MailState.WAITING, True, False),
    ("it failed", {"tried_at": LONG_AGO, "ended_at": LONG_AGO, "tries": 1}, MailState.WAITING, False, False),
    ("no answer", {"tried_at": NOW, "ended_at": NOW, "tries": 1, "doubts": 1}, MailState.WAITING, True, False),
    ("it was sent", {"sent_at": NOW, "tried_at": NOW, "ended_at": NOW}, MailState.SENT, False, False),
    ("refused", {"refused_at": NOW, "tried_at": NOW, "ended_at": NOW}, MailState.REFUSED, False, True),
    ("cancelled", {"cancelled_at": NOW}, MailState.CANCELLED, False, False),
    ("refused, then cancelled", {"refused_at": NOW, "cancelled_at": NOW}, MailState.CANCELLED, False, False),
    ("an hour", {"queued_at": NOW - mails.STUCK_AFTER}, MailState.WAITING, False, False),
    ("over an hour", {"queued_at": NOW - mails.STUCK_AFTER - timedelta(seconds=1)}, MailState.WAITING, False, True),
    ("held for long", {"queued_at": LONG_AGO - mails.STUCK_AFTER, "held_at": LONG_AGO}, MailState.HELD, False, False),
)
"""What is known, how it stands, whether it may have gone out already, and whether it is stuck."""


def test_how_a_mail_stands_is_worked_out_from_what_happened(subtests: pytest.Subtests) -> None:
    for what, facts, state, perhaps, stuck in STATES:
        with subtests.test(what):
            mail = Mail(id=1, **(MAIL | QUEUED | facts))
            assert (mails.state(mail, NOW), mails.perhaps_sent(mail, NOW), mails.is_stuck(mail, NOW)) == (
                state,
                perhaps,
                stuck,
            )
            over = {MailState.SENT, MailState.SENDING, MailState.CANCELLED}
            for check in (mails.check_can_cancel, mails.check_can_send):
                if state in over:
                    with pytest.raises(Refused, match="L-1"):
                        check(mail, NOW)
                else:
                    check(mail, NOW)


def test_a_message_id_is_the_same_for_the_same_mail_and_no_other() -> None:
    ids = [message_id(1, "shop@example.com", ("a", "b")), message_id(1, "shop@example.com", ("a", "b"))]
    assert ids[0] == ids[1]
    assert ids[0].endswith("@example.com>")
    others = {message_id(2, "shop@example.com", ("a", "b")), message_id(1, "shop@example.com", ("ab",))}
    assert len({*ids, *others}) == 3


def made(name: str, email: str, subject: str = "1 overdue.", text: str = "x", html: str | None = None) -> str:
    sent = message(
        Person("Headsets, Direct", "shop@example.com"),
        Person(name, email),
        Contents(subject, text, html),
        message_id="<1@example.com>",
        at=NOW,
        by_itself=True,
    )
    return sent.as_bytes().decode("ascii")


def test_no_name_and_no_subject_adds_a_header() -> None:
    raw = made("Ana\r\nBcc: evil@example.com", "ana@example.com", "1 overdue.\r\nBcc: evil@example.com\n\nBody")
    head, _, _ = raw.partition("\r\n\r\n")
    assert [line.split(":")[0] for line in head.split("\r\n") if line[:1].strip()] == [
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"),
        *("Content-Type", "Content-Transfer-Encoding", "MIME-Version"),
    ]


def test_every_line_of_a_message_is_one_that_each_server_takes() -> None:
    raw = made("Änne", "anne@exämple.com", "Überfällig: „so“", "é" * 5000, "<p>" + "y" * 5000)
    assert max(map(len, raw.split("\r\n"))) <= 998
    assert "anne@xn--exmple-cua.com" in raw


@pytest.mark.parametrize("address", ["a,b@example.com", "jörg@example.com", "a b@example.com", "a:b;@example.com", ""])
def test_an_address_that_no_server_takes_is_refused_before_anything_is_queued(address: str) -> None:
    with pytest.raises(BadInput, match="No mail can go"):
        made("Ana", address)
