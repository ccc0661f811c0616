"""Hooks that failed."""

from careline.domain.events import EVENTS
from careline.domain.ids import show
from careline.domain.report import Task, Words
from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.store.hooks import failed_calls


def failed(morning: Morning) -> list[Entry]:
    """The calls of hooks that have failed and not gone out since: the shop's owner sees them."""
    if not morning.whose.answers_for(morning.shop):
        return []
    found = failed_calls(morning.fetch, morning.now)
    files = {file.case.id: file for file in morning.outlines([case_id for _, _, case_id, _ in found])}
    entries = []
    for number, event, case_id, at in found:
        file, name = files.get(case_id), show("H", number)
        task = Task(
            case=name,
            person=file.case.customer.name if file else "",
            words=Words(f"{EVENTS.get(event, event).lower()} was not told", said=False),
            since=f"since {morning.day(at)}",
            command="careline hooks list",
            subject=f"{file.case.name} {file.case.subject}" if file else "",
        )
        entries.append(Entry((*(about(file) if file else (None, None, None)), name, event, at), task))
    return entries
