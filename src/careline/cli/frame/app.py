"""The command tree: which nouns and daily verbs there are, and what stands before them all."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_group_from_info
from typer.models import TyperInfo

from careline import __version__
from careline.cli.frame import complete, standing
from careline.cli.frame.boundary import guarded
from careline.cli.frame.lazy import Build, LazyGroup, build_command, build_group
from careline.desk import Desk, Flags
from careline.domain.errors import BadInput

DAILY = (
    ("open", "cases", "open"),
    ("heard", "cases", "heard"),
    ("follow-up", "cases", "follow-up"),
    ("keep", "promises", "keep"),
    ("renegotiate", "promises", "renegotiate"),
    ("escalate", "cases", "escalate"),
    ("ship-replacement", "shipping", "ship-replacement"),
    ("delivered", "replacements", "delivered"),
    ("outcome", "replacements", "outcome"),
    ("hand-over", "joining", "hand-over"),
    ("close", "cases", "close"),
    ("reopen", "cases", "reopen"),
    ("show", "cases", "show"),
    ("list", "cases", "list"),
    ("find", "finding", "find"),
    ("overdue", "reports", "overdue"),
    ("brief", "reports", "brief"),
    ("report", "reports", "report"),
    ("sweep", "sweeping", "sweep"),
    ("date", "tools", "date"),
    ("log", "logs", "log"),
    ("undo", "logs", "undo"),
    ("doctor", "doctor", "doctor"),
    ("import", "imports", "import"),
    ("demo", "demo", "demo"),
)
"""The daily verbs: short name, module in this package, its command there."""

NOUNS = (
    ("case", "cases", "joining", "shipping", "disclosing", "lessons", "diagnosing"),
    ("promise", "promises"),
    ("escalation", "escalations"),
    ("replacement", "replacements", "requests"),
    ("return", "returns"),
    ("claim", "claims"),
    ("cost", "costs"),
    ("purchase", "purchases"),
    ("product", "products"),
    ("customer", "customers", "relations", "endings"),
    ("invitations", "invitations"),
    ("arrival-checks", "arrival_checks"),
    ("company", "companies"),
    ("party", "parties"),
    ("article", "articles"),
    ("config", "config"),
    ("cron", "cron"),
    ("tone", "tone"),
    ("completion", "completion"),
)
"""The nouns: name, the modules in this package that have its commands."""


class UnknownColor(BadInput):
    """A colour choice that does not exist."""

    def __init__(self, given: str) -> None:
        super().__init__(f'--color is "{given}"; it can be auto, always or never.')


def _app_of(module: str) -> typer.Typer:
    app: typer.Typer = import_module(f"careline.cli.{module}").app
    return app


def _daily(short: str, module: str, name: str) -> Any:
    return build_command(_app_of(module), name, shown_as=short)


def _noun(noun: str, *modules: str) -> Any:
    return build_group(noun, *map(_app_of, modules))


class Root(LazyGroup):
    """All commands; each is built when it is called."""

    def __init__(self, **attributes: Any) -> None:
        daily: dict[str, Build] = {short: partial(_daily, short, module, name) for short, module, name in DAILY}
        nouns: dict[str, Build] = {noun: partial(_noun, noun, *modules) for noun, *modules in NOUNS}
        super().__init__(**attributes, builders=daily | nouns)


app = typer.Typer(cls=Root, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"careline {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def before(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option(metavar="FILE", help="The store.", show_default=False)] = None,
    config: Annotated[str | None, typer.Option(metavar="FILE", help="The settings.")] = None,
    me: Annotated[str | None, typer.Option(metavar="NAME", help="Who is acting.")] = None,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never ask.")] = False,
    color: Annotated[str, typer.Option(metavar="WHEN", help="auto, always or never.")] = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show where a bug is.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Careline keeps promises: who told which customer what, by when, and whether it was done.

    Start with: careline open "What is wrong" --customer "Dana Reyes <dana@example.com>"
    """
    if color not in ("auto", "always", "never"):
        raise UnknownColor(color)
    ctx.obj = Desk(Flags(db=db, config=config, me=me, no_input=no_input, color=color))
    if ctx.invoked_subcommand is None:
        standing.show(ctx.obj)


def root() -> Any:
    """The tree as Click commands."""
    return get_group_from_info(
        TyperInfo(app), pretty_exceptions_short=False, suggest_commands=True, rich_markup_mode=None
    )


def main(arguments: Sequence[str]) -> None:
    """Parse and run, or answer the shell, if it is the shell that asks; errors pass through."""
    proposed = complete.answer(root)
    if proposed is not None:
        raise typer.Exit(proposed)
    command = root()
    with command.make_context("careline", list(arguments)) as ctx:
        command.invoke(ctx)


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code."""
    return guarded(main, arguments)
