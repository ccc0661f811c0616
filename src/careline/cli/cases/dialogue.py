"""What is asked at a terminal of whoever records a call: what was said, what is promised, what becomes of the rest."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from careline.cli.cases.arguments import EarlierOptions
from careline.cli.frame import given
from careline.cli.frame.arguments import NewPromiseOptions
from careline.desk import Desk
from careline.domain.casefile.case_file import CaseFile
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput, MissingOption, NotFound, Refused
from careline.domain.promises.changing import Instead, renegotiations
from careline.domain.promises.promise import Promise
from careline.domain.promises.promise_states import first_word, live
from careline.domain.shop.policy import USUAL, for_severity
from careline.domain.time import moments
from careline.terminal import NotConfirmed

if TYPE_CHECKING:
    from careline.store.recording import Recording
    from careline.usecases.cases.contacts import FollowUp, Heard

WIDTH = 22
"""How wide a question is, so that answers stand one below the other."""
KEPT, INSTEAD, BESIDES = "kept", "instead", "besides"

Talk = TypeVar("Talk", "Heard", "FollowUp")
Read = Callable[[str], Any]


class Dialogue:
    """Questions that an empty line passes over, or answers as it says in brackets.

    Each is asked once, however often the command is run. An answer that will not do is said to be so, and asked for
    again. Where the input ends, what is left is passed over; unless the dialogue is `whole`, and nothing is done.
    """

    def __init__(self, desk: Desk, at: datetime, *, whole: bool = False) -> None:
        self.desk = desk
        self.at = at
        self.whole = whole

    def ask(
        self,
        question: str,
        read: Read = str,
        *,
        default: str = "",
        shown: str = "",
        needed: tuple[str, str] | None = None,
    ) -> Any:
        """What `read` makes of the answer; None where it is passed over.

        One that is `needed` cannot be: it is an option, and what that is. Raises MissingOption and NotConfirmed.
        """
        desk = self.desk
        if question in desk.answers:
            return desk.answers[question]
        prompt = f"{question:<{WIDTH}} {f'[{shown or default}] ' if default else ''}"
        while True:
            try:
                typed = desk.ask(prompt)
                if typed is None:
                    self._ended(needed)
                elif needed and not (typed or default):
                    raise BadInput(f"Say {needed[1]}.")
                answer = read(typed or default) if typed or (default and typed is not None) else None
                break
            except (BadInput, NotFound, Refused) as error:
                if isinstance(error, MissingOption):
                    raise
                desk.say(*(f"  {line}" for line in error.listing), str(error))
        desk.answers[question] = answer
        return answer

    def _ended(self, needed: tuple[str, str] | None) -> None:
        """What follows where the input ends."""
        if self.whole:
            raise NotConfirmed
        if needed:
            raise MissingOption(*needed)

    def words(self, question: str) -> str | None:
        """A text; one that names a phrase of the settings names one that is there."""

        def read(typed: str) -> str:
            if typed.startswith("@"):
                given.words(self.desk, typed)
            return typed

        answer: str | None = self.ask(question, read)
        return answer

    def agrees(self, question: str, *, default: bool) -> bool:
        """Yes or no; no where the input ends."""
        answer = self.ask(question, _yes, default="y" if default else "n", shown="Y/n" if default else "y/N")
        return bool(answer)

    def chased(self, file: CaseFile) -> bool:
        """Whether they ask after what they are owed; false where that is nothing."""
        now = self.desk.now
        word = first_word(file.promises, now)
        return word is not None and self.agrees(f"Are they asking about {word.name}?", default=word.due_at < now)

    def promise(self, options: NewPromiseOptions, *, asked: bool, needed: bool) -> NewPromiseOptions:
        """The options of a new promise with its words and its moment, which is echoed."""
        if options.promise is None and asked:
            options = replace(options, promise=self.words("What do you promise?"))
        if options.promise is None and needed:
            raise MissingOption("--promise", "what is promised instead")
        if options.promise is None or options.by is not None:
            return options
        return replace(options, by=self.ask("By when?", self._due, default=self._usual(), needed=BY))

    def _usual(self) -> str:
        return for_severity(self.desk.settings.policy.acknowledge_within, USUAL)

    def _due(self, typed: str) -> str:
        due_at = self.desk.due(typed, at=self.at)
        self.desk.say(f"{'':<{WIDTH}} -> {moments.echo(due_at, self.desk.now, self.desk.calendar)}")
        return typed

    def becomes(self, promises: Iterable[Promise], said: Iterable[Promise]) -> tuple[list[int], Instead | None]:
        """What becomes of each word that was given before: which are kept, and which gives way to the new one."""
        keeps: list[int] = []
        self.desk.besides_meant = True
        for promise in said:
            question = f"{promise.name} {promise.quoted}: {KEPT} / {INSTEAD} / {BESIDES} "
            match self.ask(question, _becomes, default=BESIDES):
                case "kept":
                    keeps.append(promise.id)
                case "instead":
                    return keeps, self.instead(promise, promises)
        return keeps, None

    def _is_kept(self, promise: Promise) -> bool:
        return self.agrees(f"{promise.name} {promise.quoted}: is it kept?", default=False)

    def instead(
        self, promise: Promise, promises: Iterable[Promise], because: str | None = None, agreed: str | None = None
    ) -> Instead:
        """Why a promise gives way, and the customer's word on it, where that is needed."""
        because = because or self.ask("Why the change?", needed=("--because", "why it changes"))
        if agreed is None and renegotiations(promise, promises):
            agreed = self.ask(
                "What do they say to it?", needed=("--agreed", "what the customer says to a second new date")
            )
        return Instead(promise.id, because or "", agreed)

    def promised(
        self, call: Talk, options: NewPromiseOptions, earlier: EarlierOptions, done: Recorded, *, asked: bool
    ) -> Talk:
        """The call with what is promised in it, and what becomes of what was promised before."""
        desk, promises = self.desk, done.file.promises
        number = earlier.instead_of()
        new = self.promise(options, asked=asked, needed=number is not None).made(desk, self.at)
        if number is not None:
            old = next(each for each in promises if each.id == number)
            because, agreed = given.text(desk, earlier.because), earlier.agreed
            return replace(call, promise=new, instead=self.instead(old, promises, because, agreed))
        said = [each for each in live(promises, desk.now) if each.said and each not in done.made]
        if new is None and asked and not getattr(call, "chasing", False) and not call.keeps:
            return replace(call, keeps=[each.id for each in said if self._is_kept(each)])
        if new is None or call.keeps or desk.besides_meant:
            return replace(call, promise=new)
        keeps, instead = self.becomes(promises, said)
        return replace(call, promise=new, keeps=keeps, instead=instead)


