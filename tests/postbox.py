"""A real mail server on this machine, that says what a test wants it to say."""

import asyncio
import socket
import ssl
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # newer Pythons warn of what aiosmtpd calls
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

USER = "shop@example.com"
PASSWORD = "open sesame"  # noqa: S105 - of a server that a test has made
CLOSES = "closes"
HANGS = "hangs"


class Postbox:
    """What the server has taken, and what it says: at RCPT, DATA and so on, the first of `says` that is left.

    A word in the place of a reply: CLOSES breaks the connection off, HANGS says nothing; both after the message was
    taken, where that is at the end of DATA.
    """

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.says: dict[str, list[str]] = {}
        self.port = 0

    @property
    def messages(self) -> list[EmailMessage]:
        """Everything that was taken, read."""
        return [message_from_bytes(raw, policy=default) for raw in self.taken]

    async def _said(self, at: str, server: SMTP, usual: str = "250 OK") -> str:
        said = self.says.get(at, [])
        reply = said.pop(0) if said else usual
        if reply == HANGS:
            await asyncio.sleep(60)
        if reply == CLOSES:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return reply if reply[:1].isdigit() else "421 gone"

    async def handle_MAIL(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._said("MAIL", server)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self._said("RCPT", server)
        if reply.startswith("2"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        refused = (self.says.get("DATA") or [""])[0][:1] in ("4", "5")
        if not refused:
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
            self.recipients += envelope.rcpt_tos
        return await self._said("DATA", server)


class _Secured(Controller):
    def __init__(self, handler: Postbox, *, secured: str, certificate: tuple[Path, Path] | None, login: bool) -> None:
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        more: dict[str, Any] = {"tls_context": context, "require_starttls": True} if secured == "starttls" else {}
        if login:
            more |= {"authenticator": _let_in, "auth_required": True, "auth_require_tls": secured == "starttls"}
        super().__init__(handler, "127.0.0.1", _free_port(), ssl_context=context if secured == "tls" else None, **more)


def _let_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    return AuthResult(handled=False, success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()))


@contextmanager
def postbox(
    *, secured: str = "none", certificate: tuple[Path, Path] | None = None, login: bool = False
) -> Iterator[Postbox]:
    """A server that takes mail until the end."""
    box = Postbox()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # aiosmtpd has advice for servers that others use
        running = _Secured(box, secured=secured, certificate=certificate, login=login)
        running.start()
        box.port = running.port
        try:
            yield box
        finally:
            with suppress(AssertionError):
                running.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of localhost that nobody has signed, and its key."""
    made = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    files = ["-keyout", str(made[1]), "-out", str(made[0])]
    subprocess.run(["openssl", "req", *kind, *subject, *files], check=True, capture_output=True, timeout=60)
    return made


def settings(box: Postbox, **more: str) -> str:
    """The section of the settings that leads to the server."""
    given = {
        "server": '"localhost"',
        "port": f"{box.port}",
        "security": '"none"',
        "from": f'"Headsets Direct <{USER}>"',
    }
    return "[mail]\n" + "".join(f"{key} = {value}\n" for key, value in (given | more).items())
