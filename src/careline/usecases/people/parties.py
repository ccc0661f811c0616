"""Adding and correcting parties, their programmes, and saying when they are away."""

from dataclasses import fields
from datetime import date
from typing import Any

from careline.domain.cases.case import NothingToEdit
from careline.domain.errors import Refused
from careline.domain.money.money import MixedCurrencies, Money
from careline.domain.names import read_person
from careline.domain.promises.absences import Absence, check_absence
from careline.domain.replacements.programmes import (
    SUPPLIER,
    Programme,
    Terms,
    amended,
    kind_with_programme,
)
from careline.store.people.parties import Party
from careline.store.recording import Recording
from careline.store.replacements.programmes import programme_id, programme_of_party
from careline.store.tables import arrangements, goods
from careline.store.tables import parties as party_tables
from careline.usecases import known_or_new


def add(work: Recording, typed: str, kind: str | None, phone: str | None, said: Terms, currency: str) -> Party:
    """Record a new party, and the programme of a supplier of which something is said.

    Raises BadInput, AddressTaken, BlankName and BadAddress and what `amended` raises.
    """
    person = read_person(typed, "party")
    name = person.name or person.email or ""
    if said.said:
        kind = kind_with_programme(name, kind)
    party = Party(known_or_new.add_party(work, person, kind, phone), name, kind, person.email, phone)
    if said.said:
        _tell_programme(work, party, said, currency)
    return party


def edit(work: Recording, party: Party, kind: str | None, phone: str | None, said: Terms, currency: str) -> Party:
    """Correct what a party is to the shop, its telephone number, or its programme, which is made if there is none.

    Raises NothingToEdit, BadInput and Refused and what `amended` raises.
    """
    if kind is None and phone is None and not said.said:
        raise NothingToEdit("--kind, --phone or something of its programme")
    if kind not in (None, SUPPLIER) and programme_id(work.fetch, party.id):
        raise Refused(f"{party.name} has a programme, as only a supplier has; they stay one.")
    row = work.session.get_one(party_tables.Party, party.id)
    row.kind, row.phone = kind or row.kind, phone or row.phone
    if said.said:
        row.kind = kind_with_programme(party.name, row.kind)
        _tell_programme(work, party, said, currency)
    return Party(party.id, row.name, row.kind, row.email, row.phone)


def away(work: Recording, party: Party, from_on: date, until_on: date, to: Party) -> Absence:
    """Record that a party is away, and who stands in. Raises BadInput and Refused."""
    absence = Absence(party.name, from_on, until_on, to.name)
    check_absence(absence)
    work.add(arrangements.Absence(party_id=party.id, from_on=from_on, until_on=until_on, to_id=to.id))
    return absence


def _tell_programme(work: Recording, party: Party, said: Terms, currency: str) -> None:
    known = programme_of_party(work.fetch, party.id) or Programme(party.name)
    columns = _columns(amended(known, said), currency)
    row_id = programme_id(work.fetch, party.id)
    if row_id is None:
        work.add(goods.Programme(party_id=party.id, **columns))
    else:
        work.session.get_one(goods.Programme, row_id).sqlmodel_update(columns)


def _columns(programme: Programme, currency: str) -> dict[str, Any]:
    """The programme as its row has it. Raises MixedCurrencies."""
    values = {each.name: getattr(programme, each.name) for each in fields(programme) if each.name != "supplier"}
    amounts = {column: value for column, value in values.items() if isinstance(value, Money)}
    currencies = sorted({amount.currency for amount in amounts.values()} or {currency})
    if len(currencies) > 1:
        raise MixedCurrencies(*currencies)
    return values | {column: amount.amount for column, amount in amounts.items()} | {"currency": currencies[0]}
