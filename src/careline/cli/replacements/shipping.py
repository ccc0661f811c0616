"""`careline ship-replacement`, which is also `careline case ship-replacement`, and the options of all that ships."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import CaseArgument, KeepsOption
from careline.cli.frame.bundles import Bundle
from careline.cli.frame.options import recording
from careline.cli.frame.questions import LeavingOut
from careline.cli.replacements import tellers
from careline.cli.replacements.arguments import (
    AgainOption,
    AnnouncedOption,
    AnotherOption,
    ArrivesOption,
    BasisOption,
    BecauseOption,
    CarrierOption,
    ConsentOption,
    DifferentOption,
    ForOption,
    GoodsOption,
    ItemOption,
    NoReturnOption,
    PostageOption,
    QuantityOption,
    ReturnByOption,
    SerialOption,
    SubstituteOption,
    SupplierOption,
    TrackingOption,
    WhyOption,
)
from careline.desk import Desk
from careline.domain import ids
from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.serials import kept, read_serials
from careline.domain.errors import BadInput
from careline.domain.money.money import Money
from careline.domain.replacements.attempts import Asked
from careline.domain.replacements.units import check_quantity
from careline.domain.values import frozen

if TYPE_CHECKING:
    from careline.usecases.replacements.shipping import Parcel

app = typer.Typer()


class ConsentMayBeBare(LeavingOut):
    """`--consent` alone says that the customer consents; with a text it says how they put it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a bare --consent its word before Click reads the line."""
        full: list[str] = []
        for place, word in enumerate(args):
            full.append(word)
            following = args[place + 1] if place + 1 < len(args) else "--"
            if word == "--consent" and following.startswith("-"):
                full.append("yes")
        return super().parse_args(ctx, full)


@frozen
class UnitOptions(Bundle):
    """The options of a unit that is asked for, and of the parcel in which it leaves."""

    item: ItemOption = None
    quantity: QuantityOption = None
    because: BecauseOption = None
    why: WhyOption = None
    arrives: ArrivesOption = None
    for_: ForOption = None
    keeps: KeepsOption = None
    carrier: CarrierOption = None
    supplier: SupplierOption = None
    tracking: TrackingOption = None
    different: DifferentOption = None
    substitute_because: SubstituteOption = None
    consent: ConsentOption = None
    basis: BasisOption = None
    serial: SerialOption = None
    again: AgainOption = False
    another: AnotherOption = False
    goods: GoodsOption = None
    postage: PostageOption = None
    return_by: ReturnByOption = None
    no_return: NoReturnOption = False
    announced: AnnouncedOption = False

    def asked(self, desk: Desk) -> Asked:
        """What is asked for. Raises BlankText, NotText and BadInput."""
        return Asked(
            why=given.words(desk, self.why),
            item=given.filled("--item", self.item),
            serial=kept(read_serials(self.serial)),
            because=self.because,
            basis=self.basis,
            carrier=desk.person("--carrier", self.carrier),
            supplier=desk.person("--supplier", self.supplier),
            different=self.different,
            substitute_because=self.substitute_because,
            consent=self.consent,
            again=self.again,
            is_another=self.another,
            quantity=check_quantity(self.quantity),
        )

    def parcel(self, desk: Desk, at: datetime) -> "Parcel":
        """What is known of the parcel. Raises BlankText and BadInput, and what dates and amounts raise."""
        from careline.usecases.replacements import shipping

        carrier = desk.person("--carrier", self.carrier)
        if self.return_by is not None and self.no_return:
            raise BadInput("--return-by asks for the old unit, but --no-return leaves it; give only one of them.")
        arrives_as = ids.read(self.for_, "P") if self.for_ is not None else None
        keeps = tuple(ids.read(each, "P") for each in self.keeps or ())
        if arrives_as in keeps:
            raise BadInput(
                "--keeps says that sending keeps it, but --for that the arrival will; give only one of them."
            )
        return shipping.Parcel(
            arrives_at=self.arrives_at(desk, at),
            arrives_as=arrives_as,
            keeps=keeps,
            carrier=carrier,
            tracking=self.tracking,
            asks_carrier=desk.somebody_answers,
            serial=kept(read_serials(self.serial)),
            goods=self.price(desk),
            postage=_money(desk, self.postage),
            return_by=_due(desk, self.return_by, at),
            keep_old=self.no_return,
            announced=self.announced,
        )

    def arrives_at(self, desk: Desk, at: datetime) -> datetime | None:
        """By when it is with the customer; None where that is not said."""
        return _due(desk, self.arrives, at)

    def price(self, desk: Desk) -> Money | None:
        """What the unit costs; None where that is not said. Raises what `read_money` raises."""
        return _money(desk, self.goods)


@recording(app, "ship-replacement", tellers.shipped, cls=ConsentMayBeBare)
def ship_replacement(desk: Desk, at: datetime, case: CaseArgument, *, unit: UnitOptions) -> Recorded:
    """Send a replacement, with a note that says why. It makes two promises: it arrives, and we check that it works.

    Without --quantity as many go out as are to be sent. A unit that was requested before is sent as requested. After
    one that works, use --another.

    Example: careline ship-replacement C-1 --why "Your headset broke. This one is yours; nothing to pay." --arrives 2bd
    """
    from careline.usecases.replacements import shipping

    asked, parcel = unit.asked(desk), unit.parcel(desk, at)
    with desk.session("case ship-replacement") as work:
        number = given.case_id(work.fetch, case)
        return shipping.ship_replacement(work, desk.shop, number, asked, parcel, at=at)


def _due(desk: Desk, phrase: str | None, at: datetime) -> datetime | None:
    """The due moment of a phrase; None stays None."""
    return desk.due(phrase, at=at) if phrase is not None else None


def _money(desk: Desk, amount: str | None) -> Money | None:
    """An amount, in the shop's currency unless it names another; None stays None. Raises what `read_money` raises."""
    from careline.domain.money.money import read_money

    return read_money(amount, desk.shop.currency) if amount is not None else None
