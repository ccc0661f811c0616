"""The page on a terminal. Colour repeats what words and places say already; the width comes from the options.

Rich colours the page and does not lay it out: its tables know no line that runs beneath several columns, and one
enormous word keeps them busy for half a minute.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

from careline.domain.report import Item, Kind, Report, Section
from careline.domain.values import frozen
from careline.render import Options
from careline.render.layout import GAP, cells, fitted, pad, side_by_side, wrap, wrap_command
from careline.render.safe import degrade
from careline.render.wording import CURLY, FORETOLD, NUMERIC, Wording, listed, read_columns

# Longer lines are hard to follow with the eye; on shorter ones the words would have no room left.
_WIDEST, _NARROWEST = 120, 40
# On narrower pages `by` and commands, and then how often was asked and told, stand in a line beneath.
_ROOM_FOR_BY, _ROOM_FOR_COUNTS = 100, 60
_AGE = 6

# Named colours only, and neither black nor white: the terminal's owner knows whether its ground is dark.
_PLAIN = Style()
_BOLD = Style(bold=True)
_HEADING = Style(dim=True)
_LATE = Style(color="red")
_URGENT = Style(color="red", bold=True)


def render(report: Report, options: Options) -> str:
    """The page in at most `options.width` columns (40 at least), with colours if asked; no line ends in spaces."""
    page = _Page(
        report,
        Wording(report, CURLY, options.encoding),
        max(options.width, _NARROWEST),
        degrade(" \u00b7 ", options.encoding),
        ColorSystem.STANDARD if options.colour else None,
    )
    paragraphs = _agenda(page) if report.agenda else _ledger(page)
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


class _Cell(NamedTuple):
    """A text to be wrapped into a column; a column without a width is left out."""

    text: str
    width: int
    style: Style = _PLAIN
    right: bool = False


@frozen
class _Page:
    """What the lines of a page are made from. `terminal` is its whole width, which tables may use."""

    report: Report
    wording: Wording
    terminal: int
    dot: str
    colours: ColorSystem | None

    @property
    def width(self) -> int:
        """How long a line of text may be."""
        return min(self.terminal, _WIDEST)

    def paint(self, text: str, style: Style) -> str:
        """The text in its colour, if the page has any."""
        return style.render(text, color_system=self.colours)

    def head(self, edge: int = 0) -> list[str]:
        """The title, and what is new: flush right at the edge where both fit, else beneath."""
        report, wording = self.report, self.wording
        foretold = FORETOLD if report.foretold else ""
        names = (wording.text(report.title), wording.text(report.shop), wording.full(report.as_of), foretold)
        title, changed = self.dot.join(filter(None, names)), wording.changed()
        alarm = self.wrapped(wording.text(report.alarm), style=_BOLD)
        if changed and cells(title) + GAP + cells(changed) <= edge:
            width = edge - GAP - cells(changed)
            return [*self.row([_Cell(title, width, _BOLD), _Cell(changed, cells(changed))]), *alarm]
        return [*self.wrapped(title, style=_BOLD), *self.wrapped(changed), *alarm]

    def nothing(self) -> list[str]:
        """What a report without a row says."""
        return [] if self.report.has_something else self.wrapped(self.wording.text(self.report.nothing))

    def closing(self) -> list[str]:
        """The lines of sum at the end."""
        return [line for text in self.report.closing for line in self.wrapped(self.wording.text(text))]

    def title(self, section: Section) -> list[str]:
        """The section's title, where it has one."""
        return self.wrapped(self.wording.text(section.title), style=_BOLD)

    def table(self, section: Section, indent: int = 0) -> list[str]:
        """The section's title and columns; of a single column its values, in a line behind the title."""
        if not section.rows:
            return []
        columns = read_columns(section)
        rows = [self.wording.row(row, columns) for row in section.rows]
        if len(columns) == 1 and section.title:
            return self.wrapped(self.wording.text(f"{section.title}: ") + listed(*(row[0] for row in rows)))
        header = [column.title for _, column in columns]
        moments = [place for place, (_, column) in enumerate(columns) if column.kind is Kind.MOMENT]
        widths = fitted([header, *rows], self.terminal - indent, moments)
        if widths is None:
            return [*self.title(section), *(line for row in rows for line in self.entry(header, row, indent))]
        lines = self.title(section)
        for row in (header, *rows):
            style = _HEADING if row is header else _PLAIN
            shape = zip(row, widths, columns, strict=True)
            lines += self.row([_Cell(text, width, style, c.kind in NUMERIC) for text, width, (_, c) in shape], indent)
        return lines

    def entry(self, header: Sequence[str], row: Sequence[str], indent: int) -> Iterator[str]:
        """A row for which the page is too narrow: its first value, and beneath it the others by their headings."""
        yield from self.wrapped(row[0], indent, _BOLD)
        named = (f"{title} {text}" for title, text in zip(header[1:], row[1:], strict=True) if text)
        yield from self.joined(named, indent + GAP)

    def beneath(self, item: Item, indent: int) -> Iterator[str]:
        """The lines of an item that it brings itself."""
        for line in item.lines:
            yield from self.wrapped(self.wording.line(line), indent, _BOLD if line.loud else _PLAIN)

    def joined(self, parts: Iterable[str], indent: int) -> Iterator[str]:
        """The parts with dots between, as many in a line as it holds."""
        line = ""
        for part in filter(None, parts):
            longer = f"{line}{self.dot}{part}" if line else part
            if line and cells(longer) > self.width - indent:
                yield from self.wrapped(line, indent)
                longer = part
            line = longer
        yield from self.wrapped(line, indent)

    def wrapped(self, text: str, indent: int = 0, style: Style = _PLAIN) -> list[str]:
        """The text in lines after the indent, all but the first somewhat further in; no text, no line."""
        return [" " * indent + self.paint(line, style) for line in wrap(text, self.width - indent, GAP)]

    def row(self, row: Sequence[_Cell], indent: int = 0) -> Iterator[str]:
        """The cells side by side, each wrapped to its width."""
        kept = [cell for cell in row if cell.width]
        for parts in zip_longest(*(wrap(cell.text, cell.width) for cell in kept), fillvalue=""):
            line, space = "", indent
            for part, cell in zip(parts, kept, strict=True):
                spare = cell.width - cells(part)
                if part:
                    line += " " * (space + spare if cell.right else space) + self.paint(part, cell.style)
                    space = 0 if cell.right else spare
                else:
                    space += spare
                space += GAP
            yield line


