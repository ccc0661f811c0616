"""Shares of an amount as people say them: `50%`, `1/2`."""

import re
from fractions import Fraction

from careline.domain.errors import BadInput
from careline.domain.money.money import Money, half_up


def is_share(text: str) -> bool:
    """True for what is meant as a share, and not as an amount."""
    return "%" in text or "/" in text


def read_share(option: str, text: str) -> Fraction:
    """The share that `50%`, `12.5%` or `1/2` names, from 0 to 1. Raises BadInput."""
    fraction = re.fullmatch(r"\s*([0-9]{1,9})\s*/\s*([0-9]{1,9})\s*", text, re.ASCII)
    if fraction is None:
        share = percentage(text)
    else:
        share = Fraction(int(fraction[1]), int(fraction[2])) if int(fraction[2]) else None
    if share is None or share > 1:
        raise BadInput(f'{option} is "{text}"; write a share of it, as 50% or 1/2, up to all of it.')
    return share


def read_percentage(option: str, text: str) -> Fraction:
    """The share that `15%` names, from 0 to 1. Raises BadInput."""
    share = percentage(text)
    if share is None or share > 1:
        raise BadInput(f'{option} is "{text}"; write it as 15%, from 0% to 100%.')
    return share


def percentage(text: str) -> Fraction | None:
    """`12.5%` as a fraction, or None."""
    match = re.fullmatch(r"\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*%\s*", text, re.ASCII)
    return Fraction(match[1]) / 100 if match else None


def part_of(amount: Money, share: Fraction) -> Money:
    """The share of an amount in whole cents: the odd cent stays with whom it is shared with."""
    return Money(amount.amount * share.numerator // share.denominator, amount.currency)


def less(amount: Money, off: Fraction) -> Money:
    """The amount with a discount taken off, half cents rounded up."""
    rest = (1 - off) * amount.amount
    return Money(half_up(rest.numerator, rest.denominator), amount.currency)
