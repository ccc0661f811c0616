"""Forgetting a customer: what told of them goes, what is counted stays. It cannot be undone."""

from hashlib import blake2b

from careline.domain.errors import BadInput, Refused, StoreFault
from careline.domain.safekeeping.undoing import LoggedCommand

WORDS = "(forgotten)"
"""What stands where words of theirs, or about them, stood."""
FINGERPRINT = "forgotten:"
"""How the ref of an imported row begins that was theirs."""


class NotSaid(BadInput):
    """What cannot be undone is said twice."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Forgetting {name} cannot be undone; say that you mean it, with --yes.")


class ForgottenSince(Refused):
    """What a command changed about a customer who was forgotten cannot be put back."""

    def __init__(self, command: LoggedCommand) -> None:
        super().__init__(
            f"Command {command.id} ({command.command}) cannot be undone: a customer whom it touched was forgotten, "
            "and what stood there before is gone."
        )


class StaysForgotten(Refused):
    """What is recorded of them later, nothing could erase any more."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was forgotten, and nothing more is recorded of them; who comes back is a new customer: "
            "careline customer add NAME."
        )


class TracesRemain(StoreFault):
    """What is forgotten may still be read from unused parts of the file."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"They are forgotten as {name}, but the file could not be written anew, so that unused parts of it may "
            f'still hold their words ({why}) Then try again: careline customer forget "{name}" --yes.'
        )


def name_of(customer_id: int) -> str:
    """Under which name a forgotten customer is counted on."""
    return f"Forgotten customer {customer_id}"


def fingerprint(source: str, ref: str) -> str:
    """What stays of an imported row's ref: enough to know the row again, and nothing that can be read."""
    return FINGERPRINT + blake2b(f"{source}\0{ref}".encode(), digest_size=16).hexdigest()
