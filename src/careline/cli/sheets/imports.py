"""`careline import`."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.sheets import files, tables, taking_back, whole
from careline.cli.sheets.options import Given, TakeBackOption
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.ids import NOUNS
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape
from careline.domain.shop.shop import Shop
from careline.domain.wording import counted
from careline.render.reading import text

if TYPE_CHECKING:
    from careline.domain.sheets.columns import Choices, Form
    from careline.domain.sheets.table import Table
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
        Key("read_as", Several(Kind.TEXT)),
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

JsonlOption = Annotated[
    bool, typer.Option("--jsonl", help="FILE is an export of a whole store; it goes into a store that is empty or new.")
]


@making(app, "import")
def import_(desk: Desk, *, given: Given, take_back: TakeBackOption = None, jsonl: JsonlOption = False) -> Page:
    """Import cases and promises from a CSV file: all rows or none. --take-back takes an import back.

    --jsonl FILE makes a whole store again of what careline export has written.

    Columns: ref, customer, email, phone, subject, product, order, channel, opened, promise, due, kept, closed, owner,
    performer. Match other names with --map. Importing again adds only what is new.

    Example: careline import tickets.csv --map subject=Title --map opened=Created --map customer=Client
    """
    from careline.domain.sheets.columns import CASES
    from careline.usecases.sheets import cases

    if jsonl:
        return whole.page(desk, given.file, given.typed() | {"--take-back": take_back})
    if take_back is not None:
        return taking_back.page(desk, "import", take_back, {"FILE": given.file} | given.typed())
    return take(desk, "import", CASES, cases.Cases, given)


def take(
    desk: Desk, command: str, form: "Form", taking: "Callable[[Recording, Shop, Sheet], Taking[Any, Any]]", given: Given
) -> Page:
    """Import what a file holds, and say what became of it. Raises what reading its header and its rows raises."""
    from careline.domain.sheets.columns import find_columns, read_choices
    from careline.domain.sheets.dates import DateReader, in_zone
    from careline.usecases.sheets import taking as usecase

    choices = read_choices(given.maps or (), given.sets or (), form)
    dates = DateReader(in_zone(desk.calendar, given.tz), next(iter(given.date_formats or ()), None))
    skip_bad = given.skip_bad
    with tables.opened(given) as table:
        name = given.source or table.name
        if name is None:
            raise BadInput("Piped-in rows have no file name; say where they come from, such as --source shop.")
        columns = find_columns(table.header, choices, form)
        if columns.missing:
            raise BadInput(
                f"No column is called {' or '.join(columns.missing)}, and every row needs that; nothing was imported. "
                "The command that careline would guess is printed: check it, then run it.",
                [_guessed_command(f"careline {command}", given, choices, table, form)],
            )
        sheet = usecase.Sheet(name, columns, dates, even_forgotten=given.even_forgotten)
        with files.rejects(skip_bad, given.file, table.header, desk.own_files) as rejects:
            back_up_first(desk, "Nothing was imported")
            with files.progress(table.done) as shown, desk.session(command, create=True, by_anybody=True) as work:
                rows = shown(table.rows(last=True))
                outcome = usecase.run(taking(work, desk.shop, sheet), rows, rejects.add if rejects else None)
                if rejects:
                    rejects.finish()
            if rejects and not desk.dry_run:
                try:
                    rejects.publish()
                except files.RejectsLost as lost:
                    desk.say(f"careline: {lost}")
                    skip_bad = None
        said = table.said()
    return Page(
        tuple(map(PageLine, _lines(outcome, desk, name, said, skip_bad))),
        IMPORTED.filled(**{"import": _payload(outcome, name, said)}),
    )


def _guessed_command(command: str, given: Given, choices: "Choices", table: "Table", form: "Form") -> str:
    """The command that would probably do, with words to fill in where no column sounds right."""
    from careline.domain.sheets.columns import find_columns, guess
    from careline.domain.sheets.dates import guess_format

    guessed = guess(table.header, choices, form)
    columns = find_columns(table.header, guessed, form)
    places = [columns.places[field] for field in form.moments if field in columns.places]
    sample = [cells for _, cells in islice(table.rows(), GUESSED_FROM) if len(cells) == columns.width]
    date_format = None
    if not given.date_formats:
        date_format = guess_format(cells[place].strip() for cells in sample for place in places)
    words = [*command.split(), given.file]
    for option, value in (given.typed() | ({"--date-format": date_format} if date_format else {})).items():
        if option not in ("--map", "--set"):
            several = value if isinstance(value, list) else [value]
            words += [option] if value is True else [word for each in several for word in (option, str(each))]
    for option, assigned in (("--set", guessed.values), ("--map", guessed.columns)):
        for field, value in assigned.items():
            words += [option, f"{field}={value}"]
    for field in columns.missing:
        words += ["--set", "customer=NAME"] if field == "customer" else ["--map", f"{field}=COLUMN"]
    return shlex.join(words)


def _lines(outcome: "Outcome", desk: Desk, name: str, said: Sequence[str], skip_bad: Path | None) -> Iterator[str]:
    """The counts, and below them what somebody should look at."""
    from careline.usecases.sheets import taking

    imported = "would be imported" if desk.dry_run else "imported"
    yield (
        f"{' and '.join(counted(count, noun) for noun, count in outcome.made.items())} {imported} from {name}; "
        f"{outcome.known} already known, {outcome.differed} differing, {outcome.bad} rejected."
    )
    if said:
        yield f"Read with {', '.join(said)}."
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


def _payload(outcome: "Outcome", name: str, said: Sequence[str]) -> dict[str, Any]:
    """What scripts get. The lists stop somewhere; the counts beside them do not."""
    return TAKEN.filled(
        source=name,
        read_as=said,
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
