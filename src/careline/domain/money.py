"""Money: whole minor units and a currency; `Decimal` only where amounts come in and go out."""

from decimal import Decimal

from careline.domain.errors import BadInput
from careline.domain.values import frozen


class MixedCurrencies(BadInput):
    """Amounts of two currencies do not add up."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second} cannot be added; the shop counts in one currency.")


# Minor digits by ISO 4217, where they are not two.
DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI"), 0),
    **dict.fromkeys(("VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


@frozen
class Money:
    """An amount in the minor units of a currency (4100 USD is $41.00)."""

    amount: int
    currency: str

    @property
    def decimal(self) -> Decimal:
        """The amount in major units, with all its minor digits: 41.00."""
        return Decimal(self.amount).scaleb(-DIGITS.get(self.currency, 2))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._of_ours(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._of_ours(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __mul__(self, count: int) -> "Money":
        return Money(self.amount * count, self.currency)

    def _of_ours(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise MixedCurrencies(self.currency, other.currency)
        return other.amount
