"""What is due to be mailed to buyers, as a table for the shop's mailer, and what an open case holds."""

from datetime import datetime
from typing import Any

from careline.domain.ids import show
from careline.domain.people.invitations import (
    STATES,
    Mailing,
    Purpose,
    State,
    due_at,
    held_until,
    last_start,
    time_after,
)
from careline.domain.report import Key, Kind, Report, Section, Shape
from careline.domain.shop.shop import Shop
from careline.render.reading import moment, text
from careline.reports.listing import keyed, titled
from careline.store.fetch import Fetch
from careline.store.people import invitations

MAILING = Shape(
    "mailing",
    "a purchase whose buyer is written to",
    (
        Key("name"),
        text("email"),
        text("order"),
        Key("product"),
        moment("delivered_at"),
        Key("due_at", Kind.MOMENT),
        Key("purchase", Kind.ID),
    ),
)
DUE = keyed(
    "name email order product delivered_at due_at purchase",
    like=MAILING,
    purchase="Purchase",
    name="Customer",
    email="E-mail",
    order="Order",
    product="Product",
    delivered_at="Delivered",
    due_at="Due",
)
HELD = (
    *titled(DUE, due_at=""),
    *keyed("case until", case=("Held by", Kind.ID), until=("At the latest until", Kind.MOMENT)),
)
SECTIONS = {"due": DUE, "held": HELD}
SOMETIMES = ("held",)
"""Only an invitation is held."""
TITLES = {Purpose.INVITATION: "Invitations to review", Purpose.ARRIVAL_CHECK: "Did it arrive well?"}


def due_mailings(fetch: Fetch, shop: Shop, now: datetime, purpose: Purpose) -> Report:
    """What is due, the oldest delivery first, and of the invitations those that an open case holds."""
    due, held = [], []
    for mailing in invitations.unsent(fetch, purpose, now, last_start(time_after(purpose, shop), shop, now)):
        made = mailing_object(mailing, purpose, shop)
        row = tuple(made[column.key] for column in DUE)
        match STATES[purpose](mailing, shop, now):
            case State.DUE:
                due.append(row)
            case State.HELD:
                held.append((*row, show("C", mailing.open_case or 0), held_until(mailing, shop)))
    sections = [Section("due", SECTIONS["due"], tuple(due), title="Due")]
    if purpose is Purpose.INVITATION:
        sections.append(Section("held", SECTIONS["held"], tuple(held), title="Held by an open case"))
    return Report(
        name=f"{purpose} due",
        title=TITLES[purpose],
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing="Nothing is due.",
        closing=(f"Once they are sent: careline {purpose} sent --all-due",) if due else (),
        sections=tuple(sections),
    )


def mailing_object(mailing: Mailing, purpose: Purpose, shop: Shop) -> dict[str, Any]:
    """A mailing as an object."""
    return MAILING.filled(
        name=mailing.name,
        email=mailing.email,
        order=mailing.order,
        product=mailing.product,
        delivered_at=mailing.delivered_at,
        due_at=due_at(mailing, purpose, shop),
        purchase=show("B", mailing.purchase_id),
    )
