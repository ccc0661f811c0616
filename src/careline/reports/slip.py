"""The note in the box, to print: plain text, or a page of HTML."""

from datetime import datetime

from careline.domain import letters
from careline.domain.ids import NoSuchId
from careline.domain.report import Page, PageLine
from careline.domain.shop import Shop
from careline.render.html import packaged
from careline.render.objects import Objects
from careline.render.safe import markup
from careline.store import queries
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
    lines = letters.slip(file, replacement, shop)
    payload = {"replacement": Objects.at(now, shop).replacement(replacement), "slip": "\n".join(lines)}
    document = letters.slip_document(packaged("slip.html"), file, replacement, shop, paper, markup)
    return Page(tuple(PageLine(line) for line in lines), payload, document=document)
