"""What the rules may know of the shop."""

from datetime import datetime

from careline.domain.shop.policy import Policy
from careline.domain.shop.templates import Templates, no_templates
from careline.domain.time.durations import due_or_never
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Shop:
    """Its name, working time and policy, who answers for it, the currency it counts in, its letters, how it is reached.

    `retired` are the folded names of those who have left, whose rungs are passed over.
    """

    name: str
    calendar: Calendar
    policy: Policy
    owner: str
    currency: str
    letters: Templates = no_templates
    retired: frozenset[str] = frozenset()
    phone: str = ""
    email: str = ""

    def is_past(self, duration: str, since: datetime, now: datetime) -> bool:
        """True where more time has gone by since then than a duration of the policy."""
        return since < now and due_or_never(duration, since, self.calendar) < now

    def soon(self, now: datetime) -> datetime:
        """When the policy's warning time is over that begins at `now`: what falls due by then is due soon."""
        return due_or_never(self.policy.due_soon, now, self.calendar)
