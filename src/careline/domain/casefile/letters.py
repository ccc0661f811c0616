"""What customers read: the note in the box, and the announcement that goes ahead of the parcel (G7).

They say what is meant for the customer: never the subject of a case, a note or a reason that we wrote for ourselves.
"""

from collections.abc import Callable, Iterable, Mapping

from careline.domain.casefile.case_file import CaseFile
from careline.domain.cases.serials import kept
from careline.domain.money.costs import Payer
from careline.domain.promises.arriving import arrivals
from careline.domain.replacements.replacement import Replacement, several
from careline.domain.replacements.units import same_parcel
from careline.domain.shop.shop import Shop
from careline.domain.shop.templates import Template, check, fill
from careline.domain.time import moments
from careline.domain.wording import sentence

SLIP = """\
{greeting}

{what}
{serial_number}

{why}

{what_to_do}

{contact}

{signature}
"""
ANNOUNCEMENT = """\
{greeting}

{on_its_way}
{where}
{why}

{send_back}
{to_pay}

{contact}

{signature}
"""
MAIL = """\
{greeting}

{text}

{signature}
"""
SLIP_TEXT, SLIP_PAGE, ANNOUNCED, MAILED = "slip.txt", "slip.html", "announcement.txt", "mail.txt"
"""The letters that a shop may write itself, by the names of their files."""
_ADDRESSED = (("customer", "first_name", "greeting"), ("item", "what", "on_its_way"), ("why",))
NEEDED = {
    SLIP_TEXT: (*_ADDRESSED, ("what_to_do",)),
    SLIP_PAGE: (*_ADDRESSED, ("what_to_do",)),
    ANNOUNCED: _ADDRESSED,
    MAILED: (("text",),),
}
"""What each of them may not leave out: of each row, one at least."""
FOR_US_ALONE = {
    name: "it held the subject of the case, which is for you alone; use {why} instead" for name in ("because", "reason")
}
"""Fields that letters once had, and why they have them no more."""
NOTHING_TO_PAY = "nothing to pay"
"""What no letter says twice."""
PAPERS = {"a6": "A6", "letter": "letter"}
"""What a slip is printed on, and how CSS calls it."""


def slip(file: CaseFile, replacement: Replacement, shop: Shop) -> tuple[str, ...]:
    """The note in the box: to the customer by name, what this is, why it comes, and what they must do.

    Raises Misconfigured for the shop's own.
    """
    return _filled(SLIP_TEXT, SLIP, fields(file, replacement, shop), shop)


def announcement(file: CaseFile, replacement: Replacement, shop: Shop) -> tuple[str, ...]:
    """What to send ahead of the parcel: what comes, by when, why, and that there is nothing to pay.

    Raises Misconfigured for the shop's own.
    """
    return _filled(ANNOUNCED, ANNOUNCEMENT, fields(file, replacement, shop), shop)


def slip_document(
    default: str, file: CaseFile, replacement: Replacement, shop: Shop, paper: str, shown: Callable[[str], str]
) -> str:
    """The note as a document to print: the shop's own, else the default; each value as `shown` makes it.

    Raises Misconfigured for the shop's own.
    """
    values = fields(file, replacement, shop, PAPERS[paper])
    template = _own(SLIP_PAGE, shop)
    return fill(template.text if template else default, {name: shown(value) for name, value in values.items()})


def check_letters(shop: Shop, *, ours: bool) -> None:
    """Raise what the shop's own letters cannot be made for; the slips only of what we ship ourselves.

    That is Misconfigured, and what reading them raises.
    """
    for name in (SLIP_TEXT, SLIP_PAGE, ANNOUNCED) if ours else (ANNOUNCED,):
        _own(name, shop)


def fields(file: CaseFile, replacement: Replacement, shop: Shop, paper: str = "") -> dict[str, str]:
    """What a letter can be filled with, by name; empty where there is nothing to say."""
    case = file.case
    order = f", for your order {case.order}" if case.order else ""
    arrives = _arrives(file, replacement, shop)
    brings = f" with {replacement.carrier}" if replacement.carrier else ""
    number = f" (number {replacement.tracking})" if replacement.tracking else ""
    parcel = same_parcel(replacement, file.replacements)
    units, serial = sum(each.quantity for each in parcel), kept({n for each in parcel for n in each.serials})
    item, one = several(units, replacement.item), units == 1
    going = f"Your replacement, {item}, is on its" if one else f"Your replacements, {item}, are on their"
    by = f" {'It arrives' if one else 'They arrive'} by {arrives}." if arrives else ""
    return {
        "customer": case.customer.addressed,
        "first_name": case.customer.first_name,
        "case": case.name,
        "order": case.order or "",
        "item": item,
        "serial": serial or "",
        "why": replacement.why.replace("\r\n", "\n"),
        "what_to_do": _what_to_do(file, replacement, shop),
        "send_back": _send_back(file, replacement, shop),
        "to_pay": _to_pay(file, replacement),
        "contact": contact(file, shop),
        "shop": shop.name,
        "phone": shop.phone,
        "email": shop.email,
        "owner": shop.owner,
        "carrier": replacement.carrier or "",
        "tracking": replacement.tracking or "",
        "page": replacement.page or "",
        "arrives": arrives,
        "greeting": f"Dear {case.customer.addressed},",
        "what": f"{'This is your replacement' if one else 'These are your replacements'}{order}: {item}.",
        "on_its_way": f"{going} way{brings}{number}.{by}",
        "where": f"Track it here: {replacement.page}" if replacement.page else "",
        "signature": signature(shop),
        "paper": paper,
        "serial_number": f"{'Its serial number' if one else 'Their serial numbers'}: {serial}." if serial else "",
    }


