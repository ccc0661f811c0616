"""The desk: all that a command may ask of the world. Only here is the clock read, once a command.

Every command has one and asks little of it, so what is behind it is imported when it is asked for.
"""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from careline.domain.errors import BadInput, Misconfigured, StoreFault
from careline.domain.names import fold
from careline.domain.time.utc import FIRST_YEAR, LAST_YEAR, Utc, utc
from careline.domain.values import frozen
from careline.settings import settings as configuration
from careline.settings.settings import BlankOption, Settings
from careline.store import database
from careline.store.fetch import Fetch, Reader
from careline.store.file import Spare, mark_of_forgetting
from careline.terminal import Terminal

if TYPE_CHECKING:
    from careline.domain.shop.shop import Shop
    from careline.domain.shop.templates import Template
    from careline.domain.time.working_time import Calendar
    from careline.store.recording import Recording
    from careline.store.time.holidays import Almanac

TEMPLATES = "templates"
"""The folder of the shop's own letters, beside the settings."""


@frozen
class Flags:
    """What stands before the command."""

    db: str | None = None
    config: str | None = None
    me: str | None = None
    no_input: bool = False
    color: str = "auto"


class Desk(Terminal):
    """Settings, now, the shop, and the two roads into the store; each worked out when it is first asked for."""

    def __init__(self, flags: Flags, typed: Sequence[str] = ()) -> None:
        super().__init__(typed, no_input=flags.no_input)
        self.flags = flags
        self.dry_run = False
        self.records = False
        self.new_colleagues: set[str] = set()
        self._lasting = ExitStack()
        self._spare = self._lasting.enter_context(closing(Spare()))

    @cached_property
    def config_path(self) -> Path:
        """The settings file, which need not exist."""
        return configuration.config_path(self.flags.config, os.environ)

    @cached_property
    def settings(self) -> Settings:
        """The settings. Raises Misconfigured."""
        return configuration.load(self.config_path, os.environ, self.flags.me)

    @cached_property
    def store_path(self) -> Path:
        """The file of the store."""
        return configuration.store_path(self.flags.db, os.environ)

    @property
    def own_files(self) -> list[tuple[Path, str]]:
        """What careline lives on, there or not, and what each is: nothing else is ever written there."""
        own = [(self.config_path, "the settings file")]
        with suppress(Misconfigured):
            own += database.files_of(self.store_path)
        return own

    @cached_property
    def now(self) -> Utc:
        """The moment of this command, in UTC, whole seconds; CARELINE_NOW stands for it in rehearsals.

        Where this command records, and the newest line of the log is a little later, that line's moment (G11). What is
        wrong with the store is said when it is recorded in. Raises Misconfigured and StoreBusy.
        """
        now = self._clock
        if not self.records:
            return now
        from careline.domain.safekeeping import clock
        from careline.store.safekeeping import log

        with suppress(StoreFault), self.reader() as fetch:
            newest = log.newest(fetch, now)
            return utc(clock.stands_for(now, newest.at) or now) if newest else now
        return now

    @cached_property
    def _clock(self) -> Utc:
        if not (given := os.environ.get("CARELINE_NOW")):
            return utc(datetime.now(UTC).replace(microsecond=0))
        try:
            moment = datetime.fromisoformat(given.strip())
            if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
                raise _bad_clock(given)
            return utc(moment.replace(microsecond=0))
        except (ValueError, OverflowError):
            raise _bad_clock(given) from None

    @cached_property
    def almanac(self) -> "Almanac | None":
        """The public holidays that the shop keeps. What records looks up those that the store lacks around now."""
        settings = self.settings
        if settings.country is None:
            return None
        from careline.store.time.holidays import Almanac

        almanac = Almanac(self.store_path, settings.country, settings.region or "", self.now.year)
        if self.records:
            for year in (almanac.since, self.now.year, self.now.year + 1):
                almanac.cover(year)
        return almanac

    @cached_property
    def calendar(self) -> "Calendar":
        """The shop's working time in its zone."""
        return self.settings.calendar(self.almanac.known if self.almanac else None)

    def holidays_lacking(self, moment: datetime) -> str | None:
        """What to say where a page rests on public holidays that are not known, or None."""
        if "calendar" not in self.__dict__ or self.almanac is None:
            return None
        lacking = {self.almanac.since, self.calendar.date_of(moment).year} - self.almanac.known.years
        if not lacking:
            return None
        return (
            f"The public holidays of {min(lacking)} are not known and count as working days; "
            "see 'careline config holidays'."
        )

    @property
    def shop(self) -> "Shop":
        """What the rules may know of the shop."""
        from careline.domain.shop.shop import Shop

        settings = self.settings
        policy, retired = settings.policy, frozenset[str]()
        if policy.ladder or "retired" in self.__dict__:
            retired = self.retired
            policy = policy.passing_over(retired)
        return Shop(
            settings.shop_name,
            self.calendar,
            policy,
            settings.owner,
            settings.currency,
            self.letter,
            retired=retired,
            phone=settings.phone,
            email=settings.email,
        )

    @cached_property
    def retired(self) -> frozenset[str]:
        """The folded names of those who have retired, whose rungs are passed over."""
        from careline.store.people import parties

        with suppress(StoreFault), self.reader() as fetch:
            return parties.retired_names(fetch)
        return frozenset()

    @property
    def templates_path(self) -> Path:
        """The folder of the shop's own letters, which need not exist where nobody named it."""
        return self.config_path.parent / Path(self.settings.templates or TEMPLATES).expanduser()

    def letter(self, name: str) -> "Template | None":
        """The shop's own letter of that name, or None. Raises Misconfigured."""
        from careline.settings import letters

        return letters.read(self.templates_path, name, named=bool(self.settings.templates))

    def reader(self) -> AbstractContextManager[Reader]:
        """A fetch that cannot write. Raises StoreFault and StoreBusy."""
        return database.reading(self.store_path, self._spare if self.records else None)

    def lasting_reader(self, *, as_it_is: bool = False) -> Reader:
        """The same, and it lasts until `let_go`: for rows that are made while they are written.

        With `as_it_is` it reads a store of an earlier version in its own tables. Raises StoreFault and StoreBusy.
        """
        found = database.reading(self.store_path, as_it_is=True) if as_it_is else self.reader()
        return self._lasting.enter_context(found)

    def let_go(self) -> None:
        """Let go of the store, which nobody can record in while it is read."""
        self._lasting.close()

    @contextmanager
    def session(
        self,
        command: str | None,
        *,
        create: bool = False,
        rehearse: bool = False,
        any_clock: bool = False,
        by_anybody: bool = False,
    ) -> "Iterator[Recording]":
        """One transaction, committed at its end unless this is a rehearsal; with `create` a missing store is made.

        What is not done `by_anybody`, as cron does it, is done by one of us. Raises StoreFault, StoreBusy,
        Misconfigured, NotStaff and Retired; and ClockBehind unless `any_clock` is given: whoever gives it knows what
        may be recorded then.
        """
        self.finish_forgetting()
        almanac = self.almanac if self.records else None  # before the store is locked, as looking up takes a while
        with database.recording(
            self.store_path,
            now=self.now,
            who=self.settings.me,
            command=command,
            create=create,
            keep=not (self.dry_run or rehearse),
            group=self.settings.group,
            clock=partial(self._now_by_log, any_clock=any_clock),
            spare=self._spare,
        ) as work:
            self._let_in(work, by_anybody=by_anybody)
            if almanac:
                almanac.keep(work.run)
            yield work
            if self.settings.hooks:
                from careline.store import hooks

                hooks.note(work, self.settings.hooks)
        self._tell_of(work.copy_of_older)

    def finish_forgetting(self) -> None:
        """Clear away what is left of somebody whom a command that was killed has forgotten."""
        if not self.dry_run and mark_of_forgetting(self.store_path).exists():
            from careline.store.safekeeping import forgetting

            self.say(*forgetting.finished_late(self.store_path))

    def _let_in(self, work: "Recording", *, by_anybody: bool) -> None:
        """Say who of us there is beside the rows, and who has retired. Raises NotStaff and Retired."""
        from careline.store.people import parties, staff

        named = self.settings.staff
        if by_anybody:
            work.colleagues = frozenset(map(fold, named))
        else:
            staff.check_acting(work, self.settings.me, named, self.new_colleagues)
        self.retired = parties.retired_names(work.fetch)

    def _now_by_log(self, fetch: Fetch, *, any_clock: bool) -> datetime:
        """What counts as now beside the newest line of the log. Raises ClockBehind."""
        from careline.domain.safekeeping import clock
        from careline.store.safekeeping import log

        newest = log.newest(fetch, self.now)
        if newest is None:
            return self.now
        stands = clock.stands_for(self.now, newest.at)
        if stands is None and not any_clock:
            raise clock.ClockBehind(newest, self.now, self.calendar.zone)
        return stands or self.now

    @contextmanager
    def deriving(self) -> Iterator[Fetch]:
        """A fetch that may write what can be worked out anew, and stands in no log. Raises StoreFault and StoreBusy."""
        with database.deriving(self.store_path, self.now) as (run, copy_of_older):
            yield run
        self._tell_of(copy_of_older)

    def _tell_of(self, copy_of_older: Path | None) -> None:
        if not copy_of_older:
            return
        from careline.store.backups import making

        with suppress(OSError):
            making.enlist(self.store_path, copy_of_older, self.now)
        sys.stderr.write(
            "careline: An earlier careline had written the store. It is of this version now; as it was, it lies in "
            f"{copy_of_older}.\n"
        )

    def due(self, phrase: str, *, at: datetime | None = None) -> Utc:
        """The due moment that a phrase means, in UTC; `at` is when it was promised, where that was earlier."""
        from careline.domain.time import due_phrases

        not_before = at if at is not None and at < self.now else None
        return self._covered(lambda: due_phrases.parse_due(phrase, self.now, self.calendar, not_before=not_before))

    def due_after(self, start: datetime, duration: str) -> Utc:
        """When a duration is over that begins at `start`, in UTC. Raises NotADuration and BadInput."""
        from careline.domain.time.durations import parse_duration_due

        return self._covered(lambda: parse_duration_due(duration, start, self.calendar))

    def _covered(self, work_out: Callable[[], datetime]) -> Utc:
        """The moment, worked out again where it lies in a year whose holidays had to be looked up first."""
        while True:
            due_at = work_out()
            if not (self.records and self.almanac and self.almanac.cover(due_at.year)):
                return utc(due_at)
            self.calendar = self.settings.calendar(self.almanac.known)

    def past(self, phrase: str | None) -> Utc:
        """The past moment that a phrase means, in UTC; now without one."""
        if phrase is None:
            return self.now
        from careline.domain.time import due_phrases

        return utc(due_phrases.parse_past(phrase, self.now, self.calendar))

    def moment(self, phrase: str | None) -> Utc:
        """The moment that a phrase means, past or future, in UTC; now without one."""
        if phrase is None:
            return self.now
        from careline.domain.time import due_phrases

        return utc(due_phrases.parse_moment(phrase, self.now, self.calendar))

    def day(self, phrase: str) -> date:
        """The day on which the moment lies that a phrase means, past or future."""
        return self.calendar.date_of(self.moment(phrase))

    def person(self, option: str, text: str | None) -> str | None:
        """The text, if it can be somebody's name; None stays None. Raises BlankOption and BadInput."""
        if text is None:
            return None
        if not text.strip():
            raise BlankOption(option)
        from careline.domain.time import due_phrases

        if due_phrases.is_date_phrase(text):
            raise BadInput(f'{option} takes a person, and "{text}" is a date; moments go with --by, --on or --ack-by.')
        return text


def _bad_clock(text: str) -> Misconfigured:
    """The refusal: CARELINE_NOW is no moment."""
    return Misconfigured(
        f'CARELINE_NOW is "{text}"; it must be an ISO moment with an offset, such as '
        f"2026-06-05T12:00:00-04:00, of the years {FIRST_YEAR} to {LAST_YEAR}."
    )
