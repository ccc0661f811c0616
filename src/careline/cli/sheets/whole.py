"""`careline import --jsonl`: a whole store, made again from its export."""

from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import TYPE_CHECKING, Any

from careline.cli.sheets import files
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import ByName, Key, Kind, Page, PageLine, Shape
from careline.domain.wording import counted

if TYPE_CHECKING:
    from careline.store.safekeeping.filling import Held

MARK = b"\xef\xbb\xbf"
"""What some programs put before a text in UTF-8."""
COUNTED = (
    ("cases", "case"),
    ("promises", "promise"),
    ("customers", "customer"),
    ("purchases", "purchase"),
    ("attachments", "attachment"),
    ("commands", "line of the log", "lines of the log"),
)
"""What is counted in words, by table."""
EXPORT = Shape(
    "export",
    "what an export held: the revision of its schema, the rows of each table, and how many attachments were missing",
    (Key("revision"), Key("rows", ByName(Kind.NUMBER)), Key("missing", Kind.NUMBER)),
)
ANSWER = Shape("store_imported", "what a whole store held that was imported", (Key("export", EXPORT),))


def page(desk: Desk, file: str, others: Mapping[str, Any]) -> Page:
    """Make the store of an export, and say what it holds. Raises BadInput, Refused, StoreFault and StoreBusy."""
    from careline.store.safekeeping import filling

    if typed := [name for name, value in others.items() if value]:
        raise BadInput(f"--jsonl takes a whole store as it is; leave out {' and '.join(typed)}.")
    with files.opened(file) as source, files.progress(source.done) as shown:
        held = filling.fill(
            desk.store_path,
            shown(_lines(source.binary(last=True), file)),
            "Standard input" if file == "-" else file,
            desk.now,
            group=desk.settings.group,
            keep=not desk.dry_run,
        )
    made = "would be imported" if desk.dry_run else "imported"
    said = [f"{_counted(held)} {made} from {'standard input' if file == '-' else file} into {desk.store_path}."]
    if held.missing:
        said.append(
            f"What {counted(held.missing, 'attachment')} held was missing when it was exported; a backup may still "
            "have it."
        )
    return Page(
        tuple(map(PageLine, said)),
        ANSWER.filled(export=EXPORT.filled(revision=held.revision, rows=held.rows, missing=held.missing)),
    )


def _lines(read: BufferedReader, file: str) -> Iterator[bytes]:
    """The lines, none of them longer than an export has. Raises FileUnreadable and BadInput."""
    from careline.domain.safekeeping.exported import LONGEST

    number = 0
    try:
        while line := read.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST:
                raise BadInput(
                    f"{file}, line {number}: it is longer than {LONGEST >> 20} MiB, as no line of an export is. "
                    "Nothing was imported."
                )
            yield line.removeprefix(MARK) if number == 1 else line
    except OSError as error:
        raise files.FileUnreadable(file, error.strerror or str(error)) from error


def _counted(held: "Held") -> str:
    """The counts of what people know: `2 cases, 1 customer and 4 lines of the log`."""
    said = []
    for table, one, *several in COUNTED:
        if count := held.rows.get(table, 0):
            said.append(f"{count} {several[0]}" if several and count > 1 else counted(count, one))
    *first, last = said or ["Nothing"]
    return f"{', '.join(first)} and {last}" if first else last
