"""Calling a hook: a program gets what happened on its standard input, a webhook as the body of a request.

Neither is waited for longer than SECONDS, and of what either says no more is kept than its first line.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from time import monotonic
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from careline.domain.errors import CarelineError
from careline.domain.hooks import Hook, shown

SECONDS = 10.0
"""How long a hook may take."""
MOST_HEARD = 4096
MOST_SHOWN = 200
SECRETS = ("PASSWORD", "PASSWD", "SECRET", "TOKEN")
"""A variable of the environment with one of these in its name is not handed on."""


class HookFailed(CarelineError):
    """A hook could not be called, or has failed."""

    exit_code = 75


def ring(hook: Hook, body: str, environ: Mapping[str, str], seconds: float = SECONDS) -> str:
    """Call a hook; how it answered, in a few words. Raises HookFailed with one sentence that says why it did not."""
    if isinstance(hook, str):
        return _post(hook, body, seconds)
    return _run(hook, body, environ, seconds)


def _run(hook: tuple[str, ...], body: str, environ: Mapping[str, str], seconds: float) -> str:
    given = {name: value for name, value in environ.items() if not any(word in name.upper() for word in SECRETS)}
    try:
        # What it runs is the owner's own choice; there is no shell, and nothing of a customer is an argument.
        process = subprocess.Popen(  # noqa: S603
            [str(Path(hook[0]).expanduser()), *hook[1:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=given,
            start_new_session=sys.platform != "win32",
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise HookFailed(f"{hook[0]} cannot be run: {why.lower()}.") from None
    heard: list[bytes] = []
    aside = [
        Thread(target=_hand_in, args=(process.stdin, body.encode()), daemon=True),
        Thread(target=_listen, args=(process.stdout, heard), daemon=True),
    ]
    ends = monotonic() + seconds
    for thread in aside:
        thread.start()
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise HookFailed(f"{hook[0]} did not end within {seconds:g} seconds.") from None
    finally:
        _stop(process)
    for thread in aside:
        # What it has left running may hold its output open.
        thread.join(max(0.0, min(1.0, ends - monotonic())))
    if code:
        raise HookFailed(f"{hook[0]} ended with exit code {code}{_first_line(b''.join(heard))}")
    return "exit code 0"


def _hand_in(stdin: IO[bytes] | None, body: bytes) -> None:
    if stdin is None:
        return
    # A program need not read what it is handed.
    with suppress(OSError, ValueError), stdin:
        stdin.write(body)


def _listen(stdout: IO[bytes] | None, heard: list[bytes]) -> None:
    """Keep the beginning of what a program says, and read the rest so that it need not wait."""
    if stdout is None:
        return
    kept = 0
    with suppress(OSError, ValueError), stdout:
        while piece := os.read(stdout.fileno(), MOST_HEARD):
            heard.append(piece[: max(0, MOST_HEARD - kept)])
            kept += len(piece)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End a program that still runs, with what it has started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class _NoRedirect(HTTPRedirectHandler):
    """Nobody but whom the settings name gets what happened."""

    def redirect_request(self, *told: Any) -> None:
        """Never."""


def _post(address: str, body: str, seconds: float) -> str:
    answers: list[str] = []
    faults: list[str] = []

    def ask() -> None:
        try:
            answers.append(_ask(address, body, seconds))
        except HookFailed as error:
            faults.append(str(error))

    # A server that sends a byte now and then would hold up a plain time limit for ever.
    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    if not answers:
        raise HookFailed((faults or [f"{shown(address)} did not answer within {seconds:g} seconds."])[0])
    return answers[0]


def _ask(address: str, body: str, seconds: float) -> str:
    headers = {"Content-Type": "application/json", "User-Agent": "careline"}
    # The settings allow no other scheme than https, and http to this machine.
    request = Request(address, body.encode(), headers, method="POST")  # noqa: S310
    try:
        with build_opener(ProxyHandler({}), _NoRedirect).open(request, timeout=seconds) as answer:
            return f"HTTP {answer.status}"
    except HTTPError as error:
        with error:
            said = _first_line(error.read(MOST_HEARD))
        raise HookFailed(f"{shown(address)} answered with HTTP {error.code}{said}") from None
    except URLError as error:
        raise HookFailed(f"{shown(address)} cannot be reached: {_reason(error.reason)}.") from None
    except (OSError, HTTPException, ValueError) as error:
        raise HookFailed(f"{shown(address)} cannot be reached: {_reason(error)}.") from None


def _reason(error: object) -> str:
    why = getattr(error, "strerror", None) or getattr(error, "verify_message", None) or str(error)
    return " ".join(str(why).lower().rstrip(".").split()) or type(error).__name__


def _first_line(said: bytes) -> str:
    """What somebody says first, behind a colon; a full stop where they say nothing."""
    line = next(filter(None, (line.strip() for line in said.decode(errors="replace").splitlines())), "")
    line = line.replace("\0", "")
    return f": {line[:MOST_SHOWN]}" if line else "."
