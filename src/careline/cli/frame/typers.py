"""Parts of Typer that its documentation does not name; nothing else imports a private part of it.

Typer has loaded them all by the time it is imported, so they cost nothing. A test holds the list.
"""

from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption
from typer._click.shell_completion import _resolve_context as resolve_context
from typer._click.shell_completion import _resolve_incomplete as resolve_incomplete
from typer._completion_shared import _get_shell_name as shell_name

__all__ = [
    "ClickException",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "resolve_context",
    "resolve_incomplete",
    "shell_name",
]
