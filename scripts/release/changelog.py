"""What the changelog says of a version."""

import re

_HEADING = re.compile(r"^## +\[?([^\]\s]+)\]?(?: - (\d{4}-\d{2}-\d{2}))?$", re.MULTILINE)


def entry(changelog: str, version: str) -> tuple[str, str] | None:
    """The day and the text of a version's entry; None where it has none, no day, or says nothing."""
    headings = list(_HEADING.finditer(changelog))
    ends = [heading.start() for heading in headings[1:]] + [len(changelog)]
    for heading, end in zip(headings, ends, strict=True):
        text = changelog[heading.end() : end].strip()
        if heading[1] == version and heading[2] and text:
            return heading[2], text
    return None
