"""The live command tree: every command by its full name, so that a test over all of them forgets none."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

from careline.cli.frame.app import root


def commands() -> dict[str, Any]:
    """Every command that does something, by name: `case open`, `open`. A hidden one only says no."""
    return dict(_under(root(), ()))


def options(command: Any) -> set[str]:
    """Its options, as typed."""
    return {name for parameter in command.params for name in parameter.opts}


def example(command: Any) -> list[str]:
    """The words of the example in its help, after `careline`."""
    found = re.search(r"Example: careline (.*)", " ".join((command.help or "").split()))
    assert found, f"{command.name} has no example"
    return shlex.split(found[1])


def _under(command: Any, name: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "list_commands"):
        yield " ".join(name), command
        return
    for each in command.list_commands(None):
        found = command.get_command(None, each)
        if not found.hidden:
            yield from _under(found, (*name, each))
