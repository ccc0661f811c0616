"""Cases that want attention: nothing is promised, the customer asks or waits, or is to be asked again."""

from datetime import datetime

from careline.domain.casefile.outline import Known
from careline.domain.cases.case import ClosedHow
from careline.domain.cases.contacts import awaited as asked_for
from careline.domain.errors import Refused
from careline.domain.promises.planned import unanswered_check_backs
from careline.domain.wording import counted, times
from careline.reports.casefile.attention.morning import Entry, Morning, about, waits_since
from careline.reports.promises import told
from careline.reports.promises.outstanding import Waiting
from careline.store.cases import cases_awaiting, chased_cases, untouched_reviews
from careline.store.mornings import cases_back, due_to_ask_again


def silent(morning: Morning) -> list[Entry]:
    """Open cases without a promise."""
    return [_silent(morning, file) for file in morning.silent]


def unanswered(morning: Morning) -> list[Entry]:
    """Questions whose time has ended without an answer, the oldest first."""
    late = (each for each in morning.waiting if each.question.is_unanswered(morning.now))
    return [
        _question(
            morning,
            each,
            f"since {morning.day(each.question.contact.at)}",
            new=each.question.answer_by >= morning.since,
        )
        for each in late
    ]


def to_answer_today(morning: Morning) -> list[Entry]:
    """Questions whose time ends today."""
    today, _ = morning.ends_of_days()
    return [
        _question(morning, each, f"by {morning.clock(each.question.answer_by)}")
        for each in morning.waiting
        if not each.question.is_unanswered(morning.now) and each.question.answer_by <= today
    ]


def came_back(morning: Morning) -> list[Entry]:
    """Cases that came back for the second time, units that failed after they had worked; the oldest first."""
    ids = cases_back(morning.fetch, morning.now)
    if not ids:
        return []
    from careline.domain.ladder.causes import causes  # on most mornings nothing has
    from careline.domain.ladder.escalations import CauseOf, RuleName
    from careline.domain.replacements.replacement import Outcome

    policy, calendar = morning.shop.policy, morning.shop.calendar
    found = [
        (cause, file)
        for file in morning.files(ids)
        for cause in causes(file, policy.escalate_overdue_after, policy.answer_within, calendar, morning.now)
        if cause.rule is RuleName.CAME_BACK and cause.until is None
    ]
    entries = []
    for cause, file in sorted(found, key=lambda each: (each[0].since, each[1].case.id)):
        reopened = len(file.case.reopenings)
        if cause.of is CauseOf.REPLACEMENT:
            unit = next(each for each in file.replacements if each.id == cause.id).with_units_of(cause.since)
            how = next(outcome for outcome, at in unit.outcomes if at == cause.since)
            worked = f" after {'it' if unit.quantity == 1 else 'they'} had worked"
            what = f"{unit.counted_item} failed{worked if how is Outcome.FAILED else f': {how}'}"
        else:
            what = f"reopened {times(reopened)}"
        task = morning.task(file, what, f"careline show {file.case.id}", f"since {morning.day(cause.since)}")
        entries.append(Entry((*about(file), what, cause.since, reopened), task))
    return entries


def to_close(morning: Morning) -> list[Entry]:
    """Cases on which so many check backs stayed without an answer that they may be closed, once the next is due."""
    policy = morning.shop.policy
    entries = []
    late = ((each.promise, each.file) for each in morning.owed)
    for promise, file in (*late, *morning.of_today):
        count = len(unanswered_check_backs(file.promises, file.tally.last_heard_at))
        if promise.is_check_back and count >= policy.close_unconfirmed_after and _may_close(morning, file):
            words = f"{counted(count, 'check back')} without an answer"
            last = file.tally.last_heard_at or file.case.opened_at
            task = morning.task(
                file, words, f"careline close {file.case.id} --unconfirmed", f"last heard {morning.day(last)}"
            )
            entries.append(Entry((*about(file), count, file.tally.last_word_at), task))
    return entries


def awaited(morning: Morning) -> list[Entry]:
    """What customers are to send or say before we can go on; who was asked first first."""
    files = morning.outlines(cases_awaiting(morning.fetch, morning.now))
    found = [(asked, file) for file in files if (asked := asked_for(file.contacts))]
    return [Entry((*about(file), asked.awaits, asked.at)) for asked, file in sorted(found, key=lambda e: e[0].order)]


def chasing(morning: Morning) -> list[Entry]:
    """Customers who ask where it is, and wait for an answer; who waits longest first."""
    files = [f for f in morning.outlines(chased_cases(morning.fetch, morning.now)) if f.tally.asks_unanswered]
    return [_chasing(morning, file) for file in sorted(files, key=waits_since)]


def public_untouched(morning: Morning) -> list[Entry]:
    """Cases found in a public review whose customer has heard nothing from us."""
    return [_untouched(morning, file) for file in morning.outlines(untouched_reviews(morning.fetch, morning.now))]


def ask_again(morning: Morning) -> list[Entry]:
    """Closed cases whose customers we wanted to ask again by the end of today."""
    today, _ = morning.ends_of_days()
    files = morning.files(due_to_ask_again(morning.fetch, morning.now, today))
    return [_asks(morning, file, file.ask_again.due_at) for file in files if file.ask_again]


def _silent(morning: Morning, file: Known) -> Entry:
    words = told.last_word(file, morning.shop.calendar)
    return Entry(told.silent_row(file), morning.task(file, words, f"careline show {file.case.id}"))


def _may_close(morning: Morning, file: Known) -> bool:
    from careline.domain.casefile.case_file import check_can_close  # few cases are looked at whole

    shop = morning.shop
    (whole,) = morning.files([file.case.id])
    try:
        check_can_close(whole, ClosedHow.UNCONFIRMED, shop.policy, shop.calendar)
    except Refused:
        return False
    return True


def _question(morning: Morning, each: Waiting, since: str, *, new: bool = False) -> Entry:
    tried = f", tried {times(each.question.tried)}" if each.question.tried else ""
    command = f"careline follow-up {each.file.case.id}"
    task = morning.task(each.file, told.what_they_said(each), command, since + tried, new=new)
    return Entry(told.unanswered_row(each, morning.shop, morning.now), task)


def _chasing(morning: Morning, file: Known) -> Entry:
    tally = file.tally
    asks = f"asks where it is, asked {tally.chases}"
    since = f"since {morning.day(waits_since(file))}"
    task = morning.task(file, asks, f"careline follow-up {file.case.id}", since)
    return Entry((*about(file), tally.waiting_since, tally.chases, tally.updates), task)


def _untouched(morning: Morning, file: Known) -> Entry:
    case = file.case
    known = (case.review_address,) if case.review_address else ()
    since = f"since {morning.day(case.opened_at)}"
    task = morning.task(file, "nobody has answered the review", f"careline follow-up {case.id}", since, known)
    return Entry((*about(file), case.review_address, case.opened_at), task)


def _asks(morning: Morning, file: Known, due_at: datetime) -> Entry:
    command = f"careline follow-up {file.case.id}"
    task = morning.task(file, "closed; to be asked again", command, f"by {morning.when(due_at)}")
    return Entry((*about(file), due_at, command), task)
