"""What a customer is told of their case: to read out, or to paste."""

from datetime import datetime

from careline.domain.casefile.account import account
from careline.domain.report import Key, Kind, Page, PageLine, Shape
from careline.domain.shop.shop import Shop
from careline.reports.casefile.case import file_at
from careline.store.fetch import Fetch

WORDS = Shape("words", "what a customer is told of their case", (Key("case", Kind.ID), Key("words")))


def words_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """The account of a case as it stood at a moment. Raises NoSuchId and NotYet."""
    file = file_at(fetch, shop, "C", case_id, case_id, now)
    lines = account(file, shop, now)
    return Page(tuple(map(_indented, lines)), WORDS.filled(case=file.case.name, words="\n".join(lines)))


def _indented(line: str) -> PageLine:
    """The line with its indent as a label, which stays where a terminal wraps it, and with the breaks of its text."""
    text = line.lstrip(" ")
    return PageLine(text, label=line.removesuffix(text), pasted=True)
