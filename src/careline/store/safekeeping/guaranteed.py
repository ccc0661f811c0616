"""What rows can show of the guarantees: each question asks for rows that break one, and has none in a sound store.

They are asked of what is stored, and of nothing that the rules work out from it, so that a rule that errs is found too.
"""

from collections.abc import Iterator

from careline.domain.values import frozen
from careline.store.answering import ANSWERED_AT, WAITING, note_answers
from careline.store.dialect import field
from careline.store.fetch import Fetch
from careline.store.recording import Recording


@frozen
class Broken:
    """A guarantee by its number, what is wrong in a sentence, and on which case, where it is about one."""

    guarantee: str
    told: str
    case_id: int | None


@frozen
class Question:
    """Asks for number and case of what breaks a guarantee; `{}` in the sentence is that number."""

    guarantee: str
    sentence: str
    sql: str


MISNOTED = f"FROM contacts WHERE {WAITING} AND answered_at IS NOT {ANSWERED_AT}"
QUESTIONS = (
    Question(
        "G1",
        "C-{} is open, and nothing is promised on it.",
        """
        SELECT c.id, c.id FROM cases c WHERE c.closed_at IS NULL AND NOT c.may_be_silent
            AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.case_id = c.id AND p.ended_at IS NULL)
        """,
    ),
    Question(
        "G2",
        "The due moment of P-{} is not the one that it was made with.",
        f"""
        SELECT DISTINCT p.id, p.case_id FROM changes h JOIN promises p ON p.id = h.row_id
        WHERE h.table_name = 'promises' AND h.action = 'update' AND {field("h.before", "due_at")} <> p.due_at
        """,
    ),
    Question(
        "G2",
        "P-{} counts as renegotiated, and no promise has taken its place.",
        """
        SELECT p.id, p.case_id FROM promises p WHERE p.superseded_at IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM promises n WHERE n.supersedes = p.id)
        """,
    ),
    Question(
        "G3",
        "P-{} ended later than anything was recorded, so that it may count as kept in time.",
        """
        SELECT id, case_id FROM promises
        WHERE recorded_at IS NOT NULL AND ended_at > (SELECT max(at) FROM commands)
        """,
    ),
    Question(
        "G3",
        "P-{} was said to a customer and had fallen due, and was taken away.",
        f"""
        SELECT h.row_id, NULL FROM changes h JOIN commands m ON m.id = h.command_id
        WHERE h.table_name = 'promises' AND h.action = 'delete' AND {field("h.before", "said")} = 1
            AND {field("h.before", "recorded_at")} IS NOT NULL AND {field("h.before", "due_at")} < m.at
            AND NOT EXISTS (SELECT 1 FROM promises p WHERE p.id = h.row_id)
        """,
    ),
    Question(
        "G4",
        "P-{} counts as kept, and no command has said so.",
        """
        SELECT p.id, p.case_id FROM promises p WHERE p.kept_at IS NOT NULL AND p.recorded_at IS NOT NULL
            AND coalesce(p.ended_recorded_at, '') NOT IN (SELECT at FROM commands)
        """,
    ),
    Question(
        "G5",
        "C-{} is closed, and something is still promised on it.",
        """
        SELECT c.id, c.id FROM cases c WHERE c.closed_at IS NOT NULL AND EXISTS (
            SELECT 1 FROM promises p WHERE p.case_id = c.id AND p.ended_at IS NULL AND p.recorded_at IS NOT NULL)
        """,
    ),
    Question(
        "G6",
        "R-{} has no attempt before it.",
        """
        SELECT r.id, r.case_id FROM replacements r WHERE r.attempt > 1 AND r.declined_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM replacements e WHERE e.case_id = r.case_id AND e.chain = r.chain
                AND e.attempt = r.attempt - 1 AND e.declined_at IS NULL)
        """,
    ),
    Question(
        "G6",
        "R-{} was followed by another attempt, and nobody said what became of it.",
        """
        SELECT r.id, r.case_id FROM replacements r
        WHERE r.outcome IS NULL AND r.declined_at IS NULL AND r.quantity > 0 AND EXISTS (
            SELECT 1 FROM replacements n WHERE n.case_id = r.case_id AND n.chain = r.chain
                AND n.attempt > r.attempt AND n.declined_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM replacements o WHERE o.case_id = r.case_id AND o.chain = r.chain
                AND o.attempt = r.attempt AND o.quantity > 0 AND o.outcome IS NOT NULL)
        """,
    ),
    Question(
        "G6",
        "R-{} is a third attempt or a later one, and nobody said what is different this time.",
        "SELECT id, case_id FROM replacements WHERE attempt > 2 AND trim(coalesce(different, '')) = ''",
    ),
    Question(
        "G7",
        "R-{} was sent, and its letter has no why, or nobody whom it is for.",
        """
        SELECT r.id, r.case_id FROM replacements r
        JOIN cases c ON c.id = r.case_id JOIN customers u ON u.id = c.customer_id
        WHERE r.shipped_at IS NOT NULL AND (trim(r.why) = '' OR trim(u.name) = '')
        """,
    ),
    Question(
        "G8",
        "E-{} was raised by somebody to themselves.",
        f"""
        SELECT e.id, e.case_id FROM escalations e JOIN parties t ON t.id = e.to_id AND t.name = e.raised_by
        WHERE NOT EXISTS (SELECT 1 FROM changes h WHERE h.table_name = 'escalations' AND h.row_id = e.id
            AND {field("h.before", "to_id")} <> e.to_id)
        """,
    ),
    Question(
        "G9",
        "On C-{} our own fault was told without a plan.",
        # Where the words have moved, the plan may have stayed.
        f"""
        SELECT d.case_id, d.case_id FROM disclosures d WHERE trim(coalesce(d.no_plan_because, '')) = '' AND NOT EXISTS (
            SELECT 1 FROM promises p WHERE p.said AND (p.case_id = d.case_id OR p.case_id IN (
                SELECT {field("h.before", "case_id")} FROM changes h
                WHERE h.table_name = 'disclosures' AND h.row_id = d.id)))
        """,
    ),
    Question(
        "G10",
        "C-{} was opened later than anything was recorded, so that no page shows it yet.",
        """
        SELECT id, id FROM cases WHERE source IS NULL AND opened_at > (SELECT max(at) FROM commands)
        """,
    ),
    Question(
        "G12",
        "Whether W-{} was answered is noted wrongly, so that it may wait unseen.",
        f"SELECT number, case_id {MISNOTED}",
    ),
    Question(
        "G13",
        "Command {} takes another one back, as the log says, and nothing was.",
        """
        SELECT m.id, NULL FROM commands m WHERE m.undoes IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM changes h WHERE h.command_id = m.id)
            AND EXISTS (SELECT 1 FROM changes h WHERE h.command_id = m.undoes AND h.action = 'insert'
                AND NOT EXISTS (SELECT 1 FROM changes d WHERE d.command_id = m.undoes AND d.action = 'delete'
                    AND d.table_name = h.table_name AND d.row_id = h.row_id))
        """,
    ),
)
"""What is asked; that the log has every change (G11) is read beside the rows."""


def broken(fetch: Fetch, most: int) -> Iterator[Broken]:
    """What breaks a guarantee, in the order of their numbers; of each question no more than `most`."""
    for question in QUESTIONS:
        for number, case_id in fetch(f"SELECT * FROM ({question.sql}) LIMIT :most", most=most):
            yield Broken(question.guarantee, question.sentence.format(number), case_id)


def note_answers_anew(work: Recording) -> None:
    """Note on each question when it was answered, wherever that is noted wrongly."""
    for (case_id,) in work.fetch(f"SELECT DISTINCT case_id {MISNOTED}"):
        note_answers(work.run, case_id)
