"""`careline promise ...`."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from careline.cli.frame import complete, given, kept, questions
from careline.cli.frame.arguments import (
    BackupOption,
    BecauseOption,
    ByOption,
    CaseArgument,
    DependsOnOption,
    KindOption,
    NewPromiseOptions,
    NextOption,
    PerformerOption,
)
from careline.cli.frame.bundles import Only
from careline.cli.frame.options import recording
from careline.cli.promises import tellers
from careline.cli.promises.promises_shown import PromiseArgument
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.time import moments
from careline.domain.time.phrase_refusals import DueInThePast

app = typer.Typer()


@recording(app, "make", tellers.made)
def make(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    what: Annotated[
        str,
        typer.Argument(help="What we promise, in these words; @name is one of your phrases.", show_default=False),
        questions.WORDS,
    ],
    *,
    details: Annotated[NewPromiseOptions, Only("by", "performer", "owner", "backup", "depends_on")],
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="PROMISE",
            help="The promise it waits for; it is due the --margin after that one.",
            autocompletion=complete.promises,
        ),
    ] = None,
    margin: Annotated[str | None, typer.Option("--margin", metavar="TIME", help="How long after it: 1bd, 4bh.")] = None,
    kind: KindOption = None,
    planned: Annotated[bool, typer.Option("--planned", help="Our own plan; the customer has not been told.")] = False,
) -> Recorded:
    """Promise something on a case. With --after, its date follows from another promise.

    Example: careline promise make C-1 "The manual is in your mail" --by "tomorrow noon"
    """
    from careline.usecases.promises import promises

    if after is None and margin is not None:
        raise BadInput("--margin needs --after: name the promise that it comes after.")
    if after is not None and (details.by is not None or details.depends_on is not None):
        raise BadInput("--after already sets the due date and what it waits for; leave out --by and --depends-on.")
    due_at = _due_after(desk, after, margin) if after is not None else None
    details = replace(details, kind=kind, depends_on=details.depends_on if after is None else after)
    new = details.worded(desk, at, what, said=not planned, due_at=due_at)
    with desk.session("promise make") as work:
        return promises.make(work, desk.shop, given.case_id(work.fetch, case), new, at=at)


@recording(app, "keep", tellers.kept)
def keep(
    desk: Desk,
    at: datetime,
    promises: Annotated[
        list[str],
        typer.Argument(
            metavar="PROMISE...",
            help="Which promise (P-1 or 1), or several; or the case (C-1, or its customer) with only one word open.",
            autocompletion=complete.promises,
        ),
        questions.KEPT,
    ],
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="A note on it; - reads standard input.")
    ] = None,
    next_: NextOption = None,
) -> list[Recorded]:
    """Say that a promise was kept, or several. Only saying so keeps them.

    If a case has only one live promise to its customer, name the case or the customer instead.

    Example: careline keep P-1 --at "yesterday 16:10"
    """
    from careline.usecases.promises import promises as usecase

    next_due_at = desk.due(next_, at=at) if next_ is not None else None
    remark = given.filled("--note", given.text(desk, note))
    with desk.session("promise keep") as work:
        numbers = list(dict.fromkeys(kept.promise_id(desk, work.fetch, promise) for promise in promises))
        return usecase.keep(work, desk.shop, numbers, remark, next_due_at, at=at)


@recording(app, "renegotiate", tellers.renegotiated)
def renegotiate(
    desk: Desk,
    at: datetime,
    promise: PromiseArgument,
    by: ByOption = None,
    told: Annotated[
        str | None, typer.Option("--told", metavar="TEXT", help="What the customer was told."), questions.WORDS
    ] = None,
    agreed: Annotated[
        str | None, typer.Option("--agreed", metavar="TEXT", help="What the customer said to it.")
    ] = None,
    because: BecauseOption = None,
    what: Annotated[str | None, typer.Option("--what", metavar="WHAT", help="New words, if they change.")] = None,
    performer: PerformerOption = None,
    backup: BackupOption = None,
    depends_on: DependsOnOption = None,
) -> Recorded:
    """Give a promise a new date. The old one stays on record.

    Example: careline renegotiate P-1 --by "fri 5pm" --told "It comes on Friday" --because "the carrier lost a day"
    """
    from careline.usecases.promises import promises

    number = ids.read(promise, "P")
    due_at = desk.due(given.present("--by", by, "the new moment, such as 2bd or 'fri 5pm'"), at=at)
    if told is not None and agreed is not None:
        raise BadInput("Give --told TEXT, what the customer was told, or --agreed TEXT, what they said; not both.")
    if told is not None:
        told = given.needed(desk, "--told", given.words(desk, told), "what the customer was told")
    if agreed is not None:
        agreed = given.needed(desk, "--agreed", agreed, "what the customer said")
    because = given.needed(desk, "--because", because, "why there is a new date")
    with desk.session("promise renegotiate") as work:
        return promises.renegotiate(
            work,
            desk.shop,
            number,
            due_at=due_at,
            told=told,
            agreed=agreed,
            because=because,
            what=given.needed(desk, "--what", given.words(desk, what), "the new words") if what is not None else None,
            performer=desk.person("--performer", performer),
            backup=given.filled("--backup", backup),
            depends_on=ids.read(depends_on, "P") if depends_on is not None else None,
            at=at,
        )


@recording(app, "remind", tellers.reminded)
def remind(
    desk: Desk,
    at: datetime,
    promise: PromiseArgument,
    text: Annotated[str, typer.Argument(help="What we told them; - reads standard input.", show_default=False)],
) -> Recorded:
    """Record that we reminded whoever does it for us. The customer is not told, and nothing else changes.

    Example: careline promise remind P-1 "Robin waits for your call"
    """
    from careline.usecases.promises import promises

    number = ids.read(promise, "P")
    words = given.needed(desk, "TEXT", text, "what we told them")
    with desk.session("promise remind") as work:
        return promises.remind(work, desk.shop, number, words, at=at)


@recording(app, "correct", tellers.corrected, at=False)
def correct(
    desk: Desk,
    at: datetime,
    promise: PromiseArgument,
    what: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="The right words.", show_default=False)] = None,
    by: ByOption = None,
    kept: Annotated[
        bool, typer.Option("--kept", help="It was kept, and nobody said so; or --at another moment.")
    ] = False,
    when: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="With --kept: when, if not now.")] = None,
    not_kept: Annotated[bool, typer.Option("--not-kept", help="It was not kept, though it was said to be.")] = False,
    because: BecauseOption = None,
) -> Recorded:
    """Correct a slip of the pen on the same day. The promise must not be due yet; the wrong one is void, and counted.

    What was said to be kept and was not, lives again, on any day:
    careline promise correct P-1 --not-kept --because "that was P-2"

    What was kept and nobody said so, or at another moment, is kept then:
    careline promise correct P-1 --kept --at "yesterday 16:10" --because "FieldCo had called"

    Example: careline promise correct P-1 --by "tue 15:00" --because "typed Monday"
    """
    from careline.usecases.promises import promises

    number = ids.read(promise, "P")
    if sum((kept, not_kept, what is not None or by is not None)) > 1:
        raise BadInput("Give --kept, --not-kept, or the right words and date; one of them at a time.")
    if when is not None and not kept:
        raise BadInput("--at says when a promise was kept; give it together with --kept.")
    because = given.needed(desk, "--because", because, "what was wrong")
    if kept or not_kept:
        from careline.usecases.promises import correcting  # the slip of a pen needs none of it

        kept_at = desk.past(when) if when is not None else None
        with desk.session("promise correct") as work:
            if kept:
                return correcting.kept(work, desk.shop, number, because, kept_at)
            return correcting.not_kept(work, desk.shop, number, because)
    words = given.needed(desk, "WORDS", given.words(desk, what), "the right words") if what is not None else None
    due_at = desk.due(by) if by is not None else None
    with desk.session("promise correct") as work:
        return promises.correct(work, desk.shop, number, words, due_at, because)


@recording(app, "release", tellers.released)
def release(
    desk: Desk, at: datetime, promise: PromiseArgument, because: BecauseOption = None, next_: NextOption = None
) -> Recorded:
    """Record that the customer lets us off a promise.

    Example: careline promise release P-1 --because "they bought another one"
    """
    from careline.usecases.promises import promises

    number = ids.read(promise, "P")
    because = given.needed(desk, "--because", because, "why the customer lets us off")
    next_due_at = desk.due(next_, at=at) if next_ is not None else None
    with desk.session("promise release") as work:
        return promises.release(work, desk.shop, number, because, next_due_at, at=at)


@recording(app, "withdraw", tellers.withdrawn)
def withdraw(
    desk: Desk, at: datetime, promise: PromiseArgument, because: BecauseOption = None, next_: NextOption = None
) -> Recorded:
    """Take a promise back. It counts against your on-time rate.

    Example: careline promise withdraw P-1 --because "we no longer sell it"
    """
    from careline.usecases.promises import promises

    number = ids.read(promise, "P")
    because = given.needed(desk, "--because", because, "why we take it back")
    next_due_at = desk.due(next_, at=at) if next_ is not None else None
    with desk.session("promise withdraw") as work:
        return promises.withdraw(work, desk.shop, number, because, next_due_at, at=at)


def _due_after(desk: Desk, after: str, margin: str | None) -> datetime:
    """The due moment that lies a margin behind that of another promise.

    Raises MissingOption, NoSuchId and DueInThePast, and what durations raise.
    """
    from careline.store.promises import promise_numbered

    margin = given.present("--margin", margin, "how long after that one it is due, such as 1bd")
    with desk.reader() as fetch:
        other = promise_numbered(fetch, ids.read(after, "P"))
    due_at = desk.due_after(other.due_at, margin)
    if due_at <= desk.now:
        is_today = desk.calendar.date_of(due_at) == desk.calendar.date_of(desk.now)
        raise DueInThePast(f"{margin} after {other.name}", moments.full(due_at, desk.calendar.zone), is_today=is_today)
    return due_at
