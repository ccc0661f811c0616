"""A page about one thing: its lines as plain text, or the object that scripts get instead."""

import re
from collections.abc import Callable, Iterator

from careline.domain.report import Page, PageLine
from careline.render import Options
from careline.render.layout import cells
from careline.render.safe import degrade, visible, visible_lines
from careline.render.wording import STRAIGHT, said


def as_json(page: Page, options: Options) -> str:
    """The object."""
    from careline.render.json_ import dumps

    return dumps(page.payload)


def as_json_line(page: Page, options: Options) -> str:
    """The object in one line."""
    from careline.render.json_ import one_line

    return one_line(page.payload)


def as_plain(page: Page, options: Options) -> str:
    """The lines, wrapped nowhere; said words stand in straight quotation marks."""
    lines = (text for line in page.lines for text in _piped(line))
    return degrade("".join(f"{line.rstrip()}\n" for line in lines), options.encoding)


def parted(line: PageLine, text: str) -> list[str]:
    """The text in pieces: every other one is words that stand out."""
    words = "|".join(map(re.escape, sorted(line.marks, key=len, reverse=True)))
    return re.split(rf"(?<!\w)({words})(?!\w)", text) if words else [text]


def texts(line: PageLine, quotes: tuple[str, str], shown: Callable[[str], str] = str) -> list[str]:
    """The lines of a line's text, one but for a pasted text; said words stand in these marks.

    `shown` is what becomes of each text before it is made visible.
    """
    safe = visible_lines if line.pasted else visible

    def show(text: str) -> str:
        return safe(shown(text))

    pieces = (line.text,) if isinstance(line.text, str) else line.text
    return "".join(show(each) if isinstance(each, str) else said(each, quotes, show) for each in pieces).split("\n")


def _piped(line: PageLine) -> Iterator[str]:
    first, *rest = texts(line, STRAIGHT)
    yield f"{line.label}{first}" + (f"  {line.right}" if line.right else "")
    yield from (" " * cells(line.label) + each for each in rest)
