"""What each morning asks: counts and numbers of cases, mostly of none. It knows no values, which take long to load."""

from datetime import datetime

from careline.store.answering import WAITING
from careline.store.dialect import by
from careline.store.fetch import Fetch
from careline.store.rows import OPEN_AT
from careline.store.stamps import read_maybe, read_moment, stamp
from careline.store.words import IS_WORD, OF_P

WORDS = IS_WORD.format(p="")
KEPT = f"""
    SELECT kept_at AS at, due_at FROM promises
    WHERE ended_at > :since AND ended_at <= :as_of AND kept_at IS NOT NULL AND {WORDS}
    UNION ALL SELECT e.at, p.due_at FROM lapsed_ends e JOIN promises p ON p.id = e.promise_id
    WHERE e.how = 'kept_at' AND e.at > :since AND e.at <= :as_of AND e.until > :as_of AND {OF_P}
"""
"""The words that were kept, or were believed to be."""
MAY_HAVE_COME_BACK = f"""
    SELECT case_id FROM reopenings GROUP BY case_id HAVING count(*) > 1
    UNION SELECT case_id FROM replacements {by("ix_replacements_failed")} WHERE outcome = 'failed'
    UNION SELECT r.case_id FROM earlier_outcomes o JOIN replacements r ON r.id = o.replacement_id
    UNION SELECT case_id FROM replacements {by("ix_replacements_repeated")} WHERE attempt >= 2
    UNION SELECT r.case_id FROM outcome_corrections k JOIN replacements r ON r.id = k.replacement_id
    UNION SELECT case_id FROM lapsed_reopenings
"""
"""The cases of which something may have come back at some time."""
MAY_STAND = f"""
    SELECT p.case_id FROM promises p {by("ix_promises_may_escalate")}
    WHERE p.ended_at IS NULL AND {OF_P} AND p.due_at < :as_of
    UNION SELECT p.case_id FROM promises p WHERE p.ended_at > :as_of AND {OF_P} AND p.due_at < :as_of
    UNION SELECT case_id FROM contacts {by("ix_contacts_waiting")}
    WHERE {WAITING} AND answered_at IS NULL AND at <= :as_of
    UNION SELECT case_id FROM contacts WHERE {WAITING} AND answered_at > :as_of AND at <= :as_of
    UNION {MAY_HAVE_COME_BACK}
    UNION SELECT case_id FROM escalations {by("ix_escalations_by_hand")}
    WHERE resolved_at IS NULL AND raised_by <> 'sweep'
    UNION SELECT case_id FROM escalations WHERE resolved_at > :as_of
"""
"""The cases on which something may stand that an escalation is about: a few more than there are."""


def ended_between(fetch: Fetch, since: datetime, as_of: datetime) -> tuple[int, int, int]:
    """After one moment and by another: how many words were kept, how many of them late, how many cases closed."""
    ((kept, late, closed),) = fetch(
        f"""
        SELECT
            (SELECT count(*) FROM ({KEPT})), (SELECT count(*) FROM ({KEPT}) WHERE at > due_at),
            (SELECT count(*) FROM cases WHERE closed_at > :since AND closed_at <= :as_of AND merged_into IS NULL)
                + (SELECT count(*) FROM reopenings WHERE closed_at > :since AND closed_at <= :as_of)
        """,
        since=stamp(since),
        as_of=stamp(as_of),
    )
    return kept, late, closed


def due_to_ask_again(fetch: Fetch, as_of: datetime, until: datetime) -> list[int]:
    """The cases on which we wanted, as of a moment, to ask again by another; the one due first first."""
    open_ones = f"SELECT case_id, due_at FROM ask_agains {by('ix_ask_agains_open')} WHERE done_at IS NULL"
    rows = fetch(
        f"""
        SELECT case_id FROM ({open_ones} AND due_at <= :until AND at <= :as_of UNION ALL
            SELECT case_id, due_at FROM ask_agains WHERE done_at > :as_of AND due_at <= :until AND at <= :as_of)
        ORDER BY due_at, case_id
        """,
        as_of=stamp(as_of),
        until=stamp(until),
    )
    return [case_id for (case_id,) in rows]


