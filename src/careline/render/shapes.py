"""What JSON objects hold: each is declared once, and both what is printed and what describes it are made from that.

These are the keys that scripts depend on. Keys are only ever added.
"""

from typing import Any

from careline.domain.cases.case import ClosedHow, Customer, Fault, FoundBy, Severity, Status
from careline.domain.cases.serials import separate
from careline.domain.promises import changing, promise_states
from careline.domain.promises.dependencies import Why
from careline.domain.promises.promise import Promise, PromiseKind, State
from careline.domain.report import Key, Kind, Several, Shape
from careline.render.reading import Seen, id_, moment, named, text


def _next_promise(_: Any, seen: Seen) -> str | None:
    promise = seen.file.next_promise(seen.as_of)
    return promise.name if promise else None


def _state(promise: Promise, seen: Seen) -> State:
    return promise_states.state(promise, seen.as_of)


def _days_overdue(promise: Promise, seen: Seen) -> int | None:
    overdue = _state(promise, seen) is State.OVERDUE
    return seen.calendar.working_days_overdue(promise.due_at, seen.as_of) if overdue else None


CUSTOMER = Shape(
    "customer",
    "a customer: all that is known of them",
    tuple(Key(name, null=name in Customer.defaults_) for name in Customer.__match_args__ if name != "id"),  # type: ignore[attr-defined]
)
RISK = Shape(
    "risk",
    "why a promise may be missed: the one that it waits for",
    (Key("promise", Kind.ID, lambda risk, _: risk.waits_for.name), Key("why", Why)),
)
CASE = Shape(
    "case",
    "a case, with what its contacts and promises amount to",
    (
        Key("id", Kind.ID, named("name")),
        Key("subject"),
        Key("customer", CUSTOMER, lambda case, _: CUSTOMER.of(case.customer)),
        text("product"),
        text("order"),
        text("serial"),
        Key("serials", Several(Kind.TEXT), lambda case, _: separate(case.serial)),
        Key("quantity", Kind.NUMBER),
        text("channel"),
        Key("found_by", FoundBy),
        text("review_address"),
        Key("fault", Fault),
        Key("severity", Severity),
        Key("usable", Kind.FLAG, null=True),
        text("tried"),
        Key("status", Status),
        Key("opened_at", Kind.MOMENT),
        moment("closed_at"),
        Key("closed_how", ClosedHow, null=True),
        Key("merged_into", Kind.ID, id_("C", "merged_into"), null=True),
        Key("reopened", Kind.NUMBER, lambda case, _: len(case.reopenings)),
        moment("waiting_since", lambda _, seen: seen.file.tally.waiting_since),
        Key("chases", Kind.NUMBER, lambda _, seen: seen.file.tally.chases),
        Key("updates", Kind.NUMBER, lambda _, seen: seen.file.tally.updates),
        moment("last_word_at", lambda _, seen: seen.file.tally.last_word_at),
        text("awaited", lambda _, seen: seen.file.asked_for),
        text("update_every"),
        Key("next_promise", Kind.ID, _next_promise, null=True),
    ),
)
PROMISE = Shape(
    "promise",
    "a promise, with its state",
    (
        Key("id", Kind.ID, named("name")),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("kind", PromiseKind),
        Key("what"),
        Key("said", Kind.FLAG),
        Key("owner"),
        Key("performer"),
        Key("made_at", Kind.MOMENT),
        Key("due_at", Kind.MOMENT),
        Key("state", State, _state),
        Key("due_soon", Kind.FLAG, lambda p, seen: promise_states.is_due_soon(p, seen.as_of, seen.soon_at)),
        Key("at_risk", RISK, lambda promise, seen: seen.file.risk(promise, seen.as_of), null=True),
        moment("kept_at"),
        moment("recorded_at", named("ended_recorded_at")),
        Key("working_days_overdue", Kind.NUMBER, _days_overdue, null=True),
        text("backup"),
        Key("supersedes", Kind.ID, id_("P", "supersedes"), null=True),
        Key("superseded_by", Kind.ID, id_("P", "superseded_by"), null=True),
        moment("told_at"),
        Key("depends_on", Kind.ID, id_("P", "depends_on"), null=True),
        Key("renegotiations", Kind.NUMBER, lambda p, seen: changing.renegotiations(p, seen.file.promises)),
        Key("chases", Kind.NUMBER, lambda promise, seen: seen.file.chases(promise)),
        Key("replacement", Kind.ID, id_("R", "replacement_id"), null=True),
        text("because", named("ended_because")),
        Key("automatic", Kind.FLAG),
    ),
)
