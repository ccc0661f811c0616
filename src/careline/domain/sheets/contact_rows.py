"""One row of an address book: whom it names, how they are reached, and what of that is not known yet."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from careline.domain.names import BadAddress, Person, checked_email
from careline.domain.sheets.case_rows import read_customer, texts
from careline.domain.sheets.columns import Columns, Form
from careline.domain.sheets.dates import BadRow
from careline.domain.telephones import same

CONTACTS = Form(
    fields=("customer", "company", "email", "phone"),
    needed=("customer",),
    moments=(),
    instead={"customer": ("company", "email", "phone")},
    several=("email", "phone"),
    synonyms={
        "customer": "* customer, * client, * contact, contact *",
        "company": "employer, account, * company, company *",
        "email": "* email, * e mail, email *",
        "phone": "* phone, * mobile, phone *",
    },
)
"""One row is one person, or a company that is none's, with any number of addresses and numbers."""
BETWEEN_EMAILS = re.compile(r"\s*(?::::|[;,\s])\s*")
BETWEEN_PHONES = re.compile(r"\s*(?::::|[;\n])\s*")


@dataclass(frozen=True, slots=True)
class Reached:
    """How somebody is reached and where they work; the first address and the first number are those to use."""

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str | None = None

    def __bool__(self) -> bool:
        return bool(self.emails or self.phones or self.company)

    @property
    def fields(self) -> tuple[str, ...]:
        """What it says something about."""
        said = {"company": self.company, "email": self.emails, "phone": self.phones}
        return tuple(name for name, value in said.items() if value)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One row as values. `person` has the first address; a company that stands alone is a person of its name."""

    person: Person
    reached: Reached


def read_contact(cells: Sequence[str], columns: Columns) -> ContactRow:
    """What a row says. Raises BadRow with the reason why it names nobody."""
    said = texts(cells, columns)
    emails, phones = _apart(BETWEEN_EMAILS, said.get("email")), _apart(BETWEEN_PHONES, said.get("phone"))
    name, company = said.get("customer", ""), said.get("company")
    if not name and company:
        name, company = company, None
    known_as = name or next(iter(emails), "") or next(iter(phones), "")
    if not known_as:
        raise BadRow("names nobody: it has no name, no company, no address and no number")
    person = read_customer({"customer": known_as}, columns)
    try:
        emails = [*([person.email] if person.email else []), *(checked_email(each, each) for each in emails)]
    except BadAddress as error:
        raise BadRow(f"{columns.named('email')}: {str(error).partition(';')[0]}") from None
    reached = Reached(_each_once(emails, _one_email), _each_once(phones, same), company)
    return ContactRow(Person(person.name, next(iter(reached.emails), None)), reached)


def news(row: Reached, known: Reached) -> Reached:
    """What a row says of somebody that is not known yet; where they work only if that is not known at all."""
    return Reached(
        tuple(each for each in row.emails if not any(_one_email(each, other) for other in known.emails)),
        tuple(each for each in row.phones if not any(same(each, other) for other in known.phones)),
        None if known.company else row.company,
    )


def together(known: Reached, more: Reached) -> Reached:
    """Both: what was known stands first."""
    return replace(
        known,
        emails=known.emails + more.emails,
        phones=known.phones + more.phones,
        company=known.company or more.company,
    )


def _apart(between: re.Pattern[str], text: str | None) -> list[str]:
    """What stands in a cell, one by one; a spreadsheet may keep a number a text by a mark before it."""
    return [each.lstrip("'") for each in between.split(text or "") if each.strip("' ")]


def _one_email(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _each_once(written: Iterable[str], is_one: Callable[[str, str], bool]) -> tuple[str, ...]:
    once: list[str] = []
    for each in written:
        if not any(is_one(each, before) for before in once):
            once.append(each)
    return tuple(once)
