"""What changes something: gather, decide, record; one module a noun.

The modules are loaded on first use: they bring SQLModel, which looking commands must not pay for.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from careline.usecases import (
        announcing,
        articles,
        asking_again,
        cases,
        claims,
        contacts,
        costs,
        customers,
        disclosing,
        endings,
        escalations,
        forgetting,
        handing_over,
        importing,
        imports,
        invitations,
        joining,
        lessons,
        parcels,
        parties,
        products,
        promises,
        purchase_imports,
        purchases,
        relations,
        replacements,
        requests,
        returns,
        shipping,
        sweeping,
        tone,
        undoing,
    )

__all__ = [
    "announcing",
    "articles",
    "asking_again",
    "cases",
    "claims",
    "contacts",
    "costs",
    "customers",
    "disclosing",
    "endings",
    "escalations",
    "forgetting",
    "handing_over",
    "importing",
    "imports",
    "invitations",
    "joining",
    "lessons",
    "parcels",
    "parties",
    "products",
    "promises",
    "purchase_imports",
    "purchases",
    "relations",
    "replacements",
    "requests",
    "returns",
    "shipping",
    "sweeping",
    "tone",
    "undoing",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return importlib.import_module(f"{__name__}.{name}")
