"""Every SELECT: named, parameterised; rows leave as small frozen values.

Each takes a `fetch`, so that it runs on either road. `as_of` hides what happened later; states are worked out by the
rules, from the facts, and here only where a report counts more rows than it shows.

Lists of ids go in as JSON, which is how Python writes a list of numbers. INDEXED BY stands where SQLite, without
statistics, would take an index that holds far more.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from careline.domain.absences import Absence
from careline.domain.cases import (
    CaseFile,
    ClosedHow,
    Customer,
    Link,
    Note,
    Reopening,
    Status,
)
from careline.domain.dependencies import chain
from careline.domain.escalations import AppliedRule, Escalation, RuleName
from careline.domain.ids import NoSuchId
from careline.domain.names import fold
from careline.domain.promises import Promise, Reminder
from careline.domain.replacements import Replacement
from careline.domain.values import frozen
from careline.store import aftercare
from careline.store.database import Fetch
from careline.store.rows import (
    CASE,
    CLAIM,
    CONTACT,
    COST,
    ESCALATION,
    LIVE_AT,
    OPEN_AT,
    OWNER_AT,
    PROMISE,
    REPLACEMENT,
    RETURN,
    STATE_AT,
    read_case,
    read_claims,
    read_contact,
    read_cost,
    read_escalation,
    read_promises,
    read_replacements,
    read_return,
)
from careline.store.stamps import read_maybe, read_moment, stamp

KEYS_OF_NAME = (
    "length(folded) || substr(folded, 1, length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) / 3 + 1, length(folded) * 2 / 3 - length(folded) / 3)",
    "length(folded) || substr(folded, length(folded) * 2 / 3 + 1)",
)
"""What `keys_of_near` finds a name by; each has an index."""
UNDER_DELIVERY = """
    p.kind = 'check' AND EXISTS (SELECT 1 FROM promises d
        WHERE d.case_id = p.case_id AND d.replacement_id = p.replacement_id AND d.kind = 'delivery'
            AND d.ended_at IS NULL)
