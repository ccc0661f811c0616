"""Importing customers from somebody's address book."""

from collections.abc import Iterable, Sequence
from typing import Any

from careline.domain.names import fold
from careline.domain.people.look_alikes import merging, told_apart
from careline.domain.sheets.case_rows import shown
from careline.domain.sheets.contact_rows import ContactRow, Reached, news, read_contact, together
from careline.domain.sheets.dates import BadRow
from careline.domain.shop.shop import Shop
from careline.domain.telephones import is_number, key_of, same
from careline.store.people.customers import may_be_called
from careline.store.recording import Recording
from careline.store.sheets import bulk
from careline.store.sheets import contacts as store
from careline.store.sheets.adding import Add, change
from careline.store.sheets.contacts import Somebody
from careline.store.stamps import stamp
from careline.usecases.sheets.outcome import LISTED, Compared
from careline.usecases.sheets.people import shared
from careline.usecases.sheets.taking import Bad, Cells, Import, Sheet


class Contacts(Import):
    """One row is one person: known by an address, by a number that somebody of that name has, or by name alone.

    Whoever is known gets what they lack with --update, and without it where this very import has made them.
    """

    nouns = ("customer",)

    def __init__(self, work: Recording, shop: Shop, sheet: Sheet) -> None:
        super().__init__(work, sheet)
        self.first_made = self.next_customer
        self.next_company = self.free.get("companies", 1)

    def batch(self, batch: Iterable[tuple[int, Cells]], add: Add) -> list[Bad]:
        """Record whoever is new, and what is new of others. The bad rows come back."""
        good: list[tuple[int, Cells, ContactRow]] = []
        bad: list[Bad] = []
        for line, cells in batch:
            try:
                good.append((line, cells, read_contact(cells, self.sheet.columns)))
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
        self._begin([row for *_, row in good])
        for line, cells, row in good:
            try:
                self._take(line, row)
            except BadRow as reason:
                bad.append((line, cells, str(reason)))
        self._write(add)
        return bad

    def _begin(self, rows: Sequence[ContactRow]) -> None:
        """Look up whom a batch of rows may mean."""
        self.made: dict[int, dict[str, Any]] = {}
        self.addresses: list[dict[str, Any]] = []
        self.first: dict[str, list[dict[str, Any]]] = {store.SET_EMAIL: [], store.SET_PHONE: []}
        self.companies: list[dict[str, Any]] = []
        self.memberships: list[dict[str, Any]] = []
        self.people = _People()
        emails = {bulk.lower(email) for row in rows for email in row.reached.emails}
        keys = {key for row in rows for phone in row.reached.phones if (key := key_of(phone))}
        names = {fold(shown(row.person)) for row in rows}
        for somebody in store.known_people(self.work.fetch, names, emails, keys):
            self.people.learn(somebody)
        named = {fold(row.reached.company) for row in rows if row.reached.company}
        self.known_companies = store.known_companies(self.work.fetch, named)

    def _take(self, line: int, row: ContactRow) -> None:
        """Make a customer of a row, or see what it says of one. Raises BadRow."""
        known = self.people.whose(row)
        if known is None:
            reached = [
                *((email, None) for email in row.reached.emails),
                *((None, phone) for phone in row.reached.phones),
            ]
            if not self.brings_back(line, reached):
                self._make(row)
            return
        if self.people.is_another(row, known):
            if len(self.outcome.taken_for) < LISTED:
                self.outcome.taken_for[str(row.person)] = known.name
            self.outcome.known += 1
            return
        if fold(shown(row.person)) != known.folded:
            self._note_united(row, known)
        brought = news(row.reached, known.reached)
        if not brought or known.number >= self.first_made:
            self._add(known, brought)
            self.outcome.known += 1
            return
        compared = Compared(line, _ref(row), known.name, brought.fields, is_customer=True)
        if self.sheet.update:
            self._add(known, brought)
            self.outcome.updated += 1
            if len(self.outcome.updates) < LISTED:
                self.outcome.updates.append(compared)
            return
        self.outcome.differed += 1
        if len(self.outcome.differing) < LISTED:
            self.outcome.differing.append(compared)

    def _note_united(self, row: ContactRow, known: Somebody) -> None:
        """Count somebody who was known by an address or a number, and is not called quite so."""
        theirs = {bulk.lower(email) for email in known.reached.emails}
        by = "address" if any(bulk.lower(email) in theirs for email in row.reached.emails) else "number"
        if (known.name, by) in self.outcome.united or len(self.outcome.united) < LISTED:
            self.outcome.united[known.name, by] += 1

    def _make(self, row: ContactRow) -> None:
        name = shown(row.person)
        somebody = Somebody(self.next_customer, name, fold(name), Reached())
        self.made[somebody.number] = {
            "id": somebody.number,
            "name": name,
            "folded": somebody.folded,
            "email": None,
            "phone": None,
            "phone_key": None,
        }
        self.next_customer += 1
        self._add(somebody, row.reached)

    def _add(self, somebody: Somebody, brought: Reached) -> None:
        """Note what somebody has from now on; the first address and the first number are those to use."""
        for email in brought.emails:
            self._note(somebody, store.SET_EMAIL, not somebody.reached.emails, email=email)
            somebody.reached = together(somebody.reached, Reached(emails=(email,)))
        for phone in brought.phones:
            has_one = bool(somebody.reached.phones)
            self._note(somebody, store.SET_PHONE, not has_one, phone=phone, phone_key=key_of(phone))
            somebody.reached = together(somebody.reached, Reached(phones=(phone,)))
        if brought.company:
            self.memberships.append(
                {
                    "customer_id": somebody.number,
                    "company_id": self._company(brought.company),
                    "since_at": stamp(self.work.now),
                }
            )
            somebody.reached = together(somebody.reached, Reached(company=brought.company))
        self.people.learn(somebody)

    def _note(self, somebody: Somebody, setting: str, is_first: bool, **said: str | None) -> None:
        if not is_first:
            nothing = {"email": None, "phone": None, "phone_key": None}
            self.addresses.append({"customer_id": somebody.number} | nothing | said)
        elif somebody.number in self.made:
            self.made[somebody.number].update(said)
        else:
            self.first[setting].append({"id": somebody.number} | said)

    def _company(self, name: str) -> int:
        folded = fold(name)
        if folded not in self.known_companies:
            self.known_companies[folded] = self.next_company
            self.companies.append({"id": self.next_company, "name": " ".join(name.split()), "folded": folded})
            self.next_company += 1
        return self.known_companies[folded]

    def _write(self, add: Add) -> None:
        add(bulk.ADD_CUSTOMER, [*self.made.values()])
        add(store.ADD_ADDRESS, self.addresses)
        add(store.ADD_COMPANY, self.companies)
        add(store.ADD_MEMBERSHIP, self.memberships)
        for setting, rows in self.first.items():
            change(self.work, setting, rows)
        self.outcome.made["customer"] += len(self.made)