BY = ("--by", "by when it will be done, such as 2bd or 'fri 5pm'")


def _yes(typed: str) -> bool:
    word = typed.lower()
    if word not in ("y", "yes", "n", "no"):
        raise BadInput("Answer y or n.")
    return word.startswith("y")


def _becomes(typed: str) -> str:
    found = [each for each in (KEPT, INSTEAD, BESIDES) if each.startswith(typed.lower())]
    if not found:
        raise BadInput(f"Answer {KEPT}, {INSTEAD} or {BESIDES}; the first letter is enough.")
    return found[0]


def completed(
    desk: Desk,
    at: datetime,
    command: str,
    call: Talk,
    options: NewPromiseOptions,
    earlier: EarlierOptions,
    record: "Callable[[Recording, Talk], Recorded | list[Recorded]]",
    words: Callable[[Dialogue, Talk, CaseFile], tuple[Talk, bool]] | None,
) -> Talk:
    """A call with what is promised in it and, at a terminal, with what its command lacks: its `words`, or None.

    What was typed is rehearsed first, so that what will be refused is so before anything is asked.
    """
    promises = options.promise is not None or earlier.instead is not None
    if not desk.somebody_answers or desk.yes or not (words or promises):
        new = options.made(desk, at)
        return replace(call, promise=new, instead=earlier.given_up(desk, new))
    with desk.session(command, rehearse=True) as work:
        done = record(work, stand_in(desk, at, call, options, earlier))
    first = done[0] if isinstance(done, list) else done
    talk = Dialogue(desk, at)
    call, asked = words(talk, call, first.file) if words else (call, False)
    call = talk.promised(call, options, earlier, first, asked=asked)
    if words and not _says_anything(call):
        raise BadInput("Nothing was said, so nothing was recorded.")
    return call


def _says_anything(call: Any) -> bool:
    """True unless every question was passed over, and no option says anything either."""
    said = ("text", "said", "promise", "instead", "keeps", "chasing", "praise", "no_reply", "next_due_at", "awaits")
    return any(getattr(call, name, None) for name in said)


def heard(talk: Dialogue, call: "Heard", file: CaseFile) -> "tuple[Heard, bool]":
    """What they said, whether they ask after what is owed, and what we answered; and whether that wants a promise."""
    text = call.text or talk.words("What do they say?")
    if call.praise or call.no_reply:
        return replace(call, text=text), False
    chasing = call.chasing or talk.chased(file)
    return replace(call, text=text, chasing=chasing, said=call.said or talk.words("What do you answer?")), True


def told(talk: Dialogue, call: "FollowUp", file: CaseFile) -> "tuple[FollowUp, bool]":
    """What we told them; and whether that wants a promise, which it does unless there is a plan."""
    return replace(call, text=talk.words("What did you tell them?")), call.next_due_at is None


def stand_in(desk: Desk, at: datetime, call: Talk, options: NewPromiseOptions, earlier: EarlierOptions) -> Talk:
    """The call as it was typed, with something in the place of what is still to be asked. Raises what is wrong."""
    if options.promise is None and earlier.instead is None:
        options.made(desk, at)
        return call
    due_at = desk.now + timedelta(seconds=1) if options.by is None else None
    new = options.worded(desk, at, options.promise or "?", due_at=due_at)
    number = earlier.instead_of()
    if number is None:
        return replace(call, promise=new)
    return replace(call, promise=new, instead=Instead(number, earlier.because or "?", earlier.agreed or "?"))
