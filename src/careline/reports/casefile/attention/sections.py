"""The sections of the morning page, in the order of its rows; where people read them says `brief`."""

from collections.abc import Callable, Mapping

from careline.domain.report import Column
from careline.reports.casefile.attention import cases, conduct, ladder, promises, replacements
from careline.reports.casefile.attention.morning import Entry, Morning
from careline.reports.lists import keyed
from careline.reports.promises import outstanding

_PROMISED = "case customer subject promise what said owner performer due_at"
_ESCALATED = "case customer subject escalation level to ack_by backup"

SECTIONS: tuple[tuple[str, tuple[Column, ...], Callable[[Morning], list[Entry]]], ...] = (
    ("overdue", outstanding.OVERDUE_COLUMNS, promises.overdue),
    ("silent", outstanding.SILENT_COLUMNS, cases.silent),
    ("backup_due", keyed(_PROMISED), promises.backup_due),
    ("untold", keyed(f"{_PROMISED} say"), promises.untold),
    ("chasing", keyed("case customer subject waiting_since chases updates"), cases.chasing),
    ("second_failures", keyed("case customer subject attempt outcomes consider"), replacements.second_failures),
    ("unacknowledged", keyed(_ESCALATED), ladder.unacknowledged),
    ("to_tell", keyed(_ESCALATED), ladder.to_tell),
    ("public_untouched", keyed("case customer subject review_address opened_at"), cases.public_untouched),
    ("undisclosed", keyed("case customer subject opened_at"), conduct.undisclosed),
    ("tone_to_review", keyed("case customer subject about reviewer requested_at"), conduct.tone_to_review),
    ("due_today", keyed(_PROMISED), promises.due_today),
    ("due_soon", keyed(_PROMISED), promises.due_soon),
    ("at_risk", keyed(f"{_PROMISED} waits_for why"), promises.at_risk),
    ("unverified", keyed("case customer subject replacement item delivered_at"), replacements.unverified),
    ("unannounced", keyed("case customer subject replacement item shipped_at"), replacements.unannounced),
    ("returns_overdue", keyed("case customer subject replacement item due_at days"), replacements.returns_overdue),
    (
        "claims_due",
        keyed("case customer subject replacement item supplier amount due_at days"),
        replacements.claims_due,
    ),
    ("ask_again", keyed("case customer subject due_at command"), cases.ask_again),
    ("due_tomorrow", keyed(_PROMISED), promises.due_tomorrow),
)
"""Each section by name: its columns, and what is in it on a morning."""


def gather(morning: Morning) -> Mapping[str, tuple[tuple[Column, ...], list[Entry]]]:
    """Every section by name: its columns, and what is in it."""
    return {name: (columns, entries(morning)) for name, columns, entries in SECTIONS}
