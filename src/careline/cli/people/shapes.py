"""What commands that record something of a customer print for scripts."""

from careline.domain.report import Key, Kind, Shape
from careline.render import shapes

CUSTOMER = Key("customer", shapes.CUSTOMER)
CUSTOMER_SHOWN = Shape("customer_shown", "a customer of whom something was recorded", (CUSTOMER,))
ENDED = Shape(
    "relation_ended",
    "that the relation with a customer was ended, and how often that happened",
    (CUSTOMER, Key("endings", Kind.NUMBER)),
)
MOVED = Shape("customer_moved", "where a customer works now", (CUSTOMER, Key("company")))
REFERRED = Shape("customer_referred", "through whom a customer came", (CUSTOMER, Key("referred_by")))
FLAGGED = Shape("customer_flagged", "what a customer is to us besides, or no longer is", (CUSTOMER, Key("flag")))
