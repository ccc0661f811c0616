"""What `sweep` does: it applies the rules to every case that they may call on."""

from careline.domain.casefile.case_file import with_escalations
from careline.domain.casefile.swept import Swept
from careline.domain.ladder import sweeping as rules
from careline.domain.ladder.escalations import NewEscalation
from careline.domain.ladder.sweeping import Call
from careline.domain.names import fold
from careline.domain.shop.shop import Shop
from careline.store.casefile import case_files
from careline.store.ladder import cases_to_sweep, upgraded_at
from careline.store.recording import Recording
from careline.store.tables import ladder as tables
from careline.usecases.ladder import escalations
from careline.usecases.thread import Thread

SWEEPER = "sweep"


def sweep(work: Recording, shop: Shop, *, at_terminal: bool) -> list[Swept]:
    """Answer every call that is due, the longest due first, each once for its cause, and record that this was done.

    Whoever runs it at a terminal is told by it; cron tells nobody. Raises Misconfigured.
    """
    escalations.check_ladder(work, shop)
    found = []
    upgraded = upgraded_at(work.fetch)
    for whole in case_files(work.fetch, cases_to_sweep(work.fetch, work.now)):
        file = with_escalations(whole, shop, work.now)
        if call := rules.first_call(file, shop, work.now, upgraded):
            found.append((call, file))
    if found:
        work.log("sweep at a terminal" if at_terminal else "sweep")
    found.sort(key=lambda each: (each[0].due_at, each[1].case.id))
    reader = work.who if at_terminal else None
    made = [_answer(Thread(work, shop, file.case.id, work.now, file), call, reader) for call, file in found]
    work.session.merge(tables.Sweep(at=work.now))
    # Reading every case once more, one by one, would take as long as all the rest.
    files = [
        with_escalations(file, shop, work.now) for file in case_files(work.fetch, [file.case.id for _, file in found])
    ]
    return [Swept(call, file, *each) for (call, _), file, each in zip(found, files, made, strict=True)]


def _answer(thread: Thread, call: Call, reader: str | None) -> tuple[int | None, int | None]:
    """Record what follows from a call. The id of the escalation, or of the promise, that was made.

    What comes to the reader of the answer they are told by it.
    """
    work = thread.work
    new = rules.answer(call, thread.shop, work.now)
    escalation_id = promise_id = None
    if isinstance(new, NewEscalation):
        told = reader is not None and fold(new.to) == fold(reader)
        escalation_id = escalations.record(thread, new, SWEEPER, told_at=work.now if told else None)
    else:
        promise_id = thread.make(new)
    work.add(
        tables.AppliedRule(
            rule=call.rule,
            cause=call.cause,
            cause_id=call.cause_id,
            case_id=thread.case_id,
            due_at=call.due_at,
            applied_at=work.now,
            escalation_id=escalation_id,
            promise_id=promise_id,
        )
    )
    return escalation_id, promise_id
