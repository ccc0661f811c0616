"""What a case leaves behind: its cause with the action it asks for, and how hard it was for the customer."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.conduct.lessons import HARDEST
from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.promises.promise import NewPromise
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import learning as tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled


def cause(work: Recording, shop: Shop, case_id: int, text: str, action: NewPromise | None, *, at: datetime) -> Recorded:
    """Record what a case came from, and the promise to ourselves that it asks for, while the case is open."""
    thread = Thread(work, shop, case_id, at)
    promise_id = thread.make(action) if action else None
    work.add(tables.Cause(case_id=case_id, at=at, who=work.who, cause=filled(text, "The cause"), promise_id=promise_id))
    return thread.done()


def effort(work: Recording, shop: Shop, case_id: int, hard: int, words: str | None, *, at: datetime) -> Recorded:
    """Record how hard it was for the customer of a closed case.

    Raises Refused and BeforeItExisted.
    """
    thread = Thread(work, shop, case_id, at)
    closed_at = thread.case.closed_at
    if closed_at is None:
        raise Refused(f"{show('C', case_id)} is still open; how hard it was is asked once it is closed.")
    if at < closed_at:
        raise thread.too_early(f"the closing of {thread.case.name}", closed_at)
    if known := [each.effort for each in thread.file.efforts if each.at >= closed_at]:
        effort = known[0]
        raise Refused(
            f"How hard {show('C', case_id)} was for the customer is already recorded ({effort} of {HARDEST}); "
            "if that was a mistake: careline undo."
        )
    known_or_new.check_remembered(work, thread.case.customer)
    work.add(tables.Effort(case_id=case_id, at=at, effort=hard, words=words))
    return thread.done()


def earned(thread: Thread, contact_id: int, names: Sequence[str]) -> None:
    """Record who earned the praise of a contact."""
    for party_id in dict.fromkeys(known_or_new.party(thread.work, name, None, thread.new_people) for name in names):
        thread.work.add(tables.Praise(contact_id=contact_id, party_id=party_id))
