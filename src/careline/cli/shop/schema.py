"""`careline schema`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Column, Document, Report, Section

app = typer.Typer()
COLUMNS = (Column("object", title="Object"), Column("about", title="What it is"))


def proposed(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """What begins so, with what it is; of names in two words, those that begin with the words before."""
    from careline.cli.shop.answers import names

    before = "".join(f"{word} " for word in ctx.params.get("words") or ())
    rest = ((name.removeprefix(before), about) for name, about in names().items() if name.startswith(before))
    return [(name, about) for name, about in rest if name.startswith(incomplete)]


@looking(app, "schema", as_of=False)
def schema(
    desk: Desk,
    now: datetime,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OBJECT]",
            help="An object (case), a report (overdue), or a command (promise list).",
            show_default=False,
            autocompletion=proposed,
        ),
    ] = None,
) -> Report | Document:
    """Print the JSON Schema of what --json prints. Without an object, list what there is.

    Example: careline schema promise list
    """
    from careline.cli.shop.answers import names, schema_of

    if words:
        return Document(schema_of(" ".join(words)))
    return Report(
        name="objects",
        title="Objects",
        shop=desk.settings.shop_name,
        as_of=now,
        zone=desk.settings.calendar(None).zone,
        sections=(Section("objects", COLUMNS, tuple(names().items())),),
        listing=True,
    )
