"""`careline import`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame.backed_up import back_up_first
from careline.cli.frame.options import making
from careline.cli.frame.showing import terminal_width
from careline.cli.sheets import files, outcomes, taking_back, whole
from careline.cli.sheets.options import Given, TakeBackOption
from careline.desk import Desk
from careline.domain.report import Key, Page, PageLine, Shape

if TYPE_CHECKING:
    from careline.cli.sheets.asking import Make
    from careline.cli.sheets.reading import Reading
    from careline.domain.sheets.columns import Form
    from careline.domain.sheets.remembered import Remembered
    from careline.store.sheets.foreseen import Made
    from careline.usecases.sheets.outcome import Outcome

app = typer.Typer()
IMPORTED = Shape(
    "imported",
    "what became of the rows of a file, and of a rehearsal how they were understood",
    (Key("import", outcomes.TAKEN), Key("understood", outcomes.UNDERSTOOD, always=False)),
)
EITHER = (IMPORTED, taking_back.ANSWER)
ANY = (*EITHER, whole.ANSWER)

JsonlOption = Annotated[
    bool, typer.Option("--jsonl", help="FILE is an export of a whole store; it goes into a store that is empty or new.")
]


@making(app, "import")
def import_(desk: Desk, *, given: Given, take_back: TakeBackOption = None, jsonl: JsonlOption = False) -> Page:
    """Import cases and promises from a spreadsheet: all rows or none. --take-back takes an import back.

    At a terminal, without options, it shows first how it reads FILE, and asks; what is agreed to is remembered for the
    next one. --map FIELD= takes a field from no column.

    --jsonl FILE makes a whole store again of what careline export has written.

    Columns: ref, customer, email, phone, subject, product, order, channel, opened, promise, due, kept, closed, owner,
    performer; known headings in six languages do, too. Match others with --map. Importing again adds only what is
    new; --update takes over what was kept or closed since.

    Example: careline import tickets.csv --map subject=Note --map customer="Given name+Surname"
    """
    from careline.domain.sheets.columns import CASES
    from careline.usecases.sheets import cases

    if jsonl:
        return whole.page(desk, given.file, given.typed() | {"--take-back": take_back})
    if take_back is not None:
        return taking_back.page(desk, "import", take_back, {"FILE": given.file} | given.typed())
    return take(desk, "import", CASES, cases.Cases, given)


def take(desk: Desk, command: str, form: "Form", taking: "Make", given: Given) -> Page:
    """Import what a file holds, and say what became of it; at a terminal it is shown and agreed to first.

    Raises what reading its headings and its rows raises, and NotConfirmed.
    """
    from careline.cli.sheets import asking, columns_shown, preview, reading, refusing
    from careline.domain.sheets.understanding import read_said

    said = read_said(given.maps or (), given.sets or (), form)
    typed = given.typed()
    with reading.opened(desk, command, given) as (table, given):
        guessing = desk.yes or (desk.somebody_answers and not typed)
        how = reading.read(desk, command, form, table, given, said, guessing=guessing)
        asks = desk.somebody_answers and not (desk.yes or desk.dry_run)
        agreed = asks and not (typed and how.is_clear)
        if agreed:
            how = asking.agreed_to(desk, how, form, table, taking)
        refusing.check(how)
        outcome, made, skipped = _taken(desk, how, taking, reading.to_keep(how, agreed=agreed))
        told = (*how.table.said(), *how.phrases)
        # Whoever was shown how it is read need not be told again.
        words = () if agreed or desk.dry_run else told
        lines = list(map(PageLine, outcomes.lines(outcome, desk, how.source, words, skipped)))
        more = {}
        if made:
            room = columns_shown.Room(terminal_width())
            lines += [*preview.understood_lines(how, room), *preview.first_lines(desk, how, made, room)]
            more = {"understood": preview.payload(desk, how, made)}
    return Page(
        tuple(lines),
        IMPORTED.filled(**{"import": outcomes.payload(outcome, how.source, told)}, **more),
    )


def _taken(
    desk: Desk, how: "Reading", taking: "Make", keep: "Remembered | None"
) -> "tuple[Outcome, Made | None, Path | None]":
    """What has become of the rows, what a rehearsal has made of them, and where the bad ones lie.

    With them is kept how the next sheet is read.
    """
    from careline.store.sheets import remembering
    from careline.usecases.sheets import taking as usecase
    from careline.usecases.sheets.foreseeing import made_by

    given, table, skip_bad = how.given, how.table, how.given.skip_bad
    with files.rejects(skip_bad, given.file, table.header, desk.own_files) as rejects:
        back_up_first(desk, "Nothing was imported")
        with files.progress(table.done) as shown, desk.session(None, create=True, by_anybody=True) as work:
            work.log(how.command, how.source)
            rows = shown(table.rows(last=not desk.dry_run))
            under_way = taking(work, desk.shop, how.sheet)
            outcome = usecase.run(under_way, rows, rejects.add if rejects else None)
            if keep:
                remembering.remember(work, how.command, how.source, keep)
            made = made_by(under_way) if desk.dry_run else None
            if desk.dry_run:
                # Nobody can be merged who is not there.
                outcome.look_alikes = [replace(each, words=None) for each in outcome.look_alikes]
            if rejects:
                rejects.finish()
        if rejects and not desk.dry_run:
            try:
                rejects.publish()
            except files.RejectsLost as lost:
                desk.say(f"careline: {lost}")
                skip_bad = None
    return outcome, made, skip_bad
