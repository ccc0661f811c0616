"""What was typed, turned into the values that use cases take: texts, ids, promises."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, MissingOption, NotFound
from careline.domain.ids import NoSuchId
from careline.domain.wording import shell_word
from careline.store.fetch import Fetch

if TYPE_CHECKING:
    from careline.domain.cases.case import Customer
    from careline.store.people.parties import Party
    from careline.store.recording import Recording


class NoSuchPerson(NotFound):
    """Nobody of that name is known."""

    def __init__(self, role: str, name: str, advice: str = "") -> None:
        super().__init__(f'No {role} is called "{name}".{advice and f" {advice}"}')


class NobodyCalled(BadInput):
    """Whose matters a report is to tell of is nobody."""

    def __init__(self, role: str, name: str, advice: str) -> None:
        super().__init__(f'Nobody is called "{name}". {advice}')


class WithoutPromise(BadInput):
    """What belongs to a promise, without one."""

    def __init__(self, option: str, promise: str = "--promise") -> None:
        super().__init__(f"{option} needs {promise}: say what is promised.")


def text(desk: Desk, given: str | None) -> str | None:
    """The text; `-` is standard input. Raises NotText and BadInput."""
    return desk.standard_input if given == "-" else given


def asked_for(desk: Desk, question: str) -> str | None:
    """What somebody at a terminal answers to a question that they may pass over; None elsewhere."""
    return (desk.ask(question) or None) if desk.somebody_answers else None


def words(desk: Desk, given: str | None) -> str | None:
    """What we say: the text, or `@sent` for the phrase of that name in the settings; `@@` begins with a plain @.

    Raises NotText and BadInput.
    """
    if given is None or not given.startswith("@"):
        return text(desk, given)
    if given.startswith("@@"):
        return given[1:]
    if len(given.split()) > 1:
        return given
    phrases = desk.settings.phrases
    name = given[1:].strip().lower()
    if name not in phrases:
        raise _unknown_phrase(given, tuple(phrases))
    return phrases[name]


def _unknown_phrase(given: str, known: Sequence[str]) -> BadInput:
    """The refusal: a word with an @ that names no phrase of the settings."""
    import difflib

    near = difflib.get_close_matches(given[1:].lower(), known, n=1)
    there = ", ".join(f"@{name}" for name in known) or "none yet"
    advice = f"Did you mean @{near[0]}?" if near else f"There is {there}."
    return BadInput(f'"{given}" is not a phrase in your settings. {advice} For a plain @, write @@.')


def case_id(fetch: Fetch, typed: str) -> int:
    """The case that was meant: by its id, or by a customer with exactly one open case.

    A customer is named by name, address or telephone number, or by a first name that only one has of those with open
    cases. Raises NoSuchId, WrongKind, NoSuchPerson, NotFound, BadInput, AmbiguousName, AnotherName and NearName.
    """
    from careline.domain.names import fold
    from careline.store.cases import case_exists, open_cases_of

    if ids.looks_like_id(typed):
        number = ids.read(typed, "C")
        if case_exists(fetch, number):
            return number
        if not is_long_number(typed):
            raise NoSuchId("C", number)
    found = _customer_of(fetch, typed)
    cases = open_cases_of(fetch, found.id) if found else []
    if found and cases and len(typed.split()) == 1 and fold(found.name) == fold(typed):
        _case_of_first_name(fetch, typed)  # who is known by a first name alone is not the only one of that name
    if not cases:
        by_first_name = _case_of_first_name(fetch, typed)
        if by_first_name is not None:
            return by_first_name
    if not cases:
        raise _no_open_case(fetch, found or _called_by_first_name(fetch, typed) or customer(fetch, typed))
    if len(cases) > 1:
        raise BadInput(
            f"{found and found.name} has {len(cases)} open cases; say which one.",
            [f"C-{number}  {text}" for number, text in cases],
        )
    return cases[0][0]


def is_long_number(typed: str) -> bool:
    """True for a telephone number with more digits than the number of a case has."""
    from careline.domain.telephones import ENDING, read_number

    number = read_number(typed)
    return number is not None and len(number.digits) >= ENDING


def _customer_of(fetch: Fetch, typed: str) -> "Customer | None":
    """Who is named as a whole; None for anybody else, also where a name is almost somebody's."""
    from careline.domain.names import NearName

    try:
        return customer(fetch, typed)
    except (NearName, NoSuchPerson):
        return None


