"""What the shell proposes."""

import os
import re
import shutil
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from careline.cli.frame.asked import Line, read_line, takes_files
from tests.shop import Answer, Shop, prepared
from tests.tree import commands

pexpect = pytest.importorskip("pexpect", reason="2026-11-22: pexpect needs a terminal that Windows has not")
SHELLS = {
    "bash": ["bash", "--norc", "-i"],
    "zsh": ["zsh", "--no-globalrcs", "-i"],
    "fish": ["fish", "-i", "-C", "function fish_prompt; echo -n 'READY> '; end; function fish_greeting; end"],
}
TAB = "\t"
ENDS = (f"~{number}~" for number in count())
CARELINE = Path(sys.executable).with_name("careline")


def asked(shop: Shop, shell: str, line: str) -> list[str]:
    """What careline answers a shell that asks about the last word of a line."""
    words = line.split()
    place = len(words) if line.endswith(" ") else len(words) - 1
    variables = {
        "_CARELINE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(place),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
    }
    if shell != "bash":
        del variables["COMP_WORDS"]
    answer = replace(shop, environment=shop.environment | variables).run("")
    assert answer.err == ""
    assert "" not in answer.out.splitlines()
    return answer.out.splitlines()


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


OFFERED = [
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
    ("careline show rob", ["C-2"]),
    ("careline show R", ["C-2"]),
    ("careline show C", ["C-1", "C-2"]),
    ("careline show Zz", []),
    ("careline case move W-", ["W-1", "W-2"]),
    ("careline case edit W", ["W-1", "W-2"]),
    ("careline case edit w-1", ["w-1"]),
    ("careline case edit C-", ["C-1", "C-2"]),
    ("careline case edit dan", ["C-1"]),
    ("careline case note 1 ", []),
    ("careline heard 1 ", []),
    ("careline follow-up 1 ", []),
    ("careline follow-up 1 da", []),
    ("careline follow-up 1 C-", ["C-1", "C-2"]),
    ("careline nonsense ", []),
    ("careline case nonsense ", []),
    ("careline open ", []),
    ("careline list --output ", []),
]


def test_bash_is_offered_what_fits(busy: Shop, subtests: pytest.Subtests) -> None:
    for line, proposed in OFFERED:
        with subtests.test(line):
            assert sorted(asked(busy, "bash", line)) == sorted(proposed)


def test_zsh_is_told_whose_case_it_is_and_what_an_article_is_about(busy: Shop) -> None:
    assert "C-2:Robin Vale: No card" in asked(busy, "zsh", "careline show ")
    assert "K-3:MX500i: Hums" in asked(busy, "zsh", "careline article show ")


def test_zsh_is_told_what_was_said_and_what_a_merged_case_is_part_of(busy: Shop) -> None:
    assert "W-2:C-2, Robin Vale: No card" in asked(busy, "zsh", "careline case move ")
    assert asked(busy, "zsh", "careline case unmerge ") == []
    busy("open Crackles --customer 'Dana Reyes'")
    busy("case merge 3 --into 1")
    assert asked(busy, "zsh", "careline case unmerge ") == ["C-3:Dana Reyes: Crackles, part of C-1"]


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("D", "'Dana Reyes':::dana@example.com"), ("P", "'Pat O''Brien: \"P\"'::: ")],
)
def test_powershell_is_given_words_in_quotes(hostile: Shop, typed: str, proposed: str) -> None:
    assert asked(hostile, "pwsh", f"careline customer show {typed}") == [proposed]


def test_nothing_is_proposed_where_there_is_no_store(shop: Shop) -> None:
    assert asked(shop, "bash", "careline show ") == []


def test_only_a_shell_that_is_known_is_answered(shop: Shop) -> None:
    assert "Dana" in shop("open x --customer Dana").out
    shop.environment["_CARELINE_COMPLETE"] = ""
    assert "Dana" in shop("show 1").out
    shop.environment["_CARELINE_COMPLETE"] = "complete_tcsh"
    assert shop.run("show 1") == Answer(1, "", "")


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


