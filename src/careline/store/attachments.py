"""Attachments: their columns, and the rows that are asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from careline.domain.cases.attachments import Attachment
from careline.store.columns import Columns
from careline.store.dialect import among
from careline.store.fetch import Fetch, Reader
from careline.store.stamps import read_moment, stamp

OF_ATTACHMENT = Columns(
    Attachment,
    id="a.id",
    case_id="a.case_id",
    at=("a.at", read_moment),
    who="a.who",
    file_name="a.name",
    media_type="a.media_type",
    size="a.size",
    sha256="a.sha256",
    note="a.note",
)
ATTACHMENT = f"SELECT {OF_ATTACHMENT.sql} FROM attachments a"


def attachments_numbered(fetch: Fetch, numbers: Iterable[int]) -> list[Attachment]:
    """The attachments with these numbers, as far as there are any, by number."""
    rows = fetch(f"{ATTACHMENT} WHERE a.id {among('ids')} ORDER BY a.id", ids=str(list(numbers)))
    return [OF_ATTACHMENT.read(row) for row in rows]


def attachments_of(fetch: Fetch, case_id: int) -> list[Attachment]:
    """What is attached to a case, by number."""
    rows = fetch(f"{ATTACHMENT} WHERE a.case_id = :case_id ORDER BY a.id", case_id=case_id)
    return [OF_ATTACHMENT.read(row) for row in rows]


def newest_attachments(
    reader: Reader, as_of: datetime, *, case_id: int | None, who: str | None
) -> Iterator[tuple[Attachment, str]]:
    """Those that fit, with the name of their customer; the newest first."""
    given: dict[str, Any] = {"as_of": stamp(as_of), "case_id": case_id, "who": who}
    for batch in reader.in_batches(
        f"""
        SELECT {OF_ATTACHMENT.sql}, u.name FROM attachments a
        JOIN cases c ON c.id = a.case_id JOIN customers u ON u.id = c.customer_id
        WHERE a.at <= :as_of AND (:case_id IS NULL OR a.case_id = :case_id) AND (:who IS NULL OR a.who = :who)
        ORDER BY a.at DESC, a.id DESC
        """,
        **given,
    ):
        for *row, customer in batch:
            yield OF_ATTACHMENT.read(row), customer
