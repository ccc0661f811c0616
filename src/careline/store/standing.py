"""How the shop stands, in numbers: what is asked most often loads least, and so knows no values."""

from datetime import datetime

from careline.store.answering import WAITING
from careline.store.dialect import by
from careline.store.fetch import Fetch
from careline.store.stamps import stamp
from careline.store.words import OF_P


def standing_counts(fetch: Fetch, as_of: datetime, end_of_today: datetime) -> tuple[int, int, int]:
    """How many words are overdue, how many more fall due by `end_of_today`, and how many cases are open."""
    ((overdue, due, opened),) = fetch(
        f"""
        SELECT
            (SELECT count(*) FROM promises p {by("ix_promises_may_escalate")}
                WHERE p.ended_at IS NULL AND p.due_at < :as_of AND {OF_P}),
            (SELECT count(*) FROM promises p {by("ix_promises_may_escalate")}
                WHERE p.ended_at IS NULL AND p.due_at BETWEEN :as_of AND :end_of_today AND {OF_P}),
            (SELECT count(*) FROM cases WHERE closed_at IS NULL)
        """,
        as_of=stamp(as_of),
        end_of_today=stamp(end_of_today),
    )
    return overdue, due, opened


def all_is_well(fetch: Fetch, as_of: datetime) -> bool:
    """True where for certain no word is overdue at a moment, nothing unanswered and no case silent.

    The report knows the rest.
    """
    few = by("ix_cases_may_be_silent")
    ((late, waiting, may_be_silent),) = fetch(
        f"""
        SELECT
            EXISTS (SELECT 1 FROM promises WHERE ended_at IS NULL AND due_at < :as_of)
                OR EXISTS (SELECT 1 FROM promises WHERE ended_at > :as_of AND due_at < :as_of),
            EXISTS (SELECT 1 FROM contacts {by("ix_contacts_waiting")}
                WHERE {WAITING} AND answered_at IS NULL AND at <= :as_of)
                OR EXISTS (SELECT 1 FROM contacts {by("ix_contacts_waited")}
                WHERE {WAITING} AND answered_at IS NOT NULL AND answered_at > :as_of AND at <= :as_of),
            EXISTS (SELECT 1 FROM cases {few} WHERE may_be_silent AND closed_at IS NULL AND opened_at <= :as_of)
                OR EXISTS (SELECT 1 FROM cases {few} WHERE may_be_silent AND closed_at > :as_of AND opened_at <= :as_of)
        """,
        as_of=stamp(as_of),
    )
    return not (late or waiting or may_be_silent)
