"""A parcel on its way: whose number it bears."""

from careline.domain.casefile.recorded import Recorded
from careline.domain.replacements import carriers
from careline.domain.replacements.replacement_states import NotShipped
from careline.domain.shop.shop import Shop
from careline.store.people.parties import all_parties
from careline.store.recording import Recording
from careline.store.tables import replacements as tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread, filled, thread_of


def check_number(given: str | None, tracking: str | None) -> None:
    """Raise BlankText and BadInput for what is no number of the carrier that was given, or of any."""
    if tracking is not None:
        carriers.check_length(given, filled(tracking, "The tracking number"))


def carrier(thread: Thread, given: str | None, tracking: str | None, *, asks: bool) -> str | None:
    """Who brings a parcel: the carrier that was given, else the one whose number it bears, else None.

    What the number says, and what speaks against it, is remarked. Raises BlankText and BadInput, and, where somebody
    can be asked, WhichCarrier for a number that does not say whose it is.
    """
    check_number(given, tracking)
    if tracking is None:
        return given
    if asks and not given and carriers.is_anybodys(tracking):
        raise carriers.WhichCarrier(tracking)
    found = carriers.carrier_of(given, tracking)
    if found and not given:
        found = carriers.known_as(found, [party.name for party in all_parties(thread.work.fetch)])
        thread.remarks.append(f"Carrier {found}, by its number.")
    if doubt := carriers.doubt(given, tracking):
        thread.remarks.append(doubt)
    return found


def track(
    work: Recording, shop: Shop, replacement_id: int, tracking: str, given: str | None, *, asks: bool = False
) -> Recorded:
    """Record the number of a parcel that is on its way, or the right one. Raises NotShipped and what `carrier` does."""
    thread, replacement = thread_of(work, shop, replacement_id, work.now)
    if replacement.shipped_at is None:
        raise NotShipped(replacement)
    name = carrier(thread, given or replacement.carrier, tracking, asks=asks)
    row = work.session.get_one(tables.Replacement, replacement_id)
    row.tracking = tracking.strip()
    if name:
        row.carrier_id = known_or_new.party(work, name, "carrier", thread.new_people)
    return thread.done()
