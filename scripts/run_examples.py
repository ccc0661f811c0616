"""Runs the console examples of the documentation and writes down what careline answers: part of `make docs`.

A page tells one shop's story: its examples run in order, on one store. An HTML comment before an example sets the
moment at which it is typed, `<!-- 2026-06-01T10:00-04:00 -->`, until the next one. The first block of TOML on the page
is the shop's settings. A comment `<!-- file orders.csv -->` before a block makes that file of it, and each
`<!-- type ... -->` before an example is a line that somebody types when they are asked; one with nothing is Enter.
"""

import io
import os
import re
import shlex
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from careline.cli.frame.app import run

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    *(
        ROOT / "docs" / page
        for page in ("tutorial.md", "import.md", "knowledge.md", "replacements.md", "returns-and-claims.md")
    ),
)

WIDTH = 80
BUG = 1
_BLOCK = re.compile(
    r"^```(\w+)\n(.*?)^```$|^<!-- (\d\S+) -->$|^<!-- file (\S+) -->$|^<!-- type ?([^\n]*?) ?-->$",
    re.MULTILINE | re.DOTALL,
)
_PROMPT = "$ "
_OURS = re.compile(r"^\$ careline\b", re.MULTILINE)


class Untold(Exception):
    """An example that cannot be run as it stands."""


class Terminal(io.StringIO):
    """Somebody looks at it."""

    def isatty(self) -> bool:
        """True, so that tables are shown."""
        return True


class Errors(io.TextIOBase):
    """Goes to the same screen, without the progress that a terminal shows and wipes out again."""

    def __init__(self, screen: Terminal, *, asks: bool) -> None:
        self.screen = screen
        self.asks = asks

    def isatty(self) -> bool:
        """True where somebody answers what is asked there."""
        return self.asks

    def write(self, text: str) -> int:
        """Write to the screen."""
        return self.screen.write(text)


class Keyboard(Terminal):
    """Somebody types these lines, and they show on the screen."""

    def __init__(self, screen: Terminal, lines: Sequence[str]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.screen = screen

    def readline(self, *size: Any) -> str:  # type: ignore[override]  # a StringIO of typeshed reads bytes, too
        """The next line."""
        line = super().readline(*size)
        self.screen.write(line)
        return line


def rewritten(page: str) -> str:
    """The page with the answers that careline gives to its examples. Raises Untold."""
    with TemporaryDirectory() as folder, shop(Path(folder), settings(page)):
        return _rewritten(page, Path(folder))


def settings(page: str) -> str:
    """The first block of TOML on the page."""
    return next((text for language, text, *_ in _BLOCK.findall(page) if language == "toml"), "")


@contextmanager
def shop(folder: Path, settings: str) -> Iterator[None]:
    """A shop without a store yet, at a terminal of 80 columns without colour."""
    (folder / "careline.toml").write_text(settings, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CARELINE_")}
    environment |= {
        "CARELINE_CONFIG": str(folder / "careline.toml"),
        "CARELINE_DB": str(folder / "careline.db"),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    with patch.dict(os.environ, environment, clear=True), chdir(folder):
        yield


def answer(command: str, lines: Sequence[str] = ()) -> str:
    """What the command prints at a terminal where somebody types these lines, errors among it. Raises Untold for a bug.

    Without lines nobody is there to be asked.
    """
    typed = command.replace("\\\n", " ")
    screen = Terminal()
    with (
        redirect_stdout(screen),
        redirect_stderr(Errors(screen, asks=bool(lines))),
        patch("sys.stdin", Keyboard(screen, lines) if lines else io.StringIO()),
    ):
        code = run(shlex.split(typed)[1:])
    if code == BUG:
        raise Untold(f"{typed}: {screen.getvalue()}")
    return screen.getvalue()


def _rewritten(page: str, folder: Path) -> str:
    pieces, end, file = [], 0, ""
    lines: list[str] = []
    for block in _BLOCK.finditer(page):
        language, text, moment, name, line = block.groups()
        pieces.append(page[end : block.start()])
        end = block.end()
        if moment:
            os.environ["CARELINE_NOW"] = moment
        elif file:
            (folder / file).write_text(text, encoding="utf-8")
        file = name or ""
        if line is not None:
            lines.append(line)
        if language == "console" and _OURS.search(text):
            pieces.append(f"```console\n{''.join(_session(text.splitlines(keepends=True), lines))}```")
            lines = []
        else:
            pieces.append(block[0])
    return "".join(pieces) + page[end:]


def _session(lines: Sequence[str], typed: Sequence[str]) -> Iterator[str]:
    for command in _commands(lines):
        if command.split()[:1] != ["careline"]:
            raise Untold(f"{command}: only careline is run in an example")
        if "CARELINE_NOW" not in os.environ:
            raise Untold(f"{command}: no comment before it says when")
        yield f"{_PROMPT}{command}\n"
        yield answer(command, typed)


def _commands(lines: Sequence[str]) -> Iterator[str]:
    command = ""
    for line in lines:
        if command.endswith("\\\n") or (not command and line.startswith(_PROMPT)):
            command += line if command else line.removeprefix(_PROMPT)
        if command and not command.endswith("\\\n"):
            yield command.removesuffix("\n")
            command = ""


def main() -> None:
    """Write the pages anew."""
    for path in PAGES:
        path.write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
