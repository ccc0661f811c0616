"""Names of people: how two spellings are compared, and how an address is read."""

from collections.abc import Iterable
from itertools import pairwise

from careline.domain.errors import BadInput
from careline.domain.values import frozen

SHORT_NAME = 6


class BlankName(BadInput):
    """Somebody was named with nothing."""

    def __init__(self, role: str) -> None:
        super().__init__(f"The {role} needs a name.")


class BadAddress(BadInput):
    """What should be an e-mail address is none."""

    def __init__(self, text: str) -> None:
        super().__init__(f'"{text}" is not an e-mail address; write "Dana Reyes <dana@example.com>" or the name alone.')


class AmbiguousName(BadInput):
    """A name, an address or a number that several carry."""

    def __init__(self, role: str, name: str, candidates: Iterable[str], advice: str = "use the e-mail address") -> None:
        super().__init__(f'"{name}" is the name of more than one {role}; {advice}.', tuple(candidates))


class AnotherName(BadInput):
    """A known address that comes with the name of somebody else."""

    def __init__(self, person: "Person", known: Iterable[str]) -> None:
        self.known = tuple(known)
        owners = " and ".join(self.known)
        super().__init__(
            f'{person.email} is the address of {owners}, not of "{person.name}". If you mean {owners}, leave out '
            f'"{person.name}"; if not, add --new-customer for a second person with that address.'
        )


class NearName(BadInput):
    """A name that is almost a known one, and probably a slip."""

    def __init__(self, role: str, name: str, candidates: Iterable[str], way_out: str) -> None:
        near = tuple(candidates)
        super().__init__(
            f'No {role} is called "{name}". Did you mean {near[0]}? If not, {way_out}.', near if near[1:] else ()
        )


@frozen
class Person:
    """A name, an address, or both, as typed on the command line."""

    name: str | None
    email: str | None

    def __str__(self) -> str:
        if self.name and self.email:
            return f"{self.name} <{self.email}>"
        return self.name or self.email or ""


def fold(text: str) -> str:
    """The text for comparing: case and accents aside, blanks collapsed."""
    text = text.casefold()
    if not text.isascii():
        import unicodedata  # large, and few names need it

        # Decomposed before as well: a mathematical letter has a case only once it is a plain one.
        decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return " ".join(text.split())


def read_person(text: str, role: str) -> Person:
    """Read `Dana Reyes <dana@example.com>`, `dana@example.com` or `Dana Reyes`.

    Raises BlankName and BadAddress.
    """
    text = text.strip()
    if not text:
        raise BlankName(role)
    name, bracket, email = text.removesuffix(">").rpartition("<")
    if bracket:
        plain = _unquoted(name.strip())
        if plain == name.strip() and ("<" in name or ">" in name):
            raise BadAddress(text)
        return Person(" ".join(plain.split()) or None, checked_email(email, text))
    if "@" in text and " " not in text:
        return Person(None, checked_email(text, text))
    return Person(" ".join(text.split()), None)


def _unquoted(name: str) -> str:
    """A name that is in quotation marks as a whole, as mailers write it, without them; any other as it is."""
    inner = name[1:-1].replace('\\"', "")
    if len(name) < 2 or not (name[0] == name[-1] == '"') or '"' in inner:
        return name
    return name[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def checked_email(email: str, typed: str) -> str:
    """The address, in the spelling under which it is stored: the domain in lower case."""
    local, at, domain = email.strip().rpartition("@")
    plain = not any(mark.isspace() or not mark.isprintable() or mark in "<>" for mark in email)
    if not (local and at and domain.strip(".") and ".." not in domain and plain and len(email) <= 254):
        raise BadAddress(typed)
    return f"{local}@{domain.lower()}"


def allowed_edits(name: str) -> int:
    """How many letters may differ before two names count as two people: 1 under six letters, else 2."""
    return 1 if len(name) < SHORT_NAME else 2


def keys_of_near(name: str) -> list[str]:
    """What to look near names up by: each has one of these keys among the three of its own.

    The keys of a name are its length with the letters of its first, second and last third. Two edits, and no near name
    is further away, leave one third whole, and move it by no more than two places.
    """
    edits = allowed_edits(name)
    keys = set()
    for length in range(max(0, len(name) - edits), len(name) + edits + 1):
        for first, last in pairwise((0, length // 3, length * 2 // 3, length)):
            for start in range(max(0, first - edits), first + edits + 1):
                third = name[start : start + last - first]
                if len(third) == last - first:
                    keys.add(f"{length}{third}")
    return sorted(keys)
