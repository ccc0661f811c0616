"""What is to be judged in a review of tone: who asked, and every word that was exchanged."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.contacts import Direction
from careline.domain.conduct.tone import ToneReview
from careline.domain.report import Page, PageLine, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.render.objects import Objects
from careline.reports.casefile.case import file_at
from careline.store.fetch import Fetch


def tone_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """The reviews of a case and the words that they are about, as of a moment. Raises NoSuchId and NotYet."""
    file = file_at(fetch, shop, "C", case_id, case_id, now)
    return Page(tuple(_lines(file, shop, now)), Objects.at(now, shop).file(file))


def _lines(file: CaseFile, shop: Shop, now: datetime) -> Iterator[PageLine]:
    yield PageLine(f"{file.case.name}  {file.case.subject}", tone=Tone.TITLE)
    if not file.tone_reviews:
        yield PageLine(f"Nobody has asked for a tone review. careline tone request {file.case.id}")
    for review in file.tone_reviews:
        yield PageLine(_asked(review, shop, now))
        if review.finding:
            yield PageLine((f"{review.found_by} found: ", Words(review.finding, said=False)))
        else:
            yield PageLine(f'next  careline tone review {file.case.id} --finding "what you found"')
    yield PageLine("")
    for contact in file.contacts:
        if contact.text:
            label = f"{moments.short(contact.at, now, shop.calendar.zone)}  "
            arrow = "←" if contact.direction is Direction.IN else "→"
            yield PageLine((f"{arrow} {contact.who}: ", Words(contact.text, said=True)), label=label, pasted=True)


def _asked(review: ToneReview, shop: Shop, now: datetime) -> str:
    when = moments.short(review.requested_at, now, shop.calendar.zone)
    why = f": {review.because}" if review.because else ""
    who, does = (review.found_by, "looked") if review.finding else (review.reviewer, "is to look")
    return f"{review.requested_by} asked {when}{why}. {who} {does} at how {review.about} spoke."
