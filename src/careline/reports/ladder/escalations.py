"""The list of escalations."""

from collections.abc import Iterator
from datetime import datetime

from careline.domain.casefile.case_file import file_as_of
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import Escalation
from careline.domain.report import Report
from careline.domain.shop.shop import Shop
from careline.render import casefile
from careline.render.objects import Objects
from careline.reports.listing import keyed, listing
from careline.store.casefile import case_files
from careline.store.fetch import Reader
from careline.store.ladder import escalation_batches

COLUMNS = keyed(
    "id case level to state ack_by backup because raised_at raised_by rule rule_due_at told_at "
    "acknowledged_at acknowledged_by promise causes",
    like=casefile.ESCALATION,
    id="Escalation",
    case="Case",
    level="Level",
    to="To",
    state="State",
    ack_by="Acknowledge by",
    backup="Backup",
)


def escalation_list(fetch: Reader, shop: Shop, now: datetime, *, live: bool) -> Report:
    """Escalations by number, made while they are read; with `live` those that are not over."""
    objects = Objects.at(now, shop)
    found = _as_they_stand(fetch, shop, now)
    rows = (objects.escalation(each) for each in found if escalations.is_live(each, now) or not live)
    return listing("escalations", shop, now, COLUMNS, rows, passing=True)


def _as_they_stand(fetch: Reader, shop: Shop, now: datetime) -> Iterator[Escalation]:
    """Every escalation as it stands on its case, by number."""
    for batch in escalation_batches(fetch, now):
        files = case_files(fetch, dict.fromkeys(each.case_id for each in batch))
        known = (file_as_of(file, now, shop) for file in files)
        standing = {each.id: each for file in known if file for each in file.escalations}
        yield from (standing[each.id] for each in batch if each.id in standing)
