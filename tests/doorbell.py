"""Whoever is called by a hook: a program that writes down what it hears, and a server on this machine."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

BELL = """\
import os, pathlib, sys
heard = pathlib.Path(__file__).with_name("heard.txt")
with heard.open("a", encoding="utf-8") as file:
    file.write(sys.stdin.buffer.read().decode().strip() + "\\n")
"""


class Bell:
    """A program that writes down what it hears; `more` is what it does then."""

    def __init__(self, folder: Path, more: str = "") -> None:
        self.program = folder / "bell.py"
        self.program.write_text(BELL + more, encoding="utf-8")

    @property
    def hook(self) -> str:
        """The program as a setting."""
        return json.dumps([sys.executable, str(self.program)])

    @property
    def heard_file(self) -> Path:
        """Where it writes."""
        return self.program.with_name("heard.txt")

    @property
    def heard(self) -> list[dict[str, Any]]:
        """What it has heard."""
        file = self.heard_file
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []

    @property
    def told(self) -> list[str]:
        """The line for people of each."""
        return [each["text"] for each in self.heard]

    def settings(self, *events: str) -> str:
        """Settings that call it for these events."""
        return "[hooks]\n" + "".join(f"{event} = {self.hook}\n" for event in events)


class Door(ThreadingHTTPServer):
    """A server that writes down what it is sent, and answers with the first of `answers` that is left, else 204.

    0 is no answer at all; 302 sends whoever asks to another path.
    """

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.answers: list[int] = []
        super().__init__(("127.0.0.1", 0), _Asked)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}/bell?key=hidden"


class _Asked(BaseHTTPRequestHandler):
    server: Door

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.server.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self._answer()

    def _answer(self) -> None:
        self.server.paths.append(self.path)
        code = self.server.answers.pop(0) if self.server.answers else 204
        if code == 0:
            sleep(3)
            return
        self.send_response(code)
        if code in range(300, 400):
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        if code not in (204, 302):
            self.wfile.write(b"no such \x1b[31mdoor\nsecond line")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def door() -> Iterator[Door]:
    """Such a server."""
    server = Door()
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
