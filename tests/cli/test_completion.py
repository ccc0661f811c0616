"""What the shell proposes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shop import Shop

CARELINE = Path(sys.executable).with_name("careline")


def asked(shop: Shop, shell: str, line: str) -> list[str]:
    """What careline answers a shell that asks about the last word of a line."""
    words = line.split()
    place = len(words) if line.endswith(" ") else len(words) - 1
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "_CARELINE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(place),
        "_TYPER_COMPLETE_ARGS": line,
    }
    done = subprocess.run([CARELINE], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """Two open cases, one of them with a replacement and an escalation."""
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product MX500i")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 2bd --performer FieldCo")
    shop("ship-replacement 1 --why 'a new one' --arrives 2bd --carrier FedEx")
    shop("escalate 2 --to Ben --ack-by 4bh --backup 'Ana drives there'")
    return shop


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("careline li", ["list"]),
        ("careline promise ren", ["renegotiate"]),
        ("careline show ", ["C-2", "C-1"]),
        ("careline show C-1", ["C-1"]),
        ("careline show c1", ["c1"]),
        ("careline show 2", ["2"]),
        ("careline keep P-", ["P-1", "P-2", "P-3", "P-4"]),
        ("careline outcome ", ["R-1"]),
        ("careline escalation told ", ["E-1"]),
        ("careline customer show dan", ["dana Reyes"]),
        ("careline party show F", ["FedEx", "FieldCo"]),
        ("careline open x --customer R", ["Robin Vale"]),
        ("careline list --overd", ["--overdue"]),
    ],
)
def test_bash_is_offered_what_fits(busy: Shop, line: str, proposed: list[str]) -> None:
    assert sorted(asked(busy, "bash", line)) == sorted(proposed)


def test_zsh_is_told_whose_case_it_is(busy: Shop) -> None:
    assert any('"C-2":"Robin Vale\\\\: No card"' in line for line in asked(busy, "zsh", "careline show "))


def test_nothing_is_proposed_where_there_is_no_store(shop: Shop) -> None:
    assert asked(shop, "bash", "careline show ") == []


def test_a_customer_cannot_write_into_the_shell(shop: Shop) -> None:
    shop("open", "evil \x1b]52;c;x\x07 `id` $(id)", "--customer", "Mallory \x1b[2J")
    answer = "\n".join(asked(shop, "zsh", "careline show "))
    assert "\x1b" not in answer
    assert "\x07" not in answer
    assert asked(shop, "bash", "careline customer show M") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="2026-11-22: there is no bash on this machine")
def test_a_real_bash_completes_after_the_script_is_read(busy: Shop, tmp_path: Path) -> None:
    script = tmp_path / "completion.sh"
    script.write_text(busy("completion show bash").out, encoding="utf-8")
    lines = f"""
        . {script}
        COMP_WORDS=(careline show ''); COMP_CWORD=2
        _careline_completion careline
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    environment = os.environ | {
        "CARELINE_DB": str(busy.store),
        "CARELINE_CONFIG": str(busy.settings_file),
        "PATH": f"{CARELINE.parent}{os.pathsep}{os.environ['PATH']}",
    }
    bash = ["bash", "--norc", "-c", lines.replace("show ''", "show ' '")]
    done = subprocess.run(bash, env=environment, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"C-1", "C-2"}


def test_install_tells_the_shells_start_up_file(busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert "Completion for bash installed" in busy("completion install bash").out
    assert "careline" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def test_an_unknown_shell_is_refused(busy: Shop) -> None:
    busy.refuses(2, "completion show tcsh")
