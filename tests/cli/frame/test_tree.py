"""The names of verbs stand in the tree before their modules are loaded: both must say the same."""

from importlib import import_module
from pathlib import Path

from typer import Typer

from careline import cli
from careline.cli.frame.tree import DAILY, NOUNS, VERBS

ROOMS = Path(cli.__file__).parent


def registered() -> set[tuple[str, str]]:
    """Every module of a room with the verbs that it registers."""
    found = set()
    for path in ROOMS.glob("*/*.py"):
        module = f"{path.parent.name}.{path.stem}"
        app = getattr(import_module(f"careline.cli.{module}"), "app", None)
        if isinstance(app, Typer) and path.parent.name != "frame":
            found |= {(module, str(command.name)) for command in app.registered_commands}
    return found


def test_the_tree_has_every_verb_that_a_module_registers_and_no_other() -> None:
    named = {(module, verb) for _, _, *places in VERBS for verbs, module in places for verb in verbs.split()}
    assert named == registered()


def test_a_daily_verb_is_one_of_its_nouns() -> None:
    assert all(verb in NOUNS[noun][1] for verb, noun in DAILY)
