"""One case within a transaction: what the use cases of every noun do to it.

`at` is when something happened; the transaction's `now` is when it was recorded.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from careline.domain.casefile.case_file import CaseFile, with_escalations
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import BeforeItExisted, BlankText, Case, CaseIsClosed, check_not_merged
from careline.domain.errors import BadInput
from careline.domain.ids import NoSuchId, show
from careline.domain.ladder.causes import needless_backups
from careline.domain.promises import arriving, changing, dependencies, keeping, planned
from careline.domain.promises.promise import (
    GAVE_WAY,
    LOST_ON_THE_WAY,
    NOT_NEEDED,
    End,
    NewPromise,
    Promise,
    PromiseKind,
)
from careline.domain.replacements import units
from careline.domain.replacements.replacement import Replacement, Step
from careline.domain.replacements.replacement_states import check_step
from careline.domain.shop.policy import for_severity
from careline.domain.shop.shop import Shop
from careline.domain.time.durations import parse_duration_due
from careline.domain.time.moments import short
from careline.store.answering import no_longer_spoken_for, note_answers
from careline.store.casefile import case_file, case_of
from careline.store.changes import touched_rows
from careline.store.promises import absences_since, promise_numbered, rested_on
from careline.store.recording import Recording
from careline.usecases import known_or_new


class Thread:
    """A case that is being worked on. Its `file` is read afresh after each step; one that is given spares the first."""

    def __init__(self, work: Recording, shop: Shop, case_id: int, at: datetime, file: CaseFile | None = None) -> None:
        self.work = work
        self.shop = shop
        self.at = at
        self.case_id = case_id
        self.new_people: list[str] = []
        self.remarks: list[str] = []
        self.ended: list[Promise] = []
        self._file = file
        self._read_at = work.changes
        check_not_merged(self.case)
        opened_at = self.file.case.opened_at
        if at < opened_at:
            raise self.too_early(self.file.case.name, opened_at)

    @property
    def file(self) -> CaseFile:
        """The case and everything on it, as recorded so far."""
        if self._file is None or self._read_at != self.work.changes:
            found = case_file(self.work.fetch, self.case_id)
            self._file = with_escalations(found, self.shop, self.work.now) if found else None
            self._read_at = self.work.changes
        if self._file is None:
            raise NoSuchId("C", self.case_id)
        return self._file

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    def require_open(self) -> None:
        """Raise CaseIsClosed on a closed case."""
        if not self.case.is_open:
            raise CaseIsClosed(self.case)

    def too_early(self, name: str, since: datetime) -> BeforeItExisted:
        """The refusal of a moment that lies before something existed or happened."""
        return BeforeItExisted(name, self.short(since))

    def short(self, moment: datetime) -> str:
        """The moment in brief, as of the transaction."""
        return short(moment, self.work.now, self.shop.calendar.zone)

    def due_after(self, duration: str) -> datetime:
        """The moment that a policy's duration gives when it is said now."""
        return parse_duration_due(duration, self.work.now, self.shop.calendar)

    def make(self, new: NewPromise) -> int:
        """Record a promise; check backs that are not due yet give way to it. The id."""
        self.require_open()
        self.check_can_depend(new.depends_on)
        for promise in keeping.giving_way(self.file.promises, self.at):
            self.end(promise, End.RELEASED, because=GAVE_WAY)
        return self.record(new)

    def check_can_depend(self, number: int | None, promise: Promise | None = None) -> None:
        """Decide whether a new promise, in the place of `promise` where that is given, may wait for this one.

        Raises NoSuchId and BeforeItExisted, and what `domain.promises.dependencies.check_can_depend` raises.
        """
        if number is None:
            return
        other = promise_numbered(self.work.fetch, number)
        dependencies.check_can_depend(promise, other, rested_on(self.work.fetch, [number]), self.work.now)
        if self.at < other.made_at:
            raise self.too_early(other.name, other.made_at)

    def record(self, new: NewPromise, supersedes: int | None = None) -> int:
        """Record a promise, and nothing else. The id."""
        owner_id = (
            known_or_new.colleague(self.work, new.owner, self.new_people).id
            if new.owner and not new.automatic and supersedes is None
            else known_or_new.staff(self.work, new.owner or self.work.who)
        )
        performer_id = (
            known_or_new.party(self.work, new.performer, None, self.new_people) if new.performer else owner_id
        )
        from careline.store.tables import promises as promise_tables

        number = self.work.add(
            promise_tables.Promise(
                case_id=self.case_id,
                kind=new.kind,
                what=new.what,
                said=new.said,
                automatic=new.automatic,
                owner_id=owner_id,
                performer_id=performer_id,
                made_at=self.at,
                recorded_at=self.work.now,
                due_at=new.due_at,
                backup=new.backup,
                replacement_id=new.replacement_id,
                supersedes=supersedes,
                depends_on=new.depends_on,
            )
        )
        if supersedes and new.kind is PromiseKind.REFUND and (before := self.file.refund(supersedes)):
            from careline.usecases import given_back  # few promises are of money

            given_back.go_on(self.work, before, number)
        return number

    def end(
        self,
        promise: Promise,
        how: End,
        because: str | None = None,
        told_at: datetime | None = None,
        at: datetime | None = None,
    ) -> None:
        """Record how a promise ended. Raises Refused and BeforeItExisted for a moment before it was made."""
        changing.check_can_end(promise, self.work.now)
        at = at or self.at
        if at < promise.made_at:
            raise self.too_early(promise.name, promise.made_at)
        from careline.store.tables import promises as promise_tables

        row = self.work.session.get_one(promise_tables.Promise, promise.id)
        setattr(row, how.value, at)
        row.told_at = told_at
        row.ended_because = because
        row.ended_recorded_at = self.work.now
        self.ended.append(promise)
        if how is End.KEPT and (refund := self.file.refund(promise.id)):
            from careline.usecases import given_back

            given_back.spend(self.work, self.case_id, refund, at)
        if promise.kind is PromiseKind.ACKNOWLEDGE and how is End.WITHDRAWN:
            no_longer_spoken_for(self.work.run, self.case_id, promise.made_at)

    def keep(self, promise: Promise, because: str | None = None) -> None:
        """Record that a promise was kept. That a unit arrives is kept by its arrival. Raises what `arrive` raises."""
        parcel = [each for each in self.file.replacements if each.parcel == promise.replacement_id]
        if promise.is_arrival and promise.ended_at is None and parcel:
            for unit in [each for each in parcel if each.is_on_its_way] or parcel:
                self.arrive(unit, because)
        else:
            self.end(promise, End.KEPT, because)

    def arrive(self, replacement: Replacement, because: str | None = None) -> Replacement:
        """Record that a unit has arrived; with the last of its parcel, that keeps the promise that it would.

        What is known of it now. Raises Refused, NotShipped and BeforeItExisted.
        """
        check_step(replacement, Step.DELIVERED, self.short)
        if replacement.shipped_at and self.at < replacement.shipped_at:
            raise self.too_early(f"the shipment of {replacement.name}", replacement.shipped_at)
        from careline.store.tables import replacements as unit_tables

        self.work.session.get_one(unit_tables.Replacement, replacement.id).delivered_at = self.at
        self.end_arrival(replacement, because)
        return next(each for each in self.file.replacements if each.id == replacement.id)

    def end_arrival(self, replacement: Replacement, because: str | None = None, at: datetime | None = None) -> None:
        """End the promise that a parcel arrives, where none of its units is under way; when that was, unless given."""
        parcel = units.same_parcel(replacement, self.file.replacements)
        how, promise = units.arrival_ends(parcel), arriving.arrival(self.file.promises, replacement.parcel)
        if how and promise:
            because = LOST_ON_THE_WAY if how is End.WITHDRAWN else because
            self.end(promise, how, because, at=max(at or units.arrived_at(parcel), promise.made_at))

    def end_check(self, replacement: Replacement, at: datetime | None = None) -> None:
        """End the plan to check that a parcel works, where the outcome of each unit is known; since then, or `at`."""
        parcel = units.same_parcel(replacement, self.file.replacements)
        how = units.check_ends(parcel)
        for promise in keeping.of_replacement(self.file.promises, replacement.parcel, PromiseKind.CHECK) if how else ():
            # One that was renegotiated since is kept or withdrawn from its making on.
            because = LOST_ON_THE_WAY if how is End.WITHDRAWN else None
            self.end(promise, how or End.KEPT, because, at=max(at or units.known_since(parcel), promise.made_at))

    def contact(self, direction: str, text: str | None, **facts: Any) -> int:
        """Record an exchange with the customer; the acting person speaks for us. The id. Raises Refused."""
        from careline.store.tables import contacts as contact_tables

        known_or_new.check_remembered(self.work, self.case.customer)
        who = self.case.customer.name if direction == "in" else self.work.who
        return self.work.add(
            contact_tables.Contact(
                case_id=self.case_id,
                at=self.at,
                direction=direction,
                who=who,
                text=text,
                number=self.work.number("W"),
                **facts,
            )
        )

    def note(self, text: str) -> None:
        """Record an internal remark. Raises BlankText."""
        from careline.store.tables import notes as note_tables

        self.work.add(
            note_tables.Note(
                case_id=self.case_id,
                at=self.at,
                who=self.work.who,
                text=filled(text, "The note"),
                number=self.work.number("W"),
            )
        )

    def keep_by_contact(self, *, reached: bool) -> tuple[Promise, ...]:
        """Keep what reaching the customer, or trying to, keeps by itself (G4)."""
        kept = keeping.kept_by_contact(self.file.promises, self.at, self.shop.calendar, reached=reached)
        for promise in kept:
            self.end(promise, End.KEPT)
        return kept

    def keep_named(self, promise_ids: Iterable[int]) -> tuple[Promise, ...]:
        """Keep promises that were named. Raises NoSuchId, BadInput and Refused."""
        kept = []
        by_itself = {promise.id for promise in self.ended}
        for promise_id in dict.fromkeys(promise_ids):
            promise = self.promise(promise_id)
            if promise.kept_at and promise.id in by_itself:
                continue
            self.keep(promise)
            kept.append(promise)
        return tuple(kept)

    def promise(self, promise_id: int) -> Promise:
        """A promise of this case. Raises NoSuchId and BadInput."""
        found = next((p for p in self.file.promises if p.id == promise_id), None)
        if found:
            return found
        elsewhere = case_of(self.work.fetch, "P", promise_id)
        if elsewhere is None:
            raise NoSuchId("P", promise_id)
        name, its_case, this_case = show("P", promise_id), show("C", elsewhere), self.case.name
        raise BadInput(f"{name} belongs to {its_case}, not to {this_case}; check both numbers.")

    def follow_up_plan(self, due_at: datetime, what: str | None = None) -> NewPromise:
        """A planned word to the customer."""
        return planned.follow_up_plan(self.case.customer.first_name, due_at, what)

    def acknowledge(self, owner: str | None = None) -> None:
        """Make the policy's acknowledgement; it counts from `at` (G1)."""
        within = for_severity(self.shop.policy.acknowledge_within, self.case.severity)
        due_at = parse_duration_due(within, self.at, self.shop.calendar)
        self.make(planned.acknowledgement(self.shop.policy, self.case.customer.first_name, due_at, owner))

    def settle(self, next_due_at: datetime | None = None) -> None:
        """Leave no open case without a promise (G1): make the one asked for, else the policy's check back.

        The check back belongs to the owner of the promise that ended last. A case with updates has its next one, and
        needs no check back beside it.
        """
        if next_due_at is not None:
            self.make(self.follow_up_plan(next_due_at))
        self.release_backups()
        self.keep_updating()
        file = self.file
        if self.ended and file.case.is_open and all(p.ended_at for p in file.promises):
            first_name, owner = file.case.customer.first_name, self.ended[-1].owner
            self.record(planned.check_back(self.shop.policy, first_name, self.check_back_due(), owner))

    def promise_something(self) -> None:
        """Plan to check back on an open case where what was recorded wrongly leaves nothing promised (G1)."""
        self.keep_updating()
        file = self.file
        if file.case.is_open and all(p.ended_at for p in file.promises):
            owner = file.promises[-1].owner if file.promises else self.work.who
            first_name = file.case.customer.first_name
            self.record(planned.check_back(self.shop.policy, first_name, self.check_back_due(), owner))

    def live_again(self, promise: Promise) -> None:
        """Record that nothing has ended a promise: what was recorded of its end was a mistake."""
        from careline.store.tables import promises as promise_tables

        if self.work.now <= promise.due_at:
            self.remarks.append(f"{promise.name} {promise.quoted} lives again, due {self.short(promise.due_at)}.")
        row = self.work.session.get_one(promise_tables.Promise, promise.id)
        for end in End:
            setattr(row, end.value, None)
        row.told_at = row.ended_because = row.ended_recorded_at = None
        for cost in [each for each in self.file.costs if each.promise_id == promise.id]:
            from careline.usecases import given_back

            given_back.take_back(self.work, cost)

    def release_backups(self) -> None:
        """Release the plans to carry out a backup whose word has ended, or else their escalation."""
        file = self.file
        if any(p.kind is PromiseKind.BACKUP and p.ended_at is None for p in file.promises):
            for promise in needless_backups(file, self.work.now):
                self.end(promise, End.RELEASED, because=NOT_NEEDED, at=max(self.at, promise.made_at))

    def keep_updating(self, owner: str | None = None) -> None:
        """Plan the next update of an open case that has them, where none is planned; whose the last was, this is."""
        file = self.file
        every, updates = file.case.update_every, [p for p in file.promises if p.is_update]
        if every and file.case.is_open and all(p.ended_at for p in updates):
            owner = owner or (updates[-1].owner if updates else None)
            self.record(planned.update(file.case.customer.first_name, self.due_after(every), owner))

    def check_back_due(self) -> datetime:
        """When the policy checks back next."""
        file = self.file
        phrase = planned.check_back_phrase(file.promises, file.tally.last_heard_at, self.shop.policy)
        return self.due_after(phrase)

    def done(self) -> Recorded:
        """What the command answers with."""
        touched = touched_rows(self.work.fetch, self.work.command_id)
        note_answers(self.work.run, self.case_id)
        ended = frozenset(promise.id for promise in self.ended)
        today = self.shop.calendar.date_of(self.work.now)
        absences = absences_since(self.work.fetch, today) if "promises" in touched else ()
        return Recorded(self.file, touched, tuple(self.new_people), ended, tuple(absences), tuple(self.remarks))


def filled(text: str | None, what: str) -> str:
    """A text that is always needed, its outer blanks taken away. Raises BlankText."""
    if text is None or not text.strip():
        raise BlankText(what)
    return text.strip()


def thread_of(work: Recording, shop: Shop, replacement_id: int, at: datetime) -> tuple[Thread, Replacement]:
    """The thread that a replacement stands on, and the replacement. Raises NoSuchId and BeforeItExisted."""
    case_id = case_of(work.fetch, "R", replacement_id)
    if case_id is None:
        raise NoSuchId("R", replacement_id)
    thread = Thread(work, shop, case_id, at)
    replacement = thread.file.unit(replacement_id)
    if at < replacement.moments[0]:
        raise thread.too_early(replacement.name, replacement.moments[0])
    return thread, replacement
