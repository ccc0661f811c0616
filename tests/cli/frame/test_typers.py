"""Private parts of Typer are used in one module, and this is the list of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import careline

PACKAGE = Path(careline.__file__).parent
USED = {
    "typer._completion_shared._get_shell_name",
    "typer._click.exceptions.ClickException",
    "typer._click.exceptions.NoArgsIsHelpError",
    "typer._click.exceptions.NoSuchOption",
    "typer._click.shell_completion._resolve_context",
    "typer._click.shell_completion._resolve_incomplete",
}


def private_parts(module: Path) -> Iterator[str]:
    """What a module imports of Typer below a name that begins with an underscore."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
        elif isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        else:
            continue
        yield from (name for name in names if name.startswith("typer.") and "._" in name)


def test_one_module_uses_private_parts_of_typer_and_these_alone() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): set(private_parts(path)) for path in PACKAGE.rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {"cli/frame/typers.py": USED}
