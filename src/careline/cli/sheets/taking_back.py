"""Taking an import back: what goes, what stays, and the question before it."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from careline.cli.frame import given
from careline.cli.frame.backed_up import back_up_first
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import ByName, Key, Kind, Page, PageLine, Several, Shape
from careline.domain.time import moments
from careline.domain.wording import counted

if TYPE_CHECKING:
    from careline.domain.safekeeping.taking_back import TakenBack
    from careline.store.safekeeping import imported as store

LISTED = 1000
STAYING = Shape(
    "staying",
    "what stays as somebody has touched it since, and the last command that did",
    (Key("id", Kind.ID, lambda each, seen: each.name), *map(Key, ("customer", "about", "command", "who"))),
)
TAKEN_BACK = Shape(
    "taken_back",
    "an import that was taken back; `rows` counts what went by table, `changed` what is as it was before the import",
    (
        Key("source"),
        Key("import", Kind.LINE),
        Key("imported_at", Kind.MOMENT),
        Key("imported_by"),
        Key("rows", ByName(Kind.NUMBER)),
        Key("changed", Kind.NUMBER),
        Key("staying", Several(STAYING)),
        Key("staying_count", Kind.NUMBER),
    ),
)
ANSWER = Shape("import_taken_back", "what was taken back of an import", (Key("taken_back", TAKEN_BACK),))


def page(desk: Desk, command: str, source: str, others: Mapping[str, Any]) -> Page:
    """Take the last import from a source back, once it is agreed to. Raises BadInput, NotFound and Refused."""
    from careline.store.safekeeping import imported as store
    from careline.usecases.safekeeping import taking_back as usecase

    given.filled("--take-back", source)
    if typed := [name for name, value in others.items() if value]:
        raise BadInput(f"--take-back says which import it is; leave out {' and '.join(typed)}.")
    kind = store.KINDS[command]
    if desk.somebody_answers and not (desk.yes or desk.dry_run):
        with _busy("Looking"), desk.session(kind.take_back, rehearse=True) as work:
            found = usecase.what_goes(work, kind, source)
        stay = f" {_stay(found)}." if found.staying else ""
        desk.confirm(f"Take back {_what(found, kind)} of {source}, {_when(desk, found)}?{stay}")
    back_up_first(desk, "Nothing was taken back")
    with _busy("Taking back"), desk.session(kind.take_back) as work:
        found = usecase.take_back(work, kind, source)
    return Page(tuple(map(PageLine, _lines(desk, found, kind))), ANSWER.filled(taken_back=_payload(found)))


def _busy(what: str) -> AbstractContextManager[Any]:
    """What shows at a terminal that something is going on."""
    import sys

    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(f"{what} ...")


def _what(found: "TakenBack", kind: "store.Kind") -> str:
    gone = counted(found.roots, kind.noun) if found.roots else ""
    changed = f"what it changed on {counted(found.changed, kind.noun)}" if found.changed else ""
    return " and ".join(filter(None, (gone, changed)))


def _when(desk: Desk, found: "TakenBack") -> str:
    when = moments.short(found.imported.at, desk.now, desk.calendar.zone)
    return f"imported {when} by {found.imported.who}"


def _stay(found: "TakenBack") -> str:
    many = len(found.staying)
    return (
        f"{many} {'stays' if many == 1 else 'stay'}, because somebody has changed {'it' if many == 1 else 'them'} since"
    )


def _lines(desk: Desk, found: "TakenBack", kind: "store.Kind") -> Iterator[str]:
    from careline.domain.safekeeping.taking_back import staying_lines

    verb = "would be taken back" if desk.dry_run else "taken back"
    beside = [
        counted(found.rows[table], noun)
        for table, noun in (("promises", "promise"), ("customers", "customer"))
        if table in found.rows and table != kind.table
    ]
    for table, one in (("parties", "party"), ("companies", "company")):
        if count := found.rows.get(table):
            beside.append(f"1 {one}" if count == 1 else f"{count} {table}")
    *first, last = beside or [""]
    beside = [*filter(None, (", ".join(first), last))]
    with_them = f", with {' and '.join(beside)}" if beside else ""
    yield f"{_what(found, kind)} of {found.imported.source} {verb}{with_them}; {_when(desk, found)}."
    if found.staying:
        yield f"{_stay(found)}:"
        yield from (f"  {line}" for line in staying_lines(found.staying))


def _payload(found: "TakenBack") -> dict[str, Any]:
    return TAKEN_BACK.filled(
        source=found.imported.source,
        imported_at=found.imported.at,
        imported_by=found.imported.who,
        rows=found.rows,
        changed=found.changed,
        staying=list(map(STAYING.of, found.staying[:LISTED])),
        staying_count=len(found.staying),
        **{"import": found.imported.number},
    )
