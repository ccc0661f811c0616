"""Telling the customer of our own fault, with the plan (G9)."""

from collections.abc import Sequence
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Fault
from careline.domain.conduct.disclosures import check_can_disclose
from careline.domain.promises.changing import TOLD, check_can_be_told, kept_by_telling
from careline.domain.promises.promise import End, NewPromise
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.store.recording import Recording
from careline.store.tables import cases as case_tables
from careline.store.tables import learning
from careline.usecases import known_or_new
from careline.usecases.thread import Thread


@frozen
class Telling:
    """What the customer was told, with the plan; `with_` is who did it and came along.

    Of the plan, `promised` are the ids of what is promised on the case already.
    """

    text: str | None
    plan: Sequence[NewPromise] = ()
    promised: Sequence[int] = ()
    no_plan_because: str | None = None
    with_: str | None = None
    channel: str | None = None
    apology: bool = False


def disclose(work: Recording, shop: Shop, case_id: int, telling: Telling, *, at: datetime) -> Recorded:
    """Record that we told of our own fault; it counts as reaching the customer, and its plan becomes promises.

    Raises CaseIsClosed, Refused, BadInput and NoSuchId.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    check_can_disclose(case_id, thread.case.fault, [*telling.plan, *telling.promised], telling.no_plan_because)
    for number in telling.promised:
        check_can_be_told(thread.promise(number), work.now)
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
    for number in dict.fromkeys(telling.promised):
        _tell(thread, number)
    for promise in telling.plan:
        thread.make(promise)
    thread.settle()
    return thread.done()


def _tell(thread: Thread, number: int) -> None:
    """Tell what is promised already: a word stays as it is, and a plan of ours becomes one. Raises Refused."""
    promise = thread.promise(number)
    if promise.ended_at is not None:
        raise kept_by_telling(promise)
    if not promise.said:
        thread.end(promise, End.RELEASED, because=TOLD)
        thread.make(
            NewPromise(
                promise.kind,
                promise.what,
                True,
                promise.due_at,
                owner=promise.owner,
                performer=promise.performer,
                backup=promise.backup,
                replacement_id=promise.replacement_id,
                depends_on=promise.depends_on,
            )
        )
