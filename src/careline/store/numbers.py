"""Order and serial numbers, however they are written: `domain.money.purchases.plain_number` says the same."""

from careline.domain.money.purchases import SIGNS_IN_NUMBERS


def plain(column: str) -> str:
    """A number as it is compared, without the signs that stand in it or do not. Indexes are made of the same words."""
    for sign in SIGNS_IN_NUMBERS:
        column = f"replace({column}, '{sign}', '')"
    return f"lower({column})"
