"""Articles: the entries of the knowledge base, which of them fit, and which repeat what was tried already."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from careline.domain.errors import BadInput, Refused
from careline.domain.ids import show
from careline.domain.knowledge.stems import NEGATIONS, content_stems, stem, words
from careline.domain.names import fold
from careline.domain.values import frozen
from careline.domain.wording import meant

KEYS = ("product", "symptom", "sends")
"""What may stand at the top of an article's file; the remedy stands below."""
MOST_PROPOSED = 3
ENOUGH_WORDS = 2
"""How many words of a symptom make an article about another product fit."""
PART_OF_WORD = 3
"""From how many letters on a word is looked for inside longer ones."""
BEFORE, AROUND = 5, 18
"""How many words of an excerpt stand before the one that was found, and how many there are in all."""


@frozen
class NewArticle:
    """What an article says, as somebody wrote it; `sends` is the product that the remedy sends."""

    product: str
    symptom: str
    remedy: str
    sends: str | None = None


@frozen
class Article:
    """One entry of the knowledge base."""

    id: int
    product: str
    symptom: str
    remedy: str
    sends: str | None
    added_at: datetime
    added_by: str
    retired_at: datetime | None = None
    retired_because: str | None = None

    @property
    def name(self) -> str:
        """`K-1`."""
        return show("K", self.id)

    @property
    def written(self) -> NewArticle:
        """What it says."""
        return NewArticle(self.product, self.symptom, self.remedy, self.sends)

    def is_for(self, product: str | None) -> bool:
        """True for an article about this product, case and accents aside."""
        return product is not None and fold(product) == fold(self.product)

    def check_in_use(self) -> None:
        """Raise Refused for one that is retired."""
        if self.retired_at is not None:
            raise Refused(f"{self.name} is retired ({self.retired_because}); see careline article list.")


@frozen
class Repeat:
    """What a remedy says, and what the customer has tried that is the same."""

    says: str
    tried: str


@frozen
class Excerpt:
    """A piece of a text around the words that were looked for; `marked` are those words as they stand there."""

    text: str
    marked: tuple[str, ...]


def as_of(article: Article, moment: datetime) -> Article | None:
    """The article as it stood at a moment, retired or not; None before it was added."""
    if article.added_at > moment:
        return None
    if article.retired_at is not None and article.retired_at > moment:
        return replace(article, retired_at=None, retired_because=None)
    return article


def read_article(top: Mapping[Any, object], remedy: str) -> NewArticle:
    """The article that a file holds: what stands at its top, and below. Raises BadInput."""
    for key, value in top.items():
        if key not in KEYS:
            raise _unknown_key(key)
        if value is not None and not isinstance(value, str):
            raise BadInput(f'{key} must be one text; put it in quotation marks: {key}: "...".')
    product, symptom, sends = (str(top.get(key) or "").strip() for key in KEYS)
    for key, text in (("product", product), ("symptom", symptom), ("remedy", remedy.strip())):
        if not text:
            raise _article_lacks(key)
    return NewArticle(product, symptom, remedy.strip(), sends or None)


def _unknown_key(key: object) -> BadInput:
    """The refusal: something at the top of an article's file that means nothing."""
    return BadInput(f'An article has no "{key}". {meant(str(key), KEYS)} The remedy goes below the second ---.')


def _article_lacks(key: str) -> BadInput:
    """The refusal: an article without what each needs."""
    where = "what to do, below the second ---" if key == "remedy" else f"{key}: ..., between the two ---"
    return BadInput(f"The article has no {key}; write {where}.")


def matching(articles: Iterable[Article], product: str | None, symptom: str) -> tuple[Article, ...]:
    """The articles that fit a case, at most MOST_PROPOSED: those about its product first, then by words in common.

    An article about another product, or about none that is known, fits with ENOUGH_WORDS of the symptom.
    """
    wanted = content_stems(symptom)
    scored = [(each.is_for(product), len(wanted & content_stems(each.symptom)), each) for each in articles]
    fitting = [each for each in scored if each[0] or each[1] >= ENOUGH_WORDS]
    return tuple(article for *_, article in sorted(fitting, key=lambda it: it[:2], reverse=True)[:MOST_PROPOSED])


def ranked(articles: Iterable[Article], wanted: Sequence[str], product: str | None) -> list[Article]:
    """The articles from the one that has most of the words; of equals, whole words come before parts of words.

    An article about `product` comes before all others, and a word in a product's name before one elsewhere.
    """

    def score(article: Article) -> tuple[bool, int, int, int]:
        text = f"{article.product} {article.symptom} {article.remedy} {article.sends or ''}"
        found, whole = _found(text, wanted)
        return (article.is_for(product), found, whole, _found(article.product, wanted)[0])

    return sorted(articles, key=score, reverse=True)


def repeated(remedy: str, tried: str | None) -> tuple[Repeat, ...]:
    """Each part of a remedy that the customer has tried already, with what they tried.

    They are the same where all that one of them says stands in the other; what is denied ("not yet reinstalled") counts
    on neither side.
    """
    tries = _parts(tried or "")
    return tuple(
        Repeat(says, first)
        for says, meant in _parts(remedy)
        for first in [part for part, done in tries if done <= meant or meant <= done][:1]
    )


def warnings(articles: Iterable[Article], tried: str | None, first_name: str) -> list[str]:
    """For each part of a remedy that the customer has tried already, a sentence that says so."""
    return [
        f'{article.name} says "{repeat.says}"; {first_name} has tried that: "{repeat.tried}".'
        for article in articles
        for repeat in repeated(article.remedy, tried)
    ]


def excerpt(text: str, wanted: Sequence[str]) -> Excerpt:
    """The piece of a text around the first of the words, on one line; from its beginning where it has none of them."""
    all_words = text.split()
    hits = [place for place, word in enumerate(all_words) if _found(word, wanted)[0]]
    start = max(0, min(hits[0] - BEFORE, len(all_words) - AROUND)) if hits else 0
    shown = all_words[start : start + AROUND]
    before, after = "… " if start else "", " …" if start + AROUND < len(all_words) else ""
    marked = (all_words[place] for place in hits if start <= place < start + AROUND)
    return Excerpt(f"{before}{' '.join(shown)}{after}", tuple(dict.fromkeys(map(_bare, marked))))


def _parts(text: str) -> list[tuple[str, frozenset[str]]]:
    """The parts of a text that say that something is done, each with the stems of its words."""
    pieces = re.split(r"[,;!?()\n]|\.(?:\s|$)|\b(?:and|but|or|then)\b", text, flags=re.IGNORECASE)
    return [
        (_bare(piece.strip()), meant)
        for piece in pieces
        if (meant := content_stems(piece)) and not NEGATIONS & set(words(piece))
    ]


def _found(text: str, wanted: Sequence[str]) -> tuple[int, int]:
    """How many of the words a text has, as words or inside longer ones; and how many of them as words."""
    folded, stems = fold(text), {stem(word) for word in words(text)}
    whole = [bool(meant) and meant <= stems for word in wanted for meant in [{stem(each) for each in words(word)}]]
    inside = [len(fold(word)) >= PART_OF_WORD and fold(word) in folded for word in wanted]
    return sum(map(max, whole, inside)), sum(whole)


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word)
