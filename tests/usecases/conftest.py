"""What the tests of use cases begin with."""

from pathlib import Path

import pytest

from tests.usecases.books import Books, new_books


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A shop's books without an entry."""
    return new_books(tmp_path)
