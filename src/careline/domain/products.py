"""Products: whose they are, for how long they are warranted, and which model has taken the place of which."""

from careline.domain.values import frozen


@frozen
class Product:
    """What the shop sells. `successor` is the model that has taken its place."""

    id: int
    name: str
    supplier: str | None = None
    successor: str | None = None
    warranty_months: int | None = None
