"""Replacements: lists of them, and what the reports ask."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.replacement_states import known_at
from careline.store.dialect import by
from careline.store.fetch import Fetch, Reader
from careline.store.replacements.rows import REPLACEMENT, read_replacements
from careline.store.rows import OPEN_AT, PUT_RIGHT_SINCE
from careline.store.stamps import stamp

_LISTED = f"{REPLACEMENT} WHERE r.requested_at <= :as_of ORDER BY r.id"


def listed_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """All replacements asked for by a moment, by id."""
    return read_replacements(fetch, fetch(_LISTED, as_of=stamp(as_of)))


def replacement_batches(fetch: Reader, as_of: datetime) -> Iterator[list[Replacement]]:
    """The same in batches."""
    return (read_replacements(fetch, rows) for rows in fetch.in_batches(_LISTED, as_of=stamp(as_of)))


def failed_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases with a second attempt, or a later one, that had failed by then; a few more than there are."""
    rows = fetch(
        f"""
        SELECT c.id FROM (
            SELECT case_id FROM replacements WHERE attempt >= 2 AND outcome <> 'works' AND outcome_at <= :as_of
            UNION SELECT r.case_id FROM earlier_outcomes o JOIN replacements r ON r.id = o.replacement_id
            WHERE r.attempt >= 2 AND o.outcome <> 'works' AND o.at <= :as_of
            UNION SELECT case_id FROM replacements WHERE attempt >= 2 AND id IN ({PUT_RIGHT_SINCE})
        ) f JOIN cases c ON c.id = f.case_id WHERE {OPEN_AT} ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


WITHOUT_OUTCOME = f"""
    r.id IN (SELECT id FROM replacements {by("ix_replacements_live")} WHERE outcome IS NULL AND declined_at IS NULL
        UNION SELECT id FROM replacements WHERE outcome_at > :as_of
            AND id NOT IN (SELECT replacement_id FROM earlier_outcomes WHERE at <= :as_of)
        UNION {PUT_RIGHT_SINCE})
"""
"""The units that had no outcome at `as_of`; those of which one was put right since are told apart by what it was."""


def unannounced_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """The replacements on their way of which the customer has had no announcement; the oldest first."""
    rows = fetch(
        f"""
        {REPLACEMENT} WHERE {WITHOUT_OUTCOME} AND r.shipped_at <= :as_of
        AND (r.announced_at IS NULL OR r.announced_at > :as_of)
        AND (r.delivered_at IS NULL OR r.delivered_at > :as_of OR r.id IN ({PUT_RIGHT_SINCE}))
        ORDER BY r.shipped_at, r.id
        """,
        as_of=stamp(as_of),
    )
    return [each for each in _then(fetch, rows, as_of) if each.delivered_at is None]


def waiting_for_us(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """The replacements that wait for the approval of somebody else than their supplier; the oldest first."""
    rows = fetch(
        f"""
        {REPLACEMENT} WHERE {WITHOUT_OUTCOME} AND r.requested_at <= :as_of
        AND r.approver_id IS NOT NULL AND (r.supplier_id IS NULL OR r.supplier_id <> r.approver_id)
        AND (r.approved_at IS NULL OR r.approved_at > :as_of)
        ORDER BY r.requested_at, r.id
        """,
        as_of=stamp(as_of),
    )
    return read_replacements(fetch, rows)


def unverified_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """The replacements that have arrived, and of which nobody knows whether they work; the oldest first."""
    rows = fetch(
        f"""
        {REPLACEMENT} WHERE {WITHOUT_OUTCOME} AND (r.delivered_at <= :as_of OR r.id IN ({PUT_RIGHT_SINCE}))
        ORDER BY r.delivered_at, r.id
        """,
        as_of=stamp(as_of),
    )
    return [each for each in _then(fetch, rows, as_of) if each.delivered_at is not None]


def _then(fetch: Fetch, rows: Iterable[Sequence[Any]], as_of: datetime) -> list[Replacement]:
    """The replacements of these rows as they stood at a moment, of those that had no outcome then."""
    return [each for each in known_at(read_replacements(fetch, rows), as_of) if each.outcome is None]
