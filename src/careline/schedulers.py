"""What starts commands by itself on this system: the user's crontab, systemd's timers, launchd's agents."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from careline.domain.errors import Misconfigured
from careline.domain.shop.scheduled import Run, in_crontab, in_words

LARGEST = 1 << 20


def runs() -> Iterator[Run]:
    """What is started of careline by itself for this user. Raises Misconfigured where that cannot be looked at."""
    if sys.platform == "win32":
        raise Misconfigured("Windows' Task Scheduler is not looked at")
    for words in (*_timers(), *_agents()):
        yield from in_words(words)
    yield from in_crontab(read_crontab())


def read_crontab() -> str:
    """The user's crontab, empty where there is none. Raises Misconfigured."""
    done = _crontab("-l", "")
    if done.returncode == 0:
        return done.stdout.decode(errors="surrogateescape")
    if re.search(b"no crontab|no such file", done.stderr, re.IGNORECASE):
        return ""
    raise _crontab_failed(done.stderr)


def write_crontab(table: str) -> None:
    """Put this in the place of the user's crontab. Raises Misconfigured."""
    done = _crontab("-", table)
    if done.returncode != 0:
        raise _crontab_failed(done.stderr)


def _timers() -> Iterator[Sequence[str]]:
    """The commands of the user's timers of systemd that are enabled."""
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    for timer in sorted(folder.glob("timers.target.wants/*.timer")):
        for line in _text(folder / f"{timer.stem}.service").splitlines():
            name, _, command = line.partition("=")
            if name.strip() == "ExecStart":
                with suppress(ValueError):
                    yield shlex.split(re.sub(r"([%$])\1", r"\1", command))


def _agents() -> Iterator[Sequence[str]]:
    """The commands of the user's agents of launchd."""
    import plistlib

    for agent in sorted((Path.home() / "Library" / "LaunchAgents").glob("*.plist")):
        # Whatever is wrong with one, it runs nothing of ours.
        with suppress(Exception):
            words = plistlib.loads(_text(agent).encode()).get("ProgramArguments", [])
            yield [word for word in words if isinstance(word, str)]


def _text(path: Path) -> str:
    with suppress(OSError):
        if path.is_file():
            with path.open(encoding="utf-8", errors="replace") as file:
                return file.read(LARGEST)
    return ""


def _crontab(argument: str, table: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("crontab")
    if program is None:
        raise Misconfigured(
            "There is no crontab program here. Install cron, or let systemd do it: 'careline cron show --systemd' "
            "prints its units."
        )
    try:
        return subprocess.run(  # noqa: S603 - the system's own program, and nothing that a customer wrote
            [program, argument],
            input=table.encode(errors="surrogateescape"),
            capture_output=True,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
        )
    except OSError as error:
        raise _crontab_failed(str(error.strerror).encode()) from None


def _crontab_failed(stderr: bytes) -> Misconfigured:
    """The refusal: the crontab program does not do what it is asked for."""
    said = " ".join(stderr.decode(errors="replace").split()).rstrip(".") or "it does not say why"
    return Misconfigured(
        f"The crontab program refused: {said}. Nothing was written; 'careline cron show --systemd' prints units "
        "that need no crontab."
    )
