"""Options that go together: declared once, as the fields of a value, and taken by each command as that value."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import datetime
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Any, TypeVar

import typer

if TYPE_CHECKING:
    from careline.desk import Desk

T = TypeVar("T")


class Bundle:
    """What a value derives from whose fields are options: annotated as a parameter would be, each with its default.

    A command takes it by its name alone, `promise: NewPromiseOptions`, after a `*`; or as
    `Annotated[NewPromiseOptions, Only("by", "owner")]`.
    """

    def check(self, desk: "Desk", at: datetime) -> None:
        """Raise what is wrong with what was typed, so that nobody is asked in vain for the rest."""


class Only:
    """Offer these of a bundle's options, in this order; the others keep their defaults."""

    def __init__(self, *names: str) -> None:
        self.names = names


def flattened(function: Callable[..., T]) -> Callable[..., T]:
    """The function with each option of its bundles as a parameter of its own, in the place of the bundle."""
    whole = signature(function)
    bundles = {name: each for name, each in whole.parameters.items() if _bundle(each)}
    if not bundles:
        return function
    options = {name: list(_options(each)) for name, each in bundles.items()}

    @wraps(function)
    def run(*first: Any, **typed: Any) -> T:
        values = {
            name: _bundle(bundles[name])(**{each.name: typed.pop(each.name) for each in options[name]})
            for name in bundles
        }
        return function(*first, **typed, **values)

    own = [option for name, each in whole.parameters.items() for option in options.get(name, [each])]
    run.__signature__ = whole.replace(parameters=own)  # type: ignore[attr-defined]
    return run


def check(function: Callable[..., Any], desk: "Desk", at: datetime, typed: Mapping[str, Any]) -> None:
    """Raise what is wrong with what was typed for the bundles of a function."""
    for each in signature(function).parameters.values():
        if bundle := _bundle(each):
            bundle(**{option.name: typed[option.name] for option in _options(each)}).check(desk, at)


def dress(
    run: Callable[..., None], function: Callable[..., Any], own: Iterable[Parameter], shared: Mapping[str, Any]
) -> None:
    """Give `run` the name and help of a function, its `own` parameters, and behind them the shared ones."""
    keyword = Parameter.KEYWORD_ONLY
    parameters = [
        Parameter("ctx", keyword, annotation=typer.Context),
        *(each.replace(kind=keyword) for each in own),
        *(
            Parameter(key, keyword, default=False if each.__origin__ is bool else None, annotation=each)
            for key, each in shared.items()
        ),
    ]
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    run.__doc__, run.__name__ = function.__doc__, function.__name__


def _bundle(parameter: Parameter) -> Any:
    """The class of a parameter that is a bundle, or None."""
    kind = getattr(parameter.annotation, "__origin__", parameter.annotation)
    return kind if isinstance(kind, type) and issubclass(kind, Bundle) else None


def _options(parameter: Parameter) -> Iterator[Parameter]:
    declared = {each.name: each for each in fields(_bundle(parameter))}
    marks = getattr(parameter.annotation, "__metadata__", ())
    names = next((mark.names for mark in marks if isinstance(mark, Only)), tuple(declared))
    for name in names:
        default = declared[name].default
        yield Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if default is MISSING else default,
            annotation=declared[name].type,
        )
