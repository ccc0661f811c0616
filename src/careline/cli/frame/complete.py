"""What the shell proposes: ids with customer and subject, customers and parties by name."""

import os
from collections.abc import Callable

import typer

from careline.cli.frame import ASKED_BY_SHELL
from careline.domain.errors import CarelineError
from careline.domain.ids import begins_like_id
from careline.render.safe import visible
from careline.store import labels
from careline.store.fetch import Fetch

PROPOSED = 50
INSTEAD_OF = "\t"
"""Stands between what was typed and a proposal that takes its place, as a case does for its customer."""
GOES_ON_AS_BEGUN = "complete_fish"
"""The shell that takes only what goes on as it was begun: it is told of customers, and what is open of theirs."""

Proposal = tuple[str, str]


def cases(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Open cases, the newest first, with customer and subject; of customers whose name begins so."""
    if not incomplete or begins_like_id(incomplete, "C"):
        return _proposed(ctx, incomplete, labels.open_cases)
    if os.environ[ASKED_BY_SHELL] == GOES_ON_AS_BEGUN:
        return _proposed(ctx, incomplete, labels.customers_with_open_cases)
    found = _proposed(ctx, incomplete, labels.open_cases_of_customers)
    return [(f"{incomplete}{INSTEAD_OF}{case}", about) for case, about in found]


def cases_and_contacts(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Open cases; contacts and notes where what is typed begins as the number of one."""
    words = incomplete[:1].upper() == "W" and begins_like_id(incomplete, "W")
    return contacts(ctx, incomplete) if words else cases(ctx, incomplete)


def merged_cases(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Cases that are part of another one, the newest first, with customer and subject."""
    return _proposed(ctx, incomplete, labels.merged_cases)


def cases_and_text(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Open cases; after the first what is typed may be a text, so only what begins as an id is one."""
    may_be_text = ctx.params.get("cases") and not (incomplete and begins_like_id(incomplete, "C"))
    return [] if may_be_text else cases(ctx, incomplete)


def promises(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Live promises, the one due first first, with customer and words."""
    return _proposed(ctx, incomplete, labels.live_promises)


def contacts(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Contacts and notes, the newest first, with customer and words."""
    return _proposed(ctx, incomplete, labels.contacts_and_notes)


def attachments(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Attachments, the newest first, with customer and file name."""
    return _proposed(ctx, incomplete, labels.attachments)


def contacts_and_attachments(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Contacts and notes; attachments where what is typed begins as the number of one."""
    attached = incomplete[:1].upper() == "A" and begins_like_id(incomplete, "A")
    return attachments(ctx, incomplete) if attached else contacts(ctx, incomplete)


def replacements(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Replacements without an outcome, the newest first, with customer and item."""
    return _proposed(ctx, incomplete, labels.unfinished_replacements)


def escalations(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Live escalations, the newest first, with customer and who has it."""
    return _proposed(ctx, incomplete, labels.live_escalations)


def costs(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Costs of ours that can be shared, the newest first, with customer and kind."""
    return _proposed(ctx, incomplete, labels.shareable_costs)


def articles(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Articles in use, the newest first, with product and symptom."""
    return _proposed(ctx, incomplete, labels.articles_in_use)


def customers(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Customers whose name begins so, with their address."""
    return _proposed(ctx, incomplete, labels.customers)


def companies(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Companies whose name begins so."""
    return _proposed(ctx, incomplete, labels.companies)


def parties(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Parties whose name begins so, with their kind."""
    return _proposed(ctx, incomplete, labels.parties)


def products(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Products whose name begins so, with their supplier."""
    return _proposed(ctx, incomplete, labels.products)


def _proposed(
    ctx: typer.Context, incomplete: str, labels_of: Callable[[Fetch, str, int], list[Proposal]]
) -> list[Proposal]:
    """What fits; nothing where there is no store to ask: a shell has no place for an error."""
    from careline.desk import Desk, Flags

    given = ctx.find_root().params
    try:
        with Desk(Flags(db=given.get("db"), config=given.get("config"))).reader() as fetch:
            found = labels_of(fetch, incomplete, PROPOSED)
    except CarelineError:
        return []
    return [(word, visible(about)) for word, about in found if visible(word) == word]
