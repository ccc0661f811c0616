"""A script of command lines, chapter by chapter: what is typed, when, and what stands ready on standard input.

A line of a chapter begins with a mark:

    # a remark
    @ 2026-03-02T09:00-05:00    the moment from here on
    $ careline open "No sound"  a command line, as a shell would split it; NAME=value words may stand before it
    ~ careline cron show        the same, but only its exit code counts: it speaks of this one machine
    < It is both ears           a line of standard input for the command above
    ? y                         a line that somebody types at a terminal for the command above
    % hold                      another process holds the store from here on, until % let go
"""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
MARKS = {"$", "~", "@", "%"}
PROGRAM = "careline"


@dataclass(slots=True)
class Line:
    """A line of a chapter with what is typed for it."""

    mark: str
    text: str
    typed: list[str] = field(default_factory=list)
    at_a_terminal: bool = False

    @property
    def environment(self) -> dict[str, str]:
        """The variables that stand before the command."""
        return dict(word.split("=", 1) for word in self._words[: self._words.index(PROGRAM)])

    @property
    def arguments(self) -> list[str]:
        """The words after `careline`."""
        return self._words[self._words.index(PROGRAM) + 1 :]

    @property
    def _words(self) -> list[str]:
        return shlex.split(self.text)


def chapters() -> dict[str, list[Line]]:
    """The lines of every chapter, by its name, in order."""
    return {path.stem: list(lines(path)) for path in sorted((HERE / "chapters").glob("*.txt"))}


def lines(path: Path) -> Iterator[Line]:
    """The lines of one chapter. Raises ValueError for a line without a mark."""
    found: list[Line] = []
    for number, each in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        mark, _, text = each.partition(" ")
        if mark in MARKS:
            found.append(Line(mark, text))
        elif mark in {"<", "?"} and found and found[-1].mark in {"$", "~"}:
            found[-1].typed.append(text)
            found[-1].at_a_terminal |= mark == "?"
        elif each and mark != "#":
            raise ValueError(f"{path.name}, line {number}: {each!r} begins with no mark")
    yield from found


def command_lines() -> list[list[str]]:
    """The words after `careline` of every command line of the script."""
    return [line.arguments for chapter in chapters().values() for line in chapter if line.mark in {"$", "~"}]
