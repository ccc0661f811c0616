"""Carriers by their tracking numbers: shapes, check digits and pages, after what the carriers publish of them.

UPS's 1Z numbers; FedEx's of 12, 15, 20, 22 and 34 digits; the package barcodes of the US Postal Service (its
Publication 199); DHL Express's air waybills; and the post's of the Universal Postal Union's standard S10.
"""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from careline.domain.errors import BadInput
from careline.domain.names import fold
from careline.domain.values import frozen

Check = Callable[[str], bool]

_BETWEEN = r"[\s\u2010-\u2015-]"
"""What people and labels put between the characters of a number."""
_UPS_BEGINS, _UPS_LENGTH = "1Z", 18
_S10 = r"[A-Z]{2}\d{9}"


@frozen
class Format:
    """Numbers of one shape. `fits` says whether the check digit does; None where there is none that is known.

    `telling` shapes are nobody else's, so that one whose check digit does not fit is a slip. What has no check digit
    is never recognised by itself: too much else looks like it.
    """

    shape: str
    lengths: tuple[int, ...]
    fits: Check | None = None
    telling: bool = False

    def has_shape(self, number: str) -> bool:
        """True for a number that looks like it, check digit aside."""
        return re.fullmatch(self.shape, number, re.ASCII) is not None

    def holds(self, number: str) -> bool:
        """True for a number of this shape, and with its check digit."""
        return self.has_shape(number) and (self.fits is None or self.fits(number))


@frozen
class Carrier:
    """A carrier: `names` are its own, folded and without blanks; `page` is where {number} can be looked up."""

    name: str
    names: tuple[str, ...]
    formats: tuple[Format, ...]
    page: str | None

    @property
    def lengths(self) -> tuple[int, ...]:
        """How many characters its numbers have."""
        return tuple(sorted({length for each in self.formats for length in each.lengths}))


def recognise(number: str) -> tuple[Carrier, ...]:
    """The carriers whose numbers have this shape and this check digit."""
    bare = _bare(number)
    return tuple(each for each in _carriers(bare) if any(f.fits and f.holds(bare) for f in each.formats))


def carrier_of(carrier: str | None, number: str | None) -> str | None:
    """The carrier that was given, else the only one that the number can be of, else None."""
    if carrier or not number:
        return carrier
    found = recognise(number)
    return found[0].name if len(found) == 1 else None


def check_length(carrier: str | None, number: str) -> None:
    """Raise BadInput where the carrier has no number of that many characters, blanks and hyphens aside."""
    bare = _bare(number)
    if bare.startswith(_UPS_BEGINS) and len(bare) != _UPS_LENGTH:
        raise _bad_tracking_number(number, len(bare), "UPS that begins with 1Z", (_UPS_LENGTH,))
    known = _named(carrier)
    if known and len(bare) not in known.lengths:
        raise _bad_tracking_number(number, len(bare), known.name, known.lengths)


def _bad_tracking_number(number: str, length: int, carrier: str, lengths: tuple[int, ...]) -> BadInput:
    """The refusal: a number with too many characters or too few."""
    return BadInput(
        f"The tracking number {number} has {length} characters; one of {carrier} has {_either(lengths)}. "
        "Look at the label again, or name another carrier."
    )


def doubt(carrier: str | None, number: str) -> str | None:
    """One sentence about a number that is unlikely for the carrier; None where nothing speaks against it."""
    bare = _bare(number)
    known = _named(carrier)
    if known is None:
        slips = [each.name for each in _carriers(bare) if _slipped(each, bare)] if carrier is None else []
        return f"{number} looks like {slips[0]}, but its check digit does not fit." if slips else None
    if any(each.holds(bare) for each in known.formats):
        return None
    if others := recognise(number):
        return f"{number} looks like {others[0].name}, not like {known.name}."
    if any(each.has_shape(bare) for each in known.formats):
        return f"The check digit of {number} does not fit {known.name}: a digit may be wrong."
    return f"{number} does not look like one of {known.name}."


def page_of(carrier: str | None, number: str | None) -> str | None:
    """The address of the carrier's page about this number, or None where there is none that is known."""
    if not number:
        return None
    bare = _bare(number)
    if carrier is None:
        found = recognise(number)
        known = found[0] if len(found) == 1 else None
    else:
        telling = (each for each in recognise(number) if any(f.telling and f.holds(bare) for f in each.formats))
        known = _named(carrier) or next(telling, None)
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
        return _post(words[-1].upper())
    return next((each for each in CARRIERS if starts.intersection(each.names)), None)


def _carriers(bare: str) -> Iterable[Carrier]:
    """Those that a number could be of: all that are known, and the post of the country that it names."""
    of_a_post = re.fullmatch(f"{_S10}([A-Z]{{2}})", bare, re.ASCII)
    return (*CARRIERS, _post(of_a_post[1])) if of_a_post and of_a_post[1] != "US" else CARRIERS


def _slipped(carrier: Carrier, bare: str) -> bool:
    return any(each.telling and each.has_shape(bare) and not each.holds(bare) for each in carrier.formats)


