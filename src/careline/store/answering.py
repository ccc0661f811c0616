"""When each contact of a customer was answered, as the store notes it: it is there for an index alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from careline.store.stamps import stamp

_WAITING = "{k}direction = 'in' AND NOT {k}praise AND NOT {k}no_reply AND NOT {k}reached AND NOT {k}spoken_for"
WAITING = _WAITING.format(k="")
"""The contacts that wait for an answer until one comes (`domain.cases.questions` says which those are)."""
WAITING_K = _WAITING.format(k="k.")
"""The same of a contact k."""
ANSWERED_AT = """
    (SELECT min(at) FROM (
        SELECT k.at FROM contacts k WHERE k.case_id = contacts.case_id AND k.reached
            AND (k.at, k.id) > (contacts.at, contacts.id)
        UNION ALL SELECT r.closed_at FROM reopenings r
            WHERE r.case_id = contacts.case_id AND r.closed_at >= contacts.at
        UNION ALL SELECT c.closed_at FROM cases c
            WHERE c.id = contacts.case_id AND c.closed_at >= contacts.at AND c.merged_into IS NULL
    ))
"""
"""When one of theirs was followed by one that reached them, or by a closing."""


def note_answers(run: Callable[..., Any], case_id: int) -> None:
    """Note on each contact of a case's customer when it was answered; `run` is what changes rows."""
    run(
        f"UPDATE contacts SET answered_at = {ANSWERED_AT}"
        f" WHERE case_id = :case_id AND direction = 'in' AND answered_at IS NOT {ANSWERED_AT}",
        case_id=case_id,
    )


def no_longer_spoken_for(run: Callable[..., Any], case_id: int, at: datetime) -> None:
    """Let what the customer said at a moment wait for an answer itself: we took its acknowledgement back."""
    run(
        "UPDATE contacts SET spoken_for = 0 WHERE case_id = :case_id AND at = :at AND spoken_for",
        case_id=case_id,
        at=stamp(at),
    )
