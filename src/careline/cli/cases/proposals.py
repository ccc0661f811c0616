"""The articles that may fit a case which was just opened."""

from collections.abc import Iterator, Sequence

from careline.domain.cases.case import Case
from careline.domain.knowledge.articles import Article, excerpt, warnings
from careline.domain.wording import sentence


def proposed(case: Case, articles: Sequence[Article]) -> Iterator[str]:
    """What the customer has tried, each article with its remedy, and where that repeats what was tried."""
    if case.tried:
        yield f"{sentence(case.customer.first_name)} has tried: {case.tried}."
    yield f"A known problem?  careline case diagnose {case.id} --article {articles[0].name}"
    yield from (f"  {each.name}  {each.product}: {excerpt(each.remedy, ()).text}" for each in articles)
    yield from warnings(articles, case.tried, case.customer.first_name)
