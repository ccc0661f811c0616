"""Escalations that want attention: nobody has acknowledged them, or knows of them."""

from dataclasses import replace

from careline.domain.casefile.case_file import CaseFile
from careline.domain.ladder import escalations
from careline.domain.ladder.escalations import Escalation, EscalationState
from careline.domain.promises.absences import away_on
from careline.domain.report import Words
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.store.promises import absences_since


def unacknowledged(morning: Morning) -> list[Entry]:
    """Escalations that nobody has acknowledged in time."""
    return [
        _escalated(
            morning, each, file, f"{each.to} did not acknowledge {each.name}", f"careline escalate {file.case.id}"
        )
        for each, file in morning.handed_up()
        if escalations.state(each, morning.now) is EscalationState.UNACKNOWLEDGED
    ]


def to_tell(morning: Morning) -> list[Entry]:
    """Escalations of which those who must answer know nothing yet (G8), and whether they are away by then."""
    calendar = morning.shop.calendar
    absences = absences_since(morning.fetch, calendar.date_of(morning.now))
    entries = []
    for each, file in morning.handed_up():
        if each.told_at or each.acknowledged_at:
            continue
        what, command = f"{each.to} must be told of {each.name}", f"careline escalation told {each.name}"
        entry = _escalated(morning, each, file, what, command)
        absence = away_on(each.to, calendar.date_of(each.ack_by), absences)
        standing = (str(absence),) if absence else ()
        entries.append(replace(entry, item=replace(entry.item, standing=standing)))
    return entries


def _escalated(morning: Morning, escalation: Escalation, file: CaseFile, what: str, command: str) -> Entry:
    row = (escalation.name, escalation.level, escalation.to, escalation.ack_by, escalation.backup)
    words = Words(f"{what}: {file.case.subject}", said=False)
    return Entry((*about(file), *row), morning.item(file, words, command, urgent=True))
