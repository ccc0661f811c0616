"""Sending what waits in the outbox: after what has queued it was recorded, and outside of any transaction.

A mail is claimed, handed over, and recorded as sent. Whoever is killed between the last two leaves it in doubt: it is
sent again, with the same Message-ID, once its claim has lapsed.
"""

import os
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from time import monotonic, sleep
from typing import TYPE_CHECKING

from careline import interrupts
from careline.desk import Desk
from careline.domain.errors import CarelineError, Misconfigured, StoreFault
from careline.domain.ids import show
from careline.domain.mail.account import Account, MailRefused, ServerAway
from careline.domain.mail.mails import Mail
from careline.domain.values import frozen

if TYPE_CHECKING:
    from email.message import EmailMessage

    from careline.usecases.mail.outbox import Claimed

PAUSE = 0.5
"""How many seconds pass before a mail is tried once more."""
LONGEST_RUN = 300.0
"""After so many seconds a run claims no more mails, as a claim does not last for ever."""
TRIED_AGAIN = "'careline sweep' and 'careline mail send' try again."
LISTED = "Correct the address, or cancel it: 'careline mail outbox' lists it."


@frozen
class Went:
    """A mail that was tried, and why it was not sent, where it was not."""

    mail: Mail
    error: CarelineError | None


def account_of(desk: Desk) -> Account:
    """The account that mail goes out by. Raises Misconfigured where there is none."""
    if desk.settings.mail is None:
        raise Misconfigured(
            "There is no mail account yet. To try one out and write it into the settings: careline config mail."
        )
    return desk.settings.mail


def deliver(desk: Desk, numbers: Sequence[int] | None) -> list[Went]:
    """Send these mails, or all that wait; each that was tried. Raises Misconfigured, Refused and NoSuchId."""
    from careline import passwords
    from careline.usecases.mail import outbox

    account = account_of(desk)
    with desk.session(None, by_anybody=True) as work:
        found = outbox.waiting(work, numbers)
    if not found:
        return []
    verb = "stays" if len(found) == 1 else "stay"
    interrupts.note(f"{', '.join(show('L', number) for number in found)} {verb} in the outbox")
    password = passwords.password(account, os.environ) if account.user else None
    went: list[Went] = []
    ends = monotonic() + LONGEST_RUN
    for number in found:
        if monotonic() > ends or (went and _concerns_all(went[-1].error)):
            break
        with desk.session(None, by_anybody=True) as work:
            claimed = outbox.claim(work, number)
        if claimed:
            went.append(_tried(desk, account, password, claimed))
    return went


def _concerns_all(error: CarelineError | None) -> bool:
    """True where no other mail would fare better."""
    return isinstance(error, Misconfigured) or (isinstance(error, ServerAway) and error.for_all)


def _tried(desk: Desk, account: Account, password: str | None, claimed: "Claimed") -> Went:
    """Hand a mail over, and record what became of it."""
    from careline.domain.mail.message import message
    from careline.usecases.mail import outbox

    mail = claimed.mail
    made = message(
        account.sender,
        mail.to,
        claimed.contents,
        message_id=mail.message_id,
        at=mail.queued_at,
        by_itself=mail.about.is_page,
    )
    with ExitStack() as stack:
        try:
            _hand_over(account, password, made, stack)
        except MailRefused as error:
            with desk.session("mail refused", by_anybody=True) as work:
                outbox.refused(work, claimed, str(error))
            return Went(mail, error)
        except (ServerAway, Misconfigured) as error:
            _failed(desk, claimed, str(error), in_doubt=isinstance(error, ServerAway) and error.in_doubt)
            return Went(mail, error)
        except KeyboardInterrupt:
            _failed(desk, claimed, "It was interrupted.", in_doubt=False)
            raise
        with desk.session("mail sent", by_anybody=True) as work:
            outbox.sent(work, desk.shop, claimed)
    return Went(mail, None)


def _hand_over(account: Account, password: str | None, made: "EmailMessage", stack: ExitStack) -> None:
    """Hand a message over, and once more where that was no good; not where the server may have it already.

    Once it may have it, nothing interrupts what `stack` lasts for.
    """
    from careline import smtp

    def undisturbed() -> None:
        stack.enter_context(interrupts.undisturbed())

    try:
        smtp.deliver(account, password, made, at_the_end=undisturbed)
    except ServerAway as error:
        if error.in_doubt:
            raise
        stack.close()
        sleep(PAUSE)
        smtp.deliver(account, password, made, at_the_end=undisturbed)


def _failed(desk: Desk, claimed: "Claimed", why: str, *, in_doubt: bool) -> None:
    from careline.usecases.mail import outbox

    with interrupts.undisturbed(), desk.session(None, by_anybody=True) as work:
        outbox.failed(work, claimed, why, in_doubt=in_doubt)


def check_all_went(went: Sequence[Went], told: Sequence[str]) -> None:
    """Raise what kept a mail from being sent, with what was told of the others: a command about mail ends with it."""
    failed = [(each.mail, each.error) for each in went if each.error]
    if not failed:
        return
    _, error = failed[0]
    names = ", ".join(mail.number for mail, _ in failed)
    waits = isinstance(error, ServerAway | Misconfigured)
    verb = "waits" if len(failed) == 1 else "wait"
    interrupts.note(f"{names} {verb} in the outbox" if waits else f"{names} was not taken")
    raise type(error)(f"{error} {TRIED_AGAIN if waits else LISTED}", told if went[1:] else ())


def in_passing(desk: Desk) -> None:
    """Send what waits, after a command that is about something else: it says in a line what did not go, and goes on.

    Of a mail that has failed before nothing is said again: the morning page does.
    """
    from careline.store.mails import open_mails

    if desk.settings.mail is None or desk.dry_run:
        return
    with suppress(StoreFault), desk.reader() as fetch:
        if not open_mails(fetch, desk.now):
            return
    try:
        went = deliver(desk, None)
    except Misconfigured as error:
        desk.say(f"careline: {error}")
        return
    for each in went:
        if each.error and not each.mail.tries:
            desk.say(f"careline: {each.mail.number} was not sent. {each.error}")
