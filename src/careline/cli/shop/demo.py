"""`careline demo`."""

import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from careline import files, passing, paths
from careline.cli.frame.app import root
from careline.cli.frame.options import NoInputOption, desk_of
from careline.cli.frame.showing import Shown, chosen_format, in_colour, terminal_width
from careline.cli.shop.demo_story import OLD_CASES, ONE_CASE, REPORT, SETTINGS, SHEET, STORIES, Refused, Step, Story
from careline.desk import Desk
from careline.domain.errors import BadInput, CarelineError
from careline.domain.time import moments
from careline.domain.values import frozen
from careline.interrupts import committing, rehearsing
from careline.render.layout import wrap, wrap_command
from careline.render.safe import degrade

WIDEST = 100
INDENT = 18
ZONE = ZoneInfo("America/New_York")
INTRODUCTION = (
    "The customers of a small shop in New York, told by careline itself: every line behind a $ is run here and now, "
    "on a store of its own. Yours is not touched. Ana owns the shop; Ben and Lee work for her. It is {now}."
)
REPORT_TITLE = "What was promised, and is not done?"
ONE_CASE_TITLE = "And what happened to Robin?"
NEXT = """\
Next
  careline demo --keep demo.db    leaves this shop in a file, to play with
  careline --help                 lists the commands
  careline open "What is wrong" --customer "Dana Reyes <dana@example.com>"
                                  begins your own
"""
GO_ON = """\
This shop is in {store} now, its settings in {settings}. Go on there:
{lines}
To record something as well, set CARELINE_NOW to {now} first.
"""

app = typer.Typer()


@app.command("demo")
def demo(
    ctx: typer.Context,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="FILE", help="Keep the demo's store in this file, with its settings beside it."),
    ] = None,
    no_input: NoInputOption = False,
) -> None:
    """Tell the stories of six customers, in a store of their own; yours is not touched.

    Example: careline demo --keep demo.db
    """
    shown = Shown(chosen_format(None, as_json=False), None)
    look = Look(shown.format, in_colour(desk_of(ctx).flags.color, shown), min(WIDEST, terminal_width()))
    if keep is not None:
        check_free(keep, desk_of(ctx))
    with passing.passing_folder("careline-demo-") as folder:
        shop = DemoShop(folder)
        with rehearsing():
            lines = list(page(shop, look))
        if keep is not None:
            shop.copy_to(keep)
    lines += going_on(keep) if keep else NEXT.splitlines()
    text = "".join(f"{line}\n" for line in lines)
    sys.stdout.write(degrade(text, sys.stdout.encoding or "utf-8"))


@frozen
class Look:
    """How the page is shown: the format of its reports, colour, and the width in columns."""

    format: str
    colour: bool
    width: int

    def title(self, text: str) -> str:
        """A heading."""
        return typer.style(text, bold=True) if self.colour else text


class DemoShop:
    """A shop in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.program = root()
        self.folder = folder
        self.store = folder / "careline.db"
        self.settings = folder / "careline.toml"
        files.write_new(self.settings, SETTINGS)
        files.write_new(folder / OLD_CASES, SHEET)

    def answer(self, step: Step, *options: str) -> str:
        """Run the command at its moment, with global options before it, and give what it answers.

        Raises CarelineError where it is refused and should not be.
        """
        words = ["--db", str(self.store), "--config", str(self.settings), *options, *shlex.split(step.typed)[1:]]
        answer, aside = io.StringIO(), io.StringIO()  # progress goes aside, and so nobody is asked
        with (
            chdir(self.folder),
            environment(CARELINE_NOW=moment(step).isoformat()),
            redirect_stdout(answer),
            redirect_stderr(aside),
        ):
            try:
                with self.program.make_context("careline", words) as context:
                    self.program.invoke(context)
            except CarelineError as no:
                if not isinstance(step, Refused):
                    raise
                return f"careline: {no}\n"
        return answer.getvalue()

    def copy_to(self, keep: Path) -> None:
        """Copy the store there and the settings beside it. Raises BadInput."""
        with committing(f"the demo's shop was kept in {keep}"):
            for source, path in ((self.store, keep), (self.settings, settings_beside(keep))):
                try:
                    files.copy_new(source, path)
                except FileExistsError:
                    raise _keep_exists(path) from None
                except paths.Unwritable as error:
                    raise _keep_unwritable(path, error.why) from error


@contextmanager
def environment(**set_here: str) -> Iterator[None]:
    """Nothing of the user's own in the environment, and these variables instead."""
    before = dict(os.environ)
    for name in before:
        if name.startswith("CARELINE_"):
            del os.environ[name]
    os.environ.update(set_here)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def moment(step: Step) -> datetime:
    """When the command is typed, in New York."""
    return datetime.fromisoformat(f"2026-{step.at}").replace(tzinfo=ZONE)


