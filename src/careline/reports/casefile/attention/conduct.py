"""Our conduct where it wants attention: own faults that nobody told, tone to be looked at, a backup that is due."""

from careline.domain.safekeeping.backing_up import A_WEEK, is_due
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.store.mornings import begun_at
from careline.store.mornings import tone_to_review as tone_asked_for
from careline.store.mornings import undisclosed as undisclosed_cases


def undisclosed(morning: Morning) -> list[Entry]:
    """Our own faults of which the customer knows nothing yet (G9)."""
    return [
        Entry(
            (*about(file), file.case.opened_at),
            morning.task(
                file,
                "our own fault, not told yet",
                f"careline show {file.case.id}",
                f"since {morning.day(file.case.opened_at)}",
            ),
        )
        for file in morning.outlines(undisclosed_cases(morning.fetch, morning.now))
    ]


def tone_to_review(morning: Morning) -> list[Entry]:
    """How one of us spoke, which somebody is to look at."""
    return [
        Entry(
            (*about(file), review.about, review.reviewer, review.requested_at),
            morning.task(
                file,
                f"how {review.about} spoke, for {review.reviewer} to look at",
                f"careline tone show {file.case.id}",
                f"since {morning.day(review.requested_at)}",
            ),
        )
        for file in morning.files(tone_asked_for(morning.fetch, morning.now))
        for review in file.tone_reviews
        if review.finding is None
    ]


def copy_due(morning: Morning) -> list[Entry]:
    """That the last backup is older than a week or lacks attachments, or that there is none of a store that is."""
    last = morning.last_backup
    if not morning.whose.answers_for(morning.shop):
        return []
    begun = None if last else begun_at(morning.fetch)
    lacking = last.lacking if last else 0
    is_wanted = lacking or is_due(last, begun, morning.now, A_WEEK)
    return [Entry((last and last.at, lacking))] if is_wanted else []
