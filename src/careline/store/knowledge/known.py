"""Whether an article is there."""

from careline.store.fetch import Fetch


def article_exists(fetch: Fetch, article_id: int) -> bool:
    """True for an article that was given out."""
    return bool(fetch("SELECT 1 FROM articles WHERE id = :id", id=article_id))
