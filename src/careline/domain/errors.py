"""The kinds of "no" that careline says; each carries its exit code, and the rule that says no has the sentence."""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class CarelineError(Exception):
    """A refusal in one sentence: what, why, what to do.

    `listing` goes to standard output beneath it: candidates, bad rows. `lacks` names the options that would help, each
    with what it is; at a terminal they are asked for.
    """

    exit_code: ClassVar[int] = 1
    lacks: Mapping[str, str] = {}

    def __init__(self, message: str, listing: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.listing = tuple(listing)


class BadInput(CarelineError):
    """What was typed cannot be used."""

    exit_code = 2


class MissingOption(BadInput):
    """A value that is always needed, where nobody can be asked for it."""

    def __init__(self, option: str, what: str) -> None:
        super().__init__(f"{option} is missing: {what}.")
        self.lacks = {option: what}


class NotText(BadInput):
    """Bytes that are no UTF-8, from the command line or standard input."""

    def __init__(self) -> None:
        super().__init__("The text is not valid UTF-8, so nobody could read it; type it again.")


class NotFound(CarelineError):
    """What was named does not exist."""

    exit_code = 3


class Refused(CarelineError):
    """A rule forbids it, given the history or state of a thing."""

    exit_code = 4


class Misconfigured(CarelineError):
    """The settings cannot be used."""

    exit_code = 5


class StoreFault(CarelineError):
    """The store is missing, damaged, too new or not ours."""

    exit_code = 6


class StoreBusy(CarelineError):
    """Another process holds the store."""

    exit_code = 75
