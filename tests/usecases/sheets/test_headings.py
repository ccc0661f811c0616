"""Whose headings are whose: files of other programs and languages, through the real command line."""

import pytest

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
    assert "line_total '10.00' does not share out equally among 3 units; give the price of one as price" in refused.out
    assert "price is in EUR, and the shop counts in USD" in refused.out
