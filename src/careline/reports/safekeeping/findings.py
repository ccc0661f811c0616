"""What doctor looks at, and what it finds there."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.settings.settings import Settings
from careline.store.fetch import Reader
from careline.store.recording import Recording

MOST = 5
"""How many findings of one kind are told one by one."""


@frozen
class Examined:
    """A store, where it lies, and the shop whose it is, with the moment of the examination."""

    fetch: Reader
    store: Path
    config: Path
    settings: Settings
    shop: Shop
    now: datetime


@frozen
class Fix:
    """How something is put right without any risk.

    `question` is what somebody says yes to first, and `done` what was done then. What changes rows is done by `record`
    under a `line` of the log; what lies beside the store by `change`, which may raise OSError and StoreFault.
    """

    question: str
    done: str
    line: str = ""
    record: Callable[[Recording], object] | None = None
    change: Callable[[], object] | None = None


@frozen
class Finding:
    """What a check found and what to do, each in a sentence or two; with a `fix` where `--fix` can do it."""

    finding: str
    advice: str
    fix: Fix | None = None


@frozen
class Unseen:
    """What a check could not look at on this system, and why, in a sentence or two: no fault of the store."""

    why: str


def few(paths: Sequence[Path]) -> str:
    """The first of some files, and how many more there are."""
    return f"{paths[0]}{f' and {len(paths) - 1} more' if paths[1:] else ''}"


@frozen
class Check:
    """One thing that doctor looks at: its name, what must hold, and what finds where it does not."""

    name: str
    holds: str
    find: Callable[[Examined], Iterator[Finding] | Iterator[Finding | Unseen]]
