"""The templates of pages that careline brings along."""

from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")


def packaged(name: str) -> str:
    """The text of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
