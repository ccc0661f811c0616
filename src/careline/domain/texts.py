"""What a text may hold that comes from outside."""

from careline.domain.errors import BadInput

NUL = "\0"


class HoldsNul(BadInput):
    """A character that ends a text for many programs; the database's own functions among them."""

    def __init__(self) -> None:
        super().__init__("The text contains a NUL character, which cannot be shown; take it out.")


def without_nul(text: str) -> str:
    """The text. Raises HoldsNul."""
    if NUL in text:
        raise HoldsNul
    return text
