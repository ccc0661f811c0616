"""Articles and diagnoses: their SELECTs, and the index of the words of articles, which is worked out from them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from careline.domain.cases.case import Customer
from careline.domain.knowledge import articles as rules
from careline.domain.knowledge.articles import PART_OF_WORD, Article, matching
from careline.domain.knowledge.stems import content_stems
from careline.domain.names import fold
from careline.domain.values import frozen
from careline.store.cases import spellings
from careline.store.columns import Columns
from careline.store.dialect import among, each, matches, relevance
from careline.store.fetch import Fetch
from careline.store.rows import OF_CUSTOMER, OUTCOME_AT
from careline.store.stamps import read_maybe, read_moment, stamp

MOST_FOUND = 200
MOST_WORDS, LONGEST_WORD = 32, 64
"""How many words of a search are looked for, and how many letters of each."""
OF_ARTICLE = Columns(
    Article,
    id="a.id",
    product="a.product",
    symptom="a.symptom",
    remedy="a.remedy",
    sends="a.sends",
    added_at=("a.added_at", read_moment),
    added_by="a.added_by",
    retired_at=("a.retired_at", read_moment),
    retired_because="a.retired_because",
)
ARTICLE = f"SELECT {OF_ARTICLE.sql} FROM articles a"
LATEST = """
    d.id = (SELECT n.id FROM diagnoses n WHERE n.case_id = d.case_id AND n.at <= :as_of ORDER BY n.at DESC, n.id DESC
        LIMIT 1)
