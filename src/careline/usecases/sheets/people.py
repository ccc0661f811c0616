"""Customers and parties as a batch of rows names them."""

from collections.abc import Iterable
from typing import Any

from careline.domain.names import Person, fold
from careline.domain.sheets.case_rows import shown
from careline.domain.sheets.dates import BadRow
from careline.domain.telephones import is_number, key_of
from careline.store.people.customers import may_be_called
from careline.store.sheets import bulk
from careline.store.sheets.bulk import Someone
from careline.usecases.sheets.outcome import LISTED


class People:
    """Customers or parties as one batch of rows names them: found by address, else by name, else made.

    A name alone may find several customers. A name that comes with an unknown address is a new customer, but the party
    of that name. One that comes with somebody else's address is taken for them, and told in `taken_for`.
    """

    def __init__(
        self, known: Iterable[Someone], first_id: int, *, unique: bool, taken_for: dict[str, str] | None = None
    ) -> None:
        self.new: list[dict[str, Any]] = []
        self.next_id = first_id
        self.unique = unique
        self.taken_for = {} if taken_for is None else taken_for
        self.names: dict[int, str] = {}
        self.by_email: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        self.met: dict[tuple[str | None, str | None], int] = {}
        for someone in known:
            self._learn(*someone)

    def the(self, person: Person, **more: str | None) -> int:
        """The id of a person, who is made where nobody knows them. Raises BadRow for a name of several."""
        key = (person.name, person.email)
        if key not in self.met:
            self.met[key] = self._find(person) or self._make(person, more)
        return self.met[key]

    def _find(self, person: Person) -> int | None:
        if person.email and (found := self.by_email.get(bulk.lower(person.email))):
            return self._at_address(person, found)
        if person.email and not self.unique:
            return None
        named = self.by_name.get(fold(shown(person)), [])
        if len(named) > 1:
            raise BadRow(f'has the customer "{person.name}", a name that {len(named)} have; it needs an email as well')
        return named[0] if named else None

    def _at_address(self, person: Person, found: list[int]) -> int:
        """Who has an address; of several, whoever has the name, else the first. Raises BadRow for an address alone."""
        if person.name is None and len(found) > 1:
            raise BadRow(f"has the address {person.email}, which {len(found)} share; it needs a name as well")
        if person.name is None:
            return found[0]
        called = [number for number in found if fold(self.names[number]) == fold(person.name)]
        called = called or [number for number in found if may_be_called(self.names[number], person.name)]
        if not called and not self.unique and len(self.taken_for) < LISTED:
            self.taken_for[str(person)] = self.names[found[0]]
        return called[0] if called else found[0]

    def _make(self, person: Person, more: dict[str, str | None]) -> int:
        # Whoever comes may make a name that was found until now the name of two.
        self.met.clear()
        number, name = self.next_id, shown(person)
        folded = fold(name)
        if "phone" in more:
            phone = more["phone"] or (name if is_number(name) else None)
            more |= {"phone": phone, "phone_key": key_of(phone)}
        self.new.append({"id": number, "name": name, "folded": folded, "email": person.email, **more})
        self._learn(number, name, folded, bulk.lower(person.email) if person.email else None)
        self.next_id += 1
        return number

    def _learn(self, number: int, name: str, folded: str, email: str | None) -> None:
        if number not in self.names:
            self.names[number] = name
            self.by_name.setdefault(folded, []).append(number)
        if email and number not in self.by_email.setdefault(email, []):
            self.by_email[email].append(number)
