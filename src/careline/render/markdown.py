"""A report as Markdown: a title, the sum, and a table for each section that has rows. No text in it acts as markup."""

import re
from collections.abc import Iterator

from careline.domain.report import Report, Section
from careline.render import Options
from careline.render.wording import CURLY, NUMERIC, Wording, read_columns

# Besides what begins markup: what would make an address a link.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>|#~&$!]|:(?=//)|(?i:(?<=www))\.")
# At the beginning of a paragraph these would make it a list or a heading.
_OPENING = re.compile(r"^(\d*)(?=[-+=.)])")


def render(report: Report, options: Options) -> str:
    """The report as a document; moments stand in brief and in the shop's zone."""
    wording = Wording(report, CURLY, options.encoding)
    return "\n\n".join(filter(None, _parts(report, wording))) + "\n"


def _parts(report: Report, wording: Wording) -> Iterator[str]:
    yield f"# {_escaped(wording.text(report.title))}"
    yield _paragraph(wording.text(" ".join(filter(None, (report.headline, report.worst)))))
    yield _paragraph(wording.dateline())
    yield _paragraph(wording.changed())
    yield _paragraph(wording.text(report.alarm))
    if not report.has_something and not report.headline:
        yield _paragraph(wording.text(report.nothing))
    for section in report.sections:
        if section.rows:
            if section.title or len(report.sections) > 1:
                yield f"## {_escaped(wording.text(section.title or section.name))}"
            yield _table(section, wording)


def _table(section: Section, wording: Wording) -> str:
    read = tuple(section.rows)
    columns = read_columns(section, read)
    rules = ["--:" if column.kind in NUMERIC else ":--" for _, column in columns]
    rows = ([_escaped(text) for text in wording.row(row, columns)] for row in read)
    header = [_escaped(column.title) for _, column in columns]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (header, rules, *rows))


def _paragraph(text: str) -> str:
    return _OPENING.sub(r"\1\\", _escaped(text.strip()))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
