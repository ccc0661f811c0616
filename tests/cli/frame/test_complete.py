"""What the shell proposes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shop import Shop, prepared

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
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
    }
    done = subprocess.run([CARELINE], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


@prepared
def busy(shop: Shop) -> Shop:
    """Two open cases, one of them with a replacement and an escalation."""
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product MX500i")
    shop("open 'No card' --customer 'Robin Vale' --promise 'FieldCo calls' --by 2bd --performer FieldCo")
    shop("ship-replacement 1 --why 'a new one' --arrives 2bd --carrier FedEx")
    shop("product add MX500i --supplier Plantronics")
    shop("escalate 2 --to Ben --ack-by 4bh --backup 'Ana drives there'")
    for remedy in ("Send a new cable", "Wait"):
        shop(f"article add --product MX500i --symptom Crackles --remedy '{remedy}'")
    shop("article add --product MX500i --symptom Hums --remedy Wait")
    shop("article retire K-2 --because 'Nobody waits'")
    return shop


@prepared
def hostile(busy: Shop) -> Shop:
    """Two customers whose names and subjects a shell would obey, if it were asked to."""
    code = f"touch {busy.folder}/obeyed"
    busy("open", f"x\\$({code}) `{code}` '; {code};'", "--customer", f"Mallory\\$({code})")
    busy("open", f'"; {code}; "', "--customer", 'Pat O\'Brien: "P"')
    return busy


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
        ("careline article show ", ["K-3", "K-1"]),
        ("careline case diagnose 1 --article K-3", ["K-3"]),
        ("careline article list --product m", ["mX500i"]),
        ("careline customer show dan", ["dana Reyes"]),
        ("careline party show F", ["FedEx", "FieldCo"]),
        ("careline product show mx", ["mx500i"]),
        ("careline open x --product M", ["MX500i"]),
        ("careline open x --customer R", ["Robin Vale"]),
        ("careline list --overd", ["--overdue"]),
    ],
)
def test_bash_is_offered_what_fits(busy: Shop, line: str, proposed: list[str]) -> None:
    assert sorted(asked(busy, "bash", line)) == sorted(proposed)


def test_zsh_is_told_whose_case_it_is_and_what_an_article_is_about(busy: Shop) -> None:
    assert "C-2:Robin Vale: No card" in asked(busy, "zsh", "careline show ")
    assert "K-3:MX500i: Hums" in asked(busy, "zsh", "careline article show ")


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("D", "'Dana Reyes':::dana@example.com"), ("P", "'Pat O''Brien: \"P\"'::: ")],
)
def test_powershell_is_given_words_in_quotes(hostile: Shop, typed: str, proposed: str) -> None:
    assert asked(hostile, "pwsh", f"careline customer show {typed}") == [proposed]


def test_nothing_is_proposed_where_there_is_no_store(shop: Shop) -> None:
    assert asked(shop, "bash", "careline show ") == []


def test_a_customer_cannot_write_into_the_shell(shop: Shop) -> None:
    shop("open", "evil \x1b]52;c;x\x07 `id` $(id)", "--customer", "Mallory \x1b[2J")
    answer = "\n".join(asked(shop, "zsh", "careline show "))
    assert "\x1b" not in answer
    assert "\x07" not in answer
    assert asked(shop, "bash", "careline customer show M") == []


def environment_of(shop: Shop) -> dict[str, str]:
    """What a shell needs to find careline and the shop."""
    return os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "HOME": str(shop.folder),
        "PATH": f"{CARELINE.parent}{os.pathsep}{os.environ['PATH']}",
        "TERM": "dumb",
    }


@pytest.mark.skipif(shutil.which("bash") is None, reason="2026-11-22: there is no bash on this machine")
@pytest.mark.parametrize(
    ("words", "place", "proposed"),
    [
        ("careline show ' '", 2, ["C-1", "C-2", "C-3", "C-4"]),
        ("careline li", 1, ["list"]),
        ("careline customer show D", 3, [r"Dana\ Reyes"]),
        ("careline customer show '\"D'", 3, ["Dana Reyes"]),
        ("careline customer show P", 3, [r"Pat\ O\'Brien:\ \"P\""]),
        ("careline customer show '\"P'", 3, []),
        ("careline customer show '\"M'", 3, []),
    ],
)
def test_a_real_bash_completes_after_the_script_is_read(
    hostile: Shop, words: str, place: int, proposed: list[str]
) -> None:
    (hostile.folder / "completion.sh").write_text(hostile("completion show bash").out, encoding="utf-8")
    lines = f"""
        . ~/completion.sh
        COMP_WORDS=({words}); COMP_CWORD={place}
        _careline_completion careline
        for each in "${{COMPREPLY[@]}}"; do printf '%s\\n' "$each"; done
    """
    bash = ["bash", "--norc", "-c", lines]
    done = subprocess.run(bash, env=environment_of(hostile), capture_output=True, text=True, check=True)
    assert sorted(done.stdout.splitlines()) == sorted(proposed)
    assert done.stderr == ""
    assert not (hostile.folder / "obeyed").exists()


@pytest.mark.skipif(shutil.which("zsh") is None, reason="2026-11-22: there is no zsh on this machine")
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("careline li", "careline list "),
        ("careline promise re", "renegotiate  -- Put a new promise"),
        ("careline show C-", "C-2  -- Robin Vale: No card"),
        ("careline show C-1", "careline show C-1 "),
        ("careline show --f", "careline show --format "),
        ("careline customer show D", r"careline customer show Dana\ Reyes "),
        ('careline customer show "D', 'careline customer show "Dana Reyes" '),
        (r"careline customer show Dana\ R", r"careline customer show Dana\ Reyes "),
        ("careline open x --customer Pa", r"careline open x --customer Pat\ O\'Brien:\ \"P\" "),
        ("careline customer show M", r"careline customer show Mallory\\\$\(touch\ "),
    ],
)
def test_a_real_zsh_completes_what_was_installed(hostile: Shop, typed: str, shown: str) -> None:
    pexpect = pytest.importorskip("pexpect", reason="2026-11-22: pexpect needs a terminal that Windows has not")
    hostile.environment["HOME"] = str(hostile.folder)
    hostile("completion install zsh")
    environment = environment_of(hostile) | {"PS1": "READY> "}
    zsh = pexpect.spawn("zsh", ["--no-globalrcs", "-i"], env=environment, encoding="utf-8", dimensions=(50, 200))
    zsh.expect_exact("READY> ", timeout=20)
    zsh.send(f"{typed}\t")
    zsh.expect_exact(shown, timeout=20)
    zsh.sendline("")
    zsh.close(force=True)
    assert not (hostile.folder / "obeyed").exists()


def test_install_tells_the_shells_start_up_file(busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert "Completion for bash installed" in busy("completion install bash").out
    assert "careline" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def test_an_unknown_shell_is_refused(busy: Shop) -> None:
    busy.refuses(2, "completion show tcsh")
