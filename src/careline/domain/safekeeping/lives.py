"""The life of a row, as the log tells it: made once, changed, and taken away at the end, or put back."""

from collections.abc import Iterable
from itertools import pairwise

FOLLOWS = {
    "insert": {"update", "delete"},
    "update": {"update", "delete"},
    "delete": {"insert"},
}
"""What may stand in the log of a row after each of its lines."""


def contradiction(actions: Iterable[str], *, is_there: bool) -> str | None:
    """What the lines of the log on a row, in their order, say against how it is found; None where they agree."""
    lines = [*actions]
    if not lines:
        return "is there, and no line of the log says who recorded it" if is_there else None
    if lines[0] != "insert":
        return "was changed before it was recorded, as the log says"
    if any(after not in FOLLOWS[before] for before, after in pairwise(lines)):
        return "was recorded twice or changed after it was gone, as the log says"
    if lines[-1] == "delete" and is_there:
        return "is there, and the log says that it was taken away"
    if lines[-1] != "delete" and not is_there:
        return "is gone, and no line of the log says who took it away"
    return None
