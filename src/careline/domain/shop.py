"""What the rules may know of the shop."""

from careline.domain.policy import Policy
from careline.domain.values import frozen
from careline.domain.working_time import Calendar


@frozen
class Shop:
    """Its name, its working time, its policy, who answers for it, and the currency it counts in."""

    name: str
    calendar: Calendar
    policy: Policy
    owner: str
    currency: str
