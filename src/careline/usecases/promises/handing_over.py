"""Handing cases over to another of us."""

from collections.abc import Sequence

from careline.domain.casefile.recorded import Recorded
from careline.domain.promises import handing_over as rules
from careline.domain.shop.shop import Shop
from careline.store.people.parties import Party
from careline.store.recording import Recording
from careline.store.tables import arrangements
from careline.store.tables import promises as promise_tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled


def hand_over(work: Recording, shop: Shop, case_ids: Sequence[int], to: Party, because: str) -> list[Recorded]:
    """Let another of us answer for the live promises of these cases, all or none.

    Raises Refused and CaseIsClosed.
    """
    rules.check_one_of_us(to.name, to.kind)
    because = filled(because, "--because")
    return [_hand_over(Thread(work, shop, case_id, work.now), to, because) for case_id in case_ids]


def _hand_over(thread: Thread, to: Party, because: str) -> Recorded:
    thread.require_open()
    work = thread.work
    going = rules.going_over(thread.case, thread.file.promises, to.name, work.now)
    for promise in going:
        work.add(
            arrangements.HandOver(
                promise_id=promise.id,
                at=work.now,
                who=work.who,
                from_id=known_or_new.staff(work, promise.owner),
                to_id=to.id,
                because=because,
            )
        )
        work.session.get_one(promise_tables.Promise, promise.id).owner_id = to.id
    return thread.done()
