"""What somebody types to put right what was understood of a sheet: `subject=Title customer="One Name" due=`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches

from careline.domain.cases.case import Channel
from careline.domain.errors import BadInput
from careline.domain.sheets.columns import NEAR, check_values, places_of, positions
from careline.domain.wording import shortened

NAME = re.compile(r"[\s,]*([\w-]+)\s*=")
NEXT = re.compile(r"[\s,][\w-]+\s*=")
MARKED = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')(?=[\s,]*\Z|[\s,]+[\w-]+\s*=)""")


class NotUnderstood(BadInput):
    """No fix at all: whoever typed it wants to know what one is."""

    def __init__(self, typed: str) -> None:
        super().__init__(f'"{shortened(typed)}" is not understood here.')


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

    The beginning of a heading will do where no other begins so. Raises BadInput, also for a value that may be a slip of
    a heading, and NotUnderstood.
    """
    columns: dict[str, str] = {}
    values: dict[str, str] = {}
    said: dict[str, str] = {}
    dropped: set[str] = set()
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
        elif quoted and _is_value(word, text, header):
            values[word] = text
        else:
            columns[word] = _column(word, text, header)
    check_values(values)
    return Fix(columns, values, frozenset(dropped), said)


def _is_value(field: str, text: str, header: Sequence[str]) -> bool:
    """True for what every row says; a channel is one where a column is called so, too. Raises BadInput for a slip."""
    if field == "channel" and text.lower() in set(Channel):
        return True
    if _are_columns(text, header):
        return False
    if meant := _begun(text, header) or _nearest(text, header):
        raise BadInput(
            f'No column is called "{text}". Did you mean {field}="{meant}"? What every row is to say, and is so near '
            f'to a heading, --set {field}="{text}" says on the command line.'
        )
    return True


def _column(field: str, text: str, header: Sequence[str]) -> str:
    """The heading that is meant, or those that are joined. Raises BadInput."""
    whole = "+".join(_begun(part.strip(), header) or part.strip() for part in text.split("+"))
    for meant in (text, _begun(text, header), whole):
        if meant and _are_columns(meant, header):
            return meant
    if meant := _nearest(text, header):
        raise BadInput(f'No column is called "{text}". Did you mean {field}="{meant}"?')
    raise BadInput(
        f'No column is called "{text}"; ? lists them. What every row says stands in quotation marks: {field}="{text}".'
    )


def _are_columns(text: str, header: Sequence[str]) -> bool:
    """True for a heading, also one that several have, and for some that plus signs join."""
    with suppress(BadInput):
        return bool(places_of(header, text) or positions(header, text))
    return False


def _begun(text: str, header: Sequence[str]) -> str | None:
    """The only heading that begins so."""
    begun = {name.strip() for name in header if name.strip().casefold().startswith(text.casefold())}
    return begun.pop() if text and len(begun) == 1 else None


def _nearest(text: str, header: Sequence[str]) -> str | None:
    """The heading that is most like it, where one is near."""
    names = {name.strip().casefold(): name.strip() for name in header}
    return next((names[near] for near in get_close_matches(text.casefold(), names, 1, NEAR)), None)


def _pieces(typed: str) -> Iterable[tuple[str, bool, str]]:
    """Each name, whether its text stood in quotation marks, and the text. Raises NotUnderstood."""
    place = 0
    while typed[place:].strip(" ,"):
        name = NAME.match(typed, place)
        if not name:
            raise NotUnderstood(typed[place:].strip())
        if marked := MARKED.match(typed, name.end()):
            yield name[1], True, (marked[1] or marked[2] or "").strip()
            place = marked.end()
        else:
            following = NEXT.search(typed, name.end())
            place = following.start() if following else len(typed)
            yield name[1], False, typed[name.end() : place].strip(" \t,")
