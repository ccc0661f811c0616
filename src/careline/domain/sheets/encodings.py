"""The text of a table: which letters its bytes stand for, and where its lines end."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from io import StringIO
from itertools import chain

from careline.domain.errors import BadInput
from careline.domain.texts import LONGEST

UTF_8 = "utf-8"
CP1252 = "cp1252"
PLAIN = (None, "ascii", UTF_8)
MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a text may begin with, and the encoding that this names; of two that begin alike, the longer first."""
ODD = re.compile("[\udc80-\udcff]")
"""What a byte becomes that is no UTF-8."""
LETTERS = re.compile("[^\0-\x7f\u0180-\u036f\u0580-\u05bf\u0700-\u07ff\udc80-\udcff]")
"""Letters that are UTF-8 for certain: a capital and a curly quotation mark of cp1252 would make one of the others."""
# A text with more letters than one for so many odd bytes is UTF-8, and damaged.
RARE = 4
# Of the bytes at every other place, as many are at least NULs in UTF-16, since blanks and digits are.
NULS = 8


class NoSuchEncoding(BadInput):
    """A --encoding that is none."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name.lower(), ("utf-8", "utf-16", "cp1252", "latin-1", "cp1250", "mac-roman"), 1)
        advice = f"Did you mean {near[0]}?" if near else "Give one such as utf-8, cp1252 or utf-16."
        super().__init__(f'--encoding is "{name}", which is no encoding of text. {advice}')


class NotText(BadInput):
    """What cannot be read as text, and the line on which that shows."""

    def __init__(self, what: str, encoding: str, line: int, why: str) -> None:
        super().__init__(
            f"{what} is not {shown(encoding)} text: line {line} has {why}. Save the table as CSV in UTF-8, or say with "
            "--encoding what it is."
        )


class LongLine(BadInput):
    """A line that no table has."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(
            f"{what} cannot be read: line {line} is longer than 16 MiB, as no row of a table is. Nothing was imported."
        )


def shown(encoding: str) -> str:
    """An encoding as people write it."""
    return encoding.upper().removesuffix("-LE").removesuffix("-BE") if encoding.startswith("utf") else encoding


NOT_OF_FILES = {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}
"""What Python has among the encodings of text for other things than files."""


def named(encoding: str) -> str:
    """The encoding of text that has this name. Raises NoSuchEncoding."""
    try:
        if codecs.lookup(encoding.strip()).name.replace("-", "_") in NOT_OF_FILES:
            raise NoSuchEncoding(encoding)
        "a,b\n".encode(encoding.strip())
        codecs.getincrementaldecoder(encoding.strip())
        return codecs.lookup(encoding.strip()).name
    except (LookupError, ValueError):
        raise NoSuchEncoding(encoding) from None


def encoding_of(beginning: bytes) -> str | None:
    """The encoding that the first bytes of a text show; None as long as they are all ASCII."""
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return encoding
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) * 2 * NULS > len(beginning) and not min(even, odd):
        return "utf-16-le" if odd else "utf-16-be"
    return utf_8_or_cp1252(beginning)


def utf_8_or_cp1252(some: bytes) -> str | None:
    """What a text without a mark is, by some of it; None where that is all ASCII."""
    if some.isascii():
        return None
    text = codecs.getincrementaldecoder(UTF_8)("surrogateescape").decode(some)
    return CP1252 if len(ODD.findall(text)) > RARE * len(LETTERS.findall(text)) else UTF_8


class Decoder:
    """Turns the bytes of a text, in the order in which they come, into lines.

    Which encoding it is shows with the first bytes that are not ASCII, unless it was named; so `encoding` is None until
    then. `what` is the text for messages.
    """

    def __init__(self, what: str, encoding: str | None = None) -> None:
        self.what = what
        self.encoding = encoding
        self.line = 1
        self._begun = False
        self._decode: Callable[[bytes, bool], str] | None = None

    def lines(self, chunks: Iterable[bytes]) -> Iterator[str]:
        """The lines with their ends, whichever these are: LF, CR LF or CR. Raises NotText and LongLine."""
        return chain.from_iterable(self._pieces(chunks))

    def _pieces(self, chunks: Iterable[bytes]) -> Iterator[Iterable[str]]:
        """Some whole lines at a time: StringIO splits them, and reading them all takes no step in Python."""
        rest: list[str] = []
        length = 0
        for chunk in chain(chunks, (None,)):
            text = self._text(chunk, rest)
            # A CR at the very end may be the first half of an end.
            end = len(text) if chunk is None else text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
            if end or chunk is None:
                whole = "".join((*rest, text[:end]))
                yield StringIO(whole, newline="")
                self.line += _ends(whole)
                rest, length = [], 0
            rest.append(text[end:])
            length += len(text) - end
            if length >= LONGEST:
                raise LongLine(self.what, self.line)

    def _text(self, chunk: bytes | None, before: Iterable[str]) -> str:
        if self._decode is None:
            if not chunk:
                return ""
            if self.encoding is None:
                self.encoding = utf_8_or_cp1252(chunk) if self._begun else encoding_of(chunk)
            elif self.encoding in ("utf-16", "utf-32") and (found := encoding_of(chunk)) != self.encoding:
                # Without a mark Python's own decoder takes neither.
                self.encoding = found if found == "utf-16-be" else f"{self.encoding}-le"
            if self.encoding is None:
                self._begun = True
                return str(chunk, "ascii")
            self._decode = codecs.getincrementaldecoder(self.encoding)("strict").decode
        try:
            text = self._decode(chunk or b"", chunk is None)
        except UnicodeDecodeError as error:
            read = "".join(before) + error.object[: error.start].decode(error.encoding, "ignore")
            raise NotText(
                self.what,
                self.encoding or UTF_8,
                self.line + _ends(read),
                f"the byte 0x{error.object[error.start]:02x}, which is not part of any letter",
            ) from None
        if not self._begun:
            self._begun = True
            return text.removeprefix("\ufeff")
        return text


def _ends(text: str) -> int:
    """How many lines end in it."""
    return text.count("\n") or text.count("\r")
