import csv
from collections.abc import Iterator
from fnmatch import fnmatch

import pytest

from careline.domain.errors import BadInput
from careline.domain.names import Person
from careline.domain.sheets.case_rows import texts
from careline.domain.sheets.columns import CASES, Choices
from careline.domain.sheets.contact_rows import CONTACTS, read_contact
from careline.domain.sheets.guessing import Guess, guess
from careline.domain.sheets.known_layouts import LAYOUTS
from careline.domain.sheets.layouts import check_headings, layout_found, layout_named, read_by
from careline.domain.sheets.purchase_rows import PURCHASES
from careline.domain.sheets.table import Table
from tests import exports
from tests.exports import export

NOTHING = Choices({}, {})
FORMS = {"import": CASES, "purchase import": PURCHASES, "customer import": CONTACTS}
HEADERS = {
    "shopify": exports.SHOPIFY,
    "etsy": exports.ETSY,
    "amazon": exports.AMAZON,
    "zendesk": exports.ZENDESK,
    "freshdesk": exports.FRESHDESK,
    "osticket": exports.OSTICKET,
    "google": exports.GOOGLE,
    "outlook": exports.OUTLOOK,
}
ELSE = (exports.AMAZON_ALL, exports.GOOGLE_UNTIL_2024)
OTHERS = (exports.WOOCOMMERCE, exports.TRELLO, exports.JIRA, exports.HUBSPOT, exports.ZAMMAD)


def table_of(text: str) -> Table:
    """A file as a table."""
    header, *rows = csv.reader(text.splitlines())

    def walk(*, last: bool = False) -> Iterator[tuple[int, list[str]]]:
        return ((line, [*row]) for line, row in enumerate(rows, 2))

    return Table("export.csv", tuple(header), walk)


def read(text: str, choices: Choices = NOTHING) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """What the rows of an export say by its layout, and what is said of the file."""
    table = table_of(text)
    layout = layout_found(LAYOUTS, table.header)
    assert layout
    table = read_by(layout, table)
    found = guess(table.header, choices, FORMS[layout.command], table.rows, layout)
    assert found.certain, found.columns.missing
    return [texts(cells, found.columns) for _, cells in table.rows()], table.said()


def test_each_layout_is_known_by_its_headings_and_no_other_file_is_taken_for_one() -> None:
    for name, headings in HEADERS.items():
        fitting = [layout.name for layout in LAYOUTS if not layout.lacks(headings.split(","))]
        assert fitting == [name]
    assert {*HEADERS} == {layout.name for layout in LAYOUTS}
    assert not [headings for headings in OTHERS if layout_found(LAYOUTS, headings.split(","))]


def test_every_column_that_a_layout_speaks_of_is_one_of_the_real_export() -> None:
    known = [each.lower() for headings in (*HEADERS.values(), *ELSE) for each in headings.split(",")]
    for layout in LAYOUTS:
        assert {*layout.columns} <= {*FORMS[layout.command].fields}
        for names in layout.columns.values():
            asked = [each.lower() for name in names for each in name.split("+")]
            assert any(fnmatch(each, name) for name in asked for each in known), names


ORDER = {
    "Name": "#1001",
    "Email": "dana@example.com",
    "Fulfilled at": "2026-03-03 09:00:00 -0500",
    "Currency": "USD",
    "Total": "79.98",
    "Created at": "2026-03-02 09:58:11 -0500",
    "Lineitem quantity": "1",
    "Lineitem name": "MX500i",
    "Lineitem price": "60.00",
    "Billing Name": "Dana Reyes",
    "Shipping Name": "Ben Reyes",
    "Billing Phone": "+1 617 555 0101",
    "Id": "5001",
}
SECOND = {"Name": "#1001", "Lineitem quantity": "2", "Lineitem name": "Ear pads", "Lineitem price": "9.99"}


def test_a_shopify_order_of_two_lines_is_two_purchases_of_one_customer_who_is_not_its_number() -> None:
    said, of_file = read(export(exports.SHOPIFY, ORDER, SECOND, {**SECOND, "Name": "", "Lineitem name": "Cable"}))
    whose = {"customer": "Dana Reyes", "email": "dana@example.com", "phone": "+1 617 555 0101", "order": "#1001"}
    whose |= {"bought": "2026-03-02 09:58:11 -0500", "currency": "USD"}
    assert said == [
        whose | {"product": "MX500i", "quantity": "1", "price": "60.00"},
        whose | {"product": "Ear pads", "quantity": "2", "price": "9.99"},
        whose | {"product": "Cable", "quantity": "2", "price": "9.99"},
    ]
    assert of_file == ("the headings of Shopify orders",)


