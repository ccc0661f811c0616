r"""Text from outside, made safe to print: it can steer no terminal, no spreadsheet and no reader's eye.

What would act shows as an escape instead: `\x1b`, `\u202e`, `\n`.
"""

import re

# C0, DEL and C1; marks, overrides and isolates of direction; line and paragraph separators; lone surrogates.
_ACTING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
# Patterns, not compiled: hardly any text needs them, and every command would pay for them.
_ANY_ACTING = f"[{_ACTING}]"
_ACTING_BUT_NEWLINE = f"(?!\n)[{_ACTING}]"
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}

# What spreadsheets skip before they look for a formula, and what they take for the beginning of one.
_FORMULA = "[\\s\ufeff\u200b\"'`\u2018\u2019\u201c\u201d]*[=+\\-@\uff1d\uff0b\uff0d\uff20]"

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
    return re.sub(_ACTING_BUT_NEWLINE, lambda match: f"\\u{ord(match[0]):04x}", text)


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
    code = ord(sign)
    return _SHORT.get(sign) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


def _within(encoding: str, sign: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return _ASCII.get(sign) or sign.encode("ascii", "backslashreplace").decode("ascii")
    return sign
