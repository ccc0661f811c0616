"""Customers and parties as a batch of rows names them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from careline.domain.calling import words_of
from careline.domain.cases.case import Customer
from careline.domain.names import Person, fold
from careline.domain.people.look_alikes import merging, told_apart
from careline.domain.sheets.case_rows import shown
from careline.domain.sheets.dates import BadRow
from careline.domain.telephones import is_number, key_of, same
from careline.domain.wording import FEW
from careline.store.people.customers import customers_by_id, may_be_called
from careline.store.recording import Recording
from careline.store.sheets import bulk, contacts
from careline.store.sheets.adding import Add, change
from careline.store.sheets.bulk import Numbered, Someone
from careline.usecases.sheets.outcome import LISTED


class People:
    """Whoever one batch of rows names, by address and by name; who is made comes into `new`."""

    def __init__(self, known: Iterable[Someone], first_id: int) -> None:
        self.new: list[dict[str, Any]] = []
        self.next_id = first_id
        self.names: dict[int, str] = {}
        self.by_email: dict[str, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        for someone in known:
            self.learn(*someone)

    def learn(self, number: int, name: str, folded: str, email: str | None) -> None:
        """Know somebody by a name and an address in lower case."""
        if number not in self.names:
            self.names[number] = name
            self.by_name.setdefault(folded, []).append(number)
        if email and number not in self.by_email.setdefault(email, []):
            self.by_email[email].append(number)

    def make(self, person: Person, **more: str | None) -> int:
        """Make somebody; their id."""
        number, name = self.next_id, shown(person)
        folded = fold(name)
        self.new.append({"id": number, "name": name, "folded": folded, "email": person.email, **more})
        self.learn(number, name, folded, bulk.lower(person.email) if person.email else None)
        self.next_id += 1
        return number

    def at_address(self, person: Person) -> tuple[list[int], bool]:
        """Who has the address of a person, and True where all of them have quite another name.

        Those of that name, else those who may well be called so, else all who have it.
        """
        found = self.by_email.get(bulk.lower(person.email), []) if person.email else []
        if not found or person.name is None:
            return found, False
        called = [number for number in found if fold(self.names[number]) == fold(person.name)]
        called = called or [number for number in found if may_be_called(self.names[number], person.name)]
        return called or found, not called


class Parties(People):
    """Owners and performers: found by address, else by name, of which there is one; else made."""

    def __init__(self, known: Iterable[Someone], first_id: int) -> None:
        super().__init__(known, first_id)
        self.met: dict[tuple[str | None, str | None], int] = {}

    def the(self, person: Person, kind: str | None) -> int:
        """The id of a party, who is made where nobody knows them."""
        key = (person.name, person.email)
        if key not in self.met:
            found = self.at_address(person)[0] or self.by_name.get(fold(shown(person)), [])
            self.met[key] = found[0] if found else self.make(person, kind=kind)
        return self.met[key]


class Customers(People):
    """Customers: found by address, by a number that somebody of that name has, by name alone; else made.

    A name alone may find several. One that comes with an unknown address is a new customer, and so is one that comes
    with the number of somebody else. One that comes with somebody else's address is taken for them, and told in
    `taken_for`. What a row says of a known one besides, an address or a number, is `learned`.
    """

    def __init__(
        self,
        known: Iterable[Someone],
        numbers: Iterable[Numbered],
        first_id: int,
        keys: Mapping[str, str],
        taken_for: dict[str, str],
        whose: Callable[[Iterable[int]], Sequence[Customer]],
    ) -> None:
        """`keys` are those of all numbers in the batch; `whose` gives the customers of some ids."""
        super().__init__(known, first_id)
        self.keys = keys
        self.taken_for = taken_for
        self.whose = whose
        self.learned: list[dict[str, Any]] = []
        self.met: dict[tuple[str | None, str | None, str | None], int] = {}
        self.by_key: dict[str, _Having] = {}
        for number, name, folded, key, phone in numbers:
            self.learn(number, name, folded, None)
            self._has_number(number, key, phone)

    def the(self, person: Person, phone: str | None) -> int:
        """The id of a customer, who is made where nobody knows them. Raises BadRow for what several have."""
        key = (person.name, person.email, phone)
        if key not in self.met:
            if not phone and person.name in self.keys:
                phone = person.name
            self.met[key] = self._find(person, phone) or self._make(person, phone)
        return self.met[key]

    def _find(self, person: Person, phone: str | None) -> int | None:
        found, is_another = self.at_address(person)
        if found:
            return self._at_address(person, phone, found, is_another=is_another)
        if phone and (having := self._with_number(person, phone)):
            self._learn_of(having, person, phone)
            return having
        if person.email:
            return None
        named = self.by_name.get(fold(shown(person)), [])
        if len(named) > 1:
            raise self._of_one_name(person, named)
        if named:
            self._learn_of(named[0], person, phone)
        return named[0] if named else None

    def _at_address(self, person: Person, phone: str | None, found: list[int], *, is_another: bool) -> int:
        """Who has an address. Raises BadRow for one that several share, without a name."""
        if person.name is None and len(found) > 1:
            raise shared(f"the address {person.email}", [self.names[number] for number in found])
        if not is_another:
            self._learn_of(found[0], person, phone)
        elif len(self.taken_for) < LISTED:
            self.taken_for[str(person)] = self.names[found[0]]
        return found[0]

    def _with_number(self, person: Person, phone: str) -> int | None:
        """Who has a number and is called so; where one or the other has no name but a number, who alone has it.

        Raises BadRow for a number alone that several have.
        """
        having = self.by_key.get(self.keys.get(phone, ""))
        if having is None:
            return None
        name = None if person.name in self.keys else person.name
        if name and (called := having.called_with(name, phone)):
            return called[0]
        first = having.first_with(phone)
        if name is None and len(first) > 1 and not person.email:
            raise shared(f"the number {phone}", [self.names[number] for number in first])
        if name is None:
            return first[0] if len(first) == 1 else None
        if len(first) != 1 or not is_number(self.names[first[0]]):
            return None
        if len(self.taken_for) < LISTED:
            self.taken_for[str(person)] = self.names[first[0]]
        return first[0]

    def _of_one_name(self, person: Person, named: Sequence[int]) -> BadRow:
        """The refusal: a name that several have; how to tell them apart, and how to make one of two."""
        made = {row["id"]: Customer(row["id"], row["name"], row["email"], row.get("phone")) for row in self.new}
        there = {customer.id: customer for customer in self.whose(number for number in named if number not in made)}
        them = [(made | there)[number] for number in named]
        command = merging(*them) if len(them) == 2 and not made.keys() & {*named} else None
        one = f", or make them one: {command}" if command else ""
        return BadRow(
            f'has the customer "{person.name}", a name that {len(named)} have: {told_apart(them)}; it needs an email '
            f"or a phone number as well{one}"
        )

    def _learn_of(self, number: int, person: Person, phone: str | None) -> None:
        """Note an address and a number that somebody has and was not known to have."""
        nothing = {"customer_id": number, "email": None, "phone": None, "phone_key": None}
        email = bulk.lower(person.email) if person.email else None
        if email and number not in self.by_email.get(email, []):
            self.learn(number, self.names[number], "", email)
            self.learned.append(nothing | {"email": person.email})
        key = self.keys.get(phone) if phone else None
        having = self.by_key.get(key) if key else None
        if phone and key and not (having and number in having.called_with(self.names[number], phone)):
            self._has_number(number, key, phone)
            self.learned.append(nothing | {"phone": phone, "phone_key": key})

    def _make(self, person: Person, phone: str | None) -> int:
        # Whoever comes may make a name that was found until now the name of two.
        self.met.clear()
        key = self.keys.get(phone) if phone else None
        number = self.make(person, phone=phone, phone_key=key)
        if phone and key:
            self._has_number(number, key, phone)
        return number

    def _has_number(self, number: int, key: str, phone: str) -> None:
        self.by_key.setdefault(key, _Having()).add(number, self.names[number], phone)


class _Having:
    """Who has numbers with the same last digits: the first few, and all by the words of their names.

    A whole office may have one number.
    """

    def __init__(self) -> None:
        self.first: list[tuple[int, str]] = []
        self.by_words: dict[tuple[str, ...], list[tuple[int, str]]] = {}

    def add(self, number: int, name: str, phone: str) -> None:
        """Know that somebody has a number."""
        if len(self.first) < bulk.FEW:
            self.first.append((number, phone))
        self.by_words.setdefault(words_of(name), []).append((number, phone))

    def first_with(self, phone: str) -> list[int]:
        """The first who have this number."""
        return list(dict.fromkeys(number for number, written in self.first if same(phone, written)))

    def called_with(self, name: str, phone: str) -> list[int]:
        """Those of a name who have this number."""
        return [number for number, written in self.by_words.get(words_of(name), []) if same(phone, written)]


class OfRow(Protocol):
    """What a row says of its customer."""

    @property
    def customer(self) -> Person:
        """Who it is."""

    @property
    def phone(self) -> str | None:
        """Their number."""


def look_up_customers(work: Recording, rows: Sequence[OfRow], first_id: int, taken_for: dict[str, str]) -> Customers:
    """The customers whom a batch of rows may name."""
    # Rows that name somebody in the same words share one value.
    persons = [*{id(row.customer): row.customer for row in rows}.values()]
    written = {row.phone for row in rows if row.phone}
    written |= {person.name for person in persons if person.name}
    keys = {phone: key for phone in written if (key := key_of(phone))}
    folded = {fold(shown(person)) for person in persons} if keys else ()
    numbers = bulk.known_numbers(work.fetch, {*keys.values()}, folded) if keys else []
    # An address that nobody has is a new customer's, whatever the name.
    by_name = {fold(shown(person)) for person in persons if not person.email}
    known = _known(work, bulk.KNOWN_CUSTOMERS, by_name, persons)
    return Customers(known, numbers, first_id, keys, taken_for, partial(customers_by_id, work.fetch))


def shared(what: str, names: Sequence[str]) -> BadRow:
    """The refusal: an address or a number that several have, without the name of one of them."""
    return BadRow(f"has {what}, which {len(names)} share, {' and '.join(names[:FEW])}; it needs a name as well")


def look_up_parties(work: Recording, persons: Iterable[Person], first_id: int) -> Parties:
    """The parties whom a batch of rows names."""
    persons = {id(person): person for person in persons}.values()
    folded = {fold(shown(person)) for person in persons}
    return Parties(_known(work, bulk.KNOWN_PARTIES, folded, persons), first_id)


def _known(work: Recording, sql: str, folded: Collection[str], persons: Iterable[Person]) -> list[Someone]:
    emails = {bulk.lower(person.email) for person in persons if person.email}
    return bulk.known_people(work.fetch, sql, folded, emails)


def record_customers(work: Recording, add: Add, customers: Customers) -> None:
    """Record who is new, and which addresses and numbers came up; the first of somebody who had none is their own."""
    own: dict[int, dict[str, Any]] = {row["id"]: row for row in customers.new}
    known = {row["customer_id"] for row in customers.learned} - {*own}
    own |= {number: {"email": email, "phone": phone} for number, email, phone in bulk.own_addresses(work.fetch, known)}
    first: dict[str, list[dict[str, Any]]] = {"email": [], "phone": []}
    others = []
    for row in customers.learned:
        number, what = row["customer_id"], "email" if row["email"] else "phone"
        if own[number][what]:
            others.append(row)
            continue
        own[number] |= {what: row[what]} | ({"phone_key": row["phone_key"]} if what == "phone" else {})
        if number in known:
            first[what].append({"id": number} | row)
    add(bulk.ADD_CUSTOMER, customers.new)
    add(contacts.ADD_ADDRESS, others)
    change(work, contacts.SET_EMAIL, first["email"])
    change(work, contacts.SET_PHONE, first["phone"])
