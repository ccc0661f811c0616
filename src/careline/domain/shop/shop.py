"""What the rules may know of the shop."""

from datetime import UTC, datetime

from careline.domain.shop.policy import Policy
from careline.domain.shop.templates import Templates, no_templates
from careline.domain.time.working_time import Calendar
from careline.domain.values import frozen


@frozen
class Shop:
    """Its name, its working time, its policy, who answers for it, the currency it counts in, and its own letters."""

    name: str
    calendar: Calendar
    policy: Policy
    owner: str
    currency: str
    letters: Templates = no_templates

    def soon(self, now: datetime) -> datetime:
        """When the policy's warning time is over that begins at `now`: what falls due by then is due soon."""
        from careline.domain.time.due_phrases import parse_duration_due  # most pages know no phrase
        from careline.domain.time.phrase_refusals import OutOfYears

        try:
            return parse_duration_due(self.policy.due_soon, now, self.calendar)
        except OutOfYears:  # nothing falls due later than that
            return datetime.max.replace(tzinfo=UTC)
