"""Adding and correcting parties, their programmes, and saying when they are away."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from careline.domain.cases.case import NothingToEdit
from careline.domain.errors import Refused
from careline.domain.money.money import MixedCurrencies, Money
from careline.domain.names import checked_email, read_person
from careline.domain.promises.absences import Absence, check_absence
from careline.domain.replacements.programmes import (
    SUPPLIER,
    Programme,
    Terms,
    amended,
    kind_with_programme,
)
from careline.store.people.parties import (
    Party,
    addresses_of_party,
    drop_others_of_party,
    others_of_party,
    party_by_email,
)
from careline.store.recording import Recording
from careline.store.replacements.programmes import programme_id, programme_of_party
from careline.store.tables import arrangements, goods
from careline.store.tables import parties as party_tables
from careline.usecases import known_or_new
from careline.usecases.people.reached_by import each_once, without


def add(
    work: Recording,
    typed: str,
    kind: str | None,
    reached_by: tuple[Sequence[str], Sequence[str]],
    said: Terms,
    currency: str,
) -> Party:
    """Record a new party, its addresses and numbers, and the programme of a supplier of which something is said.

    Raises BadInput, AddressTaken, BlankName and BadAddress and what `amended` raises.
    """
    person = read_person(typed, "party")
    name = person.name or person.email or ""
    if said.said:
        kind = kind_with_programme(name, kind)
    party = Party(known_or_new.add_party(work, person, kind, None), name, kind, person.email, None)
    emails, phones = reached_by
    party = _reached_by(work, party, [*filter(None, [person.email]), *_free(work, party, emails)], phones)
    if said.said:
        _tell_programme(work, party, said, currency)
    return party


def edit(
    work: Recording,
    party: Party,
    kind: str | None,
    reached_by: tuple[Sequence[str], Sequence[str]],
    said: Terms,
    currency: str,
    *,
    removed: Sequence[str] = (),
) -> Party:
    """Correct what a party is to the shop, what reaches it, or its programme, which is made if there is none.

    The first address and number of `reached_by` are the ones to use from now on; those before still find the party.
    Raises NothingToEdit, AddressTaken, BadAddress, NotFound, BadInput and Refused and what `amended` raises.
    """
    emails, phones = reached_by
    if kind is None and not any((emails, phones, removed)) and not said.said:
        raise NothingToEdit("--kind, --email, --phone, --remove or something of its programme")
    if kind not in (None, SUPPLIER) and programme_id(work.fetch, party.id):
        raise Refused(f"{party.name} has a programme, as only a supplier has; they stay one.")
    row = work.session.get_one(party_tables.Party, party.id)
    row.kind = kind or row.kind
    if said.said:
        row.kind = kind_with_programme(party.name, row.kind)
        _tell_programme(work, party, said, currency)
    known = addresses_of_party(work.fetch, party)
    kept = without((*known.emails, *known.phones), removed, party.name)
    return _reached_by(
        work,
        party,
        [*_free(work, party, emails), *(each for each in known.emails if each in kept)],
        [*phones, *(each for each in known.phones if each in kept)],
    )


def _free(work: Recording, party: Party, emails: Sequence[str]) -> list[str]:
    """The addresses, which no other party has. Raises AddressTaken and BadAddress."""
    emails = [checked_email(email, email) for email in emails]
    for email in emails:
        if (known := party_by_email(work.fetch, email)) and known.id != party.id:
            raise known_or_new.AddressTaken(email, known.name)
    return emails


def _reached_by(work: Recording, party: Party, emails: Sequence[str], phones: Sequence[str]) -> Party:
    """Record all addresses and numbers of a party, each once, in the order given."""
    emails, phones = each_once(emails), each_once(phones)
    row = work.session.get_one(party_tables.Party, party.id)
    row.email, row.phone = next(iter(emails), None), next(iter(phones), None)
    others = [(email, None) for email in emails[1:]] + [(None, phone) for phone in phones[1:]]
    standing = others_of_party(work.fetch, party.id)
    drop_others_of_party(work.run, (number for each, number in standing.items() if each not in others))
    for email, phone in others:
        if (email, phone) not in standing:
            work.add(party_tables.PartyAddress(party_id=party.id, email=email, phone=phone))
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
