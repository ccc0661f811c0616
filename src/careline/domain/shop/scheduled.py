"""What runs careline by itself: the lines of a crontab, and what any scheduler starts, told by their words."""

import re
import shlex
from collections.abc import Iterator, Sequence

from careline.domain.values import frozen

OURS = ("careline", "careline.exe")
WITH_VALUE = ("--db", "--config", "--me", "--color")
"""What may stand before the verb, with a value behind it."""


@frozen
class Run:
    """careline as it is started by itself: the program, its verb, and the store that it is told of, if any."""

    program: str
    verb: str
    db: str | None = None


def in_crontab(table: str) -> Iterator[Run]:
    """What a crontab runs of careline; CARELINE_DB holds for the lines beneath it."""
    db = None
    for line in map(str.strip, table.splitlines()):
        if setting := re.match(r"""["']?(\w+)["']?\s*=\s*(.*)""", line):
            db = setting[2].strip("\"'") if setting[1] == "CARELINE_DB" else db
        elif command := re.match(r"(?:@\w+|[^\s#]\S*(?:\s+\S+){4})\s+(.*)", line):
            # cron ends a command at a bare percent sign.
            yield from in_words(_words(re.split(r"(?<!\\)%", command[1])[0].replace(r"\%", "%")), db)


def in_words(words: Sequence[str], db: str | None = None) -> Iterator[Run]:
    """What the words of a command run of careline, of the store `db` where they name no other."""
    for place, word in enumerate(words):
        name, sign, value = word.partition("=")
        if sign and name == "CARELINE_DB":
            db = value
        if re.split(r"[/\\]", word)[-1] not in OURS:
            continue
        program = words[place - 2] if place > 1 and words[place - 1] == "-m" else word
        yield from _run(program, iter(words[place + 1 :]), db)


def _run(program: str, rest: Iterator[str], db: str | None) -> Iterator[Run]:
    for word in rest:
        name, sign, value = word.partition("=")
        if name in WITH_VALUE:
            value = value if sign else next(rest, "")
            db = value if name == "--db" else db
        elif not word.startswith("-"):
            yield Run(program, word.rstrip(";&|"), db)
            return


def _words(command: str) -> Sequence[str]:
    try:
        return shlex.split(command)
    except ValueError:  # a quotation mark that nothing closes
        return command.split()
