"""Who calls, and on which of their cases: looked up, and asked at a terminal where that leaves several."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from careline.cli.cases.dialogue import Dialogue
from careline.cli.frame import given
from careline.cli.frame.showing import terminal_width
from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Customer
from careline.domain.errors import BadInput, MissingOption
from careline.domain.ids import show
from careline.domain.names import AmbiguousName, NearName, fold, read_person
from careline.domain.telephones import is_number
from careline.domain.values import frozen
from careline.render.wording import said
from careline.reports.casefile.find import standing
from careline.store import search
from careline.store.casefile import case_files
from careline.store.cases import cases_of
from careline.store.faults import StoreMissing
from careline.store.fetch import Fetch
from careline.store.people.addresses import customers_at
from careline.store.people.customers import find_customer, with_open_cases

NEW = "new"
WHO = ("WHO", "who is calling: a number, a name or part of one")
SUBJECT = ("--subject", "what is wrong, in a few words")


@frozen
class Caller:
    """Who calls: a known customer with their open cases, newest word first; or whoever was typed, who is new."""

    typed: str
    known: Customer | None = None
    open: tuple[CaseFile, ...] = ()


def who_calls(talk: Dialogue, typed: str | None, *, new: bool) -> Caller:
    """Who is meant by what was typed, or answered. Raises MissingOption, AmbiguousName, NearName, and as names do."""
    desk = talk.desk
    if typed is None and not desk.somebody_answers:
        raise MissingOption(*WHO)
    found: list[Customer] = []

    def read(name: str) -> str:
        desk.person("WHO", name)
        if name.strip().isdecimal() and not is_number(name):
            raise BadInput(
                f'"{name}" is neither a name nor a telephone number; for a case: careline call --case {name}.'
            )
        if not new:
            with suppress(StoreMissing), desk.reader() as fetch:
                found[:] = candidates(fetch, name)
        return name

    name = read(typed if typed is not None else talk.ask("Who is calling?", read, needed=WHO))
    if not found:
        return Caller(name)
    if found[1:] and not desk.somebody_answers:
        raise AmbiguousName("customer", name, map(str, found), "give more of the name")
    chosen = _chosen(talk, found) if found[1:] else found[0]
    return known(talk, chosen) if chosen else Caller(name)


def known(talk: Dialogue, customer: Customer) -> Caller:
    """A known customer who calls."""
    with talk.desk.reader() as fetch:
        files = case_files(fetch, search.open_cases_of(fetch, customer.id))
    newest = sorted(files, key=_last_word_at, reverse=True)
    return Caller(customer.name, customer, tuple(newest))


def _last_word_at(file: CaseFile) -> tuple[datetime, int]:
    return max((contact.at for contact in file.contacts), default=file.case.opened_at), file.case.id


def candidates(fetch: Fetch, typed: str) -> list[Customer]:
    """Who may be meant: who is called so, else who has all the words, or words that begin so.

    Raises NearName for what is almost a name, and AnotherName.
    """
    person = read_person(typed, "customer")
    near: NearName | None = None
    try:
        if one := find_customer(fetch, person, "add --new-customer"):
            return [one, *_of_first_name(fetch, one, typed)]
    except AmbiguousName:
        if person.email:
            return customers_at(fetch, person.email)
    except NearName as error:
        near = error
    words = (person.name or "").split()
    found = next(filter(None, (search.customers(fetch, reading) for reading in search.readings(words))), [])
    if near and not found:
        raise near
    return [] if person.email else found


def _of_first_name(fetch: Fetch, one: Customer, typed: str) -> list[Customer]:
    """The others whose first name is all that is known of one, with open cases: either may be meant."""
    if fold(typed) != fold(one.name) or len(typed.split()) != 1:
        return []
    others = {each.id: each for each, _, _ in with_open_cases(fetch, typed) if each.id != one.id}
    return list(others.values())


def _chosen(talk: Dialogue, found: Sequence[Customer]) -> Customer | None:
    """One of several; None for somebody new."""
    desk = talk.desk
    for place, customer in enumerate(found, 1):
        number = f"  {customer.number}" if customer.number else ""
        desk.say_once(f"  {place}  {customer}{number}")
    desk.say_once(f"  {NEW}  somebody else, a new customer")

    def read(typed: str) -> Customer | None:
        if typed.lower() == NEW:
            return None
        if not (typed.isdecimal() and 1 <= int(typed) <= len(found)):
            raise BadInput(f"Answer with a number from 1 to {len(found)}, or {NEW}.")
        return found[int(typed) - 1]

    chosen: Customer | None = talk.ask("Which one?", read, default="1")
    return chosen


def tell(talk: Dialogue, caller: Caller) -> None:
    """Say who it is, to whoever answers: number, open cases, what is owed, how late, how often they asked."""
    if not talk.desk.somebody_answers:
        return
    if caller.known is None:
        talk.desk.say_once(f"{caller.typed}  a new customer")
        return
    number = f"  {caller.known.number}" if caller.known.number else ""
    cases = [_in_a_line(talk, file) for file in caller.open]
    count = "" if len(cases) == 1 else f"  {len(cases) or 'no'} open cases"
    lines = [f"{caller.known}{number}{count}", *(f"  {each}" for each in cases)]
    if len(cases) == 1 and len("".join(lines)) <= terminal_width():
        lines = ["".join(lines)]
    for line in lines:
        talk.desk.say_once(line)


def _in_a_line(talk: Dialogue, file: CaseFile) -> str:
    told = standing(file, talk.desk.shop, talk.desk.now)
    parts = (told,) if isinstance(told, str) else told
    words = "".join(part if isinstance(part, str) else said(part, ('"', '"'), str) for part in parts)
    return f"{file.case.name} {words}"


def which_case(talk: Dialogue, caller: Caller) -> int | None:
    """The open case that is meant; None for a new one. Raises BadInput where there are several, and nobody answers."""
    desk, names = talk.desk, [file.case.name for file in caller.open]
    if not names:
        return None
    if not desk.somebody_answers:
        if names[1:]:
            raise BadInput(
                f"{caller.typed} has {len(names)} open cases; name one with --case, or open another with --subject.",
                [f"{file.case.name}  {file.case.subject}" for file in caller.open],
            )
        return caller.open[0].case.id

    def read(typed: str) -> int | None:
        if typed.lower() == NEW:
            return None
        with desk.reader() as fetch:
            number = given.case_id(fetch, typed)
            check_theirs(fetch, number, caller)
        return number

    desk.say_once(f"  {NEW}  a new case")
    case: int | None = talk.ask("Which case?", read, default=names[0])
    return case


def check_theirs(fetch: Fetch, case_id: int, caller: Caller) -> None:
    """Raise BadInput for a case of somebody else's."""
    if caller.known is None or case_id not in cases_of(fetch, caller.known.id):
        raise BadInput(f"{show('C', case_id)} is not one of {caller.typed}'s cases; check the number and the name.")


def of_case(talk: Dialogue, typed: str, who: str | None) -> tuple[Caller, int]:
    """Whose case is named, and which. Raises what `given.case_id` raises, and BadInput where `who` is somebody else."""
    with talk.desk.reader() as fetch:
        number = given.case_id(fetch, typed)
        [file] = case_files(fetch, [number])
        if who is not None and file.case.customer not in candidates(fetch, who):
            raise BadInput(f"{file.case.name} is {file.case.customer}'s, not {who}'s; check the number and the name.")
    return Caller(file.case.customer.name, file.case.customer, (file,)), number
