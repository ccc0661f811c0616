"""What may stand in the settings file, and how each value is read."""

from collections.abc import Callable, Mapping
from typing import Any

from careline.domain.events import EVENTS
from careline.settings import mailing
from careline.settings import values as read


def _hook(value: object) -> Any:
    from careline.settings import hooking  # few shops have one

    return hooking.hook(value)


CURRENCY = "USD"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECTIONS: Mapping[str, Mapping[str, Callable[[object], Any]]] = {
    "shop": {"name": read.text, "timezone": read.zone, "currency": read.currency, "owner": read.name, "me": read.name}
    | {"phone": read.phone, "email": read.email, "templates": read.text},
    "hours": dict.fromkeys(DAYS, read.blocks),
    "calendar": {"country": read.country, "region": read.region, "closures": read.closures},
    "policy": {
        "acknowledge_within": read.duration_by_severity,
        "answer_within": read.duration_by_severity,
        "silent_after": read.duration,
        "due_soon": read.duration,
        "escalate_overdue_after": read.duration,
        "idle_after": read.duration,
        "check_replacement_after": read.duration,
        "check_back_after": read.durations,
        "close_unconfirmed_after": read.count,
        "submit_claims_within": read.duration,
        "acknowledge": read.words_to_customer,
        "check_back": read.words_to_customer,
        "update_every": read.by_severity,
        "warranty_months": read.months,
        "return_from": read.later,
        "return_within": read.duration,
        "goodwill": read.later,
        "invite_after": read.duration,
        "invite_at_latest": read.duration,
        "arrival_check_after": read.duration,
        "margin": read.percentage,
        "customer_years": read.count,
        "retention_years": read.count,
    },
    "store": {"group": read.group},
    "backup": {"also": read.folder},
    "mail": mailing.KEYS,
    "hooks": dict.fromkeys(EVENTS, _hook),
}
"""The sections that are tables of one kind: all but the ladder and the phrases."""
IN_CURRENCY: Mapping[str, Callable[[str, object], Any]] = {"return_from": read.amount, "goodwill": read.amounts}
"""Those of the policy that are amounts."""
KEYS: Mapping[str, Mapping[str, Callable[[object], Any]]] = {
    **SECTIONS,
    "ladder": {"for": read.name, "to": read.name, "ack_within": read.duration},
}
HEADINGS = {**{section: f"[{section}]" for section in SECTIONS}, "ladder": "[[ladder]]", "phrases": "[phrases]"}