def _case_of_first_name(fetch: Fetch, typed: str) -> int | None:
    """The only open case of all whose first name is that; None where nobody's is. Raises BadInput for several."""
    from careline.domain.names import read_person
    from careline.store.people.customers import with_open_cases

    name = read_person(typed, "customer").name
    found = with_open_cases(fetch, name) if name and "@" not in typed else []
    if len(found) > 1:
        raise BadInput(
            f'"{typed}" could be {len(found)} open cases; say which one.',
            [f"C-{number}  {whose}: {subject}" for whose, number, subject in found],
        )
    return found[0][1] if found else None


def _called_by_first_name(fetch: Fetch, typed: str) -> "Customer | None":
    """The only customer of all whose first name is that; None where nobody's is. Raises AmbiguousName for several."""
    from careline.domain.names import AmbiguousName, fold
    from careline.store import search

    if len(typed.split()) != 1:
        return None
    found = [each for each in search.customers(fetch, [typed]) if fold(each.first_name) == fold(typed)]
    if len(found) > 1:
        raise AmbiguousName("customer", typed, map(str, found), "give more of the name")
    return found[0] if found else None


def _no_open_case(fetch: Fetch, whose: "Customer") -> NotFound:
    """The refusal: a customer without an open case; it names the one that was closed last."""
    from careline.store.cases import closed_last

    closed = closed_last(fetch, whose.id)
    if closed is None:
        return NotFound(f'{whose.name} has no case yet; open one: careline open "..." --customer {quoted(whose)}.')
    number, subject = closed
    return NotFound(
        f"{whose.name} has no open case. The last one closed is C-{number} ({subject}); to use it, give its number: "
        f'careline heard {number} "...".'
    )


def quoted(customer: "Customer") -> str:
    """A customer as a word of a command line."""
    return shell_word(customer.email or customer.name)


def promise_id(fetch: Fetch, typed: str) -> int:
    """The promise that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    return _id(fetch, typed, "P")


def replacement_id(fetch: Fetch, typed: str) -> int:
    """The replacement that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    return _id(fetch, typed, "R")


def escalation_id(fetch: Fetch, typed: str) -> int:
    """The escalation that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    return _id(fetch, typed, "E")


def cost_id(fetch: Fetch, typed: str) -> int:
    """The cost that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    return _id(fetch, typed, "M")


def article_id(fetch: Fetch, typed: str) -> int:
    """The article that was meant. Raises NotAnId, WrongKind and NoSuchId."""
    from careline.store.knowledge.articles import article_exists

    number = ids.read(typed, "K")
    if not article_exists(fetch, number):
        raise NoSuchId("K", number)
    return number


def _id(fetch: Fetch, typed: str, prefix: str) -> int:
    from careline.store.casefile import case_of

    number = ids.read(typed, prefix)
    if case_of(fetch, prefix, number) is None:
        raise NoSuchId(prefix, number)
    return number


def customer(fetch: Fetch, typed: str) -> "Customer":
    """The known customer that was meant. Raises NoSuchPerson, AmbiguousName, AnotherName and NearName."""
    from careline.domain.names import read_person
    from careline.store.people.customers import find_customer

    found = find_customer(fetch, read_person(typed, "customer"), "'careline customer list' shows everybody")
    if found is None:
        raise NoSuchPerson("customer", typed)
    return found


def two_customers(fetch: Fetch, typed: str, beside: str) -> "tuple[Customer, Customer]":
    """Two known customers: where two share a name and one of them is named otherwise, the name is the other's.

    Raises what `customer` raises.
    """
    from careline.domain.names import AmbiguousName

    try:
        one = customer(fetch, typed)
    except AmbiguousName:
        two = customer(fetch, beside)
        return _other_than(fetch, typed, two), two
    try:
        return one, customer(fetch, beside)
    except AmbiguousName:
        return one, _other_than(fetch, beside, one)


def _other_than(fetch: Fetch, typed: str, known: "Customer") -> "Customer":
    """Who else has a name. Raises AmbiguousName where several do, and what `customer` raises."""
    from careline.domain.names import fold
    from careline.store.people.customers import customers_named

    others = [each for each in customers_named(fetch, fold(typed)) if each.id != known.id]
    return others[0] if len(others) == 1 else customer(fetch, typed)