def _either(lengths: tuple[int, ...]) -> str:
    if len(lengths) > 2 and lengths[-1] - lengths[0] == len(lengths) - 1:
        return f"{lengths[0]} to {lengths[-1]}"
    *most, last = map(str, lengths)
    return f"{', '.join(most)} or {last}" if most else last


def _weighted(digits: Iterable[int], weights: Iterable[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def _thirds(number: str) -> bool:
    """Modulo 10 with weights of 3 and 1 from the right: GS1's, which the US Postal Service and FedEx Ground share."""
    *digits, check = map(int, number)
    return -_weighted(reversed(digits), (3, 1) * len(digits)) % 10 == check


def _ups(number: str) -> bool:
    """Modulo 10, every second one doubled; letters count as 2 to 9, 0, 1 and over again."""
    *values, check = ((int(c) if c.isdigit() else (ord(c) - ord("A") + 2) % 10) for c in number[2:])
    return -_weighted(values, (1, 2) * len(values)) % 10 == check


def _express(number: str) -> bool:
    """FedEx Express: modulo 11 of the last twelve digits, weights of 1, 3 and 7 from the right; 10 counts as 0."""
    *digits, check = map(int, number[-12:])
    return _weighted(reversed(digits), (1, 3, 7) * 4) % 11 % 10 == check


def _sevens(number: str) -> bool:
    """DHL Express: what is left when the digits before it are divided by seven."""
    return int(number[:-1]) % 7 == int(number[-1])


def _s10(number: str) -> bool:
    """S10: eleven less the weighted sum modulo 11; 10 counts as 0 and 11 as 5."""
    *digits, check = map(int, number[2:11])
    return {10: 0, 11: 5}.get(left := 11 - _weighted(digits, (8, 6, 4, 2, 3, 5, 9, 7)) % 11, left) == check


def _last(count: int, fits: Check, before: str = "") -> Check:
    """The check of the last so many digits, with those put before that labels leave out."""
    return lambda number: fits(before + number[-count:])


def _either_of(*checks: Check) -> Check:
    return lambda number: any(fits(number) for fits in checks)


def _post(country: str) -> Carrier:
    """The post of a country, by the two letters at the end of its numbers."""
    formats = (Format(f"{_S10}{re.escape(country)}", (13,), _s10, telling=True),)
    return Carrier(f"post of {country}", (), formats, POSTS.get(country))


POSTS = {
    "AU": "https://auspost.com.au/mypost/track/details/{number}",
    "CA": "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}",
    "CH": "https://service.post.ch/ekp-web/ui/entry/search/{number}",
    "DE": "https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={number}",
    "FR": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
    "GB": "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    "JP": "https://trackings.post.japanpost.jp/services/srv/search/direct?locale=en&reqCodeNo1={number}",
}
"""The pages of the posts that have one for a number."""

CARRIERS = (
    Carrier(
        "UPS",
        ("ups", "unitedparcelservice"),
        (
            Format(r"1Z[A-Z0-9]{15}\d", (_UPS_LENGTH,), _ups, telling=True),
            Format(r"\d{9}|\d{12}|T\d{10}", (9, 11, 12)),
            Format(r"9[2-5]\d{20}|9[2-5]\d{24}", (22, 26)),  # Mail Innovations, which the Postal Service delivers
        ),
        "https://www.ups.com/track?tracknum={number}",
    ),
    Carrier(
        "FedEx",
        ("fedex", "federalexpress"),
        (
            Format(r"\d{12}", (12,), _express),
            Format(r"\d{15}", (15,), _thirds),
            Format(r"00\d{18}", (20,), _thirds),
            Format(r"61\d{18}|7489\d{16}", (20,), _last(20, _thirds, "92")),  # the labels leave out the first two
            Format(r"96\d{20}", (22,), _last(15, _thirds), telling=True),
            Format(r"(?:96|10)\d{32}", (34,), _express),
            Format(r"92\d{20}|DT\d{12}", (14, 22)),  # Ground Economy, which the Postal Service delivers; door tags
        ),
        "https://www.fedex.com/fedextrack/?trknbr={number}",
    ),
    Carrier(
        "USPS",
        ("usps", "uspostalservice", "unitedstatespostalservice", "uspost"),
        (
            # Older labels leave out the "91" that newer ones begin with, and count it, or do not.
            Format(r"(?:0[1-4]|13|23|7[0-37]|8[12])\d{18}", (20,), _either_of(_thirds, _last(20, _thirds, "91"))),
            Format(r"(?:420(?:\d{5}|\d{9}))?9[1-5]\d{20}", (22, 30, 34), _last(22, _thirds)),
            Format(r"(?:420(?:\d{5}|\d{9}))?9[2-5]\d{24}", (26, 34, 38), _last(26, _thirds)),
            Format(f"{_S10}US", (13,), _s10, telling=True),
        ),
        "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
    ),
    Carrier(
        "DHL",
        ("dhl", "dhlexpress"),
        (
            Format(r"\d{10}", (10,), _sevens),
            # Parcel, eCommerce, Freight and Global Forwarding have many more.
            Format(r"(?!\d{10}$)[A-Z0-9]{7,39}", tuple(range(7, 40))),
        ),
        "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}",
    ),
)
"""Every carrier that is known by its numbers; to add one is to add a line."""
