"""Making the calls that wait: after what has given rise to them was recorded, and outside of any transaction.

A call is claimed, made, and recorded as made. Whoever is killed in between has perhaps made it; it is made again, with
the same id, once the claim has lapsed.
"""

import os
from collections.abc import Sequence
from time import monotonic, sleep

from careline import interrupts
from careline.desk import Desk
from careline.domain.hooks import Hook, HookCall
from careline.domain.values import frozen
from careline.ringing import HookFailed, ring
from careline.store import hooks

PAUSE = 0.5
"""How many seconds pass before a hook is tried once more."""
LONGEST_RUN = 120.0
"""After so many seconds a run takes no more calls, as a claim does not last for ever."""


@frozen
class Went:
    """A call that was tried, and why it failed, where it did."""

    call: HookCall
    why: str | None


def deliver(desk: Desk, numbers: Sequence[int] | None = None) -> list[Went]:
    """Make these calls, or all that wait; each that was tried. A hook that has failed is not called again in a run."""
    with desk.reader() as fetch:
        found = hooks.to_call(fetch, desk.now)
    went: list[Went] = []
    away: set[Hook] = set()
    ends = monotonic() + LONGEST_RUN
    for call in found:
        hook = desk.settings.hooks.get(call.event)
        if hook is None or hook in away or (numbers is not None and call.id not in numbers) or monotonic() > ends:
            continue
        why = _tried(desk, hook, call)
        if why is not None:
            went.append(Went(call, why or None))
            if why:
                away.add(hook)
    return went


def _tried(desk: Desk, hook: Hook, call: HookCall) -> str | None:
    """Make a call: why it failed, "" where it did not, or None where there was nothing to call for."""
    from careline.render.hooks import body
    from careline.store.casefile import case_file

    with desk.session(None, by_anybody=True) as work:
        if not hooks.claim(work.fetch, call.id, work.now):
            return None
        case_id = hooks.case_of_cause(work.fetch, call)
        file = case_file(work.fetch, case_id) if case_id is not None else None
        if file is None:
            hooks.drop(work, call.id)
            return None
        said = body(call, file, desk.shop, work.now)
    try:
        why = call_twice(hook, said)
    except KeyboardInterrupt:
        _ended(desk, call, "It was interrupted.")
        raise
    _ended(desk, call, why)
    return why or ""


def call_twice(hook: Hook, said: str) -> str | None:
    """Call a hook, and once more where that failed. Why it failed again, or None."""
    try:
        ring(hook, said, os.environ)
    except HookFailed:
        sleep(PAUSE)
        try:
            ring(hook, said, os.environ)
        except HookFailed as error:
            return str(error)
    return None


def _ended(desk: Desk, call: HookCall, why: str | None) -> None:
    with interrupts.undisturbed(), desk.session(None, by_anybody=True) as work:
        hooks.ended(work, call.id, why)


def in_passing(desk: Desk) -> None:
    """Make the calls that wait, after a sweep: it says in a line what failed for the first time, and goes on."""
    if not desk.settings.hooks or desk.dry_run:
        return
    for each in deliver(desk):
        if each.why and not each.call.failed_at:
            desk.say(f"careline: {each.call.name} ({each.call.event}) was not told. {each.why}")
