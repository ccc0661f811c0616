"""What is answered when a shell asks what may stand at the end of a line, each shell in its own dress.

Nothing that customers wrote is ever run: each shell takes a proposal for a word, quoted as that shell reads it.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any

from careline.cli.frame import ASKED_BY_SHELL
from careline.cli.frame.complete import INSTEAD_OF
from careline.cli.frame.typers import ClickException, resolve_context, resolve_incomplete
from careline.domain.errors import BadInput
from careline.domain.values import frozen

WORDS, NOT_KNOWN, FILES, INSTEAD = 0, 1, 64, 65
"""How an answer ends: words; unasked; the shell is to offer files; words that take the place of the typed one."""
TAKES_FILES = frozenset({"FILE", "FOLDER", "PATH", "REJECTS"})
LISTING = "63"
"""What bash calls the second press of Tab, which shows and writes nothing."""


@frozen
class Line:
    """A line as far as it was typed: whole words, the word at its end, and how that one stands there.

    `quote` is open still; the first `kept` letters stay, whatever is proposed, as bash takes a new word behind a colon.
    """

    words: tuple[str, ...]
    last: str
    quote: str = ""
    kept: int = 0


@frozen
class Proposed:
    """What fits at the end of a line: words with what they are, or files."""

    words: tuple[tuple[str, str], ...] = ()
    files: bool = False
    instead: bool = False


def read_line(line: str, breaks: str = "") -> Line:
    """The words of a line that is half typed, quotes and backslashes taken away; a word begins anew after `breaks`."""
    words: list[str] = []
    word, begun, quote, kept = "", False, "", 0
    letters = iter(line)
    for letter in letters:
        if letter.isspace() and not quote:
            if begun:
                words.append(word)
            word, begun, kept = "", False, 0
            continue
        begun = True
        if letter == "\\" and quote != "'":
            escaped = next(letters, "")
            word += escaped if not quote or escaped in '"\\$`' else letter + escaped
        elif letter == quote:
            quote = ""
        elif letter in "\"'" and not quote:
            quote = letter
        else:
            word += letter
            kept = len(word) if letter in breaks and not quote else kept
    return Line(tuple(words), word, quote, kept)


def proposed(command: Any, line: Line) -> Proposed:
    """What fits at the end of this line."""
    before = list(line.words[1:])
    option = re.match("--[^=]*=", line.last)
    begun = option[0] if option else ""
    try:
        ctx = resolve_context(command, {}, "careline", before)
        place, typed = resolve_incomplete(ctx, before, line.last)
        if hasattr(place, "type") and takes_files(place):
            return Proposed(files=True)
        found = [(item.value, item.help or "") for item in place.shell_complete(ctx, typed)]
    except (ClickException, BadInput):
        return Proposed()
    if any(INSTEAD_OF in word for word, _ in found):
        return Proposed(tuple((word.partition(INSTEAD_OF)[2], about) for word, about in found), instead=True)
    return Proposed(tuple((f"{begun}{word}", about) for word, about in found))


def takes_files(parameter: Any) -> bool:
    """True for a parameter that is a path, or stands in the help as one."""
    return parameter.type.name == "path" or not TAKES_FILES.isdisjoint(re.findall("[A-Z]+", parameter.metavar or ""))


def _bash(answer: Proposed, line: Line) -> list[str]:
    """Words quoted, without what stays; when they are only shown, with what each is; plain ones for an older script."""
    if "COMP_WORDS" in os.environ:
        return [word for word, _ in answer.words]
    if os.environ.get("COMP_TYPE") == LISTING and len(answer.words) > 1:
        return [f"{word}  ({about})" if about else word for word, about in answer.words]
    if answer.instead and len(answer.words) > 1:
        # bash would write what they have in common over what was typed; it shows them at the second press.
        return []
    words = [word if answer.instead else word[line.kept :] for word, _ in answer.words]
    if not line.quote:
        return [re.sub(r"([^\w@%+=:,./-])", r"\\\1", word) for word in words]
    unsafe = "'" if line.quote == "'" else '"\\$`!'
    return [word for word in words if not set(unsafe) & set(word)]


def _zsh(answer: Proposed, line: Line) -> list[str]:
    """`word:what it is`; backslashes are doubled, and colons of the word itself are escaped."""
    doubled = ((word.replace("\\", r"\\"), about.replace("\\", r"\\")) for word, about in answer.words)
    return [":".join((word.replace(":", r"\:"), about)) for word, about in doubled]


def _fish(answer: Proposed, line: Line) -> list[str]:
    """The word, a tab, and what it is; fish quotes it."""
    return [f"{word}\t{about}" if about else word for word, about in answer.words]


def _powershell(answer: Proposed, line: Line) -> list[str]:
    """What is not plain stands in quotes, of which PowerShell knows five."""
    return [f"{_in_quotes(word)}:::{about or ' '}" for word, about in answer.words]


def _in_quotes(word: str) -> str:
    doubled = re.sub("(['\u2018-\u201b])", r"\1\1", word)
    return word if re.fullmatch(r"[\w.-]+", word) else f"'{doubled}'"


DRESS: dict[str, Callable[[Proposed, Line], Sequence[str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}


def _typed() -> Line:
    """The line that the shell tells of; scripts for bash that were installed earlier give whole words and a place."""
    if words := os.environ.get("COMP_WORDS"):
        read = read_line(words)
        whole, place = (*read.words, read.last), int(os.environ["COMP_CWORD"])
        return Line(whole[:place], "".join(whole[place : place + 1]))
    return read_line(os.environ.get("_TYPER_COMPLETE_ARGS", ""), os.environ.get("COMP_WORDBREAKS", ""))


def answer(command: Any) -> int:
    """Answer the shell on standard output, and give the code to end with."""
    dress = DRESS.get(os.environ[ASKED_BY_SHELL].removeprefix("complete_"))
    if dress is None:
        return NOT_KNOWN
    line = _typed()
    found = proposed(command, line)
    sys.stdout.writelines(f"{each}\n" for each in dress(found, line))
    if found.files:
        return FILES
    return INSTEAD if found.instead else WORDS
