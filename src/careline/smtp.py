"""Handing messages to a mail server: one connection, every step with a time limit, and each failure in plain words."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from threading import Timer

from careline.domain.errors import Misconfigured
from careline.domain.mail.account import Account, MailRefused, Security, ServerAway

SECONDS = 20.0
"""How long the server may take for one answer."""
ALTOGETHER = 120.0
"""How long it may take for a message, or for letting us in, from the first byte to the last."""
OURSELVES = "[127.0.0.1]"
"""How we call ourselves: no server needs our name, and asking for it could take a while."""
MOST_SHOWN = 200
PERMANENT = 500
ENCRYPTION_NEEDED = (530, 538)


def deliver(
    account: Account, password: str | None, message: EmailMessage | None, *, at_the_end: Callable[[], object]
) -> None:
    """Hand a message to the account's server; without one, only see whether it would let us in.

    `at_the_end` is called before the last byte of the message, after which the server may have it.

    Raises ServerAway, in doubt once all of the message was handed over and no answer came; Misconfigured for what would
    keep every message from going; MailRefused for what is wrong with this one.
    """
    server = Server(account)
    try:
        with server.in_time():
            server.let_in(password)
            if message:
                server.send(message, at_the_end)
    finally:
        server.leave()


class Server:
    """A mail server that talks to us."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._to = f"The mail server {account.name}"
        self._smtp = self._reached()

    def _reached(self) -> smtplib.SMTP:
        account = self.account
        try:
            if account.security is Security.TLS:
                return smtplib.SMTP_SSL(
                    account.server, account.port, OURSELVES, timeout=SECONDS, context=ssl.create_default_context()
                )
            return smtplib.SMTP(account.server, account.port, OURSELVES, timeout=SECONDS)
        except socket.gaierror:
            raise ServerAway(
                f"{self._to} is not found: nobody knows the name {account.server}. Check server under [mail], and "
                "whether this machine is online.",
                for_all=True,
            ) from None
        except ssl.SSLError as error:
            raise self._without_tls(error) from None
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(
                f"{self._to} does not answer ({_why(error)}). Check server, port and security under [mail], and "
                "whether this machine is online.",
                for_all=True,
            ) from None

    def _without_tls(self, error: ssl.SSLError) -> Misconfigured | ServerAway:
        """What to say where TLS fails: a wrong certificate is no mishap, and a port that speaks no TLS neither."""
        if isinstance(error, ssl.SSLCertVerificationError):
            return Misconfigured(
                f"{self._to} shows a certificate that cannot be trusted ({error.verify_message}), so nothing was sent. "
                "Check server under [mail]."
            )
        if self.account.security is Security.TLS and "WRONG_VERSION" in (error.reason or ""):
            return Misconfigured(
                f'{self._to} does not speak TLS at once. Try security = "starttls" under [mail], usually with port 587.'
            )
        return ServerAway(
            f"{self._to} broke the connection off while it was being secured ({error.reason}).", for_all=True
        )

    def let_in(self, password: str | None) -> None:
        """Say hello, secure the connection, and log in. Raises ServerAway and Misconfigured."""
        account, smtp = self.account, self._smtp
        try:
            smtp.ehlo_or_helo_if_needed()
            if account.security is Security.STARTTLS:
                self._start_tls()
            if account.user and password is not None:
                smtp.login(account.user, password)
        except ssl.SSLError as error:
            raise self._without_tls(error) from None
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code < PERMANENT:
                raise ServerAway(f"{self._to} cannot log anybody in now: {_answer(error)}.", for_all=True) from None
            if error.smtp_code in ENCRYPTION_NEEDED:
                raise Misconfigured(
                    f'{self._to} wants the connection secured first. Set security = "starttls" under [mail].'
                ) from None
            raise Misconfigured(
                f"{self._to} does not let {account.user} in: {_answer(error)}. Check user and password; many providers "
                "want a password made for programs (an app password)."
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise Misconfigured(
                f"{self._to} offers no login here. Check port and security under [mail], or leave out user."
            ) from None
        except UnicodeEncodeError:
            raise Misconfigured(f"{self._to} takes only ASCII in user and password.") from None
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(f"{self._to} broke off before anything was sent ({_why(error)}).", for_all=True) from None

    def _start_tls(self) -> None:
        if not self._smtp.has_extn("starttls"):
            raise Misconfigured(
                f"{self._to} offers no STARTTLS, and careline sends nothing unsecured. "
                'Try security = "tls" under [mail], usually with port 465.'
            )
        code, said = self._smtp.starttls(context=ssl.create_default_context())
        if code != 220:
            raise ServerAway(f"{self._to} cannot secure the connection now: {_words(code, said)}.", for_all=True)
        self._smtp.ehlo()

    def send(self, message: EmailMessage, at_the_end: Callable[[], object]) -> None:
        """Hand a message over.

        Raises MailRefused, Misconfigured where the server does not take our address, and ServerAway: in doubt once all
        of the message was handed over and no answer came.
        """
        self._offer(message)
        self._hand_over(message.as_bytes(), at_the_end)

    def _offer(self, message: EmailMessage) -> None:
        smtp = self._smtp
        to = message["To"].addresses[0].addr_spec
        try:
            code, said = smtp.mail(self.account.address)
            if code != 250:
                said_so = f"{self._to} does not take mail from {self.account.address}: {_words(code, said)}."
                if code < PERMANENT:
                    raise ServerAway(said_so)
                raise Misconfigured(f"{said_so} Set from under [mail] to an address of yours at that server.")
            code, said = smtp.rcpt(to)
            if code not in (250, 251):
                raise self._not_taken(code, said, f"for {to}")
            code, said = smtp.docmd("DATA")
            if code != 354:
                raise self._not_taken(code, said, f"for {to}")
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(f"{self._to} broke off before the message was handed over ({_why(error)}).") from None

    def _hand_over(self, raw: bytes, at_the_end: Callable[[], object]) -> None:
        # A line of one dot ends the message; so each dot that begins a line is doubled.
        raw = re.sub(rb"(?m)^\.", b"..", raw)
        ends_line = raw.endswith(b"\r\n")
        try:
            self._smtp.send(raw + (b"" if ends_line else b"\r\n"))
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(f"{self._to} broke off while the message was handed over ({_why(error)}).") from None
        at_the_end()
        try:
            self._smtp.send(b".\r\n")
            code, said = self._smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(
                f"{self._to} has the message and did not say whether it took it ({_why(error)}).", in_doubt=True
            ) from None
        if code != 250:
            raise self._not_taken(code, said, "the message")

    def _not_taken(self, code: int, said: bytes, what: str) -> MailRefused | ServerAway:
        if code < PERMANENT:
            return ServerAway(f"{self._to} takes no mail {what} now: {_words(code, said)}.".replace("mail the", "the"))
        return MailRefused(f"{self._to} refuses mail {what}: {_words(code, said)}.".replace("mail the", "the"))

    @contextmanager
    def in_time(self) -> Iterator[None]:
        """Break the connection off where this takes too long: a server may dribble for ever within each limit."""
        limit = Timer(ALTOGETHER, self._break_off)
        limit.daemon = True
        limit.start()
        try:
            yield
        finally:
            limit.cancel()

    def _break_off(self) -> None:
        with suppress(OSError):
            if self._smtp.sock:
                self._smtp.sock.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        """Say goodbye; what was taken stays taken, however that goes."""
        with suppress(OSError, smtplib.SMTPException):
            if self._smtp.sock:
                self._smtp.sock.settimeout(1)
            self._smtp.quit()
        self._smtp.close()


def _answer(error: smtplib.SMTPResponseException) -> str:
    said = error.smtp_error
    return _words(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())


def _words(code: int, said: bytes) -> str:
    """What the server said, in one line: `550 no such user here`."""
    return f"{code} {' '.join(said.decode(errors='replace').split())}"[:MOST_SHOWN].rstrip(" .")


def _why(error: Exception) -> str:
    match error:
        case TimeoutError():
            return f"no answer within {SECONDS:.0f} seconds"
        case smtplib.SMTPServerDisconnected():
            return "it closed the connection"
        case smtplib.SMTPResponseException():
            return _answer(error)
        case OSError() if error.strerror:
            return error.strerror.lower()
    return " ".join(str(error).split())[:MOST_SHOWN]
