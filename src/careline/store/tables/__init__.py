"""The store's records: columns and constraints, no rules.

Moments are UTC. What a row was before each change is kept in `changes` by triggers, which the migrations write for
every table in the same way.

Making a class of a table takes SQLModel some 3 ms, and most commands record in a few tables only; so those beyond the
core are loaded on first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from careline.store.tables.core import (
    AppliedRule,
    Case,
    Change,
    Command,
    Contact,
    Customer,
    Escalation,
    Note,
    Party,
    Promise,
    Reopening,
    Replacement,
    Sweep,
)

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from careline.store.tables.arrangements import Absence, CaseLink, HandOver, Holiday, HolidayYear, Reminder
    from careline.store.tables.goods import Claim, Cost, CostShare, Credit, Product, Programme, Purchase, Return
    from careline.store.tables.learning import (
        Article,
        AskAgain,
        Cause,
        Diagnosis,
        Disclosure,
        Effort,
        Praise,
        ToneReview,
    )
    from careline.store.tables.relations import (
        ArrivalCheck,
        Company,
        Ending,
        Flag,
        Forgetting,
        Invitation,
        Membership,
        OptOut,
        Referral,
        Try,
    )

    METADATA: MetaData

GROUPS = {
    "arrangements": ("Reminder", "HandOver", "Absence", "CaseLink", "Holiday", "HolidayYear"),
    "goods": ("Product", "Programme", "Purchase", "Return", "Claim", "Credit", "Cost", "CostShare"),
    "learning": ("Article", "Diagnosis", "Cause", "Disclosure", "Praise", "ToneReview", "Effort", "AskAgain"),
    "relations": (
        "Invitation",
        "OptOut",
        "ArrivalCheck",
        "Company",
        "Membership",
        "Referral",
        "Flag",
        "Ending",
        "Try",
        "Forgetting",
    ),
}
"""The records beyond the core, by the module that has them."""

__all__ = [
    "Absence",
    "AppliedRule",
    "ArrivalCheck",
    "Article",
    "AskAgain",
    "Case",
    "CaseLink",
    "Cause",
    "Change",
    "Claim",
    "Command",
    "Company",
    "Contact",
    "Cost",
    "CostShare",
    "Credit",
    "Customer",
    "Diagnosis",
    "Disclosure",
    "Effort",
    "Ending",
    "Escalation",
    "Flag",
    "Forgetting",
    "HandOver",
    "Holiday",
    "HolidayYear",
    "Invitation",
    "Membership",
    "Note",
    "OptOut",
    "Party",
    "Praise",
    "Product",
    "Programme",
    "Promise",
    "Purchase",
    "Referral",
    "Reminder",
    "Reopening",
    "Replacement",
    "Return",
    "Sweep",
    "ToneReview",
    "Try",
]


def __getattr__(name: str) -> Any:
    if name == "METADATA":
        for group in GROUPS:
            import_module(f"careline.store.tables.{group}")
        return import_module("careline.store.tables.base").METADATA
    for group, names in GROUPS.items():
        if name in names:
            return getattr(import_module(f"careline.store.tables.{group}"), name)
    raise AttributeError(name)
