"""`careline customer export`: all that is held on a customer, for them to have."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

import typer

from careline import files, folders
from careline.cli.frame import given
from careline.cli.frame.options import looking
from careline.cli.people.arguments import WhoArgument
from careline.desk import Desk
from careline.domain.cases.attaching import name_saved
from careline.domain.errors import MissingOption
from careline.domain.ids import show
from careline.domain.report import Page, PageLine
from careline.domain.wording import counted
from careline.paths import Unwritable

app = typer.Typer()
FILE, FOLDER = "customer.json", "attachments"
FolderOption = Annotated[
    str | None, typer.Option("--output", metavar="FOLDER", help="Where it goes: a folder that is new or empty.")
]


@looking(app, "export", as_of=False, formats=False)
def export(desk: Desk, now: datetime, who: WhoArgument, output: FolderOption = None) -> Page:
    """Write all that is held on a customer into a folder: what a person may ask for.

    Everything on their cases, notes and the log too, as JSON, and what is attached as files. Read it before you hand it
    over: what others said may stand in it.

    Example: careline customer export dana@example.com --output dana
    """
    from careline.render.json_ import readable
    from careline.store.safekeeping.attachments import ContentLost, contents
    from careline.store.safekeeping.held import held_on

    if output is None:
        raise MissingOption("--output", "the folder that it goes to")
    lost = 0
    with desk.reader() as fetch, folders.draft_folder(output, desk.own_files) as made:
        customer = given.customer(fetch, who)
        held = held_on(fetch, customer.id)
        kept: dict[str, str | None] = {}

        def content(sha256: str) -> Iterator[bytes]:
            return contents(fetch, desk.store_path, sha256)

        try:
            for number, (name, sha256) in held.contents.items():
                saved = f"{show('A', number)} {name_saved(name)}"
                files.make_folder(made / FOLDER)
                try:
                    folders.write_into(made / FOLDER, saved, content(sha256))
                except ContentLost:
                    lost += 1
                    saved = ""
                kept[show("A", number)] = f"{FOLDER}/{saved}" if saved else None
            told = {
                "careline": "customer/1",
                "shop": desk.settings.shop_name,
                "as_of": now,
                "customer": held.customer,
                "files": kept,
                "log": held.log,
            }
            folders.write_into(made, FILE, [readable(told).encode()])
        except OSError as error:
            raise Unwritable(output, error.strerror or str(error)) from error
    saved_files = len(kept) - lost
    lines = [PageLine(f"All that is held on {customer.name} is in {output}: {FILE}{_and(saved_files)}.")]
    if lost:
        lines.append(
            PageLine(f"What {counted(lost, 'attachment')} held is missing or changed; a backup may still have it.")
        )
    return Page(tuple(lines), {})


def _and(attachments: int) -> str:
    return f" and {counted(attachments, 'attachment')}" if attachments else ""
