"""What is called by a hook may fail in any way: it is said in one sentence, and nobody waits for ever."""

import sys
from pathlib import Path
from time import monotonic

import pytest

from careline.ringing import HookFailed, ring
from tests.doorbell import door

HERE = [sys.executable, "-c"]


def failed(hook: str | tuple[str, ...], seconds: float = 5.0) -> str:
    with pytest.raises(HookFailed) as found:
        ring(hook, '{"a": 1}\n' * 50_000, {}, seconds)
    return str(found.value)


def test_a_program_that_reads_nothing_or_says_much_is_as_good_as_another() -> None:
    for script in ("pass", "print('x' * 10_000_000)", "import sys; sys.stdin.close()"):
        assert ring((*HERE, script), '{"a": 1}\n' * 50_000, {}) == "exit code 0"


@pytest.mark.parametrize(
    ("script", "seconds", "why"),
    [
        ("import sys; sys.exit(4)", 30.0, "ended with exit code 4."),
        ("import sys; print(); print('no bell', file=sys.stderr); sys.exit(4)", 30.0, "exit code 4: no bell"),
        ("import time; time.sleep(60)", 1.0, "did not end within 1 seconds."),
        ("import sys\nwhile True: sys.stdout.write('x' * 9999)", 1.0, "did not end within 1 seconds."),
    ],
)
def test_a_program_that_fails_says_so(script: str, seconds: float, why: str) -> None:
    begun = monotonic()
    assert failed((*HERE, script), seconds).endswith(why)
    assert monotonic() - begun < 30


def test_what_a_program_leaves_running_is_not_waited_for() -> None:
    begun = monotonic()
    left = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(20)'])"
    assert ring((*HERE, left), "{}", {"PATH": ""}, 30.0) == "exit code 0"
    assert monotonic() - begun < 15


def test_a_program_that_is_not_there_or_cannot_be_run_says_so(tmp_path: Path) -> None:
    assert "cannot be run: " in failed((str(tmp_path / "ring"),))
    (tmp_path / "ring").write_text("not a program", encoding="utf-8")
    assert "cannot be run: " in failed((str(tmp_path / "ring"),))


def test_a_webhook_that_fails_says_so_and_hides_its_key() -> None:
    with door() as server:
        for answers, why in (
            ([500], "answered with HTTP 500: no such"),
            ([302], "answered with HTTP 302."),
        ):
            server.answers = list(answers)
            said = _asked(server.address)
            assert why in said
            assert "hidden" not in said
        assert "/elsewhere" not in server.paths
        server.answers = [0]
        assert "did not answer within 1 seconds." in _asked(server.address, 1.0)
    assert "cannot be reached: " in _asked(server.address)


def _asked(address: str, seconds: float = 30.0) -> str:
    with pytest.raises(HookFailed) as found:
        ring(address, "{}", {}, seconds)
    return str(found.value)
