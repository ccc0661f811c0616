"""The shop that every story begins in: as all tests have it, with the holidays of the US."""

from tests.shop import Shop, prepared


@prepared
def shop(shop: Shop) -> Shop:
    """Headsets Direct in New York: Ana owns it and acts, Ben is a rep."""
    shop.configure('[calendar]\ncountry = "US"\n')
    return shop
