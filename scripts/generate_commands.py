"""Writes docs/commands.md from the program itself: `make docs`."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"

INTRODUCTION = """\
# Commands
This page is made from the program's own help by `make docs`; change the help, not the page. Any command answers
`--help`, and [how dates are written](#careline-date) is the same everywhere.
"""

# What stands in a help text as an example: a line typed at a prompt, or a block that is indented.
_EXAMPLE = re.compile(r"^(\$ | {2,})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One command or group, with its words (`("case", "open")`), its context and its shorter names."""

    words: tuple[str, ...]
    command: TyperCommand | TyperGroup
    context: typer.Context
    short_names: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What one types to reach it: `careline case open`."""
        return " ".join(("careline", *self.words))


def root_of(app: typer.Typer) -> TyperGroup:
    """The root group of an app of several commands."""
    return cast(TyperGroup, typer.main.get_command(app))


def entries(root: TyperGroup) -> tuple[Entry, ...]:
    """The root and every visible command, in the order of the help; one that stands twice only under its long name."""
    walked = tuple(_walk((), root, None))
    twins: dict[object, list[Entry]] = defaultdict(list)
    for entry in walked:
        twins[_identity(entry)].append(entry)
    chosen = []
    for entry in walked:
        same = twins[_identity(entry)]
        if entry is max(same, key=lambda twin: len(twin.words)):
            chosen.append(replace(entry, short_names=tuple(twin.title for twin in same if twin is not entry)))
    return tuple(chosen)


def page(root: TyperGroup) -> str:
    """The whole of docs/commands.md; the same whatever the terminal, the environment or the moment."""
    shown = entries(root)
    parts = [INTRODUCTION, _short_name_table(shown), *(_section(entry) for entry in shown)]
    return "\n".join(part for part in parts if part)


def _walk(words: tuple[str, ...], command: Any, parent: typer.Context | None) -> Iterator[Entry]:
    context = typer.Context(command, info_name=words[-1] if words else "careline", parent=parent)
    yield Entry(words, command, context)
    if isinstance(command, TyperGroup):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None and not child.hidden:
                yield from _walk((*words, name), child, context)


def _identity(entry: Entry) -> object:
    """What two names of one command have in common: the function they run, whatever Typer has wrapped around it."""
    callback = entry.command.callback
    return entry.words if isinstance(entry.command, TyperGroup) or callback is None else inspect.unwrap(callback)


def _short_name_table(shown: tuple[Entry, ...]) -> str:
    rows = [f"| `{short}` | `{entry.title}` |" for entry in shown for short in entry.short_names]
    return "\n".join(["| short | the same as |", "| --- | --- |", *rows, ""]) if rows else ""


def _section(entry: Entry) -> str:
    level = "##" if isinstance(entry.command, TyperGroup) or len(entry.words) == 1 else "###"
    usage = " ".join((entry.title, *entry.command.collect_usage_pieces(entry.context)))
    parts = [f"{level} {entry.title}", "```text", usage, "```", ""]
    parts += _help(entry.command.help or "")
    parts += [f"Short: `{short}`\n" for short in entry.short_names]
    parts += _parameters(entry)
    return "\n".join(parts)


def _help(text: str) -> list[str]:
    """Paragraphs as they are; examples fenced, so that a check can read them."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text.partition("\f")[0].replace("\b\n", "").strip("\n")):
        if not block.strip():
            continue
        rows = block.splitlines()
        if all(_EXAMPLE.match(row) for row in rows):
            typed = any(row.lstrip().startswith("$ ") for row in rows)
            lines += ["```console" if typed else "```text", *inspect.cleandoc("\n".join(rows)).splitlines(), "```", ""]
        else:
            lines += [*(_prose(row) for row in rows), ""]
    return lines


def _parameters(entry: Entry) -> list[str]:
    rows = []
    for parameter in entry.command.params:
        if isinstance(parameter, TyperArgument | TyperOption):
            record = parameter.get_help_record(entry.context)
            if record is not None:
                name, told = record
                rows.append(f"- `{name}`: {_prose(' '.join(told.split()))}" if told else f"- `{name}`")
    return [*rows, ""] if rows else []


def _prose(text: str) -> str:
    """Keeps Markdown from reading markup into plain words; what stands between backticks is safe already."""
    pieces = text.split("`")
    return "`".join(piece if inside % 2 else re.sub(r"([<*])", r"\\\1", piece) for inside, piece in enumerate(pieces))


def main() -> None:
    """Writes the page."""
    from careline.cli.frame.app import app

    PAGE.write_text(page(root_of(app)), encoding="utf-8")


if __name__ == "__main__":
    main()