def test_what_belongs_to_an_order_is_carried_to_its_own_lines_only() -> None:
    other = {**SECOND, "Name": "#1002", "Shipping Name": "Kim Ito", "Created at": "2026-03-04"}
    said, _ = read(export(exports.SHOPIFY, ORDER, other, {**SECOND, "Name": "#1002"}))
    assert [(row["order"], row["customer"], row.get("email")) for row in said] == [
        ("#1001", "Dana Reyes", "dana@example.com"),
        ("#1002", "Kim Ito", None),
        ("#1002", "Kim Ito", None),
    ]


def test_every_line_of_an_order_says_what_became_of_the_order() -> None:
    gone = {**ORDER, "Cancelled at": "2026-03-02 10:00:00 -0500", "Financial Status": "voided"}
    waits = {**ORDER, "Name": "#1002", "Financial Status": "pending"}
    said, _ = read(export(exports.SHOPIFY, gone, SECOND, waits, {**ORDER, "Financial Status": "refunded"}))
    assert [row.get("status") for row in said] == [*["2026-03-02 10:00:00 -0500"] * 2, None, "refunded"]


def test_a_row_of_etsy_is_known_by_its_transaction_and_bought_by_whom_it_is_shipped_to() -> None:
    row = {"Sale Date": "08/14/25", "Item Name": "Fox | Card", "Buyer": "coolbuyer42", "Quantity": "2", "Price": "5.00"}
    row |= {"Item Total": "10.00", "Currency": "USD", "Transaction ID": "4001", "Listing ID": "9", "Order ID": "3001"}
    row |= {"Date Shipped": "08/15/25"}
    said, _ = read(export(exports.ETSY, {**row, "Ship Name": "Jane Doe"}, row))
    assert said[0] == {
        "ref": "4001",
        "customer": "Jane Doe",
        "product": "Fox | Card",
        "order": "3001",
        "quantity": "2",
        "bought": "08/14/25",
        "price": "5.00",
        "currency": "USD",
    }
    assert said[1]["customer"] == "coolbuyer42"


def test_a_row_of_amazon_says_what_the_line_cost_and_not_one_unit() -> None:
    row = {
        "order-id": "111-2222222-3333333",
        "order-item-id": "11111111111111",
        "sku": "EP",
        "product-name": "Ear pads",
    }
    row |= {"purchase-date": "2026-03-02T10:50:49-08:00", "quantity-purchased": "3", "item-price": "29.97"}
    row |= {"buyer-name": "Dana Reyes", "buyer-email": "x1@marketplace.example", "currency": "USD"}
    said, _ = read(export(exports.AMAZON, row))
    assert (said[0]["line_total"], said[0]["quantity"], said[0].get("price")) == ("29.97", "3", None)
    assert (said[0]["customer"], said[0]["ref"], said[0]["order"]) == (
        "Dana Reyes",
        "11111111111111",
        "111-2222222-3333333",
    )


def test_the_report_of_all_amazon_orders_names_no_buyer_so_somebody_has_to() -> None:
    row = {"amazon-order-id": "111-2222222-3333333", "purchase-date": "2026-03-02T10:50:49+00:00", "sku": "EP"}
    row |= {"product-name": "Ear pads", "quantity": "1", "item-price": "9.99", "order-status": "Shipped"}
    table = table_of(export(exports.AMAZON_ALL, row))
    layout = layout_found(LAYOUTS, table.header)
    assert guess(table.header, NOTHING, PURCHASES, table.rows, layout).columns.missing == ("customer",)
    named = Choices({}, {"customer": "Amazon buyers"})
    said, of_file = read(export(exports.AMAZON_ALL, row, {**row, "order-status": "Cancelled", "item-price": ""}), named)
    assert [(each["customer"], each["status"]) for each in said] == [
        ("Amazon buyers", "Shipped"),
        ("Amazon buyers", "Cancelled"),
    ]
    assert of_file == ("the headings of Amazon order reports",)


