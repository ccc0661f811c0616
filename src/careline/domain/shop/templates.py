"""The shop's own letters: texts in which named fields are filled in, and nothing else is interpreted."""

import re
from collections.abc import Callable, Collection, Mapping

from careline.domain.errors import Misconfigured
from careline.domain.values import frozen
from careline.domain.wording import meant

# Patterns, not compiled: every shop could have letters, and hardly a command writes one.
_FIELD = r"\{([A-Za-z_][A-Za-z0-9_]*)\}"
_ALONE = rf"[ \t]*{_FIELD}[ \t]*"


@frozen
class Template:
    """A letter as the shop wrote it, and the file that it stands in, for messages."""

    path: str
    text: str


Templates = Callable[[str], Template | None]
"""Gives the shop's own letter of a name ("slip.txt"), or None where it has none."""


def no_templates(name: str) -> Template | None:
    """What a shop has that wrote no letters of its own."""
    return None


def check(
    template: Template, known: Collection[str], needed: Collection[Collection[str]], gone: Mapping[str, str]
) -> None:
    """Raise Misconfigured for a field that is not known, and where of some that are needed none is there.

    `gone` says of fields that there once were why there are none now.
    """
    found = set()
    for number, line in enumerate(template.text.splitlines(), 1):
        for field in re.findall(_FIELD, line):
            if field not in known:
                raise _unknown_field(template.path, number, field, known, gone)
            found.add(field)
    for fields in needed:
        if found.isdisjoint(fields):
            raise _lacks_field(template.path, fields)


def _lacks_field(path: str, fields: Collection[str]) -> Misconfigured:
    """The refusal: a letter leaves out what every customer is told (G7)."""
    named = " or ".join(f"{{{field}}}" for field in fields)
    return Misconfigured(f"{path} has no {named}. Nothing ships without: to whom, what this is, why, and what to do.")


def _unknown_field(path: str, line: int, field: str, known: Collection[str], gone: Mapping[str, str]) -> Misconfigured:
    """The refusal: a letter asks for what careline does not fill in."""
    if field in gone:
        return Misconfigured(f"{path}, line {line}: {{{field}}} is no longer a field: {gone[field]}.")
    advice = meant(field, sorted(known), shown="{{{}}}")
    return Misconfigured(f"{path}, line {line}: {{{field}}} is not a field. {advice}")


def fill(text: str, fields: Mapping[str, str]) -> str:
    """The text with its fields filled in, once: braces in what is filled in stay.

    A line that is a single field goes where that is empty, and a blank line after it where one stands before it.
    """
    kept: list[str] = []
    gone = False
    for line in text.replace("\r\n", "\n").split("\n"):
        alone = re.fullmatch(_ALONE, line)
        if alone and not fields[alone[1]]:
            gone = True
        elif line.strip() or not (gone and kept and not kept[-1].strip()):
            kept.append(line)
            gone = False
    return re.sub(_FIELD, lambda match: fields[match[1]], "\n".join(kept))
