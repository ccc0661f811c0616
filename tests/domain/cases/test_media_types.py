"""What kind a file is follows from what is in it."""

import pytest

from careline.domain.cases.media_types import HEAD, SIGNATURES, UNKNOWN, WORDS, MediaType

ZIP = b"PK\x03\x04" + b"\x14\0" * 13
OPEN = "application/vnd.oasis.opendocument"
OFFICE = "application/vnd.openxmlformats-officedocument"
TOLD = [
    (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
    (b"GIF89a\x01", "image/gif"),
    (b"GIF87a\x01", "image/gif"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    (b"\0\0\0\x18ftypheic\0\0", "image/heic"),
    (b"\0\0\0\x18ftypmif1\0\0", "image/heic"),
    (b"\0\0\0\x18ftypavif\0\0", "image/avif"),
    (b"II*\0\x08", "image/tiff"),
    (b"MM\0*\0", "image/tiff"),
    (b"BM\x46\0\0\0\0\0\0\0\x36", "image/bmp"),
    (b"%PDF-1.7\n", "application/pdf"),
    (b"\r\n%PDF-1.4", "application/pdf"),
    (ZIP + f"mimetype{OPEN}.textPK".encode(), f"{OPEN}.text"),
    (ZIP + f"mimetype{OPEN}.spreadsheetPK".encode(), f"{OPEN}.spreadsheet"),
    (ZIP + f"mimetype{OPEN}.presentationPK".encode(), f"{OPEN}.presentation"),
    (ZIP + b"[Content_Types].xml..." + ZIP + b"word/document.xml", f"{OFFICE}.wordprocessingml.document"),
    (ZIP + b"_rels/.rels..." + ZIP + b"word/_rels/document.xml.rels", f"{OFFICE}.wordprocessingml.document"),
    (ZIP + b"word/document.xml...", f"{OFFICE}.wordprocessingml.document"),
    (ZIP + b"docProps/app.xml..." + ZIP + b"xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet"),
    (ZIP + b"[Content_Types].xml..." + ZIP + b"ppt/slides/1", f"{OFFICE}.presentationml.presentation"),
    (ZIP + b"word/holiday.jpg", "application/zip"),
    (ZIP + b"[Content_Types].xml...word/document.xml", "application/zip"),
    (ZIP + b"photos/word/x.jpg", "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "application/x-ole-storage"),
    (rb"{\rtf1", "application/rtf"),
    (b"\0\0\0\x14ftypqt  ", "video/quicktime"),
    (b"\0\0\0\x18ftypisom", "video/mp4"),
    (b"\0\0\0\x18ftypM4A ", "audio/mp4"),
    (b"RIFF\x10\0\0\0AVI LIST", "video/x-msvideo"),
    (b"\x1aE\xdf\xa3\x01", "video/webm"),
    (b"ID3\x03", "audio/mpeg"),
    (b"\xff\xfb\x90", "audio/mpeg"),
    (b"RIFF\x10\0\0\0WAVEfmt ", "audio/wav"),
    (b"OggS\0", "audio/ogg"),
    (b"fLaC\0", "audio/flac"),
    (b"From: Dana <d@example.com>\r\nTo: us\r\n\r\nIt broke.", "message/rfc822"),
    (b"Received: from a\nfrom: Dana\n\nIt broke.", "message/rfc822"),
    (b"To: whom it may concern\n\nFrom: Dana", "text/plain"),
    ("Größe: 3\n画面".encode(), "text/plain"),
    (b"\xef\xbb\xbfa,b\r\n1,2\r\n", "text/plain"),
    (b"BMW, the blue one, 12 years old", "text/plain"),
    (b"\x1b[31mred", "text/plain"),
    (b"", "text/plain"),
    (b"It broke\0", UNKNOWN),
    (b"Gr\xf6\xdfe", UNKNOWN),
    (b"Gr\xc3\xb6\xc3", UNKNOWN),
    (b"MZ\x90\0\x03", UNKNOWN),
    (b"\x7fELF\x02", UNKNOWN),
]


def told(*pieces: bytes) -> str:
    kind = MediaType()
    for piece in pieces:
        kind.take(piece)
    return kind.told()


def test_a_kind_is_told_from_the_content(subtests: pytest.Subtests) -> None:
    for content, expected in TOLD:
        with subtests.test(content=content):
            assert told(content) == expected
            assert told(*(bytes([byte]) for byte in content)) == expected


def test_every_kind_is_told_in_some_case_and_has_words() -> None:
    assert {name for _, name in SIGNATURES} <= {name for _, name in TOLD} == WORDS.keys()


def test_what_is_no_text_far_behind_is_no_text() -> None:
    assert told(b"a" * HEAD, b"b" * HEAD, b"\0") == UNKNOWN
    assert told(b"a" * HEAD, "é".encode()[:1], "é".encode()[1:]) == "text/plain"
