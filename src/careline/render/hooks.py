"""What a hook is told, as JSON."""

from datetime import datetime
from enum import Enum
from typing import Any

from careline.domain.casefile.case_file import CaseFile
from careline.domain.events import EVENTS
from careline.domain.hooks import ONE_OF, HookCall
from careline.domain.ids import show
from careline.domain.report import Key, Kind, Several, Shape
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.render import casefile, goods, json_, shapes
from careline.render.objects import Objects

HOOK = Shape(
    "hook",
    "what a hook is told: what happened, when, and the case with the one thing on it that it is about. The id is the "
    "same where a call is repeated; what is a test happened nowhere",
    (
        Key("schema"),
        Key("event"),
        Key("at", Kind.MOMENT),
        Key("id", Kind.ID),
        Key("test", Kind.FLAG),
        Key("text"),
        Key("case", shapes.CASE),
        Key("promise", shapes.PROMISE, null=True),
        Key("contact", casefile.CONTACT, null=True),
        Key("escalation", casefile.ESCALATION, null=True),
        Key("replacement", goods.REPLACEMENT, null=True),
    ),
)


def body(call: HookCall, file: CaseFile, shop: Shop, now: datetime) -> str:
    """What is sent: the case as it stands now."""
    whole = Objects.at(now, shop).file(file, {call.cause: {call.cause_id}})
    about: dict[str, Any] = dict.fromkeys(ONE_OF.values())
    if call.cause in ONE_OF and whole[call.cause]:
        about[ONE_OF[call.cause]] = whole[call.cause][0]
    return json_.line(
        HOOK.filled(
            schema=json_.SCHEMA,
            event=call.event,
            at=call.at,
            id=call.name,
            test=False,
            text=_text(call.event, about, file.case.name, shop, now),
            case=whole["case"],
            **about,
        )
    )


def _text(event: str, about: dict[str, Any], case: str, shop: Shop, now: datetime) -> str:
    """A line for people: `Overdue: P-3 on C-2, due Tue 2 Jun 17:00.` Nothing in it was written by a customer."""
    thing = next(filter(None, about.values()), None)
    name = f"{thing['id']} on {case}" if thing else case
    due = about["promise"] and about["promise"]["due_at"]
    return f"{EVENTS[event]}: {name}{f', due {moments.short(due, now, shop.calendar.zone)}' if due else ''}."


def sample(event: str, now: datetime) -> str:
    """What is sent to try a hook out: of the same shape, with nothing in it that is anybody's."""
    made = _made(HOOK, now)
    text = f"A test of careline: {EVENTS[event]}."
    return json_.line({**made, "schema": json_.SCHEMA, "event": event, "id": show("H", 0), "test": True, "text": text})


def _made(form: object, now: datetime) -> Any:
    match form:
        case Shape():
            return {
                key.key: None if key.null and key.kind is not shapes.PROMISE else _made(key.kind, now)
                for key in form.keys
            }
        case Several():
            return []
        case Kind.MOMENT:
            return now
        case Kind.ID:
            return "C-0"
        case Kind.FLAG:
            return False
        case Kind.NUMBER:
            return 0
        case Kind():
            return "test"
        case type() if issubclass(form, Enum):
            return next(iter(form))
    raise TypeError(f"{form} has no sample")
