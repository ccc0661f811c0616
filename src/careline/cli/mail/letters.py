"""`careline case mail`: a letter or an answer to the customer, by mail."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.arguments import HoldOption
from careline.cli.frame.options import making
from careline.cli.mail import delivering, pages
from careline.desk import Desk
from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.mail.mails import Mail
from careline.domain.names import Person
from careline.domain.report import Page, PageLine
from careline.domain.time import moments
from careline.domain.wording import in_short
from careline.store.file import check_is_file
from careline.terminal import NotConfirmed

if TYPE_CHECKING:
    from careline.domain.mail.account import Account
    from careline.store.recording import Recording

app = typer.Typer()
TOLD_OF = {"R": "replacements", "E": "escalations"}
SUBJECT = "Subject: "
REMARK = "#"
"""How a line begins that is not sent."""


@making(app, "mail")
def mail(
    desk: Desk,
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="Which case (C-1, 1, or its customer).",
            show_default=False,
            autocompletion=complete.cases,
        ),
    ],
    text: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="What to write; without it, an editor opens.")
    ] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="What it is about.")] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="ADDRESS", help="Another of the customer's addresses.")
    ] = None,
    hold: HoldOption = False,
) -> Page:
    """Mail the customer of a case, between a greeting and your name; at a terminal it is shown first, and asked about.

    It counts as a word to the customer once the mail server has taken it.

    Example: careline case mail C-1 "A new one left today."
    """
    from careline.reports.casefile.case import file_at
    from careline.usecases.mail import letters as usecase

    check_is_file(desk.store_path)
    account = delivering.account_of(desk)
    text = given.filled("TEXT", given.text(desk, text))
    with desk.reader() as fetch:
        number = given.case_id(fetch, case)
        file = file_at(fetch, desk.shop, "C", number, number, desk.now)
        whom = usecase.address(fetch, file.case.customer, to)
    subject = given.filled("--subject", subject) or letters.mail_subject(file, desk.shop)
    if text is None:
        subject, body = _written(desk, file, whom, subject)
    else:
        body = letters.mail(file, desk.shop, desk.settings.me, text)
    shown = [f"To:      {whom}", f"Subject: {subject}", "", *body.splitlines()]
    if desk.dry_run:
        return Page(tuple(PageLine(line, pasted=True) for line in shown), pages.mailed([], desk.now).payload)
    if desk.somebody_answers and not desk.yes:
        desk.say(*shown, "")
        desk.confirm("Keep it in the outbox?" if hold else "Send it?")
    with desk.session("case mail") as work:
        item = usecase.letter(work, desk.shop, account, number, whom, subject, body, held=hold)
    if not hold:
        delivering.check_all_went(delivering.deliver(desk, [item]), ())
    mails = pages.mails_of(desk, [item])
    (line,) = pages.told(mails, desk.now)
    lines = _said(desk, file, mails[0], f"{line}.") if mails[0].sent_at else [f"{line}."]
    return Page(tuple(map(PageLine, lines)), pages.mailed(mails, desk.now).payload)


def _said(desk: Desk, before: CaseFile, mail: Mail, headline: str) -> Iterator[str]:
    """That a mail has reached the customer: what it kept, and what stays owed (G4)."""
    from careline.cli.frame.tellers import Done
    from careline.reports.casefile.case import file_at

    with desk.reader() as fetch:
        file = file_at(fetch, desk.shop, "C", before.case.id, before.case.id, desk.now)
    live = {promise.id for promise in before.promises if promise.ended_at is None}
    ended = frozenset(promise.id for promise in file.promises if promise.id in live and promise.ended_at)
    known = {contact.id for contact in before.contacts}
    touched = {
        "contacts": {contact.id: True for contact in file.contacts if contact.id not in known},
        "promises": {p.id: True for p in file.promises if p.id not in {q.id for q in before.promises}},
    }
    done = Done(Recorded(file, touched, ended_ids=ended), desk)
    return done.answer(headline, talk=True, next_=done.usual_next())


def by_mail(desk: Desk, command: str, queue: Callable[["Recording", "Account"], list[int]], *, held: bool) -> list[str]:
    """Queue mails as part of a command about something else, all or none, and send them unless held: how they stand.

    Raises Misconfigured where there is no account, and what `queue` raises.
    """
    account = delivering.account_of(desk)
    with desk.session(command) as work:
        numbers = queue(work, account)
    if not held and not desk.dry_run:
        delivering.in_passing(desk)
    told = pages.told(pages.mails_of(desk, numbers), desk.now)
    return [f"{line}." for line in told or ["It would be mailed"] * len(numbers)]


def as_it_stands(desk: Desk, prefix: str, number: int, remark: str) -> Recorded:
    """How a replacement (R) or an escalation (E) stands that was told of by mail, or will be."""
    from careline.reports.casefile.case import file_at
    from careline.store.casefile import case_of

    with desk.reader() as fetch:
        file = file_at(fetch, desk.shop, prefix, number, case_of(fetch, prefix, number), desk.now)
    return Recorded(file, {TOLD_OF[prefix]: {number: False}}, remarks=(remark,))


def _written(desk: Desk, file: CaseFile, to: Person, subject: str) -> tuple[str, str]:
    """What somebody writes in their editor: the subject, and the text. Raises BadInput and NotConfirmed."""
    from careline.cli.frame.editor import edited

    if not desk.somebody_answers:
        raise BadInput("TEXT is missing: what to write to the customer. At a terminal an editor opens.")
    gap = "\0"
    empty = letters.mail(file, desk.shop, desk.settings.me, gap).replace(gap, "")
    begun = "\n".join((f"{SUBJECT}{subject}", "", empty, "", *_remarks(desk, file, to)))
    text = edited(desk, begun, "mail.txt")
    lines = [line for line in text.splitlines() if not line.startswith(REMARK)]
    if lines and lines[0].startswith(SUBJECT.strip()):
        subject = lines.pop(0).removeprefix(SUBJECT.strip()).strip() or subject
    body = "\n".join(lines).strip("\n")
    if not body.strip() or re.sub(r"\s+", " ", body).strip() == re.sub(r"\s+", " ", empty).strip():
        raise NotConfirmed
    return subject, body


def _remarks(desk: Desk, file: CaseFile, to: Person) -> Iterator[str]:
    """What is good to know while writing, in lines that are not sent."""
    zone, now = desk.calendar.zone, desk.now
    yield f"{REMARK} To {to}, about {file.case.name}: {file.case.subject}. Lines that begin with {REMARK} are not sent."
    theirs = [contact for contact in file.contacts if contact.direction == "in" and contact.text]
    if theirs:
        yield f'{REMARK} {moments.short(theirs[-1].at, now, zone)} they said: "{in_short(theirs[-1].text or "")}"'
    for promise in file.promises:
        if promise.ended_at is None:
            yield f"{REMARK} Owed: {promise.name} {promise.quoted}, due {moments.short(promise.due_at, now, zone)}"
    yield f"{REMARK} Leave it as it is to send nothing."
