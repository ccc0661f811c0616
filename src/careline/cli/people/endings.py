"""`careline customer end`, `take-back` and `forget`: what only the shop's owner may do."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from careline.cli.frame import given
from careline.cli.frame.options import making
from careline.cli.people.arguments import WhoArgument
from careline.cli.people.shapes import CUSTOMER_SHOWN, ENDED, FORGOTTEN
from careline.desk import Desk
from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput, CarelineError, MissingOption, StoreFault
from careline.domain.names import fold
from careline.domain.people.endings import Try
from careline.domain.report import Page, PageLine
from careline.domain.safekeeping.forgetting import name_of
from careline.render.objects import person
from careline.terminal import NotConfirmed

app = typer.Typer()

LISTED = 20
"""So many backups are named; scripts get all of them."""
BecauseOption = Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")]


@making(app, "end")
def end(
    desk: Desk,
    who: WhoArgument,
    because: BecauseOption = None,
    tried: Annotated[
        list[str] | None,
        typer.Option("--tried", metavar="'WHAT on DAY'", help="What was tried first, and when."),
    ] = None,
) -> Page:
    """End the relation with a customer. Only the owner can, once nothing is promised and other ways have been tried.

    It says how often you have done that, and can be taken back.

    Example: careline customer end "D. Reyes" --because "threatens the staff" --tried "a call from Ana on 2026-05-04"
    """
    from careline.domain.people.endings import how_often
    from careline.store.people import endings
    from careline.usecases.people import endings as usecase

    because = given.needed(desk, "--because", because, "why the relation ends")
    tries = [_tried(desk, each) for each in tried or ()]
    if not tries:
        raise MissingOption("--tried", 'what else was tried, and when, such as "a call from Ana on 2026-05-04"')
    with desk.reader() as fetch:
        customer = given.customer(fetch, who)
        endings.check_can_end(fetch, desk.shop, customer, desk.settings.me, desk.now)
        before = [desk.calendar.date_of(at) for at in endings.ended_at(fetch, desk.now)]
    often = how_often(before, desk.calendar.date_of(desk.now))
    desk.confirm(f"End the relation with {customer}? It is {often} that you have ended one.")
    with desk.session("customer end") as work:
        usecase.end(work, desk.shop, customer, because, tries)
    lines = (
        PageLine(f"The relation with {customer} has ended. It is {often} that you have ended one."),
        PageLine(f'To take it back: careline customer take-back {given.quoted(customer)} --because "..."'),
    )
    return Page(lines, ENDED.filled(customer=customer, endings=len(before) + 1))


@making(app, "take-back")
def take_back(desk: Desk, who: WhoArgument, because: BecauseOption = None) -> Page:
    """Resume the relation with a customer that was ended. Only the owner can.

    Example: careline customer take-back "D. Reyes" --because "it was the brother who called"
    """
    from careline.usecases.people import endings as usecase

    because = given.needed(desk, "--because", because, "why the relation goes on")
    with desk.session("customer take-back") as work:
        customer = given.customer(work.fetch, who)
        usecase.take_back(work, desk.shop, customer, because)
    return Page((PageLine(f"The relation with {customer} goes on."),), CUSTOMER_SHOWN.filled(customer=customer))


def _tried(desk: Desk, typed: str) -> Try:
    from careline.domain.people.endings import read_try

    what, day = read_try(typed)
    return Try(what, desk.calendar.date_of(desk.past(day)))


@making(app, "forget")
def forget(desk: Desk, who: WhoArgument) -> Page:
    """Erase a customer from the store and the log. The counts stay. Only the owner can, and nobody can undo it.

    It lists the backups that still hold them; delete those, and other copies, yourself.

    Example: careline customer forget "D. Reyes" --yes
    """
    from careline.store.backups.holding import backups_holding
    from careline.store.people.parties import party_named
    from careline.store.safekeeping.belonging import numbers_of
    from careline.store.safekeeping.forgetting import begin, check_can_forget, finish, was_forgotten
    from careline.usecases.safekeeping import forgetting

    with desk.reader() as fetch:
        customer = given.customer(fetch, who)
        check_can_forget(fetch, desk.shop, customer, desk.settings.me)
        again = was_forgotten(fetch, customer.id)
        namesake = party_named(fetch, fold(customer.name))
        numbers = numbers_of(fetch, customer.id)
    name = name_of(customer.id)
    if not again:
        _make_sure(desk, customer.name)
        with desk.session("customer forget") as work:
            forgetting.forget(work, desk.shop, customer)
            if not desk.dry_run:
                begin(desk.store_path)
    if not desk.dry_run:
        try:
            finish(desk.store_path)
        except CarelineError as error:
            why = str(error)
            raise StoreFault(
                f"They are forgotten as {name}, but the file could not be written anew, so that unused parts of it may "
                f"still hold their words, as the folder of attachments may ({why}) Then try again: careline customer "
                f'forget "{name}" --yes.'
            ) from error
    found = backups_holding(desk.store_path, numbers, desk.now)
    lines = [
        PageLine(
            f"{customer.name} {'was forgotten before' if again else 'is forgotten'}; in the counts they are now {name}."
        ),
        *map(PageLine, _copies(found)),
    ]
    if namesake and not again:
        lines.append(PageLine(f"There is a party called {namesake.name} too; it stays as it is."))
    payload = FORGOTTEN.filled(customer=person(Customer(0, name)), backups=[*map(str, found)])
    return Page(tuple(lines), payload)


def _copies(found: Sequence[Path]) -> Iterator[str]:
    """Where somebody who was forgotten still stands, and what to do about it."""
    if not found:
        yield "Copies of the store, backups and exports still hold them; delete those yourself."
        return
    few = found[:LISTED]
    yield f"{'This backup still holds' if len(found) == 1 else 'These backups still hold'} them:"
    yield from (f"  {path}" for path in few)
    yield from [f"  and {len(found) - LISTED} more"] if len(found) > LISTED else ()
    yield "Make a new one (careline backup), then delete those, and other copies and exports that you have made."


def _make_sure(desk: Desk, name: str) -> None:
    """Have the name typed, where somebody is there to ask and --yes is not given. Raises BadInput and NotConfirmed."""
    if desk.yes or desk.dry_run:
        return
    if not desk.somebody_answers:
        raise BadInput(f"Forgetting {name} cannot be undone; say that you mean it, with --yes.")
    desk.say(
        "This cannot be undone: their words, what was said about them, and what the log knows of them will be gone."
    )
    if fold(desk.ask(f"Type {name} to go on: ") or "") != fold(name):
        raise NotConfirmed
