"""Adding and correcting parties."""

from careline.domain.cases import NothingToEdit
from careline.domain.names import read_person
from careline.store import tables
from careline.store.database import Recording
from careline.store.queries import Party
from careline.usecases import people


def add(work: Recording, typed: str, kind: str | None, phone: str | None) -> Party:
    """Record a new party. Raises NameTaken, AddressTaken, BlankName and BadAddress."""
    person = read_person(typed, "party")
    name = person.name or person.email or ""
    return Party(people.add_party(work, person, kind, phone), name, kind, person.email, phone)


def edit(work: Recording, party: Party, kind: str | None, phone: str | None) -> Party:
    """Correct what a party is to the shop, or its telephone number. Raises NothingToEdit."""
    if kind is None and phone is None:
        raise NothingToEdit("--kind or --phone")
    row = work.session.get_one(tables.Party, party.id)
    row.kind, row.phone = kind or row.kind, phone or row.phone
    return Party(party.id, row.name, row.kind, row.email, row.phone)
