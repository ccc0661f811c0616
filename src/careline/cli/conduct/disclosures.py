"""`careline case disclose` and `case words`: what a customer is told of our own fault."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.conduct import tellers
from careline.cli.frame import complete, given
from careline.cli.frame.arguments import (
    ApologyOption,
    CaseArgument,
    ChannelOption,
    NewPromiseOptions,
)
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.promises.promise import NewPromise

app = typer.Typer()


@recording(app, "disclose", tellers.disclosed)
def disclose(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    text: Annotated[
        str | None, typer.Argument(help="What we told them; - reads standard input.", show_default=False)
    ] = None,
    promise: Annotated[
        list[str] | None,
        typer.Option(
            "--promise", "-p", metavar="WHAT", help="What we will do about it, in the words told; again for each part."
        ),
    ] = None,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", "-b", metavar="WHEN", help="By when: one for each part, or one for all."),
    ] = None,
    *,
    promised: Annotated[
        list[str] | None,
        typer.Option(
            "--plan", metavar="PROMISE", help="What is already promised on the case.", autocompletion=complete.promises
        ),
    ] = None,
    details: Annotated[NewPromiseOptions, Only("performer", "owner", "backup")],
    with_: Annotated[
        str | None,
        typer.Option("--with", metavar="NAME", help="Who did it, and was there too.", autocompletion=complete.parties),
    ] = None,
    no_plan_because: Annotated[
        str | None, typer.Option("--no-plan-because", metavar="TEXT", help="Why there is no plan yet.")
    ] = None,
    apology: ApologyOption = False,
    channel: ChannelOption = None,
) -> Recorded:
    """Tell the customer about our own fault, with the plan. Each part becomes a promise, or already is one (--plan).

    Example: careline case disclose C-1 "We broke two of your units" --promise "Two new ones, calibrated" --by 1bd
    """
    from careline.usecases.conduct import disclosures

    told = given.filled("TEXT", given.words(desk, text))
    reason = given.filled("--no-plan-because", given.text(desk, no_plan_because))
    plan = _plan(desk, at, promise or (), by or (), details)
    telling = disclosures.Telling(
        text=told,
        plan=plan,
        promised=[ids.read(each, "P") for each in promised or ()],
        no_plan_because=reason,
        with_=desk.person("--with", with_),
        channel=channel,
        apology=apology,
    )
    with desk.session("case disclose") as work:
        return disclosures.disclose(work, desk.shop, given.case_id(work.fetch, case), telling, at=at)


def _plan(
    desk: Desk,
    at: datetime,
    promises: list[str] | tuple[()],
    moments: list[str] | tuple[()],
    details: NewPromiseOptions,
) -> list[NewPromise]:
    from careline.domain.conduct.disclosures import paired

    if not promises:
        for option, value in (
            ("--by", moments or None),
            ("--performer", details.performer),
            ("--owner", details.owner),
        ):
            if value is not None:
                raise given.WithoutPromise(option)
        return []
    return [replace(details, by=when).worded(desk, at, what) for what, when in paired(promises, moments)]
