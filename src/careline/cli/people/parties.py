"""`careline party ...`."""

from functools import partial
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.people.arguments import all_filled
from careline.cli.people.parties_shown import WhoArgument
from careline.cli.replacements.programmes import telling_a_programme
from careline.desk import Desk
from careline.domain.people.parties import PartyKind
from careline.domain.replacements.programmes import Terms
from careline.domain.report import Page, PageLine
from careline.domain.wording import shell_word
from careline.store.fetch import Fetch
from careline.store.people.parties import Party, addresses_of_party

app = typer.Typer()


@making(app, "add")
@telling_a_programme
def add(
    desk: Desk,
    who: Annotated[
        str,
        typer.Argument(help='Who it is: a name, or "FieldCo <desk@fieldco.example>".', show_default=False),
        questions.NEW_PERSON,
    ],
    kind: Annotated[PartyKind | None, typer.Option("--kind", help="What they are to the shop.")] = None,
    email: Annotated[
        list[str] | None, typer.Option("--email", metavar="ADDRESS", help="Their address; again for each.")
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="Their telephone number; again for each.")
    ] = None,
    *,
    said: Terms,
) -> Page:
    """Add a party. A supplier may have a programme: what they do for us when a unit fails.

    Example: careline party add FieldCo --kind contractor
    """
    from careline.usecases.people import parties

    reached_by = all_filled("--email", email), all_filled("--phone", phone)
    with desk.session("party add", create=True) as work:
        party = parties.add(work, who, kind, reached_by, said, desk.shop.currency)
        return _page(desk, work.fetch, party, "added")


@making(app, "edit")
@telling_a_programme
def edit(
    desk: Desk,
    who: WhoArgument,
    kind: Annotated[PartyKind | None, typer.Option("--kind", help="What they are to the shop.")] = None,
    email: Annotated[
        list[str] | None, typer.Option("--email", metavar="ADDRESS", help="The address to use; again for each.")
    ] = None,
    phone: Annotated[
        list[str] | None, typer.Option("--phone", metavar="NUMBER", help="The number to use; again for each.")
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="ADDRESS|NUMBER", help="One that is theirs no more; again for each."),
    ] = None,
    *,
    said: Terms,
) -> Page:
    """Correct what a party is to the shop, what reaches it, or its programme; the rest stays.

    Example: careline party edit FieldCo --kind contractor
    """
    from careline.usecases.people import parties

    reached_by = all_filled("--email", email), all_filled("--phone", phone)
    removed = all_filled("--remove", remove)
    with desk.session("party edit") as work:
        party = given.party(work.fetch, who)
        party = parties.edit(work, party, kind, reached_by, said, desk.shop.currency, removed=removed)
        return _page(desk, work.fetch, party, "updated")


@making(app, "away")
def away(
    desk: Desk,
    who: WhoArgument,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="The first day: mon, 2026-11-24."), questions.MOMENT
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help="The last day."), questions.MOMENT] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Who stands in.", autocompletion=complete.parties),
        questions.PARTY,
    ] = None,
) -> Page:
    """Say when a party is away, and who stands in. It lists what is due meanwhile, and how to hand it over.

    Example: careline party away FieldCo --from "next mon" --until "next fri" --to Ben
    """
    from careline.reports.people.parties import away_page
    from careline.usecases.people import parties

    first = desk.day(given.present("--from", from_, "the first day away"))
    last = desk.day(given.present("--until", until, "the last day away"))
    to = given.needed(desk, "--to", desk.person("--to", to), "who stands in")
    with desk.session("party away") as work:
        absence = parties.away(work, given.party_at_work(work, who), first, last, given.party_at_work(work, to))
        return away_page(work.fetch, desk.shop, absence, desk.now)


@making(app, "retire")
def retire(
    desk: Desk,
    who: WhoArgument,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="NAME", help="Who takes over.", autocompletion=complete.parties),
        questions.PARTY,
    ] = None,
) -> Page:
    """Say that a party has left, and who takes over everything. They can be named in nothing new.

    Pending work goes along; what is overdue still counts against whoever was to do it.

    Example: careline party retire Ben --to Ana
    """
    from careline.reports.people.parties import retired_page
    from careline.usecases.people import retiring

    to = given.needed(desk, "--to", desk.person("--to", to), "who takes over")

    def record(*, rehearse: bool = False) -> Page:
        with desk.session("party retire", rehearse=rehearse) as work:
            party = given.party(work.fetch, who)
            done = retiring.retire(work, desk.shop, party, to, desk.settings.naming)
            return retired_page(given.party(work.fetch, party.name), done)

    back_up_first(desk, "Nobody has retired", partial(record, rehearse=True))
    return record()


def _page(desk: Desk, fetch: Fetch, party: Party, what: str) -> Page:
    from careline.reports.people.parties import PARTY_SHOWN, party_object
    from careline.reports.people.people import also
    from careline.reports.replacements.programmes import programme_at

    programme = programme_at(fetch, desk.shop, party.id, desk.now)
    lines = [PageLine(f"{party.name} {what}, {party.kind or 'kind not known yet'}")]
    if party.kind is None:
        lines.append(PageLine(f"To say what they are: careline party edit {shell_word(party.name)} --kind carrier"))
    if programme:
        lines.append(PageLine(programme.sentences()))
    known = addresses_of_party(fetch, party)
    lines += map(PageLine, also(known))
    payload = PARTY_SHOWN.filled(
        party=party_object(party),
        emails=list(known.emails),
        phones=list(known.phones),
        programme=programme and programme.as_object(),
    )
    return Page(tuple(lines), payload)