"""


@frozen
class Party:
    """Anyone who can perform."""

    id: int
    name: str
    kind: str | None
    email: str | None
    phone: str | None


def case_exists(fetch: Fetch, case_id: int) -> bool:
    """True for a case that was given out."""
    return bool(fetch("SELECT 1 FROM cases WHERE id = :id", id=case_id))


def article_exists(fetch: Fetch, article_id: int) -> bool:
    """True for an article that was given out."""
    return bool(fetch("SELECT 1 FROM articles WHERE id = :id", id=article_id))


def case_file(fetch: Fetch, case_id: int) -> CaseFile | None:
    """A case with everything on it, or None."""
    return next(iter(case_files(fetch, [case_id])), None)


def case_files(fetch: Fetch, case_ids: Iterable[int]) -> list[CaseFile]:
    """The files of these cases, in the order given; unknown ids are left out."""
    wanted = list(case_ids)
    if not wanted:
        return []
    ids = str(wanted)
    here = "IN (SELECT value FROM json_each(:ids))"
    cases = {row[0]: row for row in fetch(f"{CASE} WHERE c.id {here}", ids=ids)}
    reopened: dict[int, list[Reopening]] = defaultdict(list)
    for case_id, closed_at, how, reopened_at in fetch(
        f"SELECT case_id, closed_at, closed_how, reopened_at FROM reopenings WHERE case_id {here} ORDER BY id", ids=ids
    ):
        reopened[case_id].append(Reopening(read_moment(closed_at), ClosedHow(how), read_moment(reopened_at)))
    made = _by_case(read_promises(fetch, fetch(f"{PROMISE} WHERE p.case_id {here} ORDER BY p.id", ids=ids)))
    spoken = _by_case(read_contact(row) for row in fetch(f"{CONTACT} WHERE case_id {here} ORDER BY at, id", ids=ids))
    sent = _by_case(read_replacements(fetch, fetch(f"{REPLACEMENT} WHERE r.case_id {here} ORDER BY r.id", ids=ids)))
    raised = _by_case(
        read_escalation(row) for row in fetch(f"{ESCALATION} WHERE e.case_id {here} ORDER BY e.id", ids=ids)
    )
    applied = _by_case(
        AppliedRule(RuleName(rule), cause_id, case_id, read_moment(due_at), read_moment(applied_at), *made)
        for rule, cause_id, case_id, due_at, applied_at, *made in fetch(
            "SELECT rule, cause_id, case_id, due_at, applied_at, escalation_id, promise_id FROM applied_rules"
            f" WHERE case_id {here} ORDER BY id",
            ids=ids,
        )
    )
    noted: dict[int, list[Note]] = defaultdict(list)
    for case_id, note_id, at, who, text in fetch(
        f"SELECT case_id, id, at, who, text FROM notes WHERE case_id {here} ORDER BY at, id", ids=ids
    ):
        noted[case_id].append(Note(note_id, read_moment(at), who, text))
    spent = _by_case(read_cost(row) for row in fetch(f"{COST} WHERE t.case_id {here} ORDER BY t.at, t.id", ids=ids))
    returned, claimed = _tracks(fetch, sent)
    linked: dict[int, list[Link]] = defaultdict(list)
    for case_id, link_id, other_id, subject, at, because in fetch(
        f"""
        SELECT l.here, l.id, c.id, c.subject, l.at, l.because FROM (
            SELECT case_id AS here, other_id AS there, id, at, because FROM case_links WHERE case_id {here}
            UNION ALL SELECT other_id, case_id, id, at, because FROM case_links WHERE other_id {here}
        ) l JOIN cases c ON c.id = l.there ORDER BY l.at, l.id
        """,
        ids=ids,
    ):
        linked[case_id].append(Link(link_id, other_id, subject, read_moment(at), because))
    reminded = _by_case(
        Reminder(number, case_id, promise_id, read_moment(at), who, text)
        for number, case_id, promise_id, at, who, text in fetch(
            f"""
            SELECT r.id, p.case_id, p.id, r.at, r.who, r.text FROM promises p JOIN reminders r ON r.promise_id = p.id
            WHERE p.case_id {here} ORDER BY r.at, r.id
            """,
            ids=ids,
        )
    )
    after = aftercare.of_cases(fetch, ids)
    awaited = {
        p.id: p for p in rested_on(fetch, [p.depends_on for mine in made.values() for p in mine if p.depends_on])
    }
    return [
        CaseFile(
            case=read_case(cases[i], tuple(reopened[i])),
            promises=tuple(made[i]),
            contacts=tuple(spoken[i]),
            notes=tuple(noted[i]),
            replacements=tuple(sent[i]),
            returns=tuple(returned[i]),
            claims=tuple(claimed[i]),
            escalations=tuple(raised[i]),
            applied=tuple(applied[i]),
            costs=tuple(spent[i]),
            links=tuple(linked[i]),
            reminders=tuple(reminded[i]),
            diagnoses=tuple(after.diagnoses[i]),
            disclosures=tuple(after.disclosures[i]),
            tone_reviews=tuple(after.tone_reviews[i]),
            causes=tuple(after.causes[i]),
            efforts=tuple(after.efforts[i]),
            praises=tuple(after.praises[i]),
            ask_agains=tuple(after.ask_agains[i]),
            awaited=tuple(each for p in made[i] for each in chain(p.depends_on, awaited)),
        )
        for i in wanted
        if i in cases
    ]


def _tracks(fetch: Fetch, sent: dict[int, list[Replacement]]) -> tuple[dict[int, list[Any]], dict[int, list[Any]]]:
    """The returns and the claims of replacements, by their case."""
    ids = str([replacement.id for mine in sent.values() for replacement in mine])
    if ids == "[]":
        return defaultdict(list), defaultdict(list)
    here = "IN (SELECT value FROM json_each(:ids))"
    returned = fetch(f"{RETURN} WHERE n.replacement_id {here} ORDER BY n.id", ids=ids)
    claimed = fetch(f"{CLAIM} WHERE m.replacement_id {here} ORDER BY m.id", ids=ids)
    return _by_case(read_return(row) for row in returned), _by_case(read_claims(fetch, claimed))


def rested_on(fetch: Fetch, promise_ids: Collection[int]) -> list[Promise]:
    """These promises, all that they depend on, however indirectly, and what has taken the place of any, by id."""
    if not promise_ids:
        return []
    rows = fetch(
        f"""
        WITH RECURSIVE found (id) AS (
            SELECT value FROM json_each(:ids)
            UNION SELECT n.id FROM found JOIN promises n ON n.supersedes = found.id
            UNION SELECT n.depends_on FROM found JOIN promises n ON n.id = found.id WHERE n.depends_on IS NOT NULL
        )
        {PROMISE} WHERE p.id IN (SELECT id FROM found) ORDER BY p.id
        """,
        ids=str(list(promise_ids)),
    )
    return read_promises(fetch, rows)


def promise(fetch: Fetch, number: int) -> Promise:
    """A promise by its number. Raises NoSuchId."""
    rows = fetch(f"{PROMISE} WHERE p.id = :id", id=number)
    if not rows:
        raise NoSuchId("P", number)
    return read_promises(fetch, rows)[0]


def waiting_for(fetch: Fetch, promise_id: int, as_of: datetime) -> list[Promise]:
    """The live promises that wait for this one, also where they were made to wait for one whose place it took."""
    rows = fetch(
        f"""
        WITH RECURSIVE earlier (id) AS (
            SELECT :id UNION SELECT n.supersedes FROM earlier JOIN promises n ON n.id = earlier.id
            WHERE n.supersedes IS NOT NULL
        )
        {PROMISE} WHERE p.depends_on IN (SELECT id FROM earlier) AND {LIVE_AT} ORDER BY p.id
        """,
        id=promise_id,
        as_of=stamp(as_of),
    )
    return read_promises(fetch, rows, as_of)


def dependent_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The live promises that wait for another one, the one due first first."""
    rows = fetch(f"{PROMISE} WHERE p.depends_on IS NOT NULL AND {LIVE_AT} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def _by_case(values: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for value in values:
        grouped[value.case_id].append(value)
    return grouped


def case_of(fetch: Fetch, prefix: str, number: int) -> int | None:
    """The case on which a promise (P), replacement (R), escalation (E) or cost (M) stands, or None."""
    table = {"P": "promises", "R": "replacements", "E": "escalations", "M": "costs"}[prefix]
    rows = fetch(f"SELECT case_id FROM {table} WHERE id = :id", id=number)
    return rows[0][0] if rows else None


def _live(test: str, index: str = "") -> str:
    """The promises p that are live at `as_of` and pass a test: two walks through an index, where OR would take all."""
    return f"""
        p.id IN (SELECT id FROM promises {index} WHERE ended_at IS NULL AND {test}
            UNION ALL SELECT id FROM promises WHERE ended_at > :as_of AND {test}) AND p.made_at <= :as_of
    """


def overdue_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The promises that were overdue at a moment, the oldest due first."""
    rows = fetch(f"{PROMISE} WHERE {_live('due_at < :as_of')} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def silent_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The cases that stood open without a live promise at a moment, the oldest first.

    Only imported cases can: the others always have one (G1).
    """
    few = "INDEXED BY ix_cases_may_be_silent"
    rows = fetch(
        f"""
        SELECT c.id FROM cases c WHERE c.id IN (
            SELECT id FROM cases {few} WHERE may_be_silent AND closed_at IS NULL
            UNION ALL SELECT id FROM cases {few} WHERE may_be_silent AND closed_at > :as_of
        ) AND {OPEN_AT} AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.case_id = c.id AND {LIVE_AT})
        ORDER BY c.opened_at, c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


def listed_cases(
    fetch: Fetch,
    as_of: datetime,
    *,
    status: Status | None = None,
    customer_id: int | None = None,
    product: str | None = None,
    owner: str | None = None,
    overdue: bool = False,
    silent: bool = False,
) -> list[int]:
    """The cases that fit all filters, by what is due next; those with nothing due come last.

    `status` is open, closed, or None for both; `owner` is the folded name of whoever answers for a live promise.
    """
    tests = ["c.opened_at <= :as_of"]
    if status is Status.OPEN:
        tests.append(OPEN_AT)
    if status is Status.CLOSED:
        tests.append(f"NOT {OPEN_AT}")
    if customer_id is not None:
        tests.append("c.customer_id = :customer_id")
    if product is not None:
        tests.append("c.product IN (SELECT value FROM json_each(:products))")
    live = f"SELECT 1 FROM promises p JOIN parties o ON o.id = {OWNER_AT} WHERE p.case_id = c.id AND {LIVE_AT}"
    if owner is not None:
        tests.append(f"EXISTS ({live} AND o.folded = :owner)")
    if overdue:
        tests.append(f"EXISTS ({live} AND p.due_at < :as_of)")
    if silent:
        tests.append(f"{OPEN_AT} AND NOT EXISTS ({live})")
    rows = fetch(
        f"""
        SELECT c.id, (SELECT min(p.due_at) FROM promises p WHERE p.case_id = c.id AND {LIVE_AT}) AS next_due
        FROM cases c WHERE {" AND ".join(tests)} ORDER BY next_due IS NULL, next_due, c.id
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        products=spellings(fetch, "SELECT DISTINCT product FROM cases", product),
        owner=owner,
    )
    return [case_id for case_id, _ in rows]


def spellings(fetch: Fetch, words: str, meant: str | None) -> str | None:
    """Those of the selected words that are the one that is meant, case and accents aside, as JSON; None for None."""
    if meant is None:
        return None
    return json.dumps([word for (word,) in fetch(words) if word is not None and fold(word) == fold(meant)])


def listed_promises(fetch: Fetch, as_of: datetime, *, live: bool) -> list[Promise]:
    """All promises made by a moment, by due moment; with `live` those that nothing had ended."""
    only = _live("TRUE") if live else "p.made_at <= :as_of"
    rows = fetch(f"{PROMISE} WHERE {only} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def listed_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """All replacements asked for by a moment, by id."""
    rows = fetch(f"{REPLACEMENT} WHERE r.requested_at <= :as_of ORDER BY r.id", as_of=stamp(as_of))
    return read_replacements(fetch, rows)


def listed_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """All escalations raised by a moment, by id."""
    rows = fetch(f"{ESCALATION} WHERE e.raised_at <= :as_of ORDER BY e.id", as_of=stamp(as_of))
    return [read_escalation(row) for row in rows]


def promises_due_between(fetch: Fetch, after: datetime, until: datetime, as_of: datetime) -> list[Promise]:
    """The promises live at `as_of` that fall due from one moment to another, the one due first first."""
    rows = fetch(
        f"{PROMISE} WHERE {_live('due_at BETWEEN :after AND :until')} ORDER BY p.due_at, p.id",
        after=stamp(after),
        until=stamp(until),
        as_of=stamp(as_of),
    )
    return read_promises(fetch, rows, as_of)


def backup_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The live promises to carry out a backup plan, the one due first first."""
    live_backup = _live("kind = 'backup'", "INDEXED BY ix_promises_open_backup")
    rows = fetch(f"{PROMISE} WHERE {live_backup} ORDER BY p.due_at, p.id", as_of=stamp(as_of))
    return read_promises(fetch, rows, as_of)


def chased_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases whose customer has ever asked where it is."""
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM contacts k INDEXED BY ix_contacts_chasing CROSS JOIN cases c ON c.id = k.case_id
        WHERE k.chasing AND k.at <= :as_of AND {OPEN_AT} ORDER BY c.id
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


def failed_cases(fetch: Fetch, as_of: datetime) -> list[int]:
    """The open cases with a failed second attempt, or a later one."""
    rows = fetch(
        f"""
        SELECT DISTINCT c.id FROM replacements r JOIN cases c ON c.id = r.case_id
        WHERE r.attempt >= 2 AND r.outcome <> 'works' AND r.outcome_at <= :as_of AND {OPEN_AT} ORDER BY c.id
        """,
        as_of=stamp(as_of),
    )
    return [case_id for (case_id,) in rows]


WITHOUT_OUTCOME = """
    r.id IN (SELECT id FROM replacements INDEXED BY ix_replacements_live WHERE outcome IS NULL AND declined_at IS NULL
        UNION ALL SELECT id FROM replacements WHERE outcome_at > :as_of)
"""


def unannounced_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """The replacements on their way of which the customer has had no announcement; the oldest first."""
    rows = fetch(
        f"""
        {REPLACEMENT} WHERE {WITHOUT_OUTCOME} AND r.shipped_at <= :as_of
        AND (r.announced_at IS NULL OR r.announced_at > :as_of) AND (r.delivered_at IS NULL OR r.delivered_at > :as_of)
        ORDER BY r.shipped_at, r.id
        """,
        as_of=stamp(as_of),
    )
    return read_replacements(fetch, rows)


def unverified_replacements(fetch: Fetch, as_of: datetime) -> list[Replacement]:
    """The replacements that have arrived, and of which nobody knows whether they work; the oldest first."""
    rows = fetch(
        f"""
        {REPLACEMENT} WHERE {WITHOUT_OUTCOME} AND r.delivered_at <= :as_of
        ORDER BY r.delivered_at, r.id
        """,
        as_of=stamp(as_of),
    )
    return read_replacements(fetch, rows)


def unanswered_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """The live escalations that nobody acknowledged in time, the oldest first."""
    rows = fetch(
        f"""
        {ESCALATION} WHERE e.raised_at <= :as_of AND e.ack_by < :as_of
            AND (e.acknowledged_at IS NULL OR e.acknowledged_at > :as_of)
            AND (e.resolved_at IS NULL OR e.resolved_at > :as_of)
            AND (e.declined_at IS NULL OR e.declined_at > :as_of)
        ORDER BY e.ack_by, e.id
        """,
        as_of=stamp(as_of),
    )
    return [read_escalation(row) for row in rows]


def untold_escalations(fetch: Fetch, as_of: datetime) -> list[Escalation]:
    """The live escalations that were neither acknowledged nor passed on, the one to be answered first first."""
    rows = fetch(
        f"""
        {ESCALATION} WHERE e.id IN (
            SELECT id FROM escalations INDEXED BY ix_escalations_live WHERE resolved_at IS NULL AND declined_at IS NULL
            UNION ALL SELECT id FROM escalations WHERE resolved_at > :as_of OR declined_at > :as_of
        ) AND e.raised_at <= :as_of
            AND (e.acknowledged_at IS NULL OR e.acknowledged_at > :as_of)
            AND (e.told_at IS NULL OR e.told_at > :as_of)
        ORDER BY e.ack_by, e.id
        """,
        as_of=stamp(as_of),
    )
    return [read_escalation(row) for row in rows]


LIVE_ESCALATION = """
    SELECT 1 FROM escalations e WHERE e.case_id = {case} AND e.resolved_at IS NULL AND e.declined_at IS NULL
"""
APPLIED = "SELECT 1 FROM applied_rules a WHERE a.rule = {rule} AND a.cause_id = {cause}"


def cases_to_sweep(fetch: Fetch, now: datetime) -> list[int]:
    """The cases on which a rule of the sweep may call: a few more than it does, and none that it passes over.

    Nothing that was answered before is looked at again.
    """
    rows = fetch(
        f"""
        SELECT p.case_id FROM promises p INDEXED BY ix_promises_may_escalate
        WHERE p.ended_at IS NULL AND NOT p.overdue_when_imported AND p.due_at < :now
            AND NOT EXISTS ({APPLIED.format(rule="'overdue'", cause="p.id")})
            AND NOT EXISTS ({LIVE_ESCALATION.format(case="p.case_id")})
        UNION SELECT e.case_id FROM escalations e INDEXED BY ix_escalations_live
        WHERE e.resolved_at IS NULL AND e.declined_at IS NULL
            AND (e.acknowledged_at IS NOT NULL OR e.ack_by < :now)
            AND NOT EXISTS ({
            APPLIED.format(rule="iif(e.acknowledged_at IS NULL, 'unacknowledged', 'idle')", cause="e.id")
        })
        UNION SELECT k.case_id FROM (
            SELECT case_id FROM contacts INDEXED BY ix_contacts_chasing WHERE chasing
            GROUP BY case_id HAVING count(*) > 1
        ) k JOIN cases c ON c.id = k.case_id
        WHERE c.closed_at IS NULL AND NOT EXISTS ({LIVE_ESCALATION.format(case="c.id")})
        """,
        now=stamp(now),
    )
    return [case_id for (case_id,) in rows]


def last_sweep(fetch: Fetch, as_of: datetime) -> datetime | None:
    """When `sweep` ran last, or None if it never did."""
    (row,) = fetch("SELECT max(at) FROM sweeps WHERE at <= :as_of", as_of=stamp(as_of))
    return read_maybe(row[0])


def ended_between(fetch: Fetch, since: datetime, as_of: datetime) -> tuple[int, int, int]:
    """After one moment and by another: how many promises were kept, how many of them late, how many cases closed."""
    row = fetch(
        """
        SELECT
            (SELECT count(*) FROM promises WHERE ended_at > :since AND ended_at <= :as_of AND kept_at IS NOT NULL),
            (SELECT count(*) FROM promises WHERE ended_at > :since AND ended_at <= :as_of AND kept_at > due_at),
            (SELECT count(*) FROM cases WHERE closed_at > :since AND closed_at <= :as_of AND merged_into IS NULL)
                + (SELECT count(*) FROM reopenings WHERE closed_at > :since AND closed_at <= :as_of)
        """,
        since=stamp(since),
        as_of=stamp(as_of),
    )[0]
    return (row[0], row[1], row[2])


def performer_counts(fetch: Fetch, as_of: datetime) -> list[tuple[str, bool, str, int]]:
    """Performer, said or planned, state, and how many promises; one pass over those that were never handed over."""
    rows = fetch(
        # Without the LIMIT, SQLite would sort not the three values but every column that the state is made from.
        f"""
        SELECT f.name, n.said, n.state, n.promises FROM (
            SELECT performer_id, said, state, count(*) AS promises FROM (
                SELECT p.performer_id, p.said, {STATE_AT} AS state FROM promises p
                WHERE p.made_at <= :as_of AND p.id NOT IN (SELECT promise_id FROM hand_overs) LIMIT -1
            ) GROUP BY performer_id, said, state
        ) n JOIN parties f ON f.id = n.performer_id ORDER BY f.folded
        """,
        as_of=stamp(as_of),
    )
    return [(name, bool(said), state, count) for name, said, state, count in rows]


def belated_promises(fetch: Fetch, as_of: datetime) -> list[tuple[str, datetime, datetime]]:
    """Performer, due moment and end of the said promises kept late, or only said late to have ended in time (G3).

    Those that were handed over are left out.
    """
    rows = fetch(
        """
        SELECT f.name, p.due_at, p.ended_at FROM promises p JOIN parties f ON f.id = p.performer_id
        WHERE p.said AND p.made_at <= :as_of AND p.ended_at <= :as_of
            AND (p.kept_at > p.due_at OR p.ended_at <= p.due_at AND p.ended_recorded_at > p.due_at)
            AND p.id NOT IN (SELECT promise_id FROM hand_overs)
        """,
        as_of=stamp(as_of),
    )
    return [(name, read_moment(due_at), read_moment(ended_at)) for name, due_at, ended_at in rows]


def reminded_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The said promises of which somebody was reminded by a moment, as they stood then: once for each reminder."""
    told = [
        promise_id for (promise_id,) in fetch("SELECT promise_id FROM reminders WHERE at <= :as_of", as_of=stamp(as_of))
    ]
    rows = fetch(f"{PROMISE} WHERE p.said AND p.id IN (SELECT value FROM json_each(:ids))", ids=str(told))
    known = {each.id: each for each in read_promises(fetch, rows, as_of)}
    return [known[promise_id] for promise_id in told if promise_id in known]


def handed_over_promises(fetch: Fetch, as_of: datetime) -> list[Promise]:
    """The promises made by a moment that were ever handed over, as they stood then."""
    rows = fetch(
        f"{PROMISE} WHERE p.id IN (SELECT promise_id FROM hand_overs) AND p.made_at <= :as_of", as_of=stamp(as_of)
    )
    return read_promises(fetch, rows, as_of)


def standing(fetch: Fetch, as_of: datetime, end_of_today: datetime) -> tuple[int, int, int]:
    """How many promises are overdue, how many more fall due by `end_of_today`, and how many cases are open.

    As in the reports, a check stands under the delivery that it waits for.
    """
    row = fetch(
        f"""
        SELECT
            (SELECT count(*) FROM promises p WHERE ended_at IS NULL AND due_at < :as_of
                AND NOT ({UNDER_DELIVERY})),
            (SELECT count(*) FROM promises p WHERE ended_at IS NULL AND due_at BETWEEN :as_of AND :end_of_today
                AND NOT ({UNDER_DELIVERY})),
            (SELECT count(*) FROM cases WHERE closed_at IS NULL)
        """,
        as_of=stamp(as_of),
        end_of_today=stamp(end_of_today),
    )[0]
    return (row[0], row[1], row[2])


def customer_by_email(fetch: Fetch, email: str) -> Customer | None:
    """The customer with this address, whatever its case, or None."""
    rows = fetch(
        "SELECT id, name, email, phone FROM customers WHERE lower(email) = lower(:email) AND email IS NOT NULL",
        email=email,
    )
    return Customer(*rows[0]) if rows else None


def customers_named(fetch: Fetch, folded: str) -> list[Customer]:
    """The customers of exactly this folded name, by id."""
    rows = fetch("SELECT id, name, email, phone FROM customers WHERE folded = :folded ORDER BY id", folded=folded)
    return [Customer(*row) for row in rows]


def customers_by_id(fetch: Fetch, ids: Iterable[int]) -> list[Customer]:
    """These customers, in the order given."""
    wanted = list(ids)
    rows = fetch(
        "SELECT id, name, email, phone FROM customers WHERE id IN (SELECT value FROM json_each(:ids))", ids=str(wanted)
    )
    known = {row[0]: Customer(*row) for row in rows}
    return [known[customer_id] for customer_id in wanted if customer_id in known]


def customer_names(fetch: Fetch, keys: Sequence[str]) -> list[str]:
    """The folded names that have one of these keys among their own: see `keys_of_near`."""
    given = {f"key{n}": key for n, key in enumerate(keys)}
    wanted = ", ".join(f":{name}" for name in given)
    rows = fetch(
        " UNION ".join(f"SELECT folded FROM customers WHERE {third} IN ({wanted})" for third in KEYS_OF_NAME), **given
    )
    return [folded for (folded,) in rows]


def all_customers(fetch: Fetch) -> list[Customer]:
    """Every customer, by name."""
    return [Customer(*row) for row in fetch("SELECT id, name, email, phone FROM customers ORDER BY folded, id")]


def open_cases_of(fetch: Fetch, customer_id: int) -> list[tuple[int, str]]:
    """Id and subject of a customer's open cases, by id."""
    rows = fetch(
        "SELECT id, subject FROM cases WHERE customer_id = :customer_id AND closed_at IS NULL ORDER BY id",
        customer_id=customer_id,
    )
    return [(case_id, subject) for case_id, subject in rows]


def cases_of(fetch: Fetch, customer_id: int) -> list[int]:
    """All cases of a customer, by id."""
    rows = fetch("SELECT id FROM cases WHERE customer_id = :customer_id ORDER BY id", customer_id=customer_id)
    return [case_id for (case_id,) in rows]


PARTY = "SELECT id, name, kind, email, phone FROM parties"


def party_by_email(fetch: Fetch, email: str) -> Party | None:
    """The party with this address, or None."""
    rows = fetch(f"{PARTY} WHERE lower(email) = lower(:email) AND email IS NOT NULL", email=email)
    return Party(*rows[0]) if rows else None


def party_named(fetch: Fetch, folded: str) -> Party | None:
    """The party of exactly this folded name, or None."""
    rows = fetch(f"{PARTY} WHERE folded = :folded", folded=folded)
    return Party(*rows[0]) if rows else None


def party_names(fetch: Fetch) -> list[str]:
    """All folded names of parties."""
    return [folded for (folded,) in fetch("SELECT folded FROM parties")]


def all_parties(fetch: Fetch) -> list[Party]:
    """Every party, by name."""
    return [Party(*row) for row in fetch(f"{PARTY} ORDER BY folded")]


def touched(fetch: Fetch, command_id: int) -> dict[str, dict[int, bool]]:
    """What a command made or changed: table -> row id -> True where it was made."""
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for table, row_id, action in fetch(
        "SELECT table_name, row_id, action FROM changes WHERE command_id = :id ORDER BY id", id=command_id
    ):
        found[table].setdefault(row_id, action == "insert")
    return found


@frozen
class Dealings:
    """What a customer's cases amount to: how many there are, how many are open, and how often they asked."""

    cases: int
    open: int
    chases: int


def dealings(fetch: Fetch, as_of: datetime, customer_id: int) -> Dealings:
    """What the cases of a customer amounted to at a moment."""
    row = fetch(
        f"""
        SELECT count(*), coalesce(sum({OPEN_AT}), 0),
            (SELECT count(*) FROM contacts k INDEXED BY ix_contacts_chasing CROSS JOIN cases a ON a.id = k.case_id
                WHERE k.chasing AND k.at <= :as_of AND a.customer_id = :customer_id AND a.opened_at <= :as_of)
        FROM cases c WHERE c.customer_id = :customer_id AND c.opened_at <= :as_of
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
    )[0]
    return Dealings(*row)


def first_cases(fetch: Fetch, as_of: datetime, customer_id: int, most: int) -> list[int]:
    """A customer's cases, at most so many: open ones by what is due next, then closed ones, the last one first."""
    mine = "SELECT id FROM cases WHERE customer_id = :customer_id"
    rows = fetch(
        f"""
        SELECT id FROM (
            SELECT c.id, {OPEN_AT} AS is_open,
                iif(c.closed_at <= :as_of, c.closed_at, (SELECT max(r.closed_at) FROM reopenings r
                    WHERE r.case_id = c.id AND r.closed_at <= :as_of)) AS ended_at,
                (SELECT min(p.due_at) FROM promises p WHERE p.case_id = c.id AND {LIVE_AT}) AS next_due
            FROM cases c WHERE c.opened_at <= :as_of AND c.id IN (
                {mine} AND closed_at IS NULL
                UNION ALL {mine} AND closed_at > :as_of
                UNION ALL SELECT * FROM ({mine} AND closed_at <= :as_of ORDER BY closed_at DESC, id DESC LIMIT :most)
            )
        ) ORDER BY NOT is_open, next_due IS NULL, next_due, iif(is_open, '', ended_at) DESC, iif(is_open, id, -id)
        LIMIT :most
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        most=most,
    )
    return [case_id for (case_id,) in rows]


def promised_to(fetch: Fetch, as_of: datetime, customer_id: int) -> dict[str, int]:
    """How many promises were said to a customer, by their state."""
    rows = fetch(
        f"""
        SELECT state, count(*) FROM (
            SELECT {STATE_AT} AS state FROM cases c JOIN promises p ON p.case_id = c.id
            WHERE c.customer_id = :customer_id AND p.said AND p.made_at <= :as_of
        ) GROUP BY state
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
    )
    return dict(rows)


def bought_by(fetch: Fetch, as_of: datetime, customer_id: int, most: int) -> list[tuple[str | None, str | None]]:
    """The products and orders that a customer's cases are about, each once, at most so many; the newest first."""
    rows = fetch(
        """
        SELECT product, order_number FROM cases
        WHERE customer_id = :customer_id AND opened_at <= :as_of AND coalesce(product, order_number) IS NOT NULL
        GROUP BY product, order_number ORDER BY max(opened_at) DESC, max(id) DESC LIMIT :most
        """,
        as_of=stamp(as_of),
        customer_id=customer_id,
        most=most,
    )
    return [(product, order) for product, order in rows]


def absences(fetch: Fetch, since: date) -> list[Absence]:
    """Who is away on that day or later, by their first day."""
    rows = fetch(
        """
        SELECT p.name, a.from_on, a.until_on, t.name
        FROM absences a JOIN parties p ON p.id = a.party_id JOIN parties t ON t.id = a.to_id
        WHERE a.until_on >= :since ORDER BY a.from_on, a.id
        """,
        since=since.isoformat(),
    )
    return [Absence(who, date.fromisoformat(first), date.fromisoformat(last), to) for who, first, last, to in rows]