"""
"""Of the diagnoses d of a case, the one that counts at `as_of`: the last."""


@frozen
class DiagnosedCase:
    """A case of which an article, or none (`article_id` None), was the diagnosis that counts, and how it went on."""

    article_id: int | None
    case_id: int
    customer_id: int
    customer: str
    subject: str
    product: str | None
    at: datetime
    closed_how: str | None
    replaced_by: str | None
    outcome: str | None
    reached_at: datetime | None


OF_DIAGNOSED = Columns(
    DiagnosedCase,
    article_id="d.article_id",
    case_id="c.id",
    customer_id="u.id",
    customer="u.name",
    subject="c.subject",
    product="c.product",
    at=("d.at", read_moment),
    closed_how="CASE WHEN c.closed_at <= :as_of THEN c.closed_how END",
    replaced_by="r.item",
    outcome=OUTCOME_AT,
    reached_at=(
        "(SELECT min(k.at) FROM contacts k WHERE k.case_id = c.id AND k.reached AND k.at BETWEEN d.at AND :as_of)",
        read_moment,
    ),
)


def refresh(fetch: Fetch, run: Callable[..., object], command_id: int) -> None:
    """Index anew the articles that a command has touched; where there are none, the log is not even asked."""
    if not fetch("SELECT 1 FROM articles UNION ALL SELECT 1 FROM article_search_parts LIMIT 1"):
        return
    touched = fetch(
        "SELECT DISTINCT row_id FROM changes WHERE command_id = :command AND table_name = 'articles'",
        command=command_id,
    )
    for (number,) in touched:
        run("DELETE FROM article_search WHERE rowid = :id", id=number)
        run("DELETE FROM article_search_parts WHERE rowid = :id", id=number)
    add_to_index(fetch, run, [number for (number,) in touched])


def add_to_index(fetch: Fetch, run: Callable[..., object], numbers: Iterable[int]) -> None:
    """Index articles that are not in the index."""
    for article in by_id(fetch, numbers):
        remedy = f"{article.remedy} {article.sends or ''}"
        run(
            "INSERT INTO article_search (rowid, product, symptom, remedy) VALUES (:id, :product, :symptom, :remedy)",
            id=article.id,
            product=article.product,
            symptom=article.symptom,
            remedy=remedy,
        )
        run(
            "INSERT INTO article_search_parts (rowid, about) VALUES (:id, :about)",
            id=article.id,
            about=fold(f"{article.product} {article.symptom} {remedy}"),
        )


def fill(fetch: Fetch, run: Callable[..., object]) -> None:
    """Index all articles anew."""
    for table in ("article_search", "article_search_parts"):
        run(f"DELETE FROM {table}")
    add_to_index(fetch, run, [number for (number,) in fetch("SELECT id FROM articles")])


def stale(fetch: Fetch) -> int:
    """How many articles are in the index with other words than theirs, or are not in it, or are there no more."""
    rows = fetch("""
        SELECT a.id FROM articles a LEFT JOIN article_search s ON s.rowid = a.id
        WHERE s.symptom IS NOT a.symptom OR s.product IS NOT a.product
            OR s.remedy IS NOT a.remedy || ' ' || coalesce(a.sends, '')
            OR a.id NOT IN (SELECT rowid FROM article_search_parts)
        UNION SELECT rowid FROM article_search WHERE rowid NOT IN (SELECT id FROM articles)
        UNION SELECT rowid FROM article_search_parts WHERE rowid NOT IN (SELECT id FROM articles)
    """)
    return len(rows)


def article_exists(fetch: Fetch, article_id: int) -> bool:
    """True for an article that was given out."""
    return bool(fetch("SELECT 1 FROM articles WHERE id = :id", id=article_id))


def by_id(fetch: Fetch, numbers: Iterable[int]) -> list[Article]:
    """These articles, in the order given; unknown ids are left out."""
    wanted = list(numbers)
    rows = fetch(f"{ARTICLE} WHERE a.id {among('ids')}", ids=str(wanted))
    known = {article.id: article for article in map(OF_ARTICLE.read, rows)}
    return [known[number] for number in wanted if number in known]


def listed(fetch: Fetch, as_of: datetime, *, retired: bool) -> list[Article]:
    """The articles as they stood at a moment, by id; those retired by then only where they are asked for."""
    known = (rules.as_of(OF_ARTICLE.read(row), as_of) for row in fetch(f"{ARTICLE} ORDER BY a.id"))
    return [each for each in known if each and (retired or each.retired_at is None)]


def proposed(fetch: Fetch, product: str | None, subject: str) -> tuple[Article, ...]:
    """The articles in use that fit a case, the best first: one query, which an empty knowledge base answers at once."""
    telling = [word for word in read_words(subject) if content_stems(word)]
    asked = [f"product : {quoted([product])}"] if product else []
    asked += [f"symptom : ({any_of(telling)})"] if telling else []
    found = _found(fetch, "article_search", " OR ".join(asked), "4, 1, 0") if asked else []
    return matching(found, product, subject)


def with_words(fetch: Fetch, words: Sequence[str], product: str | None, *, retired: bool) -> list[Article]:
    """The articles with any of the words, whole ones first, and those about a product; at most MOST_FOUND of each."""
    named = [f"product : {quoted([product])}"] if product else []
    inside = [fold(word) for word in words if len(fold(word)) >= PART_OF_WORD]
    whole = _found(fetch, "article_search", " OR ".join([any_of(words), *named]), "4, 2, 1", retired=retired)
    parts = _found(fetch, "article_search_parts", any_of(inside), "1", retired=retired) if inside else []
    return list({article.id: article for article in (*whole, *parts)}.values())


def read_words(text: str) -> list[str]:
    """The words of a search, each once however it is spelled: at most MOST_WORDS, of at most LONGEST_WORD letters."""
    words = (word[:LONGEST_WORD] for word in text.replace("\0", " ").split())
    return list({fold(word): word for word in words if fold(word)}.values())[:MOST_WORDS]


def quoted(words: Iterable[str]) -> str:
    """The words as one phrase of FTS5, in which no sign means anything."""
    # FTS5 reads no further than the first NUL.
    text = " ".join(words).replace("\0", " ").replace('"', '""')
    return f'"{text}"'


def any_of(words: Iterable[str]) -> str:
    """A query of FTS5 for any of the words."""
    return " OR ".join(quoted([word]) for word in words)


def diagnosed(fetch: Fetch, as_of: datetime, article_id: int | None = None) -> list[DiagnosedCase]:
    """The cases that were diagnosed by a moment, the last diagnosis of each; with an id those of one article.

    The last diagnosed come first. What was sent counts from the diagnosis on, and so does what reached the customer.
    """
    rows = fetch(
        f"""
        SELECT {OF_DIAGNOSED.sql}
        FROM diagnoses d JOIN cases c ON c.id = d.case_id JOIN customers u ON u.id = c.customer_id
        LEFT JOIN replacements r ON r.id = (
            SELECT s.id FROM replacements s WHERE s.case_id = c.id AND s.quantity > 0
                AND s.shipped_at BETWEEN d.at AND :as_of
            ORDER BY s.shipped_at DESC, s.id DESC LIMIT 1)
        WHERE {LATEST} AND (:article_id IS NULL OR d.article_id = :article_id) ORDER BY d.at DESC, d.id DESC
        """,
        as_of=stamp(as_of),
        article_id=article_id,
    )
    return [OF_DIAGNOSED.read(row) for row in rows]


def owners(
    fetch: Fetch, product: str, as_of: datetime, others: Collection[int] = ()
) -> list[tuple[Customer, datetime | None]]:
    """Who had bought a product by a moment or had a case about it, and some others, by name; nobody who was forgotten.

    With each of them comes when they bought it first, where that is known.
    """
    rows = fetch(
        f"""
        SELECT {OF_CUSTOMER.sql}, b.bought_at FROM customers u LEFT JOIN (
            SELECT customer_id, min(bought_at) AS bought_at FROM purchases
            WHERE product {among("bought")} AND bought_at <= :as_of GROUP BY customer_id
        ) b ON b.customer_id = u.id
        WHERE u.id NOT IN (SELECT customer_id FROM forgettings) AND (b.bought_at IS NOT NULL OR u.id IN (
            SELECT customer_id FROM cases WHERE opened_at <= :as_of AND product {among("had")}
            UNION {each("others")}))
        ORDER BY u.folded, u.id
        """,
        bought=spellings(fetch, "SELECT DISTINCT product FROM purchases", product),
        had=spellings(fetch, "SELECT DISTINCT product FROM cases", product),
        others=str(list(others)),
        as_of=stamp(as_of),
    )
    return [(OF_CUSTOMER.read(them), read_maybe(bought_at)) for *them, bought_at in rows]


def undiagnosed(fetch: Fetch, since: datetime | None, until: datetime) -> int:
    """How many cases that were opened between two moments nobody had diagnosed by the second; merged ones aside."""
    ((count,),) = fetch(
        """
        SELECT count(*) FROM cases c WHERE c.opened_at <= :until AND (:since IS NULL OR c.opened_at >= :since)
            AND c.merged_into IS NULL AND NOT EXISTS (
                SELECT 1 FROM diagnoses d WHERE d.case_id = c.id AND d.at <= :until)
        """,
        since=stamp(since) if since else None,
        until=stamp(until),
    )
    return int(count)


def counts(fetch: Fetch, as_of: datetime) -> dict[int, int]:
    """Of how many cases each article was the diagnosis that counts."""
    rows = fetch(
        f"SELECT d.article_id, count(*) FROM diagnoses d WHERE {LATEST} AND d.article_id IS NOT NULL GROUP BY 1",
        as_of=stamp(as_of),
    )
    return dict(rows)


def _found(fetch: Fetch, table: str, query: str, weights: str, *, retired: bool = False) -> list[Article]:
    rows = fetch(
        f"""
        SELECT rowid FROM {table} WHERE {matches(table, "query")} AND (:retired OR EXISTS (
            SELECT 1 FROM articles a WHERE a.id = {table}.rowid AND a.retired_at IS NULL))
        ORDER BY {relevance(table, weights)}, rowid LIMIT :most
        """,
        query=query,
        retired=retired,
        most=MOST_FOUND,
    )
    return by_id(fetch, [number for (number,) in rows])
