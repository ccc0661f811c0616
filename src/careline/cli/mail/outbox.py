"""`careline mail test`, `send` and `cancel`."""

import os
from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.cli.mail import delivering, pages
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput
from careline.domain.mail.account import Account
from careline.domain.mail.mails import Contents, message_id
from careline.domain.names import Person, read_person
from careline.domain.report import Key, Page, PageLine, Shape
from careline.store.file import check_is_file

app = typer.Typer()
TESTED = Shape(
    "mail_tested",
    "where a test message went, and by which server",
    (Key("server"), Key("security"), Key("user", null=True), Key("from"), Key("to")),
)
MailsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="ITEM...", help="Which mail (L-1 or 1), or several.", show_default=False)
]


@making(app, "test")
def try_out(
    desk: Desk,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ADDRESS", help="Where it goes, if not to your own address.")
    ] = None,
) -> Page:
    """Send a test message, and say what is wrong where it does not go.

    Example: careline mail test --to you@example.com
    """
    account = delivering.account_of(desk)
    whom = read_person(to, "test message") if to is not None else account.sender
    if not whom.email:
        raise BadInput(f'--to takes an e-mail address, and "{to}" is none.')
    lines = [f"A test message would go to {whom} by {account.name}."]
    if not desk.dry_run:
        try_account(desk, account, whom)
        by = f"{account.name} ({account.security}{f', logged in as {account.user}' if account.user else ''})"
        lines = [f"A test message went to {whom} by {by}.", "If it does not come within minutes, look among the spam."]
    payload = TESTED.filled(
        server=account.name,
        security=account.security,
        user=account.user,
        to=str(whom),
        **{"from": str(account.sender)},
    )
    return Page(tuple(map(PageLine, lines)), payload)


def try_account(desk: Desk, account: Account, to: Person, password: str | None = None) -> None:
    """Send a test message; the password is that of the account, where none is given.

    Raises Misconfigured, ServerAway, MailRefused and BadInput.
    """
    from careline import interrupts, passwords, smtp
    from careline.domain.mail.message import message

    shop = desk.settings.shop_name or "careline"
    text = (
        "This is the test message of careline: pages can reach you here.\n\n"
        f"It came by {account.name}, from {account.address}.\n"
    )
    said = Contents(f"A test from {shop}", text, None)
    number = message_id(0, account.address, (desk.now.isoformat(), str(to), str(os.getpid())))
    made = message(account.sender, to, said, message_id=number, at=desk.now, by_itself=True)
    if account.user and password is None:
        password = passwords.password(account, os.environ)
    smtp.deliver(
        account, password, made, at_the_end=lambda: interrupts.note(f"the test message was handed to {account.name}")
    )


@making(app, "send")
def send(desk: Desk, items: MailsArgument = None) -> Page:
    """Send what waits in the outbox; with ITEM those, also what was held back or refused. Sweep does it by itself.

    Example: careline mail send L-1
    """
    check_is_file(desk.store_path)
    account = delivering.account_of(desk)
    numbers = [ids.read(each, "L") for each in items] if items else None
    if desk.dry_run:
        from careline.usecases.mail import outbox

        with desk.session(None, by_anybody=True) as work:
            found = outbox.waiting(work, numbers)
        lines = [
            f"{line}. It would go by {account.name}." for line in pages.told(pages.mails_of(desk, found), desk.now)
        ]
        return _page(desk, found, lines or ["Nothing waits."])
    went = delivering.deliver(desk, numbers)
    tried = [each.mail.id for each in went]
    delivering.check_all_went(went, pages.told(pages.mails_of(desk, tried), desk.now))
    return pages.mailed(pages.mails_of(desk, tried), desk.now) if tried else _page(desk, [], ["Nothing waits."])


@making(app, "cancel")
def cancel(
    desk: Desk,
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM...", help="Which mail (L-1 or 1), or several.", show_default=False)
    ],
) -> Page:
    """Let a mail in the outbox not be sent, or several. What was sent cannot be called back.

    Example: careline mail cancel L-1
    """
    from careline.usecases.mail import outbox

    numbers = [ids.read(each, "L") for each in items]
    with desk.session("mail cancel") as work:
        found = outbox.cancel(work, numbers)
    return pages.mailed(found, desk.now)


def _page(desk: Desk, numbers: list[int], lines: list[str]) -> Page:
    from careline.render.mailing import MAIL
    from careline.reports.mail.outbox import MAILED

    mails = [MAIL.of(mail, desk.now) for mail in pages.mails_of(desk, numbers)]
    return Page(tuple(map(PageLine, lines)), MAILED.filled(mails=mails))
