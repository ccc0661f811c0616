"""What is answered where an article fits a case, or none does."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done


def diagnosed(done: "Done") -> Iterator[str]:
    """What was found."""
    return done.answer(f"{done.whose}: {done.file.diagnoses[-1].words}.", next_=done.usual_next())
