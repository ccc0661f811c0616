"""What holds for every test: none sees the shop, the settings, the terminal or the crontab of whoever runs it."""

import gc
import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tests.evidence import deep
from tests.shop import KEPT_IN, NewShop, Shop

# A crontab program that keeps its table in the home folder.
OUR_PROGRAMS = Path(__file__).with_name("bin")

# Machines are noisy; a slow moment is no wrong answer.
settings.register_profile("careline", deep(100), deadline=None)
settings.load_profile("careline")


IN_MEMORY = Path("/dev/shm")  # noqa: S108  # where Linux keeps files in memory
ROOM = 4 * 2**30


def pytest_configure() -> None:
    """Let pytest make its folders in memory where there is room: every command waits for the disk several times."""
    # As the program does (`__main__.py`): what is loaded once is no garbage, and looking for some takes long.
    gc.set_threshold(250_000, 50, 50)
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are processors: some tests wait for shells, or for processes of their own."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def _nobodys_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    home = tmp_path_factory.mktemp("home")
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept"
    kept.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("CARELINE_", "XDG_")) or name in {"COLUMNS", "FORCE_COLOR", "NO_COLOR", "TZ"}:
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv(KEPT_IN, str(kept))
        patch.setenv("PATH", str(OUR_PROGRAMS), prepend=os.pathsep)
        yield


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    """A shop without a store yet, on Mon 1 Jun 2026 at 10:00 in New York."""
    return Shop(tmp_path)


@pytest.fixture
def new_shop(tmp_path: Path) -> NewShop:
    """Makes such shops, for a test that goes through many things and needs another shop for each."""
    numbers = count()

    def make(store: Path | None = None) -> Shop:
        folder = tmp_path / f"shop-{next(numbers)}"
        folder.mkdir()
        return Shop(folder).like(store) if store else Shop(folder)

    return make
