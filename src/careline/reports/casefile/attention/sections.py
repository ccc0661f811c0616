"""The sections of the morning page, in the order of its rows; where people read them says `brief`."""

from collections.abc import Callable, Mapping
from typing import Any

from careline.domain.promises.dependencies import Why
from careline.domain.report import Column, Kind
from careline.reports.casefile.attention import cases, conduct, ladder, mail, promises
from careline.reports.casefile.attention.morning import Entry, Morning
from careline.reports.listing import keyed
from careline.reports.promises import told

_PROMISED = "promise what said owner performer due_at"
_ESCALATED = "escalation level to ack_by backup"

_HELD: dict[str, Any] = {
    **dict.fromkeys(("case", "promise", "escalation", "replacement", "waits_for", "mail", "call"), Kind.ID),
    **dict.fromkeys(("level", "chases", "updates", "attempt", "days", "reopened", "check_backs"), Kind.NUMBER),
    **{"said": Kind.FLAG, "ack_by": Kind.MOMENT, "amount": Kind.MONEY, "why": Why},
}
"""What a key of a row holds, where it is neither a text nor known by its name."""


_ABOUT = keyed("case customer subject", **_HELD)


def _row(keys: str, null: str = "") -> tuple[Column, ...]:
    """The columns of a section: whose case it is, and these keys; those in `null` may be absent."""
    return (*_ABOUT, *keyed(keys, null=null, **_HELD))


def _of_units(name: str) -> Callable[[Morning], list[Entry]]:
    """A section of units sent to make good: a shop that never sent any need not load what looks at them."""

    def entries(morning: Morning) -> list[Entry]:
        if not morning.has_sent_units:
            return []
        from careline.reports.casefile.attention import replacements

        found: list[Entry] = getattr(replacements, name)(morning)
        return found

    return entries


def _hooks_failed(morning: Morning) -> list[Entry]:
    """Calls of hooks that failed: most shops have none, and need not load what looks at them."""
    if not morning.has_failed_hooks:
        return []
    from careline.reports.casefile.attention import hooks

    return hooks.failed(morning)


ATTENTION: tuple[tuple[str, tuple[Column, ...], Callable[[Morning], list[Entry]]], ...] = (
    ("overdue", told.OVERDUE_COLUMNS, promises.overdue),
    ("unanswered", told.UNANSWERED_COLUMNS, cases.unanswered),
    ("plans", told.OVERDUE_COLUMNS, promises.plans),
    ("silent", told.SILENT_COLUMNS, cases.silent),
    ("backup_due", _row(_PROMISED), promises.backup_due),
    ("untold", _row(f"{_PROMISED} say"), promises.untold),
    ("chasing", _row("waiting_since chases updates", null="waiting_since"), cases.chasing),
    ("came_back", _row("what since_at reopened"), cases.came_back),
    ("second_failures", _row("attempt outcomes consider", null="consider"), _of_units("second_failures")),
    ("unacknowledged", _row(_ESCALATED, null="backup"), ladder.unacknowledged),
    ("to_tell", _row(_ESCALATED, null="backup"), ladder.to_tell),
    ("public_untouched", _row("review_address opened_at", null="review_address"), cases.public_untouched),
    ("undisclosed", _row("opened_at"), conduct.undisclosed),
    ("tone_to_review", _row("about reviewer requested_at"), conduct.tone_to_review),
    ("due_today", _row(_PROMISED), promises.due_today),
    ("to_answer_today", told.UNANSWERED_COLUMNS, cases.to_answer_today),
    ("due_soon", _row(_PROMISED), promises.due_soon),
    ("at_risk", _row(f"{_PROMISED} waits_for why"), promises.at_risk),
    ("to_approve", _row("replacement item approver requested_at"), _of_units("to_approve")),
    ("unverified", _row("replacement item delivered_at", null="delivered_at"), _of_units("unverified")),
    ("unannounced", _row("replacement item shipped_at", null="shipped_at"), _of_units("unannounced")),
    ("returns_overdue", _row("replacement item due_at days", null="days"), _of_units("returns_overdue")),
    (
        "claims_due",
        _row("replacement item supplier amount due_at days", null="days"),
        _of_units("claims_due"),
    ),
    ("to_close", _row("check_backs last_word_at", null="last_word_at"), cases.to_close),
    ("ask_again", _row("due_at command"), cases.ask_again),
    ("due_tomorrow", _row(_PROMISED), promises.due_tomorrow),
    ("awaited", _row("awaited since_at"), cases.awaited),
    (
        "mail_stuck",
        keyed("case customer subject mail to state queued_at reason", null="case customer subject reason", **_HELD),
        mail.stuck,
    ),
    (
        "hooks_failed",
        keyed("case customer subject call event failed_at", null="case customer subject", **_HELD),
        _hooks_failed,
    ),
    ("copy_due", keyed("last_at lacking", null="last_at", lacking=Kind.NUMBER), conduct.copy_due),
)
"""Each section by name: its columns, and what is in it on a morning."""
SECTIONS = {name: columns for name, columns, _ in ATTENTION}


def gather(morning: Morning) -> Mapping[str, list[Entry]]:
    """What is in every section, by name."""
    return {name: entries(morning) for name, _, entries in ATTENTION}
