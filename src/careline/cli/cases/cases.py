"""`careline case ...`, and most of the daily verbs."""

from datetime import datetime
from itertools import zip_longest
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import (
    ApologyOption,
    BackupOption,
    ByOption,
    CaseArgument,
    ChannelOption,
    DependsOnOption,
    KindOption,
    OwnerOption,
    PerformerOption,
    PromiseOption,
)
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.case_file import check_can_close
from careline.domain.casefile.joining import CustomerIsKnown, MoveFromWhere
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import BlankText, ClosedHow, Fault, FoundBy, Severity
from careline.domain.cases.contacts import NO_NEWS
from careline.domain.cases.reviews import found_in
from careline.domain.conduct.lessons import EarnedWithoutPraise
from careline.domain.errors import BadInput
from careline.store.casefile import case_files
from careline.store.fetch import Fetch

app = typer.Typer(help="Cases: open, work on, close, show and list them.")
UpdateEveryOption = Annotated[
    str | None,
    typer.Option(
        "--update-every", metavar="TIME", help="How often the customer hears from us, news or not: 2bd, 1w, never."
    ),
]
TriedOption = Annotated[str | None, typer.Option("--tried", metavar="TEXT", help="What they tried already.")]
KeepsOption = Annotated[
    list[str] | None,
    typer.Option("--keeps", metavar="PROMISE", help="A promise that this kept.", autocompletion=complete.promises),
]


class CloseHow(BadInput):
    """Closing needs one of two words; `asked` is what to ask for, where neither is given."""

    def __init__(self, asked: str | None = None) -> None:
        super().__init__("Say how it closes: --confirmed TEXT with the customer's words, or --unconfirmed.")
        self.lacks = {"--confirmed": asked} if asked else {}