TICKET = {
    "Id": "41",
    "Requester": "Dana Reyes",
    "Requester email": "dana@example.com",
    "Assignee": "Ben",
    "Group": "Support",
    "Subject": "No sound",
    "Status": "Closed",
    "Via": "Mail",
    "Created at": "2026-03-02 10:00",
    "Updated at": "2026-03-09 10:00",
    "Solved at": "2026-03-05 10:00",
    "Due date": "2026-03-06",
    "Order number": "10482",
}
FRESH = {
    "Ticket ID": "41",
    "Subject": "No sound",
    "Status": "Resolved",
    "Source": "Portal",
    "Agent": "Ben",
    "Group": "No Group",
    "Created time": "2026-03-02 10:00:00",
    "Due by Time": "2026-03-06 10:00:00",
    "Resolved time": "2026-03-05 10:00:00",
    "Last update time": "2026-03-09 10:00:00",
    "Full name": "Dana Reyes",
    "Email": "dana@example.com",
    "Mobile phone": "+1 617 555 0101",
    "Title": "Buyer",
    "Product": "MX500i",
}
OST = {
    "Ticket Number": "100041",
    "Date Created": "2026-03-02 10:00:00",
    "Subject": "No sound",
    "From": "Dana Reyes",
    "From Email": "dana@example.com",
    "Department": "Support",
    "Source": "Web",
    "Current Status": "Closed",
    "Last Updated": "2026-03-09 10:00:00",
    "SLA Due Date": "2026-03-04 10:00:00",
    "Due Date": "2026-03-06 10:00:00",
    "Closed Date": "2026-03-05 10:00:00",
    "Agent Assigned": "Ben",
}


def test_a_ticket_of_each_help_desk_says_who_what_when_and_who_answers_for_it() -> None:
    dana = {"customer": "Dana Reyes", "email": "dana@example.com", "subject": "No sound", "owner": "Ben"}
    assert read(export(exports.ZENDESK, TICKET))[0] == [
        dana
        | {"ref": "41", "channel": "email", "performer": "Support", "order": "10482", "due": "2026-03-06"}
        | {"opened": "2026-03-02 10:00", "kept": "2026-03-05 10:00", "closed": "2026-03-05 10:00"}
    ]
    assert read(export(exports.FRESHDESK, FRESH))[0] == [
        dana
        | {"ref": "41", "channel": "web", "phone": "+1 617 555 0101", "product": "MX500i"}
        | {"opened": "2026-03-02 10:00:00", "due": "2026-03-06 10:00:00"}
        | {"kept": "2026-03-05 10:00:00", "closed": "2026-03-05 10:00:00"}
    ]
    assert read(export(exports.OSTICKET, OST))[0] == [
        dana
        | {"ref": "100041", "channel": "Web", "performer": "Support", "opened": "2026-03-02 10:00:00"}
        | {"due": "2026-03-06 10:00:00", "kept": "2026-03-05 10:00:00", "closed": "2026-03-05 10:00:00"}
    ]


ENDS = [
    ("Open", "2026-03-05 10:00", None, "solved once, and open again"),
    ("Pending", "-", None, "never solved"),
    ("SOLVED", "2026-03-05 10:00", "2026-03-05 10:00", "solved"),
    ("Closed", "", "2026-03-09 10:00", "closed without a word of when: the last that happened to it"),
    ("Closed", "-", "2026-03-09 10:00", "likewise, with what stands for nothing"),
]


def test_a_ticket_is_closed_where_its_status_says_so(subtests: pytest.Subtests) -> None:
    for status, solved, closed, why in ENDS:
        with subtests.test(why):
            ((said,), _) = read(export(exports.ZENDESK, {**TICKET, "Status": status, "Solved at": solved}))
            assert (said.get("closed"), said.get("kept")) == (closed, closed)


def test_a_ticket_that_was_resolved_before_it_was_closed_kept_its_promise_then() -> None:
    ((said,), _) = read(export(exports.FRESHDESK, {**FRESH, "Status": "Closed", "Closed time": "2026-03-08 10:00:00"}))
    assert (said["kept"], said["closed"]) == ("2026-03-05 10:00:00", "2026-03-08 10:00:00")


def test_what_stands_for_nobody_is_nobody() -> None:
    ((said,), _) = read(export(exports.ZENDESK, {**TICKET, "Assignee": "-", "Group": "-"}))
    assert not {"owner", "performer"} & {*said}
    ((said,), _) = read(export(exports.FRESHDESK, {**FRESH, "Agent": "No Agent"}))
    assert "owner" not in said


