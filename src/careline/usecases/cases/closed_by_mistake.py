"""A case that was closed by mistake."""

from careline.domain.casefile import closed_by_mistake as rules
from careline.domain.casefile.recorded import Recorded
from careline.domain.promises.promise import End
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import asking_again as asking_again_tables
from careline.store.tables import cases as case_tables
from careline.store.tables import contacts as contact_tables
from careline.usecases import known_or_new
from careline.usecases.thread import Thread


def reopen(work: Recording, shop: Shop, case_id: int, because: str) -> Recorded:
    """Let a case be open as if it had not been closed, as of every moment (G13).

    It does not count as reopened. What the closing had kept or released lives again, but for what our words since have
    kept; the customer's words stand, and wait for an answer. Raises Refused.
    """
    thread = Thread(work, shop, case_id, work.now)
    known_or_new.check_remembered(work, thread.case.customer)
    rules.check_closed(thread.case)
    file = thread.file
    closed_at, how, words = file.case.closed_at or work.now, file.case.closed_how, rules.last_words(file)
    row = work.session.get_one(case_tables.Case, case_id)
    row.closed_at = row.closed_how = None
    for promise in rules.ended(file):
        thread.live_again(promise)
    for promise, at in rules.kept_since(file, shop.calendar):
        thread.end(thread.promise(promise.id), End.KEPT, at=at)
    if words:
        work.session.get_one(contact_tables.Contact, words.id).reached = False
        thread.remarks.append(
            f"{words.name} stays what {file.case.customer.first_name} said, and waits for an answer; "
            "careline case move takes it where it belongs."
        )
    if file.ask_again:
        work.session.delete(work.session.get_one(asking_again_tables.AskAgain, file.ask_again.id))
    thread.promise_something()
    thread.note(f"Closed by mistake on {thread.short(closed_at)}, {how}: {because}")
    return thread.done()
