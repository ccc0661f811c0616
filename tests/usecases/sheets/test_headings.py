"""Whose headings are whose: files of other programs and languages, through the real command line."""

import pytest

from tests import exports
from tests.exports import export
from tests.shop import Shop


def write(shop: Shop, name: str, *lines: str) -> str:
    """A file of these lines; its path."""
    file = shop.folder / name
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return str(file)


SHEETS = [
    "Ticket-Nr.,Vorname,Nachname,Betreff,Eröffnet am,Fällig bis,Gelöst am,Abteilung",
    "N° de dossier,Prénom,Nom,Objet,Reçu le,Échéance,Résolu le,Équipe",
    "Número de caso,Nombre,Apellidos,Asunto,Fecha,Fecha límite,Resuelto el,Departamento",
    "Zaaknummer,Voornaam,Achternaam,Onderwerp,Ontvangen op,Vervaldatum,Opgelost op,Afdeling",
    "Numero pratica,Nome,Cognome,Oggetto,Data,Scadenza,Risolto il,Reparto",
]


def test_a_list_in_any_of_six_languages_goes_in_without_a_word(shop: Shop, subtests: pytest.Subtests) -> None:
    for header in SHEETS:
        with subtests.test(header):
            source = header.split(",")[0]
            file = write(shop, "list.csv", header, "7,Dana,Reyes,Hub,2026-03-02,2026-03-04,2026-03-03,Repairs")
            taken = shop.json("import", file, "--source", source)["import"]
            assert (taken["cases"], taken["promises"], taken["rejected_count"]) == (1, 1, 0)
            made = shop.json("case list --all")["items"][-1]
            assert (made["subject"], made["customer"]["name"], made["status"]) == ("Hub", "Dana Reyes", "closed")
            promise = shop.json("promise list --all")["items"][-1]
            assert (promise["performer"], promise["state"]) == ("Repairs", "kept")


def test_an_order_list_says_what_a_line_cost_altogether(shop: Shop) -> None:
    header = "Order ID,Buyer,Item Name,Qty,Order Date,Line Total,Currency"
    good = write(shop, "orders.csv", header, "1,Dana,Hub,3,2026-03-02,29.97,usd")
    shop("purchase import", good)
    assert shop.json("purchase list")["items"][0]["price"]["amount"] == "9.99"
    bad = write(shop, "bad.csv", header, "1,Dana,Hub,3,2026-03-02,10.00,USD", "2,Kim,Hub,1,2026-03-02,9.99,EUR")
    refused = shop.run("purchase import", bad)
    assert refused.code == 2
    assert "price is in EUR, and the shop counts in USD" in refused.out


def test_a_line_whose_units_cannot_cost_the_same_is_two_purchases_and_no_cent_is_lost(shop: Shop) -> None:
    row = {"order-id": "1", "order-item-id": "7", "sku": "EP", "product-name": "Ear pads", "currency": "USD"}
    row |= {"purchase-date": "2026-03-02T10:50:49-08:00", "quantity-purchased": "3", "buyer-name": "Dana Reyes"}
    file = write(shop, "amazon.txt", export(exports.AMAZON, row | {"item-price": "10.00"}, mark="\t"))
    assert shop("purchase import", file).out.startswith("2 purchases imported from amazon.txt; 0 already known")
    bought = shop.json("purchase list")["items"]
    assert sorted((each["quantity"], each["price"]["amount"]) for each in bought) == [(1, "3.34"), (2, "3.33")]
    assert shop.json("customer show 'Dana Reyes'")["worth"]["paid"]["amount"] == "10.00"
    again = shop.json("purchase import", file, "--update")["import"]
    assert (again["purchases"], again["known"], again["differing_count"]) == (0, 2, 0)


STATES = {
    "wc-completed": None,
    "Processing": None,
    "Partially refunded": None,
    "": None,
    "wc-cancelled": "cancelled",
    "Storniert": "cancelled",
    "Refunded": "refunded",
    "Remboursée": "refunded",
    "Failed": "failed",
    "On hold": "not paid",
    "Pending payment": "not paid",
}


