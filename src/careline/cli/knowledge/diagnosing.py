"""`careline case diagnose`."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import recording
from careline.cli.knowledge import tellers
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput

app = typer.Typer()


@recording(app, "diagnose", tellers.diagnosed)
def diagnose(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    article: Annotated[
        str | None,
        typer.Option("--article", metavar="ARTICLE", help="Which article fits.", autocompletion=complete.articles),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No article fits: a gap in the knowledge base.")] = False,
) -> Recorded:
    """Say which article of the knowledge base fits a case, or that none does. The latest one counts.

    Example: careline case diagnose C-1 --none
    """
    from careline.store.knowledge import articles
    from careline.usecases.knowledge import articles as usecase

    if (article is not None) == none:
        raise BadInput("Give --article K-1, or --none where no article fits; one of the two.")
    with desk.session("case diagnose") as work:
        number = given.case_id(work.fetch, case)
        [found] = articles.by_id(work.fetch, [given.article_id(work.fetch, article)]) if article is not None else [None]
        return usecase.diagnose(work, desk.shop, number, found, at=at)
