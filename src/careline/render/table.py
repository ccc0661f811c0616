"""The page on a terminal, as Rich's tables and texts. Colour repeats what words and places say already."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding

from careline.domain.report import Item, Kind, Page, PageLine, Report, Section, Tone, Words
from careline.domain.values import frozen
from careline.render import Options
from careline.render.console import GAP, Flow, opposite, printed, shortened, side_by_side, widest
from careline.render.layout import broken, is_labelled, wrap_around_commands
from careline.render.page import parted, texts
from careline.render.safe import degrade
from careline.render.wording import CURLY, FORETOLD, NUMERIC, Wording, listed, read_columns

# Longer lines are hard to follow with the eye; on shorter ones the words would have no room left.
_WIDEST, _NARROWEST = 120, 40
# On narrower pages `by` and commands stand in a line beneath, and on still narrower ones everything does.
_ROOM_FOR_BY, _ROOM_FOR_COLUMNS = 100, 60
_AGE = len("days") + GAP
# What the columns of a ledger are called where it lists questions.
_OF_QUESTIONS = {"promised": "they said", "asked": "questions"}
# Only longer words may be broken to make columns fit, or if need be those that are longer than the second.
_LONGEST_WORDS = (20, 12)
_HALF_A_MOMENT = len("Thu 28 May")

# Named colours only, and neither black nor white: the terminal's owner knows whether its ground is dark.
_BOLD, _HEADING, _LATE, _URGENT = "bold", "dim", "red", "bold red"
_TONES = {Tone.PLAIN: "", Tone.TITLE: _BOLD, Tone.LOUD: _URGENT, Tone.GOOD: "green"}


def render(report: Report, options: Options) -> str:
    """The page in at most `options.width` columns (40 at least), with colours if asked; no line ends in spaces."""
    terminal = max(options.width, _NARROWEST)
    dot = degrade(" \u00b7 ", options.encoding)
    page = _Page(report, _Shown(report, CURLY, options.encoding), terminal, dot)
    paragraphs = map(list, _agenda(page) if report.agenda else _ledger(page))
    first, *more = filter(None, paragraphs)
    spaced = [part for paragraph in more for part in (Flow(), *paragraph)]
    return printed(*first, *spaced, width=terminal, colour=options.colour)


def page(page: Page, options: Options) -> str:
    """The lines of a page about one thing, each behind its label, wrapped to the terminal's width.

    A line that is nothing but a label, such as one of a crontab, stays whole.
    """
    parts: list[RenderableType] = []
    for (label, is_whole), lines in groupby(page.lines, lambda line: (cell_len(line.label), not line.text)):
        if is_whole:
            parts += (Flow(degrade(line.label, options.encoding), _TONES[line.tone], no_wrap=True) for line in lines)
            continue
        room = options.width - label
        rows = [[_label(line, options), _said(line, room, options.encoding)] for line in lines]
        parts += [side_by_side(rows, [label, room], gap=0)] if label else [text for _, text in rows]
    return printed(*parts, width=options.width, colour=options.colour)


def _label(line: PageLine, options: Options) -> Flow:
    """What stands before a line."""
    shown = Flow(degrade(line.label, options.encoding), _TONES[line.tone])
    if line.aside and options.colour:
        start = shown.plain.rindex(line.aside)
        shown.stylize(_HEADING, start, start + len(line.aside))
    return shown


def _said(line: PageLine, room: int, encoding: str) -> RenderableType:
    """What a line says, and what belongs to its right edge."""
    tone = _TONES[line.tone]
    lines = (degrade(text, encoding) for text in texts(line, CURLY, shortened))
    text = "\n".join("\n".join(broken(each, room)) if is_labelled(each) else each for each in lines)
    pieces = ((part, "bold" if place % 2 else None) for place, part in enumerate(parted(line, text)))
    said = Flow("", tone)
    said.append_tokens(pieces)
    return opposite(said, Flow(degrade(shortened(line.right), encoding), tone), room)


class _Shown(Wording):
    """The words on a terminal: enormous ones are shortened."""

    def text(self, text: str) -> str:
        return super().text(shortened(text))

    def words(self, words: Words) -> str:
        return super().words(replace(words, text=shortened(words.text)))


@frozen
class _Page:
    """What the parts of a page are made from. `terminal` is its whole width, which tables may use."""

    report: Report
    wording: Wording
    terminal: int
    dot: str

    @property
    def width(self) -> int:
        """How long a line of text may be."""
        return min(self.terminal, _WIDEST)

    def has_room(self, columns: int) -> bool:
        """True where the page is that wide."""
        return self.terminal >= columns

    def head(self, *, is_ruled: bool) -> Iterator[RenderableType]:
        """The title, and what is new: at the right of a page ruled in columns where both fit, else beneath."""
        report, wording = self.report, self.wording
        foretold = FORETOLD if report.foretold else ""
        names = (wording.text(report.title), wording.text(report.shop), wording.full(report.as_of), foretold)
        title = Flow(self.dot.join(filter(None, names)), _BOLD)
        sum_ = wording.text(report.headline) if report.agenda else ""
        changed = Flow(" ".join(filter(None, (sum_, wording.changed()))))
        yield self.within(opposite(title, changed, self.width if is_ruled else 0))
        yield from self.texts(report.alarm, style=_BOLD)

    def table(self, section: Section, indent: int = 0) -> Iterator[RenderableType]:
        """The section's title and columns; of a single column its values, in a line behind the title."""
        if not section.rows:
            return
        read = tuple(section.rows)
        columns = read_columns(section, read)
        rows = [self.wording.row(row, columns) for row in read]
        if len(columns) == 1 and section.title:
            yield self.within(Flow(self.wording.text(f"{section.title}: ") + listed(*(row[0] for row in rows))))
            return
        header = [column.title for _, column in columns]
        moments = [place for place, (_, column) in enumerate(columns) if column.kind is Kind.MOMENT]
        widths = _fitted([header, *rows], self.terminal - indent, moments) if self.has_room(_ROOM_FOR_COLUMNS) else None
        yield from self.texts(section.title, style=_BOLD)
        if widths is None:
            yield Padding(Group(*(part for row in rows for part in self.entry(header, row, indent))), (0, 0, 0, indent))
            return
        right = [place for place, (_, column) in enumerate(columns) if column.kind in NUMERIC]
        cells = ([Flow(each, _HEADING) for each in header], *(list(map(Flow, row)) for row in rows))
        yield Padding(side_by_side(cells, widths, right), (0, 0, 0, indent))

    def entry(self, header: Sequence[str], row: Sequence[str], indent: int) -> Iterator[RenderableType]:
        """A row for which the page is too narrow: its first value, and beneath it the others by their headings."""
        yield Flow(row[0], _BOLD)
        lines: list[str] = []
        for named in (f"{title} {text}" for title, text in zip(header[1:], row[1:], strict=True) if text):
            longer = f"{lines[-1]}{self.dot}{named}" if lines else named
            fits = cell_len(longer) <= self.width - indent - GAP
            lines[-1:] = [longer] if fits else [*lines[-1:], named]
        yield Padding(Flow("\n".join(lines)), (0, 0, 0, GAP))

    def beneath(self, item: Item, room: int) -> Iterator[RenderableType]:
        """The lines of an item that it brings itself; commands among them can be copied."""
        for line in item.lines:
            yield Flow("\n".join(broken(self.wording.line(line), room)), _BOLD if line.loud else "")

    def texts(self, *texts: str, style: str = "") -> Iterator[RenderableType]:
        """Each text as a paragraph of its own; no text, no paragraph."""
        return (self.within(Flow(self.wording.text(text), style)) for text in texts if text.strip())

    def closing(self) -> list[RenderableType]:
        """The lines at the end of the page; no command in them is broken."""
        lines = map(self.wording.text, self.report.closing)
        return [Flow(part, no_wrap=True) for line in lines for part in wrap_around_commands(line, self.width, GAP)]

    def within(self, part: RenderableType) -> RenderableType:
        """The part, no wider than a line of text may be."""
        return Constrain(part, self.width)


