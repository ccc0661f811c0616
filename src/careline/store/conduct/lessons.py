"""What cases leave behind, over all of them: causes, praise, and how soon our own faults were told."""

from careline.domain.conduct.lessons import CauseFound, Disclosed, Praised
from careline.domain.periods import Period
from careline.store.dialect import joined
from careline.store.fetch import Fetch
from careline.store.stamps import read_maybe, read_moment, stamp

EARNED = f"""
    (SELECT {joined("name", ", ")} FROM (SELECT p.name FROM praises e JOIN parties p ON p.id = e.party_id
        WHERE e.contact_id = k.id ORDER BY e.id))
"""
TOLD = "(SELECT min(d.at) FROM disclosures d WHERE d.case_id = c.id AND d.at <= :until)"


def causes(fetch: Fetch, period: Period) -> list[CauseFound]:
    """The causes recorded in a period, in order, each with its case and how its action stands at the end."""
    rows = fetch(
        """
        SELECT x.cause, x.at, c.id, c.customer_id, c.product, p.id, p.due_at,
            CASE WHEN p.kept_at <= :until THEN p.kept_at END, CASE WHEN p.ended_at <= :until THEN p.ended_at END
        FROM causes x JOIN cases c ON c.id = x.case_id LEFT JOIN promises p ON p.id = x.promise_id
        WHERE x.at BETWEEN :since AND :until ORDER BY x.at, x.id
        """,
        **_limits(period),
    )
    return [
        CauseFound(cause, read_moment(at), case_id, customer_id, product, promise_id, *map(read_maybe, moments))
        for cause, at, case_id, customer_id, product, promise_id, *moments in rows
    ]


def praised(fetch: Fetch, period: Period) -> list[Praised]:
    """The praise of a period, the newest first."""
    rows = fetch(
        f"""
        SELECT k.at, c.id, u.name, k.text, {EARNED} FROM contacts k
        JOIN cases c ON c.id = k.case_id JOIN customers u ON u.id = c.customer_id
        WHERE k.praise AND k.at BETWEEN :since AND :until ORDER BY k.at DESC, k.id DESC
        """,
        **_limits(period),
    )
    return [Praised(read_moment(at), case_id, customer, words, earned) for at, case_id, customer, words, earned in rows]


def disclosed(fetch: Fetch, period: Period) -> list[Disclosed]:
    """The cases whose fault is ours: told in the period, or neither told nor closed by its end; by their opening."""
    rows = fetch(
        f"""
        SELECT * FROM (
            SELECT c.id, u.name, c.subject, c.found_by, c.opened_at, {TOLD} AS told_at
            FROM cases c JOIN customers u ON u.id = c.customer_id
            WHERE c.fault = 'us' AND c.opened_at <= :until AND c.merged_into IS NULL
                AND (c.closed_at IS NULL OR c.closed_at > :until OR {TOLD} IS NOT NULL)
        ) WHERE told_at IS NULL OR told_at >= :since ORDER BY opened_at, id
        """,
        **_limits(period),
    )
    return [
        Disclosed(case_id, customer, subject, found_by, read_moment(opened_at), read_maybe(told_at))
        for case_id, customer, subject, found_by, opened_at, told_at in rows
    ]


def _limits(period: Period) -> dict[str, str]:
    return {"since": stamp(period.since) if period.since else "", "until": stamp(period.until)}
