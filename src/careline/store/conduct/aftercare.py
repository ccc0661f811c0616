"""What stands beside the promises of a case: diagnoses, disclosures, tone, causes, efforts, praise, asking again."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from careline.domain.cases.asking_again import AskAgain
from careline.domain.conduct.disclosures import Disclosure
from careline.domain.conduct.lessons import Cause, Effort, Praise
from careline.domain.conduct.tone import ToneReview
from careline.domain.knowledge.diagnoses import Diagnosis
from careline.domain.values import frozen
from careline.store.dialect import among
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment

HERE = among("ids")


@frozen
class Aftercare:
    """The same, each by the id of its case."""

    diagnoses: dict[int, list[Diagnosis]]
    disclosures: dict[int, list[Disclosure]]
    tone_reviews: dict[int, list[ToneReview]]
    causes: dict[int, list[Cause]]
    efforts: dict[int, list[Effort]]
    praises: dict[int, list[Praise]]
    ask_agains: dict[int, list[AskAgain]]


def of_cases(fetch: Fetch, ids: str) -> Aftercare:
    """What stands on the cases of a JSON list of ids, by moment."""

    def by_case(value: Callable[..., Any], sql: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        for number, case_id, *facts in fetch(sql, ids=ids):
            found[case_id].append(value(number, case_id, *facts))
        return found

    return Aftercare(
        diagnoses=by_case(
            _diagnosis,
            f"""
            SELECT d.id, d.case_id, d.at, d.who, a.id, a.symptom
            FROM diagnoses d LEFT JOIN articles a ON a.id = d.article_id WHERE d.case_id {HERE} ORDER BY d.at, d.id
            """,
        ),
        disclosures=by_case(
            _disclosure,
            f"""
            SELECT d.id, d.case_id, d.contact_id, d.at, d.who, w.name, d.no_plan_because
            FROM disclosures d LEFT JOIN parties w ON w.id = d.with_id WHERE d.case_id {HERE} ORDER BY d.at, d.id
            """,
        ),
        tone_reviews=by_case(
            _tone_review,
            f"""
            SELECT t.id, t.case_id, t.requested_at, t.requested_by, a.name, r.name, t.because, t.found_at,
                t.found_by, t.finding, t.promise_id
            FROM tone_reviews t JOIN parties a ON a.id = t.about_id JOIN parties r ON r.id = t.reviewer_id
            WHERE t.case_id {HERE} ORDER BY t.requested_at, t.id
            """,
        ),
        causes=by_case(
            _cause,
            f"SELECT id, case_id, at, who, cause, promise_id FROM causes WHERE case_id {HERE} ORDER BY at, id",
        ),
        efforts=by_case(
            _effort, f"SELECT id, case_id, at, effort, words FROM efforts WHERE case_id {HERE} ORDER BY at, id"
        ),
        praises=by_case(
            Praise,
            f"""
            SELECT e.id, k.case_id, k.id, p.name FROM contacts k JOIN praises e ON e.contact_id = k.id
            JOIN parties p ON p.id = e.party_id WHERE k.case_id {HERE} ORDER BY k.at, e.id
            """,
        ),
        ask_agains=by_case(
            _ask_again, f"SELECT id, case_id, at, due_at, done_at FROM ask_agains WHERE case_id {HERE} ORDER BY id DESC"
        ),
    )


def _diagnosis(number: int, case_id: int, at: str, *rest: Any) -> Diagnosis:
    return Diagnosis(number, case_id, read_moment(at), *rest)


def _disclosure(number: int, case_id: int, contact_id: int, at: str, *rest: Any) -> Disclosure:
    return Disclosure(number, case_id, contact_id, read_moment(at), *rest)


def _tone_review(number: int, case_id: int, requested_at: str, *rest: Any) -> ToneReview:
    requested_by, about, reviewer, because, found_at, *found = rest
    asked = (requested_by, about, reviewer, because)
    return ToneReview(number, case_id, read_moment(requested_at), *asked, read_maybe(found_at), *found)


def _cause(number: int, case_id: int, at: str, *rest: Any) -> Cause:
    return Cause(number, case_id, read_moment(at), *rest)


def _effort(number: int, case_id: int, at: str, *rest: Any) -> Effort:
    return Effort(number, case_id, read_moment(at), *rest)


def _ask_again(number: int, case_id: int, at: str, due_at: str, done_at: str | None) -> AskAgain:
    return AskAgain(number, case_id, read_moment(at), read_moment(due_at), read_maybe(done_at))
