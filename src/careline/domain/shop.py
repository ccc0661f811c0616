"""What the rules may know of the shop."""

from datetime import UTC, datetime

from careline.domain.date_refusals import OutOfYears
from careline.domain.due_phrases import parse_duration_due
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

    def soon(self, now: datetime) -> datetime:
        """When the policy's warning time is over that begins at `now`: what falls due by then is due soon."""
        try:
            return parse_duration_due(self.policy.due_soon, now, self.calendar)
        except OutOfYears:  # nothing falls due later than that
            return datetime.max.replace(tzinfo=UTC)
