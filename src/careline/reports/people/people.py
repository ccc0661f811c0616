"""Customers."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from careline.domain.casefile.case_file import file_as_of
from careline.domain.cases.case import Customer
from careline.domain.people.endings import Ending
from careline.domain.people.relations import Relations, flag_words
from careline.domain.report import Column, Key, Kind, Page, PageLine, Report, Several, Shape, Tone, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import counted, shell_word, times
from careline.render import goods, shapes
from careline.render.objects import Objects
from careline.render.reading import amount, moment, named, text
from careline.reports.casefile.find import standing
from careline.reports.listing import keyed, listing
from careline.reports.money.purchases import WORTH, purchase_object, purchase_words, worth_object, worth_of, worth_words
from careline.reports.promises.performers import SHOWN, on_time_rate
from careline.store.casefile import case_files
from careline.store.fetch import Fetch, Reader
from careline.store.money.purchases import purchases_of
from careline.store.people import endings, relations
from careline.store.people.addresses import Addresses, addresses_of, all_others
from careline.store.people.customers import all_customers, bought_by, dealings_with, first_cases, promised_to
from careline.store.people.invitations import OptOut, opt_out_of
from careline.store.people.relations import Referrer

MEMBERSHIP = Shape(
    "membership",
    "where a customer works, or worked",
    (
        Key("name", Kind.TEXT, lambda each, _: each.company.name),
        Key("since", Kind.MOMENT, named("since_at")),
        moment("until", named("until_at")),
    ),
)
OPTED_OUT = Shape("opted_out", "that a customer wants no invitations", (Key("at", Kind.MOMENT), Key("words")))
ENDED = Shape("ended", "that the relation was ended", (Key("at", Kind.MOMENT), Key("who"), Key("because")))
ITEM = Shape("bought", "what a customer has named as bought", (text("product"), text("order")))
REFERRED = Shape(
    "referred",
    "whom a customer sent to us, and what came of it",
    (
        Key("customers", Kind.NUMBER),
        Key("cases", Kind.NUMBER),
        Key("purchases", Kind.NUMBER),
        Key("amount", Kind.MONEY, amount("amount")),
    ),
)
KEPT = Shape(
    "kept",
    "how promises were kept, by their states",
    (*(Key(state.value, Kind.NUMBER) for state in SHOWN), Key("on_time_rate", Kind.RATE, null=True)),
)
CUSTOMER_PAGE = Shape(
    "customer_page",
    "a customer: how it went so far, what they bought, and their cases",
    (
        Key("customer", shapes.CUSTOMER),
        Key("emails", Several(Kind.TEXT)),
        Key("phones", Several(Kind.TEXT)),
        Key("cases", Several(shapes.CASE)),
        Key("more_cases", Kind.NUMBER),
        Key("open_cases", Kind.NUMBER),
        Key("chases", Kind.NUMBER),
        Key("promises", KEPT),
        Key("bought", Several(ITEM)),
        Key("purchases", Several(goods.PURCHASE)),
        Key("worth", WORTH, null=True),
        Key("companies", Several(MEMBERSHIP)),
        Key("flags", Several(Kind.TEXT)),
        Key("opted_out", OPTED_OUT, null=True),
        Key("ended", ENDED, null=True),
        text("referred_by"),
        Key("referred", Several(REFERRED)),
    ),
)
CUSTOMER_COLUMNS = keyed(
    "name email phone flags",
    like=shapes.CUSTOMER,
    null="flags",
    name="Name",
    email="E-mail",
    phone="Phone",
    flags="Flags",
)
OTHER_ADDRESSES = (Column("other_emails", null=True), Column("other_phones", null=True))
MOST = 20
"""How many cases of a customer a page shows; `list` has them all."""


def customer_list(
    fetch: Reader, shop: Shop, now: datetime, flag: str | None = None, *, all_addresses: bool = False
) -> Report:
    """Every customer, by name, made while they are read; with a flag, those who have it."""
    others = all_others(fetch) if all_addresses else {}
    nothing = Addresses((), ())
    objects = Objects.at(now, shop)
    held, wanted = relations.flags_held(fetch, now), flag_words(flag or "")
    rows = (
        objects.customer(customer)
        | {
            "flags": ", ".join(held.get(customer.id, ())) or None,
            "other_emails": ", ".join(others.get(customer.id, nothing).emails) or None,
            "other_phones": ", ".join(others.get(customer.id, nothing).phones) or None,
        }
        for customer in all_customers(fetch)
        if not wanted or wanted in held.get(customer.id, ())
    )
    columns = (*CUSTOMER_COLUMNS, *OTHER_ADDRESSES) if all_addresses else CUSTOMER_COLUMNS
    return listing("customers", shop, now, columns, rows, passing=True)


def customer_page(fetch: Fetch, shop: Shop, customer: Customer, now: datetime) -> Page:
    """A customer: how it went so far, what they bought, and their cases, the open ones first by what is due next."""
    dealings = dealings_with(fetch, now, customer.id)
    reached = addresses_of(fetch, customer)
    said = Counter(promised_to(fetch, now, customer.id))
    bought = bought_by(fetch, now, customer.id, MOST)
    ids = first_cases(fetch, now, customer.id, MOST)
    files = [known for file in case_files(fetch, ids) if (known := file_as_of(file, now, shop))]
    more = dealings.cases - len(files)
    ended = endings.ending_of(fetch, customer.id, now)
    related = relations.relations_of(fetch, customer.id, now)
    sent = relations.referrers(fetch, now, shop.currency, only=customer.id)
    purchases = purchases_of(fetch, customer.id, now)
    before, named = len(purchases) - MOST, customer.email or customer.name
    worth = worth_of(fetch, shop, purchases, customer.id, now) if purchases else None
    opted_out = opt_out_of(fetch, customer.id, now)
    asked = f" Asked where it is {times(dealings.chases)}." if dealings.chases else ""
    lines = [
        PageLine(" · ".join(filter(None, (str(customer), customer.number))), tone=Tone.TITLE),
        *(PageLine(line) for line in also(reached)),
        *([PageLine(_ended(ended, shop), tone=Tone.LOUD)] if ended else []),
        *(PageLine(line) for line in _related(related, shop, sent)),
        PageLine(f"{counted(dealings.cases, 'case')}, {dealings.open} open.{asked}"),
        PageLine(_kept(said)),
        *([_opted_out(opted_out, shop)] if opted_out else []),
        *([PageLine(f"Bought: {'; '.join(_item(*each) for each in bought)}")] if bought and not purchases else []),
        *(PageLine(purchase_words(each, shop), label=f"  {each.name}  ") for each in purchases[-MOST:]),
        *([PageLine(f"and {before} before: careline purchase list {shell_word(named)}")] if before > 0 else []),
        *([PageLine(line) for line in worth_words(worth)] if worth else []),
        *([PageLine("")] if files else []),
        *(PageLine(standing(file, shop, now), label=f"  {file.case.name}  ") for file in files),
    ]
    if more:
        lines.append(PageLine(f"and {more} more: careline list --all --customer {shell_word(named)}"))
    objects = Objects.at(now, shop)
    payload = CUSTOMER_PAGE.filled(
        customer=objects.customer(customer),
        emails=list(reached.emails),
        phones=list(reached.phones),
        cases=[objects.case(file) for file in files],
        more_cases=more,
        open_cases=dealings.open,
        chases=dealings.chases,
        promises={state.value: said[state] for state in SHOWN} | {"on_time_rate": on_time_rate(said)},
        bought=[ITEM.filled(product=product, order=order) for product, order in bought],
        purchases=list(map(purchase_object, purchases)),
        worth=worth_object(worth) if worth else None,
        companies=list(map(MEMBERSHIP.of, related.memberships)),
        flags=list(related.flags),
        opted_out=OPTED_OUT.of(opted_out) if opted_out else None,
        ended=ENDED.of(ended) if ended else None,
        referred_by=related.referral and related.referral.by,
        referred=list(map(REFERRED.of, sent)),
    )
    return Page(tuple(lines), payload)


def also(known: Addresses) -> Iterator[str]:
    """What finds a customer beside the first address and number."""
    if more := (*known.emails[1:], *known.phones[1:]):
        yield f"Also {', '.join(more)}."


def _opted_out(opted_out: OptOut, shop: Shop) -> PageLine:
    """That they want no invitations, and what they said."""
    since = moments.full_date(shop.calendar.date_of(opted_out.at))
    return PageLine((f"Not invited to review since {since}: ", Words(opted_out.words, said=True)))


def _ended(ended: Ending, shop: Shop) -> str:
    """That the relation was ended, why, and what was tried first."""
    tried = "; ".join(f"{each.what} ({moments.full_date(each.on_date)})" for each in ended.tries)
    on = moments.full_date(shop.calendar.date_of(ended.at))
    return f"{ended.who} ended the relation on {on}: {ended.because}. Tried before: {tried}."


def _related(known: Relations, shop: Shop, sent: list[Referrer]) -> Iterator[str]:
    """Where they work and worked, what they are to us besides, through whom they came, and whom they sent."""

    def on(moment: datetime) -> str:
        return moments.full_date(shop.calendar.date_of(moment))

    for each in reversed(known.memberships):
        until = f"until {on(each.until_at)}" if each.until_at else f"since {on(each.since_at)}"
        yield f"{'Worked' if each.until_at else 'Has worked'} for {each.company.name} {until}."
    if known.flags:
        yield f"Flagged: {', '.join(known.flags)}."
    if known.referral:
        note = f": {known.referral.note}" if known.referral.note else ""
        yield f"A referral from {known.referral.by}{note}."
    for of in sent:
        bought = f"{counted(of.purchases, 'purchase')}, {of.amount.shown()}"
        yield f"Sent us {counted(of.customers, 'customer')}: {counted(of.cases, 'case')}, {bought}."


def _kept(said: Counter[str]) -> str:
    """How the promises to somebody were kept: the counts, and the rate where there are enough."""
    if not said:
        return "Nothing was promised to them."
    counts = ", ".join(f"{said[state]} {state.words}" for state in SHOWN if said[state])
    rate = on_time_rate(said)
    return f"Promised: {counts}{'' if rate is None else f'; {rate:.0%} on time'}."


def _item(product: str | None, order: str | None) -> str:
    number = f"order {order}"
    return (f"{product} ({number})" if order else product) if product else number
