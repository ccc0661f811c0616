"""`careline hooks test`, `run` and `drop`."""

import os
from collections.abc import Sequence
from typing import Annotated

import typer

from careline import interrupts
from careline.cli.frame.options import making
from careline.cli.hooks import delivering
from careline.desk import Desk
from careline.domain import ids
from careline.domain.errors import BadInput, Misconfigured, Refused
from careline.domain.events import EVENTS
from careline.domain.hooks import Hook, HookCall, shown
from careline.domain.ids import NoSuchId
from careline.domain.report import Key, Kind, Page, PageLine, Shape
from careline.reports.hooks.calls import CALL, CALLED, told
from careline.ringing import HookFailed, ring
from careline.store import hooks
from careline.store.fetch import Fetch
from careline.store.file import check_is_file

app = typer.Typer()
TESTED = Shape(
    "hook_tested",
    "which hook was tried, how long it took, and how it answered",
    (Key("event"), Key("calls"), Key("answer", null=True), Key("sent", Kind.FLAG)),
)
CallsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="CALL...", help="Which call (H-1 or 1), or several.", show_default=False)
]


@making(app, "test")
def try_out(
    desk: Desk,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Which event, such as overdue.", show_default=False)],
) -> Page:
    """Call a hook with an example that is marked as a test, and say how it answered.

    Example: careline hooks test overdue
    """
    from careline.render.hooks import sample

    hook = _set_for(desk, event)
    line, answer = f"{shown(hook)} would be called.", None
    if not desk.dry_run:
        answer = ring(hook, sample(event, desk.now), os.environ)
        line = f"{shown(hook)} was called for {event}, and answered: {answer}."
    payload = TESTED.filled(event=event, calls=shown(hook), answer=answer, sent=answer is not None)
    return Page((PageLine(line),), payload)


@making(app, "run")
def run(desk: Desk, calls: CallsArgument = None) -> Page:
    """Make the calls that wait; with CALL those, also what was given up. Sweep does it by itself.

    Example: careline hooks run
    """
    check_is_file(desk.store_path)
    if not desk.settings.hooks:
        raise Misconfigured(
            'No hook is set. Name one under [hooks] in the settings, such as overdue = ["/path/to/ring"].'
        )
    numbers = _numbers(calls) if calls else None
    with desk.session(None, by_anybody=True) as work:
        if numbers is not None:
            for call in _open(work.fetch, numbers):
                _set_for(desk, call.event)
                hooks.again(work, call.id)
        waiting = [call.id for call in hooks.to_call(work.fetch, work.now) if numbers is None or call.id in numbers]
    if desk.dry_run:
        return _page(desk, waiting)
    went = delivering.deliver(desk, waiting)
    page = _page(desk, [each.call.id for each in went])
    failed = [each for each in went if each.why]
    if failed:
        interrupts.note(f"{', '.join(each.call.name for each in failed)} failed")
        raise HookFailed(f"{failed[0].why} 'careline sweep' and 'careline hooks run' try again.")
    return page


@making(app, "drop")
def drop(
    desk: Desk,
    calls: Annotated[
        list[str], typer.Argument(metavar="CALL...", help="Which call (H-1 or 1), or several.", show_default=False)
    ],
) -> Page:
    """Let a call that waits or has failed not be made, or several.

    Example: careline hooks drop H-1
    """
    numbers = _numbers(calls)
    with desk.session(None) as work:
        for call in _open(work.fetch, numbers):
            hooks.drop(work, call.id)
        found = hooks.calls_by_id(work.fetch, numbers)
    return _of(found)


def _numbers(calls: Sequence[str]) -> list[int]:
    return list(dict.fromkeys(ids.read(each, "H") for each in calls))


def _open(fetch: Fetch, numbers: Sequence[int]) -> list[HookCall]:
    """These calls. Raises NoSuchId, and Refused for one that is done or dropped."""
    found = {call.id: call for call in hooks.calls_by_id(fetch, numbers)}
    for number in numbers:
        if number not in found:
            raise NoSuchId("H", number)
        if found[number].state in ("done", "dropped"):
            raise Refused(f"{found[number].name} is {found[number].state}.")
    return [found[number] for number in numbers]


def _set_for(desk: Desk, event: str) -> Hook:
    """The hook of an event. Raises BadInput and Misconfigured."""
    if event not in EVENTS:
        raise BadInput(f'There is no event "{event}"; there is {", ".join(EVENTS)}.')
    hook = desk.settings.hooks.get(event)
    if hook is None:
        raise Misconfigured(f"No hook is set for {event}. Name one under [hooks] in the settings.")
    return hook


def _page(desk: Desk, numbers: Sequence[int]) -> Page:
    with desk.reader() as fetch:
        return _of(hooks.calls_by_id(fetch, numbers))


def _of(calls: Sequence[HookCall]) -> Page:
    lines = told(calls) or ["Nothing waits."]
    return Page(tuple(map(PageLine, lines)), CALLED.filled(calls=[CALL.of(call) for call in calls]))
