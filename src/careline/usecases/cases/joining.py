"""Cases that were one, or two: merging, splitting and linking them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, or_, select

from careline.domain.casefile import joining as rules
from careline.domain.casefile import moving as words
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import ClosedHow, Fault
from careline.domain.cases.serials import kept, separate
from careline.domain.errors import BadInput
from careline.domain.ladder.escalations import CauseOf
from careline.domain.promises.promise import GAVE_WAY, End, NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.tables import arrangements, goods, learning
from careline.store.tables import asking_again as asking_again_tables
from careline.store.tables import attachments as attachment_tables
from careline.store.tables import cases as case_tables
from careline.store.tables import contacts as contact_tables
from careline.store.tables import corrections as correction_tables
from careline.store.tables import ladder as ladder_tables
from careline.store.tables import mails as mail_tables
from careline.store.tables import notes as note_tables
from careline.store.tables import promises as promise_tables
from careline.store.tables import reopenings as reopening_tables
from careline.store.tables import replacements as unit_tables
from careline.usecases.cases import moving
from careline.usecases.cases.cases import NewCase, opened, record_case
from careline.usecases.thread import Thread

MOVING = (
    contact_tables.Contact,
    note_tables.Note,
    attachment_tables.Attachment,
    mail_tables.Mail,
    promise_tables.Promise,
    unit_tables.Replacement,
    ladder_tables.Escalation,
    ladder_tables.AppliedRule,
    goods.Cost,
    goods.Return,
    reopening_tables.Reopening,
    correction_tables.LapsedReopening,
    learning.Diagnosis,
    learning.Cause,
    learning.Disclosure,
    learning.ToneReview,
    learning.Effort,
    asking_again_tables.AskAgain,
)
"""What stands on a case, and goes along where it is merged."""
FILLED_IN = ("product", "order_number", "channel", "usable", "tried", "update_every", "review_address")
"""What the case that stays takes over where it knows nothing itself."""
TAKEN_OVER = (*FILLED_IN, "fault", "severity", "quantity", "serial", "opened_at", "may_be_silent")
"""Whatever it may have from the other."""


@frozen
class Moved:
    """What goes from one case to another: promises by ids; contacts, notes and attachments by names (W-1, A-1)."""

    promises: Sequence[int] = ()
    words: Sequence[str] = ()


def merge(work: Recording, shop: Shop, twin_id: int, into_id: int) -> Recorded:
    """Make two cases of one customer one: all that stands on the twin moves, and a pointer stays.

    The one that stays is as old as the older, has the graver severity, and what either knows. Check backs made by
    careline give way. Raises what `domain.casefile.joining.check_can_merge` raises.
    """
    twin, into = Thread(work, shop, twin_id, work.now), Thread(work, shop, into_id, work.now)
    rules.check_can_merge(twin.case, into.case)
    subject = twin.case.subject
    gone, stays = work.session.get_one(case_tables.Case, twin_id), work.session.get_one(case_tables.Case, into_id)
    for thread, other in ((twin, into), (into, twin)):
        rows = moving.rows_on(work, reopening_tables.Reopening, thread.case_id)
        for row, closing in zip(rows, rules.joined(thread.case, other.case), strict=True):
            row.reopened_at = closing.reopened_at
    chains = max((r.chain for r in into.file.replacements), default=0)
    for table in MOVING:
        for row in moving.rows_on(work, table, twin_id):
            row.case_id = into_id
            if isinstance(row, unit_tables.Replacement):
                row.chain += chains
    _move_links(work, twin_id, into_id)
    stays.opened_at = min(stays.opened_at, gone.opened_at)
    stays.may_be_silent = stays.may_be_silent or gone.may_be_silent
    for name in FILLED_IN:
        if getattr(stays, name) is None:
            setattr(stays, name, getattr(gone, name))
    stays.fault = gone.fault if stays.fault == Fault.UNKNOWN else stays.fault
    numbers = {*separate(into.case.serial), *separate(twin.case.serial)}
    stays.serial, stays.quantity = kept(numbers), max(stays.quantity, gone.quantity, len(numbers))
    stays.severity = rules.graver(into.case.severity, twin.case.severity)
    for row in work.session.exec(select(case_tables.Case).where(case_tables.Case.merged_into == twin_id)):
        row.merged_into = into_id
    gone.closed_at, gone.closed_how, gone.merged_into = work.now, ClosedHow.MERGED, into_id
    into.note(f"C-{twin_id}, {subject}, is now part of this case.")
    for promise in rules.giving_way_once_joined(into.file.promises, work.now):
        into.end(promise, End.RELEASED, because=GAVE_WAY)
    return into.done()


def split(
    work: Recording,
    shop: Shop,
    from_id: int,
    moved: Moved,
    new: NewCase,
    promise: NewPromise | None,
    *,
    at: datetime,
) -> list[Recorded]:
    """Open a second case for the customer of a first one, with promises and words of that one; the two are linked.

    Promises move with their whole chains, what was escalated about them and what they have called for, plans to carry
    out a backup too; words with what they had caused, and the first of the customer's opens the new case, which is as
    old as the oldest. Both cases have a promise afterwards (G1). The new case comes first.
    Raises CaseIsClosed, NoSuchId, BadInput and Refused.
    """
    old = Thread(work, shop, from_id, at)
    entries = moving.named(work, moved.words)
    for entry in entries:
        if entry.case_id != from_id:
            raise BadInput(f"{entry.name} belongs to C-{entry.case_id}, not to {old.case.name}; check both numbers.")
    if not entries:
        old.require_open()
    gone = rules.moving(old.file.promises, [old.promise(promise_id).id for promise_id in moved.promises])
    spoken = [c for c in old.file.contacts if c.name in {entry.name for entry in entries}]
    opened_at = min((at, *(p.made_at for p in gone), *(c.at for c in spoken)))
    case_id = record_case(work, shop, old.case.customer, new, at=opened_at)
    ids = frozenset(p.id for p in gone)
    moving.escalations_follow(old, case_id, {CauseOf.PROMISE: ids})
    for row in moving.rows_on(work, promise_tables.Promise, from_id):
        if row.id in ids:
            row.case_id = case_id
    for cost in moving.rows_on(work, goods.Cost, from_id):
        if cost.promise_id in ids:
            cost.case_id = case_id
    _link(work, from_id, case_id, None, at)
    thread = Thread(work, shop, case_id, at)
    if entries:
        answered = promise is not None
        moving.carry(old, thread, entries, gone, opens=True, promised=answered or any(not p.ended_at for p in gone))
        if answered and (opening := words.first_words(spoken)):
            work.session.get_one(contact_tables.Contact, opening.id).reached = True
    if new.text:
        thread.contact("in", new.text, channel=new.channel, reached=promise is not None, spoken_for=True)
    if promise is not None:
        thread.make(promise)
    elif all(p.ended_at for p in thread.file.promises):
        thread.acknowledge(new.owner)
    thread.keep_updating(new.owner)
    old.ended.extend(p for p in gone if p.ended_at is None)
    old.settle()
    return [opened(thread, new), old.done()]


def link(work: Recording, shop: Shop, case_id: int, other_id: int, because: str | None) -> Recorded:
    """Record that two cases have to do with each other. Raises BadInput and Refused."""
    here, there = Thread(work, shop, case_id, work.now), Thread(work, shop, other_id, work.now)
    rules.check_can_link(here.file, there.case)
    _link(work, case_id, other_id, because, work.now)
    return here.done()


def _link(work: Recording, case_id: int, other_id: int, because: str | None, at: datetime) -> None:
    older, newer = sorted((case_id, other_id))
    work.add(arrangements.CaseLink(case_id=older, other_id=newer, at=at, because=because))


def _move_links(work: Recording, twin_id: int, into_id: int) -> None:
    """Let the links of a twin lead to the case that stays; none to itself, and none twice."""
    known = {row.other_id if row.case_id == into_id else row.case_id for row in _links_of(work, into_id)}
    for row in _links_of(work, twin_id):
        far = row.other_id if row.case_id == twin_id else row.case_id
        if far == into_id or far in known:
            work.session.delete(row)
        else:
            row.case_id, row.other_id = sorted((far, into_id))


def _links_of(work: Recording, case_id: int) -> list[arrangements.CaseLink]:
    either = or_(col(arrangements.CaseLink.case_id) == case_id, col(arrangements.CaseLink.other_id) == case_id)
    return list(work.session.exec(select(arrangements.CaseLink).where(either)))
