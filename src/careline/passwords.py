"""The password of a mail account: from the environment, a file that nobody else can read, or a command."""

import os
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from careline.domain.errors import Misconfigured
from careline.domain.mail.account import Account
from careline.domain.wording import shell_word

VARIABLE = "CARELINE_MAIL_PASSWORD"
LONGEST = 4096
SECONDS = 30
"""How long the command may take: it may ask somebody to unlock a safe."""


def password(account: Account, environ: Mapping[str, str]) -> str:
    """The password of the account's user. Raises Misconfigured with what to do; no message has the password."""
    if given := environ.get(VARIABLE):
        return given
    if account.password_file:
        return _in_file(Path(account.password_file).expanduser())
    if account.password_command:
        return _printed_by(account.password_command)
    raise Misconfigured(
        f"[mail] has the user {account.user} and no password. Set password_file or password_command there, or "
        f"{VARIABLE}."
    )


def _in_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            kind = os.fstat(file.fileno())
            raw = file.read(LONGEST + 1) if stat.S_ISREG(kind.st_mode) else b""
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Misconfigured(f"The password file {path} cannot be read: {why}. See [mail] password_file.") from None
    if sys.platform != "win32" and kind.st_mode & 0o077:
        raise Misconfigured(
            f"Others can read the password file {path}. Take that away with: chmod 600 {shell_word(str(path))}"
        )
    return _one_line(raw, f"The password file {path}")


def _printed_by(command: Sequence[str]) -> str:
    said = f"The password command {shell_word(command[0])}"
    try:
        # What it runs is the user's own choice, as the editor is; there is no shell in between.
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=SECONDS, check=False
        )
    except OSError as error:
        raise Misconfigured(f"{said} cannot be run: {(error.strerror or str(error)).lower()}.") from None
    except subprocess.TimeoutExpired:
        raise Misconfigured(f"{said} did not end within {SECONDS} seconds.") from None
    if done.returncode:
        raise Misconfigured(f"{said} failed with exit code {done.returncode}. Run it yourself to see why.")
    return _one_line(done.stdout, said)


def _one_line(raw: bytes, what: str) -> str:
    """The first line. Raises Misconfigured where that is no password."""
    try:
        line = raw.decode().split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        line = ""
    if not line or len(raw) > LONGEST or "\0" in line:
        raise Misconfigured(f"{what} gives no password: it is the first line, as text.")
    return line
