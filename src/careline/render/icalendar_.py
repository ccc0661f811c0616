"""Promises as a calendar file (RFC 5545): each as something to do and as an event, both with an alarm.

The format is plain: lines of at most 75 bytes, longer ones folded, four signs escaped. Moments are in UTC, so every
calendar shows them in the zone of whoever looks.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from careline.domain.promises.entries import Entry, Standing
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.render.safe import visible

LONGEST = 75
"""Bytes in a line."""
ALARM = timedelta(hours=1)
"""How long before the due moment a calendar rings."""
LENGTH = timedelta(minutes=15)
"""How long an event takes up in a calendar: the due moment is its beginning."""
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})
OWED, DONE, OFF = Standing
TO_DO = {OWED: "NEEDS-ACTION", DONE: "COMPLETED", OFF: "CANCELLED"}
EVENT = {OWED: "CONFIRMED", DONE: "CANCELLED", OFF: "CANCELLED"}
"""The status of each kind of entry: what is no longer owed takes up nobody's day."""


@frozen
class Calendar:
    """A calendar file: what it is called, when it was made, and what tells its entries from those of other shops."""

    title: str
    made_at: datetime
    shop: str


def write(calendar: Calendar, entries: Iterable[Entry], *, to_dos: bool = True, events: bool = True) -> Iterator[str]:
    """The file in pieces: every entry as something to do, as an event, or as both."""
    yield _lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//careline//careline//EN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", _text(calendar.title)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT1H"),
    )
    for entry in entries:
        if to_dos:
            yield _to_do(calendar, entry)
        if events:
            yield _event(calendar, entry)
    yield _lines(("END", "VCALENDAR"))


def _to_do(calendar: Calendar, entry: Entry) -> str:
    standing = entry.standing(calendar.made_at)
    done = [("COMPLETED", _moment(entry.promise.kept_at)), ("PERCENT-COMPLETE", "100")] if standing is DONE else []
    return _lines(
        ("BEGIN", "VTODO"),
        *_common(calendar, entry, "todo", TO_DO[standing]),
        ("DUE", _moment(entry.promise.due_at)),
        *done,
        *_alarm(entry, standing, "TRIGGER;RELATED=END"),
        ("END", "VTODO"),
    )


def _event(calendar: Calendar, entry: Entry) -> str:
    standing = entry.standing(calendar.made_at)
    return _lines(
        ("BEGIN", "VEVENT"),
        *_common(calendar, entry, "event", EVENT[standing]),
        ("DTSTART", _moment(entry.promise.due_at)),
        ("DURATION", f"PT{LENGTH // timedelta(minutes=1)}M"),
        ("TRANSP", "TRANSPARENT"),
        *_alarm(entry, standing, "TRIGGER"),
        ("END", "VEVENT"),
    )


def _common(calendar: Calendar, entry: Entry, kind: str, status: str) -> Iterator[tuple[str, str]]:
    promise = entry.promise
    yield "UID", f"careline-{calendar.shop}-{promise.name.lower()}-{kind}"
    yield "DTSTAMP", _moment(calendar.made_at)
    yield "CREATED", _moment(promise.made_at)
    yield "SEQUENCE", str(entry.changes)
    yield "STATUS", status
    yield "SUMMARY", _text(entry.title)
    yield "DESCRIPTION", _text(*_about(entry))
    yield "CATEGORIES", "careline"


def _about(entry: Entry) -> Iterator[str]:
    promise = entry.promise
    yield f"C-{promise.case_id} {entry.subject}"
    yield f"{promise.owner} answers for it."
    if promise.backup:
        yield f"Backup: {promise.backup}."
    if promise.ended_at is None:
        yield f"When it is done: careline keep {promise.name}"


def _alarm(entry: Entry, standing: Standing, trigger: str) -> Iterable[tuple[str, str]]:
    if standing is not OWED:
        return ()
    return (
        ("BEGIN", "VALARM"),
        ("ACTION", "DISPLAY"),
        (trigger, f"-PT{ALARM // timedelta(minutes=1)}M"),
        ("DESCRIPTION", _text(entry.title)),
        ("END", "VALARM"),
    )


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" if moment else ""


def _text(*lines: str) -> str:
    r"""A text of several lines as one value: what would act shows as an escape, whose `\` is then escaped too."""
    return "\\n".join(visible(line).translate(ESCAPED) for line in lines)


def _lines(*properties: tuple[str, str]) -> str:
    return "".join(f"{_folded(f'{name}:{value}')}\r\n" for name, value in properties)


def _folded(line: str) -> str:
    """The line, broken wherever it would be too long; what goes on begins with a space, which counts."""
    pieces, piece, room = [], "", LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", LONGEST - 1
        piece += sign
        room -= size
    return "\r\n".join((*pieces, piece))


def said(owed: int, ended: int) -> str:
    """What was written, in a few words."""
    lately = f", and {counted(ended, 'promise')} to take off" if ended else ""
    return f"{counted(owed, 'promise')} to keep{lately}"
