"""Commands that are built when they are called: a command pays for its own options, not for everybody's."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command_from_info

Build = Callable[[], Any]


class LazyGroup(TyperGroup):
    """A group whose commands are functions that build them, in the order in which help shows them."""

    def __init__(self, *, builders: Mapping[str, Build] | None = None, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.builders = dict(builders or {})

    def list_commands(self, ctx: Any) -> list[str]:
        """Every name, in order."""
        return list(self.builders)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of exactly this name, built on first use, or None."""
        if cmd_name not in self.commands and cmd_name in self.builders:
            self.commands[cmd_name] = self.builders[cmd_name]()
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; the parent's suggestions look into `commands`, so all are built where none fits."""
        if args and args[0] not in self.builders:
            for name in self.builders:
                self.get_command(ctx, name)
        return super().resolve_command(ctx, args)


def build_command(app: typer.Typer, name: str, *, shown_as: str | None = None) -> Any:
    """One command of a Typer app, as Click wants it; `shown_as` names it differently."""
    info = next(each for each in app.registered_commands if each.name == name)
    command = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.name = shown_as or name
    return command


def build_group(name: str, *apps: typer.Typer) -> LazyGroup:
    """Typer apps as one group that builds its commands on use; the first has the help."""
    commands = [(each.name or "", app) for app in apps for each in app.registered_commands]
    return LazyGroup(
        name=name,
        help=str(apps[0].info.help),
        no_args_is_help=True,
        rich_markup_mode=None,
        builders={command: partial(build_command, app, command) for command, app in commands},
    )
