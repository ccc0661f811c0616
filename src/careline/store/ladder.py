"""Escalations: their columns, how a row becomes a value, and what the reports and sweep ask."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.ladder.escalations import AppliedRule, CauseOf, Escalation, RuleName
from careline.domain.shop.policy import Climb, Rung
from careline.store.answering import WAITING_K
from careline.store.columns import Columns
from careline.store.dialect import by
from careline.store.fetch import Fetch, Reader
from careline.store.mornings import MAY_HAVE_COME_BACK, MAY_STAND
from careline.store.stamps import read_maybe, read_moment, stamp
from careline.store.words import OF_P

WORKED_AT = """
    (SELECT min(at) FROM (
        SELECT at FROM contacts WHERE case_id = e.case_id AND direction = 'out'
        UNION ALL SELECT at FROM notes WHERE case_id = e.case_id
        UNION ALL SELECT at FROM attachments WHERE case_id = e.case_id
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
        UNION ALL SELECT o.at FROM replacements r JOIN earlier_outcomes o ON o.replacement_id = r.id
            WHERE r.case_id = e.case_id
        UNION ALL SELECT k.at FROM replacements r JOIN outcome_corrections k ON k.replacement_id = r.id
            WHERE r.case_id = e.case_id
        UNION ALL SELECT b.at FROM replacements r JOIN outcome_corrections k ON k.replacement_id = r.id
            JOIN believed_outcomes b ON b.correction_id = k.id WHERE r.case_id = e.case_id
        UNION ALL SELECT r.at FROM promises p JOIN reminders r ON r.promise_id = p.id WHERE p.case_id = e.case_id
        UNION ALL SELECT h.at FROM promises p JOIN hand_overs h ON h.promise_id = p.id WHERE p.case_id = e.case_id
    ) WHERE at > e.acknowledged_at)
"""
"""When something was first done on the case of an escalation e after it was acknowledged."""


def written_climb(climb: Climb) -> str:
    """What an escalation takes along, as the store keeps it."""
    import json  # what looks reads hardly any

    rungs = [[rung.to, rung.ack_within, rung.performer] for rung in climb.rungs]
    durations = {
        "idle_after": climb.idle_after,
        "overdue_after": climb.overdue_after,
        "answer_within": climb.answer_within,
    }
    return json.dumps({"rungs": rungs, **durations}, ensure_ascii=False)


def read_climb(text: str) -> Climb:
    """The same as the store keeps it."""
    import json

    kept = json.loads(text)
    within = kept.get("answer_within")
    return Climb(
        tuple(Rung(*rung) for rung in kept["rungs"]),
        kept["idle_after"],
        kept.get("overdue_after"),
        tuple((severity, phrase) for severity, phrase in within) if isinstance(within, list) else within,
    )


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
OF_APPLIED = Columns(
    AppliedRule,
    rule=("rule", RuleName),
    cause=("cause", CauseOf),
    cause_id="cause_id",
    case_id="case_id",
    due_at=("due_at", read_moment),
    applied_at=("applied_at", read_moment),
    escalation_id="escalation_id",
    promise_id="promise_id",
)
APPLIED_RULE = f"SELECT {OF_APPLIED.sql} FROM applied_rules"
ESCALATION = f"""
    SELECT {OF_ESCALATION.sql}
    FROM escalations e
    JOIN parties t ON t.id = e.to_id
    LEFT JOIN applied_rules a ON a.case_id = e.case_id AND a.escalation_id = e.id
"""

_LISTED = f"{ESCALATION} WHERE e.raised_at <= :as_of ORDER BY e.id"


def escalation_batches(fetch: Reader, as_of: datetime) -> Iterator[list[Escalation]]:
    """All escalations raised by a moment, by id, in batches."""
    return ([OF_ESCALATION.read(row) for row in rows] for rows in fetch.in_batches(_LISTED, as_of=stamp(as_of)))


APPLIED = "SELECT 1 FROM applied_rules a WHERE a.rule = '{rule}' AND a.cause = '{of}' AND a.cause_id = {cause}"


def _overdue(rule: RuleName, test: str) -> str:
    return f"""
        SELECT p.case_id FROM promises p {by("ix_promises_may_escalate")}
        WHERE p.ended_at IS NULL AND {OF_P} AND p.due_at < :as_of AND {test}
            AND NOT EXISTS ({APPLIED.format(rule=rule, of=CauseOf.PROMISE, cause="p.id")})
    """


def _escalated(rule: RuleName, test: str) -> str:
    return f"""
        SELECT e.case_id FROM escalations e
        WHERE e.case_id IN ({MAY_STAND}) AND e.resolved_at IS NULL AND {test}
            AND NOT EXISTS ({APPLIED.format(rule=rule, of=CauseOf.ESCALATION, cause="e.id")})
    """


def _waiting(rule: RuleName, test: str) -> str:
    return f"""
        SELECT k.case_id FROM contacts k {by("ix_contacts_waiting")}
        WHERE {WAITING_K} AND k.answered_at IS NULL AND k.at <= :as_of AND {test}
            AND NOT EXISTS ({APPLIED.format(rule=rule, of=CauseOf.CONTACT, cause="k.id")})
    """


CALLED_ON = {
    RuleName.OVERDUE: _overdue(RuleName.OVERDUE, "NOT p.overdue_when_imported"),
    RuleName.UNANSWERED: _waiting(RuleName.UNANSWERED, "k.at < :as_of"),
    RuleName.CAME_BACK: f"""
        SELECT c.id FROM ({MAY_HAVE_COME_BACK}) m JOIN cases c ON c.id = m.case_id WHERE c.closed_at IS NULL
    """,
    RuleName.DECLINED: _escalated(RuleName.DECLINED, "e.declined_at IS NOT NULL"),
    RuleName.UNACKNOWLEDGED: _escalated(
        RuleName.UNACKNOWLEDGED, "e.acknowledged_at IS NULL AND (e.ack_by < :as_of OR e.declined_at IS NOT NULL)"
    ),
    RuleName.IDLE: _escalated(RuleName.IDLE, "e.acknowledged_at IS NOT NULL AND e.declined_at IS NULL"),
    RuleName.CHASED: f"""
        SELECT k.case_id FROM contacts k {by("ix_contacts_chasing")}
        JOIN cases c ON c.id = k.case_id
        WHERE k.chasing AND k.answered_at IS NULL AND NOT k.reached AND c.closed_at IS NULL
    """,
    RuleName.EXHAUSTED: _overdue(RuleName.EXHAUSTED, "p.backup IS NOT NULL"),
}
"""The cases on which each rule may call: a few more than it does, and none that it passes over.

What was answered before is not looked at again.
"""


def cases_to_sweep(fetch: Fetch, now: datetime) -> list[int]:
    """The cases on which a rule of the sweep may call."""
    return [case_id for (case_id,) in fetch(" UNION ".join(CALLED_ON.values()), as_of=stamp(now))]


def upgraded_at(fetch: Fetch) -> datetime | None:
    """When the store was last brought up to date from what an earlier careline had written, or None."""
    ((at,),) = fetch("SELECT max(at) FROM upgrades")
    return read_maybe(at)
