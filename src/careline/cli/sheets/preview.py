"""What was understood of a table, and what would be made of it: shown before anything is done."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.cli.sheets import outcomes
from careline.cli.sheets.reading import Reading
from careline.desk import Desk
from careline.domain.names import fold
from careline.domain.report import PageLine, Tone, Words
from careline.domain.sheets.date_orders import FIRST, Doubt
from careline.domain.sheets.understanding import ColumnRead, columns_read
from careline.domain.time import moments
from careline.domain.wording import shortened
from careline.render.layout import cells
from careline.store.sheets.foreseen import Made
from careline.usecases.sheets.outcome import Outcome

if TYPE_CHECKING:
    from careline.domain.sheets.case_rows import Known

EXAMPLES_FROM = 20
"""So many rows are looked through for an example of what a column says."""
LONGEST_EXAMPLE = 36
WIDEST_HEADING = 32
LEFT_ALONE = 6
EVERY_ROW = "(every row)"
BAD_ROWS = 3


def understood_lines(reading: Reading) -> Iterator[PageLine]:
    """How the table is read: the columns and what they became, how a date reads, and what is in doubt."""
    last_time = "as chosen before" if reading.before else ""
    yield PageLine(f"{', '.join(filter(None, (reading.source, *reading.table.said(), last_time)))}:", tone=Tone.TITLE)
    rows = [row for _, row in islice(reading.table.rows(), EXAMPLES_FROM)]
    read = columns_read(reading.understood, rows)
    # Where something is missing, what is left alone may say it.
    shown = [each for each in read if each.fields or (reading.columns.missing and each.example)]
    headings = [*(each.heading for each in shown), *([EVERY_ROW] if reading.columns.fixed else [])]
    room = min(max(map(cells, headings), default=0), WIDEST_HEADING)
    wide = max((*(len(_fields(each)) for each in shown), *map(len, reading.columns.fixed)), default=0)
    for each in shown:
        label = f"  {each.heading}{' ' * (room - cells(each.heading))}  "
        yield PageLine(f"{_fields(each):{wide}}  {_shortened(each.example)}".rstrip(), label)
    for name, value in reading.columns.fixed.items():
        yield PageLine(f"{name:{wide}}  {_shortened(value)}", f"  {EVERY_ROW:{room}}  ")
    if left := [each.heading for each in read if each not in shown]:
        more = f" and {len(left) - LEFT_ALONE} more" if len(left) > LEFT_ALONE else ""
        yield PageLine(f"Left alone: {', '.join(left[:LEFT_ALONE])}{more}")
    if date := _date_read(reading, rows):
        yield PageLine(date)
    if days := reading.in_days:
        yield PageLine(f"Days: every time of {' and '.join(days)} is midnight, so a day ends at closing time.")
    if reading.proven.doubts:
        yield from _doubt_lines(reading.proven.doubts[0])
    if any(each.unsure for each in shown):
        yield PageLine("? marks what a heading only sounds like.")
    for name, heading in reading.understood.lost.items():
        yield PageLine(f'No column is called "{heading}", which was {name} before.')
    if missing := reading.columns.missing:
        *first, last = missing
        named = f"{', '.join(first)} or {last}" if first else last
        yield PageLine(f"No column says {named}, and every row needs that.")


def first_lines(desk: Desk, reading: Reading, made: Made) -> Iterator[PageLine]:
    """The first cases and promises, or purchases, that would be made, and for whom all of it is."""
    zone = reading.dates.calendar.zone
    for case in made.cases:
        yield PageLine(tuple(_case(case, desk.now, zone, desk.settings.owner)), f"  C-{case.case_id}  ")
    if made.purchases:
        from careline.reports.money.purchases import purchase_words

        for customer, bought in made.purchases:
            yield PageLine(f"{customer}: {purchase_words(bought, desk.shop)}", f"  {bought.name}  ")
    if reading.command == "customer import":
        for each in made.customers:
            yield PageLine(", ".join(filter(None, (str(each), each.number))), "  ")
    if made.new_customers or made.known_customers:
        yield PageLine(_whom(made, desk.settings.staff))


def bad_lines(outcome: Outcome, skip_bad: Path | None) -> Iterator[PageLine]:
    """The first bad rows, with which nothing goes in unless they are set aside."""
    bad = outcome.bad
    if not bad:
        return
    rows, them = ("1 row", "it") if bad == 1 else (f"{bad} rows", "them")
    if skip_bad:
        yield PageLine(f"{rows} would be set aside in {skip_bad}:")
    else:
        yield PageLine(f"{rows} cannot go in, and then nothing does; skip-bad=rejects.csv sets {them} aside:")
    for each in outcome.rejected[:BAD_ROWS]:
        yield PageLine(f"line {each.line}: {each.reason}", "  ")
    if bad > BAD_ROWS:
        yield PageLine(f"... and {bad - BAD_ROWS} more", "  ")


def payload(desk: Desk, reading: Reading, made: Made) -> dict[str, Any]:
    """What scripts get."""
    shown = columns_read(reading.understood, (row for _, row in islice(reading.table.rows(), EXAMPLES_FROM)))
    staff, others = _names(made, desk.settings.staff)
    return outcomes.UNDERSTOOD.filled(
        columns=[
            outcomes.COLUMN.filled(
                column=each.heading, fields=each.fields, unsure=each.unsure, example=each.example or None
            )
            for each in shown
        ],
        values=reading.columns.fixed,
        date_formats=reading.proven.formats,
        zone=reading.dates.calendar.zone.key,
        remembered=reading.before is not None,
        lost=list(reading.understood.lost.values()),
        new_customers=made.new_customers,
        known_customers=made.known_customers,
        new_parties=others,
        new_staff=staff,
    )


def _fields(column: ColumnRead) -> str:
    return (", ".join(column.fields) or "-") + "?" * column.unsure


def _shortened(example: str) -> str:
    return shortened(example, LONGEST_EXAMPLE)


def _doubt_lines(doubt: Doubt) -> Iterator[PageLine]:
    yield PageLine(f"Dates: {_shortened(doubt.text)} on line {doubt.line} could be, and no date tells which,")
    for number, each in enumerate(doubt.readings, 1):
        yield PageLine(f"{each.means}, with {FIRST[each.order[0]]}", f"  {number}  ")


def _date_read(reading: Reading, rows: Sequence[Sequence[str]]) -> str | None:
    """How the first date that can be read is read."""
    from careline.domain.sheets.dates import BadRow

    columns, zone = reading.columns, reading.dates.calendar.zone
    for name in columns.form.moments:
        for row in rows:
            said = columns.text(name, row) if columns.gives(name) and len(row) == columns.width else ""
            if said:
                try:
                    moment, _ = reading.dates.moment(name, said)
                except BadRow:
                    continue
                return f"Dates: {_shortened(said)} is {moments.full(moment, zone)}"
    return None


def _case(case: "Known", now: datetime, zone: Any, ours: str) -> Iterator[str | Words]:
    def short(moment: datetime) -> str:
        return moments.short(moment, now, zone)

    yield f"{case.customer}: {_shortened(case.subject)}, opened {short(case.opened_at)}"
    if case.due_at:
        yield "; "
        if case.promise and case.promise != case.subject:
            yield Words(_shortened(case.promise), said=True)
            yield " "
        yield f"due {short(case.due_at)}"
        if case.performer and (case.performer, case.owner) != (ours, ours):
            yield f" by {case.performer}"
            yield f" for {case.owner}" if case.owner not in (ours, case.performer) else ""
        if case.kept_at:
            yield f", kept {short(case.kept_at)}"
    if case.closed_at:
        yield f"; closed {short(case.closed_at)}"


def _whom(made: Made, ours: Collection[str]) -> str:
    """Whom it is for, and who is new among staff and performers."""
    all_of_them = ((made.new_customers, "new"), (made.known_customers, "known"))
    customers = f"For {' and '.join(f'{count} {kind}' for count, kind in all_of_them if count)} customers"
    staff, performers = _names(made, ours)
    more = f" and {made.parties - len(made.named)} more" if made.parties > len(made.named) else ""
    said = [
        customers.removesuffix("s" if made.new_customers + made.known_customers == 1 else ""),
        f"New staff: {', '.join(staff)}" if staff else "",
        f"New performers: {', '.join(performers)}{more}" if performers or more else "",
    ]
    return "".join(f"{each}. " for each in said if each).rstrip()


def _names(made: Made, ours: Collection[str]) -> tuple[list[str], list[str]]:
    """Who is new among staff, but for whom the settings name (`ours`), and among performers."""
    known = set(map(fold, ours))
    staff = [name for name, kind in made.named if kind == "staff" and fold(name) not in known]
    return staff, [name for name, kind in made.named if kind != "staff"]
