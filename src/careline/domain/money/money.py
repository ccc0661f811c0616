"""Money: whole minor units and a currency; `Decimal` only where amounts go out."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from careline.domain.errors import BadInput
from careline.domain.values import frozen

if TYPE_CHECKING:
    from decimal import Decimal

# The currencies of ISO 4217 (list one of its maintenance agency) and their minor digits, without funds and metals.
_TWO = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP
    CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS
    KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
    PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP
    TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
_NONE = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE = "BHD IQD JOD KWD LYD OMR TND"
DIGITS = dict.fromkeys(_TWO.split(), 2) | dict.fromkeys(_NONE.split(), 0) | dict.fromkeys(_THREE.split(), 3)
SYMBOLS = {
    **dict.fromkeys(("USD", "AUD", "CAD", "HKD", "MXN", "NZD", "SGD"), "$"),
    **dict.fromkeys(("JPY", "CNY"), "¥"),
    **{"EUR": "€", "GBP": "£", "INR": "₹", "ILS": "₪", "KRW": "₩", "PHP": "₱", "TRY": "₺", "UAH": "₴", "VND": "₫"},
}
"""What an amount is written with where the shop counts in it; any other currency stands as its code."""

# No purchase of a small shop comes near; a sum of many stays within what the store can hold.
LARGEST = 10**12
MINUS = "\u2212"
_UNIT = rf"[A-Za-z]{{3}}|[{''.join(sorted(set(SYMBOLS.values())))}]"
_AMOUNT = rf"""
    (?P<sign> [-{MINUS}] )? \s* (?P<before> {_UNIT} )? \s* (?P<late_sign> [-{MINUS}] )? \s*
    (?P<number> [0-9.,]+ ) \s* (?P<after> {_UNIT} )?
"""
# Patterns as texts: only who types an amount pays for compiling them.
_PLAIN = r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"
_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_DECIMAL_COMMA = r"[0-9]+,[0-9]{1,2}"
_EITHER = r"[0-9]{1,3},[0-9]{3}"


class MixedCurrencies(BadInput):
    """Amounts of two currencies do not add up."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} and {second} cannot be added; the shop counts in one currency.")


@frozen
class Money:
    """An amount in the minor units of a currency (4100 USD is $41.00)."""

    amount: int
    currency: str

    @property
    def decimal(self) -> "Decimal":
        """The amount in major units, with all its minor digits: 41.00."""
        from decimal import Decimal  # hardly a page has an amount

        return Decimal(self.amount).scaleb(-DIGITS.get(self.currency, 2))

    def shown(self) -> str:
        """The amount for people: `$1,041.00`, `CHF 41.00`; what is below zero begins with a real minus sign."""
        unit = SYMBOLS.get(self.currency) or f"{self.currency} "
        return f"{MINUS if self.amount < 0 else ''}{unit}{abs(self.decimal):,f}"

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


class AnotherCurrency(BadInput):
    """An amount in a currency that the shop does not count in."""

    def __init__(self, given: str, currency: str) -> None:
        super().__init__(
            f"The shop counts in {currency}; give the amount in {currency}, as it was paid, instead of {given}."
        )


def read_money(text: str, currency: str) -> Money:
    """An amount of the shop's currency as typed: `6.50`, `$6.50`, `6.50 USD`, `1,234.50`, `6,50`.

    A comma before one or two last digits parts decimals; between thousands it is read where nothing else can be meant.
    Raises BadInput.
    """
    text = text.strip()
    match = re.fullmatch(_AMOUNT, text, re.VERBOSE)
    if match is None or (match["before"] and match["after"]) or (match["sign"] and match["late_sign"]):
        raise _not_an_amount(text)
    if unit := match["before"] or match["after"]:
        _check_unit(unit, currency)
    whole, _, fraction = _plain_number(match["number"], text, currency).partition(".")
    if match["sign"] or match["late_sign"]:
        raise BadInput(f'"{text}" is below zero; write the amount without a sign.')
    digits = DIGITS.get(currency, 2)
    if len(fraction) > digits:
        raise _too_many_decimals(text, currency)
    minor = (whole + fraction.ljust(digits, "0")).lstrip("0") or "0"
    # Counted before it is a number: Python reads no number of thousands of digits.
    if len(minor) > len(str(LARGEST)):
        raise _too_much(f'"{text}"', currency)
    money = Money(int(minor), currency)
    check_countable(money, f'"{text}"')
    return money


def check_countable(money: Money, said: str) -> None:
    """Raise BadInput for an amount that is larger than any that careline counts."""
    if money.amount > LARGEST:
        raise _too_much(said, money.currency)


def _too_much(said: str, currency: str) -> BadInput:
    most = Money(LARGEST, currency).shown()
    return BadInput(f"{said} is more than careline can count ({most}); is a decimal point missing?")


def _too_many_decimals(text: str, currency: str) -> BadInput:
    """The refusal: an amount finer than its currency."""
    digits = DIGITS[currency]
    has = f"{digits} decimals" if digits else "no decimals"
    return BadInput(f'"{text}" has too many decimals: {currency} has {has}. Round it first.')


def half_up(numerator: int, denominator: int) -> int:
    """The quotient as a whole number, halves away from zero; the denominator is above zero."""
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum; nothing, in the currency, where there are none. Raises MixedCurrencies."""
    return sum(amounts, Money(0, currency))


def _check_unit(unit: str, currency: str) -> None:
    if unit in SYMBOLS.values():
        if SYMBOLS.get(currency) != unit:
            raise AnotherCurrency(unit, currency)
    elif unit.upper() not in DIGITS:
        raise BadInput(f'"{unit}" is not a currency; write its three-letter code, such as USD.')
    elif unit.upper() != currency:
        raise AnotherCurrency(unit.upper(), currency)


def _plain_number(number: str, text: str, currency: str) -> str:
    """The number with a point for its decimals and nothing else in it."""
    if re.fullmatch(_PLAIN, number):
        return number
    if re.fullmatch(_DECIMAL_COMMA, number):
        return number.replace(",", ".")
    # Yen have no decimals, so that their comma can only part thousands.
    if re.fullmatch(_EITHER, number) and DIGITS.get(currency, 2):
        raise BadInput(f'"{text}" can be read two ways: its comma could mark thousands or decimals. Write 1234.50.')
    if re.fullmatch(_GROUPED, number):
        return number.replace(",", "")
    raise _not_an_amount(text)


def _not_an_amount(text: str) -> BadInput:
    """The refusal: a text that is no amount of money."""
    return BadInput(f'"{text}" is not an amount; write it as 6.50, $6.50 or 6.50 USD.')
