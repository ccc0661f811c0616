r"""Text from outside, made safe to print: it can steer no terminal, no spreadsheet and no reader's eye.

What would act shows as an escape instead: `\x1b`, `\u202e`, `\n`. So does what nobody sees and would make a name look
like another: `\u200b`. Joiners stay where a script or an emoji needs them, and so do the flags that are made of tags.
"""

import re

# C0, DEL and C1; marks, overrides and isolates of direction; line and paragraph separators; lone surrogates.
_ACTING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
# Soft hyphens, breaks and joins of words, signs of mathematics, music and shorthand that are not seen, tags.
_UNSEEN = (
    "\xad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_JOINERS = "\u200c\u200d"
# Arabic and its kin, the scripts of India, Burmese, Khmer, Mongolian; emoji, with what says how they look.
_JOINED = (
    "\u0600-\u07ff\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af"
    "\u00a9\u00ae\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
)
# England, Scotland, Wales: a black flag, and tags that say whose.
_FLAG = "|".join(
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in place) + "\U000e007f"
    for place in ("gbeng", "gbsct", "gbwls")
)
# Patterns, not compiled: hardly any text needs them, and every command would pay for them.
_ANY_ACTING = f"{_FLAG}|[{_ACTING}{_UNSEEN}]|(?<![{_JOINED}])[{_JOINERS}]|[{_JOINERS}](?![{_JOINED}])"
_ACTING_BUT_NEWLINE = f"(?!\n)(?:{_ANY_ACTING})"
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}

# What spreadsheets skip before they look for a formula, or somebody's program takes out, and what one begins with.
_FORMULA = (
    f"[\\s{_ACTING}{_UNSEEN}{_JOINERS}\u034f\ufe00-\ufe0f\"'`\u2018\u2019\u201c\u201d]*[=+\\-@\uff1d\uff0b\uff0d\uff20]"
)

_ASCII = {
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u00b7": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u2190": "<",
    "\u2192": ">",
    "\u2212": "-",
    "\u20ac": "EUR ",
    "\u00a3": "GBP ",
}


def visible(text: str) -> str:
    """The text on one line, with everything in it that would act instead of being seen as an escape."""
    return text if text.isprintable() else re.sub(_ANY_ACTING, _escape, text)


def visible_lines(text: str) -> str:
    """Like `visible`, of a text that may have several lines: they stay."""
    return text if text.isprintable() else re.sub(_ACTING_BUT_NEWLINE, _escape, text.replace("\r\n", "\n"))


def json_with_nothing_acting(text: str) -> str:
    """JSON with everything in its strings that would act as JSON's own escape; its lines stay."""
    return re.sub(_ACTING_BUT_NEWLINE, _json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    """The sign as JSON's own escape: one beyond the first 65,536 as two."""
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def markup(text: str) -> str:
    """The visible text as HTML: nothing in it is markup, and its lines stay."""
    from html import escape  # every command knows this module, and few write HTML

    return escape(visible_lines(text)).replace("\n", "<br>\n")


def cell(text: str) -> str:
    """The visible text, with an apostrophe before what a spreadsheet would take for a formula."""
    if text[:1].isalnum() and text.isprintable():  # as nearly all are: no formula begins so
        return text
    guard = "'" if re.match(_FORMULA, text) else ""
    return guard + visible(text)


def degrade(text: str, encoding: str) -> str:
    """The text with what the encoding lacks replaced: our own signs by ASCII ones, all else by escapes."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate({ord(sign): _within(encoding, sign) for sign in set(text)})
    return text


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if len(sign) > 1:
        return sign
    code = ord(sign)
    wide = f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
    return _SHORT.get(sign) or (f"\\x{code:02x}" if code < 0x100 else wide)


def _within(encoding: str, sign: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return _ASCII.get(sign) or sign.encode("ascii", "backslashreplace").decode("ascii")
    return sign
