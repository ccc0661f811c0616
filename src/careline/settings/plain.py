"""Settings files in the plainest TOML, read without tomllib, which takes 2 ms to load: a twentieth of what looks.

Whatever is not as plain is for tomllib to understand, and to refuse.
"""

from collections.abc import Mapping
from typing import Any


def read(text: str) -> dict[str, dict[str, Any]] | None:
    """The tables, where each line is blank, a comment, a heading, or a key with texts or a number; else None."""
    document: dict[str, dict[str, Any]] = {}
    table: dict[str, Any] | None = None
    for line in map(_bare, text.split("\n")):
        if not line.isprintable():
            return None
        if not line or line[0] == "#":
            continue
        key, sign, value = line.partition(" = ")
        if sign and table is not None and _is_new(key, table):
            table[key] = _value(value)
            if table[key] is None:
                return None
        elif not sign and line[0] + line[-1] == "[]" and _is_new(line[1:-1], document):
            table = document[line[1:-1]] = {}
        else:
            return None
    return document


def _bare(line: str) -> str:
    return line.strip(" ")


def _is_new(name: str, there: Mapping[str, Any]) -> bool:
    return name.isascii() and name.isidentifier() and name not in there


def _value(text: str) -> Any:
    """A text, a row of texts or a number; None for anything else."""
    text = _bare(text)
    if text[:1] + text[-1:] == "[]":
        inner = _bare(text[1:-1])
        row = [_text(_bare(each)) for each in inner.split(",")] if inner else []
        return None if None in row else row
    if text.isascii() and text.isdigit() and (text[0] != "0" or text == "0") and len(text) < 10:
        return int(text)
    return _text(text)


def _text(quoted: str) -> str | None:
    inner = quoted[1:-1]
    is_plain = len(quoted) > 1 and quoted[0] == quoted[-1] == '"' and '"' not in inner and "\\" not in inner
    return inner if is_plain else None
