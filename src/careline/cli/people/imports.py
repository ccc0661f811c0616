"""`careline customer import`."""

import typer

from careline.cli.frame.options import making
from careline.cli.sheets import taking_back
from careline.cli.sheets.imports import take
from careline.cli.sheets.options import Given, TakeBackOption
from careline.desk import Desk
from careline.domain.report import Page

app = typer.Typer()


@making(app, "import")
def import_(desk: Desk, *, given: Given, take_back: TakeBackOption = None) -> Page:
    """Import customers from an address book: all rows or none. --take-back takes an import back.

    At a terminal, without options, it shows first how it reads FILE, and asks.

    Columns: customer, company, email, phone; known headings in six languages do, too, and what Google and Outlook
    export. Join columns with a plus sign, several addresses or numbers as well. Who is known stays as they are;
    --update adds the addresses and numbers that they lack.

    Example: careline customer import contacts.csv --map customer=Given+Surname --map phone=Desk+Mobile
    """
    from careline.domain.sheets.contact_rows import CONTACTS
    from careline.usecases.sheets.contacts import Contacts

    if take_back is not None:
        return taking_back.page(desk, "customer import", take_back, {"FILE": given.file} | given.typed())
    return take(desk, "customer import", CONTACTS, Contacts, given)