FIELDS = frozenset(
    {
        "customer",
        "first_name",
        "case",
        "order",
        "item",
        "serial",
        "why",
        "what_to_do",
        "send_back",
        "to_pay",
        "contact",
        "shop",
        "phone",
        "email",
        "owner",
        "carrier",
        "tracking",
        "page",
        "arrives",
        "greeting",
        "what",
        "on_its_way",
        "where",
        "signature",
        "paper",
        "serial_number",
    }
)
"""The names of those fields, which a letter can be checked by before there is anything to fill in."""


OF_MAIL = frozenset({"customer", "first_name", "case", "order", "product", "greeting", "text", "contact", "signature"})
OF_MAIL |= {"shop", "phone", "email", "owner", "me"}
"""The names of those that a mail can be filled with."""


def mail(file: CaseFile, shop: Shop, me: str, text: str) -> str:
    """What a mail to the customer says, with this text in it. Raises Misconfigured for the shop's own."""
    template = shop.letters(MAILED)
    if template:
        check(template, OF_MAIL, NEEDED[MAILED], FOR_US_ALONE)
    case = file.case
    values = {
        "customer": case.customer.addressed,
        "first_name": case.customer.first_name,
        "case": case.name,
        "order": case.order or "",
        "product": case.product or "",
        "greeting": f"Dear {case.customer.addressed},",
        "text": text.replace("\r\n", "\n"),
        "contact": contact(file, shop),
        "signature": signature(shop, me),
        "shop": shop.name,
        "phone": shop.phone,
        "email": shop.email,
        "owner": shop.owner,
        "me": me,
    }
    return fill(template.text if template else MAIL, values).strip("\n")


def mail_subject(file: CaseFile, shop: Shop) -> str:
    """What a mail is about, in words that the customer may read: the subject of a case is ours alone."""
    case = file.case
    about = f"Your order {case.order}" if case.order else f"Your {case.product}" if case.product else "Your question"
    return f"{about} ({' '.join(filter(None, (shop.name, case.name)))})"


def signature(shop: Shop, me: str = "") -> str:
    """Who writes, the owner unless it is said, for the shop."""
    return f"{me or shop.owner}, {shop.name}" if shop.name else me or shop.owner


def contact(file: CaseFile, shop: Shop) -> str:
    """How the customer reaches us with a question: by telephone and e-mail as far as the settings name them."""
    ways = [f"call {shop.phone}"] if shop.phone else []
    ways += [f"write to {shop.email}"] if shop.email else []
    return f"Questions? {sentence(' or '.join(ways) or 'just tell us')}, and mention {file.case.name}."


def _own(name: str, shop: Shop) -> Template | None:
    template = shop.letters(name)
    if template:
        check(template, FIELDS, NEEDED[name], FOR_US_ALONE)
    return template


def _filled(name: str, default: str, values: Mapping[str, str], shop: Shop) -> tuple[str, ...]:
    template = _own(name, shop)
    return tuple(fill(template.text if template else default, values).rstrip("\n").split("\n"))


def _arrives(file: CaseFile, replacement: Replacement, shop: Shop) -> str:
    """The day by which it arrives, as promised last; nothing where that had passed before it left."""
    promised = arrivals(file.promises, replacement.parcel)
    if not promised or (replacement.shipped_at and promised[-1].due_at < replacement.shipped_at):
        return ""
    return moments.short_date(shop.calendar.working_day_of(promised[-1].due_at))


def _send_back(file: CaseFile, replacement: Replacement, shop: Shop) -> str:
    """By when the old units are to come back, this one's or an earlier one's; empty where none is awaited."""
    awaited = [each for each in file.returns if each.waived_at is None and each.received_at is None]
    parcel = _parcel(file, replacement)
    asked = next((each for each in awaited if each.replacement_id in parcel), next(iter(awaited), None))
    if asked is None:
        return ""
    theirs = _parcel(file, next(each for each in file.replacements if each.id == asked.replacement_id))
    old = _old_ones(theirs[each.replacement_id] for each in awaited if each.replacement_id in theirs)
    return f"Please send {old} back by {moments.full_date(shop.calendar.working_day_of(asked.due_at))}."


def _what_to_do(file: CaseFile, replacement: Replacement, shop: Shop) -> str:
    """What becomes of the old units."""
    parcel = _parcel(file, replacement)
    own, old = [each for each in file.returns if each.replacement_id in parcel], _old_ones(parcel.values())
    if own and all(each.received_at for each in own):
        return f"We already have {old}; there is nothing you need to do."
    return _send_back(file, replacement, shop) or f"Keep {old}; there is nothing you need to do."


def _parcel(file: CaseFile, replacement: Replacement) -> dict[int, Replacement]:
    return {each.id: each for each in same_parcel(replacement, file.replacements)}


def _old_ones(units: Iterable[Replacement]) -> str:
    """`the old one`, `the 3 old ones`."""
    count = sum(each.quantity for each in units)
    return f"the {count} old ones" if count > 1 else "the old one"


def _to_pay(file: CaseFile, replacement: Replacement) -> str:
    """That there is nothing to pay, where there is not and the note does not say it."""
    if NOTHING_TO_PAY in replacement.why.lower() or _is_billed(file, replacement):
        return ""
    return f"There is {NOTHING_TO_PAY}."


def _is_billed(file: CaseFile, replacement: Replacement) -> bool:
    """True where the customer bears something of it."""
    own = (cost for cost in file.costs if cost.replacement_id in _parcel(file, replacement))
    return any(cost.payer is Payer.CUSTOMER or cost.share for cost in own)
