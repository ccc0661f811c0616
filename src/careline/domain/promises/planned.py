"""The plans that careline makes by itself, and the words they have."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from careline.domain.promises.promise import UPDATE, NewPromise, Promise, PromiseKind
from careline.domain.shop.policy import Policy


def check_back_phrase(promises: Sequence[Promise], last_heard_at: datetime | None, policy: Policy) -> str:
    """How long until the next check back: the policy's row moves on with each one that stayed unanswered."""
    row = policy.check_back_after
    return row[min(len(unanswered_check_backs(promises, last_heard_at)), len(row) - 1)]


def unanswered_check_backs(promises: Iterable[Promise], last_heard_at: datetime | None) -> tuple[Promise, ...]:
    """The check backs that we kept, and to which the customer has said nothing since."""
    kept = (p for p in promises if p.is_check_back and p.kept_at is not None)
    return tuple(p for p in kept if last_heard_at is None or (p.kept_at is not None and p.kept_at > last_heard_at))


def acknowledgement(policy: Policy, first_name: str, due_at: datetime, owner: str | None) -> NewPromise:
    """The policy's answer to an opening or a reopening without a promise (G1)."""
    what = policy.acknowledge.format(customer=first_name)
    return NewPromise(PromiseKind.ACKNOWLEDGE, what, False, due_at, owner=owner, automatic=True)


def follow_up_plan(first_name: str, due_at: datetime, what: str | None = None) -> NewPromise:
    """A planned word to the customer, in these words or the usual ones."""
    return NewPromise(PromiseKind.FOLLOW_UP, what or usual_follow_up(first_name), False, due_at)


def usual_follow_up(first_name: str) -> str:
    """The words of a follow-up that was planned without any."""
    return f"Follow up with {first_name}"


def check_back(policy: Policy, first_name: str, due_at: datetime, owner: str) -> NewPromise:
    """The policy's answer to the end of a case's last live promise (G1)."""
    what = policy.check_back.format(customer=first_name)
    return NewPromise(PromiseKind.FOLLOW_UP, what, False, due_at, owner=owner, automatic=True)


def update(first_name: str, due_at: datetime, owner: str | None) -> NewPromise:
    """The next word to a customer who hears from us every so often, news or not."""
    return NewPromise(PromiseKind.FOLLOW_UP, f"{UPDATE}{first_name}", False, due_at, owner=owner, automatic=True)


def working_unit_sent(first_name: str, due_at: datetime, owner: str, failed_id: int, units: int = 1) -> NewPromise:
    """The plan that follows a failed replacement: the next shipment keeps it, or what has taken its place by then.

    It stands for all that fail until then, too.
    """
    what = f"{units} working ones are sent" if units > 1 else "A working one is sent"
    what += f" to {first_name}"
    return NewPromise(PromiseKind.FIX, what, False, due_at, owner=owner, automatic=True, replacement_id=failed_id)
