"""Parties: who performs, found by name or address."""

from collections.abc import Callable, Iterable
from datetime import datetime

from careline.domain.names import NearName, Person, fold
from careline.domain.values import frozen
from careline.store.columns import Columns
from careline.store.fetch import Fetch
from careline.store.near import near_names
from careline.store.people.addresses import Addresses
from careline.store.stamps import read_moment


@frozen
class Party:
    """Anyone who can perform; somebody who has retired is named by nothing new."""

    id: int
    name: str
    kind: str | None
    email: str | None
    phone: str | None
    retired_at: datetime | None = None


OF_PARTY = Columns(
    Party, id="id", name="name", kind="kind", email="email", phone="phone", retired_at=("retired_at", read_moment)
)
PARTY = f"SELECT {OF_PARTY.sql} FROM parties"


def party_by_email(fetch: Fetch, email: str) -> Party | None:
    """The party with this address among its own, or None."""
    rows = fetch(
        f"""
        {PARTY} WHERE (lower(email) = lower(:email) AND email IS NOT NULL)
            OR id IN (SELECT party_id FROM party_addresses WHERE lower(email) = lower(:email))
        """,
        email=email,
    )
    return next(map(OF_PARTY.read, rows), None)


def addresses_of_party(fetch: Fetch, party: Party) -> Addresses:
    """Every address and number of a party, the one to use first."""
    rows = fetch("SELECT email, phone FROM party_addresses WHERE party_id = :id ORDER BY id", id=party.id)
    emails = (party.email, *(email for email, _ in rows))
    phones = (party.phone, *(phone for _, phone in rows))
    return Addresses(tuple(filter(None, emails)), tuple(filter(None, phones)))


def others_of_party(fetch: Fetch, party_id: int) -> dict[tuple[str | None, str | None], int]:
    """The ids of a party's further addresses and numbers, by address and number, one of which is None."""
    rows = fetch("SELECT id, email, phone FROM party_addresses WHERE party_id = :id", id=party_id)
    return {(email, phone): number for number, email, phone in rows}


def drop_others_of_party(run: Callable[..., object], numbers: Iterable[int]) -> None:
    """Take further addresses and numbers of a party away, by their ids."""
    for number in numbers:
        run("DELETE FROM party_addresses WHERE id = :id", id=number)


def party_named(fetch: Fetch, folded: str) -> Party | None:
    """The party of exactly this folded name, or None."""
    rows = fetch(f"{PARTY} WHERE folded = :folded", folded=folded)
    return next(map(OF_PARTY.read, rows), None)


def party_names(fetch: Fetch) -> list[str]:
    """All folded names of parties."""
    return [folded for (folded,) in fetch("SELECT folded FROM parties")]


def all_parties(fetch: Fetch) -> list[Party]:
    """Every party, by name."""
    return [OF_PARTY.read(row) for row in fetch(f"{PARTY} ORDER BY folded")]


def retired_names(fetch: Fetch) -> frozenset[str]:
    """The folded names of those who have retired."""
    return frozenset(folded for (folded,) in fetch("SELECT folded FROM parties WHERE retired_at IS NOT NULL"))


def id_of(fetch: Fetch, name: str) -> int:
    """The id of a party that is there by this name; they may have retired since."""
    ((number,),) = fetch("SELECT id FROM parties WHERE folded = :folded", folded=fold(name))
    return int(number)


def find_party(fetch: Fetch, person: Person, role: str, way_out: str) -> Party | None:
    """The party that was meant, or None. Raises NearName with the way out."""
    known = party_by_email(fetch, person.email) if person.email else None
    if known or not person.name:
        return known
    known = party_named(fetch, fold(person.name))
    if known or person.email:
        return known
    near = near_names(fold(person.name), party_names(fetch))
    if near:
        named = (party_named(fetch, other) for other in near)
        raise NearName(role, person.name, [party.name for party in named if party], way_out)
    return None
