"""Taking two cases apart that were merged by mistake."""

from collections.abc import Sequence

from careline.domain.casefile import joining as rules
from careline.domain.casefile import moving as words
from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import Refused
from careline.domain.ids import NoSuchId
from careline.domain.ladder.escalations import CauseOf
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.safekeeping import taking_apart
from careline.store.safekeeping.taking_apart import Changed
from careline.store.tables import cases as case_tables
from careline.store.tables import contacts as contact_tables
from careline.store.tables import goods
from careline.store.tables import promises as promise_tables
from careline.store.tables import replacements as unit_tables
from careline.usecases import known_or_new
from careline.usecases.cases import moving
from careline.usecases.cases.joining import MOVING, TAKEN_OVER
from careline.usecases.thread import Thread

GIVEN_WAY = ("released_at", "ended_because", "ended_recorded_at")


def unmerge(work: Recording, shop: Shop, twin_id: int) -> list[Recorded]:
    """Let a case that was merged into another be one of its own again (G13); it comes first.

    What came with it goes back, whole chains with what came of them; what else was recorded since stays on the other.
    Where that one has closed, it is closed too, else both have a promise afterwards (G1).
    Raises NoSuchId, and Refused for a case that was not merged.
    """
    row = work.session.get(case_tables.Case, twin_id)
    if row is None:
        raise NoSuchId("C", twin_id)
    command, into_id = taking_apart.merged_by(work.fetch, twin_id), row.merged_into
    if into_id is None or command is None:
        raise Refused(f"C-{twin_id} is part of no other case; only one that was merged can be taken out again.")
    into = Thread(work, shop, into_id, work.now)
    known_or_new.check_remembered(work, into.case.customer)
    joined, changed = into.file, taking_apart.changed_by(work.fetch, command)
    _rows_go_back(into, twin_id, changed)
    row.closed_at, row.closed_how, row.merged_into = joined.case.closed_at, joined.case.closed_how, None
    for other in changed:
        if other.table == "cases" and other.before["merged_into"] == twin_id:
            pointer = work.session.get_one(case_tables.Case, other.row_id)
            pointer.merged_into = twin_id if pointer.merged_into == into_id else pointer.merged_into
    _facts_go_back(work, into_id, changed)
    twin = Thread(work, shop, twin_id, work.now)
    _plans_live_again((twin, into), changed)
    _stay_answered(twin, joined, taking_apart.recorded_after(work.fetch, "contacts", command))
    into.note(f"{twin.case.name}, {twin.case.subject}, is a separate case again.")
    twin.note(f"No longer part of {into.case.name}.")
    for thread in (twin, into):
        thread.promise_something()
    return [twin.done(), into.done()]


def _rows_go_back(into: Thread, twin_id: int, changed: Sequence[Changed]) -> None:
    """Let stand on the twin again what came with it, and what has become of that since."""
    came: dict[str, dict[int, Changed]] = {}
    for each in changed:
        if each.was_on(twin_id):
            came.setdefault(each.table, {})[each.row_id] = each
    parting = rules.parting(into.file, came.get("promises", ()), came.get("replacements", ()))
    gone = {of: frozenset(came.get(of.value, ())) for of in CauseOf}
    gone |= {CauseOf.PROMISE: parting.promises, CauseOf.REPLACEMENT: parting.units}
    moving.escalations_follow(into, twin_id, gone)
    units = moving.rows_on(into.work, unit_tables.Replacement, into.case_id)
    known = came.get("replacements", {})
    chains = {unit.chain: known[unit.id].before["chain"] for unit in units if unit.id in known}
    for table in MOVING:
        ids = came.get(str(table.__tablename__), {})
        for row in moving.rows_on(into.work, table, into.case_id):
            along = row.id in ids
            if table is promise_tables.Promise:
                along = row.id in parting.promises
            elif table is unit_tables.Replacement:
                along = row.id in parting.units
                row.chain = chains[row.chain] if along else row.chain
            elif table is goods.Cost:
                along = along or row.replacement_id in parting.units or row.promise_id in parting.promises
            if along:
                row.case_id = twin_id


def _facts_go_back(work: Recording, into_id: int, changed: Sequence[Changed]) -> None:
    """Take from the other case what it took over, let closings end when they ended, and links lead where they led."""
    for each in changed:
        if each.table == "cases" and each.row_id == into_id:
            taking_apart.put_back(work, each, TAKEN_OVER)
        elif each.table == "reopenings":
            taking_apart.put_back(work, each, ("reopened_at",))
        elif each.table == taking_apart.LINKS:
            taking_apart.put_link_back(work, each)
    work.session.flush()
    work.session.expire_all()


def _plans_live_again(threads: Sequence[Thread], changed: Sequence[Changed]) -> None:
    """Let the check backs live again that had given way to a promise which now stands on another case."""
    given_way = {each.row_id: each for each in changed if each.table == "promises" and not each.before["released_at"]}
    for thread in threads:
        for promise in rules.wanted_again(thread.file, given_way, thread.work.now):
            taking_apart.put_back(thread.work, given_way[promise.id], GIVEN_WAY)
        thread.work.session.flush()
        thread.work.session.expire_all()


def _stay_answered(twin: Thread, joined: CaseFile, since: set[int]) -> None:
    """Let what an answer of the time in between has answered stay so, though that answer stays on the other case."""
    answers = [c for c in joined.contacts if c.id in since and c.reached]
    waiting = words.unanswered(twin.case, twin.file.contacts)
    for contact in twin.file.contacts:
        if contact.id in waiting and any(answer.order > contact.order for answer in answers):
            twin.work.session.get_one(contact_tables.Contact, contact.id).no_reply = True