def shell(shop: Shop, name: str) -> Any:
    """A shell at a terminal, in the shop's folder, with what was installed for it."""
    if shutil.which(name) is None:
        pytest.skip(f"2026-11-22: there is no {name} on this machine")
    shop.environment["HOME"] = str(shop.folder)
    shop(f"completion install {name}")
    program, *words = SHELLS[name]
    environment = environment_of(shop) | {"PS1": "READY> ", "XDG_CONFIG_HOME": str(shop.folder / ".config")}
    environment["TERM"] = "xterm" if name == "fish" else "dumb"
    started = pexpect.spawn(
        program, words, env=environment, encoding="utf-8", dimensions=(50, 200), cwd=str(shop.folder)
    )
    if name == "bash":
        started.sendline("PS1=READY\\>\\ ; bind 'set bell-style none'; . ~/.bashrc")
    started.expect_exact("READY> ", timeout=20)
    return started


def after_tab(at: Any, typed: str, tabs: int = 1) -> str:
    """What a shell has written after Tab; the line is taken away again.

    What is typed behind the Tab is shown when the shell has said all that it has to say about it.
    """
    end = next(ENDS)
    at.send(f"{typed}{TAB * tabs}{end}")
    at.expect_exact(end, timeout=20)
    at.send("\x15")
    return _plain(at.before)


def _plain(screen: str) -> str:
    return re.sub(r"\x1b\[[0-9;?>=]*[a-zA-Z]|\x1b[()][B0]|\x1b[=>]|[\x07\x08\x0e\x0f]", "", screen)


@pytest.mark.parametrize("name", SHELLS)
def test_a_real_shell_completes_what_fits_to_one_word(hostile: Shop, name: str, subtests: pytest.Subtests) -> None:
    (hostile.folder / "my tickets.csv").touch()
    at = shell(hostile, name)
    for typed, shown in (
        ("careline li", "list "),
        ("careline show C-1", "C-1 "),
        ("careline customer show D", r"Dana\ Reyes "),
        (r"careline customer show Dana\ R", r"Dana\ Reyes "),
        ("careline open x --customer=Da", r"Dana\ Reyes "),
        ("careline open x --customer Pat", r"Pat\ O\'Brien:\ \"P\" "),
        (r"careline customer show Pat\ O\'Brien:", r"Pat\ O\'Brien:\ \"P\" "),
        ("careline import my", r"my\ tickets.csv "),
        ("careline import --skip-bad=my", r"my\ tickets.csv "),
        ("careline list --output my", r"my\ tickets.csv "),
        ("careline --config my", r"my\ tickets.csv "),
        ("careline --db my", r"my\ tickets.csv "),
    ):
        with subtests.test(typed):
            screen = after_tab(at, typed)
            assert shown in screen
            assert not [twice for twice in (":Pat", "=--") if twice in screen]
    at.close(force=True)
    assert not (hostile.folder / "obeyed").exists()


@pytest.mark.parametrize("name", SHELLS)
def test_a_real_shell_offers_nothing_where_a_text_goes(hostile: Shop, name: str, subtests: pytest.Subtests) -> None:
    (hostile.folder / "tickets.csv").touch()
    at = shell(hostile, name)
    for typed in (
        "careline case note 1 ",
        "careline open ",
        "careline nonsense ",
        "careline show Zz",
        "careline find t",
    ):
        with subtests.test(typed):
            screen = after_tab(at, typed, tabs=2)
            assert [each for each in ("tickets", "C-1", "''", "brief") if each in screen] == []
    at.close(force=True)


@pytest.mark.parametrize(("name", "tabs"), [("bash", 2), ("zsh", 1), ("fish", 1)])
def test_a_real_shell_shows_whose_cases_they_are(busy: Shop, name: str, tabs: int) -> None:
    busy("open 'A second' --customer 'Dana Reyes'")
    at = shell(busy, name)
    screen = after_tab(at, "careline show C-", tabs)
    assert [each for each in ("C-3", "Dana Reyes: A second", "C-2", "Robin Vale: No card") if each not in screen] == []
    at.close(force=True)


