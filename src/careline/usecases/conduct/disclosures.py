"""Telling the customer of our own fault, with the plan (G9)."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Fault
from careline.domain.conduct.disclosures import check_can_disclose
from careline.domain.promises.promise import NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.tables import cases as case_tables
from careline.store.tables import learning
from careline.usecases import known_or_new
from careline.usecases.thread import Thread


@frozen
class Telling:
    """What the customer was told, with the plan; `with_` is who did it and came along."""

    text: str | None
    plan: Sequence[NewPromise] = ()
    no_plan_because: str | None = None
    with_: str | None = None
    channel: str | None = None
    apology: bool = False


def disclose(work: Recording, shop: Shop, case_id: int, telling: Telling, *, at: datetime) -> Recorded:
    """Record that we told of our own fault; it counts as reaching the customer, and its plan becomes promises.

    Raises CaseIsClosed, Refused and BadInput.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    check_can_disclose(case_id, thread.case.fault, telling.plan, telling.no_plan_because)
    work.session.get_one(case_tables.Case, case_id).fault = Fault.US
    contact_id = thread.contact("out", telling.text, channel=telling.channel, apology=telling.apology)
    with_id = known_or_new.party(work, telling.with_, None, thread.new_people) if telling.with_ else None
    work.add(
        learning.Disclosure(
            case_id=case_id,
            contact_id=contact_id,
            at=at,
            who=work.who,
            with_id=with_id,
            no_plan_because=telling.no_plan_because,
        )
    )
    thread.keep_by_contact(reached=True)
    for promise in telling.plan:
        thread.make(promise)
    thread.settle()
    return thread.done()
