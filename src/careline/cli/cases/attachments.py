"""`careline attachment save`."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import making
from careline.cli.frame.showing import STANDARD_OUTPUT
from careline.desk import Desk
from careline.domain import ids
from careline.domain.cases.attaching import name_saved
from careline.domain.cases.attachments import Attachment
from careline.domain.errors import BadInput, NotFound
from careline.domain.ids import NoSuchId
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.files import Place, place
from careline.store.fetch import Fetch

app = typer.Typer()
SAVED = Shape(
    "attachments_saved",
    "attachments that were saved, and where",
    (
        Key(
            "items",
            Several(Shape("attachment_saved", "an attachment, and its file", (Key("id", Kind.ID), Key("path")))),
        ),
    ),
)


@making(app, "save")
def save(
    desk: Desk,
    attachments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ATTACHMENT...]",
            help="Which ones (A-1).",
            show_default=False,
            autocompletion=complete.attachments,
        ),
    ] = None,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="All of this case.", autocompletion=complete.cases),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", metavar="FILE|FOLDER", help="Where to; the current folder. - is standard output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> Page:
    """Save attachments as files. Each is checked to be what was attached; nothing is opened or run.

    The file gets the attachment's name, in the current folder or in the folder that --output names. It is yours alone
    to read, and no program.

    Example: careline attachment save A-1 --output invoice.pdf
    """
    with desk.reader() as fetch:
        wanted = _wanted(fetch, attachments, case)
        for each in wanted:
            _check(desk, fetch, each)
        if output in STANDARD_OUTPUT:
            return _print(desk, fetch, wanted)
        places = _places(wanted, output)
        targets = [place(path, desk.own_files) for path in places]
        for target in targets:
            _may_write(desk, target, force=force)
        if not desk.dry_run:
            for each, target in zip(wanted, targets, strict=True):
                target.write_all(_content(desk, fetch, each))
    verb = "Would be saved" if desk.dry_run else "Saved"
    lines = [PageLine(f"{verb}: {each.name} as {path}") for each, path in zip(wanted, places, strict=True)]
    payload = SAVED.filled(items=[{"id": a.name, "path": str(p)} for a, p in zip(wanted, places, strict=True)])
    return Page(tuple(lines), payload)


def _wanted(fetch: Fetch, typed: Sequence[str] | None, case: str | None) -> list[Attachment]:
    """What is to be saved, each once. Raises NoSuchId, NotFound and BadInput."""
    from careline.store.attachments import attachments_numbered, attachments_of

    if case is not None:
        if typed:
            raise BadInput("--case saves all of a case; name attachments, or the case.")
        number = given.case_id(fetch, case)
        if found := attachments_of(fetch, number):
            return found
        raise NotFound(f"Nothing is attached to C-{number}.")
    if not typed:
        raise BadInput("Which attachment? Name it, such as A-1, or give --case for all of a case.")
    numbers = list(dict.fromkeys(ids.read(each, "A") for each in typed))
    known = {each.id: each for each in attachments_numbered(fetch, numbers)}
    for number in numbers:
        if number not in known:
            raise NoSuchId("A", number)
    return [known[number] for number in numbers]


def _check(desk: Desk, fetch: Fetch, attachment: Attachment) -> None:
    """Read the content before anything is written. Raises StoreFault, and NotFound for what was forgotten."""
    if attachment.sha256 is None:
        raise NotFound(f"What {attachment.name} held is gone: its customer was forgotten.")
    for _ in _content(desk, fetch, attachment):
        pass


def _content(desk: Desk, fetch: Fetch, attachment: Attachment) -> Iterator[bytes]:
    """What it holds, in pieces. Raises StoreFault, also at the end."""
    from careline.store.safekeeping.attachments import contents

    return contents(fetch, desk.store_path, attachment.sha256 or "")


def _print(desk: Desk, fetch: Fetch, wanted: Sequence[Attachment]) -> Page:
    """One of them to standard output, and nothing else. Raises BadInput."""
    if len(wanted) > 1:
        raise BadInput("Standard output takes one attachment at a time; name one, or a folder with --output.")
    if desk.is_attended:
        raise BadInput("A terminal shows no files; redirect standard output, or name a file with --output.")
    sys.stdout.flush()
    for piece in _content(desk, fetch, wanted[0]):
        sys.stdout.buffer.write(piece)
    return Page((), SAVED.filled(items=[]))


def _places(wanted: Sequence[Attachment], output: str | None) -> list[Path]:
    """Where each goes: in a folder by its name, two of one name apart. Raises BadInput."""
    if output is not None and not (Path(output).is_dir() or output.endswith(os.sep)):
        if len(wanted) > 1:
            raise BadInput(f"{len(wanted)} attachments need a folder, and {output} is none; make it, or name another.")
        return [Path(output)]
    folder, taken, places = Path(output or ""), set[str](), []
    for each in wanted:
        name = name_saved(each.file_name)
        if name.casefold() in taken:
            name = name_saved(f"{Path(name).stem} {each.name}{Path(name).suffix}")
        taken.add(name.casefold())
        places.append(folder / name)
    return places


def _may_write(desk: Desk, target: Place, *, force: bool) -> None:
    """Ask before a file is written over; elsewhere than at a terminal refuse. Raises BadInput and NotConfirmed."""
    if force or desk.yes or desk.dry_run or target.was is None or not target.plain:
        return
    if not desk.somebody_answers:
        raise BadInput(
            f"{target.path} is there already; name another file with --output, or write over it with --force."
        )
    desk.confirm(f"{target.path} is there already. Write over it?")
