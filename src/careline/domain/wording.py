"""Words that many pages share."""

from collections.abc import Collection

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


FEW = 5
"""So many names stand in a sentence where a command lists the rest."""


def meant(
    typed: str, known: Collection[str], *, shown: str = "{}", listed_by: str | None = None, cutoff: float = 0.6
) -> str:
    """What was probably meant by an unknown name, else what names there are, as a sentence.

    Each name stands in the sentence as `shown` has it. Of more than FEW the first few do, where a command, `listed_by`,
    lists the rest.
    """
    from difflib import get_close_matches  # only what is refused pays for it

    folded = {name.lower(): name for name in known}
    if near := get_close_matches(typed.lower(), folded, 1, cutoff):
        return f"Did you mean {shown.format(folded[near[0]])}?"
    if not known:
        return "There are none yet."
    names = list(known)
    if listed_by and len(names) > FEW:
        return f"There are {', '.join(names[:FEW])} and {len(names) - FEW} more: {listed_by}."
    return f"There {'is' if len(names) == 1 else 'are'} {', '.join(names)}."


SHOWN = 40
"""So many signs of what somebody else wrote stand in a line of ours."""


def shortened(text: str, longest: int = SHOWN) -> str:
    """The text on one line, and cut where it is long."""
    line = " ".join(text[: 4 * longest].split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}\N{HORIZONTAL ELLIPSIS}"


def shell_word(text: str) -> str:
    """The text as one word of a command that is printed to be typed: in quotation marks that a shell takes."""
    if any(mark in text for mark in '"$`\\!'):
        from shlex import quote  # hardly any name has one

        return quote(text)
    return f'"{text}"'


def counted(count: int, noun: str) -> str:
    """`1 case`, `2 cases`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def sized(count: int) -> str:
    """So many bytes in words: `812 bytes`, `48 kB`, `2.1 MB`, in thousands."""
    if count < 1000:  # what a kilobyte is
        return counted(count, "byte")
    size, unit = count / 1000, "kB"
    for larger in ("MB", "GB", "TB"):
        if round(size) < 1000:
            break
        size, unit = size / 1000, larger
    return f"{size:.{int(size < 9.95 and unit != 'kB')}f} {unit}"


def sentence(text: str) -> str:
    """The text as a sentence begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def in_short(text: str) -> str:
    """A text as it is quoted in passing: the first sentence below the greeting of a letter; else all, in one line."""
    import re  # only what quotes somebody pays for it

    if not is_letter(text):
        return " ".join(text.split())
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.replace("\r", "").strip())]
    words = paragraphs[1] if paragraphs[0].endswith(",") else paragraphs[0]
    return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]


def is_letter(text: str) -> bool:
    """True for a text of several paragraphs."""
    return "\n\n" in text.strip().replace("\r", "")


def times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def ordinal(count: int) -> str:
    """`second`; from eleven on `11th`."""
    if count <= len(ORDINALS):
        return ORDINALS[count - 1]
    last = 0 if count % 100 in (11, 12, 13) else count % 10
    return str(count) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")  # codespell:ignore nd
