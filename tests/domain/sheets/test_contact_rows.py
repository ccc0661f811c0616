import pytest

from careline.domain.names import Person
from careline.domain.sheets.columns import Choices
from careline.domain.sheets.contact_rows import CONTACTS, ContactRow, Reached, news, read_contact, together
from careline.domain.sheets.dates import BadRow
from careline.domain.sheets.guessing import guess

NOTHING = Choices({}, {})
HEADER = "Name,Company,E-mail,E-mail 2,Phone,Mobile"


def row(cells: str, header: str = HEADER) -> ContactRow:
    """What a row says below these headings."""
    found = guess(header.split(","), NOTHING, CONTACTS)
    assert found.certain
    return read_contact(cells.split(","), found.columns)


def test_a_row_is_a_person_with_any_number_of_addresses_and_numbers() -> None:
    said = row("Dana Reyes,Acme,dana@Example.com,d@reyes.example,617 555 0101,+1 617 555 0177")
    assert said.person == Person("Dana Reyes", "dana@example.com")
    assert said.reached == Reached(("dana@example.com", "d@reyes.example"), ("617 555 0101", "+1 617 555 0177"), "Acme")
    assert said.reached.fields == ("company", "email", "phone")


SEVERAL = [
    ("a@x.example ::: b@x.example", ("a@x.example", "b@x.example"), ()),
    ("a@x.example; b@x.example A@X.example", ("a@x.example", "b@x.example"), ()),
    ("", (), ("617 555 0101 ::: 617 555 0177", "617 555 0101", "617 555 0177")),
    ("", (), ("617 555 0101;(617) 555-0101", "617 555 0101")),
    ("", (), ("'+1 617 555 0101", "+1 617 555 0101")),
    ("", (), ("617 555 0101 ext. 3 / desk", "617 555 0101 ext. 3 / desk")),
]


def test_a_cell_may_hold_several_and_each_counts_once(subtests: pytest.Subtests) -> None:
    for emails, wanted, phones in SEVERAL:
        with subtests.test(emails=emails, phones=phones):
            phone, *numbers = phones or ("",)
            said = row(f"Dana,{emails},{phone}", "Name,Email,Phone").reached
            assert (said.emails, said.phones) == (wanted, tuple(numbers))


CALLED = [
    ("Dana Reyes <dana@example.com>,,,,,", Person("Dana Reyes", "dana@example.com"), None),
    (",Acme,,,617 555 0101,", Person("Acme", None), None),
    ("Dana,Acme,,,,", Person("Dana", None), "Acme"),
    (",,dana@example.com,,,", Person(None, "dana@example.com"), None),
    (",,,,617 555 0101,", Person("617 555 0101", None), None),
]


def test_whoever_has_no_name_is_called_by_the_company_the_address_or_the_number(subtests: pytest.Subtests) -> None:
    for cells, person, company in CALLED:
        with subtests.test(cells):
            said = row(cells)
            assert (said.person, said.reached.company) == (person, company)


BAD = [
    (",,,,,", "names nobody"),
    ("-,,,,,", "has no customer"),
    ("#1001,,,,,", "which is the number of an order"),
    ("Dana,,dana at example,,,", '"dana" is not an e-mail address'),
]


def test_a_row_that_names_nobody_is_bad(subtests: pytest.Subtests) -> None:
    for cells, words in BAD:
        with subtests.test(cells), pytest.raises(BadRow) as refusal:
            row(cells)
        assert words in str(refusal.value)


def test_what_is_news_is_added_behind_what_was_known_and_a_company_is_never_changed() -> None:
    known = Reached(("Dana@example.com",), ("+1 617 555 0101",), None)
    said = Reached(("dana@example.com", "d@reyes.example"), ("(617) 555-0101", "617 555 0177"), "Acme")
    brought = news(said, known)
    assert brought == Reached(("d@reyes.example",), ("617 555 0177",), "Acme")
    both = together(known, brought)
    assert both == Reached(("Dana@example.com", "d@reyes.example"), ("+1 617 555 0101", "617 555 0177"), "Acme")
    assert not news(said, both)
    assert not news(Reached(company="Other"), both)


TABLES = [
    ("First name,Last name,Email,Phone", "customer=First name+Last name"),
    ("Vorname,Nachname,Firma,E-Mail,E-Mail 2,Telefon,Handy,Telefon (privat)",
     "customer=Vorname+Nachname, company=Firma, email=E-Mail+E-Mail 2, phone=Telefon+Handy+Telefon (privat)"),
    ("Nom,Prénom,Société,Courriel,Portable", "customer=Prénom+Nom, company=Société, email=Courriel, phone=Portable"),
    ("Email,Work email,Email opt-in,Phone,Fax", "email=Email+Work email"),
    ("Client,Home phone", "customer=Client, phone=Home phone"),
    ("Subscribed,Signup date", "?"),
]  # fmt: skip


def test_any_table_of_people_is_known_by_its_headings(subtests: pytest.Subtests) -> None:
    for header, wanted in TABLES:
        with subtests.test(header):
            found = guess(header.split(","), NOTHING, CONTACTS)
            assert ", ".join(map("=".join, found.known.columns.items())) + ("" if found.certain else "?") == wanted
