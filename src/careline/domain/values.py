"""Values: frozen dataclasses with slots, of which a class costs next to nothing to make.

`dataclass` writes and compiles the source of six methods for each class, which takes it 0.9 ms; every command makes
some forty classes, and that was a quarter of its time. These share methods that go by the names of the fields.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """The class as a frozen dataclass with slots, made, shown, compared and hashed by its fields, in their order.

    Fields have plain defaults or none. All that takes dataclasses takes these: `replace`, `fields`, patterns.
    """
    return _made(cls, slots=True)


@dataclass_transform(frozen_default=True)
def remembering(cls: type[T]) -> type[T]:
    """The same without slots, for a value that remembers what it has worked out (`cached_property`)."""
    return _made(cls, slots=False)


def _made(cls: type[T], *, slots: bool) -> type[T]:
    for name in ("__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__"):
        setattr(cls, name, _Shared.__dict__[name])
    made: Any = dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    made.defaults_ = {each.name: each.default for each in fields(made) if each.default is not MISSING}
    made.facts_ = attrgetter(*made.__match_args__)
    return made  # type: ignore[no-any-return]


class _Shared:
    """The methods that every value has."""

    __match_args__: tuple[str, ...]
    defaults_: dict[str, Any]
    facts_: "attrgetter[Any]"

    def __init__(self, *given: Any, **named: Any) -> None:
        names = self.__match_args__
        facts = {**self.defaults_, **dict(zip(names, given, strict=False)), **named}
        if len(given) > len(names) or len(facts) != len(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}, not {given} and {named}")
        for name, fact in facts.items():
            object.__setattr__(self, name, fact)

    def __repr__(self) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        return self.facts_(self) == self.facts_(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.facts_(self))

    def __setattr__(self, name: str, fact: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")
