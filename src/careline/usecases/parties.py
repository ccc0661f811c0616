"""Adding parties."""

from careline.domain.names import read_person
from careline.store.database import Recording
from careline.store.queries import Party
from careline.usecases import people


def add(work: Recording, typed: str, kind: str | None, phone: str | None) -> Party:
    """Record a new party. Raises NameTaken, AddressTaken, BlankName and BadAddress."""
    person = read_person(typed, "party")
    name = person.name or person.email or ""
    return Party(people.add_party(work, person, kind, phone), name, kind, person.email, phone)
