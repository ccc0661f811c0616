"""A telephone call: on a case, or one that opens a case."""

from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.casefile import case_file
from careline.store.recording import Recording
from careline.usecases import known_or_new
from careline.usecases.cases import cases, contacts
from careline.usecases.cases.cases import NewCase
from careline.usecases.cases.contacts import Heard


@frozen
class Call:
    """What was said on the telephone; on a case, or in the opening of a new one. `phone` is one number of theirs."""

    case: int | NewCase
    talk: Heard
    phone: str | None = None


def take(work: Recording, shop: Shop, call: Call, *, at: datetime) -> Recorded:
    """Record a call, with everything that was said in it. Raises what `contacts.heard` and `cases.open_case` raise."""
    talk = call.talk
    if isinstance(call.case, NewCase):
        new = replace(
            call.case, phone=call.phone, text=talk.text, said=talk.said, apology=talk.apology, channel=talk.channel
        )
        return cases.open_case(work, shop, new, talk.promise, at=at)
    remarks = _with_number(work, call.case, call.phone) if call.phone else []
    done = contacts.heard(work, shop, call.case, talk, at=at)
    return replace(done, remarks=(*remarks, *done.remarks))


def _with_number(work: Recording, case_id: int, phone: str) -> list[str]:
    """Record a number of the customer of a case; who else has it, in sentences."""
    file = case_file(work.fetch, case_id)
    if file is None:
        return []
    known_or_new.check_remembered(work, file.case.customer)
    return known_or_new.with_that_number(work, known_or_new.with_number(work, file.case.customer, phone))
