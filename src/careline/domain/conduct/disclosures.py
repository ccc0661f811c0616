"""Disclosures: telling the customer of our own fault, together with what we do about it (G9)."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.values import frozen
from careline.domain.wording import times

OURS = frozenset({"us", "unknown"})
"""The faults that may be disclosed as our own: telling of it says whose it was."""


@frozen
class Disclosure:
    """That we told the customer of our own fault, in a contact; `with_` is who did it and came along."""

    id: int
    case_id: int
    contact_id: int
    at: datetime
    who: str
    with_: str | None
    no_plan_because: str | None


def check_can_disclose(case_id: int, fault: str, plan: Sequence[object], no_plan_because: str | None) -> None:
    """Decide whether a fault may be told so (G9). Raises Refused and BadInput."""
    if not plan and no_plan_because is None:
        case = show("C", case_id)
        raise Refused(
            f"Telling {case} of our fault needs a plan: --promise WHAT --by WHEN (again for each part), "
            "--plan PROMISE for what is promised already, or --no-plan-because TEXT."
        )
    if plan and no_plan_because is not None:
        raise BadInput(
            "--no-plan-because says why there is no plan, and --promise or --plan gives one; give only one of them."
        )
    if fault not in OURS:
        raise _not_our_fault(case_id, fault)


def _not_our_fault(case_id: int, fault: str) -> Refused:
    """The refusal: a case of which it is recorded that somebody else was at fault."""
    case = show("C", case_id)
    return Refused(
        f"{case} says that the fault is not ours ({fault.replace('_', ' ')}); if it is: "
        f"careline case edit {case_id} --fault us."
    )


def paired(promises: Sequence[str], moments: Sequence[str]) -> list[tuple[str, str]]:
    """Each promise with its due moment; one moment goes for all. Raises BadInput."""
    if len(moments) == 1:
        return [(promise, moments[0]) for promise in promises]
    if len(promises) != len(moments):
        raise BadInput(
            f"--promise is given {times(len(promises))} and --by {times(len(moments))}; "
            "give one --by for each promise, or one for all."
        )
    return list(zip(promises, moments, strict=True))
