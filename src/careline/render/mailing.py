"""How a mail is printed as JSON."""

from datetime import datetime

from careline.domain.mail import mails as rules
from careline.domain.mail.mails import About, MailState
from careline.domain.report import Key, Kind, Shape
from careline.render.reading import Seen, id_, moment, text

MAIL = Shape(
    "mail",
    "a mail in the outbox, and what became of it",
    (
        Key("id", Kind.ID, lambda mail, _: mail.number),
        Key("about", About),
        text("name"),
        Key("email"),
        Key("case", Kind.ID, id_("C", "case_id"), null=True),
        Key("state", MailState, lambda mail, seen: rules.state(mail, _now(seen))),
        Key("perhaps_sent", Kind.FLAG, lambda mail, seen: rules.perhaps_sent(mail, _now(seen))),
        Key("queued_at", Kind.MOMENT),
        Key("queued_by"),
        moment("sent_at"),
        Key("tries", Kind.NUMBER),
        moment("tried_at"),
        text("why"),
        Key("message_id"),
    ),
)


def _now(seen: Seen | datetime) -> datetime:
    """The moment as of which a mail is seen, on its case or by itself."""
    return seen if isinstance(seen, datetime) else seen.as_of