def test_a_map_and_a_set_overrule_a_layout() -> None:
    asked = Choices({"subject": "Tags", "product": "Ticket type"}, {"owner": "Ana"})
    ((said,), _) = read(export(exports.ZENDESK, {**TICKET, "Tags": "sound", "Ticket type": "Incident"}), asked)
    assert (said["subject"], said["product"], said["owner"]) == ("sound", "Incident", "Ana")


def people(text: str) -> list[tuple[Person, tuple[str, ...], tuple[str, ...], str | None]]:
    """Whom an address book names: who it is, the addresses, the numbers, and where they work."""
    table = table_of(text)
    layout = layout_found(LAYOUTS, table.header)
    assert layout
    columns = guess(table.header, NOTHING, CONTACTS, table.rows, layout).columns
    rows = (read_contact(cells, columns) for _, cells in table.rows())
    return [(row.person, row.reached.emails, row.reached.phones, row.reached.company) for row in rows]


def test_contacts_of_google_before_and_since_2024_and_of_outlook_are_read_with_all_they_have() -> None:
    emails, phones = ("dana@example.com", "d@reyes.example"), ("+1 617 555 0101", "617 555 0177")
    dana = [(Person("Dana Reyes", emails[0]), emails, phones, "Acme")]
    new = {"First Name": "Dana", "Last Name": "Reyes", "Organization Name": "Acme", "E-mail 1 - Label": "* Work"}
    new |= {"E-mail 1 - Value": " ::: ".join(emails), "Phone 1 - Value": phones[0], "Phone 2 - Value": phones[1]}
    assert people(export(exports.GOOGLE, new | {"Phone 1 - Label": "Mobile"})) == dana
    old = {"Name": "Dana Q. Reyes", "Given Name": "Dana", "Family Name": "Reyes", "Organization 1 - Name": "Acme"}
    old |= {"E-mail 1 - Value": emails[0], "E-mail 2 - Value": emails[1], "Phone 1 - Value": " ::: ".join(phones)}
    assert people(export(exports.GOOGLE_UNTIL_2024, old)) == dana
    outlook = {"First Name": "Dana", "Last Name": "Reyes", "Company": "Acme", "E-mail Address": emails[0]}
    outlook |= {"E-mail 2 Address": emails[1], "Mobile Phone": phones[0], "Business Phone": phones[1]}
    assert people(export(exports.OUTLOOK, outlook | {"Business Fax": "617 555 0199", "Title": "Dr"})) == dana


def test_a_contact_without_a_name_goes_by_the_organization() -> None:
    (said,) = people(export(exports.GOOGLE, {"Organization Name": "Acme", "Phone 1 - Value": "617 555 0101"}))
    assert said == (Person("Acme", None), (), ("617 555 0101",), None)


REFUSED = [
    ("shopfy", exports.SHOPIFY, "purchase import", "no layout is called so. Did you mean shopify?"),
    ("x", exports.SHOPIFY, "purchase import", "no layout is called so. The list shows"),
    ("shopify", exports.SHOPIFY, "import", "is for Shopify orders: careline purchase import takes them."),
    ("etsy", exports.SHOPIFY, "purchase import", "not those of Etsy orders: Item Name, Sale Date, Price are missing"),
    ("amazon", "order-id,purchase-date,product-name", "purchase import", "reports: item-price is missing."),
    ("osticket", "Ticket Number,Subject,From", "import", "tickets: Date Created or Create Date is missing."),
]


def test_a_layout_that_does_not_fit_is_refused_with_what_is_missing(subtests: pytest.Subtests) -> None:
    for name, headings, command, words in REFUSED:
        with subtests.test(name), pytest.raises(BadInput) as refusal:
            laid(name, headings, command)
        assert words in str(refusal.value)
        assert len(refusal.value.listing) == (len(LAYOUTS) if "called so" in words else 0)


def test_a_layout_that_is_named_needs_no_more_headings_than_every_row_does() -> None:
    assert laid("Etsy", "Item Name,Sale Date,Price,Ship Name", "purchase import").certain
    assert laid("amazon", "purchase-date,product-name,item-price", "purchase import").columns.missing == ("customer",)


def laid(name: str, headings: str, command: str) -> Guess:
    """What a file with these headings says by the layout of a name. Raises BadInput."""
    layout = layout_named(name, LAYOUTS, command)
    found = guess(headings.split(","), NOTHING, FORMS[command], layout=layout)
    check_headings(layout, found.columns)
    return found
