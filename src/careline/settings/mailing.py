"""The section [mail]: how its values are read, and the account that they make together."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from careline.domain.errors import BadInput, Misconfigured
from careline.domain.mail.account import HERE, PORTS, Account, Security
from careline.domain.names import Person, read_person
from careline.settings.values import Unfit

MOST_PORTS = 65535
NEVER_HERE = (
    "A password does not belong into the settings. Put it into a file that only you can read and name that with "
    "password_file, or give password_command, or CARELINE_MAIL_PASSWORD."
)


def server(value: object) -> str:
    """The name of a server."""
    needs = 'the name of a mail server, such as "smtp.example.com"; port has a key of its own'
    if not isinstance(value, str) or not value.strip() or any(mark.isspace() or mark in "/@" for mark in value.strip()):
        raise Unfit(value, needs)
    name = value.strip()
    if ":" in name and name not in HERE and not name.replace(":", "").isalnum():
        raise Unfit(value, needs)
    return name


def port(value: object) -> int:
    """The number of a port."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= MOST_PORTS:
        raise Unfit(value, f"the number of a port, 1 to {MOST_PORTS}, such as 465")
    return value


def security(value: object) -> Security:
    """How the connection is secured."""
    if value not in tuple(Security):
        raise Unfit(value, f"one of {', '.join(Security)}")
    return Security(str(value))


def user(value: object) -> str:
    """Who logs in."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise Unfit(value, 'the name to log in with, such as "shop@example.com"')
    return value.strip()


def file(value: object) -> str:
    """The whole path of a file; ~ is somebody's home."""
    if isinstance(value, str):
        path = value.strip()
        if path.startswith("~") or Path(path).is_absolute():
            return path
    raise Unfit(value, 'the whole path of a file, such as "~/.config/careline/mail-password"')


def command(value: object) -> tuple[str, ...]:
    """A program and its words, for which there is no shell."""
    if not isinstance(value, list) or not value or not all(isinstance(word, str) and word for word in value):
        raise Unfit(value, 'a program and its words, such as ["pass", "mail"]')
    return tuple(map(str, value))


def sender(value: object) -> Person:
    """Who the mail comes from: an address, with a name before it or without."""
    needs = 'an address, such as "Headsets Direct <shop@example.com>"'
    if not isinstance(value, str):
        raise Unfit(value, needs)
    try:
        person = read_person(value, "sender")
    except BadInput:
        raise Unfit(value, needs) from None
    if not person.email:
        raise Unfit(value, needs)
    return person


KEYS: Mapping[str, Callable[[object], Any]] = {
    "server": server,
    "port": port,
    "security": security,
    "user": user,
    "password_file": file,
    "password_command": command,
    "from": sender,
}
FIELDS = {"from": "sender"}
"""Where a key and the field of the account have different names."""


def account(path: Path | None, given: Mapping[str, Any]) -> Account:
    """The account that the section makes. Raises Misconfigured."""
    for key, example in (("server", "smtp.example.com"), ("from", "Headsets Direct <shop@example.com>")):
        if key not in given:
            raise Misconfigured(f'{path}: [mail] has no {key}. Add it, such as {key} = "{example}".')
    values = {FIELDS.get(key, key): value for key, value in given.items()}
    secured = values.setdefault("security", Security.TLS)
    values.setdefault("port", PORTS[secured])
    if secured is Security.NONE and values["server"] not in HERE:
        raise Misconfigured(
            f'{path}: [mail] security is "none", and {values["server"]} is not this machine: anybody on the way could '
            'read it. Set it to "tls" or "starttls".'
        )
    return Account(**values)


def shown(found: Account | None) -> dict[str, str]:
    """Each key of the section with its value as a text; never the password."""
    if found is None:
        return dict.fromkeys(KEYS, "")
    return {
        "server": found.server,
        "port": f"{found.port}",
        "security": found.security,
        "user": found.user or "",
        "password_file": found.password_file or "",
        "password_command": " ".join(found.password_command),
        "from": f"{found.sender}",
    }
