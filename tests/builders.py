"""Values to test rules with: everything that a test does not speak of has a harmless default.

The moments are those of the story of the network card: opened on Mon 1 Jun 2026 at 10:00 in New York, due on Tue 2 Jun
at 17:00.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.case import Case, Customer, Fault, FoundBy, Severity
from careline.domain.cases.contacts import Contact, Direction
from careline.domain.ladder.escalations import Escalation
from careline.domain.money.costs import Cost, CostKind, Payer
from careline.domain.money.money import Money
from careline.domain.money.purchases import Purchase
from careline.domain.promises.promise import Promise, PromiseKind
from careline.domain.replacements.claims import Claim
from careline.domain.replacements.replacement import EarlierOutcome, Outcome, Replacement, ShippedBy
from careline.domain.replacements.returns import Return
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop
from careline.domain.time.working_time import DEFAULT_HOURS, Calendar

BOSTON = ZoneInfo("America/New_York")
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def boston(day: int, hour: int = 17, minute: int = 0, *, month: int = 6) -> datetime:
    """A moment of 2026 on a clock in Boston, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=BOSTON).astimezone(UTC)


OPENED = boston(1, 10)
DUE = boston(2)


def calendar(*days_off: date) -> Calendar:
    """Monday to Friday from 09:00 to 17:00 in Boston."""
    return Calendar(BOSTON, DEFAULT_HOURS, frozenset(days_off))


def promise(number: int = 1, /, **facts: Any) -> Promise:
    """A promise of FieldCo's."""
    defaults: dict[str, Any] = {
        "case_id": 1,
        "kind": PromiseKind.OTHER,
        "what": "FieldCo calls to book the visit",
        "said": True,
        "automatic": False,
        "owner": "Ana",
        "performer": "FieldCo",
        "made_at": OPENED,
        "due_at": DUE,
    }
    return Promise(id=number, **defaults | facts)


def check_back(number: int = 1, /, **facts: Any) -> Promise:
    """A follow-up that careline planned by itself."""
    mine = {"kind": PromiseKind.FOLLOW_UP, "said": False, "automatic": True, "performer": "Ana"}
    return promise(number, **mine | facts)


def heard(number: int, at: datetime, **facts: Any) -> Contact:
    """The customer to us: a question that is still unanswered."""
    return contact(number, at, direction=Direction.IN, who="Robin Vale", **{"reached": False} | facts)


def told(number: int, at: datetime, **facts: Any) -> Contact:
    """We to the customer."""
    return contact(number, at, direction=Direction.OUT, who="Ana", **facts)


def contact(number: int, at: datetime, **facts: Any) -> Contact:
    """An exchange without words."""
    return Contact(id=number, case_id=1, at=at, **{"channel": None, "text": None} | facts)


def replacement(number: int = 1, outcome: Outcome | None = None, **facts: Any) -> Replacement:
    """A headset, shipped when the case was opened; one with an outcome arrived when it was due."""
    arrived = outcome is not None and outcome is not Outcome.LOST
    defaults: dict[str, Any] = {
        "case_id": 1,
        "chain": 1,
        "attempt": number,
        "wanted": "MX500i",
        "item": "MX500i",
        "serial": None,
        "basis": None,
        "because": None,
        "why": "Yours broke; this one is yours.",
        "different": None,
        "substitute_because": None,
        "consent": None,
        "supplier": None,
        "carrier": "FedEx",
        "tracking": None,
        "shipped_by": ShippedBy.US,
        "requested_at": OPENED,
        "packed_at": OPENED,
        "shipped_at": OPENED,
        "delivered_at": DUE if arrived else None,
        "outcome_at": DUE if outcome else None,
    }
    return Replacement(id=number, outcome=outcome, **defaults | facts)


def lived(number: int, *outcomes: tuple[Outcome, datetime], **facts: Any) -> Replacement:
    """A headset that had these outcomes one after the other, each at its moment."""
    *earlier, (outcome, at) = outcomes
    before = tuple(EarlierOutcome(each, then, None) for each, then in earlier)
    return replacement(number, outcome, **{"outcome_at": at, "earlier": before} | facts)


def cost(number: int = 1, /, **facts: Any) -> Cost:
    """A headset that we pay, $41.00, on the day when the case was opened."""
    defaults: dict[str, Any] = {
        "case_id": 1,
        "replacement_id": None,
        "at": OPENED,
        "kind": CostKind.GOODS,
        "amount": Money(4100, "USD"),
        "payer": Payer.US,
        "waived": False,
        "note": None,
    }
    return Cost(id=number, **defaults | facts)


def claim(number: int = 1, /, **facts: Any) -> Claim:
    """What Plantronics owes for R-1, $41.00, since the case was opened; nobody has asked for it yet."""
    defaults: dict[str, Any] = {
        "case_id": 1,
        "replacement_id": number,
        "supplier": "Plantronics",
        "amount": Money(4100, "USD"),
        "due_at": OPENED,
    }
    return Claim(id=number, **defaults | facts)


def old_unit(number: int = 1, /, **facts: Any) -> Return:
    """The unit that R-1 stands in for, asked for when the case was opened."""
    defaults: dict[str, Any] = {"case_id": 1, "replacement_id": number, "asked_at": OPENED, "due_at": DUE}
    return Return(id=number, **defaults | facts)


def purchase(number: int = 1, /, **facts: Any) -> Purchase:
    """A headset for $60.00 that cost us $41.00, bought two months before the case was opened."""
    defaults: dict[str, Any] = {
        "customer_id": 1,
        "product": "MX500i",
        "order": None,
        "serial": None,
        "bought_at": boston(1, month=4),
        "delivered_at": None,
        "quantity": 1,
        "price": Money(6000, "USD"),
        "cost": Money(4100, "USD"),
    }
    return Purchase(id=number, **defaults | facts)


def escalation(number: int = 1, /, **facts: Any) -> Escalation:
    """An escalation to FieldCo's dispatch, raised on Wed 3 Jun 15:15, to be acknowledged by Thu 11:15."""
    defaults: dict[str, Any] = {
        "case_id": 1,
        "promise_id": 1,
        "level": number,
        "to": "FieldCo dispatch",
        "because": None,
        "raised_at": boston(3, 15, 15),
        "raised_by": "Ana",
        "ack_by": boston(4, 11, 15),
        "backup": "Second Firm comes on Monday",
    }
    return Escalation(id=number, **defaults | facts)


def case(**facts: Any) -> Case:
    """Robin's case, open."""
    defaults: dict[str, Any] = {
        "id": 1,
        "customer": Customer(1, "Robin Vale", "robin@example.com"),
        "subject": "Network card",
        "product": None,
        "order": None,
        "channel": None,
        "found_by": FoundBy.CUSTOMER,
        "fault": Fault.UNKNOWN,
        "severity": Severity.NORMAL,
        "usable": None,
        "tried": None,
        "opened_at": OPENED,
        "closed_at": None,
        "closed_how": None,
    }
    return Case(**defaults | facts)


def file(**parts: Any) -> CaseFile:
    """Robin's case, with these parts."""
    return CaseFile(**{"case": case()} | parts)


def shop(policy: Policy | None = None) -> Shop:
    """Headsets Direct, whose owner is Ana; without a ladder unless the policy has one."""
    return Shop("Headsets Direct", calendar(), policy or Policy(), "Ana", "USD")
