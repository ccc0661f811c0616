"""Plain text measured in cells, wrapped, put into columns: for mail, pipes, and answers, which wait for no Rich.

Nothing is ever cut off. What is read at a terminal is laid out by Rich (`console.py`).
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

HELD = "\ue000"
"""Stands for a blank at which no line is broken: a sign of the private use area, which takes one cell."""
_GAP = 2
# A longer cell pushes on the rest of its own row only: one enormous word must not widen every row.
_WIDEST_COLUMN = 60
_GOES_ON = " \\"
_IN_BRACKETS = r"\(careline [^()]*\)"
_LABELLED = r"(?:(?:next|then) {2}|.*?[:?] {1,2})(?=careline )"
_SHORT = 16
"""So long a label stands before its command in every line; a longer one goes above it."""


def cells(text: str) -> int:
    """How many cells the text takes: two for wide characters, none for combining and joining ones."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # most texts need not wait for its tables

    return cell_len(text)


def wrap(text: str, room: int, hang: int = 0) -> list[str]:
    """The text in lines of at most `room` cells and characters, all but the first after `hang` spaces.

    Lines break at spaces, and inside a word only where it is longer than a line. No words, no line.
    """
    if len(text) <= room and text.isascii() and text[:1] != " " != text[-1:]:
        return [text] if text else []
    return _wrapped(text, text.split(" "), room, hang)


def wrap_around_commands(text: str, room: int, hang: int = 0) -> list[str]:
    """The same, with commands in brackets left whole where they fit into a line: `(careline overdue --plans)`."""
    if text.isascii() and len(text) <= room:
        return wrap(text, room, hang)
    held = re.sub(_IN_BRACKETS, lambda command: command[0].replace(" ", HELD), text)
    return [line.replace(HELD, " ") for line in wrap(held, room, hang)]


def wrap_command(command: str, room: int, hang: int = 0) -> list[str]:
    """The command in lines that a shell takes together: broken before an option rather than inside one."""
    if room_for(command) <= room:
        return [command]
    room -= len(_GOES_ON)
    words: list[str] = []
    for option in re.split(" (?=--)", command):
        words += [option] if room_for(option) <= room - hang else option.split(" ")
    *lines, last = _wrapped(command, words, room, hang)
    return [*(line + _GOES_ON for line in lines), last]


def is_labelled(line: str) -> bool:
    """True for a line that ends with a command behind the words which say what for."""
    return re.match(_LABELLED, line) is not None


def broken(line: str, room: int) -> list[str]:
    """A line in lines of at most `room` cells, all but the first further in than it begins.

    A command at its end is broken so that a shell takes its lines together.
    """
    if room_for(line) <= room:
        return [line]
    labelled = re.match(_LABELLED, line)
    if labelled and cells(labelled[0]) > _SHORT:
        command = wrap_command(line[labelled.end() :], room - _GAP, _GAP)
        return [*wrap(labelled[0].rstrip(), room, _GAP), *(" " * _GAP + each for each in command)]
    if labelled:
        label = labelled[0]
        first, *rest = wrap_command(line[len(label) :], room - len(label), _GAP)
    else:
        label = " " * (len(line) - len(line.lstrip(" ")))
        first, *rest = wrap(line, room - len(label), _GAP) or [""]
    return [label + first, *(" " * len(label) + each for each in rest)]


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> list[str]:
    """The rows as lines with two spaces between their columns, those in `right` flush right."""
    widths = [min(_WIDEST_COLUMN, max(map(cells, column))) for column in zip(*rows, strict=True)]
    return [
        (" " * _GAP)
        .join(_filled(text, width, place in right) for place, (text, width) in enumerate(zip(row, widths, strict=True)))
        .rstrip()
        for row in rows
    ]


def _filled(text: str, width: int, right: bool) -> str:
    fill = " " * (width - cells(text))
    return fill + text if right else text + fill


def _wrapped(text: str, words: Iterable[str], room: int, hang: int) -> list[str]:
    text = text.strip(" ")
    if not text or room_for(text) <= room:
        return [text] if text else []
    lines: list[str] = []
    line, gap = "", ""
    for word in words:
        gap += " "
        if not word:
            continue
        if line and room_for(line) + len(gap) + room_for(word) <= room:
            line, gap = line + gap + word, ""
            continue
        gap = ""
        if line:
            lines.append(line)
        *broken, line = _broken(word, room, hang if lines else 0, hang)
        lines += broken
    return [*lines, line]


def _broken(word: str, room: int, indent: int, hang: int) -> Iterator[str]:
    line, used = [" " * indent], indent
    for character in word:
        size = _room_of(character)
        if used + size > room:
            yield "".join(line)
            line, used = [" " * hang], hang
        line.append(character)
        used += size
    yield "".join(line)


def room_for(text: str) -> int:
    """How much of a line the text takes, in cells and in characters."""
    return len(text) if text.isascii() else sum(map(_room_of, text))


@lru_cache(maxsize=4096)
def _room_of(character: str) -> int:
    # Combining characters count here, so that no heap of them makes a line without end.
    return max(1, cells(character))
