"""What a text may hold that comes from outside."""

from careline.domain.errors import BadInput

NUL = "\0"
LONGEST = 16 * 2**20
"""How many signs one text may have: far more than anybody writes, and far less than a device gives for ever."""


class TooLong(BadInput):
    """A text that is longer than any that somebody writes."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is longer than 16 MiB, as no text of a shop is. Nothing was written.")


class HoldsNul(BadInput):
    """A character that ends a text for many programs; the database's own functions among them."""

    def __init__(self) -> None:
        super().__init__("The text contains a NUL character, which cannot be shown; take it out.")


def without_nul(text: str) -> str:
    """The text. Raises HoldsNul."""
    if NUL in text:
        raise HoldsNul
    return text
