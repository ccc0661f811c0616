"""Programmes of suppliers, told in sentences."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from careline.domain.money.costs import Payer
from careline.domain.replacements.programmes import (
    Approval,
    Period,
    Programme,
    Returns,
    Used,
    cap_currency,
    counts_since,
)
from careline.domain.replacements.replacement import ShippedBy
from careline.domain.report import Key, Kind, Shape
from careline.domain.shop.shop import Shop
from careline.domain.time.phrase_grammar import spelled
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.render.reading import MONEY, amount, text
from careline.store.fetch import Fetch
from careline.store.replacements.programmes import programme_of_party, used_under

PROGRAMME = Shape(
    "programme",
    "what a supplier does for us, and what of its cap is used",
    (
        Key("approval", Approval),
        text("approve_within"),
        Key("ships", ShippedBy),
        text("ship_within"),
        Key("pays_goods", Payer),
        Key("pays_shipping", Payer),
        Key("returns", Returns),
        Key("return_above", Kind.MONEY, amount("return_above"), null=True),
        Key("warranty_months", Kind.NUMBER, null=True),
        Key("doa_days", Kind.NUMBER, null=True),
        Key("cap_units", Kind.NUMBER, null=True),
        Key("cap_amount", Kind.MONEY, amount("cap_amount"), null=True),
        Key("cap_every", Period, null=True),
        Key("cap_since", Kind.MOMENT, lambda _, counted: counted.since, null=True),
        Key("used_units", Kind.NUMBER, lambda _, counted: counted.used and counted.used.units, null=True),
        Key(
            "used_amount",
            Kind.MONEY,
            lambda _, counted: MONEY.of(counted.used.amount) if counted.used else None,
            null=True,
        ),
    ),
)


@frozen
class Counted:
    """A programme, and what has gone out under it since its cap began to count; None without a cap."""

    programme: Programme
    since: datetime | None
    used: Used | None

    def sentences(self) -> str:
        """The programme as one tells it, sentence after sentence."""
        return " ".join(f"{sentence}." for sentence in _sentences(self.programme, self.used))

    def as_object(self) -> dict[str, Any]:
        """The programme as an object."""
        return PROGRAMME.of(self.programme, self)


def programme_at(fetch: Fetch, shop: Shop, party_id: int, now: datetime) -> Counted | None:
    """The programme of a supplier, with what was used of its cap by that moment; None where there is none."""
    programme = programme_of_party(fetch, party_id)
    if programme is None:
        return None
    if programme.cap_every is None:
        return Counted(programme, None, None)
    since = counts_since(programme.cap_every, now, shop.calendar.zone)
    currency = cap_currency(programme, shop.currency)
    return Counted(programme, since, used_under(fetch, party_id, currency, since, now))


def _sentences(programme: Programme, used: Used | None) -> Iterator[str]:
    asked = programme.approval is Approval.ON_REQUEST
    yield f"Approves {'on request' if asked else 'by itself'}{_within(programme.approve_within)}"
    we_ship = programme.ships is ShippedBy.US
    yield f"{'We ship the unit' if we_ship else 'Ships the unit itself'}{_within(programme.ship_within)}"
    yield _pays(programme.pays_goods is Payer.SUPPLIER, programme.pays_shipping is Payer.SUPPLIER)
    yield _wants_back(programme)
    lasting = [f"Warranty {counted(programme.warranty_months, 'month')}"] if programme.warranty_months else []
    if programme.doa_days:
        lasting.append(f"dead on arrival counts for {counted(programme.doa_days, 'day')}")
    if lasting:
        told = "; ".join(lasting)
        yield told[0].upper() + told[1:]
    if used:
        yield _cap(programme, used)


def _within(phrase: str | None) -> str:
    return f", within {spelled(phrase)}" if phrase else ""


def _pays(goods: bool, shipping: bool) -> str:
    if goods is shipping:
        return "Pays goods and shipping" if goods else "We pay goods and shipping"
    return "Pays goods; we pay shipping" if goods else "Pays shipping; we pay goods"


def _wants_back(programme: Programme) -> str:
    if programme.return_above:
        return f"Wants the old unit back above {programme.return_above.shown()}"
    return "Wants the old unit back" if programme.returns is Returns.ALWAYS else "Wants nothing back"


def _cap(programme: Programme, used: Used) -> str:
    caps, so_far = [], []
    if programme.cap_units:
        caps.append(counted(programme.cap_units, "unit"))
        so_far.append(str(used.units))
    if programme.cap_amount:
        caps.append(programme.cap_amount.shown())
        so_far.append(used.amount.shown())
    return f"At most {' and '.join(caps)} a {programme.cap_every}: {' and '.join(so_far)} so far"
