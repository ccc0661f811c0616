"""What a recording command answers with: the case as it stands now, and what the command made or changed on it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from careline.domain.promises.absences import Absence
from careline.domain.promises.promise import Promise
from careline.domain.values import frozen

if TYPE_CHECKING:
    from careline.domain.casefile.case_file import CaseFile
    from careline.domain.knowledge.articles import Article


@frozen
class Recorded:
    """The case's file after the command, and the ids that it touched: table -> id -> True where it was made.

    `new_people` are the customers and parties made along the way, in words; `ended_ids` are the promises that it ended;
    `absences` are those of today and later, where it made or changed a promise; `remarks` are what else should be
    known, in sentences; `articles` are those that may fit a case which it opened.
    """

    file: "CaseFile"
    touched: Mapping[str, Mapping[int, bool]]
    new_people: tuple[str, ...] = ()
    ended_ids: frozenset[int] = frozenset()
    absences: tuple[Absence, ...] = ()
    remarks: tuple[str, ...] = ()
    articles: "tuple[Article, ...] | None" = None

    def touched_in(self, table: str) -> frozenset[int]:
        """The ids of the rows of a table that were made or changed."""
        return frozenset(self.touched.get(table, {}))

    @property
    def made(self) -> tuple[Promise, ...]:
        """The promises that were made, by id."""
        made = self.touched.get("promises", {})
        return tuple(p for p in self.file.promises if made.get(p.id))

    @property
    def handed_over(self) -> tuple[Promise, ...]:
        """The promises that got another owner, by id."""
        touched = self.touched_in("hand_overs")
        return tuple(p for p in self.file.promises if any(each.id in touched for each in p.hand_overs))

    @property
    def ended(self) -> tuple[Promise, ...]:
        """The promises that were ended, by id; one made and ended at once counts as both."""
        return tuple(p for p in self.file.promises if p.id in self.ended_ids)
