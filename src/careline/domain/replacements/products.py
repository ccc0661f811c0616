"""Products: whose they are, for how long they are warranted, and which model has taken the place of which."""

from collections.abc import Iterable

from careline.domain.errors import BadInput, Refused
from careline.domain.names import fold
from careline.domain.values import frozen


@frozen
class Product:
    """What the shop sells. `successor` is the model that has taken its place."""

    id: int
    name: str
    supplier: str | None = None
    successor: str | None = None
    warranty_months: int | None = None


@frozen
class Details:
    """What somebody says of a product; None where they say nothing."""

    supplier: str | None = None
    successor: str | None = None
    warranty_months: int | None = None


def successors(wanted: str, products: Iterable[Product]) -> tuple[str, ...]:
    """The models that have taken the place of this one, one after another, the newest last; none of what is unknown."""
    next_of = {fold(each.name): each.successor for each in products}
    line: list[str] = []
    model = next_of.get(fold(wanted))
    # A circle is refused, but undoing an older command can close one.
    while model is not None and model not in line:
        line.append(model)
        model = next_of.get(fold(model))
    return tuple(line)


def successor_of(wanted: str, products: Iterable[Product]) -> str | None:
    """The model to send where this one is no longer sold: the newest that has taken its place, or None."""
    return next(reversed(successors(wanted, products)), None)


def is_upgrade(wanted: str, item: str, products: Iterable[Product]) -> bool:
    """True for a model that has taken the place of the wanted one, at once or in the end."""
    return fold(item) in map(fold, successors(wanted, products))


def check_successor(name: str, successor: str, products: Iterable[Product]) -> None:
    """Raise BadInput and Refused for a model that would come after itself."""
    if fold(name) == fold(successor):
        raise BadInput(f"{name} cannot succeed itself; name the model that has taken its place.")
    line = successors(successor, products)
    if fold(name) in map(fold, line):
        raise Refused(
            f"{name} cannot be succeeded by a model that it has succeeded itself ({' -> '.join((successor, *line))}); "
            "name a newer one, or correct those first."
        )
