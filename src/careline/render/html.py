"""A report or a page as HTML: whole, with nothing loaded from elsewhere, and no text in it acting as markup."""

from importlib.resources import files


def packaged(name: str) -> str:
    """A template that careline brings along."""
    return (files("careline.render") / "templates" / name).read_text(encoding="utf-8")
