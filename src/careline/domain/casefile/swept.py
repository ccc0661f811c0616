"""What the sweep has done on a case."""

from careline.domain.casefile.case_file import CaseFile
from careline.domain.ladder.escalations import Escalation
from careline.domain.ladder.sweeping import Call
from careline.domain.promises.promise import Promise
from careline.domain.values import frozen


@frozen
class Swept:
    """What followed from a call: the case afterwards, and the escalation or the promise that was made there, if any."""

    call: Call
    file: CaseFile
    escalation_id: int | None = None
    promise_id: int | None = None

    @property
    def escalation(self) -> Escalation | None:
        """The escalation that was raised."""
        return next((each for each in self.file.escalations if each.id == self.escalation_id), None)

    @property
    def promise(self) -> Promise | None:
        """The promise to carry out the backup plan."""
        return next((each for each in self.file.promises if each.id == self.promise_id), None)
