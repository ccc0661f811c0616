"""`careline export`."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import OutputOption, looking
from careline.cli.frame.showing import Stream, destination
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import Page
from careline.domain.wording import counted

app = typer.Typer()
CsvOption = Annotated[
    str | None, typer.Option("--csv", metavar="FOLDER", help="Write tables for a spreadsheet into a new folder.")
]


@looking(app, "export", as_of=False, formats=False)
def export(desk: Desk, now: datetime, output: OutputOption = None, csv: CsvOption = None) -> Page | Stream:
    """Export the whole store, one JSON object a line: every table, the log and the attachments.

    careline import --jsonl FILE makes the same store of it. --csv FOLDER writes tables for people: cases, promises,
    contacts, customers, purchases, and the names of attachments.

    Example: careline export --output careline.jsonl
    """
    if csv is not None:
        if output is not None:
            raise BadInput("--csv writes several files into its own folder; leave out --output.")
        from careline.cli.safekeeping.csv_tables import write

        return write(desk, csv, now)
    from careline.store.safekeeping import exporting

    if output is None and desk.is_attended:
        raise BadInput(
            "The export of a store is too long for a terminal. Name a file with --output, or a folder for tables with "
            "--csv; --output - prints it all the same."
        )
    place = destination(output, desk)
    lost: list[str] = []

    def pieces() -> Iterator[str]:
        yield from exporting.lines(desk.lasting_reader(as_it_is=True), lost)
        if lost:
            desk.say(
                f"careline: What {counted(len(lost), 'attachment')} held is missing or changed, and so is not in the "
                "export. careline doctor says which; a backup may still have it."
            )

    return Stream(pieces(), place, f"Written to {output}: the whole store, attachments inside.")
