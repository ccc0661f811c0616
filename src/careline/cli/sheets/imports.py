"""`careline import`."""

import shlex
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.sheets import files, outcomes, tables, taking_back, whole
from careline.cli.sheets.options import Given, TakeBackOption
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import Key, Page, PageLine, Shape
from careline.domain.shop.shop import Shop

if TYPE_CHECKING:
    from careline.domain.sheets.columns import Form
    from careline.domain.sheets.guessing import Guess
    from careline.domain.sheets.table import Table
    from careline.store.recording import Recording
    from careline.usecases.sheets.taking import Sheet, Taking

app = typer.Typer()
IMPORTED = Shape("imported", "what became of the rows of a file", (Key("import", outcomes.TAKEN),))
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
    performer; known headings in six languages do, too. Match others with --map. Importing again adds only what is new.

    Example: careline import tickets.csv --map subject=Note --map customer="Given name+Surname"
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
    from careline.domain.sheets import layouts
    from careline.domain.sheets.columns import read_choices
    from careline.domain.sheets.dates import DateReader, in_zone
    from careline.domain.sheets.guessing import guess
    from careline.domain.sheets.known_layouts import LAYOUTS
    from careline.usecases.sheets import taking as usecase

    choices = read_choices(given.maps or (), given.sets or (), form)
    calendar = in_zone(desk.calendar, given.tz)
    skip_bad = given.skip_bad
    with tables.opened(given) as table:
        name = given.source or table.name
        if name is None:
            raise BadInput("Piped-in rows have no file name; say where they come from, such as --source shop.")
        found = layouts.layout_found(LAYOUTS, table.header)
        layout = found if found and found.command == command else None
        if given.layout:
            layout = layouts.layout_named(given.layout, LAYOUTS, command)
        if layout:
            table = layouts.read_by(layout, table)
        dates = DateReader(calendar, next(iter(given.date_formats or (layout.date_formats if layout else ())), None))
        guessed = guess(table.header, choices, form, table.rows, layout)
        if layout and given.layout:
            layouts.check_headings(layout, guessed.columns)
        if not guessed.certain and found and found.command != command:
            raise BadInput(
                f"{given.file} holds {found.what}: careline {found.command} takes them. Nothing was imported."
            )
        if not guessed.certain:
            raise BadInput(
                f"No column is called {' or '.join(guessed.columns.missing)}, and every row needs that; nothing was "
                "imported. The command that careline would guess is printed: check it, then run it.",
                [_guessed_command(f"careline {command}", given, guessed, table, form)],
            )
        sheet = usecase.Sheet(name, guessed.columns, dates, even_forgotten=given.even_forgotten)
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
        tuple(map(PageLine, outcomes.lines(outcome, desk, name, said, skip_bad))),
        IMPORTED.filled(**{"import": outcomes.payload(outcome, name, said)}),
    )


def _guessed_command(command: str, given: Given, guessed: "Guess", table: "Table", form: "Form") -> str:
    """The command that would probably do, with words to fill in where no column sounds right."""
    from careline.domain.sheets.dates import guess_format

    columns = guessed.offered_columns
    moments = [field for field in form.moments if columns.gives(field)]
    sample = [cells for _, cells in islice(table.rows(), GUESSED_FROM) if len(cells) == columns.width]
    date_format = None
    if not given.date_formats:
        date_format = guess_format(columns.text(field, cells) for cells in sample for field in moments)
    words = [*command.split(), given.file]
    for option, value in (given.typed() | ({"--date-format": date_format} if date_format else {})).items():
        if option not in ("--map", "--set"):
            several = value if isinstance(value, list) else [value]
            words += [option] if value is True else [word for each in several for word in (option, str(each))]
    for option, assigned in (("--set", guessed.offered.values), ("--map", guessed.offered.columns)):
        for field, value in assigned.items():
            words += [option, f"{field}={value}"]
    for field in columns.missing:
        words += ["--set", "customer=NAME"] if field == "customer" else ["--map", f"{field}=COLUMN"]
    return shlex.join(words)
