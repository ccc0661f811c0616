"""Whoever sits at the terminal: what they are told, what they are asked, and what they type."""

import shutil
import sys
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from careline.domain.errors import BadInput, CarelineError, NotText
from careline.domain.texts import LONGEST, TooLong, without_nul
from careline.render.safe import visible


class NotConfirmed(CarelineError):
    """Somebody thought better of it."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Nothing was done.")


def _between_words(line: str) -> str:
    """A line that is longer than the terminal is wide, broken between words; at none, it stays as it is."""
    width = shutil.get_terminal_size().columns
    if len(line) <= width or not sys.stderr.isatty():
        return line
    from textwrap import wrap  # few lines are so long

    indent = " " * (len(line) - len(line.lstrip()) + 2)
    end = line[len(line.rstrip()) :]
    return "\n".join(wrap(line.rstrip(), width - len(end), subsequent_indent=indent, break_long_words=False)) + end


class Terminal:
    """What a command may say to whoever called it beside its answer, and ask of them.

    `typed` are the words of the command line, `answers` what was answered to which question. `besides_meant` says that
    what is promised is certainly to stand beside the other words of its case.
    """

    def __init__(self, typed: Sequence[str], *, no_input: bool) -> None:
        self.typed = typed
        self.no_input = no_input
        self.answers: dict[str, Any] = {}
        self._told: set[str] = set()
        self.besides_meant = False
        self.yes = False
        self.input_taken = False

    @property
    def somebody_answers(self) -> bool:
        """True where questions may be asked: at a terminal, unless --no-input."""
        return not self.no_input and sys.stdin.isatty() and sys.stderr.isatty()

    @property
    def is_attended(self) -> bool:
        """True where somebody reads the answer as it is printed: at a terminal."""
        return sys.stdout.isatty()

    def confirm(self, question: str) -> None:
        """Ask whether to go on, where somebody is there to ask and --yes is not given. Raises NotConfirmed."""
        if self.somebody_answers and not self.agrees(question):
            raise NotConfirmed

    def agrees(self, question: str) -> bool:
        """True where somebody at the terminal says yes, or has said so to everything with --yes."""
        return self.yes or (self.ask(f"{question} [y/N] ") or "").lower() in ("y", "yes")

    def ask(self, prompt: str) -> str | None:
        """What somebody types, its outer blanks taken away; None where the input ends. Raises NotText and HoldsNul."""
        sys.stderr.write(_between_words(visible(prompt)))
        sys.stderr.flush()
        line = ""
        try:
            line = sys.stdin.readline()
            without_nul(line).encode()
        except UnicodeError:
            raise NotText from None
        finally:
            if not line:
                sys.stderr.write("\n")
        return line.strip() if line else None

    def ask_secretly(self, prompt: str) -> str:
        """What somebody types and nobody sees. Raises NotText and HoldsNul."""
        from getpass import getpass

        try:
            line = without_nul(getpass(visible(prompt), sys.stderr))
            line.encode()
        except UnicodeError:
            raise NotText from None
        return line

    def say(self, *lines: str) -> None:
        """Tell whoever answers, beside what the command prints."""
        sys.stderr.writelines(f"{_between_words(visible(line))}\n" for line in lines)

    def typed_with(self, options: str) -> str:
        """The command line again, with more options, as a shell takes it; what was read as `-` stands in it."""
        from shlex import join

        words = [self._input if word == "-" and self.input_taken else word for word in self.typed]
        end = words.index("--") if "--" in words else len(words)
        return " ".join(filter(None, (join(["careline", *words[:end]]), options, join(words[end:]))))

    def say_once(self, line: str) -> None:
        """The same, once, however often the command is run."""
        if line not in self._told:
            self._told.add(line)
            self.say(line)

    @property
    def standard_input(self) -> str:
        """All of standard input, for the one text that is given as `-`. Raises NotText, HoldsNul and BadInput."""
        if self.input_taken:
            raise BadInput("Only one text can be read from standard input, and two are given as -; type one of them.")
        self.input_taken = True
        return self._input

    @cached_property
    def _input(self) -> str:
        try:
            text = sys.stdin.read(LONGEST + 1)
            if len(text) > LONGEST:
                raise TooLong("The text on standard input")
            return without_nul(text).rstrip("\n")
        except UnicodeDecodeError:
            raise NotText from None
