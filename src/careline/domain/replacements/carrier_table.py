"""Every carrier that is known by its numbers: their shapes, check digits and pages, after what the carriers publish.

Beside that: the US Postal Service's Publication 199, the Universal Postal Union's standard S10, DPD's specification of
its labels, and the open data set tracking_number_data.
"""

import re

from careline.domain.replacements import check_digits
from careline.domain.replacements.check_digits import Check, after, but_last, either, last
from careline.domain.values import frozen

S10 = r"[A-Z]{2}\d{9}"
"""How the numbers of all posts begin; two letters follow, which name the country."""
UPS_BEGINS, UPS_LENGTH = "1Z", 18


@frozen
class Format:
    """Numbers of one shape. `fits` says whether the check digit does; None where there is none that is known.

    `telling` shapes are nobody else's: one whose check digit does not fit is a slip, and one without a check digit is
    recognised all the same. All other shapes without one are too much like anything else for that. A `shared` shape is
    used by so many that it names nobody by itself, and only speaks against another.
    """

    shape: str
    fits: Check | None = None
    telling: bool = False
    shared: bool = False

    def has_shape(self, number: str) -> bool:
        """True for a number that looks like it, check digit aside."""
        return re.fullmatch(self.shape, number, re.ASCII) is not None

    def holds(self, number: str) -> bool:
        """True for a number of this shape, and with its check digit."""
        return self.has_shape(number) and (self.fits is None or self.fits(number))

    def speaks_for(self, number: str) -> bool:
        """True for a number that may well be its carrier's."""
        return (self.fits is not None or self.telling) and self.holds(number)

    def names(self, number: str) -> bool:
        """True for a number by which its carrier is known, if nobody else's format fits it."""
        return not self.shared and self.speaks_for(number)


@frozen
class Carrier:
    """A carrier: `names` are its own, folded and without blanks; `page` is where {number} can be looked up.

    `lengths` is how many characters its numbers have; empty where not all of its formats are known. A post's
    `countries` are the two letters that its numbers end with.
    """

    name: str
    names: tuple[str, ...]
    formats: tuple[Format, ...]
    page: str | None = None
    lengths: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()


SSCC = Format(r"(?:00)?\d{18}", check_digits.thirds)
"""GS1's number of a parcel or pallet, which any carrier may use, and so names nobody."""
SSCC_LENGTHS = (18, 20)


def post_of(country: str) -> Carrier:
    """The post of a country, by the two letters at the end of its numbers."""
    return next((each for each in CARRIERS if country in each.countries), None) or _post(f"post of {country}", country)


def _post(name: str, countries: str, names: tuple[str, ...] = (), page: str | None = None) -> Carrier:
    """A post. Most have numbers for letters and parcels at home as well, of which little is published."""
    ends = "|".join(map(re.escape, countries.split()))
    formats = (
        Format(f"{S10}(?:{ends})", check_digits.s10, telling=True),
        Format(r"(?![A-Z]{2}\d+[A-Z]{2}$).+"),
    )
    return Carrier(name, names, formats, page, countries=tuple(countries.split()))


_ONTRAC = "https://www.ontrac.com/tracking/?number={number}"

