"""Relations that were ended, and what is still promised to a customer."""

from datetime import date, datetime

from careline.domain.cases.case import Customer
from careline.domain.errors import Refused
from careline.domain.people import endings as rules
from careline.domain.people.endings import Ending, Try
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import full_date
from careline.store.fetch import Fetch
from careline.store.stamps import read_moment, stamp


def ended_at(fetch: Fetch, as_of: datetime) -> list[datetime]:
    """When relations were ended by a moment, those taken back included; the first first."""
    rows = fetch("SELECT at FROM endings WHERE at <= :as_of ORDER BY at", as_of=stamp(as_of))
    return [read_moment(at) for (at,) in rows]


def ending_of(fetch: Fetch, customer_id: int, as_of: datetime) -> Ending | None:
    """How the relation with a customer was ended, where it stood ended at a moment."""
    rows = fetch(
        """
        SELECT id, at, who, because FROM endings WHERE customer_id = :customer_id AND at <= :as_of
            AND (taken_back_at IS NULL OR taken_back_at > :as_of) ORDER BY id DESC LIMIT 1
        """,
        customer_id=customer_id,
        as_of=stamp(as_of),
    )
    if not rows:
        return None
    number, at, who, because = rows[0]
    tries = fetch("SELECT what, on_date FROM tries WHERE ending_id = :id ORDER BY on_date, id", id=number)
    return Ending(
        number, read_moment(at), who, because, tuple(Try(what, date.fromisoformat(day)) for what, day in tries)
    )


def still_promised(fetch: Fetch, customer_id: int) -> list[int]:
    """The live promises on all cases of a customer, the one due first first."""
    rows = fetch(
        """
        SELECT p.id FROM cases c JOIN promises p ON p.case_id = c.id
        WHERE c.customer_id = :customer_id AND p.ended_at IS NULL ORDER BY p.due_at, p.id
        """,
        customer_id=customer_id,
    )
    return [number for (number,) in rows]


def check_can_end(fetch: Fetch, shop: Shop, customer: Customer, who: str, now: datetime) -> None:
    """Decide whether somebody may end the relation with a customer now.

    Raises Refused.
    """
    rules.check_owner(who, shop.owner, f"end the relation with {customer.name}")
    if before := ending_of(fetch, customer.id, now):
        on = full_date(shop.calendar.date_of(before.at))
        raise Refused(f"The relation with {customer.name} was already ended on {on}.")
    rules.check_nothing_promised(customer.name, still_promised(fetch, customer.id))
