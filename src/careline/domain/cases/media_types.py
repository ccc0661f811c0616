"""What kind of file it is, told from its content: an ending says what somebody would like it to be."""

import codecs
import re

UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
MAIL = "message/rfc822"
HEAD = 1 << 16
"""How many bytes from its beginning on tell what a file is."""

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_ZIP = rb"PK\x03\x04"
_NAMED = _ZIP + rb".{26}"
# Office writes its parts in any order; in an archive of somebody's folder called "word" other things stand first.
_PARTS = _NAMED + rb"(?=\[Content_Types\]\.xml|_rels/\.rels|docProps/|word/|xl/|ppt/)(?:.*" + _NAMED + rb")?"

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"\x89PNG\r\n\x1a\n", "image/png"),
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"GIF8[79]a", "image/gif"),
    (rb"RIFF.{4}WEBP", "image/webp"),
    (rb".{4}ftyp(hei[cxms]|hev[cx]|mif1|msf1)", "image/heic"),
    (rb".{4}ftypavi[fs]", "image/avif"),
    (rb"II\*\0|MM\0\*", "image/tiff"),
    (rb"BM.{4}\0{4}", "image/bmp"),
    (rb"\s{0,16}%PDF-\d", "application/pdf"),
    (_NAMED + rb"mimetype" + re.escape(f"{_OPEN}text".encode()), f"{_OPEN}text"),
    (_NAMED + rb"mimetype" + re.escape(f"{_OPEN}spreadsheet".encode()), f"{_OPEN}spreadsheet"),
    (_NAMED + rb"mimetype" + re.escape(f"{_OPEN}presentation".encode()), f"{_OPEN}presentation"),
    (_PARTS + rb"word/(?:document|_rels/|styles)", f"{_OFFICE}wordprocessingml.document"),
    (_PARTS + rb"xl/(?:workbook|_rels/|worksheets/)", f"{_OFFICE}spreadsheetml.sheet"),
    (_PARTS + rb"ppt/(?:presentation|_rels/|slides/)", f"{_OFFICE}presentationml.presentation"),
    (_ZIP, "application/zip"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (rb"\{\\rtf", "application/rtf"),
    (rb".{4}ftypqt", "video/quicktime"),
    (rb".{4}ftypM4A", "audio/mp4"),
    (rb".{4}ftyp", "video/mp4"),
    (rb"RIFF.{4}AVI ", "video/x-msvideo"),
    (rb"\x1aE\xdf\xa3", "video/webm"),
    (rb"ID3|\xff[\xf2\xf3\xfa\xfb]", "audio/mpeg"),
    (rb"RIFF.{4}WAVE", "audio/wav"),
    (rb"OggS", "audio/ogg"),
    (rb"fLaC", "audio/flac"),
)
"""What each kind begins with, as a pattern of bytes; the first that fits."""
WORDS = {
    "image/png": "PNG image",
    "image/jpeg": "JPEG image",
    "image/gif": "GIF image",
    "image/webp": "WebP image",
    "image/heic": "HEIC image",
    "image/avif": "AVIF image",
    "image/tiff": "TIFF image",
    "image/bmp": "BMP image",
    "application/pdf": "PDF",
    f"{_OPEN}text": "OpenDocument text",
    f"{_OPEN}spreadsheet": "OpenDocument sheet",
    f"{_OPEN}presentation": "OpenDocument slides",
    f"{_OFFICE}wordprocessingml.document": "Word document",
    f"{_OFFICE}spreadsheetml.sheet": "Excel sheet",
    f"{_OFFICE}presentationml.presentation": "PowerPoint slides",
    "application/zip": "ZIP archive",
    "application/x-ole-storage": "old Office file",
    "application/rtf": "rich text",
    "video/quicktime": "QuickTime video",
    "audio/mp4": "M4A sound",
    "video/mp4": "MP4 video",
    "video/x-msvideo": "AVI video",
    "video/webm": "WebM video",
    "audio/mpeg": "MP3 sound",
    "audio/wav": "WAV sound",
    "audio/ogg": "Ogg sound",
    "audio/flac": "FLAC sound",
    MAIL: "email",
    TEXT: "text",
    UNKNOWN: "unknown kind",
}
"""What people call each kind."""

_HEADER = rb"(?i)(from|to|date|subject|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+):[ \t]"
_NO_TEXT = rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]"


class MediaType:
    """The kind of a file that is read a piece at a time."""

    def __init__(self) -> None:
        self._head = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._is_text = True

    def take(self, piece: bytes) -> None:
        """Look at the next piece."""
        self._head += piece[: HEAD - len(self._head)]
        if self._is_text:
            self._is_text = self._reads(piece) and not re.search(_NO_TEXT, piece)

    def told(self) -> str:
        """The media type, when all was seen: UNKNOWN where nothing else fits."""
        for pattern, name in SIGNATURES:
            if re.match(pattern, self._head, re.DOTALL):
                return name
        if not (self._is_text and self._reads(b"", final=True)):
            return UNKNOWN
        top = self._head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
        is_mail = re.match(_HEADER, top) and re.search(rb"(?im)^from:[ \t]", top)
        return MAIL if is_mail else TEXT

    def _reads(self, piece: bytes, *, final: bool = False) -> bool:
        try:
            self._decoder.decode(piece, final)
        except UnicodeDecodeError:
            return False
        return True
