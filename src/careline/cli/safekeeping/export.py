"""`careline export`."""

from datetime import datetime

import typer

from careline.cli.frame.options import OutputOption, looking
from careline.cli.frame.showing import Stream, destination
from careline.desk import Desk

app = typer.Typer()


@looking(app, "export", as_of=False, formats=False)
def export(desk: Desk, now: datetime, output: OutputOption = None) -> Stream:
    """Export the whole store, one JSON object a line: every table, the log and the attachments.

    careline import --jsonl FILE makes the same store of it. The same store gives the same lines.

    Example: careline export --output careline.jsonl
    """
    from careline.store.safekeeping import exporting

    place = destination(output, desk)
    return Stream(exporting.lines(desk.lasting_reader(as_it_is=True)), place)
