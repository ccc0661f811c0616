"""Diagnoses: which article of the knowledge base fits a case, or that none does."""

from datetime import datetime

from careline.domain.ids import show
from careline.domain.values import frozen


@frozen
class Diagnosis:
    """What somebody found a case to be; without an article it is a gap in the knowledge base. The last one counts."""

    id: int
    case_id: int
    at: datetime
    who: str
    article_id: int | None = None
    symptom: str | None = None

    @property
    def article(self) -> str | None:
        """The article: `K-1`."""
        return None if self.article_id is None else show("K", self.article_id)

    @property
    def words(self) -> str:
        """`diagnosed with K-1, No labels since the upgrade`, or that no article fits."""
        return f"diagnosed with {self.article}, {self.symptom}" if self.article else "diagnosed, no article fits"
