"""Attaching files to a case."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases import attaching as rules
from careline.domain.errors import Refused
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.safekeeping.attachments import Taken, Taking
from careline.usecases import known_or_new
from careline.usecases.thread import Thread


def attach(
    work: Recording, shop: Shop, case_id: int, taking: Taking, files: Sequence[Taken], note: str | None, *, at: datetime
) -> Recorded:
    """Attach files to a case, and put there what they hold. What is on the case already is said, not recorded twice.

    Where the content of that was lost, it comes back. Raises Refused, also where all of them are there already, and
    StoreFault.
    """
    from careline.store.tables import attachments as tables

    thread = Thread(work, shop, case_id, at)
    known_or_new.check_remembered(work, thread.case.customer)
    there = {each.sha256: each.name for each in thread.file.attachments if each.sha256}
    new: list[Taken] = []
    back: list[Taken] = []
    for file in files:
        name = there.get(file.sha256)
        if name:
            thread.remarks.append(f"{file.file_name} is on {thread.case.name} already: {name}.")
            if taking.is_lost(work.fetch, file):
                thread.remarks.append("Its content was lost, and is back.")
                back.append(file)
        else:
            there[file.sha256] = file.file_name
            new.append(file)
    if not (new or back):
        raise Refused(f"{' '.join(thread.remarks)} Nothing was attached.")
    rules.check_room(thread.case.name, len(thread.file.attachments), len(new))
    for file in new:
        work.add(
            tables.Attachment(
                case_id=case_id,
                at=at,
                who=work.who,
                name=file.file_name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                note=note,
            )
        )
    taking.put([*new, *back])
    return thread.done()
