"""Reviews of tone: asking for one, and what was found."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.conduct import tone as rules
from careline.domain.promises.promise import NewPromise, PromiseKind
from careline.domain.shop.policy import for_severity
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.store.recording import Recording
from careline.store.tables import learning as tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled


def request(
    work: Recording,
    shop: Shop,
    case_id: int,
    *,
    about: str | None,
    to: str | None,
    because: str | None,
    at: datetime,
) -> Recorded:
    """Ask for a look at how one of us spoke: whoever spoke last, unless `about` says; the owner looks, or `to`.

    Raises CaseIsClosed and Refused.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    who = known_or_new.name_of(work, about) if about else rules.spoke_last(thread.file.contacts, case_id)
    reviewer = known_or_new.name_of(work, to) if to else shop.owner
    rules.check_request(thread.file.tone_reviews, case_id, who, reviewer)
    work.add(
        tables.ToneReview(
            case_id=case_id,
            requested_at=at,
            requested_by=work.who,
            about_id=known_or_new.party(work, who, None, thread.new_people),
            reviewer_id=known_or_new.colleague(work, reviewer, thread.new_people).id,
            because=because,
        )
    )
    thread.remarks.append(f"{reviewer} is to look at how {who} spoke: careline tone show {case_id}.")
    return thread.done()


def review(
    work: Recording,
    shop: Shop,
    case_id: int,
    finding: str,
    *,
    about: str | None,
    answer: NewPromise | None,
    at: datetime,
) -> Recorded:
    """Record what was found, by whoever acts, and the promise to answer the customer: the one given, or a plan.

    Raises CaseIsClosed, Refused, BadInput and BeforeItExisted.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    asked = rules.to_review(thread.file.tone_reviews, case_id, known_or_new.name_of(work, about) if about else None)
    rules.check_reviewer(asked.about, work.who)
    if at < asked.requested_at:
        raise thread.too_early("the request for the review", asked.requested_at)
    due_at = parse_duration_due(
        for_severity(shop.policy.acknowledge_within, thread.case.severity), work.now, shop.calendar
    )
    name = thread.case.customer.first_name
    promise_id = thread.make(
        answer or NewPromise(PromiseKind.OTHER, f"Answer {name} about how we spoke", False, due_at)
    )
    row = work.session.get_one(tables.ToneReview, asked.id)
    row.found_at, row.found_by, row.promise_id = at, work.who, promise_id
    row.finding = filled(finding, "The finding")
    thread.remarks.append(f"{work.who} has looked at how {asked.about} spoke.")
    return thread.done()
