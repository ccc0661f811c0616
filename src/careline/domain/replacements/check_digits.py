"""The check digits of tracking numbers. Each takes a whole number, its check digit last, and says whether that fits."""

from collections.abc import Callable, Iterable
from string import ascii_uppercase, digits

Check = Callable[[str], bool]

_ALPHABET = digits + ascii_uppercase


def thirds(number: str) -> bool:
    """Modulo 10, weights of 3 and 1 from the right: GS1's, and many others'."""
    *before, check = map(int, number)
    return -_weighted(reversed(before), (3, 1) * len(before)) % 10 == check


def thirds_and_one(number: str) -> bool:
    """GLS: the same, and one more."""
    *before, check = map(int, number)
    return -(_weighted(reversed(before), (3, 1) * len(before)) + 1) % 10 == check


def doubled(number: str) -> bool:
    """UPS and OnTrac: modulo 10, every second one doubled; letters count as 2 to 9, 0, 1 and over again."""
    *values, check = ((int(c) if c.isdigit() else (ord(c) - ord("A") + 2) % 10) for c in number)
    return -_weighted(values, (1, 2) * len(values)) % 10 == check


def luhn(number: str) -> bool:
    """Modulo 10, every second one from the right doubled, and its two digits added."""
    *before, check = map(int, number)
    twice = (sum(divmod(digit * 2, 10)) for digit in before[::-2])
    return -(sum(twice) + sum(before[-2::-2])) % 10 == check


def express(number: str) -> bool:
    """FedEx Express: modulo 11 of the last twelve digits, weights of 1, 3 and 7 from the right; 10 counts as 0."""
    *before, check = map(int, number[-12:])
    return _weighted(reversed(before), (1, 3, 7) * 4) % 11 % 10 == check


def sevens(number: str) -> bool:
    """DHL Express: what is left when the digits before it are divided by seven."""
    return int(number[:-1]) % 7 == int(number[-1])


def s10(number: str) -> bool:
    """S10, with its letters: eleven less the weighted sum modulo 11; 10 counts as 0 and 11 as 5."""
    *before, check = map(int, number[2:11])
    return {10: 0, 11: 5}.get(left := 11 - _weighted(before, (8, 6, 4, 2, 3, 5, 9, 7)) % 11, left) == check


def mod_37_36(number: str) -> bool:
    """DPD: ISO/IEC 7064, MOD 37,36, where the check may be a letter."""
    left = 36
    for character in number[:-1]:
        left = ((left + _ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return (left + _ALPHABET.index(number[-1])) % 36 == 1


def after(count: int, fits: Check) -> Check:
    """The check of what follows the first so many characters."""
    return lambda number: fits(number[count:])


def last(count: int, fits: Check, before: str = "") -> Check:
    """The check of the last so many digits, with those put before that labels leave out."""
    return lambda number: fits(before + number[-count:])


def but_last(count: int, fits: Check) -> Check:
    """The check of what stands before the last so many digits."""
    return lambda number: fits(number[:-count])


def either(*checks: Check) -> Check:
    """One of several checks."""
    return lambda number: any(fits(number) for fits in checks)


def _weighted(values: Iterable[int], weights: Iterable[int]) -> int:
    return sum(digit * weight for digit, weight in zip(values, weights, strict=False))
