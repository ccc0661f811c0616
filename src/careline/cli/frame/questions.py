"""What a command lacks is asked for at a terminal, and the command is run with the answers.

A parameter's annotation may carry a Question, which tells how an answer is read. An answer that will not do is said to
be so, and asked for again; nothing is recorded before the last one is given.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from inspect import signature
from itertools import pairwise
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand

from careline.cli.frame import given
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, CarelineError, MissingOption, NotFound, Refused
from careline.domain.shop.policy import USUAL, for_severity
from careline.domain.staff import NotStaff
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import shell_word
from careline.store import labels
from careline.store.faults import StoreMissing
from careline.store.fetch import Fetch

CHOICES = 9

Read = Callable[[Desk, datetime, str], Any]
Labels = Callable[[Fetch, str, int], list[labels.Label]]
T = TypeVar("T")


@frozen
class Question:
    """How an answer is read, what there is to choose from, and what an empty line means.

    `read` takes the desk, when it happens, and what was typed; it gives the parameter's value. `default` is a phrase.
    `blank` is the parameter that an empty line sets instead. With the parameter `unless` nothing is asked.
    """

    read: Read = lambda desk, at, typed: typed
    choices: Labels | None = None
    default: Callable[[Desk], str] | None = None
    blank: str | None = None
    unless: str | None = None


class LeavingOut(TyperCommand):
    """A command that can be called without its required arguments; `answered` sees to them."""

    def __init__(self, *words: Any, **attributes: Any) -> None:
        super().__init__(*words, **attributes)
        for parameter in self.params:
            parameter.value_is_missing = lambda value: False  # type: ignore[method-assign]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse; a text may begin with a dash. Raises BadInput for an option that has another one for its value."""
        for option, value in pairwise(args[: args.index("--")] if "--" in args else args):
            if option[:1] == value[:1] == "-" and self._takes(option) and self._knows(value.partition("=")[0]):
                raise BadInput(
                    f"{option} needs a value, and {value} is an option. If {value} is the value: {option}={value}."
                )
        if any(re.match(r"-([^-].|.*\s)", word, re.DOTALL) for word in args):
            from careline.cli.frame import dashes  # hardly any call has one

            if typed := dashes.long_name(args, self.params):
                raise BadInput(f"No such option: {typed}. Did you mean -{typed}?")
            args = dashes.texts_last(args, self.params)
        return super().parse_args(ctx, args)

    def _takes(self, word: str) -> bool:
        return any(word in each.opts and not getattr(each, "is_flag", False) for each in self.params)

    def _knows(self, word: str) -> bool:
        return any(word in (*each.opts, *each.secondary_opts) for each in self.params)


def _known(look: Callable[[Fetch, str], object]) -> Read:
    """What is in the store."""

    def read(desk: Desk, at: datetime, typed: str) -> str:
        with desk.reader() as fetch:
            look(fetch, typed)
        return typed

    return read


def _customer_or_new(desk: Desk, at: datetime, typed: str) -> str:
    """A customer, or a name that is not almost one; the first case of all makes the store."""
    from careline.domain.names import AnotherName, read_person
    from careline.store.people.customers import find_customer

    desk.person("--customer", typed)
    person = read_person(typed, "customer")
    with suppress(StoreMissing, AnotherName), desk.reader() as fetch:
        find_customer(fetch, person, "give the address too")
    return typed


def known_or_second(desk: Desk, typed: str, *, new: bool) -> tuple[str, bool]:
    """Who is meant, and whether they are certainly new: a known address with another name is asked about.

    Elsewhere than at a terminal nothing is asked, and recording refuses it.
    """
    from careline.domain.names import AnotherName, read_person
    from careline.store.people.customers import find_customer

    if new or desk.yes or "<" not in typed or not desk.somebody_answers:
        return typed, new
    person = read_person(typed, "customer")
    try:
        with suppress(StoreMissing), desk.reader() as fetch:
            find_customer(fetch, person, "add --new-customer")
    except AnotherName as error:
        owners = " and ".join(error.known)
        second = f"{person.email} is the address of {owners}. Is {person.name} a second person with it? [y/n] "
        while (answer := desk.ask(second)) is not None:
            if answer.lower() in ("y", "yes"):
                return typed, True
            if answer.lower() in ("n", "no"):
                return person.email or typed, False
    return typed, new


def _new(desk: Desk, at: datetime, typed: str) -> str:
    """A name, an address, or both."""
    from careline.domain.names import read_person

    read_person(typed, "customer")
    return typed


def _party_or_new(desk: Desk, at: datetime, typed: str) -> str:
    """A party, or a name that is not almost one."""
    from careline.domain.ladder.escalations import check_to
    from careline.domain.names import read_person
    from careline.store.people.parties import find_party

    desk.person("--to", typed)
    check_to(typed, desk.settings.me)
    with desk.reader() as fetch:
        find_party(fetch, read_person(typed, "party"), "party", f"careline party add {shell_word(typed)}")
    return typed


def _due(desk: Desk, at: datetime, typed: str) -> str:
    """A due moment, shown as it is understood."""
    desk.say(f"  {moments.echo(desk.due(typed, at=at), desk.now, desk.calendar)}")
    return typed


def _moment(desk: Desk, at: datetime, typed: str) -> str:
    """Any moment."""
    desk.moment(typed)
    return typed


