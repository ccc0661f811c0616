"""A case as it stood at a moment, as the shop sees it: what every line of a page is told from."""

from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.promises.promise import Promise
from careline.domain.report import Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen


@frozen
class View:
    """The file of a case as it stood at `now`, in the shop's zone."""

    file: CaseFile
    shop: Shop
    now: datetime

    @property
    def first_name(self) -> str:
        """How we speak to the customer."""
        return self.file.case.customer.first_name

    def short(self, moment: datetime) -> str:
        """The moment in brief."""
        return moments.short(moment, self.now, self.shop.calendar.zone)


def words_of(promise: Promise) -> Words:
    """What was promised, as it was said."""
    return Words(promise.what, promise.said)
