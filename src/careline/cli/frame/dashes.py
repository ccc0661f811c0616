"""A text that begins with a dash, and is no option for that: "-2 units are dead", "- call them"."""

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Any

TEXTS = frozenset({"TEXT", "SUBJECT", "WHAT", "WORDS"})
"""What the help calls an argument that is a text."""


def texts_last(words: Sequence[str], parameters: Sequence[Any]) -> list[str]:
    """The words as a parser takes them: with a text among them that begins with a dash, what is no option behind --.

    A word such as "-broken again" may be a text, or -b with its value: it is a text while one may still stand there.
    """
    known = _options(parameters)
    if not any(_is_text(word, known) or _is_text(word, {}) for word in words):
        return list(words)
    options, others = _parted(words, known)
    if not _have_all([each for each in parameters if each.param_type_name == "argument"], len(others)):
        options, others = _parted(words, known, {})
    return [*options, "--", *others]


def long_name(words: Sequence[str], parameters: Sequence[Any]) -> str | None:
    """The first option that is written with one dash where its name needs two: `-by fri`, which would be -b y."""
    known = _options(parameters)
    options = _parted(words, known)[0]
    return next((word for word in options if {word[:2], f"-{word.partition('=')[0]}"} <= known.keys()), None)


def _options(parameters: Sequence[Any]) -> dict[str, bool]:
    """Every option, and whether it takes a value."""
    return {name: not each.is_flag for each in parameters if each.param_type_name == "option" for name in each.opts}


def _is_text(word: str, options: dict[str, bool]) -> bool:
    """True for a dash and what cannot be an option's name, nor one letter of an option with its value."""
    return bool(re.match(r"-[^=]*\s", word)) and word[:2] not in options


def _parted(
    words: Sequence[str], known: dict[str, bool], letters: dict[str, bool] | None = None
) -> tuple[list[str], list[str]]:
    """The options with their values, and what else there is; `letters` are those that may have their value on them."""
    options: list[str] = []
    others: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            return options, [*others, *left]
        if word == "-" or not word.startswith("-") or _is_text(word, known if letters is None else letters):
            others.append(word)
        else:
            options += [word, *_value(word, left, known)]
    return options, others


def _value(option: str, left: Iterator[str], known: dict[str, bool]) -> list[str]:
    """The next word, where it is this option's value."""
    return [value] if known.get(option) and (value := next(left, None)) is not None else []


def _have_all(arguments: Sequence[Any], given: int) -> bool:
    """True where so many words are all that these arguments take."""
    return given >= len(arguments) and all(each.nargs == 1 for each in arguments)


def advice(option: str, words: Sequence[str], command: Any, depth: int) -> str:
    """What to type where this was meant as a text, though it is no option; "" where there is no text to give.

    `depth` is how many of the words name the command.
    """
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    named = {part for each in arguments for part in re.findall("[A-Z]+", each.human_readable_name.upper())}
    word = next((each for each in words if each.startswith(option)), None)
    if word is None or word.startswith("--") or "--" in words or TEXTS.isdisjoint(named):
        return ""
    given = len(_parted(words, _options(command.params))[1]) - depth
    if _have_all(arguments, given):
        return ""
    line = shlex.join(("careline", *(each for each in words if each != word), "--", word))
    return f"{word} is not an option; a text that begins with a dash goes after --: {line}"
