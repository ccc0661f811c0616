"""The script is run in a folder of its own, in one process, and what it said is written down as text.

What stands for a process: its environment, its folder, its streams in UTF-8, and a clock that the script sets.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, chdir, closing, contextmanager, redirect_stderr, redirect_stdout
from importlib.metadata import entry_points
from pathlib import Path
from sqlite3 import connect
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO
from unittest.mock import patch

from tests.golden.dumping import dump
from tests.golden.script import HERE, PROGRAM, Line, chapters

PROGRAMS = HERE.parent / "bin"
FOLDER = "{folder}"
LAST = "the-store"
PATIENCE = "BUSY_SECONDS"
"""How long careline waits for a store that another process holds."""
Said = tuple[int, str, str]


class Terminal(io.FileIO):
    """A file that says of itself to be a terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def play(stage: "Stage") -> dict[str, str]:
    """What each chapter of the script said, by name, and the store at its end; on a stage that is empty yet."""
    shutil.copytree(HERE / "shop", stage.shop)
    with system_zone("UTC"):
        said = {name: "".join(map(stage.act, chapter)) for name, chapter in chapters().items()}
    return said | {LAST: dump(stage.store)}


def _stream(file: IO[bytes], kind: type[io.FileIO]) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedRandom(kind(file.fileno(), "r+", closefd=False)), encoding="utf-8")


@contextmanager
def system_zone(name: str) -> Iterator[None]:
    """The zone of the machine, whichever it is really in; this process learns of it too."""
    try:
        with patch.dict(os.environ, TZ=name):
            time.tzset()
            yield
    finally:
        time.tzset()


class Stage:
    """The shop's folder, its clock, and the commands run there one after another."""

    def __init__(self, folder: Path, *, in_processes: bool = False) -> None:
        self.folder = folder = folder.resolve()
        self.shop = folder / "shop"
        self.store = folder / "store" / "careline.db"
        self.home = folder / "home"
        self.home.mkdir(exist_ok=True)
        self.now = ""
        self.held = ExitStack()
        self.holding = False
        (script,) = entry_points(group="console_scripts", name=PROGRAM)
        self.program: Callable[[], None] = script.load()
        self.answer_of = self._process if in_processes else self._in_this_process

    def act(self, line: Line) -> str:
        """Do what a line says, and tell it with what came of it."""
        if line.mark == "@":
            self.now = line.text
        elif line.mark == "%":
            self._hold_or_let_go(line.text)
        else:
            return self._told(line)
        return f"\n{line.mark} {line.text}\n"

    def _told(self, line: Line) -> str:
        before = self._files()
        code, out, err = self.answer_of(line)
        told = [f"{line.mark} {line.text}"]
        told += [f"{'?' if line.at_a_terminal else '<'} {typed}" for typed in line.typed]
        if line.mark == "$":
            told += [*_marked("  ", out), *_marked("! ", err)]
            for name, text in self._files().items():
                if before.get(name) != text:
                    told += [f"+ {name}", *_marked("  ", text)]
        text = "".join(f"{each}\n" for each in [*told, f"= {code}"])
        return text.replace(str(self.folder), FOLDER)

    def _in_this_process(self, line: Line) -> Said:
        with ExitStack() as files:
            stdin, stdout, stderr = (files.enter_context(TemporaryFile()) for _ in range(3))
            stdin.write(_typed(line))
            stdin.seek(0)
            kind = Terminal if line.at_a_terminal else io.FileIO
            kinds = ((stdin, kind), (stdout, io.FileIO), (stderr, kind))
            code = self._run(line, *(files.enter_context(_stream(file, kind)) for file, kind in kinds))
            return code, _read(stdout), _read(stderr)

    def _run(self, line: Line, typed: io.TextIOWrapper, out: io.TextIOWrapper, err: io.TextIOWrapper) -> int:
        with (
            patch.dict(os.environ, self._environment(line), clear=True),
            patch.object(sys, "argv", [str(self.folder / "bin" / "careline"), *line.arguments]),
            patch.object(sys, "stdin", typed),
            chdir(self.shop),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = _code_of(self.program)
        for stream in (out, err):
            stream.flush()
        return code

    def _process(self, line: Line) -> Said:
        if line.at_a_terminal or self.holding:
            return self._in_this_process(line)
        start = f"import sys; from {self.program.__module__} import main; sys.argv[0] = sys.argv.pop(1); main()"
        done = subprocess.run(
            [sys.executable, "-c", start, str(self.folder / "bin" / "careline"), *line.arguments],
            env=self._environment(line) | {"PYTHONUTF8": "1"},
            cwd=self.shop,
            input=_typed(line),
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def _environment(self, line: Line) -> dict[str, str]:
        """Nothing of whoever runs this but the way to programs."""
        return {
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "LOGNAME": "ana",
            "USER": "ana",
            "TZ": "UTC",
            "COLUMNS": "100",
            "CARELINE_DB": str(self.store),
            "CARELINE_CONFIG": str(self.shop / "careline.toml"),
            "CARELINE_NOW": self.now,
            **line.environment,
        }

    def _files(self) -> dict[str, str]:
        """The texts in the folders of shop and home, by name."""
        places = sorted(path for root in (self.shop, self.home) for path in root.rglob("*") if path.is_file())
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes().decode()
            for path in places
            if path.suffix != ".db"
        }

    def _hold_or_let_go(self, what: str) -> None:
        """Nobody waits half a minute here for a store that is held."""
        self.holding = what == "hold"
        if self.holding:
            holder = self.held.enter_context(closing(connect(self.store, isolation_level=None)))
            holder.execute("BEGIN EXCLUSIVE")
            for module in _with(PATIENCE):
                self.held.enter_context(patch.object(module, PATIENCE, 0.1))
        else:
            self.held.close()


def _code_of(program: Callable[[], None]) -> int:
    """The exit code of a program that ends its process, which is this one."""
    try:
        with patch("os._exit", sys.exit):
            program()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def _with(name: str) -> list[ModuleType]:
    """The modules of careline that say what this name is, wherever they lie."""
    return [module for path, module in sys.modules.items() if path.startswith("careline.") and name in vars(module)]


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _typed(line: Line) -> bytes:
    return "".join(f"{each}\n" for each in line.typed).encode()


def _marked(mark: str, text: str) -> Iterator[str]:
    """Each line of a text behind a mark; control characters are shown as ^[ and the like."""
    shown = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", lambda found: f"^{chr(ord(found[0]) ^ 64)}", text)
    for each in shown.splitlines():
        yield f"{mark}{each}".rstrip() if not each else f"{mark}{each}"
    if text and not text.endswith("\n"):
        yield f"{mark}(the line does not end)"
