"""The knowledge base: its list, one article, what a search finds, and whom an article concerns."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from shlex import quote
from typing import Any

from careline.domain.cases.case import ClosedHow, Customer
from careline.domain.ids import show
from careline.domain.knowledge.articles import Article, Excerpt, as_of, excerpt, ranked
from careline.domain.money.money import Money
from careline.domain.replacements.replacement import Outcome
from careline.domain.replacements.warranty import goodwill_limit
from careline.domain.report import Column, Key, Kind, Page, PageLine, Report, Section, Several, Shape, Tone
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.domain.wording import counted
from careline.render.reading import MONEY, moment, named, text
from careline.reports.casefile.case import NotYet
from careline.reports.listing import keyed, listing
from careline.store.fetch import Fetch
from careline.store.knowledge import articles
from careline.store.knowledge.articles import DiagnosedCase
from careline.store.money.purchases import purchases_of_product

MOST_CASES = 5
MOST_SHOWN = 10
ARTICLE = Shape(
    "article",
    "an article of the knowledge base, with the number of cases that it was the diagnosis of",
    (
        Key("id", Kind.ID, named("name")),
        Key("product"),
        Key("symptom"),
        Key("remedy"),
        text("sends"),
        Key("added_at", Kind.MOMENT),
        Key("added_by"),
        moment("retired_at"),
        text("retired_because"),
        Key("diagnosed", Kind.NUMBER, lambda _, diagnosed: diagnosed),
    ),
)
DIAGNOSED = Shape(
    "diagnosed_case",
    "a case of which an article was the diagnosis, and how it went on",
    (
        Key("case", Kind.ID, lambda case, _: show("C", case.case_id)),
        Key("customer"),
        Key("diagnosed_at", Kind.MOMENT, named("at")),
        text("replaced_by"),
        Key("outcome", Outcome, null=True),
        Key("closed_how", ClosedHow, null=True),
    ),
)
ARTICLE_PAGE = Shape(
    "article_page",
    "an article, and the last cases that it was the diagnosis of",
    (Key("article", ARTICLE), Key("cases", Several(DIAGNOSED))),
)
ARTICLE_SHOWN = Shape(
    "article_shown", "an article that was added, corrected or retired", (Key("article", ARTICLE, null=True),)
)
HIT = Shape("found_article", "an article that a search finds, and where in it", (*ARTICLE.keys, Key("excerpt")))
MAY = Shape(
    "may",
    "what somebody may do without asking",
    (Key("who"), Key("goodwill", Kind.MONEY, null=True), Key("unlimited", Kind.FLAG), text("sends")),
)
SEARCH_PAGE = Shape(
    "search_page",
    "the articles that a search finds, best first",
    (Key("words", Several(Kind.TEXT)), text("product"), Key("items", Several(HIT)), Key("may", MAY)),
)
ARTICLE_COLUMNS = keyed(
    "id product symptom diagnosed sends remedy added_at added_by retired_at retired_because",
    like=ARTICLE,
    id="Article",
    product="Product",
    symptom="Symptom",
    diagnosed="Diagnosed",
    sends="Sends",
)
AFFECTED = (
    Column("customer", title="Customer"),
    Column("email", title="E-mail", null=True),
    Column("phone", title="Phone", null=True),
    Column("bought_at", Kind.MOMENT, "Bought", null=True),
    Column("state", title="Told"),
    Column("case", Kind.ID, "Case", null=True),
    Column("told_at", Kind.MOMENT, "When", null=True),
)
SECTIONS = {"affected": AFFECTED}


@frozen
class Affected:
    """A customer whom an article concerns: when they bought the product, and the case on which they are told of it."""

    customer: Customer
    bought_at: datetime | None = None
    case: str | None = None
    told_at: datetime | None = None

    @property
    def state(self) -> str:
        """How far it is with telling them."""
        return "told" if self.told_at else "case opened" if self.case else "not yet"


def article_object(article: Article, diagnosed: int) -> dict[str, Any]:
    """An article as an object, with the number of cases that it was the diagnosis of."""
    return ARTICLE.of(article, diagnosed)


def article_list(fetch: Fetch, shop: Shop, now: datetime, *, product: str | None, retired: bool) -> Report:
    """Articles by number: those of a product, or all; retired ones where they are asked for."""
    counts = articles.counts(fetch, now)
    rows = [
        article_object(each, counts.get(each.id, 0))
        for each in articles.listed(fetch, now, retired=retired)
        if product is None or each.is_for(product)
    ]
    return listing("articles", shop, now, ARTICLE_COLUMNS, rows)


def article_page(fetch: Fetch, shop: Shop, known: Article, now: datetime) -> Page:
    """An article, of how many cases it was the diagnosis, and what became of the last of them. Raises NotYet."""
    article = as_of(known, now)
    if article is None:
        raise NotYet(known.name)
    found = articles.diagnosed(fetch, now, article.id)
    zone = shop.calendar.zone
    lines = [
        PageLine(f"{article.name}  {article.product}", tone=Tone.TITLE),
        PageLine(article.symptom, label="When  ", pasted=True),
        PageLine(article.remedy, label="Then  ", pasted=True),
        *([PageLine(article.sends, label="Sends ")] if article.sends else []),
        PageLine(f"Added by {article.added_by} on {moments.full(article.added_at, zone)}."),
    ]
    if article.retired_at:
        retired = f"Retired on {moments.full(article.retired_at, zone)}: {article.retired_because}"
        lines.append(PageLine(retired, tone=Tone.LOUD))
    last = f", the last {MOST_CASES} of them" if len(found) > MOST_CASES else ""
    lines.append(PageLine(f"The diagnosis of {counted(len(found), 'case')}{last}{':' if found else '.'}"))
    for case in found[:MOST_CASES]:
        at = moments.short(case.at, now, zone)
        lines.append(PageLine(f"{case.customer}, {at}: {became(case)}", label=f"  {show('C', case.case_id)}  "))
    payload = ARTICLE_PAGE.filled(
        article=article_object(article, len(found)), cases=[DIAGNOSED.of(case) for case in found[:MOST_CASES]]
    )
    return Page(tuple(lines), payload)


def became(case: DiagnosedCase) -> str:
    """What happened to a case after its diagnosis: `replaced by LabelWriter 450, works; confirmed`."""
    outcome = f", {case.outcome}" if case.outcome else ""
    replaced = f"replaced by {case.replaced_by}{outcome}; " if case.replaced_by else ""
    return f"{replaced}{case.closed_how or 'open'}"


def article_shown(fetch: Fetch, article: Article, what: str, now: datetime) -> Page:
    """That an article was added, corrected or retired (`what`)."""
    lines = (PageLine(f"{article.name} {what}: {article.product}, {' '.join(article.symptom.split())}"),)
    counts = articles.counts(fetch, now)
    return Page(lines, ARTICLE_SHOWN.filled(article=article_object(article, counts.get(article.id, 0))))


def search_page(
    fetch: Fetch, shop: Shop, who: str, words: Sequence[str], product: str | None, now: datetime, *, retired: bool
) -> Page:
    """The articles with any of the words, best first, and what whoever acts may do about it without asking."""
    found = ranked(articles.with_words(fetch, words, product, retired=retired), words, product)
    counts = articles.counts(fetch, now) if found else {}
    excerpts = [excerpt(article.remedy, words) for article in found]
    lines = [line for article, piece in zip(found, excerpts, strict=True) for line in _found(article, piece, words)]
    lines = lines[: 2 * MOST_SHOWN] or [PageLine("Nothing in the knowledge base has any of these words.")]
    if len(found) > MOST_SHOWN:
        lines.append(PageLine(f"and {len(found) - MOST_SHOWN} more; more words find fewer"))
    may = _may(fetch, shop, who, found[0] if found else None, now)
    lines += [PageLine(""), *map(PageLine, may.lines)]
    payload = SEARCH_PAGE.filled(
        words=list(words),
        product=product,
        items=[
            HIT.filled(**article_object(article, counts.get(article.id, 0)), excerpt=piece.text)
            for article, piece in zip(found, excerpts, strict=True)
        ],
        may=MAY.filled(
            who=who,
            goodwill=MONEY.of(may.limit) if may.limit else None,
            unlimited=may.limit is None,
            sends=may.sends,
        ),
    )
    return Page(tuple(lines), payload)


def affected(fetch: Fetch, article: Article, now: datetime) -> list[Affected]:
    """Whom an article concerns: who has its product or was diagnosed with it; those not told yet first, by name.

    Told is who has a case with this diagnosis on which we have reached them since.
    """
    cases: dict[int, DiagnosedCase] = {}
    for case in articles.diagnosed(fetch, now, article.id):
        if case.reached_at or case.customer_id not in cases:
            cases[case.customer_id] = case
    concerned = [
        Affected(customer, bought_at, show("C", mine.case_id), mine.reached_at)
        if (mine := cases.get(customer.id))
        else Affected(customer, bought_at)
        for customer, bought_at in articles.owners(fetch, article.product, now, list(cases))
    ]
    order = ("not yet", "case opened", "told")
    return sorted(concerned, key=lambda each: order.index(each.state))


def affected_report(
    concerned: Sequence[Affected], shop: Shop, article: Article, now: datetime, opened: Collection[str] | None = None
) -> Report:
    """Whom an article concerns, with the cases that were opened for those not told yet, where any were to be."""
    counts = {state: sum(each.state == state for each in concerned) for state in ("not yet", "case opened", "told")}
    closing = [f"{counts['told']} told, {counts['case opened']} with a case opened, {counts['not yet']} not told yet."]
    if opened is not None:
        closing.append(f"{counted(len(opened), 'case')} opened now{': ' if opened else ''}{', '.join(opened)}.")
    elif counts["not yet"] and article.retired_at is None:
        closing.append(f"A case for each not yet told?  careline article affected {article.name} --open-cases")
    rows = tuple(
        (
            each.customer.name,
            each.customer.email,
            each.customer.phone,
            each.bought_at,
            each.state,
            each.case,
            each.told_at,
        )
        for each in concerned
    )
    return Report(
        name="affected",
        title=f"Affected by {article.name}, {article.product}",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing=f"Nobody else is known to have a {article.product}.",
        sections=(Section("affected", SECTIONS["affected"], rows),),
        closing=tuple(closing) if concerned else (),
    )


@frozen
class _May:
    """What somebody may do without asking, in words; `limit` is how much they give as goodwill, None for the owner."""

    lines: tuple[str, ...]
    limit: Money | None
    sends: str | None


def _may(fetch: Fetch, shop: Shop, who: str, article: Article | None, now: datetime) -> _May:
    """What somebody may do about an article, or about what none is for, before there is a case."""
    units = goodwill_limit(shop.policy, shop.owner, who)
    limit = None if units is None else Money(units, shop.currency)
    sends = article.sends if article else None
    worth = _worth(fetch, sends, now) if sends else None
    above = limit is not None and worth is not None and worth.currency == limit.currency and worth.amount > limit.amount
    gives = "" if limit is None else f" up to {limit.shown()}"
    lines = []
    if limit is not None and not limit.amount:
        lines.append(f"You may give nothing as goodwill without asking {shop.owner}.")
    elif sends and above and worth:
        lines.append(
            f"You may give goodwill{gives} without asking; a {sends} ({worth.shown()}) is more: ask {shop.owner}."
        )
    else:
        lines.append(f"You may {f'send a {sends} and ' if sends else ''}give goodwill{gives} without asking.")
    product = f" --product {quote(article.product)}" if article else ""
    lines.append(f'next  careline open "..." --customer "..."{product}')
    if sends:
        goods = " --goods AMOUNT" if limit is not None and worth is None else ""
        lines.append(
            f"then  careline ship-replacement CASE --basis goodwill --item {quote(sends)}{goods} "
            '--why "..." --arrives WHEN'
        )
    return _May(tuple(lines), limit, None if above or limit == Money(0, shop.currency) else sends)


def _worth(fetch: Fetch, product: str, now: datetime) -> Money | None:
    """What a unit cost us when it was last bought, or else sold for."""
    bought = purchases_of_product(fetch, product, now)
    return (bought[-1].cost or bought[-1].price) if bought else None


def _found(article: Article, piece: Excerpt, words: Sequence[str]) -> Iterator[PageLine]:
    """What an article is about, and the piece of its remedy."""
    about = f"{article.product}: {' '.join(article.symptom.split())}"
    retired = "  retired" if article.retired_at else ""
    marked = excerpt(about, words).marked
    yield PageLine(f"{about}{retired}", label=f"{article.name}  ", marks=marked)
    yield PageLine(piece.text, label=" " * len(f"{article.name}  "), marks=piece.marked)
