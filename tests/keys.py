"""Expected objects that hold the keys that a test speaks of: whatever else stands beside them is another test's."""

from collections.abc import Mapping
from typing import Any


class Has(dict[str, Any]):
    """Equal to any object that has these keys with these values, more or not."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and all(key in other and value == other[key] for key, value in self.items())

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = None
