"""The morning of a report: what every section asks, and how each entry of it is made."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from careline.domain.casefile.outline import Known
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.promises.promise import Promise, State
from careline.domain.promises.promise_states import as_of, stands_under_delivery, state
from careline.domain.report import Task, Words
from careline.domain.safekeeping.backing_up import Last
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen, remembering
from careline.reports.promises import outstanding, told
from careline.reports.promises.outstanding import Overdue, Waiting, Whose
from careline.store.fetch import Fetch
from careline.store.mornings import cases_handed_up, has_failed_hooks, has_open_mail, has_sent_units
from careline.store.outlines import outlines
from careline.store.promises import promises_due_between

if TYPE_CHECKING:  # most sections need less, and few cases are escalated
    from careline.domain.casefile.case_file import CaseFile
    from careline.domain.ladder.escalations import Escalation


class Standing(Protocol):
    """Something that stands on a case."""

    @property
    def case_id(self) -> int:
        """The number of the case."""


OnACase = TypeVar("OnACase", bound=Standing)


@frozen
class Entry:
    """A row of a section, and the same as a person reads it: the page shows no task for what stands elsewhere on it."""

    row: tuple[Any, ...]
    task: Task | None = None


@remembering
class Morning:
    """What stands at `now` and is somebody's, and who reads it; what fell due after `since` is new.

    `owed` are the overdue promises, `waiting` the cases whose customers wait for an answer, `silent` those without a
    promise. `known` are the cases read so far, as they stood then: a case may stand in many sections.
    """

    fetch: Fetch
    shop: Shop
    now: datetime
    since: datetime
    whose: Whose
    reader: str | None
    last_backup: Last | None
    owed: Sequence[Overdue]
    waiting: Sequence[Waiting]
    silent: Sequence[Known]
    known: dict[int, Known]

    @classmethod
    def at(
        cls,
        fetch: Fetch,
        shop: Shop,
        now: datetime,
        since: datetime,
        whose: Whose,
        reader: str | None,
        last_backup: Last | None,
    ) -> Self:
        """The morning at that moment; `last_backup` is the one that was made by then."""
        owed = outstanding.gather(fetch, shop, now, since, whose)
        silent = outstanding.silent_files(fetch, shop, now, whose)
        waiting = outstanding.waiting(fetch, shop, now, whose)
        files = (*(each.file for each in owed), *(each.file for each in waiting), *silent)
        known = {file.case.id: file for file in files}
        return cls(fetch, shop, now, since, whose, reader, last_backup, owed, waiting, silent, known)

    @property
    def words(self) -> list[Overdue]:
        """The overdue words, the oldest due first."""
        return [each for each in self.owed if each.promise.is_word]

    @cached_property
    def coming(self) -> list[tuple[Promise, Known]]:
        """What falls due until the end of tomorrow, or within the policy's warning time, the first first.

        A check whose unit has not arrived stands under its delivery.
        """
        now, (_, tomorrow) = self.now, self.ends_of_days()
        until = max(tomorrow, self.shop.soon(now))
        found = self.with_outlines([as_of(each, now) for each in promises_due_between(self.fetch, now, until, now)])
        return [
            (each, file)
            for each, file in found
            if state(each, now) is State.PENDING and not stands_under_delivery(each, file.promises, now)
        ]

    @property
    def of_today(self) -> list[tuple[Promise, Known]]:
        """What falls due until the end of today."""
        today, _ = self.ends_of_days()
        return [(each, file) for each, file in self.coming if each.due_at <= today]

    @property
    def of_tomorrow(self) -> list[tuple[Promise, Known]]:
        """What falls due between the end of today and that of the next working day."""
        today, tomorrow = self.ends_of_days()
        return [(each, file) for each, file in self.coming if today < each.due_at <= tomorrow]

    def outlines(self, case_ids: Iterable[int]) -> list[Known]:
        """Those of these cases that are theirs, each once, of those that there were."""
        return [file for file in self._known(case_ids).values() if self.whose.has(file, self.shop, self.now)]

    def with_outlines(self, found: Sequence[OnACase]) -> list[tuple[OnACase, Known]]:
        """Each of these that is theirs with its case."""
        return self._theirs(found, self._known(each.case_id for each in found))

    def files(self, case_ids: Iterable[int]) -> "list[CaseFile]":
        """The whole files of those of these cases that are theirs."""
        return [file for file in self._whole(case_ids).values() if self.whose.has(file, self.shop, self.now)]

    def with_files(self, found: Sequence[OnACase]) -> "list[tuple[OnACase, CaseFile]]":
        """Each of these that is theirs with the whole file of its case."""
        return self._theirs(found, self._whole(each.case_id for each in found))

    @cached_property
    def has_sent_units(self) -> bool:
        """True where the shop ever sent a unit to make good."""
        return has_sent_units(self.fetch)

    @property
    def has_open_mail(self) -> bool:
        """True where a mail was ever neither sent nor cancelled by then: most shops need not load what looks at it."""
        return has_open_mail(self.fetch, self.now)

    @property
    def has_failed_hooks(self) -> bool:
        """True where the call of a hook ever failed: most shops need not load what looks at them."""
        return has_failed_hooks(self.fetch)

    @cached_property
    def handed_up(self) -> "list[tuple[Escalation, Known]]":
        """The live escalations that are theirs with the files of their cases, the one to be answered first first."""
        ids = cases_handed_up(self.fetch, self.now)
        if not ids:
            return []
        from careline.domain.ladder.escalations import is_live  # few cases are escalated

        files = self._known(ids)
        live = [each for file in files.values() for each in file.escalations if is_live(each, self.now)]
        return sorted(self._theirs(live, files), key=lambda found: (found[0].ack_by, found[0].id))

    def asks(self, file: Known) -> str:
        """That the customer of a case waits for an answer for too long, beside what else stands there; else nothing."""
        asked_at = self._unanswered_since.get(file.case.id)
        return f"asks, unanswered since {self.day(asked_at)}" if asked_at else ""

    def asks_beside(self, case: str) -> bool:
        """True for the name of a case whose customer's question is told of, whatever else stands there."""
        return any(show("C", number) == case for number in self._unanswered_since)

    @cached_property
    def _unanswered_since(self) -> dict[int, datetime]:
        late = (each for each in self.waiting if each.question.is_unanswered(self.now))
        # How often they asked where it is, stands there already.
        return {each.file.case.id: each.question.contact.at for each in late if not each.question.contact.chasing}

    def is_readers(self, name: str) -> bool:
        """True for the name of whoever reads the page."""
        return self.reader is not None and fold(name) == fold(self.reader)

    def ends_of_days(self) -> tuple[datetime, datetime]:
        """The last moments of today and of the next working day, in UTC."""
        calendar = self.shop.calendar
        today = calendar.working_day_of(self.now)
        return calendar.last_moment(today), calendar.last_moment(calendar.add_working_days(today, 1))

    def day(self, moment: datetime | None) -> str:
        """The day of a moment, in the shop's zone."""
        return moments.day(moment or self.now, self.shop.calendar.zone)

    def when(self, moment: datetime) -> str:
        """The moment in brief, `today 17:00` on its own day."""
        return told.when(moment, self.now, self.shop.calendar)

    def clock(self, moment: datetime) -> str:
        """The hour of a moment of today: `17:00`."""
        return self.when(moment).removeprefix("today ")

    def task(
        self, file: Known, words: Words | str, command: str, since: str = "", known: Iterable[str] = (), **more: Any
    ) -> Task:
        """A matter of a case as a person reads it; what one must know begins with the telephone."""
        case, customer = file.case, file.case.customer
        return Task(
            case=case.name,
            person=customer.name,
            words=Words(words, said=False) if isinstance(words, str) else words,
            since=since,
            command=command,
            subject=case.subject,
            known=(*((customer.number,) if customer.number else ()), *known),
            **more,
        )

    def _known(self, case_ids: Iterable[int]) -> dict[int, Known]:
        wanted = list(dict.fromkeys(case_ids))
        unknown = [number for number in wanted if number not in self.known]
        self.known.update(outlines(self.fetch, unknown, self.shop, self.now))
        return {number: self.known[number] for number in wanted if number in self.known}

    def _whole(self, case_ids: Iterable[int]) -> "dict[int, CaseFile]":
        wanted = list(dict.fromkeys(case_ids))
        if not wanted:
            return {}
        from careline.domain.casefile.case_file import file_as_of  # most sections need less
        from careline.store.casefile import case_files

        files = (file_as_of(file, self.now, self.shop) for file in case_files(self.fetch, wanted))
        return {file.case.id: file for file in files if file}

    def _theirs(self, found: Iterable[OnACase], files: Mapping[int, Any]) -> list[tuple[OnACase, Any]]:
        return [
            (each, files[each.case_id])
            for each in found
            if each.case_id in files and self._is_theirs(each, files[each.case_id])
        ]

    def _is_theirs(self, each: object, file: Known) -> bool:
        if isinstance(each, Promise):
            return self.whose.is_promised(each)
        owner = self.whose.owner
        if owner and owner in (getattr(each, "to", None), getattr(each, "acknowledged_by", None)):
            return True
        return self.whose.has(file, self.shop, self.now)


def about(file: Known) -> tuple[str, str, str]:
    """What the row of every section begins with: case, customer, subject."""
    return (file.case.name, file.case.customer.name, file.case.subject)


def waits_since(file: Known) -> datetime:
    """Since when the customer waits, or has had the case."""
    return file.tally.waiting_since or file.case.opened_at
