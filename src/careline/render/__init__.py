"""Reports in every output format: renderers know kinds of value, not reports."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from careline.domain.errors import NoSuchSection
from careline.domain.report import Report
from careline.domain.values import frozen


@frozen
class Options:
    """What a reader asks of a format.

    `width` is in columns and rules terminal pages; `section` leaves out all others; `quiet` says nothing where there is
    nothing to say; what `encoding` lacks is replaced.
    """

    width: int = 100
    colour: bool = False
    section: str | None = None
    quiet: bool = False
    encoding: str = "utf-8"


Render = Callable[[Report, Options], str]


def _loaded_on_use(module: str, function: str = "render") -> Render:
    """A renderer whose module is imported when it is first asked: most commands need one, and Rich is slow to load."""

    def render(report: Report, options: Options) -> str:
        if options.quiet and not report.has_something:
            return ""
        write: Render = getattr(import_module(f"careline.render.{module}"), function)
        return write(_only(report, options.section), options)

    return render


def _only(report: Report, section: str | None) -> Report:
    if section is None:
        return report
    chosen = tuple(each for each in report.sections if each.name == section)
    if not chosen:
        raise NoSuchSection(report.name, section, [each.name for each in report.sections])
    return replace(report, sections=chosen)


FORMATS: dict[str, Render] = {
    "table": _loaded_on_use("table"),
    "plain": _loaded_on_use("plain"),
    "json": _loaded_on_use("json_"),
    "jsonl": _loaded_on_use("json_", "render_lines"),
    "csv": _loaded_on_use("csv_"),
    "tsv": _loaded_on_use("csv_", "render_tabs"),
    "md": _loaded_on_use("markdown"),
    "html": _loaded_on_use("html"),
}
"""Every format by name; each answers with a whole document, its last line ended, or "" where quiet has nothing."""
