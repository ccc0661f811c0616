"""Cases: lists of them, and what the reports ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from careline.domain.casefile.glance import CaseGlance, DueNext
from careline.domain.cases.case import Case, ClosedHow, Reopening, Status, case_as_of
from careline.domain.cases.contacts import Contact, Exchange, awaited, tally
from careline.domain.names import fold
from careline.domain.report import Words
from careline.store.answering import WAITING
from careline.store.dialect import among, by
from careline.store.fetch import Fetch, Reader
from careline.store.rows import (
    CASE,
    LIVE_AT,
    OF_CASE,
    OF_CONTACT,
    OPEN_AT,
    OWNER_AT,
)
from careline.store.stamps import read_maybe, read_moment, stamp
from careline.store.words import OF_P

KEYS_OF_NAME = (
    "length(folded) || substr(folded, 1, length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) / 3 + 1, length(folded) * 2 / 3 - length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) * 2 / 3 + 1)",
)
"""What `keys_of_near` finds a name by; each has an index."""


def case_exists(fetch: Fetch, case_id: int) -> bool:
    """True for a case that was given out."""
    return bool(fetch("SELECT 1 FROM cases WHERE id = :id", id=case_id))


def listed_cases(
    fetch: Reader,
    as_of: datetime,
    *,
    status: Status | None = None,
    customer_id: int | None = None,
    product: str | None = None,
    owner: str | None = None,
    overdue: bool = False,
) -> Iterator[list[int]]:
    """The ids of the cases that fit all filters, by what is due next; those with nothing due come last.

    They come in batches. `status` is open, closed, or None for both; `owner` is the folded name of whoever answers for
    a live promise; `overdue` asks for an overdue word.
    """
    tests = ["c.opened_at <= :as_of"]
    if status is Status.OPEN:
        tests.append(OPEN_AT)
    if status is Status.CLOSED:
        tests.append(f"NOT {OPEN_AT}")
    if customer_id is not None:
        tests.append("c.customer_id = :customer_id")
    if product is not None:
        tests.append(f"c.product {among('products')}")
    live = f"SELECT 1 FROM promises p JOIN parties o ON o.id = {OWNER_AT} WHERE p.case_id = c.id AND {LIVE_AT}"
    if owner is not None:
        tests.append(f"EXISTS ({live} AND o.folded = :owner)")
    if overdue:
        tests.append(f"EXISTS ({live} AND {OF_P} AND p.due_at < :as_of)")
    batches = fetch.in_batches(
        f"""
        SELECT c.id, (SELECT min(p.due_at) FROM promises p WHERE p.case_id = c.id AND {LIVE_AT}) AS next_due
        FROM cases c WHERE {" AND ".join(tests)} ORDER BY next_due IS NULL, next_due, c.id
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        products=spellings(fetch, "SELECT DISTINCT product FROM cases", product),
        owner=owner,
    )
    return ([case_id for case_id, _ in rows] for rows in batches)


def case_glances(fetch: Fetch, case_ids: Sequence[int], as_of: datetime) -> list[CaseGlance]:
    """These cases at a moment by which they were opened, in the order given."""
    ids, here, now = str(case_ids), among("ids"), stamp(as_of)
    reopened = reopenings_of(fetch, ids)
    exchanged: dict[int, list[Exchange]] = defaultdict(list)
    for case_id, at, *facts in fetch(
        "SELECT case_id, at, id, direction, chasing, praise, reached, in_reply_to, no_reply, awaits"
        " FROM contacts"
        f" WHERE case_id {here} AND at <= :as_of ORDER BY case_id, at, id",
        ids=ids,
        as_of=now,
    ):
        exchanged[case_id].append(Exchange(read_moment(at), *facts))
    due_next: dict[int, DueNext] = {}
    for case_id, promise_id, due_at, what, said in fetch(
        "SELECT p.case_id, p.id, p.due_at, p.what, p.said FROM promises p"
        f" WHERE p.case_id {here} AND {LIVE_AT} ORDER BY p.due_at DESC, p.id DESC",
        ids=ids,
        as_of=now,
    ):
        due_next[case_id] = DueNext(promise_id, read_moment(due_at), Words(what, bool(said)))
    found = {}
    for case in map(OF_CASE.read, fetch(f"{CASE} WHERE c.id {here}", ids=ids)):
        whole = with_reopenings(case, reopened[case.id]) if case.id in reopened else case
        known, spoken = case_as_of(whole, as_of), exchanged[case.id]
        asked = awaited(spoken) if known.is_open else None
        glance = CaseGlance(known, tally(spoken), due_next.get(case.id), asked.awaits if asked else None)
        found[case.id] = glance
    return [found[case_id] for case_id in case_ids]


