"""Handing cases over to another of us."""

from collections.abc import Sequence

from careline.domain.casefile.recorded import Recorded
from careline.domain.promises import handing_over as rules
from careline.domain.promises.promise import Promise
from careline.domain.shop.shop import Shop
from careline.store.people.parties import Party
from careline.store.recording import Recording
from careline.store.tables import arrangements
from careline.store.tables import promises as promise_tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled


def hand_over(work: Recording, shop: Shop, case_ids: Sequence[int], to: str, because: str) -> list[Recorded]:
    """Let another of us answer for the live promises of these cases, all or none.

    Raises NotStaff, Retired, Refused and CaseIsClosed.
    """
    because = filled(because, "--because")
    new_people: list[str] = []
    heir = known_or_new.colleague(work, to, new_people)
    threads = [Thread(work, shop, case_id, work.now) for case_id in case_ids]
    threads[0].new_people += new_people
    return [hand_over_case(thread, heir, because) for thread in threads]


def hand_over_case(thread: Thread, to: Party, because: str) -> Recorded:
    """Let another of us answer for what is promised on a case. Raises CaseIsClosed and Refused."""
    thread.require_open()
    work = thread.work
    going = rules.going_over(thread.case, thread.file.promises, to.name, work.now)
    for promise in going:
        record_hand_over(work, promise, to, because)
    return thread.done()


def record_hand_over(work: Recording, promise: Promise, to: Party, because: str) -> None:
    """Record that another of us answers for a promise."""
    row = work.session.get_one(promise_tables.Promise, promise.id)
    work.add(
        arrangements.HandOver(
            promise_id=promise.id, at=work.now, who=work.who, from_id=row.owner_id, to_id=to.id, because=because
        )
    )
    row.owner_id = to.id
