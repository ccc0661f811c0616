"""A few modules write files for all of careline: every other is read for what would open a path for writing."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from careline import files, folders, passing

SOURCE = Path(files.__file__).parent
WRITERS = {SOURCE / f"{module.__name__.rpartition('.')[2]}.py" for module in (files, folders, passing)}
METHODS = {"write_text", "write_bytes", "touch", "rename", "symlink_to", "hardlink_to", "mkdir", "truncate"}
"""What makes, moves or fills a file, whatever it is called on."""
FUNCTIONS = {
    "os": {
        *("open", "fdopen", "replace", "rename", "renames", "link", "symlink"),
        *("mkdir", "makedirs", "mkfifo", "mknod", "truncate"),
    },
    "shutil": {"move", "copy", "copy2", "copyfile", "copyfileobj", "copytree", "make_archive", "unpack_archive"},
}
OPENERS = {"open", "FileIO", "ZipFile"}
"""What opens a path, for reading unless it is told otherwise behind it."""
MODULES = {"tempfile", "fileinput", "tarfile", "gzip", "bz2", "lzma", "shelve", "dbm"}
"""What writes files for those who import it."""
HARMLESS = {
    "os.open(path, os.O_RDONLY | ONLY_HERE)",
    "os.open(os.devnull, os.O_WRONLY)",
    "os.open(os.devnull, flags)",
    "sqlite3.connect('', isolation_level=None)",  # a file without a name, gone when it is closed
    "io.FileIO(os.open(os.devnull, flags), mode, closefd=False)",
    "from tempfile import SpooledTemporaryFile",  # it has no name either
    "from tempfile import TemporaryFile",
    "zipfile.ZipFile(unpacked, 'w')",  # into such a one
    "copy.open(member.filename, 'w')",  # into that
    "packed.open(member)",
    "build_opener(ProxyHandler({}), _NoRedirect).open(request, timeout=seconds)",  # an address, not a path
}
"""What looks like writing to a file, and is none."""


def writings(source: str) -> Iterator[str]:
    """Whatever in a module might write to a path."""
    for node in ast.walk(ast.parse(source)):
        taken = {each.name for each in node.names} if isinstance(node, ast.Import | ast.ImportFrom) else set()
        if isinstance(node, ast.ImportFrom):
            found = node.module in MODULES or bool(taken & FUNCTIONS.get(node.module or "", set()))
        elif isinstance(node, ast.Import):
            # Under another name its functions would not be known again.
            found = bool(taken & MODULES) or any(each.asname and each.name in FUNCTIONS for each in node.names)
        else:
            found = isinstance(node, ast.Call) and _writes(node)
        if found and ast.unparse(node) not in HARMLESS:
            yield ast.unparse(node)


def _writes(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    module, _, name = called.rpartition(".")
    if name in FUNCTIONS.get(module, ()):
        return True
    if name in OPENERS:
        # Path.open has no path among its arguments.
        place = 0 if module and name == "open" and module != "io" else 1
        keyword = next((each.value for each in call.keywords if each.arg == "mode"), None)
        mode = call.args[place] if len(call.args) > place else keyword
        return mode is not None and not (isinstance(mode, ast.Constant) and not set(str(mode.value)) & set("wax+"))
    if called == "sqlite3.connect":
        # It makes what is not there, unless it is told not to.
        return not re.search(r"':memory:'|mode=rw\b", ast.unparse(call))
    if name == "replace":
        # A text takes two, and a moment or a value takes keywords; a path takes one.
        return len(call.args) == 1 and not call.keywords
    return name in METHODS and bool(module)


def test_only_these_write_files(subtests: pytest.Subtests) -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        with subtests.test(path.relative_to(SOURCE).as_posix()):
            if path not in WRITERS:
                assert list(writings(path.read_text(encoding="utf-8"))) == []


WRITING = [
    "open(path, 'w')",
    "open(path, mode='ab')",
    "open(path, 'r+')",
    "open(path, mode)",
    "path.open('w')",
    "path.open(mode='x')",
    "io.open(path, 'w')",
    "FileIO(path, 'w')",
    "zipfile.ZipFile(path, 'w')",
    "path.write_text(text)",
    "path.write_bytes(text)",
    "path.touch()",
    "path.mkdir()",
    "path.replace(other)",
    "path.rename(other)",
    "path.symlink_to(other)",
    "os.open(path, os.O_CREAT)",
    "os.open(path, flags)",
    "os.replace(one, other)",
    "os.rename(one, other)",
    "os.link(one, other)",
    "os.mkdir(path)",
    "os.fdopen(number, 'w')",
    "shutil.move(one, other)",
    "shutil.copy(one, other)",
    "shutil.copytree(one, other)",
    "import tempfile",
    "from tempfile import TemporaryDirectory",
    "from shutil import move",
    "from os import replace",
    "import os as system",
    "import gzip",
    "sqlite3.connect(path)",
    "sqlite3.connect(f'file:{path}?mode=rwc', uri=True)",
]


def test_and_what_would_write_is_found(subtests: pytest.Subtests) -> None:
    for line in WRITING:
        with subtests.test(line):
            assert len(list(writings(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "open(path)",
        "open(path, 'rb')",
        "open(path, encoding='utf-8')",
        "path.open('rb')",
        "case.open()",
        "text.replace('a', 'b')",
        "moment.replace(hour=1)",
        "replace(value, name=1)",
        "sqlite3.connect(':memory:')",
        "sqlite3.connect(f'{path}?mode=rw', uri=True)",
        "shutil.which('crontab')",
    ],
)
def test_and_what_only_reads_is_not(line: str) -> None:
    assert list(writings(line)) == []
