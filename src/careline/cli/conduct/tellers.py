"""What is answered where we tell of our own fault."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careline.domain.cases.case import FoundBy
from careline.domain.time import moments

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done


def disclosed(done: "Done") -> Iterator[str]:
    """How long after we found it; the words that the customer is told come next."""
    case = done.case
    after = moments.span(case.opened_at, done.spoken[0].at)
    found = f" {after} after we found it" if case.found_by is FoundBy.US else ""
    headline = f"Recorded on {done.whose}: you told them about our fault{found}."
    return done.answer(headline, talk=True, next_=f"case words {case.id}")