def undisclosed(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases of our own finding and fault of which the customer knows nothing yet, the oldest first."""
    rows = fetch(
        """
        SELECT c.id FROM cases c WHERE c.fault = 'us' AND c.found_by = 'us' AND c.opened_at <= :as_of
            AND (c.closed_at IS NULL OR c.closed_at > :as_of) AND c.merged_into IS NULL
            AND NOT EXISTS (SELECT 1 FROM disclosures d WHERE d.case_id = c.id AND d.at <= :as_of)
        ORDER BY c.opened_at, c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def tone_to_review(fetch: Fetch, as_of: datetime) -> list[int]:
    """The cases on which a review of tone was asked for and is not done, the oldest request first."""
    rows = fetch(
        """
        SELECT case_id FROM tone_reviews WHERE requested_at <= :as_of AND (found_at IS NULL OR found_at > :as_of)
        ORDER BY requested_at, id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def begun_at(fetch: Fetch) -> datetime | None:
    """When the first line of the log was written; None while there is none."""
    rows = fetch("SELECT at FROM commands ORDER BY id LIMIT 1")
    return next((read_moment(at) for (at,) in rows), None)


def has_sent_units(fetch: Fetch) -> bool:
    """True where a unit was ever sent to make good."""
    ((has,),) = fetch("SELECT EXISTS (SELECT 1 FROM replacements)")
    return bool(has)


def has_open_mail(fetch: Fetch, as_of: datetime) -> bool:
    """True where a mail had neither been sent nor cancelled at a moment."""
    ((has,),) = fetch(
        """
        SELECT EXISTS (SELECT 1 FROM mails WHERE sent_at IS NULL AND cancelled_at IS NULL)
            OR EXISTS (SELECT 1 FROM mails WHERE sent_at > :as_of)
            OR EXISTS (SELECT 1 FROM mails WHERE cancelled_at > :as_of)
        """,
        as_of=stamp(as_of),
    )
    return bool(has)


def has_failed_hooks(fetch: Fetch) -> bool:
    """True where the call of a hook ever failed."""
    ((has,),) = fetch("SELECT EXISTS (SELECT 1 FROM hook_calls WHERE failed_at IS NOT NULL)")
    return bool(has)


def cases_back(fetch: Fetch, as_of: datetime) -> list[int]:
    """The cases that were open at a moment, and of which something may have come back by then, by id."""
    rows = fetch(
        f"SELECT c.id FROM ({MAY_HAVE_COME_BACK}) m JOIN cases c ON c.id = m.case_id WHERE {OPEN_AT} ORDER BY c.id",
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def cases_handed_up(fetch: Fetch, as_of: datetime) -> list[int]:
    """The cases that were open at a moment and may have had a live escalation then, by id."""
    # A shop without a ladder escalates nothing, and need not look at all that might have been.
    if not fetch("SELECT 1 FROM escalations LIMIT 1"):
        return []
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM ({MAY_STAND}) m JOIN cases c ON c.id = m.case_id
        WHERE {OPEN_AT} AND EXISTS (SELECT 1 FROM escalations e WHERE e.case_id = c.id AND e.raised_at <= :as_of)
        ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def sweeps_between(fetch: Fetch, since: datetime, until: datetime) -> int:
    """How often `sweep` ran in that time."""
    ((count,),) = fetch(
        "SELECT count(*) FROM sweeps WHERE at > :since AND at <= :until", since=stamp(since), until=stamp(until)
    )
    return int(count)


def last_sweep(fetch: Fetch, as_of: datetime) -> datetime | None:
    """When `sweep` ran last, or None if it never did."""
    ((at,),) = fetch("SELECT max(at) FROM sweeps WHERE at <= :as_of", as_of=stamp(as_of))
    return read_maybe(at)
