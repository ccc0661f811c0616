"""How the knowledge base serves: what its articles were the diagnosis of, and where it has none."""

from collections import defaultdict
from datetime import datetime

from careline.domain.cases.case import ClosedHow
from careline.domain.ids import show
from careline.domain.names import fold
from careline.domain.periods import Period
from careline.domain.report import Column, Kind, Report, Section
from careline.domain.shop.shop import Shop
from careline.store.fetch import Fetch
from careline.store.knowledge import articles
from careline.store.knowledge.articles import DiagnosedCase

NO_PRODUCT = "no product"
ARTICLES = (
    Column("article", Kind.ID, "Article"),
    Column("product", title="Product"),
    Column("symptom", title="Symptom"),
    Column("diagnosed", Kind.NUMBER, "Diagnosed"),
    Column("confirmed", Kind.NUMBER, "Confirmed"),
)
GAPS = (
    Column("product", title="Product"),
    Column("cases", Kind.NUMBER, "Cases"),
    Column("subjects", title="Subjects"),
)
UNDIAGNOSED = (Column("cases", Kind.NUMBER, "Cases"),)
SECTIONS = {"articles": ARTICLES, "gaps": GAPS, "undiagnosed": UNDIAGNOSED}


def knowledge(fetch: Fetch, shop: Shop, now: datetime, period: Period) -> Report:
    """Each article with its cases of a period, the cases that no article fits by product, and those not diagnosed.

    A case belongs to the period in which it got the diagnosis that counts; one without any, to that of its opening.
    """
    found = [
        each for each in articles.diagnosed(fetch, period.until) if period.since is None or each.at >= period.since
    ]
    gaps: dict[str, list[DiagnosedCase]] = defaultdict(list)
    fitted: dict[int, list[DiagnosedCase]] = defaultdict(list)
    for each in found:
        if each.article_id is None:
            gaps[fold(each.product or NO_PRODUCT)].append(each)
        else:
            fitted[each.article_id].append(each)
    undiagnosed = articles.undiagnosed(fetch, period.since, period.until)
    rows = tuple(
        (
            show("K", article.id),
            article.product,
            article.symptom,
            len(fitted[article.id]),
            sum(each.closed_how == ClosedHow.CONFIRMED for each in fitted[article.id]),
        )
        for article in articles.listed(fetch, period.until, retired=True)
    )
    missing = tuple(
        (mine[0].product or NO_PRODUCT, len(mine), "; ".join(dict.fromkeys(each.subject for each in mine)))
        for _, mine in sorted(gaps.items(), key=lambda gap: (-len(gap[1]), gap[0]))
    )
    return Report(
        name="knowledge",
        title="What the knowledge base knows",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        since=period.since,
        until=period.until,
        sections=(
            Section("articles", SECTIONS["articles"], rows, title="Articles"),
            Section("gaps", SECTIONS["gaps"], missing, title="No article fits"),
            Section(
                "undiagnosed", SECTIONS["undiagnosed"], ((undiagnosed,),) if undiagnosed else (), title="Not diagnosed"
            ),
        ),
    )
