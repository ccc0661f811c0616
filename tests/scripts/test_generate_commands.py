from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperGroup

from scripts.generate_commands import entries, page, root_of


def shop() -> typer.Typer:
    """A small program with a group, a command of two names and a hidden one."""
    app = typer.Typer(add_completion=False)
    case = typer.Typer(help="Cases, from the first word to the last.")
    app.add_typer(case, name="case")

    @app.callback()
    def whole(db: Annotated[str | None, typer.Option(envvar="SHOP_DB", help="Where the store is.")] = None) -> None:
        """Keeps promises."""

    @app.command("open")
    @case.command("open")
    def open_case(
        subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="What <it> is about.")],
        by: Annotated[str, typer.Option(metavar="WHEN", help="When it is due, as in `<date>`.")] = "2bd",
        urgent: Annotated[bool, typer.Option("--urgent", help="It cannot wait.")] = False,
    ) -> None:
        """Opens a case.

        The first promise is made with it:

        $ careline case open "Broken" --by fri

        Nothing is *sent*.
        """

    @case.command("secret", hidden=True)
    def secret() -> None:
        """Nobody needs to know."""

    return app


@pytest.fixture
def written() -> str:
    return page(root_of(shop()))


def test_command_of_two_names_is_told_once_under_the_long_one(written: str) -> None:
    assert "### careline case open" in written
    assert "## careline open\n" not in written
    assert "| `careline open` | `careline case open` |" in written
    assert "Short: `careline open`" in written


def test_group_and_its_help_come_before_its_commands(written: str) -> None:
    assert written.index("## careline case\n") < written.index("Cases, from the first") < written.index("### careline")


def test_hidden_command_is_not_told(written: str) -> None:
    assert "secret" not in written


def test_arguments_and_options_stand_with_what_they_take_and_their_defaults(written: str) -> None:
    assert "careline case open [OPTIONS] {SUBJECT}" in written
    assert "- `--by WHEN`: When it is due, as in `<date>`. [default: 2bd]" in written
    assert "- `--urgent`: It cannot wait." in written
    assert "- `--db <str>`: Where the store is. [env var: SHOP_DB]" in written


def test_examples_are_fenced(written: str) -> None:
    assert '```console\n$ careline case open "Broken" --by fri\n```\n' in written


def test_words_that_look_like_markup_stay_words(written: str) -> None:
    assert r"Nothing is \*sent\*." in written
    assert r"- `SUBJECT`: What \<it> is about. [required]" in written


@pytest.mark.parametrize("columns", ["20", "300"])
def test_page_is_the_same_at_any_width(written: str, columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert page(root_of(shop())) == written


def test_group_that_loads_its_commands_on_first_use_is_walked_too() -> None:
    class Lazy(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return ["late"]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            late = typer.Typer()
            late.command(name="late")(lambda: None)
            return typer.main.get_command(late) if cmd_name == "late" else None

    app = typer.Typer(cls=Lazy, add_completion=False)
    app.callback()(lambda: None)
    assert [entry.title for entry in entries(root_of(app))] == ["careline", "careline late"]
