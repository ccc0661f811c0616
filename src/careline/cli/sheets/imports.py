"""`careline import`."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careline.cli.frame import questions
from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.sheets import files, taking_back, whole
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.ids import NOUNS
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.domain.shop.shop import Shop
from careline.domain.wording import counted
from careline.render.reading import text

if TYPE_CHECKING:
    from careline.domain.sheets.columns import Choices, Form
    from careline.store.recording import Recording
    from careline.usecases.sheets.taking import Outcome, Sheet, Taking

app = typer.Typer()
DIFFERING = Shape(
    "differing_row",
    "a row that differs from what is known, and in which fields",
    (
        Key("line", Kind.NUMBER),
        Key("ref"),
        *(Key(noun, Kind.ID, always=False) for noun in ("case", "promise", "purchase")),
        Key("fields", Several(Kind.TEXT)),
    ),
)
REJECTED = Shape(
    "rejected_row", "a row that was not taken, and why", (Key("line", Kind.NUMBER), text("ref"), Key("reason"))
)
TAKEN_FOR = Shape(
    "taken_for",
    "who was taken for a known customer of another name, whose address came with theirs",
    (Key("given"), Key("customer")),
)
TAKEN = Shape(
    "taken",
    "what became of the rows; the lists stop somewhere, the counts beside them do not",
    (
        Key("source"),
        *(Key(noun, Kind.NUMBER, always=False) for noun in ("cases", "promises", "purchases")),
        Key("known", Kind.NUMBER),
        Key("differing", Several(DIFFERING)),
        Key("differing_count", Kind.NUMBER),
        Key("rejected", Several(REJECTED)),
        Key("rejected_count", Kind.NUMBER),
        Key("repeated_hour", Kind.NUMBER),
        Key("taken_for", Several(TAKEN_FOR)),
        Key("forgotten", Several(Kind.NUMBER)),
        Key("forgotten_count", Kind.NUMBER),
    ),
)
IMPORTED = Shape("imported", "what became of the rows of a file", (Key("import", TAKEN),))
EITHER = (IMPORTED, taking_back.ANSWER)
ANY = (*EITHER, whole.ANSWER)

GUESSED_FROM = 200


def _readable(desk: Desk, at: datetime, typed: str) -> str:
    """A file; at a question nobody else puts the home folder in the place of ~. Raises FileUnreadable."""
    file = str(Path(typed).expanduser())
    with files.opened(file):
        return file


FileArgument = Annotated[
    str,
    typer.Argument(
        metavar="FILE", help="Which file, CSV in UTF-8 with a header; - reads standard input.", show_default=False
    ),
    questions.Question(_readable, unless="take_back"),
]
MapOption = Annotated[
    list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Which column holds a field; again for each.")
]
SetOption = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="The same value for every row; again for each.")
]
DateFormatOption = Annotated[
    str | None, typer.Option(metavar="FMT", help="How dates are written, if not as 2026-11-24 15:00.")
]
ZoneOption = Annotated[str | None, typer.Option(metavar="ZONE", help="The zone of the moments, if not the shop's.")]
SourceOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Where the rows come from, if not the file's name.")
]
SkipBadOption = Annotated[
    Path | None, typer.Option(metavar="REJECTS.csv", help="Write bad rows there, and import the others.")
]
EvenForgottenOption = Annotated[
    bool, typer.Option("--even-forgotten", help="Import the rows of somebody who was forgotten, too.")
]
TakeBackOption = Annotated[
    str | None,
    typer.Option(metavar="SOURCE", help="Take the last import from this source back, unless changed since."),
]
JsonlOption = Annotated[
    bool, typer.Option("--jsonl", help="FILE is an export of a whole store; it goes into a store that is empty or new.")
]


@making(app, "import")
def import_(
    desk: Desk,
    file: FileArgument,
    map_: MapOption = None,
    set_: SetOption = None,
    date_format: DateFormatOption = None,
    tz: ZoneOption = None,
    source: SourceOption = None,
    skip_bad: SkipBadOption = None,
    even_forgotten: EvenForgottenOption = False,
    take_back: TakeBackOption = None,
    jsonl: JsonlOption = False,
) -> Page:
    """Import cases and promises from a CSV file: all rows or none. --take-back takes an import back.

    --jsonl FILE makes a whole store again of what careline export has written.

    Columns: ref, customer, email, phone, subject, product, order, channel, opened, promise, due, kept, closed, owner,
    performer. Match other names with --map. Importing again adds only what is new.

    Example: careline import tickets.csv --map subject=Title --map opened=Created --map customer=Client
    """
    from careline.domain.sheets.columns import CASES
    from careline.usecases.sheets import cases

    given: dict[str, Any] = {"--source": source, "--tz": tz, "--date-format": date_format, "--skip-bad": skip_bad}
    given["--even-forgotten"] = even_forgotten
    if jsonl:
        return whole.page(desk, file, given | {"--map": map_, "--set": set_, "--take-back": take_back})
    if take_back is not None:
        return taking_back.page(desk, "import", take_back, given | {"FILE": file, "--map": map_, "--set": set_})
    return take(desk, "import", CASES, cases.Cases, file, map_ or (), set_ or (), given)


def take(
    desk: Desk,
    command: str,
    form: "Form",
    taking: "Callable[[Recording, Shop, Sheet], Taking[Any, Any]]",
    file: str,
    maps: Sequence[str],
    sets: Sequence[str],
    given: dict[str, Any],
) -> Page:
    """Import what a file holds, and say what became of it. Raises what reading its header and its rows raises."""
    from careline.domain.sheets.case_rows import read_csv
    from careline.domain.sheets.columns import find_columns, read_choices
    from careline.domain.sheets.dates import DateReader, in_zone
    from careline.usecases.sheets import taking as usecase

    choices = read_choices(maps, sets, form)
    dates = DateReader(in_zone(desk.calendar, given["--tz"]), given["--date-format"])
    skip_bad: Path | None = given["--skip-bad"]
    with files.opened(file) as text:
        name = given["--source"] or files.name_of(text, file)
        rows = read_csv(files.lines_of(text, file))
        header = files.header_of(rows, file)
        if header[0].startswith('{"careline": "export/'):
            raise BadInput(f"{file} is an export of a whole store, and no table: careline import --jsonl takes it.")
        columns = find_columns(header, choices, form)
        if columns.missing:
            guessed = _guessed_command(f"careline {command}", file, given, choices, header, rows, form)
            raise BadInput(
                f"No column is called {' or '.join(columns.missing)}, and every row needs that; nothing was imported. "
                "The command that careline would guess is printed: check it, then run it.",
                [guessed],
            )
        sheet = usecase.Sheet(name, columns, dates, even_forgotten=given["--even-forgotten"])
        with files.rejects(skip_bad, file, header, desk.own_files) as rejects:
            back_up_first(desk, "Nothing was imported")
            with files.progress(text) as shown, desk.session(command, create=True, by_anybody=True) as work:
                outcome = usecase.run(taking(work, desk.shop, sheet), shown(rows), rejects.add if rejects else None)
                if rejects:
                    rejects.finish()
            if rejects and not desk.dry_run:
                try:
                    rejects.publish()
                except files.RejectsLost as lost:
                    desk.say(f"careline: {lost}")
                    skip_bad = None
    return Page(
        tuple(map(PageLine, _lines(outcome, desk, name, skip_bad))),
        IMPORTED.filled(**{"import": _payload(outcome, name)}),
    )


def _guessed_command(
    command: str,
    file: str,
    given: dict[str, Any],
    choices: "Choices",
    header: Sequence[str],
    rows: files.Rows,
    form: "Form",
) -> str:
    """The command that would probably do, with words to fill in where no column sounds right."""
    from careline.domain.sheets.columns import find_columns, guess
    from careline.domain.sheets.dates import guess_format

    guessed = guess(header, choices, form)
    columns = find_columns(header, guessed, form)
    places = [columns.places[field] for field in form.moments if field in columns.places]
    sample = [cells for _, cells in islice(rows, GUESSED_FROM) if len(cells) == columns.width]
    date_format = given["--date-format"] or guess_format(cells[place].strip() for cells in sample for place in places)
    words = [*command.split(), file]
    for option, value in (given | {"--date-format": date_format}).items():
        words += [option, *([] if value is True else [str(value)])] if value else []
    for option, assigned in (("--set", guessed.values), ("--map", guessed.columns)):
        for field, value in assigned.items():
            words += [option, f"{field}={value}"]
    for field in columns.missing:
        words += ["--set", "customer=NAME"] if field == "customer" else ["--map", f"{field}=COLUMN"]
    return shlex.join(words)


def _lines(outcome: "Outcome", desk: Desk, name: str, skip_bad: Path | None) -> Iterator[str]:
    """The counts, and below them what somebody should look at."""
    from careline.usecases.sheets import taking

    imported = "would be imported" if desk.dry_run else "imported"
    yield (
        f"{' and '.join(counted(count, noun) for noun, count in outcome.made.items())} {imported} from {name}; "
        f"{outcome.known} already known, {outcome.differed} differing, {outcome.bad} rejected."
    )
    if outcome.differed:
        yield "Different from what is known, and left as they were:"
        yield from (f"  {line}" for line in taking.differing_lines(outcome))
    if outcome.bad:
        yield "Rejected:" if desk.dry_run or skip_bad is None else f"Rejected and written to {skip_bad}:"
        yield from (f"  {line}" for line in taking.rejected_lines(outcome))
    if outcome.taken_for:
        yield "Matched to the known customer with that address:"
        yield from (f"  {line}" for line in taking.taken_for_lines(outcome))
    if outcome.forgotten:
        yield (
            f"{counted(outcome.forgotten, 'row')} left out, with an address or a number of somebody who was forgotten: "
            f"{taking.left_out_lines(outcome)}. --even-forgotten takes them too."
        )
    if outcome.repeated:
        yield (
            f"{counted(outcome.repeated, 'row')} with a moment in an hour that the clocks repeat: "
            "read as the first of the two."
        )


def _payload(outcome: "Outcome", name: str) -> dict[str, Any]:
    """What scripts get. The lists stop somewhere; the counts beside them do not."""
    return TAKEN.filled(
        source=name,
        **{f"{noun}s": count for noun, count in outcome.made.items()},
        known=outcome.known,
        differing=[
            DIFFERING.filled(line=d.line, ref=d.ref, fields=d.fields, **{NOUNS[d.name[0]]: d.name})
            for d in outcome.differing
        ],
        differing_count=outcome.differed,
        rejected=list(map(REJECTED.of, outcome.rejected)),
        rejected_count=outcome.bad,
        repeated_hour=outcome.repeated,
        taken_for=[TAKEN_FOR.filled(given=given, customer=known) for given, known in outcome.taken_for.items()],
        forgotten=outcome.left_out,
        forgotten_count=outcome.forgotten,
    )
