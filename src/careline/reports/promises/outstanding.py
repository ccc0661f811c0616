"""What is owed and late, at risk, unanswered or not promised at all: fetched, as it stood."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.outline import Known
from careline.domain.names import fold
from careline.domain.promises.dependencies import Risk
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import as_of, is_due_soon, live, stands_under_delivery
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.cases import cases_waiting
from careline.store.fetch import Fetch
from careline.store.outlines import outlines
from careline.store.promises import (
    dependent_promises,
    overdue_promises,
    promise_glances,
    promises_due_between,
    silent_cases,
)

if TYPE_CHECKING:  # few cases are escalated, and on many a morning nobody waits
    from careline.domain.cases.questions import Question
    from careline.domain.ladder.escalations import Escalation


def behind(file: Known, now: datetime) -> Promise | None:
    """The promise whose owner answers for a case: the live word that is due first, else the plan, else the last one."""
    alive = live(file.promises, now)
    return next((p for p in alive if p.is_word), alive[0] if alive else next(reversed(file.promises), None))


@frozen
class Whose:
    """Whose matters a page is about: those that somebody answers for, those that somebody does, or everybody's."""

    owner: str | None = None
    performer: str | None = None

    def is_promised(self, promise: Promise) -> bool:
        """True for a promise of theirs."""
        return _is(self.owner, promise.owner) and _is(self.performer, promise.performer)

    def has(self, file: Known, shop: Shop, now: datetime) -> bool:
        """True for a case of theirs, as the promise behind it is.

        One on which nothing was ever promised is the owner's of the shop.
        """
        if self == ANYBODYS:
            return True
        promise = behind(file, now)
        if promise is None:
            return self.performer is None and _is(self.owner, shop.owner)
        return self.is_promised(promise)

    def answers_for(self, shop: Shop) -> bool:
        """True for everybody, and for whoever answers for the shop itself."""
        return _is(self.owner, shop.owner)

    @property
    def options(self) -> str:
        """What a command needs to show the same: ` --for Ben`."""
        if self == ANYBODYS:
            return ""
        from shlex import quote  # few pages are somebody's

        given = {"--for": self.owner, "--performer": self.performer}
        return "".join(f" {option} {quote(name)}" for option, name in given.items() if name)

    def titled(self, title: str) -> str:
        """The title of their page."""
        for_whom = f" for {self.owner}" if self.owner else ""
        return f"{title}{for_whom}, by {self.performer}" if self.performer else title + for_whom

    def heading(self, sums: str) -> str:
        """The first line of their page, which says whose it is."""
        names = ", ".join(filter(None, (self.owner, self.performer)))
        return f"{names}: {sums}" if names else sums


def _is(wanted: str | None, name: str) -> bool:
    return wanted is None or wanted == name or fold(wanted) == fold(name)


ANYBODYS = Whose()


@frozen
class Overdue:
    """An overdue promise with its case, as both stood at the moment of the report.

    `days` is None for one that is not overdue yet.
    """

    promise: Promise
    file: Known
    escalation: "Escalation | None"
    days: int | None
    new: bool

    @property
    def backup(self) -> str | None:
        """What happens if nobody keeps it: its own backup plan, else that of its escalation."""
        escalation = self.escalation
        raised_for_it = escalation is not None and escalation.promise_id in (None, self.promise.id)
        return self.promise.backup or (escalation.backup if escalation and raised_for_it else None)

    @property
    def waits_unanswered(self) -> bool:
        """True where the customer has asked and nobody has answered."""
        return self.file.tally.asks_unanswered


@frozen
class AtRisk:
    """A promise that may be missed, with its case, and why."""

    owed: Overdue
    risk: Risk


@frozen
class Waiting:
    """A case whose customer waits for an answer: the oldest question on it, and how many there are."""

    file: Known
    question: "Question"
    asked: int


def gather(fetch: Fetch, shop: Shop, now: datetime, since: datetime, whose: Whose = ANYBODYS) -> list[Overdue]:
    """The overdue promises, the oldest due first."""
    return [
        replace(
            each, days=shop.calendar.working_days_overdue(each.promise.due_at, now), new=each.promise.due_at >= since
        )
        for each in with_files(fetch, overdue_promises(fetch, now), shop, now, whose)
    ]


def due_soon(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Overdue]:
    """The promises that are due soon, the one due first first."""
    soon_at = shop.soon(now)
    found = with_files(fetch, promises_due_between(fetch, now, soon_at, now), shop, now, whose)
    return [each for each in found if is_due_soon(each.promise, now, soon_at)]


def at_risk(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[AtRisk]:
    """The promises that rest on one that is late, withdrawn, or due after them; the one due first first."""
    found = with_files(fetch, dependent_promises(fetch, now), shop, now, whose)
    if not found:
        return []
    glances = promise_glances(fetch, [each.promise for each in found], now)
    return [AtRisk(each, risk) for each in found if (risk := glances[each.promise.id].risk(each.promise, now))]


def with_files(fetch: Fetch, found: Sequence[Promise], shop: Shop, now: datetime, whose: Whose) -> list[Overdue]:
    """Those of these promises that are theirs, with their cases, as they stood.

    A check whose unit has not arrived stands under its delivery, not by itself.
    """
    promises = [promise for each in found if whose.is_promised(promise := as_of(each, now))]
    files = outlines(fetch, (p.case_id for p in promises), shop, now)
    return [
        Overdue(promise, file, _highest(file, now), days=None, new=False)
        for promise in promises
        if (file := files.get(promise.case_id)) and not stands_under_delivery(promise, file.promises, now)
    ]


def _highest(file: Known, now: datetime) -> "Escalation | None":
    if not file.escalations:
        return None
    from careline.domain.ladder.escalations import highest  # few cases are escalated

    return highest(file.escalations, now)


def waiting(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Waiting]:
    """The cases whose customers wait for an answer, the one whose time ends first first."""
    ids = cases_waiting(fetch, now)
    if not ids:
        return []
    from careline.domain.casefile.case_file import file_as_of  # on many a morning nobody waits
    from careline.domain.ladder.causes import asked
    from careline.store.casefile import case_files

    found = []
    for file in (file_as_of(file, now, shop) for file in case_files(fetch, ids)):
        if file is None or not whose.has(file, shop, now):
            continue
        questions = asked(file, shop.policy.answer_within, shop.calendar, now)
        if open_ := [each for each in questions if each.answered_at is None]:
            oldest = min(open_, key=lambda each: (each.answer_by, each.contact.order))
            found.append(Waiting(file, oldest, len(open_)))
    return sorted(found, key=lambda each: (each.question.answer_by, each.file.case.id))


def silent_files(fetch: Fetch, shop: Shop, now: datetime, whose: Whose = ANYBODYS) -> list[Known]:
    """The silent cases as they stood, the oldest first."""
    files = outlines(fetch, silent_cases(fetch, now), shop, now).values()
    found = [file for file in files if file.is_silent(shop, now) and whose.has(file, shop, now)]
    return sorted(found, key=lambda file: (file.case.opened_at, file.case.id))
