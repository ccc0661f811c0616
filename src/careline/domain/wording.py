"""Words that many pages share."""

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def counted(count: int, noun: str) -> str:
    """`1 case`, `2 cases`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def sentence(text: str) -> str:
    """The text as a sentence begins: with a capital letter."""
    return text[:1].upper() + text[1:]


def times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def ordinal(count: int) -> str:
    """`second`; from eleven on `11th`."""
    if count <= len(ORDINALS):
        return ORDINALS[count - 1]
    last = 0 if count % 100 in (11, 12, 13) else count % 10
    return str(count) + {1: "st", 2: "nd", 3: "rd"}.get(last, "th")  # codespell:ignore nd
