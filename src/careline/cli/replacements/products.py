"""`careline product ...`."""

from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.options import making
from careline.cli.replacements.products_shown import ProductArgument
from careline.desk import Desk
from careline.domain.replacements.products import Details, Product
from careline.domain.report import Page, PageLine
from careline.domain.wording import counted
from careline.settings.values import MOST_MONTHS

app = typer.Typer()
SupplierOption = Annotated[
    str | None,
    typer.Option("--supplier", metavar="NAME", help="Who supplies it.", autocompletion=complete.parties),
]
SuccessorOption = Annotated[
    str | None,
    typer.Option(
        "--successor", metavar="NAME", help="The model that has taken its place.", autocompletion=complete.products
    ),
]
MonthsOption = Annotated[
    int | None,
    typer.Option("--warranty-months", metavar="N", min=0, max=MOST_MONTHS, help="Months of warranty; 0 is none."),
]


@making(app, "add")
def add(
    desk: Desk,
    name: Annotated[str, typer.Argument(help="What it is called.", show_default=False)],
    supplier: SupplierOption = None,
    successor: SuccessorOption = None,
    warranty_months: MonthsOption = None,
) -> Page:
    """Add a product. An unknown supplier or successor is added too.

    Example: careline product add "LabelWriter 350" --supplier Dymo --successor "LabelWriter 450"
    """
    from careline.usecases.replacements import products

    made: list[str] = []
    said = _said(desk, supplier, successor, warranty_months)
    with desk.session("product add", create=True) as work:
        return _page(products.add(work, name, said, made), "added", made)


@making(app, "edit")
def edit(
    desk: Desk,
    product: ProductArgument,
    supplier: SupplierOption = None,
    successor: SuccessorOption = None,
    warranty_months: MonthsOption = None,
) -> Page:
    """Correct the supplier, the successor or the warranty of a product.

    Example: careline product edit MX500i --warranty-months 24
    """
    from careline.store.replacements.products import find_product
    from careline.usecases.replacements import products

    made: list[str] = []
    said = _said(desk, supplier, successor, warranty_months)
    with desk.session("product edit") as work:
        return _page(products.edit(work, find_product(work.fetch, product), said, made), "updated", made)


def _said(desk: Desk, supplier: str | None, successor: str | None, warranty_months: int | None) -> Details:
    supplier = desk.person("--supplier", supplier)
    return Details(supplier, given.filled("--successor", successor), warranty_months)


def _page(product: Product, what: str, made: list[str]) -> Page:
    from careline.reports.replacements.goods import PRODUCT_SHOWN, product_object

    about = [
        f"{product.name} {what}",
        f"of {product.supplier}" if product.supplier else "",
        f"succeeded by {product.successor}" if product.successor else "",
        "" if product.warranty_months is None else f"warranty {counted(product.warranty_months, 'month')}",
    ]
    lines = (PageLine(", ".join(filter(None, about))), *map(PageLine, made))
    return Page(lines, PRODUCT_SHOWN.filled(product=product_object(product)))
