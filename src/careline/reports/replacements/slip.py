"""The note in the box, to print: plain text, or a page of HTML."""

from dataclasses import replace
from datetime import datetime

from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile
from careline.domain.ids import NoSuchId
from careline.domain.money.purchases import purchase_of
from careline.domain.replacements import replacement_states
from careline.domain.replacements.programmes import return_asked
from careline.domain.replacements.replacement import Outcome, Replacement
from careline.domain.replacements.returns import Return
from careline.domain.report import Key, Page, PageLine, Shape
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.render import goods
from careline.render.packaged import packaged
from careline.render.safe import markup
from careline.store.casefile import case_file, case_of
from careline.store.fetch import Fetch
from careline.store.money.purchases import purchases_of
from careline.store.replacements.programmes import programme_named

SLIP = Shape("slip", "the note in the box", (Key("replacement", goods.REPLACEMENT), Key("slip")))


def slip_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime, paper: str) -> Page:
    """The slip of a replacement (G7), its document for that paper.

    Raises NoSuchId, and what the shop's own slip cannot be made for.
    """
    case_id = case_of(fetch, "R", replacement_id)
    file = case_file(fetch, case_id) if case_id else None
    if file is None:
        raise NoSuchId("R", replacement_id)
    replacement = file.unit(replacement_id)
    if replacement.shipped_at is None:
        file = _as_if_shipped(fetch, shop, file, replacement, now)
    lines = letters.slip(file, replacement, shop)
    payload = SLIP.filled(
        replacement=goods.REPLACEMENT.of(replacement_states.as_of(replacement, now)), slip="\n".join(lines)
    )
    document = letters.slip_document(packaged("slip.html"), file, replacement, shop, paper, markup)
    return Page(tuple(PageLine(line) for line in lines), payload, document=document)


def _as_if_shipped(fetch: Fetch, shop: Shop, file: CaseFile, replacement: Replacement, now: datetime) -> CaseFile:
    """The file with the return that shipping will ask for: the slip goes into the box before that."""
    programme = programme_named(fetch, replacement.supplier) if replacement.supplier else None
    bought = purchase_of(file.case, purchases_of(fetch, file.case.customer.id, now))
    if replacement.because == Outcome.LOST or not return_asked(
        programme, shop.policy, bought.price if bought else None
    ):
        return file
    due_at = parse_duration_due(shop.policy.return_within, now, shop.calendar)
    asked = Return(0, file.case.id, replacement.id, now, due_at)
    return replace(file, returns=(*file.returns, asked))
