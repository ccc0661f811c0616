"""`careline` alone: one line of how things stand, and where to go next."""

import sys

from careline.desk import Desk
from careline.store.faults import StoreMissing

START = """\
Welcome. Nothing is recorded yet; three commands to start with:
  careline demo
  careline config init
  careline open "What is wrong" --customer "Dana Reyes <dana@example.com>"
"""


def show(desk: Desk) -> None:
    """Print the line, or in a new shop how to begin."""
    from careline.store.standing import standing_counts

    try:
        with desk.reader() as fetch:
            end_of_today = desk.calendar.last_moment(desk.calendar.working_day_of(desk.now))
            overdue, today, open_cases = standing_counts(fetch, desk.now, end_of_today)
    except StoreMissing:
        sys.stdout.write(START)
        return
    sys.stdout.write(f"{overdue} overdue, {today} due today, {open_cases} open {_cases(open_cases)}.\n")
    sys.stdout.write("careline overdue shows them; careline --help shows every command.\n")


def _cases(count: int) -> str:
    return "case" if count == 1 else "cases"
