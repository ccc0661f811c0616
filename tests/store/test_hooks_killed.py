"""A sweep that calls hooks is killed at any write: the next one calls for whatever was not told."""

import signal
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.doorbell import Bell
from tests.evidence import every
from tests.shop import Shop
from tests.store.walk import Step, take

if sys.platform != "linux":
    pytest.skip("2026-12-01: processes are traced as Linux traces them", allow_module_level=True)

from tests.store import stopping

SWEEP = Step("06-02 17:01", "sweep", "sweep")


def test_a_sweep_that_is_killed_at_any_write_loses_no_call(shop: Shop, tmp_path: Path) -> None:
    folder = tmp_path / "bell"
    folder.mkdir()
    bell = Bell(folder)
    opened = "open 'No sound' --customer 'Robin Vale' --promise 'A call' --by '2026-06-02 17:00'"
    shop(opened)
    shop.configure(bell.settings("overdue", "case_opened"))
    shop("sweep")
    shop(opened)
    before = tmp_path / "before"
    before.write_bytes(shop.store.read_bytes())
    killed, step = 0, every(25)
    for place in count(1, step):
        stopping.lay(shop, before)
        bell.heard_file.unlink(missing_ok=True)
        seen = count(1)

        def at_call(call: str | None, seen: "count[int]" = seen, place: int = place) -> int:
            return signal.SIGKILL if call and next(seen) == place else 0

        code = stopping.traced(shop.store.parent, lambda: take(shop, SWEEP), at_call)
        shop.at("06-02 17:16")("sweep")
        told = {(each["event"], each["case"]["id"]) for each in bell.heard}
        assert told == {("case_opened", "C-2"), ("overdue", "C-1"), ("overdue", "C-2")}
        assert shop.json("hooks list")["sections"]["calls"] == []
        if code == 0:
            break
        killed += 1
    assert killed > 1
