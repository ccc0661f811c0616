"""What wants attention: the sections of the morning page, each as rows and as a person reads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar

from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.ladder.escalations import Escalation
from careline.domain.promises.absences import away_on
from careline.domain.promises.changing import renegotiating
from careline.domain.promises.promise import Promise, State
from careline.domain.promises.promise_states import as_of, is_untold, lateness, stands_under_delivery, state
from careline.domain.replacements.ageing import days_open, is_forgotten
from careline.domain.replacements.chain import CONSIDER, failures
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.replacement import Replacement
from careline.domain.replacements.replacement_states import state as state_of_unit
from careline.domain.replacements.returns import Return, days_late
from careline.domain.report import Column, Item, Line, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import times
from careline.reports.lists import keyed
from careline.reports.promises import outstanding
from careline.store.casefile import case_files
from careline.store.cases import chased_cases, untouched_reviews
from careline.store.conduct import aftercare, lessons
from careline.store.fetch import Fetch
from careline.store.ladder import unanswered_escalations, untold_escalations
from careline.store.promises import absences_since, backup_promises, promises_due_between
from careline.store.replacements import tracks
from careline.store.replacements.queries import failed_cases, unannounced_replacements, unverified_replacements

PROMISED = keyed("case customer subject promise what said owner performer due_at")
AT_RISK = keyed("case customer subject promise what said owner performer due_at waits_for why")
UNTOLD = keyed("case customer subject promise what said owner performer due_at say")
CHASING = keyed("case customer subject waiting_since chases updates")
ASK_AGAIN = keyed("case customer subject due_at command")
FAILED = keyed("case customer subject attempt outcomes consider")
ESCALATED = keyed("case customer subject escalation level to ack_by backup")
UNTOUCHED = keyed("case customer subject review_address opened_at")
UNDISCLOSED = keyed("case customer subject opened_at")
TONE = keyed("case customer subject about reviewer requested_at")
UNANNOUNCED = keyed("case customer subject replacement item shipped_at")
UNVERIFIED = keyed("case customer subject replacement item delivered_at")
RETURNS = keyed("case customer subject replacement item due_at days")
CLAIMS = keyed("case customer subject replacement item supplier amount due_at days")
OnACase = TypeVar("OnACase", Promise, Escalation, Replacement, Return, Claim)
SECOND = 2


@frozen
class Entry:
    """A row of a section, and the same as a person reads it."""

    row: tuple[object, ...]
    item: Item


Found = dict[str, tuple[tuple[Column, ...], list[Entry]]]


@frozen
class Gatherer:
    """Fetches each section as it stood at `now`; `broken` is the oldest overdue said promise of each case.

    `known` are the files read so far, as they stood then: a case may stand in many sections.
    """

    fetch: Fetch
    shop: Shop
    now: datetime
    broken: Mapping[int, outstanding.Overdue]
    known: dict[int, CaseFile]

    def sections(self, owed: Sequence[outstanding.Overdue], silent: Sequence[CaseFile]) -> Found:
        """Every section by name: its columns, and what is in it."""
        today, tomorrow = self.ends_of_days()
        overdue = [self.overdue(each) for each in owed]
        untold = [(each, entry.item) for each, entry in zip(owed, overdue, strict=True) if _is_untold(each, self.now)]
        return {
            "overdue": (outstanding.OVERDUE_COLUMNS, overdue),
            "silent": (outstanding.SILENT_COLUMNS, [self.silent(file) for file in silent]),
            "backup_due": (PROMISED, self.backups()),
            "untold": (UNTOLD, [self.untold(each, item) for each, item in untold]),
            "chasing": (CHASING, self.chasing(owed)),
            "second_failures": (FAILED, self.failures()),
            "unacknowledged": (ESCALATED, self.unacknowledged()),
            "to_tell": (ESCALATED, self.to_tell()),
            "public_untouched": (UNTOUCHED, self.untouched(owed)),
            "undisclosed": (UNDISCLOSED, self.undisclosed()),
            "tone_to_review": (TONE, self.tone_to_review()),
            "due_today": (PROMISED, self.due(self.now, today)),
            "due_soon": (PROMISED, self.due(self.now, self.shop.soon(self.now))),
            "at_risk": (AT_RISK, [self.at_risk(each) for each in outstanding.at_risk(self.fetch, self.now)]),
            "unverified": (UNVERIFIED, self.unverified()),
            "unannounced": (UNANNOUNCED, self.unannounced()),
            "returns_overdue": (RETURNS, self.returns_overdue()),
            "claims_due": (CLAIMS, self.claims_due()),
            "ask_again": (ASK_AGAIN, self.ask_again(today)),
            "due_tomorrow": (PROMISED, self.due(today, tomorrow)),
        }

    def ends_of_days(self) -> tuple[datetime, datetime]:
        """The last moments of today and of the next working day, in UTC."""
        calendar = self.shop.calendar
        today = calendar.date_of(self.now)
        next_day = calendar.add_working_days(today, 1)
        midnights = (datetime.combine(day + timedelta(days=1), time(), calendar.zone) for day in (today, next_day))
        first, second = (midnight.astimezone(UTC) - timedelta(seconds=1) for midnight in midnights)
        return first, second

    def overdue(self, each: outstanding.Overdue) -> Entry:
        """An overdue promise."""
        return Entry(outstanding.row(each), self._owed(each))

    def silent(self, file: CaseFile) -> Entry:
        """An open case without a promise."""
        return Entry(outstanding.silent_row(file), outstanding.silent_item(file, self.shop.calendar, self.now))

    def untold(self, each: outstanding.Overdue, item: Item) -> Entry:
        """An overdue promise of which the customer has heard nothing, and what they might be told."""
        say = self._say(each)
        command = f'careline follow-up {each.file.case.id} "..." --apology'
        asks = f", {self._waiting(each.file)}" if each.waits_unanswered else ""
        new_date = f"A new date?  {renegotiating(each.promise, each.file.promises)}"
        lines = (say, Line((new_date,)), *item.lines)
        item = replace(item, command=command, age_words=f"{item.age_words}, and was not told{asks}", lines=lines)
        return Entry((*_promised(each.promise, each.file), *say.fragments), item)

    def at_risk(self, each: outstanding.AtRisk) -> Entry:
        """A promise that rests on one that is late, or due after it."""
        row = (*_promised(each.owed.promise, each.owed.file), each.risk.waits_for.name, each.risk.why)
        return Entry(row, outstanding.at_risk_item(each, self.shop, self.now))

    def backups(self) -> list[Entry]:
        """Backup plans that are due."""
        promises = backup_promises(self.fetch, self.now)
        return [self._backup(promise, file) for promise, file in self._with_files(promises)]

    def due(self, after: datetime, until: datetime) -> list[Entry]:
        """What falls due between two moments."""
        promises = promises_due_between(self.fetch, after, until, self.now)
        return [
            self._due(promise, file)
            for promise, file in self._with_files(promises)
            if state(promise, self.now) is State.PENDING and not stands_under_delivery(promise, file.promises, self.now)
        ]

    def chasing(self, owed: Sequence[outstanding.Overdue]) -> list[Entry]:
        """Customers who ask where it is, and wait for an answer; who waits longest first.

        What is overdue on their case, `owed`, is what they ask about.
        """
        files = [f for f in self._files(chased_cases(self.fetch, self.now)) if f.tally.asks_unanswered]
        first_owed = _first_of_each_case(owed)
        return [self._chasing(file, first_owed.get(file.case.id)) for file in sorted(files, key=_waits_since)]

    def failures(self) -> list[Entry]:
        """Cases whose chain of replacements has failed twice, and not worked since."""
        files = self._files(failed_cases(self.fetch, self.now))
        return [self._failed(file, failed) for file in files if len(failed := failures(file.replacements)) >= SECOND]

    def unacknowledged(self) -> list[Entry]:
        """Escalations that nobody has acknowledged in time."""
        return [
            self._escalated(
                each, file, f"{each.to} did not acknowledge {each.name}", f"careline escalate {file.case.id}"
            )
            for each, file in self._with_their_files(unanswered_escalations(self.fetch, self.now))
        ]

    def to_tell(self) -> list[Entry]:
        """Escalations of which those who must answer know nothing yet (G8), and whether they are away by then."""
        calendar = self.shop.calendar
        absences = absences_since(self.fetch, calendar.date_of(self.now))
        entries = []
        for each, file in self._with_their_files(untold_escalations(self.fetch, self.now)):
            what, command = f"{each.to} must be told of {each.name}", f"careline escalation told {each.name}"
            entry = self._escalated(each, file, what, command)
            absence = away_on(each.to, calendar.date_of(each.ack_by), absences)
            standing = (str(absence),) if absence else ()
            entries.append(replace(entry, item=replace(entry.item, standing=standing)))
        return entries

    def untouched(self, owed: Sequence[outstanding.Overdue]) -> list[Entry]:
        """Cases found in a public review whose customer has heard nothing from us, with what is overdue on them."""
        files = self._files(untouched_reviews(self.fetch, self.now))
        first_owed = _first_of_each_case(owed)
        return [self._untouched(file, first_owed.get(file.case.id)) for file in files]

    def undisclosed(self) -> list[Entry]:
        """Our own faults of which the customer knows nothing yet (G9)."""
        return [
            Entry(
                (*_about(file), file.case.opened_at),
                self._item(
                    file,
                    Words(f"our own fault, not told yet: {file.case.subject}", said=False),
                    f'careline case disclose {file.case.id} "..." --promise "..." --by WHEN',
                    urgent=True,
                ),
            )
            for file in self._files(lessons.undisclosed(self.fetch, self.now))
        ]

    def tone_to_review(self) -> list[Entry]:
        """How one of us spoke, which somebody is to look at."""
        return [
            Entry(
                (*_about(file), review.about, review.reviewer, review.requested_at),
                self._item(
                    file,
                    Words(f"how {review.about} spoke, for {review.reviewer} to look at", said=False),
                    f"careline tone show {file.case.id}",
                ),
            )
            for file in self._files(lessons.tone_to_review(self.fetch, self.now))
            for review in file.tone_reviews
            if review.finding is None
        ]

    def unverified(self) -> list[Entry]:
        """Replacements that have arrived, and of which nobody knows whether they work."""
        found = unverified_replacements(self.fetch, self.now)
        return [self._unverified(replacement, file) for replacement, file in self._with_their_files(found)]

    def unannounced(self) -> list[Entry]:
        """Replacements on their way, of which nobody has told the customer (G7)."""
        entries = []
        for each, file in self._with_their_files(unannounced_replacements(self.fetch, self.now)):
            day = moments.day(each.shipped_at or self.now, self.shop.calendar.zone)
            words = Words(f"{each.item}, shipped {day}, not announced", said=False)
            about = self._item(file, words, f"careline replacement announced {each.name}")
            entries.append(Entry((*_about(file), each.name, each.item, each.shipped_at), about))
        return entries

    def returns_overdue(self) -> list[Entry]:
        """Old units that customers have not sent back in time."""
        entries = []
        for each, file in self._with_their_files(tracks.overdue_returns(self.fetch, self.now)):
            item, days = _item_of(file, each.replacement_id), days_late(each, self.now, self.shop.calendar)
            due = moments.day(each.due_at, self.shop.calendar.zone)
            words = Words(f"the old {item} is not back, due {due}", said=False)
            about = self._item(file, words, f"careline return received {each.replacement}")
            entries.append(Entry((*_about(file), each.replacement, item, each.due_at, days), about))
        return entries

    def claims_due(self) -> list[Entry]:
        """What suppliers owe, and nobody has told them for longer than the policy allows."""
        policy, calendar = self.shop.policy, self.shop.calendar
        unsubmitted = tracks.unsubmitted_claims(self.fetch, self.now)
        forgotten = [each for each in unsubmitted if is_forgotten(each, self.now, policy, calendar)]
        entries = []
        for each, file in self._with_their_files(forgotten):
            item, owed = _item_of(file, each.replacement_id), each.open_amount
            words = Words(f"{each.supplier} owes {owed.shown()}, and was not asked for it", said=False)
            about = self._item(file, words, f"careline claim submit {each.replacement}")
            row = (each.replacement, item, each.supplier, owed, each.due_at, days_open(each, self.now, calendar))
            entries.append(Entry((*_about(file), *row), about))
        return entries

    def ask_again(self, until: datetime) -> list[Entry]:
        """Closed cases whose customers we wanted to ask again by then."""
        files = self._files(aftercare.due_to_ask_again(self.fetch, self.now, until))
        return [self._asks(file, file.ask_again.due_at) for file in files if file.ask_again]

    def _asks(self, file: CaseFile, due_at: datetime) -> Entry:
        command = f'careline follow-up {file.case.id} "..."'
        item = self._item(file, Words(f"closed: {file.case.subject}", said=False), command, due_at=due_at)
        return Entry((*_about(file), due_at, command), item)

    def _escalated(self, escalation: Escalation, file: CaseFile, what: str, command: str) -> Entry:
        row = (escalation.name, escalation.level, escalation.to, escalation.ack_by, escalation.backup)
        words = Words(f"{what}: {file.case.subject}", said=False)
        return Entry((*_about(file), *row), self._item(file, words, command, urgent=True))

    def _chasing(self, file: CaseFile, owed: outstanding.Overdue | None) -> Entry:
        tally = file.tally
        since = self._waiting(file)
        command = f'careline follow-up {file.case.id} "..."'
        if owed:
            item = self._owed(owed, command=command)
            item = replace(item, age_words=f"{item.age_words}, {since}")
        else:
            words = Words(file.case.subject, said=False)
            item = self._item(file, words, command, asked=tally.chases, told=tally.updates, age_words=since)
        return Entry((*_about(file), tally.waiting_since, tally.chases, tally.updates), item)

    def _waiting(self, file: CaseFile) -> str:
        return f"waits since {moments.short(_waits_since(file), self.now, self.shop.calendar.zone)}"

    def _failed(self, file: CaseFile, failed: Sequence[Replacement]) -> Entry:
        outcomes = ", ".join(each.outcome.value for each in failed if each.outcome)
        words = Words(
            f"{'second failure' if len(failed) == SECOND else f'{len(failed)} failures'}: {outcomes}", said=False
        )
        item = self._item(file, words, f"careline show {file.case.id}", urgent=True)
        if under_way := next((each for each in file.replacements if each.is_live), None):
            consider = None
            line = Line((f"attempt {under_way.attempt} is {state_of_unit(under_way)}",))
        else:
            consider = f'{CONSIDER}; attempt {failed[-1].attempt + 1} needs --different "..."'
            line = Line((consider,), label="consider")
        item = replace(item, lines=(line, *item.lines))
        return Entry((*_about(file), failed[-1].attempt, outcomes, consider), item)

    def _untouched(self, file: CaseFile, owed: outstanding.Overdue | None) -> Entry:
        case = file.case
        command = f'careline follow-up {case.id} "..."'
        nobody = "nobody has answered the review"
        if owed:
            item = self._owed(owed, command=command)
            item = replace(item, age_words=f"{item.age_words}, and {nobody}")
        else:
            item = self._item(file, Words(f"{nobody}: {case.subject}", said=False), command)
        address = (Line((case.review_address,)),) if case.review_address else ()
        row = (*_about(file), case.review_address, case.opened_at)
        return Entry(row, replace(item, lines=(*address, *item.lines)))

    def _unverified(self, replacement: Replacement, file: CaseFile) -> Entry:
        day = moments.day(replacement.delivered_at or self.now, self.shop.calendar.zone)
        words = Words(f"{replacement.item}, delivered {day}", said=False)
        item = self._item(file, words, f"careline outcome {replacement.name} works")
        return Entry((*_about(file), replacement.name, replacement.item, replacement.delivered_at), item)

    def _backup(self, promise: Promise, file: CaseFile) -> Entry:
        due = self._due(promise, file, urgent=True)
        words = due.item.words if promise.said else Words(f"backup: {promise.what}", said=False)
        is_late = state(promise, self.now) is State.OVERDUE
        age, age_words = lateness(promise.due_at, self.now, self.shop.calendar) if is_late else ("", "")
        return replace(due, item=replace(due.item, words=words, age=age, age_words=age_words))

    def _due(self, promise: Promise, file: CaseFile, *, urgent: bool = False) -> Entry:
        item = self._item(
            file,
            Words(promise.what, promise.said),
            f'careline follow-up {file.case.id} "..."' if promise.kept_by_talking else f"careline keep {promise.name}",
            by=promise.by,
            due_at=promise.due_at,
            urgent=urgent,
        )
        return Entry(_promised(promise, file), item)

    def _item(self, file: CaseFile, words: Words, command: str, *, urgent: bool = False, **more: Any) -> Item:
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

    def _broken_lines(self, file: CaseFile) -> Iterable[Line]:
        """The broken promise that a more urgent matter of its case would hide, and what might be said of it."""
        if (each := self.broken.get(file.case.id)) is None:
            return
        promise, tally = each.promise, file.tally
        untold = _is_untold(each, self.now)
        _, age = lateness(promise.due_at, self.now, self.shop.calendar)
        age = f"{age}, and was not told" if untold else age
        yield Line(
            (Words(promise.what, promise.said), f", {promise.by}, {age}, asked {tally.chases}, told {tally.updates}")
        )
        if untold:
            yield self._say(each)

    def _say(self, each: outstanding.Overdue) -> Line:
        return Line((letters.amends(each.promise, self.shop),), label="say")

    def _owed(self, each: outstanding.Overdue, **other: Any) -> Item:
        item = outstanding.item(each, self.shop, self.now)
        return replace(item, lines=(*item.lines, *_apologies(each.file)), **other)

    def _files(self, case_ids: Iterable[int]) -> list[CaseFile]:
        wanted = list(dict.fromkeys(case_ids))
        for file in case_files(self.fetch, [number for number in wanted if number not in self.known]):
            if known := file_as_of(file, self.now):
                self.known[file.case.id] = known
        return [self.known[number] for number in wanted if number in self.known]

    def _with_files(self, promises: Sequence[Promise]) -> list[tuple[Promise, CaseFile]]:
        return [(as_of(each, self.now), file) for each, file in self._with_their_files(promises)]

    def _with_their_files(self, found: Sequence[OnACase]) -> list[tuple[OnACase, CaseFile]]:
        files = {file.case.id: file for file in self._files([each.case_id for each in found])}
        return [(each, files[each.case_id]) for each in found if each.case_id in files]


def _item_of(file: CaseFile, replacement_id: int) -> str:
    return next(each.item for each in file.replacements if each.id == replacement_id)


def _about(file: CaseFile) -> tuple[str, str, str]:
    return (file.case.name, file.case.customer.name, file.case.subject)


def _promised(promise: Promise, file: CaseFile) -> tuple[object, ...]:
    owed = (promise.name, promise.what, promise.said, promise.owner, promise.performer, promise.due_at)
    return (*_about(file), *owed)


def _apologies(file: CaseFile) -> tuple[Line, ...]:
    """That we apologised again, and did nothing in between."""
    vain = file.vain_apologies()
    if len(vain) < SECOND:
        return ()
    return (Line((f"apologised {times(len(vain))} since ", vain[0].at, ", and nothing was done in between")),)


def _is_untold(each: outstanding.Overdue, now: datetime) -> bool:
    return is_untold(each.promise, each.file.tally.last_word_at, now)


def _first_of_each_case(owed: Sequence[outstanding.Overdue]) -> dict[int, outstanding.Overdue]:
    return {each.file.case.id: each for each in reversed(owed)}


def _waits_since(file: CaseFile) -> datetime:
    return file.tally.waiting_since or file.case.opened_at
