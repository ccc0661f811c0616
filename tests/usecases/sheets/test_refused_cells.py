"""A refused cell is named by its heading as the file spells it: whoever corrects the file looks for that."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shop import Shop
from tests.test_import_refusals import windows

ROOT = Path(__file__).parents[3]
HEADINGS = {
    "ref": "Nummer 1",
    "customer": "Wer",
    "email": "Post",
    "phone": "Ruf",
    "subject": "Was",
    "product": "Ding",
    "order": "Auftr",
    "opened": "Auf",
    "due": "Bis",
    "kept": "Getan",
    "closed": "Zu",
    "owner": "Wir",
    "performer": "Firma",
    "serial": "Num S",
    "quantity": "Wieviel",
    "bought": "Kauf",
    "delivered": "Da",
    "price": "Je",
    "line_total": "Gesamt",
    "currency": "Geld",
    "cost": "Einkauf",
    "company": "Wo",
}
CASE = {"ref": "7", "customer": "Dana Reyes", "subject": "Hums", "opened": "2026-05-04 10:00"}
BOUGHT = {"ref": "7", "customer": "Dana Reyes", "product": "Hub", "bought": "2026-05-04", "price": "9.99"}
PERSON = {"customer": "Dana Reyes", "email": "dana@example.com", "phone": "617 555 0101"}
CELLS = [
    ("import", CASE, {"subject": ""}, "has no subject: Was is blank"),
    ("import", CASE, {"opened": ""}, "has no opening moment: Auf is blank"),
    ("import", CASE, {"customer": "", "email": " "}, "has no customer: Wer and Post are blank"),
    ("import", CASE, {"customer": "-", "email": " "}, "has no customer: Wer and Post are blank"),
    ("import", CASE, {"customer": "@dana"}, 'has no customer: Wer, "@dana" is not an e-mail address'),
    ("import", CASE, {"email": "dana at home"}, 'has no customer: Post, "dana at home" is not an e-mail address'),
    ("import", CASE, {"customer": "#1001"}, "has the customer (Wer) '#1001', which is the number of an order"),
    ("import", CASE, {"owner": "@ben"}, 'has no owner: Wir, "@ben" is not'),
    ("import", CASE, {"performer": "@fedex"}, 'has no performer: Firma, "@fedex" is not'),
    ("import", CASE, {"opened": "soon"}, "opened (Auf) 'soon' is not a date"),
    ("import", CASE, {"due": "3456-02-20"}, "due (Bis) '3456-02-20' is outside of the years 1900 to 2999"),
    ("import", CASE, {"due": "2026-02-30"}, "due (Bis) '2026-02-30' is not a date"),
    ("import", CASE, {"closed": "2026-03-08 02:30"}, "closed (Zu) '2026-03-08 02:30' does not exist"),
    ("import", CASE, {"kept": "2026-05-04 09:59"}, "kept (Getan) '2026-05-04 09:59' is before opened (Auf) '2026"),
    ("import", CASE, {"ref": "1.2E+17"}, "ref (Nummer 1) '1.2E+17' has lost digits"),
    ("purchase import", BOUGHT, {"product": ""}, "has no product: Ding is blank"),
    ("purchase import", BOUGHT, {"bought": ""}, "has no moment at which it was bought: Kauf is blank"),
    ("purchase import", BOUGHT, {"price": ""}, "has no price: Je is blank"),
    ("purchase import", BOUGHT, {"price": "", "line_total": ""}, "has no price: Je and Gesamt are blank"),
    ("purchase import", BOUGHT, {"price": "14.9551"}, 'price (Je): "14.9551" has too many decimals'),
    ("purchase import", BOUGHT, {"price": "", "line_total": "x"}, 'line_total (Gesamt): "x" is not an amount'),
    ("purchase import", BOUGHT, {"cost": "€2"}, "cost (Einkauf): The shop counts in USD; give the amount in USD"),
    ("purchase import", BOUGHT, {"price": "€2"}, "instead of €. If it counts in that, set currency under [shop]"),
    ("purchase import", BOUGHT, {"currency": "EUR"}, "price is in EUR, and the shop counts in USD (column Geld); if"),
    ("purchase import", BOUGHT, {"quantity": "a few"}, "quantity (Wieviel) 'a few' is not a number of units"),
    ("purchase import", BOUGHT, {"bought": "2026-09-01"}, "bought (Kauf) '2026-09-01' has not come yet"),
    (
        "purchase import",
        BOUGHT,
        {"delivered": "2026-05-03"},
        "delivered (Da) '2026-05-03' (read as 17:00) is before bought",
    ),
    ("customer import", PERSON, {"email": "at home"}, 'email (Post): "at" is not an e-mail address'),
    ("customer import", PERSON, {"phone": "1.2E+17"}, "phone (Ruf) '1.2E+17' has lost digits"),
]
# What is said of a row as a whole, or of somebody whom several cells may mean.
OF_NO_CELL = ("holds a NUL", "cells where the header has", "names nobody", "a name that", "share,", "LeftOut", "BadRow")


def test_a_refusal_of_a_cell_names_its_heading(shop: Shop, subtests: pytest.Subtests) -> None:
    for command, good, changed, why in CELLS:
        row = good | changed
        with subtests.test(why):
            file = shop.folder / "list.csv"
            texts = (",".join(HEADINGS[name] for name in row), ",".join(row.values()))
            file.write_text("\n".join([*texts, ""]), encoding="utf-8")
            maps = [word for name in row for word in ("--map", f"{name}={HEADINGS[name]}")]
            refused = shop.run(command, str(file), *maps)
            assert (refused.code, why in refused.out) == (2, True), refused


def refusals() -> Iterator[list[str]]:
    """The texts of each refusal of a row."""
    for floor in ("domain", "usecases"):
        for path in ROOT.glob(f"src/careline/{floor}/sheets/*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("BadRow", "has_no", "lacks"):
                    constants = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
                    yield [text for text in constants if isinstance(text, str)]


def test_no_refusal_of_a_cell_is_left_out_here() -> None:
    told = " ".join(why for *_, why in CELLS)
    found = [texts for texts in refusals() if any(len(text.split()) > 1 for text in texts)]
    assert len(found) > 12
    for texts in found:
        if not any(each in text for each in OF_NO_CELL for text in texts):
            assert any(window in told for window in windows(texts)) or re.search("|".join(texts), told), texts


def test_a_long_heading_and_a_long_label_are_cut(shop: Shop) -> None:
    file = shop.folder / "list.csv"
    long, ref = "What is " * 60, "7" * 5000
    file.write_text(f"ref,customer,{long},opened\n{ref},Dana,,2026-05-04\n", encoding="utf-8")
    refused = shop.run("import", str(file), "--map", f"subject={long.strip()}")
    assert refused.code == 2
    assert "What is" in refused.out
    assert len(refused.out) < 200
