"""What somebody types to put right what was understood of a sheet: `subject=Title customer="One Name" due=`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import check_values

ONE = re.compile(
    r"""\s* ([\w-]+) \s* = (?: \s* "([^"]*)" | \s* '([^']*)' | (.*?) ) \s* ,? (?= \s+ [\w-]+ \s* = | \s* \Z )""",
    re.VERBOSE | re.DOTALL,
)
EXAMPLE = 'subject=COLUMN, customer="One name" for every row, or due= for none'


@dataclass(frozen=True, slots=True)
class Fix:
    """What is to be read otherwise: field -> heading, field -> value for every row, fields that nothing gives.

    `options` are those of the command line, by their names without dashes.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)


def read_fix(typed: str, fields: Sequence[str], options: Iterable[str], header: Sequence[str]) -> Fix:
    """What was typed. What stands in quotation marks, and is no heading, is a value for every row.

    The beginning of a heading will do where no other begins so. Raises BadInput.
    """
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    said: dict[str, str] = {}
    dropped: set[str] = set()
    headings = {heading.strip().casefold() for heading in header}
    for name, quoted, text in _pieces(typed):
        word = name.lower()
        if word in {*columns, *values, *said, *dropped}:
            raise BadInput(f"{word} is given twice; give it once.")
        if word in options:
            if not text:
                raise BadInput(f"{word} is given without a value.")
            said[word] = text
        elif word not in fields:
            near = get_close_matches(word, [*fields, *options], 1)
            advice = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(fields)}."
            raise BadInput(f'There is no field "{name}". {advice}')
        elif not text:
            dropped.add(word)
        elif quoted and text.casefold() not in headings:
            values[word] = text
        else:
            columns[word] = _whole(text, header)
    check_values(values)
    return Fix(columns, values, frozenset(dropped), said)


def _whole(text: str, header: Sequence[str]) -> str:
    """The heading that begins so, where it is the only one and none is called so."""
    names = [heading.strip() for heading in header]
    begun = {name for name in names if name.casefold().startswith(text.casefold())}
    called = any(name.casefold() == text.casefold() for name in names)
    return begun.pop() if len(begun) == 1 and not called else text


def _pieces(typed: str) -> Iterable[tuple[str, bool, str]]:
    """Each name, whether its text stood in quotation marks, and the text. Raises BadInput."""
    place = 0
    while place < len(typed.rstrip()):
        found = ONE.match(typed, place)
        if not found:
            raise BadInput(f'"{typed[place:].strip()}" is not understood here; write {EXAMPLE}.')
        name, *quoted, bare = found.groups()
        marked = next((text for text in quoted if text is not None), None)
        yield name, marked is not None, (bare if marked is None else marked).strip()
        place = found.end()
