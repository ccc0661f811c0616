"""What many commands share: their options, and the wrapper that gives a function a command's manners.

`recording` is for what writes on cases, `making` for what writes beside them, `looking` for what only reads. A wrapped
function takes the desk, and the moment that it speaks of, before its own options.
"""

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, TypeVar, get_args

import typer

from careline.cli.frame.bundles import check, dress, flattened
from careline.cli.frame.questions import LeavingOut, answered
from careline.cli.frame.showing import (
    Answer,
    Shown,
    chosen_format,
    dated,
    destination,
    format_unfit,
    named_fields,
    show,
    terminal_width,
    write,
)
from careline.desk import Desk
from careline.domain.report import Page, PageLine, Report
from careline.domain.time.utc import Utc
from careline.domain.values import frozen
from careline.render import ANSWERS, FORMATS, OBJECTS, PAGES
from careline.render.safe import visible
from careline.render.wording import DRY_RUN

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Teller
    from careline.domain.casefile.recorded import Recorded

    Done = Recorded | list[Recorded]
    Recorder = Callable[Concatenate[Desk, Utc, ...], Done]

AtOption = Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it happened, if not now.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", metavar="WHEN", help="As things stood at a past time.")]
FormatOption = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}.")]
JsonOption = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", metavar="FILE", help="Write to this file, all of it or nothing; - is standard output."),
]
SectionOption = Annotated[str | None, typer.Option("--section", metavar="NAME", help="Only this section.")]
FieldsOption = Annotated[str | None, typer.Option("--fields", metavar="A,B", help="Only these fields, in this order.")]
ExitCodeOption = Annotated[bool, typer.Option("--exit-code", help="Exit 10 where there is something to say.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Print nothing where there is nothing to say.")]
YesOption = Annotated[bool, typer.Option("--yes", help="Answer yes to every question.")]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask.")]
MailToOption = Annotated[
    list[str] | None,
    typer.Option("--mail-to", metavar="WHO", help="Mail it to one of the staff, or to an address; again for each."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")]


Looker = Callable[Concatenate[Desk, Utc, ...], Answer]
Maker = Callable[Concatenate[Desk, ...], Report | Page]
Idle = Callable[..., bool]
Mailing = Callable[[Any, "Call", Sequence[str]], None]
"""Mails an answer to those who are named."""
Command = TypeVar("Command", bound=Callable[..., Any])

ASKED_FOR = {"format_": FormatOption, "json_": JsonOption}
RECORDED = {"yes": YesOption, "no_input": NoInputOption, "dry_run": DryRunOption}


@frozen
class Call:
    """One call of a command: the moment that it speaks of, `dated` where that was typed, and how it is answered.

    `mail_to` are those whom it is mailed to instead of being shown.
    """

    desk: Desk
    moment: Utc
    dated: bool
    shown: Shown
    mail_to: tuple[str, ...] = ()


@frozen
class Manners:
    """What commands share that go one way: options, of all and of those that answer with rows, and how they answer.

    `moment` is the option that tells when, and `handed` whether the function takes it. `unfit` says that a format
    will not do before anything is recorded; `idle` that there is nothing to say, where --quiet asks no more.
    """

    options: Mapping[str, Any]
    of_rows: Mapping[str, Any]
    say: Callable[[Any, Call], None]
    moment: str | None = None
    handed: bool = True
    records: bool = True
    unfit: Callable[[str, bool], bool] = lambda form, rows: False
    idle: "Idle | None" = None
    telling: bool = False


def recording(
    app: typer.Typer, name: str, teller: "Teller", *, at: bool = True, cls: type[LeavingOut] = LeavingOut
) -> "Callable[[Recorder], Recorder]":
    """Register a function that records: `function(desk, at, ...) -> Recorded`, or several. The teller says what."""
    manners = Manners(
        options=({"at": AtOption} if at else {}) | ASKED_FOR | RECORDED,
        of_rows={},
        say=partial(_tell, teller),
        moment="at" if at else None,
        unfit=lambda form, rows: form not in OBJECTS and form not in ANSWERS,
    )
    return _command(app, name, manners, cls=cls)


def looking(
    app: typer.Typer,
    name: str,
    *,
    as_of: bool = True,
    formats: bool = True,
    idle: Idle | None = None,
    mailing: Mailing | None = None,
) -> Callable[[Looker], Looker]:
    """Register a function that looks: `function(desk, moment, ...) -> Report or Page`. It is rendered.

    Without `formats` it has its own, and says itself where it goes. `idle` takes the same and says quickly whether
    there is nothing to say for certain, for --quiet. With `mailing` it can be mailed.
    """
    manners = Manners(
        options=({"as_of": AsOfOption} if as_of else {}) | (ASKED_FOR | {"output": OutputOption} if formats else {}),
        say=partial(_show_as_of, mailing),
        of_rows={"section": SectionOption, "fields": FieldsOption, "exit_code": ExitCodeOption, "quiet": QuietOption}
        | ({"mail_to": MailToOption} if mailing else {}),
        moment="as_of" if as_of else None,
        records=False,
        idle=idle,
    )
    return _command(app, name, manners)


def making(app: typer.Typer, name: str, *, telling: bool = False) -> Callable[[Maker], Maker]:
    """Register a function that records something beside cases: `function(desk, ...) -> Report or Page`. It is shown.

    With `telling` it exits 10 where there is something to say, without being asked.
    """
    manners = Manners(
        options=ASKED_FOR | RECORDED,
        say=_show_made,
        of_rows=({} if telling else {"exit_code": ExitCodeOption}) | {"quiet": QuietOption},
        handed=False,
        unfit=lambda form, rows: not rows and form not in PAGES,
        telling=telling,
    )
    return _command(app, name, manners)


def _command(
    app: typer.Typer, name: str, manners: Manners, *, cls: type[LeavingOut] = LeavingOut
) -> Callable[[Command], Command]:
    """Register a function as a command that has these manners."""

    def wrap(function: Command) -> Command:
        rows = Report in _answers_of(function)
        shared = dict(manners.options) | (dict(manners.of_rows) if rows else {})

        def run(ctx: typer.Context, **given: Any) -> None:
            taken = {option: given.pop(option) for option in shared}
            call = _call(desk_of(ctx), manners, taken)
            if manners.unfit(call.shown.format, rows):
                raise format_unfit(call.shown.format)
            first = (call.desk, call.moment) if manners.handed else (call.desk,)
            try:
                if manners.idle and call.shown.asks_whether and manners.idle(*first, **given):
                    return write("", call.shown)
                if call.desk.somebody_answers:
                    check(function, call.desk, call.moment, given)
                manners.say(answered(ctx, call.desk, call.moment, given, partial(flat, *first)), call)
            finally:
                call.desk.let_go()

        flat = flattened(function)
        own = list(inspect.signature(flat).parameters.values())[2 if manners.handed else 1 :]
        dress(run, function, own, shared)
        app.command(name, cls=cls)(run)
        return function

    return wrap


def _answers_of(function: Callable[..., Any]) -> tuple[Any, ...]:
    """What a function may answer with."""
    answers = inspect.signature(function).return_annotation
    return get_args(answers) or (answers,)


def _call(desk: Desk, manners: Manners, taken: Mapping[str, Any]) -> Call:
    """What the shared options of a call say. Raises BadInput and Unwritable, and what moments raise."""
    desk.records = manners.records
    asked = taken.get(manners.moment or "")
    moment = desk.past(asked) if manners.records else desk.moment(asked)
    output = destination(taken.get("output"), desk)
    shown = Shown(
        format=chosen_format(taken.get("format_"), taken.get("json_", False), output),
        output=output,
        section=taken.get("section"),
        fields=named_fields(taken.get("fields")),
        exit_code=taken.get("exit_code", manners.telling),
        quiet=taken.get("quiet", False),
    )
    if manners.records:
        desk.yes, desk.dry_run = taken["yes"], taken["dry_run"]
        desk.no_input = taken["no_input"] or desk.no_input
    return Call(desk, moment, asked is not None, shown, tuple(taken.get("mail_to") or ()))


def _tell(teller: "Teller", answer: "Done", call: Call) -> None:
    """Say what was recorded, and what may be a mistake in it."""
    # Looking is instant: only what records pays for what tells of it.
    from careline.cli.frame import tellers

    desk, form = call.desk, call.shown.format
    done = answer if isinstance(answer, list) else [answer]
    said = tellers.told(done, teller, desk, call.moment, form if form in OBJECTS else None)
    write(said if form in OBJECTS else ANSWERS[form](said, terminal_width()), call.shown)
    for line in tellers.warnings(done, desk):
        sys.stderr.write(f"careline: {visible(line)}\n")


def _show_as_of(mailing: Mailing | None, answer: Answer, call: Call) -> None:
    """Show what was looked up, or mail it, and say which holidays it does not know of."""
    if not call.shown.quiet and (doubt := call.desk.holidays_lacking(call.moment)):
        sys.stderr.write(f"careline: {doubt}\n")
    answer = dated(answer, call.moment, call.desk) if call.dated else answer
    if mailing and call.mail_to:
        mailing(answer, call, call.mail_to)
    else:
        show(answer, call.desk, call.shown)


def _show_made(answer: Report | Page, call: Call) -> None:
    """Show what was made, or would be."""
    if call.desk.dry_run and isinstance(answer, Page):
        answer = replace(answer, lines=(*answer.lines, PageLine(DRY_RUN)))
    show(answer, call.desk, call.shown)


def desk_of(ctx: typer.Context) -> Desk:
    """The desk that the command before all commands has set up."""
    desk: Desk = ctx.find_root().obj
    return desk
