"""Values: frozen dataclasses with slots, of which a class costs next to nothing to make.

`dataclass` writes and compiles the source of six methods for each class, which takes it 0.9 ms; every command makes
some seventy classes, and that was a quarter of its time. These share methods that go by the names of the fields, and
`dataclass` sees a class only when somebody asks for its fields.
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """The class as a frozen dataclass with slots, made, shown, compared and hashed by its fields, in their order.

    Fields have plain defaults or none. All that takes dataclasses takes these: `replace`, `fields`, patterns.
    """
    own = cls.__annotations__ if "__annotations__" in cls.__dict__ else {}
    shared = _shared(cls, own)
    body = {name: each for name, each in cls.__dict__.items() if name not in {*own, "__dict__", "__weakref__"}}
    made: Any = type(cls)(cls.__name__, cls.__bases__, body | shared | {"__slots__": tuple(own)})  # type: ignore[misc]
    made.__qualname__ = cls.__qualname__
    # A slot that fills itself takes two thirds of the time that looking it up by name takes.
    made.fill_ = tuple(getattr(made, name).__set__ for name in made.__match_args__)
    return made  # type: ignore[no-any-return]


@dataclass_transform(frozen_default=True)
def remembering(cls: type[T]) -> type[T]:
    """The same without slots, for a value that remembers what it has worked out (`cached_property`).

    What `__post_init__` raises refuses its facts.
    """
    shared = _shared(cls, cls.__annotations__)
    if hasattr(cls, "__post_init__"):
        shared["__init__"] = _checked
    for name, each in shared.items():
        setattr(cls, name, each)
    return cls


def _shared(cls: type, own: dict[str, Any]) -> dict[str, Any]:
    """What every value has, and what it knows of its fields."""
    names = tuple(dict.fromkeys((*getattr(cls, "__match_args__", ()), *own)))
    return {
        **_METHODS,
        "__match_args__": names,
        "__dataclass_fields__": _Fields(cls, own),
        "defaults_": {**getattr(cls, "defaults_", {}), **{n: cls.__dict__[n] for n in own if n in cls.__dict__}},
        "facts_": attrgetter(*names),
    }


class _Fields:
    """The fields as dataclasses have them, worked out when they are asked for: `replace` does, and hardly a command."""

    def __init__(self, declared: type, own: dict[str, Any]) -> None:
        self.declared, self.own = declared, own
        self.known: Any = None

    def __get__(self, value: object, cls: type) -> Any:
        if self.known is None:
            plain = vars(self.declared)
            # Without a docstring, dataclass writes one of the signature, which takes it longer than all else.
            body = {"__annotations__": self.own, "__doc__": "Its fields."}
            body |= {name: plain[name] for name in self.own if name in plain}
            alone: Any = dataclass(init=False, repr=False, eq=False)(type(cls.__name__, (), body))
            self.known = {}
            for each in (*reversed(self.declared.__mro__[1:]), alone):
                self.known |= getattr(each, "__dataclass_fields__", {})
        return self.known


_set = object.__setattr__


class _Shared:
    """The methods that every value has."""

    __match_args__: tuple[str, ...]
    defaults_: dict[str, Any]
    facts_: "attrgetter[Any]"
    fill_: tuple[Callable[[Any, Any], None], ...] = ()

    def __init__(self, *given: Any, **named: Any) -> None:
        names = self.__match_args__
        if given and len(given) == len(self.fill_) and not named:
            for fill, fact in zip(self.fill_, given, strict=True):
                fill(self, fact)
            return
        facts = {**self.defaults_, **dict(zip(names, given, strict=False)), **named}
        if len(given) > len(names) or len(facts) != len(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}, not {given} and {named}")
        for name, fact in facts.items():
            _set(self, name, fact)

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


def _checked(value: Any, *given: Any, **named: Any) -> None:
    _Shared.__init__(value, *given, **named)
    value.__post_init__()


_METHODS = {
    name: vars(_Shared)[name]
    for name in ("fill_", "__init__", "__repr__", "__eq__", "__hash__", "__setattr__", "__delattr__")
}
