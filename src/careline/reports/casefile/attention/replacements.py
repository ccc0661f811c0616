"""Units that want attention: failed twice, not approved, not announced, not tried, not back, not claimed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careline.reports.casefile.attention.morning import Entry, Morning, about
from careline.store.replacements import returns_and_claims
from careline.store.replacements.units import (
    failed_cases,
    unannounced_replacements,
    unverified_replacements,
    waiting_for_us,
)

if TYPE_CHECKING:  # on most mornings nothing has failed twice, is late, or forgotten
    from careline.domain.casefile.case_file import CaseFile
    from careline.domain.replacements.replacement import Replacement

SECOND = 2


def second_failures(morning: Morning) -> list[Entry]:
    """Cases whose chain of replacements has failed twice, and not worked since."""
    ids = failed_cases(morning.fetch, morning.now)
    if not ids:
        return []
    from careline.domain.replacements.chain import failures

    files = morning.files(ids)
    found = ((file, failures(file.replacements)) for file in files)
    return [_failed(morning, file, failed) for file, failed in found if len(failed) >= SECOND]


def unverified(morning: Morning) -> list[Entry]:
    """Replacements that have arrived, and of which nobody knows whether they work."""
    entries = []
    for each, file in morning.with_outlines(unverified_replacements(morning.fetch, morning.now)):
        since = f"delivered {morning.day(each.delivered_at)}"
        task = morning.task(file, each.counted_item, f"careline outcome {each.name} works", since)
        entries.append(Entry((*about(file), each.name, each.item, each.delivered_at), task))
    return entries


def to_approve(morning: Morning) -> list[Entry]:
    """Replacements that somebody of ours has to approve before they leave."""
    entries = []
    for each, file in morning.with_outlines(waiting_for_us(morning.fetch, morning.now)):
        waits = f"{each.counted_item}, for {each.approver} to approve"
        since = f"since {morning.day(each.requested_at)}"
        task = morning.task(file, waits, f"careline replacement approve {each.name}", since)
        entries.append(Entry((*about(file), each.name, each.item, each.approver, each.requested_at), task))
    return entries


def unannounced(morning: Morning) -> list[Entry]:
    """Replacements on their way, of which nobody has told the customer (G7)."""
    entries = []
    for each, file in morning.with_outlines(unannounced_replacements(morning.fetch, morning.now)):
        since = f"shipped {morning.day(each.shipped_at)}"
        task = morning.task(file, each.counted_item, f"careline replacement announced {each.name}", since)
        entries.append(Entry((*about(file), each.name, each.item, each.shipped_at), task))
    return entries


def returns_overdue(morning: Morning) -> list[Entry]:
    """Old units that customers have not sent back in time."""
    entries = []
    late = returns_and_claims.overdue_returns(morning.fetch, morning.now)
    if not late:
        return []
    from careline.domain.replacements.returns import days_late

    for each, file in morning.with_files(late):
        unit, days = file.unit(each.replacement_id), days_late(each, morning.now, morning.shop.calendar)
        since = f"due {morning.day(each.due_at)}"
        words = f"the old {unit.item} is not back" if unit.quantity == 1 else f"{unit.counted_item} are not back"
        task = morning.task(file, words, f"careline return received {each.replacement}", since)
        entries.append(Entry((*about(file), each.replacement, unit.item, each.due_at, days), task))
    return entries


def claims_due(morning: Morning) -> list[Entry]:
    """What suppliers owe, and nobody has told them for longer than the policy allows."""
    policy, calendar = morning.shop.policy, morning.shop.calendar
    unsubmitted = returns_and_claims.unsubmitted_claims(morning.fetch, morning.now)
    if not unsubmitted:
        return []
    from careline.domain.replacements.ageing import days_open, is_forgotten

    forgotten = [each for each in unsubmitted if is_forgotten(each, morning.now, policy, calendar)]
    entries = []
    for each, file in morning.with_files(forgotten):
        unit, owed = file.unit(each.replacement_id).item, each.open_amount
        words = f"{each.supplier} owes {owed.shown()}, and has not been asked for it"
        task = morning.task(file, words, f"careline claim submit {each.replacement}")
        row = (each.replacement, unit, each.supplier, owed, each.due_at, days_open(each, morning.now, calendar))
        entries.append(Entry((*about(file), *row), task))
    return entries


def _failed(morning: Morning, file: "CaseFile", failed: "Sequence[Sequence[Replacement]]") -> Entry:
    from careline.domain.ladder.causes import comings_back
    from careline.domain.replacements.chain import CONSIDER
    from careline.domain.replacements.replacement_states import state as state_of_unit

    outcomes = ", ".join(" and ".join(dict.fromkeys(str(each.outcome) for each in attempt)) for attempt in failed)
    last = failed[-1][-1].attempt
    words = f"{'second failure' if len(failed) == SECOND else f'{len(failed)} failures'}: {outcomes}"
    if under_way := next((each for each in file.replacements if each.is_live), None):
        consider = None
        known = f"attempt {under_way.attempt} is {state_of_unit(under_way)}"
    else:
        consider = f'{CONSIDER}; attempt {last + 1} needs --different "..."'
        known = f"attempt {last + 1} needs --different"
    task = morning.task(file, words, f"careline show {file.case.id}", known=(known,))
    # Once the customer has a new word, that is what stands on the page.
    is_news = any(cause.until is None for cause in comings_back(file))
    return Entry((*about(file), last, outcomes, consider), task if is_news else None)
