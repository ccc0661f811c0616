"""Commands that are built when they are called: a command pays for its own options, not for everybody's."""

import re
from collections.abc import Callable, Mapping, Sequence
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
        """Find the command. Raises NoSuchCommand."""
        if args[0] not in self.builders:
            from careline.cli.frame.otherwise import NoSuchCommand

            raise NoSuchCommand(args[0], (self.name or "") if ctx.parent else "", self.builders)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Each command with what it is for, in as few words as fit."""
        room = formatter.width - 6 - max(map(len, self.builders))
        commands = ((name, self.get_command(ctx, name)) for name in self.builders)
        write_commands(
            formatter, "Commands", [(name, few_words(each.help, room)) for name, each in commands if not each.hidden]
        )


def write_commands(formatter: Any, title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Rows of the help: names, and what they are for."""
    with formatter.section(title):
        formatter.write_dl(rows)


def few_words(text: str, room: int) -> str:
    """The first sentence of a help text; where it does not fit, up to its first comma, colon or semicolon."""
    sentence = " ".join(text.split("\n\n")[0].split()).partition(". ")[0].removesuffix(".")
    return f"{sentence if len(sentence) < room else re.split('[,:;] ', sentence)[0]}."


def build_command(app: typer.Typer, name: str) -> Any:
    """One command of a Typer app, as Click wants it."""
    info = next(each for each in app.registered_commands if each.name == name)
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


def build_group(name: str, about: str, builders: Mapping[str, Build]) -> LazyGroup:
    """A group of commands that are built on use."""
    return LazyGroup(name=name, help=about, no_args_is_help=True, rich_markup_mode=None, builders=builders)
