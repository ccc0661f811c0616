"""Whose a tracking number is, whether it can be right, and where the parcel can be looked up."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from careline.domain.errors import BadInput, MissingOption
from careline.domain.names import fold
from careline.domain.replacements.carrier_table import (
    CARRIERS,
    S10,
    SSCC,
    SSCC_LENGTHS,
    UPS_BEGINS,
    UPS_LENGTH,
    Carrier,
    post_of,
)

_BETWEEN = r"[\s\u2010-\u2015-]"
"""What people and labels put between the characters of a number."""


class WhichCarrier(MissingOption):
    """Who brings a parcel whose number does not say so."""

    def __init__(self, number: str) -> None:
        fit = _either([each.name for each in recognise(number)])
        super().__init__("--carrier", f"who brings it, {fit or 'as any carrier may use such a number (an SSCC)'}")


def recognise(number: str) -> tuple[Carrier, ...]:
    """The carriers whose numbers look like this, with this check digit."""
    bare = _bare(number)
    return tuple(c for c in _carriers(bare) if _is_meant(bare) and any(f.speaks_for(bare) for f in c.formats))


def is_anybodys(number: str) -> bool:
    """True for a number that may be somebody's, but does not say whose: several carriers', or any's, as an SSCC is."""
    return _only(number) is None and bool(recognise(number) or _is_sscc(number))


def carrier_of(carrier: str | None, number: str | None) -> str | None:
    """The carrier that was given, else the only one that the number can be of, else None."""
    if carrier or not number:
        return carrier
    only = _only(number)
    return only.name if only else None


def check_length(carrier: str | None, number: str) -> None:
    """Raise BadInput where the carrier has no number of that many characters, blanks and hyphens aside."""
    bare = _bare(number)
    if bare.startswith(UPS_BEGINS) and len(bare) != UPS_LENGTH:
        raise _bad_tracking_number(number, len(bare), "UPS that begins with 1Z", (UPS_LENGTH,))
    known = _named(carrier)
    if known and known.lengths and len(bare) not in (*known.lengths, *SSCC_LENGTHS):
        raise _bad_tracking_number(number, len(bare), known.name, known.lengths)


def _bad_tracking_number(number: str, length: int, carrier: str, lengths: tuple[int, ...]) -> BadInput:
    """The refusal: a number with too many characters or too few."""
    return BadInput(
        f"The tracking number {number} has {length} characters; one of {carrier} has {_spelled(lengths)}. "
        "Look at the label again, or name another carrier."
    )


def doubt(carrier: str | None, number: str) -> str | None:
    """One sentence about a number that is unlikely for the carrier; None where nothing speaks against it.

    Without a carrier it is about one that does not say whose it is, or not quite.
    """
    bare = _bare(number)
    if carrier is None:
        return _doubt_of_anybodys(number, bare)
    known = _named(carrier)
    if known is None or any(each.holds(bare) for each in (*known.formats, SSCC)):
        return None
    if any(each.has_shape(bare) for each in (*known.formats, SSCC)):
        return f"The check digit of {number} does not fit {known.name}: a digit may be wrong."
    if others := recognise(number):
        return f"{number} looks like {others[0].name}, not like {known.name}."
    return f"{number} does not look like one of {known.name}."


def _doubt_of_anybodys(number: str, bare: str) -> str | None:
    found = recognise(number)
    if is_anybodys(number):
        fits = (
            f"fits {_either([each.name for each in found], 'and')}"
            if found
            else "is an SSCC, which any carrier may use"
        )
        return f"{number} {fits}: say with --carrier who brings it."
    slips = [each.name for each in _carriers(bare) if not found and _slipped(each, bare)]
    return f"{number} looks like {slips[0]}, but its check digit does not fit." if slips else None


def page_of(carrier: str | None, number: str | None) -> str | None:
    """The address of the carrier's page about this number, or None where there is none that is known."""
    if not number:
        return None
    bare = _bare(number)
    known, only = _named(carrier), _only(number)
    if (
        known is None
        and only
        and (carrier is None or any(f.telling and f.fits and f.holds(bare) for f in only.formats))
    ):
        known = only
    return known.page.format(number=quote(bare, safe="")) if known and known.page else None


def known_as(carrier: str, names: Iterable[str]) -> str:
    """The first of these names that is the carrier's, however it is written, else its own."""
    known = _named(carrier)
    return next((name for name in names if known and _named(name) == known), carrier)


def _bare(number: str) -> str:
    return re.sub(_BETWEEN, "", number).upper()


def _named(name: str | None) -> Carrier | None:
    """The carrier of that name, however it is written and whichever of its services is named."""
    words = re.findall("[a-z0-9]+", fold(name or ""))
    starts = {"".join(words[:count]) for count in range(1, len(words) + 1)}
    if words[:2] == ["post", "of"] and len(words) == len(("post", "of", "GB")):
        return post_of(words[-1].upper())
    return next((each for each in CARRIERS if starts.intersection(each.names)), None)


def _only(number: str) -> Carrier | None:
    """The only carrier whose number it can be, and which it names."""
    found = recognise(number)
    return found[0] if len(found) == 1 and any(f.names(_bare(number)) for f in found[0].formats) else None


def _is_sscc(number: str) -> bool:
    return _is_meant(_bare(number)) and SSCC.holds(_bare(number))


def _is_meant(bare: str) -> bool:
    """False for one character over and over: noughts have every check digit, and are nobody's."""
    return len(set(bare)) > 1


def _carriers(bare: str) -> Iterable[Carrier]:
    """Those that a number could be of: all that are known, and the post of the country that it names."""
    of_a_post = re.fullmatch(f"{S10}([A-Z]{{2}})", bare, re.ASCII)
    post = post_of(of_a_post[1]) if of_a_post else None
    return (*CARRIERS, post) if post and post not in CARRIERS else CARRIERS


def _slipped(carrier: Carrier, bare: str) -> bool:
    return any(each.telling and each.has_shape(bare) and not each.holds(bare) for each in carrier.formats)


def _spelled(lengths: tuple[int, ...]) -> str:
    if len(lengths) > 2 and lengths[-1] - lengths[0] == len(lengths) - 1:
        return f"{lengths[0]} to {lengths[-1]}"
    return _either(list(map(str, lengths)))


def _either(names: Sequence[str], word: str = "or") -> str:
    *most, last = names or ("",)
    return f"{', '.join(most)} {word} {last}" if most else last
