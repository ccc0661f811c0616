"""What is attached to cases, as a list."""

from datetime import datetime

from careline.domain.cases.media_types import WORDS
from careline.domain.report import Column, Kind, Report, Worded
from careline.domain.shop.shop import Shop
from careline.domain.wording import sized
from careline.render.casefile import ATTACHMENT
from careline.reports.listing import listing, titled
from careline.store.attachments import newest_attachments
from careline.store.fetch import Reader

COLUMNS = (
    Column("id", Kind.ID, "Attachment"),
    Column("case", Kind.ID, "Case"),
    Column("customer", title="Customer"),
    Column("at", Kind.MOMENT, "When"),
    Column("who"),
    Column("name", title="File"),
    Column("media_type", title="Kind"),
    Column("size", Kind.NUMBER, "Size"),
    Column("sha256", null=True),
    Column("note", title="Note", null=True, sparse=True),
)


def attachment_list(fetch: Reader, shop: Shop, now: datetime, *, case_id: int | None, who: str | None) -> Report:
    """The attachments that fit, the newest first; the rows are made while they are read."""
    rows = (
        ATTACHMENT.of(each)
        | {
            "customer": customer,
            "media_type": Worded(each.media_type, WORDS.get(each.media_type, each.media_type)),
            "size": Worded(each.size, sized(each.size)),
        }
        for each, customer in newest_attachments(fetch, now, case_id=case_id, who=who)
    )
    # Whose case it is, whoever names the case knows.
    columns = COLUMNS if case_id is None else titled(COLUMNS, case="", customer="")
    return listing("attachments", shop, now, columns, rows, passing=True)
