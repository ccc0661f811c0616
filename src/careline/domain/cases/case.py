"""A case itself: one customer's trouble, from the first word to the customer's last."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from careline.domain.calling import short_name
from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.telephones import is_number
from careline.domain.values import frozen


class Channel(StrEnum):
    """How a contact came or went; imported cases may bring others."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    CHAT = "chat"
    IN_PERSON = "in_person"
    REVIEW = "review"
    SOCIAL = "social"
    LETTER = "letter"


class FoundBy(StrEnum):
    """Who noticed the trouble first."""

    CUSTOMER = "customer"
    US = "us"
    REVIEW = "review"


class Fault(StrEnum):
    """Whose doing it was."""

    UNKNOWN = "unknown"
    PRODUCT = "product"
    SHIPPING = "shipping"
    US = "us"
    THIRD_PARTY = "third_party"
    CUSTOMER = "customer"
    NOBODY = "nobody"


class Severity(StrEnum):
    """How bad it is for the customer."""

    MINOR = "minor"
    NORMAL = "normal"
    MAJOR = "major"


class Status(StrEnum):
    """Open until it is closed."""

    OPEN = "open"
    CLOSED = "closed"


class ClosedHow(StrEnum):
    """On the customer's word, or without it; one that was merged into another goes on there."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    MERGED = "merged"


@frozen
class Customer:
    """Who a case belongs to."""

    id: int
    name: str
    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.email and self.email != self.name else self.name

    @property
    def first_name(self) -> str:
        """How we speak to them: see `short_name`."""
        return short_name(self.name)

    @property
    def number(self) -> str | None:
        """The telephone number beside the name; None where it is the name."""
        return self.phone if self.phone != self.name else None

    @property
    def addressed(self) -> str:
        """Whom a letter speaks to: by the whole name, or by none, where a number is all that is known of them."""
        return "customer" if is_number(self.name) else self.name


@frozen
class Note:
    """An internal remark, which the customer never sees."""

    id: int
    at: datetime
    who: str
    text: str
    number: int = 0

    @property
    def name(self) -> str:
        """`W-1`: notes are numbered along with contacts."""
        return show("W", self.number)


@frozen
class Reopening:
    """A closing that did not last; `lapsed_at` is when it did after all, as what had reopened the case was wrong."""

    closed_at: datetime
    closed_how: ClosedHow
    reopened_at: datetime
    id: int = 0
    lapsed_at: datetime | None = None


@frozen
class Link:
    """Another case that this one has to do with."""

    id: int
    case_id: int
    subject: str
    at: datetime
    because: str | None

    @property
    def name(self) -> str:
        """The other case: `C-2`."""
        return show("C", self.case_id)


@frozen
class Case:
    """The facts of a case itself; `update_every` is how often the customer hears from us, news or not.

    `quantity` is how many units it is about.
    """

    id: int
    customer: Customer
    subject: str
    product: str | None
    order: str | None
    channel: str | None
    found_by: FoundBy
    fault: Fault
    severity: Severity
    usable: bool | None
    tried: str | None
    opened_at: datetime
    closed_at: datetime | None
    closed_how: ClosedHow | None
    merged_into: int | None = None
    update_every: str | None = None
    serial: str | None = None
    review_address: str | None = None
    quantity: int = 1
    reopenings: tuple[Reopening, ...] = ()
    lapsed: tuple[Reopening, ...] = ()

    @property
    def name(self) -> str:
        """`C-1`."""
        return show("C", self.id)

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.closed_at is None

    @property
    def status(self) -> Status:
        """The same as a word."""
        return Status.OPEN if self.is_open else Status.CLOSED


class CaseIsClosed(Refused):
    """Nothing new on a closed case."""

    def __init__(self, case: Case) -> None:
        super().__init__(f"{case.name} is closed; reopen it first: careline reopen {case.id}.")


class BeforeItExisted(BadInput):
    """Something is said to have happened before what it speaks of."""

    def __init__(self, name: str, since: str) -> None:
        super().__init__(f"That is before {name} ({since}); give a later time.")


class NothingToEdit(BadInput):
    """An edit that names nothing."""

    def __init__(self, options: str) -> None:
        super().__init__(f"There is nothing to change; give {options}.")


class BlankText(BadInput):
    """A text that is always needed is blank."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is blank; write a few words.")


def case_as_of(case: Case, moment: datetime) -> Case:
    """Open or closed as it was then; a merged case is part of the other as of every moment."""
    if case.merged_into is not None:
        return case
    if case.lapsed:
        case = _as_believed(case, moment)
    past = tuple(r for r in case.reopenings if r.reopened_at <= moment)
    undone = next((r for r in case.reopenings if r.closed_at <= moment < r.reopened_at), None)
    if undone:
        return replace(case, closed_at=undone.closed_at, closed_how=undone.closed_how, reopenings=past)
    if case.closed_at is not None and case.closed_at > moment:
        return replace(case, closed_at=None, closed_how=None, reopenings=past)
    return replace(case, reopenings=past) if past != case.reopenings else case


def _as_believed(case: Case, moment: datetime) -> Case:
    """The case as it was believed to be at a moment: open, where a reopening of it has lapsed since."""
    then = tuple(r for r in case.lapsed if r.lapsed_at is not None and r.reopened_at <= moment < r.lapsed_at)
    known = replace(case, lapsed=tuple(r for r in case.lapsed if r.lapsed_at is not None and r.lapsed_at <= moment))
    return replace(known, closed_at=None, closed_how=None, reopenings=(*case.reopenings, *then)) if then else known


def check_not_merged(case: Case) -> None:
    """Raise Refused for a case that has become part of another."""
    if case.merged_into is not None:
        raise Refused(
            f"{case.name} is part of C-{case.merged_into} now; use that one: careline show {case.merged_into}."
        )


def may_be_silent(*, closed_at: datetime | None, due_at: datetime | None, kept_at: datetime | None) -> bool:
    """True for an imported case that stood open without a live promise at some time."""
    if due_at is None:
        return True
    return kept_at is not None and (closed_at is None or kept_at < closed_at)
