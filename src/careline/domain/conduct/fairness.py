"""Whether customers who are more to us than customers are served better than the others."""

from collections import Counter
from collections.abc import Iterable, Mapping

from careline.domain.values import frozen


@frozen
class Service:
    """How some customers were served: the states of the promises said to them, and what they had to ask for.

    `states` counts promises by state, `days_late` has the working days of each kept late, `cases` and `chases` count.
    """

    states: Mapping[str, int]
    days_late: tuple[int, ...] = ()
    cases: int = 0
    chases: int = 0

    @property
    def chases_per_case(self) -> float | None:
        """How often a customer asked where it is, on each case; None without a case."""
        return round(self.chases / self.cases, 2) if self.cases else None

    def __sub__(self, other: "Service") -> "Service":
        """Those of these customers who are not among the others."""
        return Service(
            states=Counter(self.states) - Counter(other.states),
            days_late=tuple(_without(self.days_late, other.days_late)),
            cases=self.cases - other.cases,
            chases=self.chases - other.chases,
        )


def _without(all_days: Iterable[int], some: Iterable[int]) -> list[int]:
    return sorted((Counter(all_days) - Counter(some)).elements())
