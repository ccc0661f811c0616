"""The account that mail goes out by, as the settings have it."""

from collections.abc import Sequence
from enum import StrEnum

from careline.domain.errors import CarelineError, Refused
from careline.domain.names import Person
from careline.domain.values import frozen

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine: the only ones that mail goes to without TLS."""


class Security(StrEnum):
    """How the connection is kept from others: TLS at once, TLS once both have said hello, or not at all."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
"""The usual port of each."""


@frozen
class Account:
    """A mail server and who writes by it. The password is in a file, or is what a command prints, or in neither.

    With a `user` there is a login.
    """

    server: str
    sender: Person
    security: Security = Security.TLS
    port: int = PORTS[Security.TLS]
    user: str | None = None
    password_file: str | None = None
    password_command: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address that mail comes from."""
        return self.sender.email or ""

    @property
    def name(self) -> str:
        """`smtp.example.com:465`."""
        return f"{self.server}:{self.port}"


class MailRefused(Refused):
    """The server will never take this message."""


class ServerAway(CarelineError):
    """The mail server does not answer, or not now.

    `in_doubt` where it may have taken the message all the same, `for_all` where no other message would fare better.
    """

    exit_code = 75

    def __init__(
        self, message: str, listing: Sequence[str] = (), *, in_doubt: bool = False, for_all: bool = False
    ) -> None:
        super().__init__(message, listing)
        self.in_doubt = in_doubt
        self.for_all = for_all
