"""The command tree: which nouns and daily verbs there are, and what stands before them all."""

import os
from collections.abc import Sequence
from functools import cache, partial
from typing import Annotated, Any

import typer
from typer.main import get_group_from_info
from typer.models import TyperInfo

from careline import __version__
from careline.cli.frame import ASKED_BY_SHELL
from careline.cli.frame.boundary import guarded
from careline.cli.frame.lazy import Build, LazyGroup, build_group
from careline.cli.frame.tree import DAILY, NOUNS
from careline.domain.errors import BadInput

TYPED = "careline.typed"


class Root(LazyGroup):
    """All commands; each is built when it is called."""

    def __init__(self, **attributes: Any) -> None:
        daily = {verb: NOUNS[noun][1][verb] for verb, noun in DAILY}
        nouns: dict[str, Build] = {
            noun: partial(build_group, noun, about, verbs) for noun, (about, verbs) in NOUNS.items() if about
        }
        super().__init__(**attributes, builders=daily | nouns)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Every command in its group; none is built for it."""
        from careline.cli.frame import groups  # only help pays for it

        groups.write(formatter)


app = typer.Typer(cls=Root, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"careline {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def before(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(metavar="FILE", help="Which store to use.", show_default=False)] = None,
    config: Annotated[str | None, typer.Option(metavar="FILE", help="Which settings file to use.")] = None,
    me: Annotated[str | None, typer.Option(metavar="NAME", help="Who is acting.")] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show the details of a bug.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Careline keeps promises: who told which customer what, by when, and whether it was done.

    Start with: careline open "What is wrong" --customer "Dana Reyes <dana@example.com>"
    """
    if color not in ("auto", "always", "never"):
        raise BadInput(f'--color is "{color}"; it can be auto, always or never.')
    from careline.desk import Desk, Flags  # help and --version need no desk

    ctx.obj = Desk(Flags(db=db, config=config, me=me, no_input=no_input, color=color), ctx.meta.get(TYPED, ()))
    if ctx.invoked_subcommand is None:
        from careline.cli.frame import standing

        standing.show(ctx.obj)


@cache
def root() -> Any:
    """The tree as Click commands."""
    return get_group_from_info(
        TyperInfo(app), pretty_exceptions_short=False, suggest_commands=True, rich_markup_mode=None
    )


def main(arguments: Sequence[str]) -> None:
    """Parse and run, or answer the shell, if it is the shell that asks; errors pass through."""
    if os.environ.get(ASKED_BY_SHELL):
        from careline.cli.frame import asked  # hardly any command pays for it

        raise typer.Exit(asked.answer(root()))
    command = root()
    with command.make_context("careline", list(arguments)) as ctx:
        ctx.meta[TYPED] = tuple(arguments)
        try:
            command.invoke(ctx)
        except Exception as error:
            if ctx.obj is not None:
                from careline.cli.frame import blame  # only who errs pays for it

                blame.check_store(ctx.obj, error)
            raise


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    return guarded(main, arguments)
