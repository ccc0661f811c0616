"""Adding and correcting parties, and saying when they are away."""

from datetime import date

from careline.domain.absences import Absence, check_absence
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


def away(work: Recording, party: Party, from_on: date, until_on: date, to: Party) -> Absence:
    """Record that a party is away, and who stands in. Raises BackBeforeAway and StandsInForThemselves."""
    absence = Absence(party.name, from_on, until_on, to.name)
    check_absence(absence)
    work.add(tables.Absence(party_id=party.id, from_on=from_on, until_on=until_on, to_id=to.id))
    return absence
