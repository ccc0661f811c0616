"""Which promise is meant by whoever says that one was kept."""

from careline.cli.frame import given
from careline.desk import Desk
from careline.domain import ids
from careline.domain.promises import keeping
from careline.domain.time import moments
from careline.store.casefile import case_file, case_of
from careline.store.fetch import Fetch


def promise_id(desk: Desk, fetch: Fetch, typed: str) -> int:
    """The promise that was meant: by its id, or as the only live said one of a case, or of its customer's.

    Raises NoSuchId and WrongKind, and what `given.case_id` and `keeping.only_said` raise.
    """
    if _is_promise(fetch, typed):
        return given.promise_id(fetch, typed)
    number = given.case_id(fetch, typed)
    file = case_file(fetch, number)
    promises = file.promises if file else ()
    return keeping.only_said(
        ids.show("C", number), promises, lambda moment: moments.short(moment, desk.now, desk.calendar.zone)
    ).id


def _is_promise(fetch: Fetch, typed: str) -> bool:
    """True for an id, unless it is a case's; a number that no promise has may be a telephone's."""
    if not ids.looks_like_id(typed):
        return False
    kind = ids.split(typed)
    if kind is None:
        return not given.is_long_number(typed) or case_of(fetch, "P", ids.read(typed, "P")) is not None
    return kind[0] != "C"
