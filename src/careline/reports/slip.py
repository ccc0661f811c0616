"""The note in the box, plain text to print."""

from datetime import datetime

from careline.domain.cases import CaseFile
from careline.domain.ids import NoSuchId
from careline.domain.replacements import Replacement
from careline.domain.report import Page, PageLine
from careline.domain.shop import Shop
from careline.render.objects import Objects
from careline.store import queries
from careline.store.database import Fetch


def slip_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime) -> Page:
    """The slip of a replacement (G7). Raises NoSuchId."""
    case_id = queries.case_of(fetch, "R", replacement_id)
    file = queries.case_file(fetch, case_id) if case_id else None
    if file is None:
        raise NoSuchId("R", replacement_id)
    replacement = next(r for r in file.replacements if r.id == replacement_id)
    lines = tuple(PageLine(line) for line in slip_lines(file, replacement, shop))
    payload = {
        "replacement": Objects(now, shop.calendar).replacement(replacement),
        "slip": [each.text for each in lines],
    }
    return Page(lines, payload)


def slip_lines(file: CaseFile, replacement: Replacement, shop: Shop) -> list[str]:
    """What this is, why it comes, and what the customer must do, addressed to them by name."""
    case = file.case
    about = f", for your order {case.order}" if case.order else ""
    return [
        f"Dear {case.customer.name},",
        "",
        f"This is {replacement.item}{about}: a replacement, sent because of: {case.subject}.",
        "",
        replacement.why,
        "",
        f"{shop.owner}{', ' + shop.name if shop.name else ''}",
        f"Questions? Name {case.name} and we know.",
    ]
