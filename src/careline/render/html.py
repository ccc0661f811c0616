"""A report or a page as HTML: whole, with nothing loaded from elsewhere, and no text in it acting as markup."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from careline.domain.report import Item, Page, PageLine, Report, Section, Task
from careline.render import Options
from careline.render.agenda import in_two_lines_each
from careline.render.packaged import TEMPLATES
from careline.render.page import parted, texts
from careline.render.safe import visible
from careline.render.wording import CURLY, NUMERIC, Wording, listed, read_columns

if TYPE_CHECKING:
    from jinja2 import Template


def render(report: Report, options: Options) -> str:
    """The report as a document: what people read of it, as entries or as tables."""
    wording = Wording(report, CURLY, "utf-8")
    read = [each for each in report.read if each.items or each.tasks or each.rows]
    places = in_two_lines_each(read, report.most) if report.agenda else [[]] * len(read)
    return _written(
        "report.html",
        options,
        title=wording.text(report.title),
        headline=wording.text(" ".join(filter(None, (report.headline, report.worst)))),
        dateline=wording.dateline(),
        changed=wording.changed(),
        alarm=wording.text(report.alarm),
        nothing="" if report.has_something or report.headline else wording.text(report.nothing),
        sections=[_section(each, shown, wording) for each, shown in zip(read, places, strict=True)],
        closing=[wording.text(line) for line in report.closing],
    )


def page(page: Page, options: Options) -> str:
    """A page about one thing as a document; what is printed on paper brings its own."""
    if page.document is not None:
        return _encoded(page.document, options)
    lines = [_line(line) for line in page.lines]
    title = page.title or next((visible(texts(line, CURLY)[0]) for line in page.lines), "")
    return _written("page.html", options, title=title, lines=lines)


def _written(name: str, options: Options, **values: Any) -> str:
    return _encoded(_template(name).render(**values) + "\n", options)


def _encoded(document: str, options: Options) -> str:
    """The document with references for what the encoding lacks; one that is not UTF-8 gets them for all but ASCII."""
    encoding = "utf-8" if options.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else "ascii"
    return document.encode(encoding, "xmlcharrefreplace").decode(encoding)


@cache
def _template(name: str) -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(TEMPLATES)
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template(name)


def _section(section: Section, shown: Sequence[int] | None, wording: Wording) -> dict[str, Any]:
    """What the template says of a section; of its tasks those in these places, none where it stands there in short."""
    rows = tuple(section.rows)
    columns = read_columns(section, rows)
    left_out = len(section.tasks) - len(shown or ())
    return {
        "title": wording.text(f"{section.title} ({len(section.tasks)})" if left_out else section.title),
        "tasks": [_task(section.tasks[place], wording) for place in shown or ()],
        "left_out": left_out,
        "more": wording.text(section.more),
        "items": [_item(item, wording) for item in section.items],
        "columns": [{"title": wording.text(column.title), "number": column.kind in NUMERIC} for _, column in columns],
        "rows": [] if section.items or section.tasks else [wording.row(row, columns) for row in rows],
    }


def _task(task: Task, wording: Wording) -> dict[str, Any]:
    text = wording.text
    return {
        "person": text(task.person),
        "case": text(task.case),
        "words": wording.words(task.words),
        "since": text(task.since),
        "new": task.new,
        "facts": " \u00b7 ".join(text(each) for each in (task.subject, *task.known) if each),
        "command": text(task.command),
    }


def _item(item: Item, wording: Wording) -> dict[str, Any]:
    owed = (wording.text(item.promise or ""), wording.due(item), wording.text(item.by), wording.counts(item))
    return {
        "person": wording.text(item.person),
        "case": wording.text(" ".join(filter(None, (item.case, item.subject)))),
        "phone": wording.text(item.phone or ""),
        "age": wording.text(item.age_words),
        "new": item.new,
        "urgent": item.urgent,
        "words": wording.words(item.words),
        "facts": listed(*owed),
        "standing": wording.fragments(item.standing),
        "lines": [{"text": wording.line(line), "loud": line.loud} for line in item.lines],
        "command": wording.text(item.command),
    }


def _line(line: PageLine) -> dict[str, Any]:
    return {
        "label": visible(line.label),
        "pieces": parted(line, "\n".join(texts(line, CURLY))),
        "right": visible(line.right),
        "tone": line.tone.value,
    }
