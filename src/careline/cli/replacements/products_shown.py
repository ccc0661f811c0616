"""`careline product list`, `show`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.report import Page, Report


def _known(desk: Desk, at: datetime, typed: str) -> str:
    from careline.store.replacements.products import find_product

    with desk.reader() as fetch:
        find_product(fetch, typed)
    return typed


app = typer.Typer()

ProductArgument = Annotated[
    str,
    typer.Argument(help="Which product.", show_default=False, autocompletion=complete.products),
    questions.Question(_known),
]


@looking(app, "list", as_of=False)
def list_(desk: Desk, now: datetime) -> Report:
    """List the products by name.

    Example: careline product list
    """
    from careline.reports.replacements.goods import product_list

    with desk.reader() as fetch:
        return product_list(fetch, desk.shop, now)


@looking(app, "show")
def show(desk: Desk, now: datetime, product: ProductArgument) -> Page:
    """Show a product: its warranty, the models before and after it, and how many were bought.

    Example: careline product show MX500i
    """
    from careline.reports.replacements.goods import product_page
    from careline.store.replacements.products import find_product

    with desk.reader() as fetch:
        return product_page(fetch, desk.shop, find_product(fetch, product), now)
