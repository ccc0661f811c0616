"""Mail in the outbox, what it says, and what became of it, as of a moment."""

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from json import dumps

from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.mail.mails import About, Contents, Mail
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch, Reader
from careline.store.stamps import read_moment, stamp

LAST = "(SELECT {} FROM mail_tries t WHERE t.mail_id = m.id AND t.begun_at <= :now ORDER BY t.id DESC LIMIT 1)"
"""Something of the last try that had begun by then."""
COUNTED = "(SELECT count(*) FROM mail_tries t WHERE t.mail_id = m.id AND t.begun_at <= :now{})"
BY_THEN = "CASE WHEN {0} <= :now THEN {0} END"
OF_MAIL = Columns(
    Mail,
    id="m.id",
    about=("m.about", About),
    name="m.name",
    email="m.email",
    message_id="m.message_id",
    queued_at=("m.queued_at", read_moment),
    queued_by="m.queued_by",
    party_id="m.party_id",
    case_id="m.case_id",
    replacement_id="m.replacement_id",
    held_at=("m.held_at", read_moment),
    **{end: (BY_THEN.format(f"m.{end}"), read_moment) for end in ("sent_at", "refused_at", "cancelled_at")},
    tries=COUNTED.format(""),
    tried_at=(LAST.format("t.begun_at"), read_moment),
    ended_at=(LAST.format(BY_THEN.format("t.ended_at")), read_moment),
    why=LAST.format("CASE WHEN t.ended_at <= :now THEN t.why END"),
    doubts=COUNTED.format(" AND t.in_doubt"),
)
EVER = "9999-12-31 23:59:59.999999"
"""After every moment."""
MAIL = f"SELECT {OF_MAIL.sql} FROM mails m"
MAY_BE_OPEN = """
    SELECT id FROM mails WHERE sent_at IS NULL AND cancelled_at IS NULL
    UNION SELECT id FROM mails WHERE sent_at > :now
    UNION SELECT id FROM mails WHERE cancelled_at > :now
"""


def open_mails(fetch: Fetch, now: datetime) -> list[Mail]:
    """What had neither been sent nor cancelled at a moment, the oldest first."""
    rows = fetch(f"{MAIL} WHERE m.id IN ({MAY_BE_OPEN}) AND m.queued_at <= :now ORDER BY m.id", now=stamp(now))
    return list(map(OF_MAIL.read, rows))


def mails_by_id(fetch: Fetch, numbers: Iterable[int], now: datetime) -> list[Mail]:
    """The mails of these numbers that there are, by number."""
    rows = fetch(f"{MAIL} WHERE m.id {among('ids')} ORDER BY m.id", ids=dumps([*numbers]), now=stamp(now))
    return list(map(OF_MAIL.read, rows))


def all_mails(fetch: Reader, now: datetime) -> Iterator[Mail]:
    """Every mail, the newest first; read a batch at a time."""
    batches = fetch.in_batches(f"{MAIL} WHERE m.queued_at <= :now ORDER BY m.id DESC", now=stamp(now))
    return (OF_MAIL.read(row) for rows in batches for row in rows)


def mails_of_cases(fetch: Fetch, ids: str) -> list[Mail]:
    """The mails about the cases of these ids, a JSON array, with all that is known of them by now; by number."""
    rows = fetch(f"{MAIL} WHERE m.case_id {among('ids')} ORDER BY m.id", ids=ids, now=EVER)
    return list(map(OF_MAIL.read, rows))


def contents_of(fetch: Fetch, number: int) -> Contents | None:
    """What a mail says; None once it was sent, or whom it named was forgotten."""
    rows = fetch("SELECT subject, text, html FROM mail_contents WHERE mail_id = :id", id=number)
    return next((Contents(*row) for row in rows), None)


def tells_of(fetch: Fetch, number: int) -> list[int]:
    """The escalations of which whoever gets a mail knows then."""
    rows = fetch("SELECT escalation_id FROM told_by_mails WHERE mail_id = :id ORDER BY id", id=number)
    return [escalation for (escalation,) in rows]


def has_had_brief(fetch: Fetch, party_id: int, since: datetime, until: datetime) -> bool:
    """True where one of us was mailed a page of their own after one moment and by another, or is about to be."""
    rows = fetch(
        "SELECT 1 FROM mails WHERE about = 'brief' AND party_id = :party AND queued_at > :since AND queued_at <= :until"
        " AND refused_at IS NULL AND cancelled_at IS NULL LIMIT 1",
        party=party_id,
        since=stamp(since),
        until=stamp(until),
    )
    return bool(rows)


def put_in(run: Callable[..., object], number: int, contents: Contents) -> None:
    """Keep what a mail says until it has left."""
    run(
        "INSERT INTO mail_contents (mail_id, subject, text, html) VALUES (:id, :subject, :text, :html)",
        id=number,
        subject=contents.subject,
        text=contents.text,
        html=contents.html,
    )


def drop_contents(run: Callable[..., object], number: int) -> None:
    """Keep no longer what a mail says."""
    run("DELETE FROM mail_contents WHERE mail_id = :id", id=number)


def begin_try(fetch: Fetch, number: int, now: datetime) -> int:
    """Say that somebody tries to send a mail; the id of the try. Whoever tried before without an end was killed."""
    fetch("UPDATE mail_tries SET in_doubt = 1 WHERE mail_id = :id AND ended_at IS NULL RETURNING id", id=number)
    [(made,)] = fetch(
        "INSERT INTO mail_tries (mail_id, begun_at, in_doubt) VALUES (:id, :now, 0) RETURNING id",
        id=number,
        now=stamp(now),
    )
    return int(made)


def end_try(run: Callable[..., object], number: int, now: datetime, why: str | None, *, in_doubt: bool) -> None:
    """Say what became of a try; `why` it failed, where it did."""
    run(
        "UPDATE mail_tries SET ended_at = max(begun_at, :now), why = :why, in_doubt = :doubt WHERE id = :id",
        id=number,
        now=stamp(now),
        why=why,
        doubt=in_doubt,
    )


def forget(run: Callable[..., object], theirs: Collection[int], now: datetime) -> None:
    """Let nothing be sent any more that names a customer who is forgotten: mail about them, and any page that waits."""
    which = f"(id {among('ids')} OR case_id IS NULL)"
    run(
        f"UPDATE mails SET cancelled_at = :now WHERE {which} AND sent_at IS NULL AND cancelled_at IS NULL",
        ids=dumps([*theirs]),
        now=stamp(now),
    )
    run(f"DELETE FROM mail_contents WHERE mail_id IN (SELECT id FROM mails WHERE {which})", ids=dumps([*theirs]))


def take_out(fetch: Fetch, command_id: int) -> None:
    """Before a command is undone: take out what the mails say that it has queued. Raises Refused.

    What somebody sends now, or may have sent, stays.
    """
    mine = "SELECT row_id FROM changes WHERE command_id = :id AND table_name = 'mails' AND action = 'insert'"
    for (number,) in fetch(
        f"SELECT mail_id FROM mail_tries WHERE mail_id IN ({mine}) AND (ended_at IS NULL OR in_doubt)", id=command_id
    ):
        raise Refused(
            f"Command {command_id} cannot be undone: its mail {show('L', number)} is being sent, or may have left. "
            f"'careline mail cancel {show('L', number)}' keeps it from being sent again."
        )
    fetch(f"DELETE FROM mail_contents WHERE mail_id IN ({mine}) RETURNING mail_id", id=command_id)
