"""The list of replacements."""

from datetime import datetime

from careline.domain.names import fold
from careline.domain.replacements import replacement_states
from careline.domain.replacements.replacement import Replacement, ReplacementState
from careline.domain.report import Report
from careline.domain.shop.shop import Shop
from careline.domain.values import frozen
from careline.render import goods
from careline.reports.listing import keyed, listing
from careline.store.fetch import Reader
from careline.store.replacements.units import replacement_batches

COLUMNS = keyed(
    "id case attempt quantity item state shipped_at delivered_at outcome outcome_at carrier supplier tracking "
    "tracking_url chain wanted because why different substitute_because consent kind_of_difference basis serial came "
    "shipped_by requested_at approver approved_at declined_at declined_because packed_at announced_at",
    like=goods.REPLACEMENT,
    id="Replacement",
    case="Case",
    attempt="Attempt",
    quantity="Units",
    item="Item",
    state="State",
    shipped_at="Shipped",
    delivered_at="Delivered",
    outcome="Outcome",
)


@frozen
class ReplacementFilter:
    """Which replacements; whatever is None or False filters nothing. A live one has neither outcome nor refusal."""

    live: bool = True
    supplier: str | None = None
    state: ReplacementState | None = None

    def fits(self, replacement: Replacement) -> bool:
        """True for a replacement that passes every filter."""
        return (
            (replacement.is_live or not self.live)
            and (self.supplier is None or fold(replacement.supplier or "") == fold(self.supplier))
            and (self.state is None or replacement_states.state(replacement) is self.state)
        )


def replacement_list(fetch: Reader, shop: Shop, now: datetime, chosen: ReplacementFilter) -> Report:
    """Replacements by number; the rows are made while they are read."""
    known = (each for batch in replacement_batches(fetch, now) for each in replacement_states.known_at(batch, now))
    rows = (goods.REPLACEMENT.of(each) for each in known if chosen.fits(each))
    return listing("replacements", shop, now, COLUMNS, rows, passing=True)
