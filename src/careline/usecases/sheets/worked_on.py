"""Taking over what a newer file knows on a case on which somebody here has done something since it was imported."""

from dataclasses import replace

from careline.domain.casefile.imported import may_close
from careline.domain.cases.case import ClosedHow
from careline.domain.promises.keeping import ended_by_closing
from careline.domain.promises.promise import CASE_CLOSED, End
from careline.domain.sheets.case_rows import Known
from careline.domain.shop.shop import Shop
from careline.store.recording import Recording
from careline.store.tables import cases as tables
from careline.usecases.thread import Thread


def take_over(work: Recording, shop: Shop, known: Known, after: Known) -> Known:
    """Record that its promise was kept, and that it closed as far as that may be taken over. What is known then.

    Nothing new is promised: what came with an import may be silent, and a page says so (G1).
    """
    if after.kept_at and known.kept_at is None and known.promise_id:
        thread = Thread(work, shop, known.on_case, after.kept_at)
        thread.end(thread.promise(known.promise_id), End.KEPT)
        thread.release_backups()
        work.session.get_one(tables.Case, known.on_case).may_be_silent = True
        thread.done()
    if after.closed_at is None or known.closed_at is not None:
        return after
    thread = Thread(work, shop, known.on_case, after.closed_at)
    if not may_close(thread.file, after.closed_at):
        after = replace(after, closed_at=None)
        return known if after == known else after
    for promise in ended_by_closing(thread.file.promises)[0]:
        thread.end(promise, End.RELEASED, because=CASE_CLOSED)
    row = work.session.get_one(tables.Case, known.on_case)
    row.closed_at, row.closed_how = after.closed_at, ClosedHow.UNCONFIRMED
    thread.done()
    return after
