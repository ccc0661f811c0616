"""The morning of a report: what every section asks, and how each entry of it is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, Self, TypeVar

from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.ladder.escalations import Escalation, is_live
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import is_untold, lateness
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.returns import Return
from careline.domain.report import Item, Line, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import times
from careline.reports.promises import outstanding
from careline.reports.promises.outstanding import Overdue
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.ladder import cases_handed_up

OnACase = TypeVar("OnACase", Promise, Escalation, Replacement, Return, Claim)
SECOND = 2


@frozen
class Entry:
    """A row of a section, and the same as a person reads it."""

    row: tuple[object, ...]
    item: Item


@frozen
class Morning:
    """What stands at `now`: `owed` are the overdue promises, `silent` the open cases without any.

    `first_owed` is the oldest overdue promise of each case, `broken` the oldest said one. `known` are the files read so
    far, as they stood then: a case may stand in many sections.
    """

    fetch: Fetch
    shop: Shop
    now: datetime
    owed: Sequence[Overdue]
    silent: Sequence[CaseFile]
    first_owed: Mapping[int, Overdue]
    broken: Mapping[int, Overdue]
    known: dict[int, CaseFile]

    @classmethod
    def at(cls, fetch: Fetch, shop: Shop, now: datetime, owed: Sequence[Overdue], silent: Sequence[CaseFile]) -> Self:
        """The morning of these overdue promises and silent cases."""
        first_owed = {each.file.case.id: each for each in reversed(owed)}
        broken = {each.file.case.id: each for each in reversed(owed) if each.promise.said}
        known = {each.file.case.id: each.file for each in owed}
        return cls(fetch, shop, now, owed, silent, first_owed, broken, known)

    def files(self, case_ids: Iterable[int]) -> list[CaseFile]:
        """The files of these cases, each once, of those that there were."""
        wanted = list(dict.fromkeys(case_ids))
        for file in case_files(self.fetch, [number for number in wanted if number not in self.known]):
            if known := file_as_of(file, self.now, self.shop):
                self.known[file.case.id] = known
        return [self.known[number] for number in wanted if number in self.known]

    def with_files(self, found: Sequence[OnACase]) -> list[tuple[OnACase, CaseFile]]:
        """Each of these with the file of its case."""
        files = {file.case.id: file for file in self.files([each.case_id for each in found])}
        return [(each, files[each.case_id]) for each in found if each.case_id in files]

    def handed_up(self) -> list[tuple[Escalation, CaseFile]]:
        """The live escalations with the files of their cases, the one to be answered first first."""
        files = self.files(cases_handed_up(self.fetch, self.now))
        live = [(each, file) for file in files for each in file.escalations if is_live(each, self.now)]
        return sorted(live, key=lambda found: (found[0].ack_by, found[0].id))

    def ends_of_days(self) -> tuple[datetime, datetime]:
        """The last moments of today and of the next working day, in UTC."""
        calendar = self.shop.calendar
        today = calendar.date_of(self.now)
        next_day = calendar.add_working_days(today, 1)
        midnights = (datetime.combine(day + timedelta(days=1), time(), calendar.zone) for day in (today, next_day))
        first, second = (midnight.astimezone(UTC) - timedelta(seconds=1) for midnight in midnights)
        return first, second

    def day(self, moment: datetime | None) -> str:
        """The day of a moment, in the shop's zone."""
        return moments.day(moment or self.now, self.shop.calendar.zone)

    def waiting(self, file: CaseFile) -> str:
        """Since when the customer waits."""
        return f"waits since {moments.short(waits_since(file), self.now, self.shop.calendar.zone)}"

    def item(self, file: CaseFile, words: Words, command: str, *, urgent: bool = False, **more: Any) -> Item:
        """A matter of a case as a person reads it; an urgent one does not hide the promise that was broken there."""
        customer = file.case.customer
        return Item(
            person=customer.name,
            phone=customer.phone,
            case=file.case.name,
            words=words,
            command=command,
            urgent=urgent,
            lines=(*(self._broken_lines(file) if urgent else ()), *_apologies(file)),
            **more,
        )

    def owed_item(self, each: Overdue, **other: Any) -> Item:
        """An overdue promise as a person reads it."""
        item = outstanding.item(each, self.shop, self.now)
        return replace(item, lines=(*item.lines, *_apologies(each.file)), **other)

    def is_untold(self, each: Overdue) -> bool:
        """True where the customer has heard nothing since it fell due."""
        return is_untold(each.promise, each.file.promises, each.file.tally.last_word_at, self.now)

    def say(self, each: Overdue) -> Line:
        """What might be said of a broken promise."""
        return Line((letters.amends(each.promise, self.shop),), label="say")

    def _broken_lines(self, file: CaseFile) -> Iterable[Line]:
        if (each := self.broken.get(file.case.id)) is None:
            return
        promise, tally = each.promise, file.tally
        untold = self.is_untold(each)
        _, age = lateness(promise.due_at, self.now, self.shop.calendar)
        age = f"{age}, and was not told" if untold else age
        yield Line(
            (Words(promise.what, promise.said), f", {promise.by}, {age}, asked {tally.chases}, told {tally.updates}")
        )
        if untold:
            yield self.say(each)


def about(file: CaseFile) -> tuple[str, str, str]:
    """What the row of every section begins with: case, customer, subject."""
    return (file.case.name, file.case.customer.name, file.case.subject)


def waits_since(file: CaseFile) -> datetime:
    """Since when the customer waits, or has had the case."""
    return file.tally.waiting_since or file.case.opened_at


def _apologies(file: CaseFile) -> tuple[Line, ...]:
    """That we apologised again, and did nothing in between."""
    vain = file.vain_apologies()
    if len(vain) < SECOND:
        return ()
    return (Line((f"apologised {times(len(vain))} since ", vain[0].at, ", and nothing was done in between")),)
