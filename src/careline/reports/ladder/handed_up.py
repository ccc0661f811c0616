"""Whoever has a case now: the live escalations."""

from datetime import datetime

from careline.domain.casefile.case_file import file_as_of
from careline.domain.ladder.escalations import Escalation, is_live
from careline.domain.shop.shop import Shop
from careline.store.casefile import case_files
from careline.store.fetch import Fetch
from careline.store.mornings import cases_handed_up


def handed_up(fetch: Fetch, shop: Shop, now: datetime) -> list[Escalation]:
    """The escalations that live at a moment, the one to be answered first first."""
    files = (file_as_of(file, now, shop) for file in case_files(fetch, cases_handed_up(fetch, now)))
    live = (each for file in files if file for each in file.escalations if is_live(each, now))
    return sorted(live, key=lambda each: (each.ack_by, each.id))
