"""Moments as the store writes them."""

from datetime import UTC, datetime

from careline.store.faults import StoreGarbled


def stamp(moment: datetime) -> str:
    """A moment as the store writes it: UTC, microseconds, no offset, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(" ", "microseconds").removesuffix("+00:00")


def read_moment(text: str) -> datetime:
    """A moment as the store wrote it, in UTC. Raises StoreGarbled."""
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except (TypeError, ValueError):
        raise StoreGarbled(text) from None


def read_maybe(text: str | None) -> datetime | None:
    """The same of a column that may be empty."""
    return read_moment(text) if text is not None else None
