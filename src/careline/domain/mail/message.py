"""The message that is made of a mail: text, and the same as HTML, with headers that nobody can add to."""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from careline.domain.errors import BadInput
from careline.domain.mail.mails import Contents
from careline.domain.names import Person

POLICY = SMTP.clone(cte_type="7bit")
"""Every server takes seven bits."""


def message(
    sender: Person, to: Person, contents: Contents, *, message_id: str, at: datetime, by_itself: bool
) -> EmailMessage:
    """The message; with `by_itself` nobody wrote it, so that nothing answers it by itself. Raises BadInput."""
    made = EmailMessage(policy=POLICY)
    made["From"] = _mailbox(sender)
    made["To"] = _mailbox(to)
    made["Subject"] = " ".join(contents.subject.split())
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    if by_itself:
        made["Auto-Submitted"] = "auto-generated"
    made.set_content(contents.text)
    if contents.html is not None:
        made.add_alternative(contents.html, subtype="html")
    return made


def _mailbox(person: Person) -> Address:
    address = person.email or ""
    local, _, domain = address.rpartition("@")
    try:
        plain = f"{local}@{domain.encode('idna').decode()}"
        return Address(" ".join((person.name or "").split()), addr_spec=plain)
    except (ValueError, HeaderParseError, IndexError):
        raise BadInput(f'No mail can go to "{address}": that is no address that a mail server takes.') from None
