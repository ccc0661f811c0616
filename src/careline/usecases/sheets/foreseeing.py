"""What an import would make: found out by doing it, in a transaction that is taken back."""

from collections.abc import Iterable

from careline.domain.values import frozen
from careline.store.sheets.foreseen import Made, made
from careline.usecases.sheets.outcome import Outcome
from careline.usecases.sheets.taking import Cells, Import, run

ROWS = 3


@frozen
class Foreseen:
    """What would become of the rows, and the first of what would be made of them."""

    outcome: Outcome
    made: Made


def foresee(taking: Import, rows: Iterable[tuple[int, Cells]]) -> Foreseen:
    """Take the rows, the bad ones aside; whoever calls it takes all of it back."""
    outcome = run(taking, rows, lambda line, cells, reason: None)
    return Foreseen(outcome, made_by(taking))


def made_by(taking: Import) -> Made:
    """The first of what an import under way has made."""
    return made(taking.work.fetch, taking.free, ROWS)
