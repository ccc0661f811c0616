"""What many commands share: their options, and the two wrappers that give a function a command's manners.

`recording` is for what writes, `looking` for what only reads. A wrapped function takes the desk, and the moment that
it speaks of, before its own options.
"""

import inspect
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Concatenate

import typer

from careline.cli.frame.questions import LeavingOut, answered
from careline.desk import Desk
from careline.domain.casefile.recorded import Recorded
from careline.domain.errors import BadInput, CarelineError
from careline.domain.report import Page, PageLine, Report
from careline.domain.time import moments
from careline.domain.time.utc import Utc
from careline.domain.values import frozen
from careline.files import Place, place
from careline.render import ANSWERS, FORMATS, OBJECTS, PAGES, Options
from careline.render.safe import visible
from careline.render.wording import DRY_RUN, FORETOLD, listed

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Teller

SOMETHING_TO_SAY = 10
STANDARD_OUTPUT = ("-", "/dev/stdout")

AtOption = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it happened, if not now.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="WHEN", help="As things stood at a past moment.")]
FormatOption = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OutputOption = Annotated[
    str | None, typer.Option("--output", metavar="FILE", help="Write there, whole or not at all; - is standard output.")
]
SectionOption = Annotated[str | None, typer.Option("--section", metavar="NAME", help="Only this section.")]
ExitCodeOption = Annotated[bool, typer.Option("--exit-code", help="Exit 10 where there is something to say.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing where there is nothing to say.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Answer every question with yes.")]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what it would do; change nothing.")]


class FormatUnfit(BadInput):
    """A format that a page of one thing has no use for."""

    def __init__(self, name: str) -> None:
        super().__init__(f"This prints one thing, not rows; --format {name} does not fit. Use table, plain or json.")


class SomethingToSay(CarelineError):
    """Not an error: what --exit-code asks for."""

    exit_code = SOMETHING_TO_SAY

    def __init__(self) -> None:
        super().__init__("")


@frozen
class Shown:
    """Where and how the answer is shown."""

    format: str
    output: Place | None
    section: str | None = None
    exit_code: bool = False
    quiet: bool = False


Answer = Recorded | list[Recorded]
Recorder = Callable[Concatenate[Desk, Utc, ...], Answer]
Looker = Callable[Concatenate[Desk, Utc, ...], Report | Page]


def recording(
    app: typer.Typer, name: str, teller: "Teller", *, at: bool = True, cls: type[LeavingOut] = LeavingOut
) -> Callable[[Recorder], Recorder]:
    """Register a function that records: `function(desk, at, ...) -> Recorded`, or several. The teller says what."""
    shared: dict[str, Any] = {"at": AtOption} if at else {}
    shared |= {
        "format_": FormatOption,
        "json_": JsonOption,
        "yes": YesOption,
        "no_input": NoInputOption,
        "dry_run": DryRunOption,
    }

    def wrap(function: Recorder) -> Recorder:
        def run(ctx: typer.Context, **given: Any) -> None:
            # Looking is instant: only what records pays for what tells of it.
            from careline.cli.frame import tellers

            desk = desk_of(ctx)
            desk.records = True
            happened_at = desk.past(given.pop("at", None))
            shown = Shown(chosen_format(given.pop("format_"), given.pop("json_")), None)
            desk.yes = given.pop("yes")
            desk.no_input = given.pop("no_input") or desk.no_input
            desk.dry_run = given.pop("dry_run")
            form = shown.format if shown.format in OBJECTS else None
            if form is None and shown.format not in ANSWERS:
                raise FormatUnfit(shown.format)
            answer = answered(ctx, desk, happened_at, given, partial(function, desk, happened_at))
            done = [answer] if isinstance(answer, Recorded) else answer
            said = tellers.told(done, teller, desk, happened_at, form)
            write(said if form else ANSWERS[shown.format](said, terminal_width()), shown)
            for line in tellers.warnings(done, desk):
                sys.stderr.write(f"careline: {visible(line)}\n")

        return register(app, name, function, run, shared, skip=2, cls=cls)

    return wrap


def looking(app: typer.Typer, name: str, *, as_of: bool = True, hidden: bool = False) -> Callable[[Looker], Looker]:
    """Register a function that looks: `function(desk, moment, ...) -> Report or Page`. It is rendered."""
    shared: dict[str, Any] = {"as_of": AsOfOption} if as_of else {}
    shared |= {
        "format_": FormatOption,
        "json_": JsonOption,
        "output": OutputOption,
    }
    of_reports = {"section": SectionOption, "exit_code": ExitCodeOption, "quiet": QuietOption}

    def wrap(function: Looker) -> Looker:
        offered = shared | (of_reports if answers_rows(function) else {})

        def run(ctx: typer.Context, **given: Any) -> None:
            desk = desk_of(ctx)
            asked = given.pop("as_of", None)
            moment = desk.moment(asked)
            output = destination(given.pop("output"), desk)
            shown = Shown(
                format=chosen_format(given.pop("format_"), given.pop("json_"), output),
                output=output,
                section=given.pop("section", None),
                exit_code=given.pop("exit_code", False),
                quiet=given.pop("quiet", False),
            )
            answer = answered(ctx, desk, moment, given, partial(function, desk, moment))
            if not shown.quiet and (doubt := desk.holidays_lacking(moment)):
                sys.stderr.write(f"careline: {doubt}\n")
            show(answer if asked is None else dated(answer, moment, desk), desk, shown)

        return register(app, name, function, run, offered, skip=2, hidden=hidden)

    return wrap