def names_customer(fetch: Fetch, word: str, *, by_first_name: bool) -> bool:
    """True for a customer's name, address or number, also where several have it.

    Where `by_first_name`, also for the first name of somebody with an open case. Raises NearName for what is almost a
    name.
    """
    from careline.domain.names import AmbiguousName, AnotherName, BadAddress, BlankName, read_person
    from careline.store.people.customers import find_customer, with_open_cases

    if word == "-":
        return False
    try:
        way_out = "give the text as - on standard input"
        person = read_person(word, "customer")
        if by_first_name and person.name and with_open_cases(fetch, person.name):
            return True
        return find_customer(fetch, person, way_out) is not None
    except (AmbiguousName, AnotherName):
        return True
    except (BadAddress, BlankName):
        return False


def party(fetch: Fetch, typed: str) -> "Party":
    """The known party that was meant. Raises NoSuchPerson and NearName."""
    from careline.domain.names import read_person
    from careline.store.people.parties import find_party

    found = find_party(fetch, read_person(typed, "party"), "party", "'careline party list' shows everybody")
    if found is None:
        raise NoSuchPerson("party", typed)
    return found


def party_at_work(work: "Recording", typed: str) -> "Party":
    """The known party, or one of us whom only the settings name. Raises NoSuchPerson, NearName and Retired."""
    from careline.usecases import known_or_new

    found = known_or_new.party_or_colleague(work, typed)
    if found is None:
        raise NoSuchPerson("party", typed)
    return found


def party_name(
    desk: Desk,
    fetch: Fetch,
    option: str,
    typed: str | None,
    *,
    unknown: type[NoSuchPerson] | type[NobodyCalled] = NoSuchPerson,
) -> str | None:
    """The name of the party whose matters are looked at, or of one of us whom only the settings name; None stays None.

    Raises `unknown` with whom there is, NearName, BlankOption and BadInput.
    """
    name = desk.person(option, typed)
    if name is None:
        return None
    from careline.domain.names import fold, read_person
    from careline.domain.wording import meant
    from careline.store.people.parties import all_parties, find_party

    us = {fold(each): each for each in (desk.settings.me, desk.settings.owner)}
    if fold(name) in us:
        return us[fold(name)]
    found = find_party(fetch, read_person(name, "party"), "party", "'careline party list' shows everybody")
    if found is None:
        names = us | {fold(each.name): each.name for each in all_parties(fetch)}
        everybody = [names[folded] for folded in sorted(names)]
        raise unknown("party", name, meant(name, everybody, listed_by="careline party list", cutoff=0.5))
    return found.name


def filled(option: str, value: str | None) -> str | None:
    """The text, if it is not blank; None stays None. Raises BlankText."""
    from careline.domain.cases.case import BlankText

    if value is not None and not value.strip():
        raise BlankText(option)
    return value


def present(option: str, value: str | None, what: str) -> str:
    """The value, which is always needed; `what` tells what it is. Raises MissingOption."""
    if value is None:
        raise MissingOption(option, what)
    return value


def needed(desk: Desk, option: str, given: str | None, what: str) -> str:
    """A text that is always needed; `-` is standard input.

    Raises MissingOption and BlankText and what `text` raises.
    """
    from careline.domain.cases.case import BlankText

    value = present(option, text(desk, given), what)
    if not value.strip():
        raise BlankText(option)
    return value.strip()


def duration(option: str, given: str) -> str:
    """A phrase that counts from some moment on. Raises BlankText, NotADuration and BadInput."""
    from careline.domain.time.phrase_grammar import read_duration
    from careline.domain.time.phrase_refusals import NotADuration

    if read_duration(filled(option, given) or "") is None:
        raise NotADuration(given)
    return given.strip()


def interval(given: str | None) -> str | None:
    """How often something happens: a duration, or never. Raises NotADuration and BadInput."""
    from careline.domain.shop.policy import NEVER
    from careline.domain.time.phrase_grammar import read_duration
    from careline.domain.time.phrase_refusals import NotADuration

    if given is None or given.strip().lower() == NEVER:
        return given and NEVER
    if read_duration(given) is None:
        raise NotADuration(given)
    return given.strip()
