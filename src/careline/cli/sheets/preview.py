"""What was understood of a table, and what would be made of it: shown before anything is done."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careline.cli.sheets import outcomes
from careline.cli.sheets.columns_shown import Room, column_lines, columns_of, either, fitted, in_one_line, sampled
from careline.cli.sheets.reading import Reading
from careline.desk import Desk
from careline.domain.names import fold
from careline.domain.report import PageLine, Tone, Words
from careline.domain.sheets.date_orders import FIRST, Doubt
from careline.domain.sheets.understanding import columns_read
from careline.domain.time import moments
from careline.store.sheets.foreseen import Made
from careline.usecases.sheets.outcome import LISTED, Outcome

if TYPE_CHECKING:
    from careline.domain.sheets.case_rows import Known

NAMED = 5
BAD_ROWS = 3


def understood_lines(reading: Reading, room: Room) -> Iterator[PageLine]:
    """How the table is read: the columns and what they became, how a date reads, and what is in doubt."""
    last_time = "as chosen before" if reading.before else ""
    yield PageLine(f"{', '.join(filter(None, (reading.source, *reading.table.said(), last_time)))}:", tone=Tone.TITLE)
    rows = sampled(reading)
    read = columns_read(reading.understood, rows)
    # Where something is missing, what is left alone may say it.
    shown = [each for each in read if each.fields or (reading.columns.missing and each.example)]
    yield from (PageLine("", line) for line in column_lines(reading, shown, room))
    if left := [each.heading for each in read if each not in shown]:
        yield PageLine(in_one_line("Left alone: ", left, room.width))
    if reading.understood.new:
        yield PageLine(in_one_line("New since last time: ", reading.understood.new, room.width))
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
        yield PageLine(f"No column says {either(missing)}, and every row needs that.")


def first_lines(desk: Desk, reading: Reading, made: Made, room: Room) -> Iterator[PageLine]:
    """The first cases and promises, or purchases, that would be made, and for whom all of it is."""
    zone = reading.dates.calendar.zone
    for case in made.cases[: room.rows]:
        yield PageLine(tuple(_case(case, desk.now, zone, desk.settings.owner)), f"  C-{case.case_id}  ")
    if made.purchases:
        from careline.reports.money.purchases import purchase_words

        for customer, bought in made.purchases[: room.rows]:
            yield PageLine(f"{fitted(customer)}: {purchase_words(bought, desk.shop)}", f"  {bought.name}  ")
    if reading.command == "customer import":
        for each in made.customers[: room.rows]:
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
    staff, others = _names(made, desk.settings.staff)
    return outcomes.UNDERSTOOD.filled(
        columns=[
            outcomes.COLUMN.filled(
                column=each.heading, fields=each.fields, unsure=each.unsure, example=each.example or None
            )
            for each in columns_of(reading)
        ],
        values=reading.columns.fixed,
        date_formats=reading.proven.formats,
        zone=reading.dates.calendar.zone.key,
        remembered=reading.before is not None,
        new=reading.understood.new,
        lost=list(reading.understood.lost.values()),
        new_customers=made.new_customers,
        known_customers=made.known_customers,
        new_parties=others[:LISTED],
        new_staff=staff[:LISTED],
    )


def _doubt_lines(doubt: Doubt) -> Iterator[PageLine]:
    yield PageLine(f"Dates: {fitted(doubt.text)} on line {doubt.line} could be, and no date tells which,")
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
                return f"Dates: {fitted(said)} is {moments.full(moment, zone)}"
    return None


def _case(case: "Known", now: datetime, zone: Any, ours: str) -> Iterator[str | Words]:
    def short(moment: datetime) -> str:
        return moments.short(moment, now, zone)

    yield f"{fitted(case.customer)}: {fitted(case.subject)}, opened {short(case.opened_at)}"
    if case.due_at:
        yield "; "
        if case.promise and case.promise != case.subject:
            yield Words(fitted(case.promise), said=True)
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
    new = zip(("New staff", "New performers"), _names(made, ours), strict=True)
    said = [
        customers.removesuffix("s" if made.new_customers + made.known_customers == 1 else ""),
        *(f"{kind}: {', '.join(map(fitted, names[:NAMED]))}{_and_more(names)}" for kind, names in new if names),
    ]
    return "".join(f"{each}. " for each in said).rstrip()


def _and_more(names: Sequence[str]) -> str:
    return f" and {len(names) - NAMED} more" if len(names) > NAMED else ""


def _names(made: Made, ours: Collection[str]) -> tuple[list[str], list[str]]:
    """Who is new among staff, but for whom the settings name (`ours`), and among performers."""
    known = set(map(fold, ours))
    staff = [name for name, kind in made.parties if kind == "staff" and fold(name) not in known]
    return staff, [name for name, kind in made.parties if kind != "staff"]
