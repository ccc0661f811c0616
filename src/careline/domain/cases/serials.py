"""The serial numbers of several units, which are kept as one text."""

from collections.abc import Iterable, Sequence

from careline.domain.cases.case import BlankText
from careline.domain.errors import BadInput
from careline.domain.wording import counted


def read_serials(given: Iterable[str] | None) -> tuple[str, ...]:
    """The numbers as they are kept: in order, each once. One text may hold several, with commas between.

    Raises BlankText, and BadInput for one that is given twice.
    """
    found: list[str] = []
    for text in given or ():
        for number in map(str.strip, text.split(",")):
            if not number:
                raise BlankText("--serial")
            if number.casefold() in (each.casefold() for each in found):
                raise BadInput(f'--serial names "{number}" twice; every unit has its own.')
            found.append(number)
    return in_order(found)


def in_order(numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers in an order that does not depend on which unit went where: P9 before P10."""
    return tuple(sorted(numbers, key=lambda number: (len(number), number)))


def kept(numbers: Iterable[str]) -> str | None:
    """The numbers as one text, `P9, P10`; None for none."""
    return ", ".join(in_order(numbers)) or None


def separate(text: str | None) -> tuple[str, ...]:
    """The numbers of such a text."""
    return tuple(text.split(", ")) if text else ()


def told(text: str | None, units: int | None = None) -> str:
    """`serial P9`, `serials P9, P10`; where only some of them are these units, `1 of serials P9, P10`."""
    numbers = separate(text)
    of = f"{units} of " if units is not None and len(numbers) > units else ""
    return f"{of}serial{'s' if len(numbers) > 1 else ''} {text}" if numbers else ""


def check_fit(numbers: Sequence[str], units: int) -> None:
    """Raise BadInput for more numbers than units."""
    if len(numbers) > units:
        raise BadInput(
            f"--serial names {len(numbers)} units, but there {'is' if units == 1 else 'are'} {units}; "
            f"leave out {counted(len(numbers) - units, 'number')}, or say how many with --quantity."
        )
