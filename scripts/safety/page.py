"""The page on safety: the claims, with the figures of the run that it tells of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scripts.safety.claims import SAFETY, SECURITY, Claim

PAGE = """\
# How safe it is, and how that is shown
Each line below is a promise, and a test that fails when what keeps it is taken away. `make test` runs all of these
tests; `make walk DEPTH=20` goes further; and `make evidence` ran them for the figures on this page, and wrote it. A
*point* is one place at which a command was stopped, one step of a walk, one example tried, or one case of a test.

{run}

## Safety
{safety}

## Security
{security}

## What is not shown here
- **A disk that lies.** What the disk says it has written is taken for written.
- **A change inside a text or a number** of the file, by a bad disk or a program: SQLite keeps no sums of its pages.
  `careline doctor` compares the rows with the log, and a backup has a sum of its own.
- **Whoever can log in as you** can read and change the store, as any other file of yours.
- **Other systems.** Where a figure needs Linux (system calls are traced there), macOS and Windows run the same code,
  and what differs has a fallback.
"""
HEADER = "| what may happen | what holds | how it is shown | points | held |\n| --- | --- | --- | ---: | ---: |"


class Shown(NamedTuple):
    """What a test has shown: its id, whether it passed, and how many points that was."""

    test: str
    outcome: str
    points: int


def belongs(test: str, named: str) -> bool:
    """True where a test is one of those that a claim names: a file, a class, or a function with its parameters."""
    return test == named or test.startswith((f"{named}::", f"{named}["))


def counted(claim: Claim, shown: Iterable[Shown]) -> tuple[int, int]:
    """How many points the tests of a claim had, and how many of them held. What was skipped is none."""
    its = [each for each in shown if each.outcome != "skipped" and any(belongs(each.test, one) for one in claim.tests)]
    return sum(each.points for each in its), sum(each.points for each in its if each.outcome == "passed")


def unshown(claims: Iterable[Claim], shown: Sequence[Shown]) -> list[str]:
    """The tests that claims name and that did not run."""
    run = [each.test for each in shown if each.outcome != "skipped"]
    return [named for claim in claims for named in claim.tests if not any(belongs(test, named) for test in run)]


def table(claims: Iterable[Claim], shown: Sequence[Shown]) -> str:
    """The claims as a table, each with its figures."""
    rows = ((claim, *counted(claim, shown)) for claim in claims)
    lines = (f"| {c.fault} | {c.holds} | {c.shown} | {points:,} | {held:,} |" for c, points, held in rows)
    return "\n".join([HEADER, *lines])


def page(shown: Sequence[Shown], run: Mapping[str, object]) -> str:
    """The whole page; `run` is what to say of the run, by name."""
    told = "| the run | |\n| --- | --- |\n" + "\n".join(f"| {name} | {value} |" for name, value in run.items())
    return PAGE.format(run=told, safety=table(SAFETY, shown), security=table(SECURITY, shown))
