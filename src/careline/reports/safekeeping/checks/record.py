"""What is recorded: the log beside the rows, numbers that must not come again, and the guarantees."""

from collections.abc import Iterator
from itertools import islice

from careline.reports.safekeeping.checks.file import go_back
from careline.reports.safekeeping.findings import MOST, Examined, Finding, Fix
from careline.store.safekeeping import guaranteed, lives

NOT_OURS = "Another program has written here, or careline has made a mistake."
TO_DO = {
    "G1": "Promise something on it: careline promise make C-{0} WHAT --by WHEN",
    "G5": "Reopen it, and keep or release what is promised: careline case reopen C-{0}",
    "G12": "To note it anew: careline doctor --fix",
}
"""What somebody can do by themselves about a case that breaks a guarantee."""
NOTED_ANEW = Fix(
    "Note anew which questions were answered?",
    "which questions were answered",
    "doctor --fix questions",
    guaranteed.note_answers_anew,
)


def log_against_rows(seen: Examined) -> Iterator[Finding]:
    """Rows that are not as the log says (G11)."""
    advice = f"{NOT_OURS} {go_back(seen.store)}"
    for each in islice(lives.contradictions(seen.fetch), MOST):
        yield Finding(f"Row {each.row} of {each.table} {each.how}.", advice)
    for line, command in lives.misread_lines(seen.fetch, MOST):
        finding = f"What command {command} has changed is not in the log as it was before (line {line})."
        yield Finding(finding, f"That command cannot be undone. {advice}")


def numbers(seen: Examined) -> Iterator[Finding]:
    """Numbers that would be given out a second time."""
    for table, kept, highest in lives.reused_numbers(seen.fetch):
        yield Finding(
            f"The next row of {table} would get the number {kept + 1}, though {highest} was given out already.",
            f"{NOT_OURS} {go_back(seen.store)}",
        )


def guarantees(seen: Examined) -> Iterator[Finding]:
    """What the rows show to be against G1 to G13."""
    for each in guaranteed.broken(seen.fetch, MOST):
        look = f"Look at it: careline show C-{each.case_id}. " if each.case_id else ""
        to_do = TO_DO.get(each.guarantee)
        advice = f"{to_do.format(each.case_id)}." if to_do else f"{look}{NOT_OURS} {go_back(seen.store)}"
        yield Finding(f"{each.guarantee}: {each.told}", advice, NOTED_ANEW if each.guarantee == "G12" else None)
