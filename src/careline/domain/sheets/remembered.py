"""How the sheets from a source are read, as somebody has said or agreed to: it holds until they say something else."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class What(StrEnum):
    """What can be chosen for the sheets from a source."""

    COLUMN = "column"
    VALUE = "value"
    LEFT_ALONE = "left_alone"
    DATE_FORMAT = "date_format"
    ZONE = "zone"
    LAYOUT = "layout"
    DELIMITER = "delimiter"
    ENCODING = "encoding"
    SKIP_LINES = "skip_lines"
    SHEET = "sheet"


Choice = tuple[str, str | None, str]
"""What was chosen (What), the field that it is for, where it is for one, and the text."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was chosen: field -> heading, field -> value for every row, and headings and fields that are left alone.

    `others` has what can be chosen once, by its name in What, as an option has it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    left_alone: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> Iterator[Choice]:
        """All of it, one at a time, in an order of its own."""
        yield from ((What.COLUMN, each, heading) for each, heading in self.columns.items())
        yield from ((What.VALUE, each, value) for each, value in self.values.items())
        yield from ((What.LEFT_ALONE, None, heading) for heading in self.left_alone)
        yield from ((What.LEFT_ALONE, name, name) for name in self.dropped)
        yield from ((What.DATE_FORMAT, None, written) for written in self.date_formats)
        yield from ((what, None, text) for what, text in self.others.items())


def remembered(choices: Iterable[Choice]) -> Remembered | None:
    """What these choices are together; None where there are none."""
    found: dict[tuple[str, bool], list[tuple[str, str]]] = {}
    for what, name, text in choices:
        found.setdefault((what, name is not None), []).append((name or what, text))
    if not found:
        return None

    def texts(what: str, *, of_fields: bool = False) -> tuple[str, ...]:
        return tuple(text for _, text in found.get((what, of_fields), ()))

    known = (What.LEFT_ALONE, What.DATE_FORMAT)
    return Remembered(
        dict(found.get((What.COLUMN, True), ())),
        dict(found.get((What.VALUE, True), ())),
        texts(What.LEFT_ALONE),
        texts(What.LEFT_ALONE, of_fields=True),
        texts(What.DATE_FORMAT),
        {what: text for (what, of_field), [(_, text), *_] in found.items() if not of_field and what not in known},
    )
