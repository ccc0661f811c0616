"""`careline call`: the telephone rings."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from careline.cli.cases import callers, dialogue, tellers
from careline.cli.cases.arguments import CustomerOptions, EarlierOptions
from careline.cli.cases.dialogue import Dialogue
from careline.cli.frame import complete, given, questions
from careline.cli.frame.arguments import ApologyOption, NewPromiseOptions
from careline.cli.frame.bundles import Bundle, Only
from careline.cli.frame.options import recording
from careline.cli.frame.showing import terminal_width
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Channel
from careline.domain.errors import BadInput, MissingOption
from careline.domain.values import frozen
from careline.store.promises import promise_numbered
from careline.terminal import NotConfirmed

if TYPE_CHECKING:
    from careline.store.recording import Recording
    from careline.usecases.cases.cases import NewCase
    from careline.usecases.cases.contacts import Heard

app = typer.Typer()


@frozen
class CaseOptions(Bundle):
    """Which case the call is about."""

    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help="Which case it is about.", autocompletion=complete.cases),
    ] = None
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="TEXT", help="What is wrong; this opens a new case.")
    ] = None

    def check(self, desk: Desk, at: datetime) -> None:
        """Raise BadInput for both, and BlankText."""
        given.filled("--subject", self.subject)
        if self.case is not None and self.subject is not None:
            raise BadInput("--case names a case, but --subject opens a new one; give only one of them.")


@frozen
class WordOptions(Bundle):
    """What was said."""

    text: Annotated[
        str | None, typer.Option("--text", "-t", metavar="TEXT", help="What they say; - reads standard input.")
    ] = None
    chasing: Annotated[
        bool | None, typer.Option("--chasing/--not-chasing", help="Whether they are asking about what is owed.")
    ] = None
    said: Annotated[
        str | None, typer.Option("--said", metavar="TEXT", help="What we answer; - reads standard input.")
    ] = None
    apology: ApologyOption = False

    def asked(self, talk: Dialogue, words: "Heard", done: Recorded) -> "Heard":
        """The words with what no option says."""
        text = words.text or talk.words("What do they say?")
        opens = done.touched.get("cases", {}).get(done.file.case.id)
        chasing = talk.chased(done.file) if self.chasing is None and not opens else words.chasing
        return replace(words, text=text, chasing=chasing, said=words.said or talk.words("What do you answer?"))


@recording(app, "call", tellers.called)
def call(
    desk: Desk,
    at: datetime,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHO]",
            help="Who is calling: a number, a name or part of one.",
            show_default=False,
            autocompletion=complete.customers,
        ),
    ] = None,
    *,
    customer: Annotated[CustomerOptions, Only("phone", "new_customer")],
    about: CaseOptions,
    word: WordOptions,
    promise: NewPromiseOptions,
    earlier: EarlierOptions,
) -> Recorded:
    """Take a telephone call. At a terminal it asks for whatever is missing: Enter skips, Ctrl-C drops it all.

    Who is calling, about which case, what they say, what we answer, what we promise and by when, and what becomes of
    earlier promises. Then it is all recorded at once.

    Example: careline call 5550143 --subject "No sound" --text "The left ear is silent"
    """
    from careline.usecases.cases import calls
    from careline.usecases.cases.contacts import Heard

    about.check(desk, at)
    earlier.check(desk, at)
    promise.check(desk, at)
    if promise.promise is None and earlier.instead is None:
        promise.check_unused("--promise")
    words = Heard(
        text=given.filled("--text", given.text(desk, word.text)),
        chasing=bool(word.chasing),
        said=given.filled("--said", given.words(desk, word.said)),
        apology=word.apology,
        channel=Channel.PHONE,
        keeps=earlier.kept(),
    )
    talk = Dialogue(desk, at, whole=True)
    case = _case(talk, who, customer, _named(desk, about, earlier))
    create, phone = not isinstance(case, int), given.filled("--phone", customer.phone)

    def record(work: "Recording", words: "Heard") -> Recorded:
        return calls.take(work, desk.shop, calls.Call(case, words, phone), at=at)

    if desk.somebody_answers:
        with desk.session("call", create=create, rehearse=True) as work:
            done = record(work, dialogue.stand_in(desk, at, words, promise, earlier))
        words = talk.promised(word.asked(talk, words, done), promise, earlier, done, asked=True)
        if desk.answers and not (desk.yes or desk.dry_run):
            with desk.session("call", create=create, rehearse=True) as work:
                summary = tellers.in_short(record(work, words), desk)
            if not talk.agrees(_in_a_line(desk, summary, "Record it?"), default=True):
                raise NotConfirmed
    else:
        new = promise.made(desk, at)
        words = replace(words, promise=new, instead=earlier.given_up(desk, new))
    with desk.session("call", create=create) as work:
        return record(work, words)


def _in_a_line(desk: Desk, summary: str, question: str) -> str:
    """The question behind the summary; where the line is too short for both, the summary is said before."""
    both = f"{summary}   {question}"
    if len(f"{both} [Y/n] ") <= terminal_width():
        return both
    desk.say_once(summary)
    return question


def _named(desk: Desk, about: CaseOptions, earlier: EarlierOptions) -> CaseOptions:
    """The case that is named, else that of a promise that is. Raises BadInput for a new one, and NoSuchId."""
    promises = [*(earlier.keeps or ()), *filter(None, [earlier.instead])]
    if promises and about.subject is not None:
        raise BadInput("A new case has no earlier promise; leave out --keeps and --instead.")
    if not promises or about.case is not None:
        return about
    with desk.reader() as fetch:
        promise = promise_numbered(fetch, ids.read(promises[0], "P"))
    return replace(about, case=ids.show("C", promise.case_id))


def _case(talk: Dialogue, who: str | None, customer: CustomerOptions, about: CaseOptions) -> "int | NewCase":
    """The case that a call is about, or the one that it opens. Raises MissingOption, and what `callers` raises."""
    from careline.usecases.cases.cases import NewCase

    desk, new = talk.desk, customer.new_customer
    if about.case is not None:
        caller, number = callers.of_case(talk, about.case, who)
        callers.tell(talk, caller)
        return number
    if who is not None:
        who, new = questions.known_or_second(desk, who, new=new)
    caller = callers.who_calls(talk, who, new=new)
    callers.tell(talk, caller)
    if about.subject is None and (known := callers.which_case(talk, caller)) is not None:
        return known
    if about.subject is None and not desk.somebody_answers:
        raise MissingOption(*callers.SUBJECT)
    subject = about.subject or talk.ask("What is wrong?", needed=callers.SUBJECT)
    return NewCase(subject, caller.known or caller.typed, new_customer=caller.known is None)
