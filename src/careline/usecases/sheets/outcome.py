"""What became of the rows of a file, and how that is told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from careline.domain.errors import BadInput
from careline.domain.people.look_alikes import LookAlike
from careline.domain.sheets.identity import is_worked_out
from careline.domain.wording import shortened

LISTED = 1000
"""How many of anything are told one by one to a script."""
FEW_UNITED = 10
SHOWN = 50
"""How many to somebody who reads."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A bad row; `ref` None where it names none."""

    line: int
    ref: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A row, what it has become earlier (C-1), and the fields in which that was brought up to date, or is not.

    Of a customer, `name` is the name, and the fields are what the row adds or would add to them. `ended` says of a
    purchase why there is nothing of it with the customer any more.
    """

    line: int
    ref: str
    name: str
    fields: tuple[str, ...]
    is_customer: bool = False
    ended: str | None = None

    @property
    def named(self) -> str:
        """What follows the number of its line: its ref, where it has one of its own."""
        return "" if is_worked_out(self.ref) else f", {shortened(self.ref)}"


@dataclass(slots=True)
class Outcome:
    """What became of the rows: `made` counts by noun. The lists stop at LISTED; `updated`, `differed`, `bad` count all.

    `is_update` where what is known could be brought up to date; a row that brought something and differs in something
    else is among both. `repeated` counts rows; `taken_for` is who was taken for whom, because they have the address.
    `forgotten` counts the rows that would have brought back somebody who was forgotten, and `left_out` has their lines.
    `alike` counts the new customers who may be somebody who was there before them, `ended` the rows of which nothing
    was to be made, by why, and `united` those of somebody who was known by an address or a number and not by name, by
    whom and by which of the two.
    """

    made: Counter[str]
    is_update: bool = False
    known: int = 0
    updated: int = 0
    repeated: int = 0
    differed: int = 0
    bad: int = 0
    forgotten: int = 0
    updates: list[Compared] = field(default_factory=list)
    differing: list[Compared] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    taken_for: dict[str, str] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    alike: int = 0
    look_alikes: list[LookAlike] = field(default_factory=list)
    ended: Counter[str] = field(default_factory=Counter)
    united: Counter[tuple[str, str]] = field(default_factory=Counter)


def taken_for_lines(outcome: Outcome) -> Iterator[str]:
    """The first who were taken for somebody else, and how many more there are."""
    for given, known in list(outcome.taken_for.items())[:SHOWN]:
        yield f"{shortened(given)}: {shortened(known)}"
    if len(outcome.taken_for) > SHOWN:
        yield f"... and {len(outcome.taken_for) - SHOWN} more"


def united_lines(outcome: Outcome) -> Iterator[str]:
    """The first who were taken for somebody known without being called so, by what, and how often."""
    for (name, by), count in outcome.united.most_common(FEW_UNITED):
        yield f"{shortened(name)}, by {by}: {count}"
    if (more := len(outcome.united) - FEW_UNITED) > 0:
        yield f"... and {more} more"


def look_alike_lines(outcome: Outcome) -> Iterator[str]:
    """The first who may be one person twice, why, and what makes one of them, and how many more there are."""
    for each in outcome.look_alikes[:SHOWN]:
        yield f"{each.new} and {each.other} ({each.why}){f': {each.command}' if each.command else ''}"
    if outcome.alike > SHOWN:
        yield f"... and {outcome.alike - SHOWN} more"


def rejected_lines(outcome: Outcome) -> Iterator[str]:
    """The first bad rows by line, ref and reason, and how many more there are."""
    for bad in outcome.rejected[:SHOWN]:
        yield f"line {bad.line}{f', {shortened(bad.ref)}' if bad.ref else ''}: {bad.reason}"
    if outcome.bad > SHOWN:
        yield f"... and {outcome.bad - SHOWN} more"


def updated_lines(outcome: Outcome) -> Iterator[str]:
    """The first rows that brought something, by line, ref, what they are and fields, and how many more there are."""
    for each in outcome.updates[:SHOWN]:
        what = " and ".join(each.fields)
        said = f"{what} of {each.name}" if each.is_customer else f"{each.name} is now {what}"
        yield f"line {each.line}{each.named}: {said}"
    if outcome.updated > SHOWN:
        yield f"... and {outcome.updated - SHOWN} more"


def differing_lines(outcome: Outcome) -> Iterator[str]:
    """The first rows that differ, by line, ref, what they are and fields, and how many more there are."""
    for each in outcome.differing[:SHOWN]:
        what = ", ".join(each.fields)
        said = f"{each.name} lacks {what}" if each.is_customer else f"not as {each.name} in {what}"
        said = f"{each.name} is {each.ended} there" if each.ended else said
        yield f"line {each.line}{each.named}: {said}"
    if outcome.differed > SHOWN:
        yield f"... and {outcome.differed - SHOWN} more"


def left_out_lines(outcome: Outcome) -> str:
    """The first lines that were left out, and how many more there are."""
    more = f" and {outcome.forgotten - SHOWN} more" if outcome.forgotten > SHOWN else ""
    return f"line{'s' * (outcome.forgotten > 1)} {', '.join(map(str, outcome.left_out[:SHOWN]))}{more}"


def ended_words(outcome: Outcome) -> str:
    """How many rows came to nothing, and why: `2 cancelled, 1 refunded`."""
    return ", ".join(f"{count} {why}" for why, count in outcome.ended.most_common())


def differing_words(outcome: Outcome) -> str:
    """What stands above those that differ."""
    if any(each.is_customer for each in outcome.differing):
        return "Known without all that the file says, and left as they are; --update adds it:"
    return "Different from what is known, and left as they were:"


def bad_rows(outcome: Outcome) -> BadInput:
    """The refusal: rows that cannot become anything; nothing is imported then."""
    rows, them = ("One row is bad", "it") if outcome.bad == 1 else (f"{outcome.bad} rows are bad", "them")
    return BadInput(
        f"{rows}, so nothing was imported. Fix {them}, or set {them} aside with --skip-bad REJECTS.csv.",
        list(rejected_lines(outcome)),
    )
