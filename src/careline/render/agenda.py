"""The morning page in lines: each task in two where that is possible, and as many of them as a page has room for."""

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from careline.domain.report import Report, Section, Task
from careline.domain.values import frozen
from careline.render.layout import HELD, cells, room_for, wrap, wrap_command
from careline.render.wording import Wording, listed

INDENT = GAP = 2
_OF_TELEPHONES = "0123456789 +()/.-"
TWO = 2
"""How many lines a task has if it can be."""
FIRST = 2
"""How many entries a section keeps whatever else must stand on the page."""


T = TypeVar("T")


@frozen
class Block:
    """How many lines a section takes: its heading, each of its tasks, the line for the rest, or all of it in short.

    `tasks` are those that were laid out; there are `total`, of which these are `new`.
    """

    tasks: dict[int, int]
    new: frozenset[int]
    total: int
    heading: int = 1
    rest: int = 1
    short: int = 1

    def lines(self, shown: Sequence[int] | None) -> int:
        """How many it takes where these tasks are shown; in short for None."""
        if shown is None:
            return self.short
        return self.heading + sum(self.tasks[place] for place in shown) + (self.rest if len(shown) < self.total else 0)


def shown(blocks: Sequence[Block], room: int) -> list[list[int] | None]:
    """Which tasks of each section are shown in so many lines; None for a section that stands there in short.

    The first of every section come before what is new, and that before all others, each in the order of the sections.
    """
    whole: list[list[int] | None] = [list(block.tasks) for block in blocks]
    is_laid_out = all(len(block.tasks) == block.total for block in blocks)
    if is_laid_out and sum(block.lines(all_) for block, all_ in zip(blocks, whole, strict=True)) <= room:
        return whole
    chosen: list[list[int] | None] = [None] * len(blocks)
    left = room - sum(block.short for block in blocks)
    for wanted in (_first, _new, _others):
        for place, block in enumerate(blocks):
            for some in wanted(block, chosen[place]):
                before = chosen[place]
                after = sorted({*(before or ()), *some})
                longer = block.lines(after) - block.lines(before)
                if longer > left:
                    break
                chosen[place] = after
                left -= longer
    return chosen


def _first(block: Block, shown: Sequence[int] | None) -> Iterable[Sequence[int]]:
    return [list(islice(block.tasks, FIRST))]


def _new(block: Block, shown: Sequence[int] | None) -> Iterable[Sequence[int]]:
    return [] if shown is None else [[place] for place in sorted(block.new - set(shown))]


def _others(block: Block, shown: Sequence[int] | None) -> Iterable[Sequence[int]]:
    return [] if shown is None else [[place] for place in block.tasks if place not in shown]


def laid_out(section: Section, most: int, lay_out: Callable[[Task], list[T]]) -> dict[int, list[T]]:
    """The lines of each of its tasks that could stand on a page of so many, by place; 0 is no limit."""
    laid: dict[int, list[T]] = {}
    tasks = list(enumerate(section.tasks))
    for candidates in (tasks, [each for each in tasks if each[1].new] if most else []):
        left = most or sys.maxsize
        for place, task in candidates:
            laid[place] = laid.get(place) or lay_out(task)
            left -= len(laid[place])
            if left < 0:
                break
    return dict(sorted(laid.items()))


class Written(NamedTuple):
    """A line of the page; so many characters at its beginning stand out where there is colour."""

    text: str
    strong: int = 0


@frozen
class Sheet:
    """How a page is written: its columns, how texts are put into words, and what stands between facts.

    With `columns`, cases and persons stand in columns of these widths, and commands at the right edge.
    """

    width: int
    wording: Wording
    dot: str
    columns: tuple[int, int] | None = None


def written(report: Report, sheet: Sheet, room: int) -> list[Written]:
    """The sections of a page of tasks in at most so many lines, where it may not have as many as it likes."""
    laid = [
        (section, laid_out(section, report.most, lambda task: task_lines(task, sheet)))
        for section in report.read
        if section.tasks
    ]
    blocks = [
        Block(
            {place: len(lines) for place, lines in tasks.items()},
            frozenset(place for place in tasks if section.tasks[place].new),
            total := len(section.tasks),
            len(_title(section, sheet, is_cut=True)),
            len(_rest(section, total, sheet)),
            len(_short(section, sheet)),
        )
        for section, tasks in laid
    ]
    lines: list[Written] = []
    for (section, tasks), places in zip(laid, shown(blocks, room if report.most else sys.maxsize), strict=True):
        if places is None:
            lines += _short(section, sheet)
            continue
        left_out = len(section.tasks) - len(places)
        lines += _title(section, sheet, is_cut=left_out > 0)
        lines += (line for place in places for line in tasks[place])
        lines += _rest(section, left_out, sheet) if left_out else ()
    return lines


