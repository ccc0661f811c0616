"""`careline case heard`, `follow-up` and `note`: what was said, by whom."""

from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.cases import dialogue, tellers
from careline.cli.cases.arguments import EarlierOptions
from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import (
    ApologyOption,
    CaseArgument,
    ChannelOption,
    NewPromiseOptions,
    NextOption,
)
from careline.cli.frame.bundles import Bundle
from careline.cli.frame.options import recording
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import BlankText
from careline.domain.cases.contacts import NO_NEWS
from careline.domain.errors import BadInput
from careline.domain.values import frozen
from careline.store.fetch import Fetch

if TYPE_CHECKING:
    from careline.store.recording import Recording

app = typer.Typer()


@frozen
class KindOfWordOptions(Bundle):
    """What kind of word of the customer's it is."""

    chasing: Annotated[bool, typer.Option("--chasing", help="They are asking where it is.")] = False
    praise: Annotated[bool, typer.Option("--praise", help="They are pleased; this reopens nothing.")] = False
    no_reply: Annotated[bool, typer.Option("--no-reply", help="It needs no answer; this reopens nothing.")] = False
    earned_by: Annotated[
        list[str] | None,
        typer.Option("--earned-by", metavar="NAME", help="Who earned the praise.", autocompletion=complete.parties),
    ] = None

    def check(self, desk: Desk, at: datetime) -> None:
        """Raise BadInput for what does not go together."""
        if self.earned_by and not self.praise:
            raise BadInput("--earned-by goes with --praise; add that.")
        if self.no_reply and self.chasing:
            raise BadInput(
                "--no-reply says that it needs no answer, but --chasing says that they are asking; give only "
                "one of them."
            )


@recording(app, "heard", tellers.heard)
def heard(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    text: Annotated[
        str | None, typer.Argument(help="What they said; - reads standard input.", show_default=False)
    ] = None,
    *,
    word: KindOfWordOptions,
    channel: ChannelOption = None,
    said: Annotated[
        str | None, typer.Option("--said", metavar="TEXT", help="What we answered; - reads standard input.")
    ] = None,
    apology: ApologyOption = False,
    promise: NewPromiseOptions,
    earlier: EarlierOptions,
) -> Recorded:
    """Record what the customer said, what we answered, and what we promised in the same call.

    With --instead the new promise takes the place of another one, as with careline renegotiate.

    Example: careline heard C-1 "Where is it?" --chasing --said "It left today" --promise "It is with you" --by fri
    """
    from careline.usecases.cases import contacts

    word.check(desk, at)
    earlier.check(desk, at)
    lacks = text is None and not word.chasing and earlier.agreed is None
    call = contacts.Heard(
        text=given.filled("TEXT", given.text(desk, text)),
        chasing=word.chasing,
        praise=word.praise,
        no_reply=word.no_reply,
        earned_by=[desk.person("--earned-by", name) or "" for name in word.earned_by or ()],
        channel=channel,
        said=given.filled("--said", given.words(desk, said)),
        apology=apology,
        keeps=earlier.kept(),
    )

    def record(work: "Recording", call: contacts.Heard) -> Recorded:
        return contacts.heard(work, desk.shop, given.case_id(work.fetch, case), call, at=at)

    call = dialogue.completed(desk, at, "case heard", call, promise, earlier, record, dialogue.heard if lacks else None)
    with desk.session("case heard") as work:
        return record(work, call)


@recording(app, "follow-up", tellers.followed_up)
def follow_up(
    desk: Desk,
    at: datetime,
    cases: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE... [TEXT]",
            help="Which case, or several; then what we told them, unless the last word names a case.",
            autocompletion=complete.cases_and_text,
        ),
        questions.CASES,
    ],
    no_answer: Annotated[bool, typer.Option("--no-answer", help="An attempt: they were not reached.")] = False,
    no_news: Annotated[bool, typer.Option("--no-news", help="They were told that there is no news yet.")] = False,
    apology: ApologyOption = False,
    channel: ChannelOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help="Plan it for then instead.")] = None,
    next_: NextOption = None,
    await_: Annotated[
        str | None, typer.Option("--await", metavar="TEXT", help="What we need from them before we can go on.")
    ] = None,
    *,
    promise: NewPromiseOptions,
    earlier: EarlierOptions,
) -> list[Recorded]:
    """Record that we contacted the customer, or plan to. It keeps the acknowledgement, and follow-ups due soon.

    A case is named by its number, or by the name, address or telephone number of a customer with one open case. The
    last word is the text, unless it is a number or the whole name of a customer. To record such a name as the text,
    use - and standard input.

    Example: careline follow-up C-1 "A new one is on its way" --next 2bd
    """
    from careline.usecases.cases import contacts

    with desk.reader() as fetch:
        numbers, text = _cases_and_text(fetch, cases)
    if on is not None and (no_answer or no_news or apology or next_ is not None or await_ is not None):
        raise BadInput(
            "--on plans a follow-up and records no contact, so leave out --no-answer, --no-news, --apology, --next and "
            "--await."
        )
    if earlier.instead is not None and (no_answer or on is not None):
        raise BadInput("--instead means they were told, so leave out --no-answer and --on.")
    earlier.check(desk, at)
    lacks = text is None and not (no_answer or no_news or on)
    if no_answer and no_news:
        raise BadInput("--no-news tells the customer something, but --no-answer reaches nobody; give only one of them.")
    call = contacts.FollowUp(
        text=given.filled("TEXT", given.words(desk, text)) or (NO_NEWS if no_news else None),
        reached=not no_answer,
        channel=channel,
        apology=apology,
        planned_for=desk.due(on, at=at) if on is not None else None,
        next_due_at=desk.due(next_, at=at) if next_ is not None else None,
        awaits=given.filled("--await", given.words(desk, await_)),
        keeps=earlier.kept(),
    )
    desk.besides_meant = len(numbers) > 1

    def record(work: "Recording", call: contacts.FollowUp) -> list[Recorded]:
        return contacts.follow_up_all(work, desk.shop, numbers, call, at=at)

    asks = dialogue.told if lacks else None
    call = dialogue.completed(desk, at, "case follow-up", call, promise, earlier, record, asks)
    with desk.session("case follow-up") as work:
        return record(work, call)


@recording(app, "note", tellers.noted)
def note(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    text: Annotated[str, typer.Argument(help="What to remember; - reads standard input.", show_default=False)],
) -> Recorded:
    """Write down something that the customer never sees.

    Example: careline note C-1 "Sounds as if the cable is loose"
    """
    from careline.usecases.cases import cases

    words = given.text(desk, text) or ""
    if not words.strip():
        raise BlankText("The note")
    with desk.session("case note") as work:
        return cases.note(work, desk.shop, given.case_id(work.fetch, case), words, at=at)


def _cases_and_text(fetch: Fetch, words: list[str]) -> tuple[list[int], str | None]:
    """The cases that stand first, each once, and the text behind them.

    Raises BadInput, and what `given.case_id` raises.

    The first word is a case, whatever it is, and so is every other one that names a case or a customer. Behind them a
    first name alone is the text, for that it may well be.
    """
    first, *rest = words
    numbers, text = [given.case_id(fetch, first)], None
    for word, following in zip_longest(rest, rest[1:]):
        is_last = following is None
        if ids.looks_like_id(word) or given.names_customer(fetch, word, by_first_name=not is_last):
            numbers.append(given.case_id(fetch, word))
        elif not is_last:
            raise BadInput(
                f'"{word}" is not a case, but "{following}" comes after it; put the text last, in quotation marks.'
            )
        else:
            text = word
    return list(dict.fromkeys(numbers)), text
