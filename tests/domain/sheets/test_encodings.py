"""Which letters the bytes of a table stand for, and where its lines end."""

import codecs
import io

import pytest

from careline.domain.sheets.encodings import Decoder, LongLine, NoSuchEncoding, NotText, named
from careline.domain.texts import LONGEST

TEXT = "ref;customer\r\n1;Zoë Müller\r\n2;Kim\r\n"
FOUND = [
    ("".join(filter(str.isascii, TEXT)).encode(), None),
    (TEXT.encode("utf-8"), "utf-8"),
    (TEXT.encode("utf-8-sig"), "utf-8"),
    (b"\xef\xbb\xbfref\n", "utf-8"),
    (TEXT.encode("utf-16"), "utf-16"),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    (TEXT.encode("utf-16-le"), "utf-16-le"),
    (TEXT.encode("utf-16-be"), "utf-16-be"),
    ("номер;клиент\r\n1;Ким\r\n".encode("utf-16-le"), "utf-16-le"),
    (TEXT.encode("utf-32"), "utf-32"),
    (TEXT.encode("cp1252"), "cp1252"),
    ("1;€ 5 \u201ccafé\u2019s\u201d CAFÉ\u2019S\n".encode("cp1252"), "cp1252"),
]
NOT_TEXT = [
    ("1;ö\n2;ü\n".encode() + b"3;\xe4\n", None, "UTF-8 text: line 3 has the byte 0xe4"),
    (b"1;\xe4\r2;\xfc\r3;\x81\r", None, "cp1252 text: line 3 has the byte 0x81"),
    ("1\n2\n".encode("utf-16") + b"\x00\xd8\x00\x00", None, "UTF-16 text: line 3 has"),
    (TEXT.encode("utf-16") + b"x", None, "UTF-16 text: line 4 has the byte 0x78"),
    (b"1;\xe4", "utf-8", "UTF-8 text: line 1 has the byte 0xe4"),
]


def read(data: bytes, encoding: str | None = None, chunk: int = 2**16) -> tuple[list[str], str | None]:
    """The lines, and what they were in."""
    decoder = Decoder("list.csv", encoding)
    found = list(decoder.lines(data[at : at + chunk] for at in range(0, len(data), chunk)))
    return found, decoder.encoding


def test_an_encoding_shows_by_its_mark_by_its_nuls_or_by_what_fits(subtests: pytest.Subtests) -> None:
    for data, encoding in FOUND:
        with subtests.test(repr(data)):
            text = data.decode(encoding or "ascii").removeprefix("\ufeff")
            assert read(data) == (list(io.StringIO(text, newline="")), encoding)


def test_letters_and_line_ends_may_lie_across_two_chunks(subtests: pytest.Subtests) -> None:
    text = "a\r\nä€\rb\n\n\r\r\nend"
    for encoding in ("utf-8", "utf-16", "cp1252"):
        for chunk in range(4, 20):
            with subtests.test(f"{encoding} {chunk}"):
                assert read(text.encode(encoding), encoding, chunk)[0] == list(io.StringIO(text, newline=""))


def test_a_first_odd_byte_after_megabytes_is_cp1252_as_well() -> None:
    ascii_rows = b"1,Kim\n" * 2**19
    found, encoding = read(ascii_rows + "2,Müller\n3,CAFÉ\u2019S\n".encode("cp1252"))
    assert encoding == "cp1252"
    assert found[-2:] == ["2,Müller\n", "3,CAFÉ\u2019S\n"]


def test_what_is_no_text_is_refused_with_its_line(subtests: pytest.Subtests) -> None:
    for data, encoding, says in NOT_TEXT:
        with subtests.test(says), pytest.raises(NotText, match=says):
            read(data, encoding)


def test_utf_16_that_was_named_needs_no_mark() -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert "".join(read(TEXT.encode(encoding), "utf-16")[0]) == TEXT


def test_a_line_is_not_without_end() -> None:
    with pytest.raises(LongLine, match="line 3 is longer than 16 MiB"):
        read(b"a\nb\n" + b"x" * LONGEST)


def test_an_encoding_is_one_of_text(subtests: pytest.Subtests) -> None:
    for typed, meant in {"UTF8": "utf-8", "latin-1": "iso8859-1", "windows-1250": "cp1250", "utf-16": "utf-16"}.items():
        with subtests.test(typed):
            assert named(typed) == meant
    for typed in ("", "base64", "rot13", "x" * 300, "undefined", "idna", "Punycode", "unicode-escape"):
        with subtests.test(typed), pytest.raises(NoSuchEncoding):
            named(typed)
