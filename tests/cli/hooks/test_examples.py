"""What docs/hooks.md shows works: its settings, and its scripts as a hook runs them."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.doorbell import door
from tests.shop import Shop

PAGE = (Path(__file__).parents[3] / "docs" / "hooks.md").read_text(encoding="utf-8")


def shown(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_settings_are_settings(shop: Shop, subtests: pytest.Subtests) -> None:
    assert len(shown("toml")) == 3
    for block in shown("toml"):
        with subtests.test(block):
            shop.configure(block)
            assert "hooks." in shop("config show").out


def test_the_scripts_do_what_is_said_of_them(shop: Shop, tmp_path: Path) -> None:
    chat, book = shown("python")
    (tmp_path / "chat.py").write_text(chat, encoding="utf-8")
    (tmp_path / "book.py").write_text(book, encoding="utf-8")
    with door() as server:
        hooks = {
            "case_opened": [sys.executable, str(tmp_path / "chat.py"), server.address],
            "promise_kept": [sys.executable, str(tmp_path / "book.py"), str(tmp_path / "book.txt")],
        }
        shop.configure("[hooks]\n" + "".join(f"{event} = {json.dumps(words)}\n" for event, words in hooks.items()))
        shop("open 'No sound' --customer 'Robin Vale' --promise 'A call' --by 2bd")
        shop("keep 1")
        assert shop("sweep").err == ""
        assert server.heard == [{"content": "Case opened: C-1."}]
    shop("hooks test promise_kept")
    shop("hooks test promise_kept")
    lines = (tmp_path / "book.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 2)[0] for line in lines] == ["H-2", "H-0"]


@pytest.mark.skipif(sys.platform == "win32", reason="2026-12-01: Windows has no sh")
def test_the_bell_rings(shop: Shop, tmp_path: Path) -> None:
    [script] = shown("sh")
    for name, text in (("ring", script), ("notify-send", f'#!/bin/sh\necho "$@" > "{tmp_path}/rung.txt"\n')):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    shop.environment["PATH"] = f"{tmp_path}:/usr/bin:/bin"
    shop.configure(f'[hooks]\noverdue = ["{tmp_path}/ring"]\n')
    shop("hooks test overdue")
    assert (tmp_path / "rung.txt").read_text(encoding="utf-8") == "careline A word is overdue: careline overdue\n"
