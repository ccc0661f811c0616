"""Counting in months of the calendar."""

from datetime import date


def months_after(day: date, n: int) -> date:
    """The day of the same number that many months later, earlier where n is negative; in a shorter month its last."""
    import pendulum  # it takes as long to load as all else that most commands need

    return pendulum.date(day.year, day.month, day.day).add(months=n)
