"""Every command that an answer prints to be typed is typed: on a copy of the store at that moment, and by that clock.

A command to be typed stands behind `next`, `then`, a question mark or a colon, in brackets or quotation marks, or at
the end of its row. Elsewhere `careline keep` names a command, and nothing more; so does one without any word after its
name. What a person must fill in has one of few forms: words in quotation marks (`"..."`, `"what you told Dana"`), which
go as they stand, and BLANKS. What a command still lacks is asked for at a terminal; ANSWERS is what is typed there.
"""

import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from tests.evidence import DEPTH
from tests.golden.playing import FOLDER, Stage
from tests.golden.script import PROGRAM, Line
from tests.tree import commands

BLANKS = {"WHEN": "3bd", "NAME": "Ben", "CASE": "1", "AMOUNT": "5.00", "ADDRESS": "ana@office.example"}
ANSWERS = {"--by": "3bd", "--told": "...", "--because": "...", "TEXT": "..."}
UNREAD = {
    "--json",
    "json",
    "jsonl",
    "html",
    "md",
    "csv",
    "tsv",
    "completion",
    "--systemd",
    "init",
    "--help",
    "--version",
    "demo",
}
"""Words of commands that answer programs, or write what is no page."""
OF_A_SHOP = ("--db", "--config", "--me")
"""What goes before a command, and with it before those that it prints."""
AND = "&&"
OF_ONE_SHAPE = DEPTH
"""How many that differ in their numbers and texts alone are tried."""
_BEFORE = rf"(?:next  |then +|or |\?  ?|: |\(|'|^ *|  ){PROGRAM}(?= [^ ])"
_WORD = r"""((?:"[^"]*"|'[^']*'|[^\s"'();])+?)([.,:?]?)(?= |$|[');])"""


def printed(text: str) -> Iterator[str]:
    """The commands that a page or a sentence prints to be typed."""
    plain = re.sub(r"(?:\x1b|\^\[)\[[0-9;]*m", "", text)
    for line in re.sub("Usage: .*", "", plain).splitlines():
        for begin in re.finditer(_BEFORE, line):
            command, place = [], begin.end()
            while found := re.compile(f" {_WORD}").match(line, place):
                command.append(found[1])
                place = found.end()
                if found[2]:
                    break
            if command:
                yield " ".join(command)


class Rehearsal(Stage):
    """The shop, and a copy of it in which what is printed is typed. `faults` says what did not go."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.faults: list[str] = []
        self._tried: set[str] = set()
        self._shapes: Counter[str] = Counter()
        self._there = commands()

    def _told(self, line: Line) -> str:
        told = super()._told(line)
        if line.mark == "$" and not self.holding and UNREAD.isdisjoint(line.arguments):
            answer = "\n".join(each[2:] for each in told.split("\n+ ")[0].splitlines() if each[:2] in {"  ", "! "})
            for command in printed(re.sub(r" \\\n +", " ", answer).replace(FOLDER, str(self.folder))):
                self._try(command, line, told)
        return told

    def _try(self, command: str, line: Line, told: str) -> None:
        shape = re.sub(r"[0-9]+|\"[^\"]*\"", "N", command)
        if command in self._there or command in self._tried or self._shapes[shape] >= OF_ONE_SHAPE:
            return
        self._tried.add(command)
        self._shapes[shape] += 1
        words = [BLANKS.get(word, word) for word in shlex.split(command)]
        unknown = set(re.findall(r"(?<= )[A-Z]{2,}\b(?=[ .]|$)", re.sub("\"[^\"]*\"|'[^']*'", "", command))) - set(
            BLANKS
        )
        if unknown:
            self.faults.append(f"$ {line.text}\n  prints {command}\n  with the blanks {unknown}")
        code, error = self._typed_in_a_copy(words, line)
        while code == 2 and (lacks := re.match(r"careline: (\S+) is missing", error)) and lacks[1] in ANSWERS:
            words += [lacks[1], ANSWERS[lacks[1]]] if lacks[1].startswith("-") else [ANSWERS[lacks[1]]]
            code, error = self._typed_in_a_copy(words, line)
        # No server takes mail in the golden run.
        is_away = code == 75 and words[:2] == ["mail", "send"]
        if code != 0 and not is_away:
            self.faults.append(f"$ {line.text}\n  prints {command}\n  {code} {error.strip()}")

    def _typed_in_a_copy(self, words: list[str], line: Line) -> tuple[int, str]:
        """The exit code, and what was said on standard error."""
        with TemporaryDirectory(dir=self.folder.parent) as folder:
            copy = copytree(self.folder, Path(folder) / "copy")
            stage = Stage(copy)
            stage.now = self.now
            before = [f"{name}={value}" for name, value in line.environment.items()]
            before += [PROGRAM, *_of_the_shop(line.arguments)]
            while AND in words:
                place = words.index(AND)
                stage.answer_of(Line("$", shlex.join([*before, *words[:place]])))
                words = words[place + len([AND, PROGRAM]) :]
            code, _, error = stage.answer_of(Line("$", shlex.join([*before, *words])))
            return code, error


def _of_the_shop(arguments: list[str]) -> list[str]:
    """The options that say whose shop it is, and who acts."""
    found = []
    while len(arguments) > 1 and arguments[0] in OF_A_SHOP:
        found += arguments[:2]
        arguments = arguments[2:]
    return found