def settings_beside(keep: Path) -> Path:
    """Where the settings of a kept store lie."""
    return keep.with_name(f"{keep.name}.toml")


def check_free(keep: Path, desk: Desk) -> None:
    """Raise BadInput where the store could not be left."""
    if os.path.lexists(keep):
        raise _keep_exists(keep)
    if os.path.lexists(settings_beside(keep)):
        raise _keep_exists(settings_beside(keep))
    for path in (keep, settings_beside(keep)):
        try:
            files.place(path, desk.own_files)
        except paths.Unwritable as error:
            raise _keep_unwritable(path, error.why) from error


def _keep_unwritable(path: Path, why: str) -> BadInput:
    """The refusal: the demo cannot be kept there."""
    return BadInput(f"{path} cannot be written: {why}. Give --keep another path.")


def _keep_exists(path: Path) -> BadInput:
    """The refusal: the demo is never written over a file."""
    return BadInput(f"{path} already exists; it was left as it is. Give --keep another path.")


def page(shop: DemoShop, look: Look) -> Iterator[str]:
    """The whole page, line by line."""
    steps = sorted((step for story in STORIES for step in story.steps), key=lambda step: step.at)
    answers = {step: shop.answer(step) for step in steps}
    now = moments.full(moment(REPORT), ZONE)
    yield from wrap(INTRODUCTION.format(now=now), look.width)
    for number, story in enumerate(STORIES, 1):
        yield ""
        yield from chapter(number, story, answers, look)
    for title, step in ((REPORT_TITLE, REPORT), (ONE_CASE_TITLE, ONE_CASE)):
        shown_as = Step(step.at, f"{step.typed} --format {look.format}")
        yield from ("", look.title(title), "", *typed(step, None, look.width), "")
        yield from shop.answer(shown_as, "--color", "always" if look.colour else "never").splitlines()
    yield ""


def chapter(number: int, story: Story, answers: Mapping[Step, str], look: Look) -> Iterator[str]:
    """One story: what happened, and what was typed."""
    yield look.title(f"{number}. {story.title}")
    yield from wrap(story.told, look.width)
    yield ""
    before = None
    for step in story.steps:
        yield from typed(step, before, look.width)
        before = step
        if step.answered:
            yield from (part for line in answers[step].splitlines() for part in indented(line, look.width))


def typed(step: Step, before: Step | None, width: int) -> Iterator[str]:
    """The command behind its moment, in lines that a shell takes together; a day stands once."""
    at = moments.short(moment(step), moment(REPORT), ZONE)
    if before and before.at[:5] == step.at[:5]:
        at = at[-5:]
    for line in wrap_command(f"$ {step.typed}", width - INDENT, hang=4):
        yield f"{at:>{INDENT - 2}}  {line}"
        at = ""


def indented(line: str, width: int) -> Iterator[str]:
    """A line of an answer beneath its command."""
    text = line.lstrip()
    indent = INDENT + len(line) - len(text)
    yield from (" " * indent + part for part in wrap(text, width - indent, hang=4))


def going_on(keep: Path) -> Sequence[str]:
    """How to go on in the kept shop."""
    now = moment(REPORT).isoformat()
    there = ["careline", "--db", str(keep), "--config", str(settings_beside(keep))]
    looks = (["overdue"], ["show", "5"], ["report", "performers"])
    lines = "\n".join(f"  {quoted([*there, *look, '--as-of', now])}" for look in looks)
    return GO_ON.format(store=keep, settings=settings_beside(keep), lines=lines, now=now).splitlines()


def quoted(words: Sequence[str]) -> str:
    """The words as the shell of this system takes them."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
