"""A shop to test in: the real command line on a real store, at moments that the test names."""

import io
import json
import os
import pickle
import shlex
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import pytest

from careline.cli.frame.app import run

ZONE = ZoneInfo("America/New_York")
KEPT_IN = "SHOPS_KEPT_IN"
"""The variable that names the folder of what prepared shops are, which all workers of a run share."""
SETTINGS = """\
[shop]
name = "Headsets Direct"
timezone = "America/New_York"
owner = "Ana"
me = "Ana"
"""


def local(moment: str) -> datetime:
    """The moment that `06-01 10:00` names: of 2026, in New York."""
    return datetime.fromisoformat(f"2026-{moment}").replace(tzinfo=ZONE)


def utc(moment: str) -> str:
    """The same moment as JSON has it."""
    return f"{local(moment).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


class NewShop(Protocol):
    """Makes another shop whenever it is called; it begins with a copy of a store, where one is given."""

    def __call__(self, store: Path | None = None) -> "Shop":
        """A shop in a folder of its own."""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The standard output as JSON."""
        return json.loads(self.out)


@dataclass
class Shop:
    """One shop in a folder of its own. `at` sets the moment: an ISO moment, or `06-01 10:00` of 2026 in New York."""

    folder: Path
    now: str = "2026-06-01T10:00:00-04:00"
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings_file.write_text(SETTINGS, encoding="utf-8")

    @property
    def settings_file(self) -> Path:
        """The shop's settings."""
        return self.folder / "careline.toml"

    @property
    def store(self) -> Path:
        """The shop's store, which the first recording command makes."""
        return self.folder / "store" / "careline.db"

    @property
    def variables(self) -> dict[str, str]:
        """What a command finds in its environment."""
        return {
            "CARELINE_DB": str(self.store),
            "CARELINE_CONFIG": str(self.settings_file),
            "CARELINE_NOW": self.now,
            **self.environment,
        }

    def configure(self, more: str) -> None:
        """Add lines to the settings."""
        self.settings_file.write_text(SETTINGS + more, encoding="utf-8")

    def like(self, store: Path) -> "Shop":
        """Begin, or begin anew, with a copy of a store."""
        self.store.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copy(store, self.store)
        if (attached := store.with_name(f"{store.name}-attachments")).is_dir():
            shutil.copytree(attached, self.store.with_name(f"{self.store.name}-attachments"), dirs_exist_ok=True)
        return self

    def at(self, moment: str) -> "Shop":
        """Set the moment of the next commands."""
        self.now = moment if "T" in moment else local(moment).isoformat()
        return self

    def run(self, command: str, *more: str, typed: str = "") -> Answer:
        """Run a command line, split as a shell would; `more` words are taken as they are."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in self.variables.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.StringIO(typed))
            code = run([*shlex.split(command), *more])
        return Answer(code, out.getvalue(), err.getvalue())

    def __call__(self, command: str, *more: str, typed: str = "") -> Answer:
        """Run a command that must succeed."""
        answer = self.run(command, *more, typed=typed)
        assert answer.code == 0, f"{command}: {answer.code} {answer.err}"
        return answer

    def json(self, command: str, *more: str) -> Any:
        """Run a command that must succeed, and read its JSON."""
        return self(f"{command} --json", *more).json

    def refuses(self, code: int, command: str, *more: str, typed: str = "") -> str:
        """Run a command that must be refused with one line, this code, and nothing written; give the line."""
        before = self.store.read_bytes() if self.store.exists() else None
        answer = self.run(command, *more, typed=typed)
        after = self.store.read_bytes() if self.store.exists() else None
        assert answer.code == code, f"{command}: {answer.code} {answer.err or answer.out}"
        assert answer.err.startswith("careline: ")
        assert answer.err.count("\n") == 1
        assert "Traceback" not in answer.err
        assert after == before, f"{command} was refused and yet it wrote"
        return answer.err

    def promise(self, number: int) -> Any:
        """A promise as JSON."""
        return self.json(f"promise show {number}")["promises"][0]

    def case(self, number: int = 1) -> Any:
        """A case with everything on it, as JSON."""
        return self.json(f"show {number}")


def prepared(prepare: Callable[[Shop], Shop]) -> Any:
    """A fixture that runs its commands once, for all workers; every test begins with a copy of what they left."""
    left: dict[bytes, dict[str, Any]] = {}

    @pytest.fixture
    @wraps(prepare)
    def fixture(**shops: Shop) -> Shop:
        (shop,) = shops.values()
        before = pickle.dumps(_state_of(shop))
        if before not in left:
            name = f"{prepare.__module__}.{prepare.__name__}-{sha256(before).hexdigest()}"
            left[before] = _left(Path(os.environ[KEPT_IN]) / name, shop, prepare)
        _lay(left[before], shop)
        return shop

    return fixture


def _left(kept: Path, shop: Shop, prepare: Callable[[Shop], Shop]) -> dict[str, Any]:
    """What the commands left: another worker may have kept it."""
    if not kept.exists():
        prepare(shop)
        own = kept.with_name(f"{kept.name}-{os.getpid()}")
        own.write_bytes(pickle.dumps(_state_of(shop)))
        own.replace(kept)
    state: dict[str, Any] = pickle.loads(kept.read_bytes())  # noqa: S301  # written by these tests just now
    return state


def _state_of(shop: Shop) -> dict[str, Any]:
    files = {path.relative_to(shop.folder): path for path in shop.folder.rglob("*") if path.is_file()}
    return {
        "files": {name: (path.stat().st_mode, path.read_bytes()) for name, path in sorted(files.items())},
        "now": shop.now,
        "environment": dict(shop.environment),
    }


def _lay(state: dict[str, Any], shop: Shop) -> None:
    for name, (mode, content) in state["files"].items():
        path = shop.folder / name
        for folder in reversed(path.parents):
            folder.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)
    shop.now, shop.environment = state["now"], dict(state["environment"])
