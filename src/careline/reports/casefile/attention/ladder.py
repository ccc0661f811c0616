"""Escalations that want attention: nobody has acknowledged them, or knows of them."""

from typing import TYPE_CHECKING

from careline.domain.casefile.outline import Known
from careline.domain.promises.absences import away_on
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.store.promises import absences_since

if TYPE_CHECKING:  # few cases are escalated
    from careline.domain.ladder.escalations import Escalation


def unacknowledged(morning: Morning) -> list[Entry]:
    """Escalations that nobody has acknowledged in time, and those that whoever reads the page is to acknowledge."""
    if not morning.handed_up:
        return []
    from careline.domain.ladder.escalations import EscalationState
    from careline.domain.ladder.escalations import state as state_at

    return [
        _unacknowledged(morning, each, file)
        for each, file in morning.handed_up
        if (state := state_at(each, morning.now)) is EscalationState.UNACKNOWLEDGED
        or (state is EscalationState.RAISED and morning.is_readers(each.to))
    ]


def to_tell(morning: Morning) -> list[Entry]:
    """Escalations of which those who must answer know nothing yet (G8), and whether they are away by then.

    Whoever reads the page knows of their own by that.
    """
    if not morning.handed_up:
        return []
    calendar = morning.shop.calendar
    absences = absences_since(morning.fetch, calendar.date_of(morning.now))
    entries = []
    for each, file in morning.handed_up:
        if each.told_at or each.acknowledged_at or morning.is_readers(each.to):
            continue
        absence = away_on(each.to, calendar.working_day_of(each.ack_by), absences)
        words = f"{each.to} does not know about it, and must answer by {morning.when(each.ack_by)}"
        known = (str(absence),) if absence else ()
        task = morning.task(file, words, f"careline escalation told {each.name}", known=known)
        entries.append(Entry(_row(each, file), task))
    return entries


def _unacknowledged(morning: Morning, each: "Escalation", file: Known) -> Entry:
    by = f"by {morning.when(each.ack_by)}"
    words = f"{each.to} did not answer {by}" if each.ack_by < morning.now else f"yours to answer {by}"
    command = f"careline escalation acknowledge {each.name}"
    if each.declined_at:
        words, command = f"{each.to} declined it, and nobody is above", f"careline show {file.case.id}"
    return Entry(_row(each, file), morning.task(file, words, command))


def _row(each: "Escalation", file: Known) -> tuple[object, ...]:
    return (*about(file), each.name, each.level, each.to, each.ack_by, each.backup)
