"""`careline replacement ...`."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import ChannelOption, HoldOption, MailOption
from careline.cli.frame.options import recording
from careline.cli.replacements import tellers
from careline.cli.replacements.arguments import ReplacementArgument, SomeOptions, WaitingArgument, replacement_waiting
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.replacements.correcting import RightOutcome
from careline.domain.replacements.replacement import Outcome

if TYPE_CHECKING:
    from careline.domain.mail.account import Account
    from careline.store.recording import Recording

app = typer.Typer()
OutcomeArgument = Annotated[
    RightOutcome,
    typer.Argument(
        metavar="OUTCOME",
        help=f"What became of it: {', '.join(Outcome)}; with --correct also none, where nobody knows yet.",
        show_default=False,
    ),
    questions.one_of(RightOutcome),
]


@recording(app, "delivered", tellers.delivered)
def delivered(
    desk: Desk,
    at: datetime,
    replacement: WaitingArgument,
    correct: Annotated[
        bool, typer.Option("--correct", help="The record is wrong: it arrived --at another moment.")
    ] = False,
    not_yet: Annotated[bool, typer.Option("--not-yet", help="With --correct: it has not arrived yet.")] = False,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="With --correct: why.")] = None,
    *,
    units: SomeOptions,
) -> Recorded:
    """Record that a replacement has arrived. That keeps the promise that it would.

    Where only some of its units came, say how many, or which; the rest becomes a replacement of its own, on its way:
    careline delivered R-1 --quantity 2

    If it was recorded by mistake, the promise is kept at the right moment, or lives again:
    careline delivered R-1 --correct --not-yet --because "that was R-2"

    Example: careline delivered R-1 --at "today 11:00"
    """
    from careline.usecases.replacements import replacements

    some = units.some(desk, replacement)
    if correct:
        from careline.usecases.replacements import delivering  # hardly any arrival was a mistake

        arrived_at = None if at == desk.now else at
        if not_yet == (arrived_at is not None):
            raise BadInput("Give --at, the other time it arrived, or --not-yet; one of the two.")
        why = given.needed(desk, "--because", because, "what was wrong")
        with desk.session("replacement delivered") as work:
            return delivering.correct(work, desk.shop, ids.read(replacement, "R"), arrived_at, why, some)
    if not_yet or because is not None:
        raise BadInput("--not-yet and --because correct a wrong arrival; give them with --correct.")
    with desk.session("replacement delivered") as work:
        number = replacement_waiting(work.fetch, replacement)
        return replacements.deliver(work, desk.shop, number, at=at, some=some)


@recording(app, "outcome", tellers.outcome)
def outcome(
    desk: Desk,
    at: datetime,
    replacement: WaitingArgument,
    what: OutcomeArgument,
    delivered: Annotated[
        str | None, typer.Option("--delivered", metavar="WHEN", help="When it arrived, if not recorded yet.")
    ] = None,
    came: Annotated[
        str | None, typer.Option("--came", metavar="ITEM", help="What came instead, with wrong-item.")
    ] = None,
    confirmed: Annotated[
        str | None,
        typer.Option(
            "--confirmed",
            metavar="TEXT",
            help="It works, in their words; this closes the case; - reads standard input.",
        ),
    ] = None,
    correct: Annotated[bool, typer.Option("--correct", help="The outcome that is recorded is wrong.")] = False,
    because: Annotated[
        str | None, typer.Option("--because", metavar="TEXT", help="What was wrong, with --correct.")
    ] = None,
    *,
    units: SomeOptions,
) -> Recorded:
    """Record what became of a replacement. It works, or it is doa, wrong-item, damaged, incomplete, lost or failed.

    Failed is what worked at first: the next is the next of its chain. Repaired, it works again. With --confirmed, what
    the customer says of it, one that works closes the case too.

    What holds for some of its units only splits it, and the rest becomes a replacement of its own:
    careline outcome R-1 doa --quantity 1 --serial P2-0417

    With --correct the outcome that is recorded gives way to this one at any time, or to none where nobody knows yet,
    and what it had led to goes with it: outcome R-1 none --correct --because "it was R-2 that was dead".

    Example: careline outcome R-1 works
    """
    delivered_at = desk.past(delivered) if delivered is not None else None
    wrong = given.filled("--came", came)
    words = given.filled("--confirmed", given.text(desk, confirmed))
    some = units.some(desk, replacement)
    if correct:
        from careline.usecases.replacements import correcting

        why = given.needed(desk, "--because", because, "what was wrong")
        right = correcting.Right(what.outcome, why, delivered_at, wrong, words, some)
        with desk.session("replacement outcome") as work:
            return correcting.correct_outcome(work, desk.shop, ids.read(replacement, "R"), right, at=at)
    if because is not None:
        raise BadInput("--because says why an outcome was wrong; it goes with --correct.")
    if what.outcome is None:
        raise BadInput("none means that a recorded outcome is wrong and the right one is not known yet; add --correct.")
    from careline.usecases.replacements import replacements

    with desk.session("replacement outcome") as work:
        number = replacement_waiting(work.fetch, replacement)
        return replacements.record_outcome(
            work,
            desk.shop,
            number,
            what.outcome,
            delivered_at=delivered_at,
            came=wrong,
            confirmed=words,
            some=some,
            at=at,
        )


@recording(app, "track", tellers.tracked, at=False)
def track(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    tracking: Annotated[
        str | None, typer.Option("--tracking", metavar="NUMBER", help="The carrier's number."), questions.WORDS
    ] = None,
    carrier: Annotated[
        str | None, typer.Option("--carrier", metavar="NAME", help="Who brings it.", autocompletion=complete.parties)
    ] = None,
) -> Recorded:
    """Record the number of a parcel on its way, or the right one. The number may name the carrier.

    Example: careline replacement track R-1 --tracking 1Z999AA10123456784
    """
    from careline.usecases.replacements import parcels

    number = ids.read(replacement, "R")
    label = given.present("--tracking", tracking, "the number that the carrier gave the parcel")
    with desk.session("replacement track") as work:
        named = desk.person("--carrier", carrier)
        return parcels.track(work, desk.shop, number, label, named, asks=desk.somebody_answers)


@recording(app, "announced", tellers.announced)
def announced(
    desk: Desk,
    at: datetime,
    replacement: ReplacementArgument,
    channel: ChannelOption = None,
    mail: MailOption = False,
    hold: HoldOption = False,
) -> Recorded:
    """Record that the announcement went out ahead of the parcel. It reaches the customer, as any word of ours does.

    With --mail careline sends it, and it counts once the mail server has taken it.

    Example: careline replacement announced R-1 --channel email
    """
    from careline.usecases.replacements import announcing

    number = ids.read(replacement, "R")
    if mail or hold:
        if channel is not None or at != desk.now:
            raise BadInput("--mail sends it now, so leave out --channel and --at.")
        from careline.cli.mail.letters import as_it_stands, by_mail
        from careline.usecases.mail import letters as usecase

        def queue(work: "Recording", account: "Account") -> list[int]:
            return [usecase.announcement(work, desk.shop, account, number, held=hold)]

        [line] = by_mail(desk, "replacement announced", queue, held=hold)
        return as_it_stands(desk, "R", number, line)
    with desk.session("replacement announced") as work:
        return announcing.announced(work, desk.shop, number, channel, at=at)