def making(
    app: typer.Typer, name: str, *, telling: bool = False
) -> Callable[[Callable[..., Report | Page]], Callable[..., Report | Page]]:
    """Register a function that records something beside cases: `function(desk, ...) -> Report or Page`. It is shown.

    With `telling` it exits 10 where there is something to say, without being asked.
    """
    shared = {
        "format_": FormatOption,
        "json_": JsonOption,
        "yes": YesOption,
        "no_input": NoInputOption,
        "dry_run": DryRunOption,
    }

    def wrap(function: Callable[..., Report | Page]) -> Callable[..., Report | Page]:
        of_rows = answers_rows(function)

        def run(ctx: typer.Context, **given: Any) -> None:
            desk = desk_of(ctx)
            desk.records = True
            shown = Shown(
                format=chosen_format(given.pop("format_"), given.pop("json_")),
                output=None,
                exit_code=given.pop("exit_code", telling),
                quiet=given.pop("quiet", False),
            )
            desk.yes = given.pop("yes")
            desk.no_input = given.pop("no_input") or desk.no_input
            desk.dry_run = given.pop("dry_run")
            if not of_rows and shown.format not in PAGES:
                raise FormatUnfit(shown.format)
            answer = answered(ctx, desk, desk.now, given, partial(function, desk))
            if desk.dry_run and isinstance(answer, Page):
                answer = replace(answer, lines=(*answer.lines, PageLine(DRY_RUN)))
            show(answer, desk, shown)

        of_reports = ({} if telling else {"exit_code": ExitCodeOption}) | {"quiet": QuietOption}
        offered = shared | (of_reports if of_rows else {})
        return register(app, name, function, run, offered, skip=1)

    return wrap


def answers_rows(function: Callable[..., Any]) -> bool:
    """True for a function that answers with a Report, not with a page about one thing."""
    return inspect.signature(function).return_annotation is Report


def register(
    app: typer.Typer,
    name: str,
    function: Callable[..., Any],
    run: Callable[..., None],
    shared: dict[str, Any],
    *,
    skip: int,
    hidden: bool = False,
    cls: type[LeavingOut] = LeavingOut,
) -> Callable[..., Any]:
    """Give `run` the options of `function`, which come after its first `skip` parameters, and the shared ones."""
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    own = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in list(inspect.signature(function).parameters.values())[skip:]
    ]
    added = [
        inspect.Parameter(
            key,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if annotation.__origin__ is bool else None,
            annotation=annotation,
        )
        for key, annotation in shared.items()
    ]
    run.__signature__ = inspect.Signature([context, *own, *added])  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (context, *own, *added)}
    run.__doc__ = function.__doc__
    run.__name__ = function.__name__
    app.command(name, cls=cls, hidden=hidden)(run)
    return function


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that the command before all commands has set up."""
    desk: Desk = ctx.find_root().obj
    return desk


def chosen_format(given: str | None, as_json: bool, output: Place | None = None) -> str:
    """The format asked for, else table on a terminal and plain elsewhere. Raises BadInput."""
    if as_json:
        return "json"
    if given is None:
        return "table" if sys.stdout.isatty() and output is None else "plain"
    if given not in FORMATS:
        raise BadInput(f'There is no format "{given}"; there are {", ".join(FORMATS)}.')
    return given


def show(answer: Report | Page, desk: Desk, shown: Shown) -> None:
    """Render and write a report or a page. Raises SomethingToSay where --exit-code asks for it."""
    options = Options(
        width=terminal_width(),
        colour=in_colour(desk.flags.color, shown),
        section=shown.section,
        quiet=shown.quiet,
        encoding="utf-8" if shown.output else sys.stdout.encoding or "utf-8",
    )
    if isinstance(answer, Report):
        write(FORMATS[shown.format](answer, options), shown)
        if shown.exit_code and answer.has_something:
            raise SomethingToSay
    elif shown.format not in PAGES:
        raise FormatUnfit(shown.format)
    else:
        write(PAGES[shown.format](answer, options), shown)


def dated(answer: Report | Page, moment: datetime, desk: Desk) -> Report | Page:
    """The answer with the moment that was asked for named in it, and whether that is yet to come."""
    foretold = moment > desk.now
    if isinstance(answer, Report):
        return replace(answer, foretold=foretold, dated=True)
    words = listed(moments.full(moment, desk.calendar.zone), FORETOLD if foretold else "")
    return replace(answer, lines=(PageLine(f"As of {words}:"), *answer.lines))


def terminal_width() -> int:
    """The width of the terminal in columns; COLUMNS beats it, and 80 stands for none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns)


def in_colour(choice: str, shown: Shown) -> bool:
    """True where colour is wanted and can be seen."""
    if choice != "auto":
        return choice == "always"
    able = os.environ.get("TERM", "" if os.name != "nt" else "windows") not in ("", "dumb")
    return able and sys.stdout.isatty() and shown.output is None and not os.environ.get("NO_COLOR")


def destination(typed: str | None, desk: Desk) -> Place | None:
    """The file that the answer goes to; None for standard output. Raises Unwritable."""
    return None if typed is None or typed in STANDARD_OUTPUT else place(typed, desk.own_files)


def write(text: str, shown: Shown) -> None:
    """Write to standard output, or to the file, whole or not at all. Raises Unwritable."""
    if shown.output is None:
        sys.stdout.write(text)
    else:
        shown.output.write(text.encode())
