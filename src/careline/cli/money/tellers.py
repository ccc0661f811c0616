"""What is answered to what a case has cost."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careline.cli.replacements.tellers import beside
from careline.domain.promises.promise import PromiseKind
from careline.domain.replacements.recovery import net_recovery

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done


def spent(done: "Done") -> Iterator[str]:
    """What was spent or shared, what the case has cost so far, and what the supplier owes of it."""
    for cost in done.file.costs:
        if cost.id in done.recorded.touched_in("costs"):
            yield f"{cost.name} {'shared' if cost.share else 'recorded'} on {done.whose}: {cost.words}."
    if net := net_recovery(done.file.costs, done.file.claims):
        yield f"{done.case.name} has cost us {net.shown()} so far."
    yield from beside(done)


def refund_promised(done: "Done") -> Iterator[str]:
    """What is promised back, by when, and whether the unit has to come back for it."""
    new = next(promise for promise in done.recorded.made if promise.kind is PromiseKind.REFUND)
    refund = next(each for each in done.file.refunds if each.promise_id == new.id)
    headline = f"{new.name} promised on {done.whose}, {done.due(new)}: {refund.amount.shown()} back."
    waits = f'Their unit has to come back. Ask for it: careline follow-up {done.case.id} "..." --await "the unit"'
    unit = waits if refund.return_required else "They keep the unit."
    return done.answer(headline, adds=[unit], makes=new, next_=f"keep {new.name}")