def _kept(desk: Desk, at: datetime, typed: str) -> list[str]:
    """What was kept."""
    from careline.cli.frame import kept  # what looks keeps nothing

    with desk.reader() as fetch:
        kept.promise_id(desk, fetch, typed)
    return [typed]


def _words(desk: Desk, at: datetime, typed: str) -> str:
    """What we say, which may be a phrase of the settings."""
    given.words(desk, typed)
    return typed


def one_of(words: type[StrEnum]) -> Question:
    """One of a few words."""

    def read(desk: Desk, at: datetime, typed: str) -> StrEnum:
        try:
            return words(typed.lower())
        except ValueError:
            raise BadInput(f'"{typed}" is none of {", ".join(words)}.') from None

    return Question(read)


ANY_CASE = Question(_known(given.case_id))
CASE = Question(_known(given.case_id), choices=labels.open_cases)
MERGED_CASE = Question(_known(given.case_id), choices=labels.merged_cases)
CASES = Question(lambda desk, at, typed: [CASE.read(desk, at, typed)], choices=labels.open_cases)
CONTACTS = Question(lambda desk, at, typed: [ids.words_or_attachment(typed)], choices=labels.contacts_and_notes)
FILES = Question(lambda desk, at, typed: [os.path.expanduser(typed)])  # noqa: PTH111  # what was typed stays as it is
PROMISE = Question(_known(given.promise_id), choices=labels.live_promises)
KEPT = Question(_kept, choices=labels.live_promises)
REPLACEMENT = Question(_known(given.replacement_id), choices=labels.unfinished_replacements)
ESCALATION = Question(_known(given.escalation_id), choices=labels.live_escalations)
ESCALATIONS = Question(lambda desk, at, typed: [ESCALATION.read(desk, at, typed)], choices=labels.live_escalations)
COST = Question(_known(given.cost_id), choices=labels.shareable_costs)
ARTICLE = Question(_known(given.article_id), choices=labels.articles_in_use)
CUSTOMER = Question(_known(given.customer))
NEW_PERSON = Question(_new)
CUSTOMER_OR_NEW = Question(_customer_or_new)
PARTY = Question(_known(given.party))
PARTY_OR_NEW = Question(_party_or_new)
DUE = Question(_due)
ACKNOWLEDGED = Question(_due, default=lambda desk: for_severity(desk.settings.policy.acknowledge_within, USUAL))
WORDS = Question(_words)
MOMENT = Question(_moment)
MOMENTS = Question(lambda desk, at, typed: [_moment(desk, at, typed)])


def answered(ctx: typer.Context, desk: Desk, at: datetime, values: dict[str, Any], run: Callable[..., T]) -> T:
    """Run with the values, and with answers for what they lack. Raises MissingOption where nobody answers."""
    questions = dict(_questions(run))
    parameters: list[Any] = ctx.command.params
    for parameter in parameters:
        if parameter.required and values[parameter.name] in (None, []):
            name = parameter.human_readable_name.upper()
            question = questions.get(parameter.name, Question())
            if question.unless and values[question.unless] is not None:
                continue
            values[parameter.name] = ask(desk, at, name, _what(parameter.help), question)
            desk.answers[parameter.name] = values[parameter.name]
    names = {option: parameter.name for parameter in parameters for option in parameter.opts}
    while True:
        desk.input_taken = False  # each run reads its texts anew
        try:
            return run(**values)
        except NotStaff as error:
            if not (error.may_become_one and desk.somebody_answers):
                raise
            desk.say(error.doubt)
            if not desk.agrees(f"Is {error.name} a new colleague?"):
                raise BadInput("Nothing was recorded.") from None
            desk.new_colleagues.add(error.name)
        except CarelineError as error:
            if not error.lacks or not desk.somebody_answers:
                raise
            for option, what in error.lacks.items():
                question = questions.get(names[option], Question())
                value = ask(desk, at, option, what, question)
                values |= {question.blank: True} if value is None and question.blank else {names[option]: value}


def ask(desk: Desk, at: datetime, name: str, what: str, question: Question) -> Any:
    """What somebody at the terminal answers; None for an empty line that means something else.

    Raises MissingOption where nobody can be asked, or where the input ends.
    """
    if not desk.somebody_answers:
        raise MissingOption(name, what)
    default = question.default(desk) if question.default else ""
    if question.choices:
        with desk.reader() as fetch:
            found = question.choices(fetch, "", CHOICES)
        desk.say(*(f"  {word}  {about}" for word, about in found))
        default = found[0][0] if len(found) == 1 else ""
    prompt = f"{what[0].upper()}{what[1:]}{f' [{default}]' if default else ''}: "
    while True:
        try:
            typed = desk.ask(prompt)
            if typed is None:
                break
            if typed or default:
                return question.read(desk, at, typed or default)
            if question.blank:
                return None
        except (BadInput, NotFound, Refused) as error:
            desk.say(*(f"  {line}" for line in error.listing), str(error))
    raise MissingOption(name, what)


def _questions(run: Callable[..., Any]) -> Iterator[tuple[str, Question]]:
    for parameter in signature(run).parameters.values():
        for mark in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(mark, Question):
                yield parameter.name, mark


def _what(told: str) -> str:
    """The help of an argument as part of a sentence."""
    what = told.partition(";")[0].removesuffix(".")
    return what if what[:2].isupper() else what[0].lower() + what[1:]
