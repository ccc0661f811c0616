"""Questions at a terminal: they are asked there, and nowhere else."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.shop import Shop

pexpect = pytest.importorskip("pexpect", reason="2026-11-22: pexpect needs a terminal that Windows has not")
CARELINE = str(Path(sys.executable).with_name("careline"))


def at_a_terminal(shop: Shop, *words: str) -> Any:
    """Run a command at a terminal."""
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.now,
        "NO_COLOR": "1",
    }
    return pexpect.spawn(CARELINE, list(words), env=environment, encoding="utf-8", timeout=20)


def ended(child: Any) -> tuple[str, int]:
    """What was printed until the end, and the exit code."""
    child.expect(pexpect.EOF)
    child.close()
    return child.before or "", child.exitstatus


@pytest.fixture
def opened(shop: Shop) -> Shop:
    """One open case of Dana's."""
    shop("open 'No sound' --customer Dana")
    return shop


def test_what_is_missing_is_asked_for(shop: Shop) -> None:
    child = at_a_terminal(shop, "open", "No sound", "--promise", "I call you")
    child.expect("Who the customer is")
    child.sendline("Dana Reyes")
    child.expect("By when it will be done")
    child.sendline("2bd")
    printed, code = ended(child)
    assert code == 0
    assert "C-1 opened for Dana Reyes" in printed


def test_ctrl_c_at_a_question_leaves_nothing_behind(shop: Shop) -> None:
    child = at_a_terminal(shop, "open", "No sound")
    child.expect("Who the customer is")
    child.sendintr()
    assert ended(child)[1] == 130
    assert not shop.store.exists()


@pytest.mark.parametrize(("answer", "code", "cases"), [("y", 0, 0), ("n", 130, 1), ("", 130, 1)])
def test_undo_asks_before_it_takes_back(opened: Shop, answer: str, code: int, cases: int) -> None:
    child = at_a_terminal(opened, "undo")
    child.expect(r"Undo command 1, case open by Ana\? \[y/N\]")
    child.sendline(answer)
    assert ended(child)[1] == code
    assert len(opened.json("list --all")["items"]) == cases


@pytest.mark.parametrize("option", ["--yes", "--no-input"])
def test_nothing_is_asked_of_who_has_answered(opened: Shop, option: str) -> None:
    printed, code = ended(at_a_terminal(opened, "undo", option))
    assert code == 0
    assert "[y/N]" not in printed


def test_what_cannot_be_undone_is_refused_without_a_question(opened: Shop) -> None:
    opened.at("06-03 10:00")
    printed, code = ended(at_a_terminal(opened, "undo"))
    assert code == 4
    assert "[y/N]" not in printed


def test_a_merge_of_customers_is_asked_about(opened: Shop) -> None:
    opened("customer add 'Dana Reyes'")
    child = at_a_terminal(opened, "customer", "merge", "Dana", "Dana Reyes")
    child.expect(r"Give every case of Dana to Dana Reyes\? \[y/N\]")
    child.sendline("y")
    assert ended(child)[1] == 0
    assert [each["name"] for each in opened.json("customer list")["items"]] == ["Dana Reyes"]