def reopenings_of(fetch: Fetch, ids: str) -> dict[int, list[Reopening]]:
    """The closings that did not last, by case, and those that did after all."""
    reopened: dict[int, list[Reopening]] = defaultdict(list)
    for number, case_id, closed_at, how, at, lapsed_at in fetch(
        f"""
        SELECT id, case_id, closed_at, closed_how, reopened_at, NULL FROM reopenings WHERE case_id {among("ids")}
        UNION ALL SELECT reopening_id, case_id, closed_at, closed_how, reopened_at, lapsed_at FROM lapsed_reopenings
        WHERE case_id {among("ids")} ORDER BY 1
        """,
        ids=ids,
    ):
        known = Reopening(read_moment(closed_at), ClosedHow(how), read_moment(at), number, read_maybe(lapsed_at))
        reopened[case_id].append(known)
    return reopened


def with_reopenings(case: Case, found: Iterable[Reopening]) -> Case:
    """A case with its reopenings, those apart that have lapsed."""
    known = tuple(found)
    stand = tuple(each for each in known if each.lapsed_at is None)
    return replace(case, reopenings=stand, lapsed=tuple(each for each in known if each.lapsed_at))


def spellings(fetch: Fetch, words: str, meant: str | None) -> str | None:
    """Those of the selected words that are the one that is meant, case and accents aside, as JSON; None for None."""
    if meant is None:
        return None
    import json  # only a filter by name needs it

    return json.dumps([word for (word,) in fetch(words) if word is not None and fold(word) == fold(meant)])


def all_contacts(fetch: Reader) -> Iterator[tuple[Contact, str]]:
    """Every contact with the name of its customer, by case and moment; they are read a batch at a time."""
    name = "(SELECT u.name FROM cases c JOIN customers u ON u.id = c.customer_id WHERE c.id = case_id)"
    for rows in fetch.in_batches(f"SELECT {OF_CONTACT.sql}, {name} FROM contacts ORDER BY case_id, at, id"):
        yield from ((OF_CONTACT.read(contact), customer) for *contact, customer in rows)


def chased_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases whose customer has ever asked where it is."""
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM contacts k {by("ix_contacts_chasing")} CROSS JOIN cases c ON c.id = k.case_id
        WHERE k.chasing AND k.at <= :as_of AND {OPEN_AT} ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def cases_waiting(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases on which something that the customer said at a moment waited for an answer; the oldest first."""
    rows = fetch(
        f"""
        SELECT c.id FROM (
            SELECT case_id, at FROM contacts {by("ix_contacts_waiting")} WHERE {WAITING} AND answered_at IS NULL
            UNION ALL SELECT case_id, at FROM contacts {by("ix_contacts_waited")}
                WHERE {WAITING} AND answered_at IS NOT NULL AND answered_at > :as_of
        ) k JOIN cases c ON c.id = k.case_id
        WHERE k.at <= :as_of AND {OPEN_AT} GROUP BY c.id ORDER BY min(k.at), c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def cases_awaiting(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases whose customer was asked for something at some time, by id."""
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM contacts k {by("ix_contacts_awaiting")} JOIN cases c ON c.id = k.case_id
        WHERE k.awaits IS NOT NULL AND k.at <= :as_of AND {OPEN_AT} ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def untouched_reviews(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases found in a public review in which nothing from us has reached the customer, the oldest first."""
    rows = fetch(
        f"""
        SELECT c.id FROM cases c WHERE c.id IN (
            SELECT id FROM cases WHERE found_by = 'review' AND closed_at IS NULL
            UNION ALL SELECT id FROM cases WHERE found_by = 'review' AND closed_at > :as_of
        ) AND {OPEN_AT} AND NOT EXISTS (SELECT 1 FROM contacts k
            WHERE k.case_id = c.id AND k.direction = 'out' AND k.reached AND k.at <= :as_of)
        ORDER BY c.opened_at, c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def open_cases_of(fetch: Fetch, customer_id: int) -> list[tuple[int, str]]:
    """Id and subject of a customer's open cases, by id."""
    rows = fetch(
        "SELECT id, subject FROM cases WHERE customer_id = :customer_id AND closed_at IS NULL ORDER BY id",
        customer_id=customer_id,
    )
    return [(case_id, subject) for case_id, subject in rows]


def closed_last(fetch: Fetch, customer_id: int) -> tuple[int, str] | None:
    """Id and subject of a customer's closed case with the highest id; a case that was merged into another is none."""
    rows = fetch(
        """
        SELECT id, subject FROM cases WHERE customer_id = :customer_id AND closed_at IS NOT NULL
            AND merged_into IS NULL ORDER BY id DESC LIMIT 1
        """,
        customer_id=customer_id,
    )
    return next(((case_id, subject) for case_id, subject in rows), None)


def cases_of(fetch: Fetch, customer_id: int) -> list[int]:
    """All cases of a customer, by id."""
    rows = fetch("SELECT id FROM cases WHERE customer_id = :customer_id ORDER BY id", customer_id=customer_id)
    return [case_id for (case_id,) in rows]
