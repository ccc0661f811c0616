"""What a recording command answers: what changed, what was made by itself, what stays owed, and what comes next."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from careline.desk import Desk
from careline.domain import letters, moments
from careline.domain.cases import Case, CaseFile
from careline.domain.promises import Promise, PromiseKind, State, live, state
from careline.domain.recorded import Recorded
from careline.domain.replacements import ASKS_WHAT_IS_DIFFERENT_FROM, Outcome
from careline.render.json_ import dumps, one_line
from careline.render.layout import aligned
from careline.render.objects import Objects
from careline.render.safe import visible

CONTACT_VERBS = frozenset({"heard", "follow-up"})
KEPT_BY_TALKING = frozenset({PromiseKind.ACKNOWLEDGE, PromiseKind.FOLLOW_UP})


def recorded(done: Sequence[Recorded], verb: str, desk: Desk, at: datetime, form: str | None) -> str:
    """What was recorded on each case as having happened at `at`, as a script (json or jsonl) or a person reads it."""
    if form:
        objects = [_object(each, desk) for each in done]
        if form == "jsonl":
            return "".join(map(one_line, objects))
        return dumps(objects[0] if len(objects) == 1 else {"items": objects})
    lines = [line for each in done for line in _lines(each, verb, desk)]
    if at != desk.now:
        lines.insert(0, f"At {moments.echo(at, desk.now, desk.calendar)}:")
    if desk.dry_run:
        lines.append("A dry run: nothing was written.")
    return "".join(f"{visible(line)}\n" for line in lines)


def _object(done: Recorded, desk: Desk) -> dict[str, Any]:
    touched = {table: done.touched_in(table) for table in done.touched}
    announced = {"announcement": "\n".join(letter)} if (letter := _announcement(done, desk)) else {}
    return Objects(desk.now, desk.calendar).file(done.file, touched) | announced


def _lines(done: Recorded, verb: str, desk: Desk) -> list[str]:
    return [*_headline(done, verb, desk), *_promises(done, desk), *_others(done, desk), *_owed(done, verb, desk)]


def warnings(done: Sequence[Recorded], desk: Desk) -> Iterator[str]:
    """What may be a mistake: due moments at which nobody is at work."""
    for each in done:
        given = [(promise.name, promise.due_at) for promise in each.made if not promise.automatic]
        raised = each.touched.get("escalations", {})
        given += [
            (escalation.name, escalation.ack_by) for escalation in each.file.escalations if raised.get(escalation.id)
        ]
        for name, due_at in given:
            if why := moments.warning(due_at, desk.calendar):
                yield f"{name} is due when nobody may be at work: {why}."


def due_words(promise: Promise, desk: Desk) -> str:
    """`due Tue 24 Nov 2026 17:00 EST (in 2 working days)`."""
    return f"due {moments.echo(promise.due_at, desk.now, desk.calendar)}"


def quoted(promise: Promise) -> str:
    """Said words in quotation marks, plans without."""
    return f'"{promise.what}"' if promise.said else promise.what


def by(promise: Promise) -> str:
    """Who owes it: `FieldCo for Ana`."""
    return promise.owner if promise.performer == promise.owner else f"{promise.performer} for {promise.owner}"


def _headline(done: Recorded, verb: str, desk: Desk) -> Iterator[str]:
    case = done.file.case
    who = f"for {case.customer}"
    people = [each for each in done.new_people if each != "customer"]
    if "customer" in done.new_people:
        who += ", a new customer"
    match verb:
        case "open":
            yield f"{case.name} opened {who}"
        case "close":
            yield f"{case.name} closed, {case.closed_how}"
        case "reopen":
            yield f"{case.name} is open again, reopened {_times(len(case.reopenings))}"
        case "heard":
            yield _heard(done.file)
            if any(done.touched.get("reopenings", {}).values()):
                yield f"{case.name} is open again, reopened {_times(len(case.reopenings))}"
        case "note":
            yield f"Noted on {case.name}."
        case "follow-up" if done.touched_in("contacts"):
            yield f"Recorded on {case.name}, {case.customer.name}."
        case _:
            yield f"{case.name}, {case.customer.name}"
    for person in people:
        yield f"  {person}: nobody of that name was known"


def _heard(file: CaseFile) -> str:
    chases = file.tally.chases
    asked = f"; asked {_times(chases)} so far" if chases else ""
    return f"Recorded on {file.case.name}, {file.case.customer.name}{asked}."


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _promises(done: Recorded, desk: Desk) -> Iterable[str]:
    by_policy = [p for p in done.made if p.automatic and p.ended_at is None]
    given = [p for p in done.made if not p.automatic]
    for promise in done.ended:
        if promise not in by_policy:
            yield f"  {promise.name}  {ending(promise, desk)}"
    yield from _table(given, desk)
    if by_policy:
        yield "Made by your policy:"
        yield from _table(by_policy, desk)


def _table(promises: Iterable[Promise], desk: Desk) -> list[str]:
    rows = [(p.name, visible(quoted(p)), visible(by(p)), due_words(p, desk)) for p in promises]
    return [f"  {line}" for line in aligned(rows)] if rows else []


def ending(promise: Promise, desk: Desk) -> str:
    """How a promise ended: `kept late: "..." was due Tue 2 Jun 17:00`."""
    now = state(promise, max(desk.now, promise.ended_at or desk.now))
    words = now.words
    if promise.superseded_by and now is State.MISSED:
        words = "missed (renegotiated after it fell due)"
    elif promise.superseded_by:
        words = f"{words}, now P-{promise.superseded_by}"
    elif now is State.MISSED:
        words = "missed (ended after it fell due)"
    return f"{words}: {quoted(promise)}, due {moments.short(promise.due_at, desk.now, desk.calendar.zone)}"


def _others(done: Recorded, desk: Desk) -> Iterator[str]:
    for each in done.file.replacements:
        if each.id in done.touched_in("replacements"):
            what = each.outcome or ("delivered" if each.delivered_at else "shipped")
            yield f"  {each.name}  {each.item}, attempt {each.attempt}: {what}"
    for escalation in done.file.escalations:
        if escalation.id in done.touched_in("escalations"):
            line = f"  {escalation.name}  level {escalation.level}, {escalation.to}"
            if escalation.resolved_at:
                yield f"{line}: resolved"
            elif escalation.declined_at:
                yield f"{line}: declined"
            elif escalation.acknowledged_at:
                yield f"{line}: acknowledged by {escalation.acknowledged_by}"
            else:
                echo = moments.echo(escalation.ack_by, desk.now, desk.calendar)
                yield f"{line}: must acknowledge by {echo}; else: {escalation.backup}"


def _owed(done: Recorded, verb: str, desk: Desk) -> Iterator[str]:
    case = done.file.case
    owed = [p for p in live(done.file.promises, desk.now) if p not in done.made]
    if case.is_open and verb != "show":
        for promise in owed:
            overdue = ", overdue" if state(promise, desk.now) is State.OVERDUE else ""
            due = moments.short(promise.due_at, desk.now, desk.calendar.zone)
            yield f"Still owed: {promise.name} {quoted(promise)}, {by(promise)}, due {due}{overdue}"
    late = [p for p in owed if state(p, desk.now) is State.OVERDUE]
    if verb in CONTACT_VERBS and late:
        yield from _about_late(late, case)
        return
    match verb:
        case "open":
            yield f'next  careline follow-up {case.id} "what you told {case.customer.first_name}"'
        case "ship-replacement":
            yield from (
                "",
                "To send ahead of the parcel:",
                *(f"  {line}".rstrip() for line in _announcement(done, desk)),
                "",
            )
            yield f"next  careline replacement slip {done.file.replacements[-1].name}"
        case "delivered":
            yield from (f"next  careline outcome {each.name} works" for each in done.file.replacements[-1:])
        case "outcome" if case.is_open and done.file.replacements[-1].outcome is Outcome.WORKS:
            yield f'next  careline close {case.id} --confirmed "what {case.customer.first_name} says"'
        case "outcome" if case.is_open:
            third = done.file.replacements[-1].attempt + 1 >= ASKS_WHAT_IS_DIFFERENT_FROM
            different = ' --different "..."' if third else ""
            yield f'next  careline ship-replacement {case.id} --why "..." --arrives WHEN{different}'


def _about_late(late: Sequence[Promise], case: Case) -> Iterator[str]:
    undone = [p for p in late if p.kind not in KEPT_BY_TALKING]
    if undone:
        yield "Talking does not keep it. A new date?"
        yield f'next  careline renegotiate {undone[0].name} --by WHEN --told "..." --because "..."'
    else:
        yield f'next  careline follow-up {case.id} "what you told {case.customer.first_name}"'


def _announcement(done: Recorded, desk: Desk) -> tuple[str, ...]:
    sent = [each for each in done.file.replacements if done.touched.get("replacements", {}).get(each.id)]
    return letters.announcement(done.file, sent[0], desk.shop) if sent else ()
