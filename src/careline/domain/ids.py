"""Ids as people type them: where the kind is clear `1`, `c1`, `C1` and `C-1` are the same."""

import re

from careline.domain.errors import BadInput, NotFound

NOUNS = {
    "C": "case",
    "P": "promise",
    "R": "replacement",
    "E": "escalation",
    "K": "article",
    "M": "cost",
    "L": "mail",
    "B": "purchase",
    "W": "contact or note",
    "A": "attachment",
    "H": "hook call",
}
# A pattern, not compiled: every command knows ids, and not every one reads some.
_ID = r"(?:([A-Za-z])-?)?([0-9]{1,18})"


class NotAnId(BadInput):
    """Something that cannot be an id of the kind that is wanted."""

    def __init__(self, typed: str, prefix: str) -> None:
        super().__init__(f'"{typed}" is not {_one(prefix)}; write {prefix}-1 or 1.')


class WrongKind(BadInput):
    """An id of another kind."""

    def __init__(self, typed: str, meant: str, prefix: str) -> None:
        super().__init__(f"{typed} is {_one(meant)}; this needs {_one(prefix)}, such as {prefix}-1.")


class NoSuchId(NotFound):
    """An id that was never given out."""

    def __init__(self, prefix: str, number: int) -> None:
        super().__init__(f"There is no {NOUNS[prefix]} {prefix}-{number}.")


def _one(prefix: str) -> str:
    """`a case`, `an attachment`."""
    return f"{'an' if NOUNS[prefix][0] in 'aeiou' else 'a'} {NOUNS[prefix]}"


def show(prefix: str, number: int) -> str:
    """`C-1`."""
    return f"{prefix}-{number}"


def begins_like_id(typed: str, prefix: str) -> bool:
    """True for what becomes an id of this kind as somebody goes on typing: its letter, a number or both."""
    return re.fullmatch(f"{prefix}?-?[0-9]*", typed, re.ASCII | re.IGNORECASE) is not None


def looks_like_id(typed: str) -> bool:
    """True for what can only be an id: a number, or a known letter and a number."""
    match = re.fullmatch(_ID, typed.strip(), re.ASCII)
    return match is not None and (match[1] is None or match[1].upper() in NOUNS)


def split(typed: str) -> tuple[str, int] | None:
    """Kind and number of an id with its letter; None for anything else."""
    match = re.fullmatch(_ID, typed.strip(), re.ASCII)
    if match is None or match[1] is None or match[1].upper() not in NOUNS:
        return None
    return match[1].upper(), int(match[2])


def read(typed: str, prefix: str) -> int:
    """The number of an id of the kind `prefix`. Raises NotAnId and WrongKind."""
    match = re.fullmatch(_ID, typed.strip(), re.ASCII)
    if match is None:
        raise NotAnId(typed, prefix)
    letter = (match[1] or prefix).upper()
    if letter == prefix:
        return int(match[2])
    if letter in NOUNS:
        raise WrongKind(typed, letter, prefix)
    raise NotAnId(typed, prefix)


def is_one_of(typed: str, letters: str) -> bool:
    """True for the number of something with one of these letters: `W-3` where there is a W."""
    kind = split(typed)
    return kind is not None and kind[0] in letters


def words_or_attachment(typed: str) -> str:
    """The name of a contact, a note or an attachment: `W-3`, `A-1`. Raises NotAnId and WrongKind."""
    letter = "A" if is_one_of(typed, "A") else "W"
    return show(letter, read(typed, letter))
