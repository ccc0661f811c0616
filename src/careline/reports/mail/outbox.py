"""The outbox: what waits, and with all of it what has left, the newest first."""

from collections.abc import Iterable
from datetime import datetime

from careline.domain.mail import mails as rules
from careline.domain.mail.mails import Mail, MailState
from careline.domain.report import Key, Report, Several, Shape, Worded
from careline.domain.shop.shop import Shop
from careline.render.mailing import MAIL
from careline.reports.listing import keyed, listing
from careline.store.fetch import Reader
from careline.store.mails import all_mails, open_mails

MAILED = Shape("mailed", "the mails that a command has queued or changed", (Key("mails", Several(MAIL)),))
COLUMNS = keyed(
    " ".join(key.key for key in MAIL.keys),
    like=MAIL,
    id="Mail",
    about="About",
    email="To",
    case="Case",
    state="State",
    queued_at="Queued",
    tried_at="Last tried",
    why="Why not sent",
)


def outbox(fetch: Reader, shop: Shop, now: datetime, *, all_: bool) -> Report:
    """What neither was sent nor cancelled, the oldest first; or everything, the newest first."""
    found: Iterable[Mail] = all_mails(fetch, now) if all_ else open_mails(fetch, now)
    return listing("mails", shop, now, COLUMNS, (_row(mail, now) for mail in found), passing=True)


def _row(mail: Mail, now: datetime) -> dict[str, object]:
    row = MAIL.of(mail, now)
    return row | {"state": Worded(row["state"], in_words(mail, now))}


def in_words(mail: Mail, now: datetime) -> str:
    """How a mail stands: `waiting, perhaps sent`; `sent, perhaps twice`."""
    state = rules.state(mail, now)
    if not rules.perhaps_sent(mail, now):
        return state.value
    return f"{state}, perhaps {'twice' if state is MailState.SENT else 'sent'}"