@frozen
class _Column:
    """A column of items: its heading, how wide it is, and what it says of an item."""

    title: str
    width: int
    cell: Callable[[Item], RenderableType]
    right: bool = False


def _table(items: Iterable[Item], columns: Sequence[_Column], *, headed: bool = False) -> RenderableType:
    header = [[Flow(column.title, _HEADING) for column in columns]] if headed else []
    rows = [[column.cell(item) for column in columns] for item in items]
    right = [place for place, column in enumerate(columns) if column.right]
    return side_by_side([*header, *rows], [column.width for column in columns], right)


def _ledger(page: _Page) -> Iterator[Iterable[RenderableType]]:
    items = [item for section in page.report.read for item in section.items]
    columns = _ledger_columns(items, page)
    asking = [replace(column, title=_OF_QUESTIONS.get(column.title, column.title)) for column in columns]
    yield page.head(is_ruled=bool(items))
    yield page.texts("" if page.report.has_something else page.report.nothing)
    headed = headed_at_all = any(item.age for item in items) and page.has_room(_ROOM_FOR_COLUMNS)
    for section in page.report.read:
        if section.items:
            asks = section.items[0].questions is not None
            table = _table(section.items, asking if asks else columns, headed=headed or (asks and headed_at_all))
            yield (*page.texts(section.title, style=_BOLD), table)
            headed = False
        else:
            yield page.table(section)
    yield page.closing()


