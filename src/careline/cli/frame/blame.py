"""Whose fault it is that a command stumbled: a value in the store that careline would not have written, or ours."""

from contextlib import suppress
from typing import TYPE_CHECKING

from typer.exceptions import Abort, Exit

from careline import interrupts
from careline.cli.frame.streams import AnswerLost
from careline.cli.frame.typers import ClickException
from careline.domain.errors import CarelineError, StoreBusy
from careline.store import database
from careline.store.faults import StoreGarbled, StoreMissing, StoreUnusable

if TYPE_CHECKING:
    from careline.desk import Desk

SAID = (ClickException, Abort, Exit, AnswerLost, BrokenPipeError, MemoryError)
"""What is no stumbling, or nothing that looking further would help."""


def check_store(desk: "Desk", error: Exception) -> None:
    """Raise StoreFault where the store is to blame for an error, with the table, row and column that are wrong."""
    if isinstance(error, SAID) or (
        isinstance(error, CarelineError) and not isinstance(error, (StoreGarbled, StoreUnusable))
    ):
        return
    # While modules load, Python turns an interrupt into other errors.
    interrupts.check()
    value = error.value if isinstance(error, StoreGarbled) else None
    with suppress(OSError, StoreBusy, StoreMissing):
        database.check_values(desk.store_path, value, texts="decode" in str(error.__cause__))
