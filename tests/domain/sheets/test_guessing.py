import pytest

from careline.domain.sheets.columns import CASES, FIELDS, SYNONYMS, Choices, Form, find_columns
from careline.domain.sheets.guessing import AnyRows, guess, words_for, words_of_heading
from careline.domain.sheets.known_layouts import LAYOUTS
from careline.domain.sheets.languages import LANGUAGES, WORDS
from careline.domain.sheets.purchase_rows import PURCHASES
from tests import exports

NOTHING = Choices({}, {})
CITY = "CASE_ENQUIRY_ID,OPEN_DT,TARGET_DT,CLOSED_DT,OnTime_Status,CASE_STATUS,CASE_TITLE,TYPE,QUEUE,Department,Source"
FORMS = {"cases": CASES, "purchases": PURCHASES}


def known(header: str, form: Form = CASES) -> str:
    """What is known without asking, as `field=Column, ...`; with a question mark where somebody has to be asked."""
    found = guess(header.split(","), NOTHING, form)
    return ", ".join(map("=".join, found.known.columns.items())) + ("" if found.certain else "?")


def offered(header: str, form: Form = CASES) -> dict[str, str]:
    """What is offered beside what is known."""
    found = guess(header.split(","), NOTHING, form)
    return {name: column for name, column in found.offered.columns.items() if found.known.columns.get(name) != column}


def rows(*texts: str) -> AnyRows:
    """Rows of these cells."""
    return lambda: ((line, text.split(",")) for line, text in enumerate(texts, 2))


KNOWN = [
    ("subject,opened,customer,Notes", ""),
    ("Ticket ID,Requester,Title,Created At", "ref=Ticket ID, customer=Requester, subject=Title, opened=Created At"),
    ("Date,Client,Problem,Phone number", "customer=Client, phone=Phone number, subject=Problem, opened=Date"),
    ("Kunde,E-Mail,Betreff,Eröffnet am", "customer=Kunde, email=E-Mail, subject=Betreff, opened=Eröffnet am"),
    ("Client,Objet,Reçu le,Échéance", "customer=Client, subject=Objet, opened=Reçu le, due=Échéance"),
    (
        "Cliente,Asunto,Fecha de creación,Teléfono",
        "customer=Cliente, phone=Teléfono, subject=Asunto, opened=Fecha de creación",
    ),
    (
        "Klant,Onderwerp,Aangemaakt op,Bestelnummer",
        "customer=Klant, subject=Onderwerp, order=Bestelnummer, opened=Aangemaakt op",
    ),
    ("Cliente,Oggetto,Data di apertura,Priorità", "customer=Cliente, subject=Oggetto, opened=Data di apertura"),
    ("customerName,createdAt,title", "customer=customerName, subject=title, opened=createdAt"),
    ("#,Title,Customer,Created At", "ref=#, subject=Title, opened=Created At"),
    # Own names come before words, and the likelier word before the other.
    ("subject,Title,opened,Date,customer,Client", ""),
    ("Description,Title,Date,Created,Client", "customer=Client, subject=Title, opened=Created"),
    # Halves of a name.
    ("First Name,Last Name,subject,opened", "customer=First Name+Last Name"),
    ("Vorname,Name,subject,opened", "customer=Vorname+Name"),
    ("Nombre,Apellidos,subject,opened", "customer=Nombre+Apellidos"),
    ("Name,First Name,Last Name,subject,opened", "customer=Name"),
    ("Nachname,subject,opened", "customer=Nachname"),
    ("Name,subject,opened", "customer=Name"),
    # Where the end of a ticket has another heading, a promise that was due is kept by then.
    ("customer,subject,opened,due,Resolved at", "kept=Resolved at, closed=Resolved at"),
    ("customer,subject,opened,due,Resolved at,Done on", "kept=Done on, closed=Resolved at"),
    ("customer,subject,opened,due,closed", ""),
    ("customer,subject,opened,Resolved at", "closed=Resolved at"),
    ("Case,Client,What's wrong?,Opened at", "ref=Case, customer=Client, subject=What's wrong?, opened=Opened at"),
    # What nobody knows.
    ("customerName,createdAt,Subjct", "customer=customerName, opened=createdAt?"),
    ("customer,subject,opened,opened", "!"),
    ("Date,Date,customer,subject", "?"),
    ("x,y,z", "?"),
]
OFFERED = [
    ("customer,product,bought,Line total,Price designation", ""),
    (CITY, "ref=CASE_ENQUIRY_ID,subject=CASE_TITLE,opened=OPEN_DT,due=TARGET_DT,kept=CLOSED_DT,closed=CLOSED_DT"),
    ("customerName,createdAt,Subjct", "subject=Subjct"),
    ("customer,subject,opened,due,closed", "kept=closed"),
    ("customer,subject,opened,Location ID", "ref=Location ID"),
    ("x,y,z", ""),
]
OF_PURCHASES = [
    ("Order Number,Order Date,Buyer,Item Name,Qty,Unit Price", "customer=Buyer, product=Item Name, order=Order Number, "
     "quantity=Qty, bought=Order Date, price=Unit Price"),
    ("Bestellnummer,Kaufdatum,Kunde,Artikel,Menge,Einzelpreis", "customer=Kunde, product=Artikel, order=Bestellnummer, "
     "quantity=Menge, bought=Kaufdatum, price=Einzelpreis"),
    ("customer,product,bought,Line Total", "line_total=Line Total"),
    ("customer,product,bought,Line Total,Unit price", "price=Unit price"),
    # A planned day is no arrival, a parcel on its way has not arrived, and the number of a line is none of an order.
    ("customer,product,bought,price,Delivery date,Shipped at,Transaction ID", "ref=Transaction ID"),
    ("customer,product,bought,price,Number", ""),
]  # fmt: skip


