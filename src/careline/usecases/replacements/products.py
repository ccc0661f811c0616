"""Adding and correcting products."""

from careline.domain.cases.case import NothingToEdit
from careline.domain.errors import BadInput
from careline.domain.names import BlankName, fold
from careline.domain.replacements.products import Details, Product, check_successor
from careline.store.recording import Recording
from careline.store.replacements.products import all_products, product_named
from careline.store.tables import goods as tables
from careline.usecases import known_or_new


def add(work: Recording, typed: str, said: Details, made: list[str]) -> Product:
    """Record a new product; a supplier or a successor that is not known is made, and named in `made`.

    Raises BlankName and BadInput and what `edit` raises.
    """
    name = _name(typed)
    if product_named(work.fetch, fold(name)):
        raise BadInput(f"There is already a product called {name}; careline product edit corrects it.")
    return _tell(work, Product(_make(work, name), name), said, made)


def edit(work: Recording, product: Product, said: Details, made: list[str]) -> Product:
    """Correct whose a product is, what has taken its place, or for how long it is warranted.

    Raises NothingToEdit, BadInput, Refused, BlankName, BadAddress and NearName for the supplier.
    """
    if said == Details():
        raise NothingToEdit("--supplier, --successor or --warranty-months")
    return _tell(work, product, said, made)


def _tell(work: Recording, product: Product, said: Details, made: list[str]) -> Product:
    row = work.session.get_one(tables.Product, product.id)
    if said.supplier is not None:
        row.supplier_id = known_or_new.party(work, said.supplier, "supplier", made)
    if said.successor is not None:
        row.successor_id = _successor(work, product, _name(said.successor), made)
    if said.warranty_months is not None:
        row.warranty_months = said.warranty_months
    return product_named(work.fetch, fold(product.name)) or product


def _successor(work: Recording, product: Product, name: str, made: list[str]) -> int:
    """The model that takes a product's place. Nobody is asked about near names: successors have them by nature."""
    check_successor(product.name, name, all_products(work.fetch))
    known = product_named(work.fetch, fold(name))
    if known:
        return known.id
    made.append(f"{name} is a new product")
    return _make(work, name)


def _make(work: Recording, name: str) -> int:
    return work.add(tables.Product(name=name, folded=fold(name)))


def _name(typed: str) -> str:
    name = " ".join(typed.split())
    if not name:
        raise BlankName("product")
    return name
