"""What is said where a table cannot be read without a word from somebody, and nobody can be asked."""

import shlex
from dataclasses import replace

from careline.cli.sheets.columns_shown import columns_told, either
from careline.cli.sheets.reading import Reading
from careline.domain.errors import BadInput
from careline.domain.sheets.columns import COLUMN, NAME
from careline.domain.sheets.date_orders import UnprovenDates
from careline.domain.sheets.evidence import prove
from careline.domain.sheets.understanding import understand


def check(reading: Reading) -> None:
    """Raise BadInput where a row needs what nothing gives, with the columns and the command that would be guessed.

    Raises UnprovenDates where only the order of dates is missing.
    """
    if reading.is_clear:
        return
    if reading.proven.doubts and not (reading.columns.missing or reading.gone):
        raise UnprovenDates(reading.proven.doubts[0], reading.proven.formats)
    guessed = _guessed(reading)
    if gone := reading.gone:
        lost, spare = reading.understood.lost, [name for name in gone if name in reading.columns.form.spare]
        why = " and ".join(f'No column is called "{lost[name]}", which was {name} before' for name in gone)
        why += f" (--map {spare[0]}= does without it)" if spare else ""
    else:
        why = f"No column is called {either(reading.columns.missing)}, and every row needs that"
    raise BadInput(
        f"{why}; nothing was imported. The command that careline would guess is printed: check it, then run it. "
        f"{columns_told(guessed)}",
        [guessed_command(guessed)],
    )


def _guessed(reading: Reading) -> Reading:
    """The same with what headings only sound like, as a terminal would show it."""
    form, table = reading.columns.form, reading.table
    understood = understand(table.header, table.rows, form, reading.said, reading.before, reading.layout, guessing=True)
    return replace(reading, understood=understood, proven=prove(table.rows(), understood.columns))


def guessed_command(reading: Reading) -> str:
    """The command that would probably do, with words to fill in where no column sounds right."""
    given, columns = reading.given, reading.columns
    found = list(reading.proven.formats) if not given.date_formats else None
    words = ["careline", *reading.command.split(), given.file]
    for option, value in (given.typed() | ({"--date-format": found} if found else {})).items():
        if option not in ("--map", "--set"):
            several = value if isinstance(value, list) else [value]
            words += [option] if value is True else [word for each in several for word in (option, str(each))]
    for name, value in columns.fixed.items():
        words += ["--set", f"{name}={value}"]
    for name, heading in reading.understood.chosen.items():
        words += ["--map", f"{name}={heading}"] if heading.casefold() != name else []
    words += [word for name in sorted(reading.said.dropped) for word in ("--map", f"{name}=")]
    words += [word for name in reading.gone if not columns.gives(name) for word in ("--map", f"{name}={COLUMN}")]
    for name in columns.missing:
        words += ["--set", f"customer={NAME}"] if name == "customer" else ["--map", f"{name}={COLUMN}"]
    return shlex.join(words)
