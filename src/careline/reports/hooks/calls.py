"""The calls of hooks: what waits and what failed, and with all of them what is done."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from careline.domain.hooks import Hook, HookCall, shown
from careline.domain.ids import show
from careline.domain.report import Column, Key, Kind, Report, Section, Several, Shape
from careline.domain.shop.shop import Shop
from careline.domain.wording import counted
from careline.render.reading import id_, moment, text
from careline.reports.listing import keyed

CALL = Shape(
    "hook_call",
    "a call of a hook, and what became of it",
    (
        Key("id", Kind.ID, lambda call, _: call.name),
        Key("event"),
        Key("case", Kind.ID, id_("C", "case_id")),
        Key("at", Kind.MOMENT),
        Key("state"),
        Key("runs", Kind.NUMBER),
        moment("failed_at"),
        text("why"),
        moment("done_at"),
    ),
)
CALLED = Shape("hook_calls", "the calls that a command has made or changed", (Key("calls", Several(CALL)),))
SET = (Column("event", title="Event"), Column("calls", title="Calls"))
CALLS = keyed(
    " ".join(key.key for key in CALL.keys),
    like=CALL,
    id="Call",
    event="Event",
    case="Case",
    at="Happened",
    state="State",
)
CALLS = tuple(
    Column(each.key, each.kind, "Why" if each.key == "why" else each.title, each.null, sparse=each.key == "why")
    for each in CALLS
)
SECTIONS = {"set": SET, "calls": CALLS}


def hooks_report(hooks: Mapping[str, Hook], calls: Iterable[HookCall], shop: Shop, now: datetime) -> Report:
    """The hooks that are set, and these calls."""
    keys = [column.key for column in CALLS]
    rows = tuple(tuple(CALL.of(call)[key] for key in keys) for call in calls)
    failed = sum(call.failed_at is not None and call.done_at is None for call in calls)
    return Report(
        name="hooks",
        title="Hooks",
        shop=shop.name,
        as_of=now,
        zone=shop.calendar.zone,
        nothing=f"{counted(len(hooks), 'hook')} set, and no call has failed." if hooks else "No hook is set.",
        sections=(
            Section("set", SET, tuple((event, shown(hook)) for event, hook in hooks.items()), title="Set"),
            Section("calls", CALLS, rows, title="Calls"),
        ),
        wants=failed > 0,
    )


def told(calls: Iterable[HookCall]) -> list[str]:
    """Each call in a line: H-1 (overdue, C-2): done."""
    return [
        f"{call.name} ({call.event}, {show('C', call.case_id)}): {call.state}."
        + (f" {call.why}" if call.why and not call.done_at else "")
        for call in calls
    ]
