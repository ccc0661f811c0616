"""`careline tone ...`: how one of us spoke to a customer, looked at by somebody else."""

from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, tellers
from careline.cli.frame.arguments import CaseArgument, NewPromiseOptions
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded

app = typer.Typer()

AboutOption = Annotated[
    str | None,
    typer.Option("--about", metavar="NAME", help="Which of us spoke like that.", autocompletion=complete.parties),
]


@recording(app, "request", tellers.plain)
def request(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    about: AboutOption = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="NAME", help="Who is to look at it, if not the owner.", autocompletion=complete.parties
        ),
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="What was said about it.")] = None,
) -> Recorded:
    """Ask somebody to look at how one of us spoke: whoever spoke last, or --about. Nobody reviews themselves.

    Example: careline tone request C-1 --because "Kim calls the reply condescending"
    """
    from careline.usecases.conduct import tone

    why = given.filled("--because", given.text(desk, because))
    whom, who = desk.person("--to", to), desk.person("--about", about)
    with desk.session("tone request") as work:
        return tone.request(work, desk.shop, given.case_id(work.fetch, case), about=who, to=whom, because=why, at=at)


@recording(app, "review", tellers.plain)
def review(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    finding: Annotated[
        str | None, typer.Option("--finding", metavar="TEXT", help="What you found; - reads standard input.")
    ] = None,
    about: AboutOption = None,
    *,
    promise: Annotated[NewPromiseOptions, Only("promise", "by")],
) -> Recorded:
    """Record what you found, and your promise to answer the customer. Read "careline tone show" first.

    Without --promise, careline plans the answer.

    Example: careline tone review C-1 --finding "Short, and fair in substance" --promise "I write to you" --by 1bd
    """
    from careline.usecases.conduct import tone

    found = given.needed(desk, "--finding", finding, "what you found (careline tone show has the words)")
    who = desk.person("--about", about)
    answer = promise.made(desk, at)
    with desk.session("tone review") as work:
        return tone.review(work, desk.shop, given.case_id(work.fetch, case), found, about=who, answer=answer, at=at)
