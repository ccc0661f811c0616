"""`careline case open` and `edit`."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.cases import dialogue, tellers
from careline.cli.cases.arguments import CustomerOptions, TriedOption, UpdateEveryOption
from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import ChannelOption, NewPromiseOptions
from careline.cli.frame.bundles import Bundle, Only
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain import ids, telephones
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import BlankText, Fault, FoundBy, Severity
from careline.domain.cases.reviews import found_in
from careline.domain.cases.serials import kept, read_serials
from careline.domain.errors import BadInput
from careline.domain.replacements.units import check_quantity
from careline.domain.values import frozen

app = typer.Typer()


@frozen
class TroubleOptions(Bundle):
    """What is known of the trouble."""

    product: Annotated[
        str | None,
        typer.Option("--product", metavar="NAME", help="What it is about.", autocompletion=complete.products),
    ] = None
    order: Annotated[str | None, typer.Option("--order", metavar="NUMBER", help="The order it came with.")] = None
    serial: Annotated[
        list[str] | None,
        typer.Option("--serial", metavar="NUMBER", help="The serial number; again for each unit, or with commas."),
    ] = None
    quantity: Annotated[
        int | None, typer.Option("--quantity", metavar="N", help="How many units it is about, if several.")
    ] = None
    channel: ChannelOption = None
    found_by: Annotated[FoundBy | None, typer.Option("--found-by", help="Who noticed it, if not the customer.")] = None
    review_address: Annotated[
        str | None, typer.Option("--review-address", metavar="URL", help="The public review it was found in.")
    ] = None
    fault: Annotated[Fault, typer.Option("--fault", help="Whose fault it was.")] = Fault.UNKNOWN
    severity: Annotated[Severity, typer.Option("--severity", help="How bad it is.")] = Severity.NORMAL
    usable: Annotated[bool | None, typer.Option("--usable/--not-usable", help="Whether it can still be used.")] = None
    tried: TriedOption = None
    text: Annotated[
        str | None, typer.Option("--text", "-t", help="What they said, word for word; - reads standard input.")
    ] = None


@recording(app, "open", tellers.opened)
def open_(
    desk: Desk,
    at: datetime,
    subject: Annotated[str, typer.Argument(help="What is wrong, in a few words.", show_default=False)],
    *,
    who: CustomerOptions,
    trouble: TroubleOptions,
    update_every: UpdateEveryOption = None,
    promise: NewPromiseOptions,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="CASE",
            help="The case it was a part of; the customer is the same.",
            autocompletion=complete.cases,
        ),
    ] = None,
    move: Annotated[
        list[str] | None,
        typer.Option(
            "--move",
            metavar="PROMISE|CONTACT|ATTACHMENT",
            help="What moves along: a promise of that case, a contact or a note (W-3), an attachment (A-1).",
            autocompletion=complete.promises,
        ),
    ] = None,
) -> Recorded | list[Recorded]:
    """Open a case, with its first promise. Without one, careline adds one: to get back to them.

    At a terminal, careline open alone asks for the subject, the customer and the promise.

    --from splits a case: the new one is linked to the old, and a promise moves with its whole chain. If a customer
    brought up something new on an old case, move those words: --from 1 --move W-3

    Example: careline open "No sound" --customer "Dana Reyes <dana@example.com>" --promise "I call you back" --by 2bd
    """
    from careline.usecases.cases import cases

    if not subject.strip():
        raise BlankText("The subject")
    for option, value in (
        ("--phone", who.phone),
        ("--product", trouble.product),
        ("--order", trouble.order),
        ("--tried", trouble.tried),
    ):
        given.filled(option, value)
    if move and from_ is None:
        raise BadInput("--move takes something out of another case; name that case with --from.")
    if from_ is not None and (who.customer or who.phone or who.new_customer or who.referred_by):
        raise BadInput("--from opens a case for the same customer; leave out --customer, --new-customer and --phone.")
    address, finder, came = found_in(trouble.review_address, trouble.found_by, trouble.channel)
    name = given.needed(desk, "--customer", who.customer, "who the customer is") if from_ is None else ""
    name, telephone = telephones.apart(name) if who.phone is None else (name, None)
    name, is_new = questions.known_or_second(desk, desk.person("--customer", name or None) or "", new=who.new_customer)
    if "subject" in desk.answers and promise.promise is None and from_ is None and not desk.yes:
        promise = dialogue.Dialogue(desk, at).promise(promise, asked=True, needed=False)
    # Without a promise, the owner is whose the acknowledgement is.
    first = (promise if promise.promise is not None else replace(promise, owner=None)).made(desk, at)
    new = cases.NewCase(
        subject=subject,
        customer=name,
        new_customer=is_new,
        phone=who.phone or telephone,
        product=trouble.product,
        order=trouble.order,
        serial=kept(read_serials(trouble.serial)),
        quantity=check_quantity(trouble.quantity) or 1,
        channel=came,
        found_by=finder,
        review_address=address,
        fault=trouble.fault,
        severity=trouble.severity,
        usable=trouble.usable,
        tried=trouble.tried,
        text=given.filled("--text", given.text(desk, trouble.text)),
        owner=desk.person("--owner", promise.owner),
        update_every=given.interval(update_every),
        referred_by=given.filled("--referred-by", desk.person("--referred-by", who.referred_by)),
    )
    with desk.session("case open", create=from_ is None) as work:
        if from_ is not None:
            from careline.usecases.cases import joining  # hardly any case comes out of another

            number = given.case_id(work.fetch, from_)
            moved = joining.Moved(
                [ids.read(each, "P") for each in move or () if not ids.is_one_of(each, "WA")],
                [ids.words_or_attachment(each) for each in move or () if ids.is_one_of(each, "WA")],
            )
            return joining.split(work, desk.shop, number, moved, new, first, at=at)
        return cases.open_case(work, desk.shop, new, first, at=at)


CaseOrWordsArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE|CONTACT",
        help="Which case (C-1, 1, or its customer); or which contact or note (W-3).",
        show_default=False,
        autocompletion=complete.cases_and_contacts,
    ),
    questions.CASE,
]


@recording(app, "edit", tellers.edited, at=False)
def edit(
    desk: Desk,
    at: datetime,
    case: CaseOrWordsArgument,
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT]", help="The right words of W-3; - reads standard input.", show_default=False),
    ] = None,
    when: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When W-3 was said or noted.")] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="What was wrong with W-3.")] = None,
    customer: Annotated[str | None, typer.Option("--customer", "-c", metavar="WHO", help="Whose case it is.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="TEXT", help="What is wrong.")] = None,
    *,
    trouble: Annotated[TroubleOptions, Only("product", "order", "serial", "quantity", "channel", "tried")],
    fault: Annotated[Fault | None, typer.Option("--fault", help="Whose fault it was.")] = None,
    severity: Annotated[Severity | None, typer.Option("--severity", help="How bad it is.")] = None,
    update_every: UpdateEveryOption = None,
) -> Recorded:
    """Correct the details of a case, or change how often the customer hears from us.

    Words that were typed wrong, or said at another time, are corrected by their number:
    careline case edit W-3 --at "yesterday 16:10" --because "typed the day after"

    Example: careline case edit C-1 --product MX500i
    """
    from careline.usecases.cases import cases

    if ids.is_one_of(case, "W"):
        others = (customer, subject, fault, severity, update_every)
        if trouble != TroubleOptions() or any(each is not None for each in others):
            raise BadInput(f"{case} is a contact or a note: give its right TEXT, or --at; options of a case need one.")
        return _edit_words(desk, case, text, when, because)
    if text is not None or when is not None or because is not None:
        raise BadInput("TEXT, --at and --because correct a contact or a note; name that one instead, such as W-3.")
    with desk.session("case edit") as work:
        correction = cases.Correction(
            customer=given.customer(work.fetch, customer) if customer is not None else None,
            subject=given.filled("--subject", subject),
            product=given.filled("--product", trouble.product),
            order=given.filled("--order", trouble.order),
            serial=kept(read_serials(trouble.serial)),
            quantity=check_quantity(trouble.quantity),
            fault=fault,
            severity=severity,
            channel=trouble.channel,
            tried=given.filled("--tried", trouble.tried),
            update_every=given.interval(update_every),
        )
        return cases.edit(work, desk.shop, given.case_id(work.fetch, case), correction, at=at)


def _edit_words(desk: Desk, typed: str, text: str | None, when: str | None, because: str | None) -> Recorded:
    """Correct a contact or a note."""
    from careline.usecases.cases import rewording  # few words are corrected

    words = given.needed(desk, "TEXT", text, "the right words") if text is not None else None
    at = desk.past(when) if when is not None else None
    why = given.needed(desk, "--because", because, "what was wrong")
    with desk.session("case edit") as work:
        return rewording.edit(work, desk.shop, ids.read(typed, "W"), words, at, why)
