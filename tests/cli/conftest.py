"""Shops with a case to speak of."""

from tests.cli.saying import DANA, FIELDCO
from tests.shop import Shop, prepared


@prepared
def robins(shop: Shop) -> Shop:
    """C-1 of Mon 1 Jun 10:00, with FieldCo's P-1, due Tue 17:00, and a backup plan."""
    shop(FIELDCO)
    return shop


@prepared
def danas(shop: Shop) -> Shop:
    """C-1 of Mon 1 Jun 10:00, with the acknowledgement P-1, due Tue 17:00."""
    shop(DANA)
    return shop
