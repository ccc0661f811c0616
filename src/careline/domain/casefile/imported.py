"""Imported cases on which somebody here has done something since: what another system may still say of them."""

from datetime import datetime

from careline.domain.casefile.case_file import CaseFile
from careline.domain.promises.keeping import ended_by_closing


def may_close(file: CaseFile, at: datetime) -> bool:
    """True where it may be taken over that a case closed elsewhere at a moment: nothing waits here, or came later.

    Nothing that was promised here is open but words to the customer (G5), nothing of theirs is unanswered, and the
    case never came back here.
    """
    promised_here = any(promise.recorded_at for promise in ended_by_closing(file.promises)[1])
    waiting = any(contact.id in file.tally.unanswered for contact in file.contacts if not contact.spoken_for)
    came_back = bool(file.case.reopenings or file.case.lapsed)
    return file.case.is_open and at >= file.last_entry_at and not (promised_here or waiting or came_back)