def _ledger_columns(items: Sequence[Item], page: _Page) -> list[_Column]:
    wording, text = page.wording, page.wording.text
    age = max([_AGE, *(cell_len(text(item.age)) + (GAP if item.urgent else 0) for item in items)])
    behind = list(_behind_words(items, page)) if page.has_room(_ROOM_FOR_COLUMNS) else []
    words = page.width - age - GAP - sum(GAP + column.width for column in behind)

    def days(item: Item) -> Flow:
        if not item.urgent:
            return Flow(text(item.age), _LATE)
        return Flow(f"!{text(item.age):>{age - 1}}", _URGENT, justify="left")

    def promised(item: Item) -> Group:
        facts = Flow(page.dot.join(filter(None, _facts(item, page))))
        return Group(Flow(wording.words(item.words), _BOLD), *([facts] if facts else []), *page.beneath(item, words))

    return [_Column("days", age, days, right=True), _Column("promised", words, promised), *behind]


def _behind_words(items: Sequence[Item], page: _Page) -> Iterator[_Column]:
    wording, text = page.wording, page.wording.text
    to = widest(("to", *(text(item.person) for item in items)), page.width // 5)
    yield _Column("to", to, lambda item: Flow(text(item.person)))
    if page.has_room(_ROOM_FOR_BY):
        by = widest(("by", *(text(item.by) for item in items)), page.width // 5)
        yield _Column("by", by, lambda item: Flow(text(item.by)))
    asked = "asked" if all(item.questions is None for item in items) else _OF_QUESTIONS["asked"]
    yield _Column("asked", len(asked), lambda item: Flow(wording.value(_times_asked(item))), right=True)
    yield _Column("told", len("told"), lambda item: Flow(wording.value(item.told)), right=True)


def _times_asked(item: Item) -> int | None:
    return item.asked if item.questions is None else item.questions


def _facts(item: Item, page: _Page) -> Iterator[str]:
    """What stands beneath the words of a ledger: what its columns have no room for, and what has no column."""
    wording, text = page.wording, page.wording.text
    if not page.has_room(_ROOM_FOR_COLUMNS):
        yield text(item.person)
        yield wording.counts(item)
    yield " ".join(filter(None, (text(item.case), text(item.subject))))
    yield " ".join(filter(None, (text(item.promise or ""), wording.due(item))))
    if not page.has_room(_ROOM_FOR_BY):
        yield text(item.by)
    yield wording.fragments(item.standing)
    yield "NEW" if item.new else ""


def _agenda(page: _Page) -> Iterator[Iterable[RenderableType]]:
    from careline.render.agenda import Sheet, written  # only the morning page is one

    head = list(page.head(is_ruled=False))
    closing = page.closing()
    columns = _agenda_columns(page) if page.has_room(_ROOM_FOR_COLUMNS) else None
    sheet = Sheet(page.width, page.wording, page.dot, columns)
    room = page.report.most - _lines_of(head, page) - 1 - len(closing)
    yield head
    yield (*(_line(*line) for line in written(page.report, sheet, room)), *closing)


def _agenda_columns(page: _Page) -> tuple[int, int]:
    text, tasks = page.wording.text, [task for section in page.report.read for task in section.tasks]
    case = widest((text(task.case) for task in tasks), page.width // 8)
    return case, widest((text(task.person) for task in tasks), page.width // 5)


def _lines_of(parts: Sequence[RenderableType], page: _Page) -> int:
    return printed(*parts, width=page.terminal, colour=False).count("\n") if parts else 0


def _line(text: str, strong: int) -> Flow:
    flow = Flow(text, no_wrap=True)
    if strong:
        flow.stylize(_BOLD, 0, strong)
    return flow


def _fitted(rows: Sequence[Sequence[str]], room: int, moments: Collection[int]) -> list[int] | None:
    """The widths of columns that stand side by side in the room, the widest narrowed first.

    None where that would break words. The columns in `moments` are broken between day and hour alone. Rich narrows
    columns too, but does not care for words: it would rather break many than make a list of the table.
    """
    columns = list(zip(*rows, strict=True))
    widths = [max(map(cell_len, column)) for column in columns]
    room -= GAP * (len(columns) - 1)
    for longest in _LONGEST_WORDS:
        least = [max(min(longest, cell_len(word)) for text in column for word in text.split(" ")) for column in columns]
        least = [max(low, _HALF_A_MOMENT) if place in moments else low for place, low in enumerate(least)]
        for widest_ in range(room, 0, -1):
            narrowed = [min(width, max(low, widest_)) for width, low in zip(widths, least, strict=True)]
            if sum(narrowed) <= room:
                return narrowed
    return None
