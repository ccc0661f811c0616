"""Staff: those of us who act and answer for promises, apart from whoever performs and from customers."""

from collections.abc import Sequence

from careline.domain.errors import BadInput
from careline.domain.wording import shell_word

STAFF = "staff"


class NotStaff(BadInput):
    """Somebody acts, or is to answer for something, who is not known as one of us.

    `kind` is what is known of them: what they are as a party, "customer", or None for nothing; `is_party` tells a party
    of which nobody has said what it is. `near` are the names of ours that are almost this one. `by` is one of us, where
    it is who acts that is refused and somebody else has to say so. `doubt` is the refusal without what to do about it:
    all that needs saying where somebody is asked.
    """

    def __init__(
        self, name: str, kind: str | None, *, is_party: bool, near: Sequence[str] = (), by: str | None = None
    ) -> None:
        self.name = name
        self.may_become_one = kind is None
        verb = "edit" if is_party else "add"
        way = f"careline {f'--me {shell_word(by)} ' if by else ''}party {verb} {shell_word(name)} --kind staff"
        if kind is not None:
            self.doubt = f"{name} is a {kind}; only staff act and answer for promises."
            way_out = f"If they are one of us: {way}."
        elif near:
            self.doubt = f'Nobody on the staff is called "{name}". Did you mean {near[0]}?'
            way_out = f"If not, and they are new: {way}."
        elif is_party:
            self.doubt = f"Nobody has said that {name} is on the staff."
            way_out = f"If they are: {way}."
        else:
            self.doubt = f'Nobody on the staff is called "{name}".'
            way_out = f"If they are a new colleague: {way}."
        super().__init__(f"{self.doubt} {way_out}", tuple(near) if near[1:] else ())


class Retired(BadInput):
    """Whoever has retired is named by nothing new."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has retired; name somebody else ('careline party list').")