def in_two_lines_each(sections: Sequence[Section], most: int) -> list[list[int] | None]:
    """Which tasks of each section are shown on a page that is not made of lines, as if it were; None for none."""
    blocks = []
    for section in sections:
        tasks = {place: len(lines) for place, lines in laid_out(section, most, lambda task: [task, task]).items()}
        new = frozenset(place for place in tasks if section.tasks[place].new)
        blocks.append(Block(tasks, new, len(section.tasks)))
    return shown(blocks, most or sys.maxsize)


def _title(section: Section, sheet: Sheet, *, is_cut: bool) -> list[Written]:
    text = sheet.wording.text(f"{section.title} ({len(section.tasks)})" if is_cut else section.title)
    return [Written(line, len(line)) for line in wrap(text, sheet.width, INDENT)]


def _short(section: Section, sheet: Sheet) -> list[Written]:
    title = sheet.wording.text(section.title)
    first, *more = _before_command(f"{title} ({len(section.tasks)}):", section, sheet, sheet.width)
    return [Written(first, len(title)), *map(Written, more)]


def _rest(section: Section, count: int, sheet: Sheet) -> list[Written]:
    lines = _before_command(f"{count} more:", section, sheet, sheet.width - INDENT)
    return [Written(" " * INDENT + line) for line in lines]


def _before_command(text: str, section: Section, sheet: Sheet, width: int) -> list[str]:
    command = sheet.wording.text(section.more)
    if room_for(text) + 1 + room_for(command) <= width:
        return [f"{text} {command}"]
    return [*wrap(text, width, INDENT), *(" " * INDENT + each for each in wrap_command(command, width - INDENT, GAP))]


def task_lines(task: Task, sheet: Sheet) -> list[Written]:
    """The task in two lines if it can be: who, what and since when; the rest beneath, and the command where it fits."""
    text = sheet.wording.text
    case, person = text(task.case), text(task.person)
    who, hang = f"{case} {person}: ", GAP
    if sheet.columns:
        of_case, of_person = sheet.columns
        who, hang = f"{_filled(case, of_case)}  {_filled(person, of_person)}  ", of_case + GAP
    first = who + listed(sheet.wording.words(task.words), text(task.since), "new" if task.new else "")
    rest = sheet.dot.join(text(_whole(each)) for each in (task.subject, *task.known) if each)
    lines = _laid(first, rest, text(task.command), sheet, hang)
    lines = [line.replace(HELD, " ") for line in lines]
    return [
        Written(" " * INDENT + line, 0 if place else INDENT + min(len(who.rstrip(": ")), len(line)))
        for place, line in enumerate(lines)
    ]


def _laid(first: str, rest: str, command: str, sheet: Sheet, hang: int) -> list[str]:
    """The two texts and the command: in one line, or one beneath the other, or as one where that takes fewer lines."""
    width = sheet.width - INDENT
    both = f"{first}{sheet.dot}{rest}" if rest else first
    if room_for(both) + GAP + room_for(command) <= width:
        return _ended([both], 0, command, sheet, hang)
    apart = [*wrap(first, width, hang), *(" " * hang + line for line in wrap(rest, width - hang))]
    beside = sheet.columns and room_for(first) + GAP + room_for(command) <= width
    lines = _ended(apart, 0 if beside else -1, command, sheet, hang)
    return (
        lines if len(lines) <= TWO else min(lines, _ended(wrap(both, width, hang), -1, command, sheet, hang), key=len)
    )


def _whole(fact: str) -> str:
    """The fact, held together where it is a telephone number."""
    return fact if fact.strip(_OF_TELEPHONES) else fact.replace(" ", HELD)


def _ended(lines: Sequence[str], place: int, command: str, sheet: Sheet, hang: int) -> list[str]:
    """The lines with the command behind the one in that place, or beneath them all where it does not fit."""
    width = sheet.width - INDENT
    if room_for(lines[place]) + GAP + room_for(command) > width:
        return [*lines, *(" " * hang + line for line in wrap_command(command, width - hang, GAP))]
    ended = list(lines)
    ended[place] += " " * (width - cells(ended[place] + command) if sheet.columns else GAP) + command
    return ended


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
