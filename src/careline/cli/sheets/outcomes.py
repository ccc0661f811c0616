"""What became of the rows of a file, in words and as scripts get it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.desk import Desk
from careline.domain.ids import NOUNS
from careline.domain.report import ByName, Key, Kind, Several, Shape
from careline.domain.wording import counted
from careline.render import shapes
from careline.render.reading import text

if TYPE_CHECKING:
    from careline.usecases.sheets.outcome import Compared, Outcome

COMPARED = (
    Key("line", Kind.NUMBER),
    Key("ref"),
    *(Key(noun, Kind.ID, always=False) for noun in ("case", "promise", "purchase")),
    Key("customer", always=False),
    Key("fields", Several(Kind.TEXT)),
)
UPDATED = Shape("updated_row", "a row that knew more than was known, and in which fields", COMPARED)
DIFFERING = Shape("differing_row", "a row that differs from what is known, and in which fields", COMPARED)
REJECTED = Shape(
    "rejected_row", "a row that was not taken, and why", (Key("line", Kind.NUMBER), text("ref"), Key("reason"))
)
TAKEN_FOR = Shape(
    "taken_for",
    "who was taken for a known customer of another name, or of none, whose address or number came with theirs",
    (Key("given"), Key("customer")),
)
UNITED = Shape(
    "united",
    "how many rows were taken for a customer by an address or a number, under no name or another that may be theirs",
    (Key("customer"), Key("by"), Key("rows", Kind.NUMBER)),
)
LOOK_ALIKE = Shape(
    "look_alike",
    "a new customer who may be one who was there before, why, and what merges them; null where a name would mean "
    "others, too, and in a rehearsal",
    (Key("customer", shapes.CUSTOMER), Key("other", shapes.CUSTOMER), Key("why"), text("command")),
)
TAKEN = Shape(
    "taken",
    "what became of the rows; the lists stop somewhere, the counts beside them do not",
    (
        Key("source"),
        Key("read_as", Several(Kind.TEXT)),
        *(Key(noun, Kind.NUMBER, always=False) for noun in ("cases", "promises", "purchases", "customers")),
        Key("known", Kind.NUMBER),
        Key("updated", Several(UPDATED)),
        Key("updated_count", Kind.NUMBER),
        Key("differing", Several(DIFFERING)),
        Key("differing_count", Kind.NUMBER),
        Key("rejected", Several(REJECTED)),
        Key("rejected_count", Kind.NUMBER),
        Key("ended", ByName(Kind.NUMBER)),
        Key("repeated_hour", Kind.NUMBER),
        Key("taken_for", Several(TAKEN_FOR)),
        Key("united", Several(UNITED)),
        Key("forgotten", Several(Kind.NUMBER)),
        Key("forgotten_count", Kind.NUMBER),
        Key("look_alikes", Several(LOOK_ALIKE)),
        Key("look_alikes_count", Kind.NUMBER),
    ),
)

COLUMN = Shape(
    "column_read",
    "a column of a table, and what it holds: no field where it is left alone; `unsure` where it only sounds right",
    (Key("column"), Key("fields", Several(Kind.TEXT)), Key("unsure", Kind.FLAG), text("example")),
)
UNDERSTOOD = Shape(
    "understood",
    "how a table is read: its columns, what stands for every row, how dates are written, and what would be made",
    (
        Key("columns", Several(COLUMN)),
        Key("values", ByName(Kind.TEXT)),
        Key("date_formats", Several(Kind.TEXT)),
        Key("zone"),
        Key("remembered", Kind.FLAG),
        Key("new", Several(Kind.TEXT)),
        Key("lost", Several(Kind.TEXT)),
        Key("new_customers", Kind.NUMBER),
        Key("known_customers", Kind.NUMBER),
        Key("new_parties", Several(Kind.TEXT)),
        Key("new_staff", Several(Kind.TEXT)),
    ),
)


def lines(outcome: "Outcome", desk: Desk, name: str, said: Sequence[str], skip_bad: Path | None) -> Iterator[str]:
    """The counts, and below them what somebody should look at."""
    from careline.usecases.sheets import outcome as telling

    yield counts(outcome, name, "would be imported" if desk.dry_run else "imported")
    if said:
        yield f"How it was read: {', '.join(said)}."
    if outcome.updated:
        yield "Taken over from the newer file:"
        yield from (f"  {line}" for line in telling.updated_lines(outcome))
    if outcome.differed:
        yield telling.differing_words(outcome)
        yield from (f"  {line}" for line in telling.differing_lines(outcome))
    if outcome.bad:
        yield "Rejected:" if desk.dry_run or skip_bad is None else f"Rejected and written to {skip_bad}:"
        yield from (f"  {line}" for line in telling.rejected_lines(outcome))
    if outcome.ended:
        yield (
            f"{counted(outcome.ended.total(), 'row')} left out, as the customer has nothing of it: "
            f"{telling.ended_words(outcome)}. --map status= takes them too."
        )
    if outcome.taken_for:
        yield "Matched to the known customer with that address or number:"
        yield from (f"  {line}" for line in telling.taken_for_lines(outcome))
    if outcome.united:
        yield "Taken for somebody who is not called quite so:"
        yield from (f"  {line}" for line in telling.united_lines(outcome))
    if outcome.alike:
        yield "Perhaps one person twice; careline merges nobody by itself:"
        yield from (f"  {line}" for line in telling.look_alike_lines(outcome))
    if outcome.forgotten:
        yield (
            f"{counted(outcome.forgotten, 'row')} left out, with an address or a number of somebody who was forgotten: "
            f"{telling.left_out_lines(outcome)}. --even-forgotten takes them too."
        )
    if outcome.repeated:
        yield (
            f"{counted(outcome.repeated, 'row')} with a moment in an hour that the clocks repeat: "
            "read as the first of the two."
        )


def counts(outcome: "Outcome", name: str, imported: str) -> str:
    """The sum of it."""
    made = " and ".join(counted(count, noun) for noun, count in outcome.made.items())
    updated = f"{outcome.updated} updated, " if outcome.is_update else ""
    return (
        f"{made} {imported} from {name}; {outcome.known} already known, {updated}{outcome.differed} differing, "
        f"{outcome.bad} rejected."
    )


def would_make(outcome: "Outcome") -> str:
    """The same before it is done, without what is none."""
    from careline.usecases.sheets import outcome as telling

    made = " and ".join(counted(count, noun) for noun, count in outcome.made.items())
    others = [
        f"{count} {what}"
        for count, what in (
            (outcome.known, "already known"),
            (outcome.updated, "updated"),
            (outcome.differed, "differing"),
            (outcome.bad, "rejected"),
            (outcome.ended.total(), f"left out ({telling.ended_words(outcome)})"),
            (outcome.forgotten, "left out, as their people were forgotten"),
        )
        if count
    ]
    return f"{made} would be imported{'; ' * bool(others)}{', '.join(others)}."


def payload(outcome: "Outcome", name: str, said: Sequence[str]) -> dict[str, Any]:
    """What scripts get. The lists stop somewhere; the counts beside them do not."""
    return TAKEN.filled(
        source=name,
        read_as=said,
        **{f"{noun}s": count for noun, count in outcome.made.items()},
        known=outcome.known,
        updated=[_compared(UPDATED, each) for each in outcome.updates],
        updated_count=outcome.updated,
        differing=[_compared(DIFFERING, each) for each in outcome.differing],
        differing_count=outcome.differed,
        rejected=list(map(REJECTED.of, outcome.rejected)),
        rejected_count=outcome.bad,
        ended=dict(outcome.ended.most_common()),
        repeated_hour=outcome.repeated,
        taken_for=[TAKEN_FOR.filled(given=given, customer=known) for given, known in outcome.taken_for.items()],
        united=[
            UNITED.filled(customer=customer, by=by, rows=rows) for (customer, by), rows in outcome.united.most_common()
        ],
        forgotten=outcome.left_out,
        forgotten_count=outcome.forgotten,
        look_alikes=[
            LOOK_ALIKE.filled(customer=each.new, other=each.other, why=each.why, command=each.command)
            for each in outcome.look_alikes
        ],
        look_alikes_count=outcome.alike,
    )


def _compared(shape: Shape, row: "Compared") -> dict[str, Any]:
    noun = "customer" if row.is_customer else NOUNS[row.name[0]]
    return shape.filled(line=row.line, ref=row.ref, fields=row.fields, **{noun: row.name})
