"""Asking whether a table was understood, and putting right what was not."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from careline.cli.frame.showing import Shown, in_colour, terminal_width
from careline.cli.sheets import files, helping, outcomes, preview, reading
from careline.cli.sheets.columns_shown import Room
from careline.cli.sheets.options import Given
from careline.cli.sheets.reading import Reading
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import Page, PageLine
from careline.domain.sheets.columns import COLUMN
from careline.domain.sheets.evidence import Proven
from careline.domain.sheets.fixes import Fix, NotUnderstood, read_fix
from careline.domain.shop.shop import Shop
from careline.render import PAGES, Options
from careline.store.recording import Recording
from careline.terminal import NotConfirmed
from careline.usecases.sheets.foreseeing import Foreseen, foresee
from careline.usecases.sheets.taking import Import, Sheet

if TYPE_CHECKING:
    from careline.domain.sheets.columns import Form
    from careline.domain.sheets.table import Table

Make = Callable[[Recording, Shop, Sheet], Import]


def agreed_to(desk: Desk, how: Reading, form: "Form", table: "Table", taking: Make) -> Reading:
    """How the table is read, once somebody at the terminal has agreed to it. Raises NotConfirmed and BadInput."""
    while True:
        how = reading.read(desk, how.command, form, table, how.given, how.said, guessing=True)
        seen = _foreseen(desk, how, taking) if not (how.columns.missing or how.proven.doubts) else None
        is_ready = seen is not None and (not seen.outcome.bad or how.given.skip_bad is not None)
        prompt = _prompt(how, is_ready=is_ready)
        _show(desk, how, seen, prompt)
        fixed = _answer(desk, how, form, table, prompt, is_ready=is_ready)
        if fixed is None:
            return how
        how = fixed


def _lines(desk: Desk, how: Reading, seen: Foreseen | None, room: Room) -> Iterable[PageLine]:
    yield from preview.understood_lines(how, room)
    if seen:
        yield from preview.first_lines(desk, how, seen.made, room)
        yield PageLine(outcomes.would_make(seen.outcome))
        if alike := seen.outcome.alike:
            may = "One new customer" if alike == 1 else f"{alike} new customers"
            yield PageLine(f"{may} may be somebody who was there before; the answer lists them.")
        if seen.outcome.differed and not how.given.update:
            yield PageLine("What differs stays as it is; type update to take over what a newer file knows.")
        yield from preview.bad_lines(seen.outcome, how.given.skip_bad)


def _foreseen(desk: Desk, how: Reading, taking: Make) -> Foreseen:
    """What would be made, found out by making it and taking it back."""
    with (
        files.progress(how.table.done, "Looking") as shown,
        desk.session(how.command, create=True, by_anybody=True, rehearse=True) as work,
    ):
        return foresee(taking(work, desk.shop, how.sheet), shown(how.table.rows()))


def _readings(how: Reading) -> list[str]:
    """The numbers of what a date may mean, where that is asked."""
    doubts = () if how.columns.missing else how.proven.doubts
    return [str(number) for number, _ in enumerate(doubts[0].readings, 1)] if doubts else []


def _prompt(how: Reading, *, is_ready: bool) -> str:
    fixes = f"? for help, or {helping.hint(how)}"
    if numbers := _readings(how):
        return f"Which one? [{', '.join(numbers)}, n, {fixes}] "
    return f"Import this? [Y/n, {fixes}] " if is_ready else f"Stop with n, {fixes}: "


def _answer(desk: Desk, how: Reading, form: "Form", table: "Table", prompt: str, *, is_ready: bool) -> Reading | None:
    """How the table is read by what somebody answers; None where they agree. Raises NotConfirmed."""
    numbers = _readings(how)
    while True:
        typed = desk.ask(prompt)
        if typed is None or typed.lower() in ("n", "no"):
            raise NotConfirmed
        if typed.lower() in ("", "y", "yes"):
            if is_ready:
                return None
            desk.say(_lacking(how))
        elif typed.lower() in ("?", "help"):
            desk.say(*helping.lines(how))
        elif typed.lower() == "update":
            return replace(how, given=replace(how.given, update=True))
        elif typed in numbers:
            return replace(how, given=replace(how.given, date_formats=_ordered(how, numbers.index(typed))))
        elif fixed := _fixed(desk, how, form, table, typed):
            return fixed


def _lacking(how: Reading) -> str:
    """Why it cannot be imported yet."""
    if missing := how.columns.missing:
        return f"Say first where the {missing[0]} stands: {missing[0]}={COLUMN}"
    return "Say which one is right." if how.proven.doubts else "Nothing goes in while some rows cannot."


def _fixed(desk: Desk, how: Reading, form: "Form", table: "Table", typed: str) -> Reading | None:
    """How the table is read with a fix; None where it will not do, and somebody was told why.

    A heading that is not there, or an unknown zone, is said at once, and what was before stays.
    """
    try:
        fix = read_fix(typed, form.fields, helping.OPTIONS, table.header)
        given = _with_options(how, fix)
        with files.rejects(given.skip_bad, given.file, table.header, desk.own_files):
            return reading.read(desk, how.command, form, table, given, how.said.fixed(fix), guessing=True)
    except NotUnderstood as error:
        desk.say(str(error), *helping.lines(how))
    except (BadInput, files.RejectsUnwritable) as error:
        desk.say(str(error), *(f"  {line}" for line in error.listing))
    return None


def _ordered(how: Reading, number: int) -> list[str]:
    """The formats of dates where somebody has told the order of those in doubt."""
    first = how.proven.doubts[0].readings[number].order[0]
    meant = (each for doubt in how.proven.doubts for each in doubt.readings if each.order[0] == first)
    return [*(date_format for each in meant for date_format in each.formats), *how.proven.formats]


def _with_options(how: Reading, fix: Fix) -> Given:
    """What was given, but for the options in a fix; dates with other marks than those of its format are as before."""
    new: dict[str, Any] = {name.replace("-", "_"): text for name, text in fix.options.items()}
    if "date_format" in new:
        new["date_formats"] = Proven((new.pop("date_format"),)).with_known(how.proven.formats).formats
    if "as" in new:
        new["layout"] = new.pop("as")
    if "skip_bad" in new:
        new["skip_bad"] = Path(new["skip_bad"]).expanduser()
    return replace(how.given, **new)


def _show(desk: Desk, how: Reading, seen: Foreseen | None, prompt: str) -> None:
    """Show it where questions are asked: the more of it, the more room there is above the question."""
    width, height = terminal_width(), get_terminal_size().lines
    options = Options(
        width=width,
        colour=in_colour(desk.flags.color, Shown("table", None)),
        encoding=sys.stderr.encoding or "utf-8",
    )
    room = height - 1 - len(prompt) // width
    for is_abreast, rows in ((False, 3), (True, 3), (True, 1)):
        lines = _lines(desk, how, seen, Room(width, is_abreast, rows))
        text = PAGES["table"](Page(tuple(lines), {}), options)
        if text.count("\n") <= room:
            break
    sys.stderr.write(text)
    sys.stderr.flush()
