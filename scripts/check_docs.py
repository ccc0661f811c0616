"""Checks that the documentation tells the truth: `make docs-check`.

Links resolve, examples name commands and options that exist, docs/commands.md is what the program would write, and
nothing in the repository names a package host or locks an environment to one.
"""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from scripts.generate_commands import PAGE, page, root_of

ROOT = Path(__file__).parents[1]

# Put together here, so that this file does not name what it looks for.
PACKAGE_HOSTS = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("crates", "io"))
)
LOCK_FILES = re.compile(r"(^|/)([^/]+\.lock|package-lock\.json|pnpm-lock\.yaml)$")

_FENCE = re.compile(r"^ *(```+|~~~+) *(\w*)")
_LINK = re.compile(r"\]\(([^()\s]+)(?: \"[^\"]*\")?\)")
_HEADING = re.compile(r"^#{1,6} +(.*?) *#*$")


def broken_links(path: Path, root: Path) -> Iterator[str]:
    """One sentence for each relative link of a page whose file or heading does not exist."""
    for line in _lines(path.read_text(encoding="utf-8"), fenced=False):
        for target in _LINK.findall(re.sub(r"`[^`]*`", "", line)):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / name).resolve() if name else path
            if not file.exists():
                yield f"{path.relative_to(root)}: {target} leads nowhere"
            elif anchor and file.suffix == ".md" and anchor not in _anchors(file):
                yield f"{path.relative_to(root)}: {target}: that page has no such heading"


def wrong_examples(path: Path, root: Path, program: TyperGroup) -> Iterator[str]:
    """One sentence for each example of a page that careline would not understand."""
    for example in examples(path.read_text(encoding="utf-8")):
        fault = misunderstood(example, program)
        if fault:
            yield f"{path.relative_to(root)}: careline {shlex.join(example)}: {fault}"


def examples(text: str) -> Iterator[list[str]]:
    """The words after `careline` of each line typed at a prompt in a page's console examples."""
    joined = "\n".join(_lines(text, fenced=True)).replace("\\\n", " ")
    for line in joined.splitlines():
        prompt, _, typed = line.strip().partition("$ ")
        if prompt == "":
            yield from _careline_calls(typed)


def misunderstood(words: Sequence[str], program: TyperGroup) -> str | None:
    """Why the words after `careline` name no command or option; None where they do."""
    command: Any = program
    context = typer.Context(command, info_name="careline")
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--help":
            return None
        if word == "--":
            break
        if word.startswith("-") and word != "-":
            name, equals, _ = word.partition("=")
            option = _options(command).get(name)
            if option is None:
                return f"{context.command_path} has no option {name}"
            if not (equals or option.is_flag or option.count):
                del rest[: option.nargs]
        elif isinstance(command, TyperGroup):
            command = command.get_command(context, word)
            if command is None:
                return f"{context.command_path} has no command {word}"
            context = typer.Context(command, info_name=word, parent=context)
    if isinstance(command, TyperGroup) and not command.invoke_without_command:
        return f"{context.command_path} needs a command"
    return None


def improper_files(root: Path) -> Iterator[str]:
    """One sentence for each file, committed or about to be, that locks an environment or names a package host."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=root, check=True, capture_output=True, text=True).stdout.split("\0"):
        if LOCK_FILES.search(name):
            yield f"{name}: lock files stay out; constraints.txt has the versions"
        elif name and (root / name).is_file():
            content = (root / name).read_bytes().lower()
            yield from (f"{name}: names the package host {host}" for host in PACKAGE_HOSTS if host.encode() in content)


def _lines(text: str, *, fenced: bool) -> Iterator[str]:
    """The lines inside console examples, or those outside of every fence."""
    fence = language = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if mark and not fence:
            fence, language = mark[1], mark[2]
        elif mark and mark[1] == fence and not mark[2]:
            fence = ""
        elif fenced == bool(fence) and (not fenced or language in {"console", "sh"}):
            yield line


def _anchors(path: Path) -> set[str]:
    """The names under which the headings of a page can be reached."""
    headings = filter(None, map(_HEADING.match, _lines(path.read_text(encoding="utf-8"), fenced=False)))
    return {re.sub(r"[^\w\- ]", "", heading[1].lower()).replace(" ", "-") for heading in headings}


def _careline_calls(typed: str) -> Iterator[list[str]]:
    """The calls of careline in a line of shell, without what stands before it or after a pipe."""
    reader = shlex.shlex(typed, posix=True, punctuation_chars="|&;<>")
    reader.whitespace_split = True
    call: list[str] = []
    for word in [*reader, ";"]:
        if set(word) <= set("|&;<>"):
            while call and re.match(r"[A-Z_]+=", call[0]):
                call.pop(0)
            if call[:1] == ["careline"]:
                yield call[1:]
            call = []
        else:
            call.append(word)


def _options(command: Any) -> dict[str, Any]:
    """The options of a command by each of their names."""
    return {
        name: parameter
        for parameter in command.params
        if parameter.param_type_name == "option"
        for name in (*parameter.opts, *parameter.secondary_opts)
    }


def main() -> int:
    """Prints what is wrong; 1 where anything is."""
    from careline.cli.frame.app import app

    program = root_of(app)
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/**/*.md"))]
    faults = list(improper_files(ROOT))
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page(program):
        faults.append("docs/commands.md is not what the program says; run make docs")
    for path in pages:
        faults += broken_links(path, ROOT)
        faults += wrong_examples(path, ROOT, program)
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(pages)} pages, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
