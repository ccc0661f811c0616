"""What can be typed where an import is shown, told with an example from the very sheet."""

from collections.abc import Iterator

from careline.cli.sheets.columns_shown import fitted
from careline.cli.sheets.reading import Reading
from careline.domain.sheets.columns import COLUMN
from careline.render.layout import aligned

MOST_HEADINGS = 100
OF_OPTIONS = "tz= date-format= as= source= skip-bad="
"""What can be given at the prompt besides columns, under the names of the options."""
OPTIONS = tuple(OF_OPTIONS.replace("=", "").split())


def hint(reading: Reading) -> str:
    """The shortest of it: a column, and none."""
    form = reading.columns.form
    return f"fix it: {(*reading.columns.missing, *form.needed)[0]}={COLUMN} {_spare(reading)}="


def lines(reading: Reading) -> Iterator[str]:
    """All of it, and which fields and columns there are."""
    form = reading.columns.form
    field, heading = _example(reading)
    value = "customer" if form.moments else "company"
    yield "What you can type, or several of it in one line:"
    yield from (
        f"  {line}"
        for line in aligned(
            [
                (f"{field}={_quoted(heading)}", f"this column says {field}; its beginning will do"),
                (f'{value}="One name"', "every row says this"),
                (f"{_spare(reading)}=", f"no column says {_spare(reading)}"),
                ("update", "takes over what a newer file knows"),
                ("y, n", "yes; no, and nothing is imported"),
            ]
        )
    )
    yield f"  {OF_OPTIONS}  as the options of these names"
    yield "  Another sheet, delimiter or first line: n, then careline import --help"
    yield f"Fields: {', '.join(form.fields)}"
    names = list(dict.fromkeys(name.strip() for name in reading.table.header if name.strip()))
    more = [f"and {len(names) - MOST_HEADINGS} more"] if len(names) > MOST_HEADINGS else []
    yield f"Columns: {', '.join([*(fitted(name, 60) for name in names[:MOST_HEADINGS]), *more])}"


def _spare(reading: Reading) -> str:
    """A field that a row can do without: one that is given, where there is one."""
    form = reading.columns.form
    spare = form.moments[1:] or ("phone",)
    return next(filter(reading.columns.gives, spare), spare[0])


def _example(reading: Reading) -> tuple[str, str]:
    """A field and a column of this sheet: what is missing from one of those left alone, else as it is read."""
    understood = reading.understood
    if reading.columns.missing:
        return reading.columns.missing[0], next(iter(understood.left_alone), COLUMN)
    return next((each for each in reading.columns.headings.items() if "," not in each[1]), ("subject", COLUMN))


def _quoted(heading: str) -> str:
    mark = "'" if '"' in heading else '"'
    return f"{mark}{fitted(heading)}{mark}" if " " in heading else fitted(heading)
