"""Escalations: their columns, how a row becomes a value, and what the reports and sweep ask."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.ladder.escalations import Escalation, RuleName
from careline.domain.shop.policy import Climb, Rung
from careline.store.columns import Columns
from careline.store.dialect import by
from careline.store.fetch import Fetch, Reader
from careline.store.stamps import read_maybe, read_moment, stamp

WORKED_AT = """
    (SELECT min(at) FROM (
        SELECT at FROM contacts WHERE case_id = e.case_id AND direction = 'out'
        UNION ALL SELECT at FROM notes WHERE case_id = e.case_id
        UNION ALL SELECT at FROM diagnoses WHERE case_id = e.case_id
        UNION ALL SELECT made_at FROM promises WHERE case_id = e.case_id
        UNION ALL SELECT ended_at FROM promises WHERE case_id = e.case_id
        UNION ALL SELECT requested_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT approved_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT declined_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT packed_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT shipped_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT delivered_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT outcome_at FROM replacements WHERE case_id = e.case_id
        UNION ALL SELECT r.at FROM promises p JOIN reminders r ON r.promise_id = p.id WHERE p.case_id = e.case_id
        UNION ALL SELECT h.at FROM promises p JOIN hand_overs h ON h.promise_id = p.id WHERE p.case_id = e.case_id
    ) WHERE at > e.acknowledged_at)
"""
"""When something was first done on the case of an escalation e after it was acknowledged."""


def written_climb(climb: Climb) -> str:
    """What an escalation takes along, as the store keeps it."""
    import json  # what looks reads hardly any

    rungs = [[rung.to, rung.ack_within, rung.performer] for rung in climb.rungs]
    return json.dumps({"rungs": rungs, "idle_after": climb.idle_after}, ensure_ascii=False)


def read_climb(text: str) -> Climb:
    """The same as the store keeps it."""
    import json

    kept = json.loads(text)
    return Climb(tuple(Rung(*rung) for rung in kept["rungs"]), kept["idle_after"])


OF_ESCALATION = Columns(
    Escalation,
    id="e.id",
    case_id="e.case_id",
    promise_id="e.promise_id",
    level="e.level",
    to="t.name",
    because="e.because",
    raised_at=("e.raised_at", read_moment),
    raised_by="e.raised_by",
    ack_by=("e.ack_by", read_moment),
    backup="e.backup",
    acknowledged_at=("e.acknowledged_at", read_moment),
    acknowledged_by="e.acknowledged_by",
    told_at=("e.told_at", read_moment),
    resolved_at=("e.resolved_at", read_moment),
    declined_at=("e.declined_at", read_moment),
    ended_because="e.ended_because",
    climb=("e.policy", read_climb),
    rule=("a.rule", RuleName),
    rule_due_at=("a.due_at", read_moment),
    worked_at=(WORKED_AT, read_moment),
)
ESCALATION = f"""
    SELECT {OF_ESCALATION.sql}
    FROM escalations e
    JOIN parties t ON t.id = e.to_id
    LEFT JOIN applied_rules a ON a.case_id = e.case_id AND a.escalation_id = e.id
"""

_LISTED = f"{ESCALATION} WHERE e.raised_at <= :as_of ORDER BY e.id"


def listed_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """All escalations raised by a moment, by id."""
    return [OF_ESCALATION.read(row) for row in fetch(_LISTED, as_of=stamp(as_of))]


def escalation_batches(fetch: Reader, as_of: datetime) -> Iterator[list[Escalation]]:
    """The same in batches."""
    return ([OF_ESCALATION.read(row) for row in rows] for rows in fetch.in_batches(_LISTED, as_of=stamp(as_of)))


def unanswered_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """The live escalations that nobody acknowledged in time, the oldest first."""
    rows = fetch(
        f"""
        {ESCALATION} WHERE e.raised_at <= :as_of AND e.ack_by < :as_of
            AND (e.acknowledged_at IS NULL OR e.acknowledged_at > :as_of)
            AND (e.resolved_at IS NULL OR e.resolved_at > :as_of)
            AND (e.declined_at IS NULL OR e.declined_at > :as_of)
        ORDER BY e.ack_by, e.id
        """,
        as_of=stamp(as_of),
    )
    return [OF_ESCALATION.read(row) for row in rows]


def untold_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """The live escalations that were neither acknowledged nor passed on, the one to be answered first first."""
    rows = fetch(
        f"""
        {ESCALATION} WHERE e.id IN (
            SELECT id FROM escalations {by("ix_escalations_live")} WHERE resolved_at IS NULL AND declined_at IS NULL
            UNION ALL SELECT id FROM escalations WHERE resolved_at > :as_of OR declined_at > :as_of
        ) AND e.raised_at <= :as_of
            AND (e.acknowledged_at IS NULL OR e.acknowledged_at > :as_of)
            AND (e.told_at IS NULL OR e.told_at > :as_of)
        ORDER BY e.ack_by, e.id
        """,
        as_of=stamp(as_of),
    )
    return [OF_ESCALATION.read(row) for row in rows]


LIVE_ESCALATION = """
    SELECT 1 FROM escalations e WHERE e.case_id = {case} AND e.resolved_at IS NULL AND e.declined_at IS NULL
"""
APPLIED = "SELECT 1 FROM applied_rules a WHERE a.rule = '{rule}' AND a.cause_id = {cause}"


def _live_and_not_answered(rule: RuleName, test: str) -> str:
    return f"""
        SELECT e.case_id FROM escalations e {by("ix_escalations_live")}
        WHERE e.resolved_at IS NULL AND e.declined_at IS NULL AND {test}
            AND NOT EXISTS ({APPLIED.format(rule=rule, cause="e.id")})
    """


CALLED_ON = {
    RuleName.OVERDUE: f"""
        SELECT p.case_id FROM promises p {by("ix_promises_may_escalate")}
        WHERE p.ended_at IS NULL AND NOT p.overdue_when_imported AND p.due_at < :now
            AND NOT EXISTS ({APPLIED.format(rule=RuleName.OVERDUE, cause="p.id")})
            AND NOT EXISTS ({LIVE_ESCALATION.format(case="p.case_id")})
    """,
    RuleName.UNACKNOWLEDGED: _live_and_not_answered(
        RuleName.UNACKNOWLEDGED, "e.acknowledged_at IS NULL AND e.ack_by < :now"
    ),
    RuleName.IDLE: _live_and_not_answered(RuleName.IDLE, "e.acknowledged_at IS NOT NULL"),
    RuleName.CHASED: f"""
        SELECT k.case_id FROM (
            SELECT case_id FROM contacts {by("ix_contacts_chasing")} WHERE chasing
            GROUP BY case_id HAVING count(*) > 1
        ) k JOIN cases c ON c.id = k.case_id
        WHERE c.closed_at IS NULL AND NOT EXISTS ({LIVE_ESCALATION.format(case="c.id")})
    """,
}
"""The cases on which each rule may call: a few more than it does, and none that it passes over.

Nothing that was answered before is looked at again.
"""


def cases_to_sweep(fetch: Fetch, now: datetime) -> list[int]:
    """The cases on which a rule of the sweep may call."""
    return [case_id for (case_id,) in fetch(" UNION ".join(CALLED_ON.values()), now=stamp(now))]


def last_sweep(fetch: Fetch, as_of: datetime) -> datetime | None:
    """When `sweep` ran last, or None if it never did."""
    ((at,),) = fetch("SELECT max(at) FROM sweeps WHERE at <= :as_of", as_of=stamp(as_of))
    return read_maybe(at)
