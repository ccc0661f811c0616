"""Whole files of cases, read with a few queries however many they are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Link, Note
from careline.domain.money.refunds import Refund
from careline.domain.promises.dependencies import chain
from careline.domain.promises.promise import Promise, PromiseKind, Reminder
from careline.domain.replacements.replacement import Replacement
from careline.store.attachments import ATTACHMENT, OF_ATTACHMENT
from careline.store.cases import reopenings_of, with_reopenings
from careline.store.conduct import aftercare
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.ladder import APPLIED_RULE, ESCALATION, OF_APPLIED, OF_ESCALATION
from careline.store.money.costs import COST, OF_COST
from careline.store.money.refunds import OF_REFUND, REFUND
from careline.store.promises import rested_on
from careline.store.replacements.rows import CLAIM, OF_RETURN, REPLACEMENT, RETURN, read_claims, read_replacements
from careline.store.rows import (
    CASE,
    CONTACT,
    OF_CASE,
    OF_CONTACT,
    PROMISE,
    read_promises,
)
from careline.store.stamps import read_moment


def case_file(fetch: Fetch, case_id: int) -> CaseFile | None:
    """A case with everything on it, or None."""
    return next(iter(case_files(fetch, [case_id])), None)


def case_files(fetch: Fetch, case_ids: Iterable[int]) -> list[CaseFile]:
    """The files of these cases, in the order given; unknown ids are left out."""
    wanted = list(case_ids)
    if not wanted:
        return []
    ids = str(wanted)
    here = among("ids")
    cases = {case.id: case for case in map(OF_CASE.read, fetch(f"{CASE} WHERE c.id {here}", ids=ids))}
    reopened = reopenings_of(fetch, ids)
    made = _by_case(read_promises(fetch, fetch(f"{PROMISE} WHERE p.case_id {here} ORDER BY p.id", ids=ids)))
    spoken = _by_case(map(OF_CONTACT.read, fetch(f"{CONTACT} WHERE case_id {here} ORDER BY at, id", ids=ids)))
    sent = _by_case(read_replacements(fetch, fetch(f"{REPLACEMENT} WHERE r.case_id {here} ORDER BY r.id", ids=ids)))
    raised = _by_case(map(OF_ESCALATION.read, fetch(f"{ESCALATION} WHERE e.case_id {here} ORDER BY e.id", ids=ids)))
    applied = _by_case(map(OF_APPLIED.read, fetch(f"{APPLIED_RULE} WHERE case_id {here} ORDER BY id", ids=ids)))
    noted: dict[int, list[Note]] = defaultdict(list)
    for case_id, note_id, at, *said in fetch(
        f"SELECT case_id, id, at, who, text, number FROM notes WHERE case_id {here} ORDER BY at, id", ids=ids
    ):
        noted[case_id].append(Note(note_id, read_moment(at), *said))
    attached = _by_case(map(OF_ATTACHMENT.read, fetch(f"{ATTACHMENT} WHERE a.case_id {here} ORDER BY a.id", ids=ids)))
    mailed: dict[int, list[Any]] = defaultdict(list)
    if fetch(f"SELECT 1 FROM mails WHERE case_id {here} LIMIT 1", ids=ids):
        from careline.store.mails import mails_of_cases  # few cases have any

        mailed = _by_case(mails_of_cases(fetch, ids))
    spent = _by_case(map(OF_COST.read, fetch(f"{COST} WHERE t.case_id {here} ORDER BY t.at, t.id", ids=ids)))
    returned, claimed = _tracks(fetch, sent)
    refunded = _refunds(fetch, made.values())
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
            case=with_reopenings(cases[i], reopened[i]) if i in reopened else cases[i],
            promises=tuple(made[i]),
            contacts=tuple(spoken[i]),
            notes=tuple(noted[i]),
            attachments=tuple(attached[i]),
            mails=tuple(mailed[i]),
            replacements=tuple(each for each in sent[i] if each.quantity),
            returns=tuple(returned[i]),
            claims=tuple(claimed[i]),
            escalations=tuple(raised[i]),
            applied=tuple(applied[i]),
            costs=tuple(spent[i]),
            refunds=tuple(each for p in made[i] if (each := refunded.get(p.id))),
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
            joined=tuple(each for each in sent[i] if not each.quantity),
        )
        for i in wanted
        if i in cases
    ]


def _tracks(fetch: Fetch, sent: dict[int, list[Replacement]]) -> tuple[dict[int, list[Any]], dict[int, list[Any]]]:
    """The returns and the claims of replacements, by their case."""
    ids = str([replacement.id for mine in sent.values() for replacement in mine])
    if ids == "[]":
        return defaultdict(list), defaultdict(list)
    here = among("ids")
    returned = fetch(f"{RETURN} WHERE n.replacement_id {here} ORDER BY n.id", ids=ids)
    claimed = fetch(f"{CLAIM} WHERE m.replacement_id {here} ORDER BY m.id", ids=ids)
    return _by_case(map(OF_RETURN.read, returned)), _by_case(read_claims(fetch, claimed))


def _refunds(fetch: Fetch, made: Iterable[Iterable[Promise]]) -> dict[int, Refund]:
    """What promises give back, by their ids: hardly a case has one that does."""
    ids = [p.id for promises in made for p in promises if p.kind is PromiseKind.REFUND]
    rows = fetch(f"{REFUND} WHERE f.promise_id {among('ids')}", ids=str(ids)) if ids else ()
    return {each.promise_id: each for each in map(OF_REFUND.read, rows)}


def _by_case(values: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for value in values:
        grouped[value.case_id].append(value)
    return grouped


def case_of(fetch: Fetch, prefix: str, number: int) -> int | None:
    """The case on which a promise (P), replacement (R), escalation (E), cost (M), attachment (A) or word (W) stands."""
    if prefix == "W":
        sql = "SELECT case_id FROM contacts WHERE number = :id UNION ALL SELECT case_id FROM notes WHERE number = :id"
        return next((case_id for (case_id,) in fetch(sql, id=number)), None)
    table = {"P": "promises", "R": "replacements", "E": "escalations", "M": "costs", "A": "attachments"}[prefix]
    rows = fetch(f"SELECT case_id FROM {table} WHERE id = :id", id=number)
    return next((case_id for (case_id,) in rows), None)
