"""What was promised, one after another: the chains of a case, or those that somebody has to do with."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.cases.contacts import Direction, heard_at
from careline.domain.names import fold
from careline.domain.promises.changing import chains
from careline.domain.promises.promise import Promise
from careline.domain.report import Kind, Report, Worded, Words
from careline.domain.shop.shop import Shop
from careline.render import shapes
from careline.render.objects import Objects, state_words
from careline.reports.listing import keyed, listing
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.promises import listed_promises

COLUMNS = keyed(
    "chain id what performer made_at due_at state ended_at because told agreed told_at case customer kind said owner "
    "supersedes superseded_by",
    like=shapes.PROMISE,
    null="ended_at told agreed",
    chain=Kind.ID,
    id="Promise",
    what="Promised",
    performer="By",
    made_at="Made",
    due_at="Due",
    state="State",
    because="Because",
    told="The customer was told",
    agreed="The customer said",
)


def history(fetch: Fetch, shop: Shop, now: datetime, case_id: int | None, performer: str | None) -> Report:
    """The chains of a case, or those with a promise of a performer, the one that began first first.

    With both: the chains of the case with a promise of that performer.
    """
    objects = Objects.at(now, shop)
    found = sorted(_chains(fetch, shop, now, case_id, performer), key=lambda each: (each[0][0].made_at, each[0][0].id))
    rows = [_row(objects, promise, chain[0], file) for chain, file in found for promise in chain]
    return listing("promises", shop, now, COLUMNS, rows)


def _chains(
    fetch: Fetch, shop: Shop, now: datetime, case_id: int | None, performer: str | None
) -> Iterator[tuple[tuple[Promise, ...], CaseFile]]:
    made = listed_promises(fetch, now, live=False) if case_id is None else ()
    ids = [case_id] if case_id is not None else sorted({p.case_id for p in made if _does(p, performer)})
    for whole in case_files(fetch, ids):
        file = file_as_of(whole, now, shop)
        for chain in chains(file.promises) if file else ():
            if file and (performer is None or any(_does(promise, performer) for promise in chain)):
                yield chain, file


def _does(promise: Promise, performer: str | None) -> bool:
    return performer is not None and fold(promise.performer) == fold(performer)


def _row(objects: Objects, promise: Promise, first: Promise, file: CaseFile) -> dict[str, Any]:
    made = objects.promise(promise, file)
    word = heard_at(file.contacts, promise.told_at) if promise.told_at else None
    theirs = word is not None and word.direction is Direction.IN
    said = Words(word.text, said=True) if word and word.text else None
    return made | {
        "chain": first.name,
        "what": Words(promise.what, promise.said),
        "state": Worded(made["state"], state_words(made)),
        "ended_at": promise.ended_at,
        "told": None if theirs else said,
        "agreed": said if theirs else None,
        "customer": file.case.customer.name,
    }
