"""What people read at a terminal: Rich's renderables, all printed by the one console that is made here.

The console knows nothing but width and colour; what the environment says of them has gone into the options by then.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from io import StringIO
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.constrain import Constrain
from rich.containers import Lines
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

GAP = 2
"""The spaces between two columns."""

_LONGEST_WORD = 1000
_ENORMOUS = rf"\S{{{_LONGEST_WORD + 1},}}"
_SHOWN_OF_IT = 40
# A page may be as tall as it likes, and Rich asks for a number.
_TALL = 25
_WIDE = 1_000_000


def printed(*parts: RenderableType, width: int, colour: bool) -> str:
    """The parts of a page one beneath the other, in lines of at most `width` cells, none of which ends in blanks."""
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        height=_TALL,
        color_system="standard" if colour else None,
        force_terminal=colour,
        no_color=False,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    console.print(Group(*parts), crop=False)
    return re.sub(r"(?m)(?<! ) ++(?:(\x1b\[0m) *+)?$", r"\1", file.getvalue())


class Flow(Text):
    """A text that wraps. After a broken word Rich begins a line with the blank behind it; this does not.

    Most texts fit on their line and have one style: for those the long way through Rich is cut short.
    """

    room = _WIDE
    """How many cells it takes at most, however many there are."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        """Its lines."""
        options = options if options.max_width <= self.room else options.update_width(self.room)
        if self.spans:
            yield from super().__rich_console__(console, options)
            return
        style = console.get_style(self.style)
        justify = self.justify or options.justify
        for line in self.wrap(console, options.max_width, justify=justify, overflow="fold"):
            yield Segment(line.plain.rstrip(" "), style)
            yield Segment.line()

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """The text in lines of at most that many cells."""
        if how.get("justify") == "right":
            return super().wrap(console, width, **how)
        lines = Lines()
        for paragraph in self.split(allow_blank=True) if "\n" in self.plain else [self]:
            if self.no_wrap or paragraph.cell_len <= width:
                lines.append(paragraph)
                continue
            for place, line in enumerate(Text.wrap(paragraph, console, width, **how)):
                blanks = len(line) - len(line.plain.lstrip(" "))
                if blanks < len(line):
                    lines.append(line[blanks:] if blanks and place else line)
        return lines


def shortened(text: str) -> str:
    """The text with enormous words cut short and their length said: wrapping them would take Rich half a minute."""
    if len(text) <= _LONGEST_WORD:
        return text
    return re.sub(_ENORMOUS, lambda word: f"{word[0][:_SHOWN_OF_IT]}\u2026 ({len(word[0]):,} characters)", text)


def side_by_side(
    rows: Iterable[Sequence[RenderableType]], widths: Sequence[int], right: Collection[int] = (), gap: int = GAP
) -> Table:
    """The rows in columns of these widths, their cells wrapped, those in `right` flush right."""
    # Rich would wrap each cell into a padding, which takes it as long as all else.
    table = Table(box=None, padding=0, show_header=False)
    for place, width in enumerate(widths):
        behind = gap if place < len(widths) - 1 else 0
        table.add_column(width=width + behind, justify="right" if place in right else "default", overflow="fold")
    for row in rows:
        table.add_row(*map(_within, row, widths))
    return table


def _within(cell: RenderableType, width: int) -> RenderableType:
    if isinstance(cell, Flow):
        cell.room = width
        return cell
    return Constrain(cell, width)


def opposite(left: Flow, right: Flow, width: int) -> RenderableType:
    """The two at the edges of a line of that width, or one beneath the other where they do not fit in one."""
    room = width - GAP - right.cell_len
    if not right or "\n" in left.plain or left.cell_len > room:
        return Group(left, right) if right else left
    return side_by_side([[left, right]], [room, right.cell_len])


def widest(texts: Iterable[str], most: int) -> int:
    """How many cells the longest of the texts takes, or else as many as it may."""
    return min(max(map(cell_len, texts), default=0), most)
