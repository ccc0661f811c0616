"""The knowledge base: adding, correcting and retiring articles, and saying which of them fits a case."""

from collections.abc import Iterable
from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases.case import Customer, FoundBy
from careline.domain.knowledge.articles import Article, NewArticle, excerpt, warnings
from careline.domain.shop.shop import Shop
from careline.domain.wording import sentence, shell_word
from careline.store.recording import Recording
from careline.store.tables import learning as tables
from careline.usecases.cases import cases
from careline.usecases.thread import Thread


def add(work: Recording, new: NewArticle) -> Article:
    """Record a new article."""
    number = work.add(
        tables.Article(
            product=new.product,
            symptom=new.symptom,
            remedy=new.remedy,
            sends=new.sends,
            added_at=work.now,
            added_by=work.who,
        )
    )
    return Article(number, new.product, new.symptom, new.remedy, new.sends, work.now, work.who)


def edit(work: Recording, article: Article, new: NewArticle) -> Article:
    """Record what an article says from now on."""
    row = work.session.get_one(tables.Article, article.id)
    row.product, row.symptom, row.remedy, row.sends = new.product, new.symptom, new.remedy, new.sends
    return _article(row)


def retire(work: Recording, article: Article, because: str) -> Article:
    """Record that an article is not to be used any more. Raises Refused."""
    article.check_in_use()
    row = work.session.get_one(tables.Article, article.id)
    row.retired_at, row.retired_because = work.now, because
    return _article(row)


def diagnose(work: Recording, shop: Shop, case_id: int, article: Article | None, *, at: datetime) -> Recorded:
    """Record which article fits a case, or that none does. Raises CaseIsClosed and Refused.

    What the customer has tried already is remarked first, and where the remedy repeats it.
    """
    thread = Thread(work, shop, case_id, at)
    thread.require_open()
    case = thread.case
    if article is not None:
        article.check_in_use()
        if at < article.added_at:
            raise thread.too_early(article.name, article.added_at)
    _record(thread, article)
    if case.tried:
        thread.remarks.append(f"{sentence(case.customer.first_name)} has tried: {case.tried}.")
    if article is not None:
        thread.remarks.append(f"{article.name} says: {excerpt(article.remedy, ()).text}")
        thread.remarks += warnings([article], case.tried, case.customer.first_name)
        if article.sends and not any(each.is_live for each in thread.file.replacements):
            ship = f'careline ship-replacement {case.id} --item {shell_word(article.sends)} --why "..." --arrives WHEN'
            thread.remarks.append(f"It sends a {article.sends}: {ship}")
    return thread.done()


def open_cases(work: Recording, shop: Shop, article: Article, customers: Iterable[Customer]) -> list[Recorded]:
    """Open a case found by us for each of these customers, diagnosed with an article. Raises Refused."""
    article.check_in_use()
    opened = []
    for customer in customers:
        new = cases.NewCase(
            subject=" ".join(article.symptom.split()),
            customer=str(customer),
            product=article.product,
            found_by=FoundBy.US,
        )
        thread = Thread(work, shop, cases.record_case(work, shop, customer, new, at=work.now), work.now)
        thread.acknowledge()
        thread.keep_updating()
        _record(thread, article)
        opened.append(thread.done())
    return opened


def _record(thread: Thread, article: Article | None) -> None:
    thread.work.add(
        tables.Diagnosis(
            case_id=thread.case_id, article_id=article.id if article else None, at=thread.at, who=thread.work.who
        )
    )


def _article(row: tables.Article) -> Article:
    return Article(
        row.id or 0,
        row.product,
        row.symptom,
        row.remedy,
        row.sends,
        row.added_at,
        row.added_by,
        row.retired_at,
        row.retired_because,
    )
