"""What the shell proposes: ids with customer and subject, customers and parties by name."""

from collections.abc import Callable

import typer

from careline.domain.errors import CarelineError
from careline.render.safe import visible
from careline.store import labels
from careline.store.fetch import Fetch

PROPOSED = 50

Proposal = tuple[str, str]


def cases(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Open cases, the newest first, with customer and subject."""
    return _proposed(ctx, incomplete, labels.open_cases)


def promises(ctx: typer.Context, incomplete: str) -> list[Proposal]:
    """Live promises, the one due first first, with customer and words."""
    return _proposed(ctx, incomplete, labels.live_promises)


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