class _People:
    """Whom a batch of rows may mean: customers by address, by number and by name."""

    def __init__(self) -> None:
        self.by_email: dict[str, dict[int, Somebody]] = {}
        self.by_key: dict[str, dict[int, Somebody]] = {}
        self.by_name: dict[str, dict[int, Somebody]] = {}

    def learn(self, somebody: Somebody) -> None:
        """Know somebody by all that they have by now."""
        self.by_name.setdefault(somebody.folded, {})[somebody.number] = somebody
        for email in somebody.reached.emails:
            self.by_email.setdefault(bulk.lower(email), {})[somebody.number] = somebody
        for phone in somebody.reached.phones:
            if key := key_of(phone):
                self.by_key.setdefault(key, {})[somebody.number] = somebody

    def whose(self, row: ContactRow) -> Somebody | None:
        """Who is known by a row, or None. Raises BadRow where it may be several."""
        said = row.reached
        at_address = {n: who for email in said.emails for n, who in self.by_email.get(bulk.lower(email), {}).items()}
        if at_address:
            found = self._of_several(row, at_address, f"the address {said.emails[0]}")
            return found or next(iter(at_address.values()))
        at_number = {
            n: who
            for phone in said.phones
            for n, who in self.by_key.get(key_of(phone) or "", {}).items()
            if any(same(phone, theirs) for theirs in who.reached.phones)
        }
        if at_number and (found := self._of_several(row, at_number, f"the number {said.phones[0]}")):
            return found
        named = [*self.by_name.get(fold(shown(row.person)), {}).values()]
        if said.emails or said.phones:
            # Two people may have one name: an address of somebody who has others is no news of them.
            named = [who for who in named if not who.reached.emails and not who.reached.phones]
            return named[0] if len(named) == 1 else None
        if len(named) > 1:
            them = [who.customer for who in named]
            command = merging(*them) if len(them) == 2 else None
            raise BadRow(
                f'is "{row.person.name}", a name that {len(named)} have: {told_apart(them)}; it needs an address or a '
                f"number{f', or make them one: {command}' if command else ''}"
            )
        return named[0] if named else None

    def is_another(self, row: ContactRow, known: Somebody) -> bool:
        """True where somebody of quite another name has the address of a row."""
        return _has_name(row) and not _may_be(row, known)

    def _of_several(self, row: ContactRow, found: dict[int, Somebody], what: str) -> Somebody | None:
        """Who of them has the name, or may have it; None for nobody. Raises BadRow where only a name would tell."""
        if not _has_name(row):
            if len(found) > 1:
                raise shared(what, [who.name for who in found.values()])
            return next(iter(found.values()))
        exact = [who for who in found.values() if who.folded == fold(shown(row.person))]
        return next(iter(exact + [who for who in found.values() if _may_be(row, who)]), None)


def _ref(row: ContactRow) -> str:
    """What a row is told apart by in words: its address, else its number, else its name."""
    return next(iter((*row.reached.emails, *row.reached.phones, shown(row.person))))


def _has_name(row: ContactRow) -> bool:
    """True where a row has a name beside addresses and numbers."""
    return row.person.name is not None and not is_number(row.person.name)


def _may_be(row: ContactRow, who: Somebody) -> bool:
    """True where a row and a customer may be one person by their names; whoever goes by an address has none."""
    nameless = "@" in who.name or is_number(who.name)
    return nameless or who.folded == fold(shown(row.person)) or may_be_called(who.name, shown(row.person))
