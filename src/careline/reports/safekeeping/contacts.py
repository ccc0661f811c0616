"""Every contact as a row, for whoever reads them as a table."""

from datetime import datetime

from careline.domain.report import Report
from careline.domain.shop.shop import Shop
from careline.render.casefile import CONTACT
from careline.reports.listing import keyed, listing
from careline.store.cases import all_contacts
from careline.store.fetch import Reader

COLUMNS = keyed(
    "id case customer at direction channel who text chasing praise apology no_reply awaits",
    like=CONTACT,
)


def contact_list(fetch: Reader, shop: Shop, now: datetime) -> Report:
    """Every contact, by case and moment; the rows are made while they are read."""
    rows = (
        {column.key: getattr(each, column.key, None) for column in COLUMNS}
        | {"id": each.name, "case": f"C-{each.case_id}", "customer": customer}
        for each, customer in all_contacts(fetch)
    )
    return listing("contacts", shop, now, COLUMNS, rows, passing=True)
