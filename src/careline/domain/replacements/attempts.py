"""What is asked for with the next attempt, what it takes over from the last, and what was settled when it was asked."""

from collections.abc import Sequence
from dataclasses import replace

from careline.domain.cases.case import Case
from careline.domain.cases.serials import separate
from careline.domain.errors import BadInput, Refused
from careline.domain.names import fold
from careline.domain.replacements.replacement import Basis, Replacement
from careline.domain.values import frozen
from careline.domain.wording import counted

TAKEN_OVER = ("wanted", "item", "why", "supplier", "carrier")
"""What an attempt has like the last one, where it is made again."""
SUBSTITUTION = ("substitute_because", "consent")
"""What goes along with the item."""
SETTLED = ("item", "serial", "why", "because", "basis", "different", "supplier", *SUBSTITUTION)
"""What was settled when a unit was asked for."""


@frozen
class Asked:
    """What is asked for; whatever is None was not said. `why` is the note in the box, `again` the same as last time.

    `is_another` says that it is for another unit than those on the case that work; without a `quantity` as many are
    sent as are to be sent.
    """

    why: str | None = None
    item: str | None = None
    serial: str | None = None
    because: str | None = None
    basis: Basis | None = None
    supplier: str | None = None
    carrier: str | None = None
    different: str | None = None
    substitute_because: str | None = None
    consent: str | None = None
    wanted: str | None = None
    again: bool = False
    is_another: bool = False
    quantity: int | None = None


def several_to_ship(case: Case, waiting: Sequence[Replacement]) -> Refused:
    """The refusal: a case of which several units are asked for, as one that was two cases may have."""
    names = " and ".join(each.name for each in waiting)
    return Refused(
        f"{case.name} has {names} waiting to ship; name one of them: careline replacement ship {waiting[0].name}."
    )


class WorthUnknown(BadInput):
    """Whether somebody may give a unit away depends on what it is worth."""

    def __init__(self, item: str) -> None:
        self.lacks = {"--goods": "what the unit costs"}
        super().__init__(f"The cost of the {item} is not known; give it with --goods AMOUNT.")


def following(asked: Asked, last: Replacement) -> Asked:
    """What is asked for after the last attempt: made again, it is the same in all that is not said.

    The reason for another model, and the consent to it, hold for that model alone.
    """
    if not asked.again:
        return asked
    same_item = asked.item is None or fold(asked.item) == fold(last.item)
    names = (*TAKEN_OVER, *(SUBSTITUTION if same_item else ()))
    return replace(asked, **{name: getattr(last, name) for name in names if getattr(asked, name) is None})


def check_as_settled(replacement: Replacement, asked: Asked) -> None:
    """Raise Refused where something else is said now than when the unit was asked for."""
    if asked.quantity not in (None, replacement.quantity):
        raise Refused(
            f"{replacement.name} was requested as {counted(replacement.quantity, 'unit')}; leave out --quantity to "
            "ship it that way."
        )
    for name in SETTLED:
        said, known = getattr(asked, name), getattr(replacement, name)
        if name == "serial" and set(separate(known)) <= set(separate(said)):
            continue  # nobody had said which of its units they are
        if said is not None and (known is None or fold(said) != fold(known)):
            raise _settled_otherwise(replacement, name)


def _settled_otherwise(replacement: Replacement, name: str) -> Refused:
    """The refusal: what is shipped is what was asked for."""
    option, known = f"--{name.replace('_', '-')}", getattr(replacement, name)
    asked = f'with {option} "{known}"' if known else f"without {option}"
    return Refused(f"{replacement.name} was requested {asked}; leave out {option} to ship it that way.")
