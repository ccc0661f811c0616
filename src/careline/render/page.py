"""A page about one thing: its lines, wrapped to the terminal, or the object that scripts get instead."""

import re
from collections.abc import Iterator

from careline.domain.report import Page, PageLine, Tone
from careline.render import Options
from careline.render.json_ import dumps, one_line
from careline.render.layout import cells, wrap
from careline.render.safe import degrade, visible, visible_lines
from careline.render.wording import CURLY, STRAIGHT, said

_STYLES = {Tone.PLAIN: "", Tone.TITLE: "bold", Tone.LOUD: "bold red", Tone.GOOD: "green"}


def as_json(page: Page, options: Options) -> str:
    """The object."""
    return dumps(page.payload)


def as_json_line(page: Page, options: Options) -> str:
    """The object in one line."""
    return one_line(page.payload)


def as_plain(page: Page, options: Options) -> str:
    """The lines, wrapped nowhere; said words stand in straight quotation marks."""
    lines = (text for line in page.lines for text in _piped(line))
    return degrade("".join(f"{line.rstrip()}\n" for line in lines), options.encoding)


def as_table(page: Page, options: Options) -> str:
    """The lines, wrapped to the terminal's width, in colour if that is asked for."""
    pieces = [(degrade(text, options.encoding), line) for line in page.lines for text in _set(line, options.width)]
    if not options.colour:
        return "".join(f"{text}\n" for text, _ in pieces)
    from rich.color import ColorSystem
    from rich.style import Style

    styles = {tone: Style.parse(style) for tone, style in _STYLES.items()}

    def styled(text: str, line: PageLine) -> str:
        plain, marked = styles[line.tone], styles[line.tone] + Style(bold=True)
        return "".join(
            (marked if place % 2 else plain).render(part, color_system=ColorSystem.STANDARD)
            for place, part in enumerate(parted(line, text))
        )

    return "".join(f"{styled(text, line)}\n" for text, line in pieces)


def parted(line: PageLine, text: str) -> list[str]:
    """The text in pieces: every other one is words that stand out."""
    words = "|".join(map(re.escape, sorted(line.marks, key=len, reverse=True)))
    return re.split(rf"(?<!\w)({words})(?!\w)", text) if words else [text]


def texts(line: PageLine, quotes: tuple[str, str]) -> list[str]:
    """The lines of a line's text, one but for a pasted text; said words stand in these marks."""
    show = visible_lines if line.pasted else visible
    pieces = (line.text,) if isinstance(line.text, str) else line.text
    return "".join(show(each) if isinstance(each, str) else said(each, quotes, show) for each in pieces).split("\n")


def _piped(line: PageLine) -> Iterator[str]:
    first, *rest = texts(line, STRAIGHT)
    yield f"{line.label}{first}" + (f"  {line.right}" if line.right else "")
    yield from (" " * cells(line.label) + each for each in rest)


def _set(line: PageLine, width: int) -> Iterator[str]:
    hang = " " * cells(line.label)
    first, *rest = (part for text in texts(line, CURLY) for part in wrap(text, width - len(hang)) or [""])
    start = f"{line.label}{first}".rstrip()
    gap = width - cells(start) - cells(line.right)
    if line.right and not rest and gap >= 2:
        yield f"{start}{' ' * gap}{line.right}"
        return
    yield start
    yield from ((hang + each).rstrip() for each in rest)
    if line.right:
        yield hang + line.right
