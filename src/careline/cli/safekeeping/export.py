"""`careline export`."""

from collections.abc import Iterator
from datetime import datetime

import typer

from careline.cli.frame.options import OutputOption, looking
from careline.cli.frame.showing import Stream, destination
from careline.desk import Desk
from careline.domain.wording import counted

app = typer.Typer()


@looking(app, "export", as_of=False, formats=False)
def export(desk: Desk, now: datetime, output: OutputOption = None) -> Stream:
    """Export the whole store, one JSON object a line: every table, the log and the attachments.

    careline import --jsonl FILE makes the same store of it. The same store gives the same lines.

    Example: careline export --output careline.jsonl
    """
    from careline.store.safekeeping import exporting

    place = destination(output, desk)
    lost: list[str] = []

    def pieces() -> Iterator[str]:
        yield from exporting.lines(desk.lasting_reader(as_it_is=True), lost)
        if lost:
            desk.say(
                f"careline: What {counted(len(lost), 'attachment')} held is missing or changed, and so is not in the "
                "export. careline doctor says which; a backup may still have it."
            )

    return Stream(pieces(), place)