@pytest.mark.parametrize(("name", "tabs"), [("bash", 2), ("zsh", 1)])
def test_a_real_shell_shows_the_cases_of_a_customer(busy: Shop, name: str, tabs: int) -> None:
    busy("open 'A second' --customer 'Dana Reyes'")
    at = shell(busy, name)
    screen = after_tab(at, "careline show Da", tabs)
    assert [each for each in ("C-3", "Dana Reyes: A second", "C-1", "Dana Reyes: No sound") if each not in screen] == []
    assert "C-2" not in screen
    if name == "bash":
        assert "careline show C" not in screen
        assert "C-2 " in after_tab(at, "careline show Ro")
    at.close(force=True)


def test_fish_which_takes_only_what_goes_on_as_begun_is_told_of_the_customer(busy: Shop) -> None:
    busy("open 'A second' --customer 'Dana Reyes'")
    assert asked(busy, "fish", "careline show da") == ["dana Reyes\tC-1: No sound; C-3: A second"]
    at = shell(busy, "fish")
    assert r"Dana\ Reyes " in after_tab(at, "careline show Da")
    at.close(force=True)


def test_a_real_zsh_quotes_within_quotes(hostile: Shop) -> None:
    at = shell(hostile, "zsh")
    at.send('careline customer show "D\t')
    at.expect_exact('careline customer show "Dana Reyes" ', timeout=20)
    at.close(force=True)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("careline show ", Line(("careline", "show"), "")),
        ("careline show Da", Line(("careline", "show"), "Da")),
        (r"careline show Dana\ ", Line(("careline", "show"), "Dana ")),
        ('careline show "Dana ', Line(("careline", "show"), "Dana ", quote='"')),
        ("careline note 'a \\' b", Line(("careline", "note", "a \\"), "b")),
        ('x "a\\"b\\c" ', Line(("x", 'a"b\\c'), "")),
        ("x a:b", Line(("x",), "a:b", kept=2)),
        ("x a:b c", Line(("x", "a:b"), "c")),
        ("x 'a:b", Line(("x",), "a:b", quote="'")),
        ("x --to='a:b", Line(("x",), "--to=a:b", quote="'", kept=5)),
        (r"x a\:b", Line(("x",), "a:b")),
        ("x '' ", Line(("x", ""), "")),
    ],
)
def test_a_line_that_is_half_typed_is_read_as_the_shell_reads_it(line: str, read: Line) -> None:
    assert read_line(line, ":=") == read


def test_every_parameter_that_is_a_file_offers_files_and_no_other(busy: Shop) -> None:
    asking = {name for name, command in commands().items() for each in command.params if takes_files(each)}
    assert asking >= {"import", "list", "article add", "demo", "purchase import", "invitations sent", "config path"}
    for name, command in commands().items():
        for each in command.params:
            told = f"{each.metavar} {each.type.name}"
            assert takes_files(each) == any(word in told for word in ("FILE", "FOLDER", "PATH", "REJECTS", "path")), (
                name
            )


def test_install_tells_the_shells_start_up_file(busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert "Completion for bash installed" in busy("completion install bash").out
    assert "careline" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def test_powershells_profile_is_told_once_and_its_policy_left_alone(
    busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "Pat's" / "profile.ps1"
    pwsh = tmp_path / "pwsh"
    pwsh.write_text(f'#!/bin/sh\necho "$*" >>\'{tmp_path}/asked\'\necho "{profile}"\n', encoding="utf-8")
    pwsh.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    for _ in range(2):
        assert (
            f"Completion for pwsh installed: {profile.with_name('careline.ps1')}" in busy("completion install pwsh").out
        )
    assert profile.read_text(encoding="utf-8").count("careline.ps1") == 1
    assert f". '{tmp_path}/Pat''s/careline.ps1'" in profile.read_text(encoding="utf-8")
    assert "Policy" not in (tmp_path / "asked").read_text(encoding="utf-8")


def test_a_powershell_that_is_not_there_is_refused_with_the_way_by_hand(
    busy: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert "careline completion show pwsh" in busy.refuses(2, "completion install pwsh")


def test_an_unknown_shell_is_refused(busy: Shop) -> None:
    busy.refuses(2, "completion show tcsh")
