"""`careline invitations ...`, and what the mailings of `careline arrival-checks ...` share with them."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import AtOption, making
from careline.cli.people.arguments import AllDueOption, WhichArgument
from careline.cli.sheets import tables
from careline.cli.sheets.options import Given
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, NotFound, Refused
from careline.domain.people.invitations import Mailing, Purpose
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.domain.time import moments
from careline.domain.wording import counted, shell_word
from careline.render.reading import text
from careline.reports.people.mailings import MAILING
from careline.store.fetch import Fetch

app = typer.Typer()
TABLES = (".csv", ".xlsx", ".ods")
OPT_OUT = Shape(
    "opt_out",
    "that a customer wants no invitations",
    (Key("customer"), text("email"), Key("at", Kind.MOMENT), Key("words")),
)
OPT_OUT_SHOWN = Shape("opt_out_shown", "that a customer wants no invitations", (Key("opt_out", OPT_OUT),))
SENT = Shape(
    "mailings_sent",
    "what was sent to buyers, and what was known to be",
    (Key("sent", Several(MAILING)), Key("already_known", Several(MAILING))),
)
CALLED = {Purpose.INVITATION: "invitation", Purpose.ARRIVAL_CHECK: "arrival check"}
FEW = 20


@making(app, "sent")
def sent(desk: Desk, which: WhichArgument = None, all_due: AllDueOption = False, at: AtOption = None) -> Page:
    """Record which invitations were sent, all of them or none. It names those already known.

    Example: careline invitations sent --all-due
    """
    return record_sent(desk, Purpose.INVITATION, which or [], all_due, at)


@making(app, "opt-out")
def opt_out(
    desk: Desk,
    who: Annotated[
        str,
        typer.Argument(
            metavar="CUSTOMER",
            help="The customer who wants none.",
            show_default=False,
            autocompletion=complete.customers,
        ),
        questions.CUSTOMER,
    ],
    words: Annotated[
        str | None, typer.Option("--words", metavar="TEXT", help="Their own words; - reads standard input.")
    ] = None,
    at: AtOption = None,
) -> Page:
    """Record that a customer wants no invitations to review, in their own words. It is for good.

    Example: careline invitations opt-out dana@example.com --words "Please no more of these"
    """
    from careline.usecases.people import invitations

    said = given.needed(desk, "--words", words, "what the customer said; only they can opt out")
    happened_at = desk.past(at)
    with desk.session("invitations opt-out") as work:
        customer = given.customer(work.fetch, who)
        invitations.opt_out(work, desk.shop, customer, said, at=happened_at)
    opt_out = OPT_OUT.filled(customer=customer.name, email=customer.email, at=happened_at, words=said)
    payload = OPT_OUT_SHOWN.filled(opt_out=opt_out)
    return Page((*_echo(desk, happened_at), PageLine(f"{customer} is not invited to review any more.")), payload)


@app.command("skip", hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def skip(ctx: typer.Context) -> None:
    """Nobody can."""
    who = next((word for word in ctx.args if "@" in word), "NAME")
    raise Refused(
        "No customer can be skipped: who is asked for a review is not ours to choose. "
        f'Only the customer\'s own opt-out is lasting: careline invitations opt-out {shell_word(who)} --words "...".'
    )


def record_sent(desk: Desk, purpose: Purpose, which: list[str], all_due: bool, at: str | None) -> Page:
    """Record what was mailed, and say what was. Raises BadInput and what the named things raise."""
    from careline.reports.people.mailings import mailing_object
    from careline.usecases.people import invitations

    if bool(which) is all_due:
        raise BadInput("Say what was sent: the mailer's table, orders or purchases, or --all-due alone.")
    happened_at = desk.past(at)
    with desk.session(f"{purpose} sent") as work:
        if all_due:
            done = invitations.send_all_due(work, desk.shop, purpose, at=happened_at)
        else:
            purchases = _purchases(work.fetch, which)
            done = invitations.send(work, desk.shop, purpose, purchases, at=happened_at)
    lines = [*_echo(desk, happened_at), *_counted(done.recorded, purpose, "sent")]
    if done.known:
        lines += _counted(done.known, purpose, "sent before, already known")
    payload = SENT.filled(
        sent=[mailing_object(mailing, purpose, desk.shop) for mailing in done.recorded],
        already_known=[mailing_object(mailing, purpose, desk.shop) for mailing in done.known],
    )
    return Page(tuple(lines), payload)


def _echo(desk: Desk, at: datetime) -> Iterable[PageLine]:
    if at != desk.now:
        yield PageLine(f"At {moments.echo(at, desk.now, desk.calendar)}:")


def _counted(mailings: tuple[Mailing, ...], purpose: Purpose, what: str) -> Iterable[PageLine]:
    """How many there are, and the first of them."""
    yield PageLine(f"{counted(len(mailings), CALLED[purpose])} {what}{':' if mailings else '.'}")
    for mailing in mailings[:FEW]:
        yield PageLine(mailing.words, label=f"  {ids.show('B', mailing.purchase_id)}  ")
    if len(mailings) > FEW:
        yield PageLine(f"  and {len(mailings) - FEW} more")


def _purchases(fetch: Fetch, which: list[str]) -> list[int]:
    """The purchases that were named, each once. Raises NotFound and what reading a table raises."""
    from careline.store.people import invitations as store

    words = [word for each in which for word in (_in_table(each) if each.lower().endswith(TABLES) else [each])]
    orders = [word for word in words if _purchase(word) is None]
    known = store.purchases_in_orders(fetch, orders)
    if missing := next((order for order in orders if order not in known), None):
        raise NotFound(
            f'No purchase has the order "{missing}"; a purchase is named B-1, and a table ends in .csv, .xlsx or .ods.'
        )
    numbers = ([number] if (number := _purchase(word)) is not None else known[word] for word in words)
    return list(dict.fromkeys(number for some in numbers for number in some))


def _purchase(word: str) -> int | None:
    prefix, number = ids.split(word) or ("", 0)
    return number if prefix == "B" else None


def _in_table(file: str) -> list[str]:
    """The purchases in a table, or the orders where it has none. Raises BadInput."""
    with tables.opened(Given(file)) as table:
        columns = {name.strip().lower(): place for place, name in enumerate(table.header)}
        column = columns.get("purchase", columns.get("order"))
        if column is None:
            raise BadInput(f"{Path(file).name} has neither a column purchase nor a column order; nothing was recorded.")
        found = []
        for line, cells in table.rows(last=True):
            word = cells[column].strip() if column < len(cells) else ""
            if not word:
                raise BadInput(
                    f"{Path(file).name} has neither a purchase nor an order in line {line}; nothing was recorded."
                )
            found.append(word)
        return found