CARRIERS = (
    Carrier(
        "UPS",
        ("ups", "unitedparcelservice"),
        (
            Format(r"1Z[A-Z0-9]{15}\d", after(2, check_digits.doubled), telling=True),
            Format(r"[AHJKTV]\d{10}", after(1, check_digits.doubled)),
            Format(r"\d{9}|\d{12}"),
            Format(r"9[2-5]\d{20}|9[2-5]\d{24}"),  # Mail Innovations, which the Postal Service delivers
        ),
        "https://www.ups.com/track?tracknum={number}",
        (9, 11, 12, UPS_LENGTH, 22, 26),
    ),
    Carrier(
        "FedEx",
        ("fedex", "federalexpress"),
        (
            Format(r"\d{12}", check_digits.express),
            Format(r"\d{15}", check_digits.thirds),
            Format(r"61\d{18}|7489\d{16}", last(20, check_digits.thirds, "92")),  # labels leave out the first two
            Format(r"96\d{20}", last(15, check_digits.thirds), telling=True),
            Format(r"3\d{31}", but_last(4, check_digits.express)),
            Format(r"(?:96|1\d)\d{32}", check_digits.express),
            Format(r"92\d{20}|DT\d{12}"),  # Ground Economy, which the Postal Service delivers; door tags
        ),
        "https://www.fedex.com/fedextrack/?trknbr={number}",
        (12, 14, 15, 20, 22, 32, 34),
    ),
    Carrier(
        "USPS",
        ("usps", "uspostalservice", "unitedstatespostalservice", "uspost"),
        (
            # Older labels leave out the "91" that newer ones begin with, and count it, or do not.
            Format(
                r"(?:0[1-4]|13|23|7[0-37]|8[12])\d{18}",
                either(check_digits.thirds, last(20, check_digits.thirds, "91")),
            ),
            Format(r"(?:420(?:\d{5}|\d{9}))?9[1-5]\d{20}", last(22, check_digits.thirds)),
            Format(r"(?:420(?:\d{5}|\d{9}))?9[2-5]\d{24}", last(26, check_digits.thirds)),
            Format(f"{S10}US", check_digits.s10, telling=True),
        ),
        "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
        (13, 20, 22, 26, 30, 34, 38),
        countries=("US",),
    ),
    Carrier(
        "DHL",
        ("dhl", "dhlexpress"),
        (
            Format(r"\d{10,11}", check_digits.sevens),
            Format(r"J[A-Z]{2,3}\d{9,10}", telling=True),
            Format(r"GM\d{10,37}", telling=True),
            # Parcel, eCommerce, Freight and Global Forwarding.
            Format(r"\d{7,9}|\d{12}|\d{14}|J?JD\d{16,24}|(?:LX|RX|UV|CN|SG|TH|IN|HK|MY)\d{10,37}|3S[A-Z0-9]{9,13}"),
        ),
        "https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}",
        tuple(range(7, 40)),
    ),
    Carrier(
        "Amazon",
        ("amazon", "amazonlogistics"),
        (Format(r"TB[ACM]\d{12}|[ACF]\d{10}", telling=True),),
        "https://track.amazon.com/tracking/{number}",
    ),
    Carrier(
        "Canada Post",
        ("canadapost", "postescanada"),
        (
            Format(r"\d{16}", check_digits.thirds),
            Format(f"{S10}CA", check_digits.s10, telling=True),
            Format(r"\d{12,13}"),
        ),
        "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={number}",
        countries=("CA",),
    ),
    Carrier(
        "Canpar",
        ("canpar",),
        (Format(r"[CDKLSUXZ]\d{21}", telling=True),),
        "https://www.canpar.com/en/track/tracking.jsp?reference={number}&locale=en",
    ),
    Carrier(
        "DPD",
        ("dpd",),
        (Format(r"\d{27}[A-Z0-9]|\d{14}[A-Z0-9]", check_digits.mod_37_36), Format(r"\d{14}")),
        "https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=en&parcelNumber={number}",
    ),
    Carrier(
        "GLS",
        ("gls", "generallogisticssystems"),
        (Format(r"\d{12}", check_digits.thirds_and_one, shared=True), Format(r"\d{11}|[A-Z0-9]{8}")),
        "https://gls-group.com/track/{number}",
    ),
    Carrier(
        "GOFO Express",
        ("gofo", "gofoexpress"),
        (Format(r"GFUS\d{14}", telling=True),),
        "https://www.gofoexpress.com/tracking.html?searchID={number}",
    ),
    Carrier(
        "Landmark Global",
        ("landmarkglobal",),
        (Format(r"LTN\d{8}N\d", telling=True),),
        "https://track.landmarkglobal.com/?search={number}",
    ),
    Carrier(
        "LaserShip",
        ("lasership",),
        (Format(r"L[AEHINX][1-3]\d{7}|1LS7[12]\d{10}(?:\d1)?|1LSCX[A-Z0-9]{10}", telling=True),),
        _ONTRAC,  # which it has become
    ),
    Carrier(
        "Old Dominion Freight Line",
        ("olddominion", "odfl"),
        (Format(r"(?:77[78]|072|80\d)\d{8}", check_digits.luhn),),
        "https://www.odfl.com/Trace/standardResult.faces?pro={number}",
    ),
    Carrier(
        "OnTrac",
        ("ontrac",),
        (Format(r"[CD]\d{14}", check_digits.doubled, telling=True),),
        _ONTRAC,
    ),
    Carrier(
        "Purolator",
        ("purolator",),
        (Format(r"[0-5]\d{11}", check_digits.luhn), Format(r"[A-Z]{3}\d{9}", telling=True)),
        "https://www.purolator.com/en/shipping/tracker?searchValue={number}",
    ),
    Carrier(
        "Spee-Dee Delivery",
        ("speedee",),
        (Format(r"SP\d{18}", telling=True),),
        "https://www.speedeedelivery.com/track/?tracking={number}",
    ),
    Carrier(
        "Yodel",
        ("yodel",),
        (Format(r"J?JD0002\d{12}", telling=True), Format(r"J?JD\d{16}")),
        "https://www.yodel.co.uk/tracking/{number}",
    ),
    Carrier(
        "YunExpress",
        ("yunexpress",),
        (Format(r"YT\d{16}", telling=True),),
        "https://www.yuntrack.com/parcelTracking?id={number}",
    ),
    _post("An Post", "IE", ("anpost",)),
    _post("Australia Post", "AU", ("australiapost", "auspost"), "https://auspost.com.au/mypost/track/details/{number}"),
    _post("Austrian Post", "AT", ("austrianpost", "osterreichischepost")),
    _post("bpost", "BE", ("bpost",)),
    _post("China Post", "CN", ("chinapost",)),
    _post("Correios", "BR", ("correios",)),
    _post("Correos", "ES", ("correos",)),
    _post("CTT", "PT", ("ctt",)),
    _post("Czech Post", "CZ", ("czechpost", "ceskaposta")),
    _post(
        "Deutsche Post",
        "DE",
        ("deutschepost",),
        "https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={number}",
    ),
    _post("Hongkong Post", "HK", ("hongkongpost",)),
    _post("India Post", "IN", ("indiapost",)),
    _post(
        "Japan Post",
        "JP",
        ("japanpost",),
        "https://trackings.post.japanpost.jp/services/srv/search/direct?locale=en&reqCodeNo1={number}",
    ),
    _post("Korea Post", "KR", ("koreapost",)),
    _post("La Poste", "FR", ("laposte", "colissimo"), "https://www.laposte.fr/outils/suivre-vos-envois?code={number}"),
    _post("New Zealand Post", "NZ", ("newzealandpost", "nzpost")),
    _post("Poczta Polska", "PL", ("pocztapolska",)),
    _post("Poste Italiane", "IT", ("posteitaliane",)),
    _post("Posten", "NO", ("posten",)),
    _post("Posti", "FI", ("posti",)),
    _post("PostNL", "NL", ("postnl",)),
    _post("PostNord", "DK SE", ("postnord",)),
    _post("Royal Mail", "GB", ("royalmail",), "https://www.royalmail.com/track-your-item#/tracking-results/{number}"),
    _post("Singapore Post", "SG", ("singaporepost", "singpost")),
    _post("Swiss Post", "CH", ("swisspost",), "https://service.post.ch/ekp-web/ui/entry/search/{number}"),
)
"""Every carrier that is known by its numbers; to add one is to add a line."""
