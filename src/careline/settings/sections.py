"""Putting a section into a settings file; everything else in it stays as it is, comments too."""

import json
import re
from collections.abc import Mapping


def with_section(text: str, name: str, values: Mapping[str, str | int]) -> str:
    """The text of a settings file with this section in it: in the place of the one that it has, else at its end."""
    section = section_of(name, values)
    lines = text.splitlines(keepends=True)
    begins = next((n for n, line in enumerate(lines) if re.match(rf"\s*\[{name}\]\s*(#.*)?$", line)), None)
    if begins is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{section}"
    ends = next((n for n in range(begins + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
    # What is written above the next heading, after a gap, is about that one.
    gaps = (n for n in range(ends - 1, begins, -1) if not lines[n].strip())
    about_next = next(gaps, ends)
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines[about_next:ends]):
        ends = about_next
    return "".join([*lines[:begins], section, *lines[ends:]])


def section_of(name: str, values: Mapping[str, str | int]) -> str:
    """The lines of a section."""
    # A text in JSON is the same text in TOML.
    return f"[{name}]\n" + "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()
    )
