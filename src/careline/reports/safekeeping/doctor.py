"""What is wrong with a store, and what to do about it: one check after another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from careline.domain.report import Report
from careline.domain.safekeeping import clock
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.reports.listing import keyed, listing
from careline.store.fetch import Fetch
from careline.store.safekeeping import log

COLUMNS = keyed("check finding advice", check="Check", finding="Finding", advice="What to do")


@frozen
class Finding:
    """What a check found, and what to do.

    `question` is what somebody must say yes to before it is put right, `line` under what that then stands in the log.
    """

    check: str
    finding: str
    advice: str
    question: str
    line: str


def clock_behind(fetch: Fetch, shop: Shop, now: datetime) -> Iterator[Finding]:
    """A clock that stands before the newest line of the log, so that nothing can be recorded (G11)."""
    newest = log.newest(fetch, now)
    if newest and clock.stands_for(now, newest.at) is None:
        zone = shop.calendar.zone
        yield Finding(
            "clock",
            f"{clock.told(newest, now, zone)}, so nothing can be recorded.",
            "If the clock is wrong, set it right. If it is right, and the log was written by a wrong one: "
            f"'careline undo {newest.id}' takes the line back, 'careline doctor --fix' takes such lines as they are.",
            "Is the clock right, and are the lines of the log to stay as they are?",
            clock.TAKEN_AS_THEY_ARE,
        )


CHECKS: tuple[Callable[[Fetch, Shop, datetime], Iterator[Finding]], ...] = (clock_behind,)


def findings(fetch: Fetch, shop: Shop, now: datetime) -> list[Finding]:
    """What all the checks find."""
    return [found for check in CHECKS for found in check(fetch, shop, now)]


def doctor_report(found: list[Finding], put_right: list[Finding], shop: Shop, now: datetime) -> Report:
    """What was found and is not put right."""
    left = [finding for finding in found if finding not in put_right]
    rows = ({column.key: getattr(finding, column.key) for column in COLUMNS} for finding in left)
    done = ", ".join(finding.line for finding in put_right)
    nothing = f"Put right, and in the log as: {done}." if done else "No problems found."
    return replace(listing("findings", shop, now, COLUMNS, rows), nothing=nothing)
