"""Moments as rules and reports count with them: plain datetimes in UTC, told apart by their type."""

from datetime import UTC, datetime
from typing import NewType

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""The years that careline knows."""
Utc = NewType("Utc", datetime)
"""A plain datetime in UTC; only `utc` makes one.

Within one zone, datetimes compare and subtract by the wall clock, and the two readings of a repeated hour are equal:
what counts with moments does so in UTC. pendulum's moments are datetimes too, so nothing else tells them apart; but
what lies between two of them is no plain timedelta: divided by an hour, it fails.
"""


def utc(moment: datetime) -> Utc:
    """The moment, which has its zone, as a plain one in UTC."""
    in_utc = moment.astimezone(UTC)
    return Utc(datetime.combine(in_utc, in_utc.time(), UTC))
