"""`careline completion ...`."""

from enum import StrEnum
from typing import Annotated

import typer

from careline.cli.frame.options import making
from careline.cli.frame.typers import shell_name
from careline.desk import Desk
from careline.domain.errors import BadInput
from careline.domain.report import Key, Page, PageLine, Shape
from careline.interrupts import committing

app = typer.Typer()


class Shell(StrEnum):
    """The shells that can ask."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    PWSH = "pwsh"


INSTALLED = Shape(
    "completion_installed",
    "where completion was installed",
    (
        Key("shell", Shell),
        Key("path", null=True),
    ),
)
SCRIPT = Shape("completion_script", "the script that a shell needs", (Key("shell", Shell), Key("script")))
ShellArgument = Annotated[Shell | None, typer.Argument(help="Which shell; by default yours.", show_default=False)]


@making(app, "install")
def install(desk: Desk, shell: ShellArgument = None) -> Page:
    """Install completion for a shell, in its start-up file.

    Example: careline completion install bash
    """
    from careline.cli.frame import shells

    name = shell or _this_shell()
    if desk.dry_run:
        return Page((PageLine(f"Completion for {name} would be installed."),), INSTALLED.filled(shell=name, path=None))
    with committing("the completion was installed"):
        path = shells.install(name)
    lines = (
        PageLine(f"Completion for {name} installed: {path}"),
        PageLine("It works in the next terminal that you open."),
    )
    return Page(lines, INSTALLED.filled(shell=name, path=str(path)))


@making(app, "show")
def show(desk: Desk, shell: ShellArgument = None) -> Page:
    """Show the script that a shell needs. It can be installed by hand.

    Example: careline completion show zsh
    """
    from careline.cli.frame import shells

    name = shell or _this_shell()
    script = shells.script(name)
    return Page(tuple(PageLine(line) for line in script.splitlines()), SCRIPT.filled(shell=name, script=script))


def _this_shell() -> str:
    name = shell_name()
    if name not in list(Shell):
        raise BadInput(f"Which shell is this? Name it: {', '.join(Shell)}.")
    return str(name)
