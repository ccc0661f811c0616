"""How deep the tests go that take their cases by chance or one by one, and what `docs/safety.md` learns of them.

`make test` takes each of them as far as it goes in a few seconds, `make walk` further: DEPTH times as many walks,
examples and places at which a command is stopped. Such a test is marked `evidence`; where pytest and hypothesis cannot
count its points, it records them as the property POINTS.
"""

import os
import re

from hypothesis import settings

DEPTH = int(os.environ.get("DEPTH", "1"))
POINTS = "points"
_EXAMPLES = re.compile(r"([0-9]+) passing,")


def deep(examples: int) -> settings:
    """So many examples, or more where the tests go deeper."""
    return settings(max_examples=examples * DEPTH)


def every(step: int) -> int:
    """Every how-many-th point is looked at: fewer are left out where the tests go deeper."""
    return max(1, step // DEPTH)


def examples_in(statistics: str) -> int:
    """How many examples hypothesis says that a test has passed."""
    return sum(map(int, _EXAMPLES.findall(statistics)))
