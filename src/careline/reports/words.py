"""What a customer is told of their case: to read out, or to paste."""

from datetime import datetime

from careline.domain import cases
from careline.domain.account import account
from careline.domain.ids import NoSuchId, show
from careline.domain.report import Page, PageLine
from careline.domain.shop import Shop
from careline.reports.case import NotYet
from careline.store import queries
from careline.store.database import Fetch


def words_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """The account of a case as it stood at a moment. Raises NoSuchId and NotYet."""
    file = queries.case_file(fetch, case_id)
    if file is None:
        raise NoSuchId("C", case_id)
    known = cases.as_of(file, now)
    if known is None:
        raise NotYet(show("C", case_id))
    lines = account(known, shop, now)
    payload = {"case": known.case.name, "words": "\n".join(lines)}
    return Page(tuple(PageLine(line) for line in lines), payload)
