"""`careline article show`, `list`, `search`: what only looks."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.options import looking
from careline.desk import Desk
from careline.domain.cases.case import BlankText
from careline.domain.knowledge.articles import Article
from careline.domain.report import Page, Report
from careline.store.fetch import Fetch

app = typer.Typer()

ArticleArgument = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE", help="Which article (K-1 or 1).", show_default=False, autocompletion=complete.articles
    ),
    questions.ARTICLE,
]
ProductOption = Annotated[
    str | None,
    typer.Option("--product", metavar="NAME", help="What it is about.", autocompletion=complete.products),
]


@looking(app, "show")
def show(desk: Desk, now: datetime, article: ArticleArgument) -> Page:
    """Show an article, and what became of the cases it fitted.

    Example: careline article show K-1
    """
    from careline.reports.knowledge.articles import article_page

    with desk.reader() as fetch:
        return article_page(fetch, desk.shop, _article(fetch, article), now)


@looking(app, "list")
def list_(
    desk: Desk,
    now: datetime,
    product: ProductOption = None,
    all_: Annotated[bool, typer.Option("--all", help="Retired ones as well.")] = False,
) -> Report:
    """List the articles by number.

    Example: careline article list --product MX500i
    """
    from careline.reports.knowledge.articles import article_list

    given.filled("--product", product)
    with desk.reader() as fetch:
        return article_list(fetch, desk.shop, now, product=product, retired=all_)


@looking(app, "search", as_of=False)
def search(
    desk: Desk,
    now: datetime,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Some words.", show_default=False)],
    product: ProductOption = None,
    all_: Annotated[bool, typer.Option("--all", help="Retired ones as well.")] = False,
) -> Page:
    """Search the knowledge base: any of the words, best first. Ends with what you may do without asking.

    Example: careline article search crackling cable
    """
    from careline.reports.knowledge.articles import search_page
    from careline.store.knowledge import articles

    given.filled("--product", product)
    wanted = articles.read_words(" ".join(words))
    if not wanted:
        raise BlankText("What to find")
    with desk.reader() as fetch:
        return search_page(fetch, desk.shop, desk.settings.me, wanted, product, now, retired=all_)


def _article(fetch: Fetch, typed: str) -> Article:
    """The article that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    from careline.store.knowledge import articles

    return articles.by_id(fetch, [given.article_id(fetch, typed)])[0]
