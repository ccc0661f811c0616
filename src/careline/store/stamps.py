"""Moments as the store writes them."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime

from careline.store.faults import StoreGarbled

WIDTH = len("2026-06-01 14:00:00.000000")
"""How many signs a moment takes."""


def stamp(moment: datetime) -> str:
    """A moment as the store writes it: UTC, microseconds, no offset, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def read_moment(text: str) -> datetime:
    """A moment as the store wrote it, in UTC. Raises StoreGarbled."""
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except (TypeError, ValueError):
        raise StoreGarbled(text) from None


def read_many(texts: Iterable[str]) -> list[datetime]:
    """Many moments in UTC that do not say so, in a quarter of the time; for the spans between them.

    Raises StoreGarbled.
    """
    known = list(texts)
    if len("".join(known)) == WIDTH * len(known):
        with suppress(ValueError):
            return list(map(datetime.fromisoformat, known))
    return [read_moment(text).replace(tzinfo=None) for text in known]


def read_maybe(text: str | None) -> datetime | None:
    """The same of a column that may be empty."""
    return read_moment(text) if text is not None else None
