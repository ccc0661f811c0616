"""Reports in every output format: renderers know kinds of value, not reports."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from careline.domain.errors import BadInput
from careline.domain.values import frozen

if TYPE_CHECKING:
    from careline.domain.report import Page, Report, Section

    Render = Callable[[Report, "Options"], str]
    RenderPieces = Callable[[Report, "Options"], Iterable[str]]
    RenderPage = Callable[[Page, "Options"], str]


@frozen
class Options:
    """What a reader asks of a format.

    `width` is in columns and rules terminal pages; `section` leaves out all others, and `fields` all other keys of
    rows; `quiet` says nothing where there is nothing to say; what `encoding` lacks is replaced.
    """

    width: int = 100
    colour: bool = False
    section: str | None = None
    fields: tuple[str, ...] = ()
    quiet: bool = False
    encoding: str = "utf-8"


def _loaded_on_use(module: str, function: str = "render") -> "Render":
    """A renderer whose module is imported when it is first asked: most commands need one, and Rich is slow to load."""

    def render(report: "Report", options: Options) -> str:
        chosen = narrowed(report, options)
        if options.quiet and not report.has_something:
            return ""
        write: Render = getattr(import_module(f"careline.render.{module}"), function)
        return write(collected(chosen), options)

    return render


def in_pieces(report: "Report", form: str, options: Options) -> Iterable[str]:
    """A report in a format of FORMATS, a piece at a time: where it can, it holds no more of the rows than that."""
    if form not in PIECES:
        return filter(None, [FORMATS[form](report, options)])
    chosen = narrowed(report, options)
    if options.quiet and not report.has_something:
        return ()
    module, function = PIECES[form]
    write: RenderPieces = getattr(import_module(f"careline.render.{module}"), function)
    return write(chosen, options)


def _page_loaded_on_use(module: str, function: str) -> "RenderPage":
    """The same for a page about one thing."""

    def render(page: "Page", options: Options) -> str:
        write: RenderPage = getattr(import_module(f"careline.render.{module}"), function)
        return write(page, options)

    return render


def _broken(text: str, width: int) -> str:
    """The lines of an answer, broken where the terminal ends."""
    from careline.render.layout import broken  # only what somebody reads at a terminal is laid out

    return "".join(f"{part}\n" for line in text.splitlines() for part in broken(line, width))


def _one_document(objects: Sequence[Any]) -> str:
    from careline.render.json_ import dumps  # it needs Options, which stand here

    return dumps(objects[0] if len(objects) == 1 else {"items": objects})


def _a_line_each(objects: Sequence[Any]) -> str:
    from careline.render.json_ import one_line

    return "".join(map(one_line, objects))


def _as_it_is(text: str, width: int) -> str:
    return text


def _indented(payload: Mapping[str, Any]) -> str:
    from careline.render.json_ import document

    return document(payload)


def _in_one_line(payload: Mapping[str, Any]) -> str:
    from careline.render.json_ import line

    return line(payload)


def unprinted(report: "Report", form: str, options: Options) -> str:
    """What to say of the sections that a format of one table leaves out; empty where it leaves out none."""
    sections = _only(report, options.section).sections
    names = [each.name for each in sections if not options.fields or _places(each, options.fields)][1:]
    if form not in OF_ONE_TABLE or not names:
        return ""
    if len(names) == 1:
        return f"{report.name} has also the section {names[0]}; --section {names[0]} prints it."
    return f"{report.name} has also the sections {', '.join(names)}; --section NAME prints one."


def narrowed(report: "Report", options: Options) -> "Report":
    """The report with the section and the fields that were asked for. Raises BadInput where it has none such."""
    report = _only(report, options.section)
    return _with_fields(report, options.fields) if options.fields else report


def _with_fields(report: "Report", fields: Sequence[str]) -> "Report":
    """The report with these keys alone, in this order, as tables; a section that has none of them is left out."""
    there = list(dict.fromkeys(column.key for section in report.sections for column in section.columns))
    for field in fields:
        if field not in there:
            raise _no_such_field(report.name, field, there)
    sections = tuple(each for each in (_cut(section, fields) for section in report.sections) if each.columns)
    if len(report.sections) > 1:
        sections = tuple(replace(each, title=each.title or _as_title(each.name)) for each in sections)
    return replace(report, sections=sections, headline="", worst="", closing=(), agenda=False, page=None)


def _cut(section: "Section", fields: Sequence[str]) -> "Section":
    chosen = _places(section, fields)
    columns = [section.columns[place] for place in chosen]
    rows = (tuple(row[place] for place in chosen) for row in section.rows)
    return replace(
        section,
        columns=tuple(replace(column, title=column.title or column.key) for column in columns),
        rows=type(section.rows)(rows),
        items=(),
    )


def _as_title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _places(section: "Section", fields: Sequence[str]) -> list[int]:
    """Where these fields stand in the rows of a section, in the order of the fields."""
    places = {column.key: place for place, column in enumerate(section.columns)}
    return [places[field] for field in fields if field in places]


def _no_such_field(name: str, field: str, there: Sequence[str]) -> BadInput:
    """The refusal: a field that no section has."""
    from difflib import get_close_matches

    near = get_close_matches(field.lower(), there, 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return BadInput(f'{name} has no field "{field}". {meant}It has: {", ".join(there)}.')


def _only(report: "Report", section: str | None) -> "Report":
    if section is None:
        return report
    chosen = tuple(each for each in report.sections if each.name == section)
    if not chosen:
        sections = [each.name for each in report.sections]
        raise BadInput(f"{report.name} has no section {section!r}. It has: {', '.join(sections)}.")
    if report.agenda:  # its tasks are not those of one section, so that its rows are read, as columns
        report = replace(report, headline="", worst="", agenda=False)
    return replace(report, sections=chosen, closing=(), page=None)


def collected(report: "Report") -> "Report":
    """The report with all its rows at hand, for a format that looks at them more than once."""
    if all(type(section.rows) is tuple for section in report.sections):
        return report
    return replace(report, sections=tuple(replace(each, rows=tuple(each.rows)) for each in report.sections))


FORMATS: "dict[str, Render]" = {
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
PIECES = {"csv": ("csv_", "pieces"), "tsv": ("csv_", "pieces_with_tabs"), "jsonl": ("json_", "pieces")}
"""The formats that write row after row, each with the module and the function that do."""
OF_ONE_TABLE = frozenset({"csv", "tsv"})
"""The formats that hold one section: the first, or the one that is named."""
PAGES: "dict[str, RenderPage]" = {
    "table": _page_loaded_on_use("table", "page"),
    "plain": _page_loaded_on_use("page", "as_plain"),
    "json": _page_loaded_on_use("page", "as_json"),
    "jsonl": _page_loaded_on_use("page", "as_json_line"),
    "html": _page_loaded_on_use("html", "page"),
}
"""The formats of a page about one thing; it has no rows."""
DOCUMENTS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "table": _indented,
    "plain": _indented,
    "json": _indented,
    "jsonl": _in_one_line,
}
"""The formats of what is for programs alone."""
ANSWERS: dict[str, Callable[[str, int], str]] = {"table": _broken, "plain": _as_it_is}
"""The formats in which people read what was recorded, on a terminal of so many columns."""
OBJECTS: dict[str, Callable[[Sequence[Any]], str]] = {
    "json": _one_document,
    "jsonl": _a_line_each,
}
"""The formats in which scripts read it: an object for each case."""
