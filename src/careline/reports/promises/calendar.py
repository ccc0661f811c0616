"""What a calendar of promises shows: those that are live, and those that ended lately, so that it takes them off."""

import hashlib
from datetime import datetime, timedelta

from careline.domain.promises.entries import Entry
from careline.domain.promises.promise import Promise
from careline.store.fetch import Fetch
from careline.store.mornings import begun_at
from careline.store.promises import changes_of, listed_promises, promise_glances, promises_ended_since

LATELY = timedelta(days=31)
"""Whoever reads the file once a month still learns what is off."""


def entries(fetch: Fetch, now: datetime, *, owner: str | None = None, plans: bool = False) -> list[Entry]:
    """The promises that are live, or that ended lately, by due moment: words, and with `plans` our own plans too."""
    found = [*listed_promises(fetch, now, live=True), *promises_ended_since(fetch, now - LATELY, now)]
    shown = [each for each in found if _is_shown(each, owner, plans=plans)]
    glances = promise_glances(fetch, shown, now)
    changes = changes_of(fetch, [each.id for each in shown])
    return [
        Entry(each, glances[each.id].customer, glances[each.id].subject, changes.get(each.id, 0))
        for each in sorted(shown, key=lambda each: (each.due_at, each.id))
    ]


def _is_shown(promise: Promise, owner: str | None, *, plans: bool) -> bool:
    return (plans or promise.is_word) and owner in (None, promise.owner)


def mark(fetch: Fetch) -> str:
    """What tells the promises of this shop from those of any other, also after its store has moved or was restored."""
    # No other shop has begun at the same microsecond.
    return hashlib.sha256(str(begun_at(fetch)).encode()).hexdigest()[:12]