@frozen
class _Ledger:
    """How wide the columns of a ledger are; what belongs into one of width 0 stands beneath.

    `aside` is the room from `by` on, for items that have nothing in those columns.
    """

    age: int
    words: int
    to: int
    by: int
    asked: int
    told: int
    aside: int

    @property
    def edge(self) -> int:
        """Where the last column ends."""
        return side_by_side(self.age, self.words, self.to, self.by, self.asked, self.told)


def _ledger(page: _Page) -> Iterator[list[str]]:
    items = [item for section in page.report.read for item in section.items]
    columns = _ledger_columns(items, page)
    yield page.head(columns.edge if items else 0)
    yield page.nothing()
    header = _ledger_header(columns, page) if any(item.age for item in items) else []
    for section in page.report.read:
        if section.items:
            entries = [line for item in section.items for line in _ledger_entry(item, columns, page)]
            yield [*page.title(section), *header, *entries]
            header = []
        else:
            yield page.table(section)
    yield page.closing()


def _ledger_columns(items: Sequence[Item], page: _Page) -> _Ledger:
    text, width = page.wording.text, page.width
    age = max([_AGE, *(cells(text(item.age)) + (GAP if item.urgent else 0) for item in items)])
    to = _column("to", (text(item.person) for item in items), width // 4)
    by = asked = told = aside = 0
    if width >= _ROOM_FOR_COUNTS:
        asked, told = len("asked"), len("told")
    if width >= _ROOM_FOR_BY:
        by = _column("by", (text(item.by) for item in items), width // 4)
        aside = _column("", (_aside(item, page) for item in items if _stands_aside(item)), width * 2 // 5)
    aside = max(aside, side_by_side(by, asked, told))
    words = width - side_by_side(age, to, aside) - GAP
    return _Ledger(age, words, to, by, asked, told, aside)


def _ledger_header(columns: _Ledger, page: _Page) -> list[str]:
    row = [
        _Cell("days", columns.age, _HEADING, right=True),
        _Cell("promised", columns.words, _HEADING),
        _Cell("to", columns.to, _HEADING),
        _Cell("by", columns.by, _HEADING),
        _Cell("asked", columns.asked, _HEADING, right=True),
        _Cell("told", columns.told, _HEADING, right=True),
    ]
    return list(page.row(row))


def _ledger_entry(item: Item, columns: _Ledger, page: _Page) -> Iterator[str]:
    wording = page.wording
    age = wording.text(item.age)
    marked = f"!{pad(age, columns.age - 1, right=True)}" if item.urgent else age
    row = [
        _Cell(marked, columns.age, _URGENT if item.urgent else _LATE, right=not item.urgent),
        _Cell(wording.words(item.words), columns.words, _BOLD),
        _Cell(wording.text(item.person), columns.to),
    ]
    indent = columns.age + GAP
    if columns.by and _stands_aside(item):
        yield from page.row([*row, _Cell(_aside(item, page), columns.aside)])
    else:
        by = _Cell(wording.text(item.by), columns.by)
        asked = _Cell(wording.value(item.asked), columns.asked, right=True)
        told = _Cell(wording.value(item.told), columns.told, right=True)
        yield from page.row([*row, by, asked, told])
        yield from page.joined(_facts(item, columns, page), indent)
    yield from page.beneath(item, indent)


def _facts(item: Item, columns: _Ledger, page: _Page) -> Iterator[str]:
    wording = page.wording
    yield " ".join(wording.text(each) for each in (item.promise, item.case) if each)
    yield wording.due(item)
    if not columns.by:
        yield wording.text(item.by)
    if not columns.asked:
        yield wording.counts(item)
    yield wording.fragments(item.standing)
    yield "NEW" if item.new else ""


def _stands_aside(item: Item) -> bool:
    return item.promise is None and item.asked is None and not item.by


def _aside(item: Item, page: _Page) -> str:
    return listed(page.wording.text(item.case), page.wording.fragments(item.standing), "NEW" if item.new else "")


@frozen
class _Agenda:
    """How wide the columns of an agenda are; a command without a column stands beneath."""

    person: int
    case: int
    words: int
    command: int


def _agenda(page: _Page) -> Iterator[list[str]]:
    items = [item for section in page.report.read for item in section.items]
    columns = _agenda_columns(items, page)
    yield page.head()
    yield page.nothing()
    body: list[str] = []
    for section in page.report.read:
        if section.items:
            body += page.title(section)
            body += (line for item in section.items for line in _agenda_entry(item, columns, page))
        else:
            body += page.table(section, GAP)
    yield body
    yield page.closing()


def _agenda_columns(items: Sequence[Item], page: _Page) -> _Agenda:
    text, width = page.wording.text, page.width
    person = _column("", (text(item.person) for item in items), width // 4)
    case = _column("", (text(item.case) for item in items), width // 8)
    command = max((cells(text(item.command)) for item in items), default=0)
    if width < _ROOM_FOR_BY or command > width // 3:
        command = 0
    words = width - GAP - side_by_side(person, case, command) - GAP
    return _Agenda(person, case, words, command)


def _agenda_entry(item: Item, columns: _Agenda, page: _Page) -> Iterator[str]:
    wording = page.wording
    words = listed(
        wording.words(item.words),
        wording.text(item.by),
        wording.text(item.age_words) or wording.due(item),
        wording.counts(item),
        wording.fragments(item.standing),
        "new" if item.new else "",
    )
    command = wording.text(item.command)
    row = [
        _Cell(wording.text(item.person), columns.person, _BOLD),
        _Cell(wording.text(item.case), columns.case),
        _Cell(words, columns.words),
        _Cell(command, columns.command),
    ]
    yield from page.row(row, GAP)
    indent = GAP + side_by_side(columns.person, columns.case) + GAP
    yield from page.beneath(item, indent)
    if not columns.command:
        yield from (" " * indent + line for line in wrap_command(command, page.width - indent, GAP))


def _column(title: str, texts: Iterable[str], widest: int) -> int:
    return min(max(map(cells, (title, *texts))), widest)
