"""`careline ship-replacement`, which is also `careline case ship-replacement`, and the options of all that ships."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import typer

from careline.cli.frame import given
from careline.cli.frame.arguments import CaseArgument
from careline.cli.frame.options import recording
from careline.cli.frame.questions import LeavingOut
from careline.cli.replacements import tellers
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput
from careline.domain.money.money import Money, read_money
from careline.domain.replacements.attempts import Asked

if TYPE_CHECKING:
    from careline.usecases.replacements.shipping import Parcel
from careline.cli.replacements.arguments import (
    AgainOption,
    AnnouncedOption,
    ArrivesOption,
    BasisOption,
    BecauseOption,
    CarrierOption,
    ConsentOption,
    DifferentOption,
    GoodsOption,
    ItemOption,
    NoReturnOption,
    PostageOption,
    ReturnByOption,
    SerialOption,
    SubstituteOption,
    SupplierOption,
    TrackingOption,
    WhyOption,
)

app = typer.Typer()


class ConsentMayBeBare(LeavingOut):
    """`--consent` alone says that the customer consents; with a text it says how they put it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Give a bare --consent its word before Click reads the line."""
        full: list[str] = []
        for place, word in enumerate(args):
            full.append(word)
            following = args[place + 1] if place + 1 < len(args) else "--"
            if word == "--consent" and following.startswith("--"):
                full.append("yes")
        return super().parse_args(ctx, full)


@recording(app, "ship-replacement", tellers.shipped, cls=ConsentMayBeBare)
def ship_replacement(
    desk: Desk,
    at: datetime,
    case: CaseArgument,
    item: ItemOption = None,
    because: BecauseOption = None,
    why: WhyOption = None,
    arrives: ArrivesOption = None,
    carrier: CarrierOption = None,
    supplier: SupplierOption = None,
    tracking: TrackingOption = None,
    different: DifferentOption = None,
    substitute_because: SubstituteOption = None,
    consent: ConsentOption = None,
    basis: BasisOption = None,
    serial: SerialOption = None,
    again: AgainOption = False,
    goods: GoodsOption = None,
    postage: PostageOption = None,
    return_by: ReturnByOption = None,
    no_return: NoReturnOption = False,
    announced: AnnouncedOption = False,
) -> Recorded:
    """Send a replacement, with a note that says why. It makes two promises: it arrives, and we check that it works.

    A unit that was asked for before is sent as it was asked for.

    Example: careline ship-replacement C-1 --why "Your headset broke. This one is yours; nothing to pay." --arrives 2bd
    """
    from careline.usecases.replacements import shipping

    asked = Asked(
        why=given.words(desk, why),
        item=given.filled("--item", item),
        serial=given.filled("--serial", serial),
        because=because,
        basis=basis,
        carrier=desk.person("--carrier", carrier),
        supplier=desk.person("--supplier", supplier),
        different=different,
        substitute_because=substitute_because,
        consent=consent,
        again=again,
    )
    sent = parcel(
        desk, at, arrives, asked.carrier, tracking, asked.serial, goods, postage, return_by, no_return, announced
    )
    with desk.session("case ship-replacement") as work:
        number = given.case_id(work.fetch, case)
        return shipping.ship_replacement(work, desk.shop, number, asked, sent, at=at)


def parcel(
    desk: Desk,
    at: datetime,
    arrives: str | None,
    carrier: str | None,
    tracking: str | None,
    serial: str | None,
    goods: str | None,
    postage: str | None,
    return_by: str | None,
    no_return: bool,
    announced: bool,
) -> "Parcel":
    """What is known of a parcel. Raises BadInput, and what dates and amounts raise."""
    from careline.usecases.replacements import shipping

    if return_by is not None and no_return:
        raise BadInput("--return-by asks for the old unit, and --no-return leaves it; give one of them.")
    return shipping.Parcel(
        arrives_at=due(desk, arrives, at),
        carrier=carrier,
        tracking=tracking,
        serial=serial,
        goods=money(desk, goods),
        postage=money(desk, postage),
        return_by=due(desk, return_by, at),
        keep_old=no_return,
        announced=announced,
    )


def due(desk: Desk, phrase: str | None, at: datetime) -> datetime | None:
    """The due moment of a phrase; None stays None."""
    return desk.due(phrase, at=at) if phrase is not None else None


def money(desk: Desk, amount: str | None) -> Money | None:
    """An amount, in the shop's currency unless it names another; None stays None. Raises what `read_money` raises."""
    return read_money(amount, desk.shop.currency) if amount is not None else None
