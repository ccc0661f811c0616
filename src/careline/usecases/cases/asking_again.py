"""Looking after a customer once all is over."""

from datetime import datetime

from careline.domain.casefile.recorded import Recorded
from careline.domain.cases import asking_again as rules
from careline.domain.errors import Refused
from careline.domain.ids import show
from careline.domain.shop.shop import Shop
from careline.domain.time.moments import full_date
from careline.store.recording import Recording
from careline.usecases.thread import Thread


def plan(thread: Thread, due_at: datetime) -> None:
    """Record when we ask again on a case that closes now."""
    from careline.store.tables import asking_again as tables

    thread.work.add(tables.AskAgain(case_id=thread.case_id, at=thread.at, due_at=due_at))
    name = thread.case.customer.first_name
    day = full_date(thread.shop.calendar.date_of(due_at))
    thread.remarks.append(f"From {day} on, your brief says to ask {name} again; nothing was promised.")


def keep_by_contact(thread: Thread) -> None:
    """Record that we have asked, where the customer was reached about the time when we wanted to."""
    asked, calendar = thread.file.ask_again, thread.shop.calendar
    if asked and rules.done_by_contact(asked, calendar.end_of_working_day(calendar.local(thread.at), 1)):
        _done(thread, asked.id)
        thread.remarks.append("That is done: you wanted to ask them again.")


def asked(work: Recording, shop: Shop, case_id: int, *, at: datetime) -> Recorded:
    """Record that we have asked again. Raises Refused and BeforeItExisted for an --at before the closing."""
    thread = Thread(work, shop, case_id, at)
    standing = thread.file.ask_again
    if standing is None:
        raise Refused(
            f"On {show('C', case_id)} there is nobody to ask again; ask for it when you close a case: --ask-again 30d."
        )
    if at < standing.at:
        raise thread.too_early(f"the closing of {thread.case.name}", standing.at)
    _done(thread, standing.id)
    return thread.done()


def _done(thread: Thread, number: int) -> None:
    from careline.store.tables import asking_again as tables

    thread.work.session.get_one(tables.AskAgain, number).done_at = thread.at
