"""The note in the box, to print: plain text, or a page of HTML."""

from dataclasses import replace
from datetime import datetime

from careline.domain import letters
from careline.domain.cases import CaseFile
from careline.domain.due_phrases import parse_duration_due
from careline.domain.ids import NoSuchId
from careline.domain.programmes import return_asked
from careline.domain.purchases import purchase_of
from careline.domain.replacements import Outcome, Replacement
from careline.domain.report import Page, PageLine
from careline.domain.returns import Return
from careline.domain.shop import Shop
from careline.render.objects import Objects
from careline.render.packaged import packaged
from careline.render.safe import markup
from careline.store import goods, queries
from careline.store.database import Fetch


def slip_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime, paper: str) -> Page:
    """The slip of a replacement (G7), its document for that paper.

    Raises NoSuchId, and what the shop's own slip cannot be made for.
    """
    case_id = queries.case_of(fetch, "R", replacement_id)
    file = queries.case_file(fetch, case_id) if case_id else None
    if file is None:
        raise NoSuchId("R", replacement_id)
    replacement = next(r for r in file.replacements if r.id == replacement_id)
    if replacement.shipped_at is None:
        file = _as_if_shipped(fetch, shop, file, replacement, now)
    lines = letters.slip(file, replacement, shop)
    payload = {"replacement": Objects.at(now, shop).replacement(replacement), "slip": "\n".join(lines)}
    document = letters.slip_document(packaged("slip.html"), file, replacement, shop, paper, markup)
    return Page(tuple(PageLine(line) for line in lines), payload, document=document)


def _as_if_shipped(fetch: Fetch, shop: Shop, file: CaseFile, replacement: Replacement, now: datetime) -> CaseFile:
    """The file with the return that shipping will ask for: the slip goes into the box before that."""
    programme = goods.programme_named(fetch, replacement.supplier) if replacement.supplier else None
    bought = purchase_of(file.case, goods.purchases_of(fetch, file.case.customer.id, now))
    if replacement.because == Outcome.LOST or not return_asked(
        programme, shop.policy, bought.price if bought else None
    ):
        return file
    due_at = parse_duration_due(shop.policy.return_within, now, shop.calendar)
    asked = Return(0, file.case.id, replacement.id, now, due_at)
    return replace(file, returns=(*file.returns, asked))
