"""Names that are almost the same: what was probably meant, and what is easily mistaken for something else."""

from collections.abc import Iterable

from careline.domain.names import allowed_edits, fold


def near_names(name: str, others: Iterable[str]) -> list[str]:
    """Those of the other folded names that are within the allowed edit distance of this one, the nearest first."""
    candidates = list(others)
    if not candidates:
        return []
    # Only a name that is like another pays for this import.
    from rapidfuzz.distance import Levenshtein

    limit = allowed_edits(name)
    measured = ((Levenshtein.distance(name, other, score_cutoff=limit), other) for other in candidates)
    return [other for distance, other in sorted(measured) if distance <= limit]


def nearest_of_few(name: str, others: Iterable[str]) -> list[str]:
    """The same where there are few, and two letters that have changed places count as one edit: Bne is Ben."""
    candidates = list(others)
    if not candidates:
        return []
    from rapidfuzz.distance import OSA

    measured = ((OSA.distance(name, other), other) for other in candidates)
    return [other for distance, other in sorted(measured) if distance <= allowed_edits(name)]


def easily_taken_for(item: str, known_names: Iterable[str]) -> tuple[str, ...]:
    """The other products whose letters and digits differ from the item's in one or two places, the nearest first.

    Case, accents, blanks and hyphens aside: MX500i is easily taken for MX-500c, and MX-500i is the same thing.
    """
    bare = _letters_and_digits(item)
    others = {_letters_and_digits(name): name for name in sorted(known_names)}
    others.pop(bare, None)
    return tuple(others[near] for near in near_names(bare, others))


def _letters_and_digits(name: str) -> str:
    return "".join(mark for mark in fold(name) if mark.isalnum())
