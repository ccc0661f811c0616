"""The section [hooks]: how its values are read."""

from pathlib import Path
from typing import TYPE_CHECKING

from careline.domain.mail.account import HERE
from careline.settings.values import Unfit

if TYPE_CHECKING:  # few shops have hooks
    from careline.domain.hooks import Hook


def hook(value: object) -> "Hook":
    """What is called: a program with its words, for which there is no shell, or the address of a webhook."""
    needs = 'a program and its words, such as ["/usr/local/bin/ring"], or an address, such as "https://example.com/x"'
    if isinstance(value, str):
        return _webhook(value.strip())
    if not isinstance(value, list) or not value or not all(isinstance(word, str) for word in value):
        raise Unfit(value, needs)
    program = Path(value[0])
    if not (program.is_absolute() or value[0].startswith(("~/", "/"))):
        raise Unfit(value, "the whole path of its program, as cron looks elsewhere than you do")
    return tuple(value)


def _webhook(address: str) -> str:
    """The address of a webhook: nobody on the way reads what is sent there."""
    from urllib.parse import urlsplit  # few shops have one

    needs = "an https address; http goes to this machine only, and names and passwords into none"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Unfit(address, needs) from None
    if not host or "@" in parts.netloc or not address.isascii() or not address.isprintable() or " " in address:
        raise Unfit(address, needs)
    if parts.scheme != "https" and not (parts.scheme == "http" and host in HERE):
        raise Unfit(address, needs)
    return address
