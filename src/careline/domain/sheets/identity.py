"""What a row without a ref of its own is known by: what it says that does not change with time.

Two rows of one file that say the same are two: the second is known as the second of its kind.
"""

from collections.abc import Sequence
from hashlib import blake2b

KEY = "row:"
CELLS = "row "
_DIGEST = 16
LENGTH = len(CELLS) + 2 * _DIGEST
"""How long a ref of all cells is."""


def key_of(*said: str) -> str:
    """What a row is known by that says this; no text holds a NUL."""
    return KEY + _digest(said)


def of_all_cells(cells: Sequence[str]) -> str:
    """What a row was known by until careline 0.2: all its cells, whatever changed in one of them."""
    return CELLS + _digest(cells)


def numbered(key: str, time: int) -> str:
    """The ref of a row that stands in the file for the first, second, third time."""
    return key if time == 1 else f"{key}:{time}"


def is_worked_out(ref: str) -> bool:
    """True for a ref that no table had: it tells people nothing."""
    return ref.startswith((KEY, CELLS)) and len(ref) >= LENGTH


def _digest(texts: Sequence[str]) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=_DIGEST).hexdigest()
