"""Plain text without colour or boxes: the page that cron mails, or aligned columns with nothing cut off."""

from collections.abc import Iterator

from careline.domain.report import Item, Report, Section
from careline.render import Options
from careline.render.layout import aligned, cells, wrap, wrap_around_commands, wrap_command
from careline.render.wording import NUMERIC, STRAIGHT, Wording, listed, read_columns

MAIL_WIDTH = 72
_HANG = 2
_INDENT = "   "


def render(report: Report, options: Options) -> str:
    """A page to be mailed where the report has a headline, at most 72 columns wide; otherwise aligned columns."""
    wording = Wording(report, STRAIGHT, options.encoding)
    way = _agenda if report.agenda else _mail if report.headline else _columns
    paragraphs = way(report, wording)
    return "\n\n".join("\n".join(line.rstrip(" ") for line in lines) for lines in paragraphs if lines) + "\n"


def _agenda(report: Report, wording: Wording) -> Iterator[list[str]]:
    from careline.render.agenda import Sheet, written  # only the morning page is one

    head = _head(report, wording)
    closing = _closing(report, wording)
    room = report.most - len(head) - 1 - len(closing)
    tasks = written(report, Sheet(MAIL_WIDTH, wording, "; "), room)
    yield head
    yield [*(line.text for line in tasks), *closing]


def _head(report: Report, wording: Wording) -> list[str]:
    sum_ = wording.text(" ".join(filter(None, (report.headline, report.worst))))
    return _wrapped(sum_, wording.dateline(), wording.changed(), wording.text(report.alarm))


def _closing(report: Report, wording: Wording) -> list[str]:
    lines = map(wording.text, report.closing)
    return [part for line in lines for part in wrap_around_commands(line, MAIL_WIDTH, _HANG)]


def _mail(report: Report, wording: Wording) -> Iterator[list[str]]:
    yield _head(report, wording)
    digits = len(str(sum(len(section.items) for section in report.read)))
    number = 0
    for section in report.read:
        if not section.items:
            yield _short_lines(section, wording)
            continue
        title = wrap(wording.text(section.title), MAIL_WIDTH)
        for item in section.items:
            number += 1
            yield [*title, *_numbered(f"{number:>{digits}}. ", item, wording)]
            title = []
    yield _closing(report, wording)


def _numbered(number: str, item: Item, wording: Wording) -> Iterator[str]:
    indent = " " * len(number)
    room = MAIL_WIDTH - len(indent)
    owed = listed(wording.due(item), wording.text(item.by))
    standing = wording.fragments(item.standing)
    both = f"{owed}; {standing}"
    lines = _wrapped(
        wording.text(listed(item.person, " ".join(filter(None, (item.case, item.subject))), item.phone or "")),
        listed(wording.text(item.age_words), "new" if item.new else "", wording.counts(item)),
        wording.words(item.words),
        *([both] if owed and standing and cells(both) <= room else [owed, standing]),
        *map(wording.line, item.lines),
        room=room,
    )
    for line in lines + wrap_command(wording.text(item.command), room, _HANG):
        yield number + line
        number = indent


def _short_lines(section: Section, wording: Wording) -> list[str]:
    rows = tuple(section.rows)
    columns = read_columns(section, rows)
    title = wording.text(section.title)
    lines = [listed(*wording.row(row, columns)) for row in rows]
    if len(columns) == 1:
        return wrap(f"{title}: {listed(*lines)}", MAIL_WIDTH, _HANG) if lines else []
    wrapped = _wrapped(*lines, room=MAIL_WIDTH - len(_INDENT))
    return [*wrap(title, MAIL_WIDTH), *(_INDENT + line for line in wrapped)] if lines else []


def _wrapped(*lines: str, room: int = MAIL_WIDTH) -> list[str]:
    return [part for line in lines for part in wrap(line, room, _HANG)]


def _columns(report: Report, wording: Wording) -> Iterator[list[str]]:
    if not report.listing:
        head = (wording.text(report.title), wording.dateline(), wording.changed())
        yield list(filter(None, head))
    elif report.dated:
        yield [wording.dateline()]
    if not report.has_something:
        yield [wording.text(report.nothing)]
    for section in report.sections:
        if section.rows:
            yield [*filter(None, [wording.text(section.title)]), *_aligned(section, wording)]
    yield [wording.text(line) for line in report.closing]


def _aligned(section: Section, wording: Wording) -> list[str]:
    rows = tuple(section.rows)
    columns = read_columns(section, rows)
    header = [column.title for _, column in columns]
    right = [place for place, (_, column) in enumerate(columns) if column.kind in NUMERIC]
    return aligned([header, *(wording.row(row, columns) for row in rows)], right)