def test_an_order_of_which_the_customer_has_nothing_is_left_out_and_counted(shop: Shop) -> None:
    rows = [
        {"Order Number": str(number), "Order Status": state, "Order Date": "2026-03-02", "Item Name": "Hub"}
        | {"First Name (Billing)": "Dana", "Last Name (Billing)": "Reyes", "Item Cost": "5", "Quantity (- Refund)": "1"}
        for number, state in enumerate(STATES)
    ]
    rows += [
        rows[0] | {"Order Number": "90", "Quantity (- Refund)": "0"},
        {"Order Number": "91", "Order Status": "Failed"},
    ]
    file = write(shop, "woo.csv", export(exports.WOOCOMMERCE, *rows))
    taken = shop("purchase import", file)
    assert "4 purchases imported" in taken.out
    assert (
        "9 rows left out, as the customer has nothing of it: 3 refunded, 2 failed, 2 cancelled, 2 not paid. --map "
        "status= takes them too." in taken.out
    )
    assert {each["order"] for each in shop.json("purchase list")["items"]} == {"0", "1", "2", "3"}
    asked = shop.json("purchase import", file, "--dry-run")
    assert asked["import"]["ended"] == {"refunded": 3, "cancelled": 2, "failed": 2, "not paid": 2}
    assert {"column": "Order Status", "fields": ["status"], "unsure": False, "example": "wc-completed"} in (
        asked["understood"]["columns"]
    )
    # A later export says that one was cancelled, and that one was paid.
    later = export(
        exports.WOOCOMMERCE, rows[0] | {"Order Status": "Cancelled"}, rows[9] | {"Order Status": "Completed"}
    )
    write(shop, "woo.csv", later)
    said = shop("purchase import", file, "--update").out
    assert said.startswith("1 purchase imported from woo.csv; 0 already known, 0 updated, 1 differing")
    assert ": B-1 is cancelled there\n" in said


def test_a_column_of_midnights_holds_days(shop: Shop, subtests: pytest.Subtests) -> None:
    for due, closing in [
        (["8/May/26 12:00 AM", "11/May/26 12:00 AM"], True),
        (["2026-05-08T00:00:00", "2026-05-11T00:00:00"], True),
        (["2026-05-08T00:00:00Z", "2026-05-11T00:00:00Z"], True),
        (["2026-05-08 00:00", "2026-05-11"], True),
        (["2026-05-08 00:00", "2026-05-11 10:00"], False),
    ]:
        with subtests.test(due[0]):
            rows = [f"{n},Dana,Hums,2026-05-04 10:00,{each}" for n, each in enumerate(due)]
            file = write(shop, "jira.csv", "ref,customer,subject,opened,due", *rows)
            dry = shop.json("import", file, "--dry-run", "--source", due[0])
            assert ("days in due" in dry["import"]["read_as"]) == closing
            shop.json("import", file, "--source", due[0])
            made = shop.json("promise list --all")["items"]
            at = {each["due_at"] for each in made if each["due_at"] < "2026-05-10"}
            assert at == ({"2026-05-08T21:00:00Z"} if closing else {"2026-05-08T04:00:00Z"})
            shop("import --take-back", due[0], "--yes")


ORDER = {"Name": "#1001", "Email": "dana@example.com", "Currency": "USD", "Created at": "2026-03-02 09:58:11 -0500"}
ORDER |= {"Fulfilled at": "2026-03-03 09:00:00 -0500", "Billing Name": "Dana Reyes", "Total": "79.98"}
LINES = (
    ORDER | {"Lineitem quantity": "1", "Lineitem name": "MX500i", "Lineitem price": "60.00"},
    {"Name": "#1001", "Lineitem quantity": "2", "Lineitem name": "Ear pads", "Lineitem price": "9.99"},
)


