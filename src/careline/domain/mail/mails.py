"""A mail: what it is about, and how it stands."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.names import Person
from careline.domain.values import frozen

CLAIM_LASTS = timedelta(minutes=10)
"""How long whoever sends a mail has it to themselves; who has not said by then what became of it was killed."""
STUCK_AFTER = timedelta(hours=1)
"""A mail that waits for longer stands on the morning page."""


class About(StrEnum):
    """What a mail is: a page for one of us, or words to somebody about a case."""

    BRIEF = "brief"
    REPORT = "report"
    LETTER = "letter"
    ANNOUNCEMENT = "announcement"
    ESCALATION = "escalation"

    @property
    def is_page(self) -> bool:
        """True for what nobody wrote: nothing is to answer it by itself."""
        return self in (About.BRIEF, About.REPORT)


CALLED = {
    About.BRIEF: "the morning page",
    About.REPORT: "a report",
    About.LETTER: "a letter",
    About.ANNOUNCEMENT: "an announcement",
    About.ESCALATION: "an escalation",
}
"""What each is called."""


class MailState(StrEnum):
    """How a mail stands."""

    WAITING = "waiting"
    HELD = "held"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    CANCELLED = "cancelled"


@frozen
class NewMail:
    """A mail about to be queued: to whom, what it is, and what it says.

    `party_id` is whose page it is, `case_id` the case that it is about, `escalations` those of which whoever reads it
    knows then. With `held` it waits until somebody sends it by its number.
    """

    about: About
    to: Person
    subject: str
    text: str
    html: str | None = None
    party_id: int | None = None
    case_id: int | None = None
    replacement_id: int | None = None
    escalations: tuple[int, ...] = ()
    held: bool = False


@frozen
class Mail:
    """A mail in the outbox, and what became of it.

    Of its tries it has how many there were, when the last began and ended, why it failed (in the server's words where
    it had some), and how many may have succeeded all the same (`doubts`): after those the mail is *perhaps sent*.
    """

    id: int
    about: About
    name: str | None
    email: str
    message_id: str
    queued_at: datetime
    queued_by: str
    party_id: int | None = None
    case_id: int | None = None
    replacement_id: int | None = None
    held_at: datetime | None = None
    sent_at: datetime | None = None
    refused_at: datetime | None = None
    cancelled_at: datetime | None = None
    tries: int = 0
    tried_at: datetime | None = None
    ended_at: datetime | None = None
    why: str | None = None
    doubts: int = 0

    @property
    def number(self) -> str:
        """`L-1`."""
        return show("L", self.id)

    @property
    def to(self) -> Person:
        """Who gets it."""
        return Person(self.name, self.email)


@frozen
class Contents:
    """What a mail says."""

    subject: str
    text: str
    html: str | None


def as_of(mail: Mail, moment: datetime) -> Mail:
    """The mail with what became of it after `moment` taken away."""

    def known(at: datetime | None) -> datetime | None:
        return at if at is not None and at <= moment else None

    return replace(
        mail,
        held_at=known(mail.held_at),
        sent_at=known(mail.sent_at),
        refused_at=known(mail.refused_at),
        cancelled_at=known(mail.cancelled_at),
        tried_at=known(mail.tried_at),
        ended_at=known(mail.ended_at),
    )


def state(mail: Mail, now: datetime) -> MailState:
    """How a mail stands at a moment after which nothing is known of it."""
    if mail.sent_at:
        return MailState.SENT
    if mail.cancelled_at:
        return MailState.CANCELLED
    if mail.refused_at:
        return MailState.REFUSED
    if is_claimed(mail, now):
        return MailState.SENDING
    return MailState.HELD if mail.held_at else MailState.WAITING


def is_claimed(mail: Mail, now: datetime) -> bool:
    """True while somebody is sending it."""
    return mail.tried_at is not None and mail.ended_at is None and now < mail.tried_at + CLAIM_LASTS


def perhaps_sent(mail: Mail, now: datetime) -> bool:
    """True where it may have gone out already, before the try that is known to have sent it: it may come twice."""
    was_killed = mail.tried_at is not None and mail.ended_at is None and not is_claimed(mail, now)
    return mail.doubts + was_killed > 0


def is_stuck(mail: Mail, now: datetime) -> bool:
    """True for a mail that was refused, or has waited for longer than it should."""
    match state(mail, now):
        case MailState.REFUSED:
            return True
        case MailState.WAITING:
            return mail.queued_at + STUCK_AFTER < now
    return False


def check_can_cancel(mail: Mail, now: datetime) -> None:
    """Raise Refused for a mail that has left, or is about to."""
    match state(mail, now):
        case MailState.SENT:
            raise Refused(f"{mail.number} was sent, and no mail can be called back.")
        case MailState.SENDING:
            raise Refused(f"{mail.number} is being sent right now. Look again in {minutes(CLAIM_LASTS)}.")
        case MailState.CANCELLED:
            raise Refused(f"{mail.number} was cancelled already.")


def check_can_send(mail: Mail, now: datetime) -> None:
    """Raise Refused for a mail that is not to be sent, or not again."""
    match state(mail, now):
        case MailState.SENT:
            raise Refused(f"{mail.number} was sent already.")
        case MailState.SENDING:
            raise Refused(f"{mail.number} is being sent right now. Look again in {minutes(CLAIM_LASTS)}.")
        case MailState.CANCELLED:
            raise Refused(f"{mail.number} was cancelled. What still has to be said needs a new mail.")


def minutes(time: timedelta) -> str:
    """`10 minutes`."""
    return f"{time // timedelta(minutes=1)} minutes"


def message_id(number: int, sender: str, said: Iterable[str]) -> str:
    """The Message-ID of a mail: the same however often and from wherever it is sent, and no other mail has it."""
    import hashlib  # only queueing needs it

    digest = hashlib.sha256("\0".join((str(number), *said)).encode()).hexdigest()
    return f"<careline.{number}.{digest[:24]}@{sender.rpartition('@')[2]}>"