def test_headings_in_six_languages_are_known(subtests: pytest.Subtests) -> None:
    for form, cases in ((CASES, KNOWN), (PURCHASES, OF_PURCHASES)):
        for header, wanted in cases:
            with subtests.test(header):
                if wanted == "!":
                    with pytest.raises(Exception, match="more than once"):
                        known(header, form)
                else:
                    assert known(header, form) == wanted


def test_what_only_sounds_right_is_offered(subtests: pytest.Subtests) -> None:
    for header, wanted in OFFERED:
        with subtests.test(header):
            assert offered(header, PURCHASES if "bought" in header else CASES) == dict(
                each.split("=") for each in wanted.split(",") if each
            )


OF_OTHERS = [
    (exports.WOOCOMMERCE, PURCHASES,
     "customer=First Name (Billing)+Last Name (Billing), email=Email (Billing), phone=Phone (Billing), "
     "product=Item Name, order=Order Number, quantity=Quantity (- Refund), bought=Order Date, price=Item Cost, "
     "status=Order Status"),
    (exports.TRELLO, CASES, "ref=Card ID, subject=Card Name, due=Due Date?"),
    (exports.JIRA, CASES, "ref=Issue key, customer=Reporter, subject=Summary, opened=Created, due=Due date, "
     "kept=Resolved, closed=Resolved, owner=Assignee"),
    (exports.HUBSPOT, CASES, "ref=Ticket ID, customer=Associated Contact, subject=Ticket name, channel=Source, "
     "opened=Create date, closed=Close date, owner=Ticket owner"),
    (exports.ZAMMAD, CASES, "ref=#, subject=Title, channel=Create Channel, opened=Created At, closed=Closed At, "
     "performer=Group"),
]  # fmt: skip


def test_the_headings_of_other_programs_are_known_as_far_as_they_say_enough(subtests: pytest.Subtests) -> None:
    for header, form, wanted in OF_OTHERS:
        with subtests.test(header[:30]):
            assert known(header, form) == wanted
    assert guess(exports.TRELLO.split(","), NOTHING).offered_columns.missing == ("opened", "customer")