def test_the_orders_of_a_web_shop_go_in_as_they_come(shop: Shop) -> None:
    file = write(shop, "orders_export.csv", export(exports.SHOPIFY, *LINES))
    answer = shop("purchase import", file)
    assert answer.out.startswith("2 purchases imported from orders_export.csv; 0 already known")
    assert "the headings of Shopify orders" in answer.out
    bought = shop.json("purchase list")["items"]
    assert [(each["product"], each["quantity"], each["delivered_at"]) for each in bought] == [
        ("MX500i", 1, None),
        ("Ear pads", 2, None),
    ]
    assert {(each["customer"]["name"], each["order"]) for each in bought} == {("Dana Reyes", "#1001")}
    assert [each["name"] for each in shop.json("customer list")["items"]] == ["Dana Reyes"]


def test_the_tickets_of_a_help_desk_go_in_as_they_come(shop: Shop) -> None:
    ticket = {"Id": "41", "Requester": "Dana Reyes", "Requester email": "dana@example.com", "Subject": "No sound"}
    ticket |= {"Status": "Solved", "Via": "Mail", "Created at": "2026-03-02 10:00", "Solved at": "2026-03-05 10:00"}
    ticket |= {"Assignee": "-", "Group": "-", "Due date": "-"}
    file = write(shop, "tickets.csv", export(exports.ZENDESK, ticket))
    assert shop.json(f"import {file} --as zendesk")["import"]["cases"] == 1
    made = shop.json("case list --all")["items"][0]
    assert (made["channel"], made["status"], made["customer"]["email"]) == ("email", "closed", "dana@example.com")


def test_days_of_etsy_are_read_month_first(shop: Shop) -> None:
    row = {"Sale Date": "03/02/26", "Item Name": "Card", "Buyer": "fox42", "Quantity": "1", "Price": "5.00"}
    file = write(shop, "sold.csv", export(exports.ETSY, row | {"Transaction ID": "4001", "Listing ID": "9"}))
    shop("purchase import", file)
    assert shop.json("purchase list")["items"][0]["bought_at"].startswith("2026-03-02")


REFUSALS = [
    ("import", "", "orders.csv holds Shopify orders: careline purchase import takes them. Nothing was imported."),
    ("import", "--as shopify", "--as shopify is for Shopify orders: careline purchase import takes them."),
    ("purchase import", "--as shopfy", '--as is "shopfy", and no layout is called so. Did you mean shopify?'),
    (
        "purchase import",
        "--as etsy",
        "The headings are not those of Etsy orders: Item Name, Sale Date, Price are missing.",
    ),
]


def test_an_export_that_does_not_fit_the_command_or_the_layout_is_refused(
    shop: Shop, subtests: pytest.Subtests
) -> None:
    file = write(shop, "orders.csv", export(exports.SHOPIFY, *LINES))
    for command, options, words in REFUSALS:
        with subtests.test(command, options=options):
            refused = shop.run(f"{command} {file} {options}")
            assert (refused.code, words in refused.err) == (2, True), refused
            assert ("osticket: osTicket tickets, for careline import\n" in refused.out) == ("called so" in words)
    assert not shop.store.exists()


def test_the_command_for_an_export_that_says_too_little_has_its_blanks(shop: Shop) -> None:
    card = {"Card ID": "c1", "Card Name": "Hub", "Due Date": "2026-03-06", "Start Date": "2026-03-02", "Members": "Ben"}
    file = write(shop, "board.csv", export(exports.TRELLO, card))
    guessed = shop.run("import", file)
    assert guessed.code == 2
    assert guessed.out == (
        f"careline import {file} --map 'ref=Card ID' --map 'subject=Card Name' --map 'due=Due Date' "
        "--map owner=Members --map opened=COLUMN --set customer=NAME\n"
    )
    filled = guessed.out.replace("opened=COLUMN", "'opened=Start Date'").replace("NAME", "Board")
    assert shop(filled.removeprefix("careline ")).out.startswith("1 case and 1 promise imported")
