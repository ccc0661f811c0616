"""Cases that want attention: nothing is promised, the customer asks or waits, or is to be asked again."""

from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.report import Line, Words
from careline.reports.casefile.attention.morning import Entry, Morning, about, waits_since
from careline.reports.promises import outstanding
from careline.store.cases import chased_cases, untouched_reviews
from careline.store.conduct import aftercare


def silent(morning: Morning) -> list[Entry]:
    """Open cases without a promise."""
    calendar, now = morning.shop.calendar, morning.now
    return [
        Entry(outstanding.silent_row(file), outstanding.silent_item(file, calendar, now)) for file in morning.silent
    ]


def chasing(morning: Morning) -> list[Entry]:
    """Customers who ask where it is, and wait for an answer; who waits longest first."""
    files = [f for f in morning.files(chased_cases(morning.fetch, morning.now)) if f.tally.asks_unanswered]
    return [_chasing(morning, file) for file in sorted(files, key=waits_since)]


def public_untouched(morning: Morning) -> list[Entry]:
    """Cases found in a public review whose customer has heard nothing from us, with what is overdue on them."""
    return [_untouched(morning, file) for file in morning.files(untouched_reviews(morning.fetch, morning.now))]


def ask_again(morning: Morning) -> list[Entry]:
    """Closed cases whose customers we wanted to ask again by the end of today."""
    today, _ = morning.ends_of_days()
    files = morning.files(aftercare.due_to_ask_again(morning.fetch, morning.now, today))
    return [_asks(morning, file, file.ask_again.due_at) for file in files if file.ask_again]


def _chasing(morning: Morning, file: CaseFile) -> Entry:
    """What is overdue on their case is what they ask about."""
    tally, since = file.tally, morning.waiting(file)
    command = f'careline follow-up {file.case.id} "..."'
    if owed := morning.first_owed.get(file.case.id):
        item = morning.owed_item(owed, command=command)
        item = replace(item, age_words=f"{item.age_words}, {since}")
    else:
        words = Words(file.case.subject, said=False)
        item = morning.item(file, words, command, asked=tally.chases, told=tally.updates, age_words=since)
    return Entry((*about(file), tally.waiting_since, tally.chases, tally.updates), item)


def _untouched(morning: Morning, file: CaseFile) -> Entry:
    case = file.case
    command = f'careline follow-up {case.id} "..."'
    nobody = "nobody has answered the review"
    if owed := morning.first_owed.get(case.id):
        item = morning.owed_item(owed, command=command)
        item = replace(item, age_words=f"{item.age_words}, and {nobody}")
    else:
        item = morning.item(file, Words(f"{nobody}: {case.subject}", said=False), command)
    address = (Line((case.review_address,)),) if case.review_address else ()
    row = (*about(file), case.review_address, case.opened_at)
    return Entry(row, replace(item, lines=(*address, *item.lines)))


def _asks(morning: Morning, file: CaseFile, due_at: datetime) -> Entry:
    command = f'careline follow-up {file.case.id} "..."'
    item = morning.item(file, Words(f"closed: {file.case.subject}", said=False), command, due_at=due_at)
    return Entry((*about(file), due_at, command), item)
