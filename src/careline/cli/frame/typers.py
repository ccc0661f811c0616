"""Parts of Typer that its documentation does not name; nothing else imports a private part of it.

Typer has loaded them all by the time it is imported, so they cost nothing. A test holds the list.
"""

from typer import _completion_shared as completions
from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption
from typer._click.shell_completion import add_completion_class
from typer._completion_classes import PowerShellComplete, ZshComplete, completion_init
from typer._completion_shared import _get_shell_name as shell_name

__all__ = [
    "ClickException",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "PowerShellComplete",
    "ZshComplete",
    "add_completion_class",
    "completion_init",
    "completions",
    "shell_name",
]
