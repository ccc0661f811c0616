"""What every import can be told: which file, what its columns hold, and what becomes of its rows."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from careline.cli.frame.bundles import Bundle
from careline.cli.frame.questions import Question
from careline.cli.sheets import files
from careline.desk import Desk
from careline.domain.values import frozen

MOST_LINES = 1_000_000


def _readable(desk: Desk, at: datetime, typed: str) -> str:
    """A file; at a question nobody else puts the home folder in the place of ~. Raises FileUnreadable."""
    file = str(Path(typed).expanduser())
    with files.opened(file):
        return file


@frozen
class Given(Bundle):
    """What an import was told."""

    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A table with headings, as CSV, .xlsx or .ods; - is standard input.",
            show_default=False,
        ),
        Question(_readable, unless="take_back"),
    ]
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field; again for each."),
    ] = None
    sets: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="The same value for every row; again for each."),
    ] = None
    layout: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help="Whose export it is, such as shopify or zendesk."),
    ] = None
    date_formats: Annotated[
        list[str] | None,
        typer.Option("--date-format", metavar="FMT", help="How dates are written, as in %d.%m.%Y; again for each."),
    ] = None
    tz: Annotated[str | None, typer.Option(metavar="ZONE", help="The zone of the moments, if not the shop's.")] = None
    source: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where the rows come from, if not the file's name.")
    ] = None
    skip_bad: Annotated[
        Path | None, typer.Option(metavar="REJECTS.csv", help="Write bad rows there, and import the others.")
    ] = None
    update: Annotated[
        bool, typer.Option("--update", help="Take over what a newer file knows: kept, closed, delivered.")
    ] = False
    even_forgotten: Annotated[
        bool, typer.Option("--even-forgotten", help="Import the rows of somebody who was forgotten, too.")
    ] = False

    delimiter: Annotated[
        str | None,
        typer.Option(metavar="CHARACTER", help="What is between the columns, if that is not found: ; or tab."),
    ] = None
    encoding: Annotated[
        str | None, typer.Option(metavar="NAME", help="How letters are encoded, if that is not found: cp1252, utf-16.")
    ] = None
    skip_lines: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=0, max=MOST_LINES, help="How many lines are above the headings, if that is not found."
        ),
    ] = None

    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Which sheet of a workbook, if not the first with a table.")
    ] = None

    def typed(self) -> dict[str, Any]:
        """What was typed beside the file, by the name of its option."""
        options = {
            "--as": self.layout,
            "--source": self.source,
            "--tz": self.tz,
            "--date-format": self.date_formats,
            "--delimiter": self.delimiter,
            "--encoding": self.encoding,
            "--skip-lines": self.skip_lines,
            "--sheet": self.sheet,
            "--skip-bad": self.skip_bad,
            "--update": self.update,
            "--even-forgotten": self.even_forgotten,
            "--map": self.maps,
            "--set": self.sets,
        }
        return {option: value for option, value in options.items() if value is not None and value is not False}


TakeBackOption = Annotated[
    str | None,
    typer.Option(metavar="SOURCE", help="Take the last import from this source back, unless changed since."),
]
