"""Outlines of cases: a third of the queries that whole files take."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from careline.domain.casefile.outline import Known, Outline
from careline.domain.cases.case import case_as_of
from careline.domain.cases.contacts import Contact
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import as_of as each_as_of
from careline.domain.shop.shop import Shop
from careline.store.cases import reopenings_of, with_reopenings
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.rows import CASE, CONTACT, OF_CASE, OF_CONTACT, PROMISE, read_promises
from careline.store.stamps import stamp


def outlines(fetch: Fetch, case_ids: Iterable[int], shop: Shop, as_of: datetime) -> dict[int, Known]:
    """The cases as they stood, by number, of those that there were; one that was ever escalated is its whole file.

    What is settled of an escalation follows from all that happened on its case.
    """
    wanted = list(dict.fromkeys(case_ids))
    if not wanted:
        return {}
    here, moment = among("ids"), stamp(as_of)
    rows = fetch(f"SELECT DISTINCT case_id FROM escalations WHERE case_id {here}", ids=str(wanted))
    whole = _whole(fetch, [case_id for (case_id,) in rows], shop, as_of) if rows else {}
    ids = str([case_id for case_id in wanted if case_id not in whole])
    reopened = reopenings_of(fetch, ids)
    made: dict[int, list[Promise]] = defaultdict(list)
    rows = fetch(f"{PROMISE} WHERE p.case_id {here} AND p.made_at <= :as_of ORDER BY p.id", ids=ids, as_of=moment)
    for promise in read_promises(fetch, rows):
        made[promise.case_id].append(each_as_of(promise, as_of))
    spoken: dict[int, list[Contact]] = defaultdict(list)
    for row in fetch(f"{CONTACT} WHERE case_id {here} AND at <= :as_of ORDER BY at, id", ids=ids, as_of=moment):
        contact = OF_CONTACT.read(row)
        spoken[contact.case_id].append(contact)
    found = dict(whole)
    for case in map(OF_CASE.read, fetch(f"{CASE} WHERE c.id {here} AND c.opened_at <= :as_of", ids=ids, as_of=moment)):
        known = with_reopenings(case, reopened[case.id]) if case.id in reopened else case
        outline = Outline(case_as_of(known, as_of), tuple(made[case.id]), tuple(spoken[case.id]))
        found[case.id] = outline
    return found


def _whole(fetch: Fetch, case_ids: list[int], shop: Shop, as_of: datetime) -> dict[int, Known]:
    from careline.domain.casefile.case_file import file_as_of  # few cases are escalated
    from careline.store.casefile import case_files

    files = (file_as_of(file, as_of, shop) for file in case_files(fetch, case_ids))
    return {file.case.id: file for file in files if file}
