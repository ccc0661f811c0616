"""The lists of cases and of promises."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.domain.casefile.glance import CaseGlance
from careline.domain.cases.case import Status
from careline.domain.names import fold
from careline.domain.promises.promise import Promise, PromiseKind, State
from careline.domain.promises.promise_states import state
from careline.domain.report import Report, Worded, Words
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.render import shapes
from careline.render.objects import Objects, state_words
from careline.reports.listing import keyed, listing, titled
from careline.store.cases import case_glances, listed_cases
from careline.store.fetch import Fetch, Reader
from careline.store.promises import promise_batches, promise_glances, silent_cases


@frozen
class CaseFilter:
    """Which cases; whatever is None or False filters nothing."""

    status: Status | None = None
    customer_id: int | None = None
    product: str | None = None
    owner: str | None = None
    overdue: bool = False
    silent: bool = False
    chasing: bool = False
    awaited: bool = False


@frozen
class PromiseFilter:
    """Which promises; whatever is None or False filters nothing."""

    live: bool = True
    state: State | None = None
    case_id: int | None = None
    owner: str | None = None
    performer: str | None = None
    said: bool | None = None
    plans: bool = False
    conflicts: bool = False

    def fits(self, promise: Promise, now: datetime) -> bool:
        """True for a promise that passes every filter."""
        return (
            (self.state is None or state(promise, now) is self.state)
            and (self.case_id is None or promise.case_id == self.case_id)
            and (self.owner is None or fold(promise.owner) == fold(self.owner))
            and (self.performer is None or fold(promise.performer) == fold(self.performer))
            and (self.said is None or promise.said is self.said)
            and not (self.plans and (promise.is_word or promise.kind is PromiseKind.BACKUP))
        )


def case_list(fetch: Reader, shop: Shop, now: datetime, chosen: CaseFilter) -> Report:
    """Cases by what is due next; the rows are made while they are read."""
    batches = listed_cases(
        fetch,
        now,
        status=chosen.status,
        customer_id=chosen.customer_id,
        product=chosen.product,
        owner=fold(chosen.owner) if chosen.owner else None,
        overdue=chosen.overdue,
    )
    objects = Objects.at(now, shop)
    silent = _silent(fetch, shop, now) if chosen.silent else frozenset[int]()
    rows = (
        _case_row(objects, glance)
        for ids in batches
        for glance in case_glances(fetch, ids, now)
        if (glance.tally.asks_unanswered or not chosen.chasing)
        and (glance.asked_for or not chosen.awaited)
        and (glance.case.id in silent or not chosen.silent)
    )
    columns = CASE_COLUMNS if chosen.status is Status.OPEN else titled(CASE_COLUMNS, status="Status")
    columns = titled(columns, awaited="Waiting for") if chosen.awaited else columns
    return listing("cases", shop, now, columns, rows, passing=True)


def _silent(fetch: Fetch, shop: Shop, now: datetime) -> frozenset[int]:
    """The ids of the silent cases."""
    from careline.domain.casefile.case_file import file_as_of  # few lists look into whole files
    from careline.store.casefile import case_files

    files = (file_as_of(file, now, shop) for file in case_files(fetch, silent_cases(fetch, now)))
    return frozenset(file.case.id for file in files if file and file.is_silent(shop, now))


def _case_row(objects: Objects, glance: CaseGlance) -> dict[str, Any]:
    due_next = glance.due_next
    made = objects.case(glance)
    made["customer"] = glance.case.customer
    made["next_due_at"] = due_next and due_next.due_at
    made["next_what"] = due_next and due_next.words
    return made


def promise_list(fetch: Reader, shop: Shop, now: datetime, chosen: PromiseFilter) -> Report:
    """Promises by due moment; the rows are made while they are read."""
    columns = titled(PROMISE_COLUMNS, conflict="Why") if chosen.conflicts else PROMISE_COLUMNS
    rows = _promise_rows(fetch, shop, now, chosen, promise_batches(fetch, now, live=chosen.live))
    return listing("promises", shop, now, columns, rows, passing=True)


def _promise_rows(
    fetch: Fetch, shop: Shop, now: datetime, chosen: PromiseFilter, batches: Iterable[Sequence[Promise]]
) -> Iterator[dict[str, Any]]:
    objects = Objects.at(now, shop)
    for batch in batches:
        found = [(p, moments.conflict(p.due_at, shop.calendar)) for p in batch if chosen.fits(p, now)]
        if chosen.conflicts:
            found = [(promise, conflict) for promise, conflict in found if conflict]
        glances = promise_glances(fetch, [promise for promise, _ in found], now)
        for promise, conflict in found:
            glance = glances[promise.id]
            made = objects.promise(promise, glance)
            made["customer"], made["subject"] = glance.customer, glance.subject
            made["what"] = Words(promise.what, promise.said)
            made["state"] = Worded(made["state"], state_words(made))
            made["conflict"] = conflict
            yield made


CASE_COLUMNS = keyed(
    "id customer subject next_due_at next_what product order channel found_by fault severity usable tried status "
    "opened_at closed_at closed_how reopened waiting_since chases updates last_word_at update_every "
    "next_promise awaited",
    like=shapes.CASE,
    null="next_due_at next_what",
    id="Case",
    customer="Customer",
    subject="Subject",
    next_due_at="Due next",
    next_what="Promised",
)
PROMISE_COLUMNS = keyed(
    "id case customer what performer due_at state due_soon at_risk subject kind said owner made_at kept_at "
    "recorded_at working_days_overdue backup supersedes superseded_by told_at depends_on renegotiations chases "
    "replacement because automatic conflict",
    like=shapes.PROMISE,
    null="conflict",
    id="Promise",
    case="Case",
    customer="Customer",
    what="Promised",
    performer="By",
    due_at="Due",
    state="State",
)
