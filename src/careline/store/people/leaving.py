"""What is to go to somebody else when somebody leaves: on cases, and beside them."""

from collections.abc import Callable
from datetime import date

from careline.store.fetch import Fetch
from careline.store.people.parties import Party

CASES = """
    SELECT case_id FROM promises WHERE ended_at IS NULL AND :party IN (owner_id, performer_id)
    UNION SELECT case_id FROM promises WHERE ended_at IS NULL AND id IN
        (SELECT promise_id FROM hand_overs WHERE :party IN (from_id, to_id))
    UNION SELECT case_id FROM escalations WHERE resolved_at IS NULL AND (to_id = :party OR acknowledged_by = :name)
    ORDER BY 1
"""
STOOD_IN_FOR = "UPDATE absences SET to_id = :heir WHERE to_id = :party AND party_id <> :heir AND until_on >= :today"
TO_DECIDE = (
    "UPDATE tone_reviews SET reviewer_id = :heir WHERE reviewer_id = :party AND about_id <> :heir AND found_at IS NULL",
    "UPDATE replacements SET approver_id = :heir WHERE approver_id = :party AND approved_at IS NULL"
    " AND declined_at IS NULL AND shipped_at IS NULL",
)


def cases_of(fetch: Fetch, party: Party) -> list[int]:
    """The ids of the cases on which something may be theirs, in order."""
    return [number for (number,) in fetch(CASES, party=party.id, name=party.name)]


def hand_on_beside_cases(run: Callable[..., None], party_id: int, heir_id: int, today: date) -> None:
    """Let the heir stand in for whom they stood in, and decide or look at what they were to."""
    run(STOOD_IN_FOR, party=party_id, heir=heir_id, today=today.isoformat())
    for statement in TO_DECIDE:
        run(statement, party=party_id, heir=heir_id)