BELOW = [
    ("Name,Email,subject,opened", ["#1001,d@example.com,Hub,1", ",,,"], "order=Name"),
    ("Name,customer,subject,opened", ["#1001,Dana,Hub,1"], "order=Name"),
    ("Client,Name,subject,opened", ["1001,Dana,Hub,1", "1002,Kim,Hub,1"], "customer=Name"),
    ("Client,subject,opened", ["EN-1001,Hub,1", "EN-1002,Hub,1"], "?"),
    ("Client,subject,opened", ["EN-1001,Hub,1", "R2 Repairs,Hub,1"], "customer=Client"),
    ("Client,subject,opened", ["617 555 0177,Hub,1"], "customer=Client"),
    ("customer,subject,opened,Done,Resolved", ["Dana,Hub,1,yes,2026-05-04", "Dana,Hub,1,no,"], "closed=Resolved"),
    ("customer,subject,opened,Mail", ["Dana,Hub,1,yes"], ""),
    ("customer,subject,opened,Mail", ["Dana,Hub,1,", "Dana,Hub,1,d@example.com"], "email=Mail"),
]


def test_a_column_is_only_what_stands_below_its_heading_can_be(subtests: pytest.Subtests) -> None:
    for header, texts, wanted in BELOW:
        with subtests.test(header, texts=texts):
            found = guess(header.split(","), NOTHING, CASES, rows(*texts))
            shown = ", ".join(map("=".join, found.known.columns.items())) + ("" if found.certain else "?")
            assert shown == wanted
            assert "Client" not in found.offered.columns.values() or "customer=Client" in wanted


def test_no_price_is_offered_beside_what_a_line_cost_nor_anything_in_an_export_that_is_known() -> None:
    header = ["Order", "Buyer", "Item", "Bought", "Line total", "Shipping price"]
    assert "price" not in guess(header, NOTHING, PURCHASES).offered.columns
    shopify = next(each for each in LAYOUTS if each.name == "shopify")
    export = ["Name", "Email", "Created at", "Lineitem name", "Lineitem price", "Lineitem quantity", "Gift serial"]
    assert guess(export, NOTHING, PURCHASES).offered.columns["serial"] == "Gift serial"
    assert guess(export, NOTHING, PURCHASES, layout=shopify).offered.columns == {}


def test_a_guess_keeps_what_was_asked_for_and_uses_a_column_once() -> None:
    asked = Choices({"subject": "Summary"}, {"opened": "2026-01-01"})
    assert guess(["Title", "Summary", "Created"], asked).offered == asked
    assert guess(["Contact", "Date"], NOTHING).offered.columns == {"customer": "Contact", "opened": "Date"}
    joined = Choices({"subject": "Title+Date"}, {})
    assert guess(["Title", "Date", "Client", "opened"], joined).known.columns == {
        "customer": "Client",
        "subject": "Title+Date",
    }


def test_with_what_is_known_the_columns_are_found() -> None:
    header = ["Vorname", "Nachname", "Betreff", "Datum"]
    columns = find_columns(header, guess(header, NOTHING).known)
    assert columns.text("customer", ["Dana", "Reyes", "Hub", "2026-05-04"]) == "Dana Reyes"
    assert not columns.missing


@pytest.mark.parametrize("kind", FORMS)
def test_no_word_means_two_fields_of_one_kind_of_file(kind: str) -> None:
    form, seen = FORMS[kind], dict[str, str]()
    own = {words_of_heading(name): name for name in form.fields}
    for name in (*form.fields, "name", "first", "last"):
        for key in form.words.get(name, (name,)):
            for word in words_for(key):
                assert word == words_of_heading(word), "the words are folded"
                assert own.get(word, name) == name, f"{word} is the name of a field"
                assert word not in seen, f"{word} means {name} and {seen.get(word)}"
                seen[word] = name


def test_every_field_has_words_in_every_language_or_shares_them() -> None:
    for name in {*CASES.fields, *PURCHASES.fields}:
        assert len(WORDS[name]) == len(LANGUAGES), name
    assert set(SYNONYMS) == set(FIELDS)