class OneText(BadInput):
    """A follow-up has one text."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f'"{first}" is no case, and "{second}" comes after it; put the text in quotation marks, last.')


class PlanOrContact(BadInput):
    """A follow-up is either made or planned."""

    def __init__(self) -> None:
        super().__init__(
            "--on plans a follow-up and records no contact; leave out --no-answer, --no-news, --apology and --next."
        )


class NobodyWasTold(BadInput):
    """No news for somebody who was not reached."""

    def __init__(self) -> None:
        super().__init__("--no-news tells the customer something, and --no-answer reaches nobody; leave out one.")


@recording(app, "open")
def open_(
    desk: Desk,
    at: datetime,
    subject: Annotated[str, typer.Argument(help="What is wrong, in a few words.", show_default=False)],
    customer: Annotated[
        str | None,
        typer.Option(
            "--customer",
            metavar="WHO",
            help='"Dana Reyes <dana@example.com>", or a known name.',
            autocompletion=complete.customers,
        ),
        questions.CUSTOMER_OR_NEW,
    ] = None,
    new_customer: Annotated[bool, typer.Option("--new-customer", help="A new one, however near the name.")] = False,
    phone: Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="A new customer's number.")] = None,
    referred_by: Annotated[
        str | None,
        typer.Option(
            "--referred-by",
            metavar="NAME",
            help="Through whom they came: a customer or a company.",
            autocompletion=complete.customers,
        ),
    ] = None,
    product: Annotated[
        str | None,
        typer.Option("--product", metavar="NAME", help="What it is about.", autocompletion=complete.products),
    ] = None,
    order: Annotated[str | None, typer.Option("--order", metavar="NUMBER", help="The order it came with.")] = None,
    serial: Annotated[str | None, typer.Option("--serial", metavar="NUMBER", help="The unit's serial number.")] = None,
    channel: ChannelOption = None,
    found_by: Annotated[FoundBy | None, typer.Option("--found-by", help="Who noticed it, if not the customer.")] = None,
    review_address: Annotated[
        str | None, typer.Option("--review-address", metavar="URL", help="The public review in which it was found.")
    ] = None,
    fault: Annotated[Fault, typer.Option("--fault", help="Whose doing it was.")] = Fault.UNKNOWN,
    severity: Annotated[Severity, typer.Option("--severity", help="How bad it is.")] = Severity.NORMAL,
    usable: Annotated[bool | None, typer.Option("--usable/--not-usable", help="Whether it can still be used.")] = None,
    tried: TriedOption = None,
    text: Annotated[str | None, typer.Option("--text", help="What they said, word for word; - reads it.")] = None,
    update_every: UpdateEveryOption = None,
    promise: PromiseOption = None,
    by: ByOption = None,
    performer: PerformerOption = None,
    owner: OwnerOption = None,
    backup: BackupOption = None,
    depends_on: DependsOnOption = None,
    kind: KindOption = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CASE",
            help="The case that it was a part of; its customer's.",
            autocompletion=complete.cases,
        ),
    ] = None,
    move: Annotated[
        list[str] | None,
        typer.Option(
            "--move",
            metavar="PROMISE",
            help="A promise of that case which goes along.",
            autocompletion=complete.promises,
        ),
    ] = None,
) -> Recorded | list[Recorded]:
    """Open a case, with its first promise. Without one, your policy promises to get back.

    With --from it is the second of what was one case; the two are linked, and a promise moves with its whole chain.

    Example: careline open "No sound" --customer "Dana Reyes <dana@example.com>" --promise "I call you back" --by 2bd
    """
    from careline.usecases.cases import cases, joining

    if not subject.strip():
        raise BlankText("The subject")
    for option, value in (("--phone", phone), ("--product", product), ("--order", order), ("--tried", tried)):
        given.filled(option, value)
    if move and from_ is None:
        raise MoveFromWhere
    if from_ is not None and (customer or phone or new_customer or referred_by):
        raise CustomerIsKnown
    address, finder, came = found_in(review_address, found_by, channel)
    who = given.needed(desk, "--customer", customer, "who the customer is") if from_ is None else ""
    whose = owner if promise is not None else None  # without a promise, whose the acknowledgement is
    first = given.promise(
        desk, promise, by, at=at, kind=kind, owner=whose, performer=performer, backup=backup, depends_on=depends_on
    )
    new = cases.NewCase(
        subject=subject,
        customer=desk.person("--customer", who or None) or "",
        new_customer=new_customer,
        phone=phone,
        product=product,
        order=order,
        serial=given.filled("--serial", serial),
        channel=came,
        found_by=finder,
        review_address=address,
        fault=fault,
        severity=severity,
        usable=usable,
        tried=tried,
        text=given.filled("--text", given.text(desk, text)),
        owner=desk.person("--owner", owner),
        update_every=given.interval(update_every),
        referred_by=given.filled("--referred-by", desk.person("--referred-by", referred_by)),
    )
    with desk.session("case open", create=from_ is None) as work:
        if from_ is not None:
            number, moved = given.case_id(work.fetch, from_), [ids.read(each, "P") for each in move or ()]
            return joining.split(work, desk.shop, number, moved, new, first, at=at)
        return cases.open_case(work, desk.shop, new, first, at=at)


@recording(app, "heard")
def heard(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    text: Annotated[str | None, typer.Argument(help="What they said; - reads it.", show_default=False)] = None,
    chasing: Annotated[bool, typer.Option("--chasing", help="They ask where it is.")] = False,
    praise: Annotated[bool, typer.Option("--praise", help="They are pleased; reopens nothing.")] = False,
    earned_by: Annotated[
        list[str] | None,
        typer.Option("--earned-by", metavar="NAME", help="Who earned the praise.", autocompletion=complete.parties),
    ] = None,
    channel: ChannelOption = None,
    said: Annotated[str | None, typer.Option("--said", metavar="TEXT", help="What we answered; - reads it.")] = None,
    apology: ApologyOption = False,
    promise: PromiseOption = None,
    by: ByOption = None,
    performer: PerformerOption = None,
    owner: OwnerOption = None,
    backup: BackupOption = None,
    depends_on: DependsOnOption = None,
    kind: KindOption = None,
    keeps: KeepsOption = None,
) -> Recorded:
    """Record what the customer said, and what we answered. What we promised in the same call goes with it.

    Example: careline heard C-1 "Where is it?" --chasing --said "It left today" --promise "It is with you" --by fri
    """
    from careline.usecases.cases import contacts

    if earned_by and not praise:
        raise EarnedWithoutPraise
    call = contacts.Heard(
        text=given.filled("TEXT", given.text(desk, text)),
        chasing=chasing,
        praise=praise,
        earned_by=[desk.person("--earned-by", name) or "" for name in earned_by or ()],
        channel=channel,
        said=given.filled("--said", given.words(desk, said)),
        apology=apology,
        promise=given.promise(
            desk, promise, by, at=at, kind=kind, owner=owner, performer=performer, backup=backup, depends_on=depends_on
        ),
        keeps=[ids.read(each, "P") for each in keeps or ()],
    )
    with desk.session("case heard") as work:
        return contacts.heard(work, desk.shop, given.case_id(work.fetch, case), call, at=at)


@recording(app, "follow-up")
def follow_up(
    desk: Desk,
    at: datetime,
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE... [TEXT]",
            help="Which case, or several; then what we told, if the last word names no case.",
            autocompletion=complete.cases,
        ),
        questions.CASES,
    ],
    no_answer: Annotated[bool, typer.Option("--no-answer", help="An attempt: they were not reached.")] = False,
    no_news: Annotated[bool, typer.Option("--no-news", help="They were told that there is no news yet.")] = False,
    apology: ApologyOption = False,
    channel: ChannelOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help="Plan it for then, instead.")] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="WHEN", help="When we follow up next.")] = None,
    promise: PromiseOption = None,
    by: ByOption = None,
    performer: PerformerOption = None,
    owner: OwnerOption = None,
    backup: BackupOption = None,
    depends_on: DependsOnOption = None,
    kind: KindOption = None,
    keeps: KeepsOption = None,
) -> list[Recorded]:
    """Record that we contacted the customer, or plan to. It keeps the acknowledgement, and follow-ups due soon.

    A case is named by its number, or by the name or address of a customer with one open case. The last word is the
    text, unless it is a number or names a customer. A text that is a customer's name goes in with -.

    Example: careline follow-up C-1 "A new one is on its way" --next 2bd
    """
    from careline.usecases.cases import contacts

    with desk.reader() as fetch:
        numbers, text = _cases_and_text(fetch, cases)
    if on is not None and (no_answer or no_news or apology or next_ is not None):
        raise PlanOrContact
    if no_answer and no_news:
        raise NobodyWasTold
    call = contacts.FollowUp(
        text=given.filled("TEXT", given.words(desk, text)) or (NO_NEWS if no_news else None),
        reached=not no_answer,
        channel=channel,
        apology=apology,
        planned_for=desk.due(on, at=at) if on is not None else None,
        next_due_at=desk.due(next_, at=at) if next_ is not None else None,
        promise=given.promise(
            desk, promise, by, at=at, kind=kind, owner=owner, performer=performer, backup=backup, depends_on=depends_on
        ),
        keeps=[ids.read(each, "P") for each in keeps or ()],
    )
    with desk.session("case follow-up") as work:
        return contacts.follow_up_all(work, desk.shop, numbers, call, at=at)


@recording(app, "note")
def note(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    text: Annotated[str, typer.Argument(help="What to remember; - reads it.", show_default=False)],
) -> Recorded:
    """Write down something that the customer never sees.

    Example: careline case note C-1 "Sounds as if the cable is loose"
    """
    from careline.usecases.cases import cases

    words = given.text(desk, text) or ""
    if not words.strip():
        raise BlankText("The note")
    with desk.session("case note") as work:
        return cases.note(work, desk.shop, given.case_id(work.fetch, case), words, at=at)


@recording(app, "escalate")
def escalate(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Who takes it.", autocompletion=complete.parties),
        questions.PARTY_OR_NEW,
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
    ack_by: Annotated[
        str | None,
        typer.Option("--ack-by", metavar="WHEN", help="By when they acknowledge it."),
        questions.ACKNOWLEDGED,
    ] = None,
    backup: BackupOption = None,
) -> Recorded:
    """Hand a case to someone who can do more. Without --to it goes to the next rung of the ladder.

    Example: careline escalate C-1 --to Ben --ack-by 4bh --backup "Ana calls the second firm" --because "asked twice"
    """
    from careline.usecases.ladder import escalations

    to = desk.person("--to", to)
    for option, value in (("--to", to), ("--backup", backup)):
        given.filled(option, value)
    due_at = desk.due(ack_by, at=at) if ack_by is not None else None
    why = given.filled("--because", given.text(desk, because))
    with desk.session("case escalate") as work:
        number = given.case_id(work.fetch, case)
        return escalations.escalate(work, desk.shop, number, to=to, because=why, ack_by=due_at, backup=backup, at=at)


@recording(app, "close")
def close(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    confirmed: Annotated[
        str | None,
        typer.Option("--confirmed", metavar="TEXT", help="The customer's words; - reads them."),
        questions.Question(blank="unconfirmed"),
    ] = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Without them, after the policy's attempts.")
    ] = False,
    ask_again: Annotated[
        str | None, typer.Option("--ask-again", metavar="WHEN", help="Remind us to ask again then: 30d, 2026-11-24.")
    ] = None,
) -> Recorded:
    """Close a case on the customer's word, or unconfirmed. Unconfirmed wants enough attempts to reach them.

    --ask-again promises nothing to anybody: it stands in your brief when its day has come.

    Example: careline close C-1 --confirmed "It works, thank you"
    """
    from careline.usecases.cases import cases

    if unconfirmed and confirmed is not None:
        raise CloseHow
    if not unconfirmed and confirmed is None:
        raise CloseHow(_asked_to_close(desk, case) if desk.somebody_answers else None)
    words = given.filled("--confirmed", given.text(desk, confirmed))
    again_at = desk.due(ask_again, at=at) if ask_again is not None else None
    with desk.session("case close") as work:
        number = given.case_id(work.fetch, case)
        return cases.close(work, desk.shop, number, words, ask_again_at=again_at, at=at)


def _asked_to_close(desk: Desk, case: str) -> str:
    """What to ask for before a case closes. Raises whatever forbids it then, so that nobody answers in vain."""
    with desk.reader() as fetch:
        [file] = case_files(fetch, [given.case_id(fetch, case)])
    check_can_close(file, ClosedHow.CONFIRMED, desk.shop.policy, desk.calendar)
    return f"what {file.case.customer.first_name} said (nothing: close unconfirmed)"


@recording(app, "edit", at=False)
def edit(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    customer: Annotated[str | None, typer.Option("--customer", metavar="WHO", help="Whose it is.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="What is wrong.")] = None,
    product: Annotated[
        str | None,
        typer.Option("--product", metavar="NAME", help="What it is about.", autocompletion=complete.products),
    ] = None,
    order: Annotated[str | None, typer.Option("--order", metavar="NUMBER", help="The order it came with.")] = None,
    serial: Annotated[str | None, typer.Option("--serial", metavar="NUMBER", help="The unit's serial number.")] = None,
    fault: Annotated[Fault | None, typer.Option("--fault", help="Whose doing it was.")] = None,
    tried: TriedOption = None,
    update_every: UpdateEveryOption = None,
) -> Recorded:
    """Correct what was given wrong, or how often the customer hears from us.

    Example: careline case edit C-1 --product MX500i
    """
    from careline.usecases.cases import cases

    with desk.session("case edit") as work:
        correction = cases.Correction(
            customer=given.customer(work.fetch, customer) if customer is not None else None,
            subject=given.filled("--subject", subject),
            product=given.filled("--product", product),
            order=given.filled("--order", order),
            serial=given.filled("--serial", serial),
            fault=fault,
            tried=given.filled("--tried", tried),
            update_every=given.interval(update_every),
        )
        return cases.edit(work, desk.shop, given.case_id(work.fetch, case), correction, at=at)


@recording(app, "reopen")
def reopen(
    desk: Desk,
    at: datetime,
    case: Annotated[CaseArgument, questions.ANY_CASE],
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why; kept as a note.")] = None,
    promise: PromiseOption = None,
    by: ByOption = None,
    performer: PerformerOption = None,
    owner: OwnerOption = None,
    backup: BackupOption = None,
    depends_on: DependsOnOption = None,
) -> Recorded:
    """Open a closed case again, with a promise. Without one your policy promises to get back.

    Example: careline reopen C-1 --because "It broke again"
    """
    from careline.usecases.cases import cases

    first = given.promise(
        desk, promise, by, at=at, owner=owner, performer=performer, backup=backup, depends_on=depends_on
    )
    why = given.filled("--because", given.text(desk, because))
    with desk.session("case reopen") as work:
        return cases.reopen(work, desk.shop, given.case_id(work.fetch, case), why, first, at=at)


def _cases_and_text(fetch: Fetch, words: list[str]) -> tuple[list[int], str | None]:
    """The cases that stand first, each once, and the text behind them. Raises OneText, and what `given.case_id` raises.

    The first word is a case, whatever it is, and so is every other one that names a case or a customer.
    """
    first, *rest = words
    numbers, text = [given.case_id(fetch, first)], None
    for word, following in zip_longest(rest, rest[1:]):
        if ids.looks_like_id(word) or given.names_customer(fetch, word):
            numbers.append(given.case_id(fetch, word))
        elif following is not None:
            raise OneText(word, following)
        else:
            text = word
    return list(dict.fromkeys(numbers)), text
