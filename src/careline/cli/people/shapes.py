"""What commands that record something of a customer print for scripts."""

from careline.domain.report import Key, Kind, Several, Shape
from careline.render import shapes

CUSTOMER = Key("customer", shapes.CUSTOMER)
CUSTOMER_SHOWN = Shape("customer_shown", "a customer of whom something was recorded", (CUSTOMER,))
CUSTOMER_RECORDED = Shape(
    "customer_recorded",
    "a customer who was recorded, with all addresses and numbers",
    (CUSTOMER, Key("emails", Several(Kind.TEXT)), Key("phones", Several(Kind.TEXT))),
)
ENDED = Shape(
    "relation_ended",
    "that the relation with a customer was ended, and how often that happened",
    (CUSTOMER, Key("endings", Kind.NUMBER)),
)
FORGOTTEN = Shape(
    "customer_forgotten",
    "under which name a forgotten customer is counted on, and which backups still hold them",
    (CUSTOMER, Key("backups", Several(Kind.TEXT))),
)
MOVED = Shape("customer_moved", "where a customer works now", (CUSTOMER, Key("company")))
REFERRED = Shape("customer_referred", "through whom a customer came", (CUSTOMER, Key("referred_by")))
FLAGGED = Shape("customer_flagged", "what a customer is to us besides, or no longer is", (CUSTOMER, Key("flag")))
