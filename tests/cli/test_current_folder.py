"""Nothing is read or run from the folder that somebody stands in: it may be anybody's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shop import Shop

SCRIPT = Path(sys.executable).with_name("careline.exe" if sys.platform == "win32" else "careline")
PLANTED = {
    "careline.toml": "this is no TOML",
    "careline.db": "this is no store",
    "templates/announcement.txt": "PLANTED",
    "careline/__init__.py": "raise SystemExit('PLANTED')",
    "typer.py": "raise SystemExit('PLANTED')",
    "sqlite3.py": "raise SystemExit('PLANTED')",
    "sitecustomize.py": "raise SystemExit('PLANTED')",
    "schema.sql": "PLANTED",
    "alembic.ini": "[alembic]\nscript_location = .",
    "env.py": "raise SystemExit('PLANTED')",
    "crontab": "#!/bin/sh\necho PLANTED",
}


@pytest.mark.skipif(not SCRIPT.exists(), reason="careline is not installed as a program here")
def test_what_lies_in_the_current_folder_is_neither_read_nor_run(shop: Shop) -> None:
    here = shop.folder / "here"
    for name, text in PLANTED.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text, encoding="utf-8")
        (here / name).chmod(0o700)
    environment = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")} | {
        "HOME": str(shop.folder / "home"),
        "CARELINE_TZ": "America/New_York",
        "CARELINE_NOW": shop.now,
        "CARELINE_ME": "Ana",
    }
    for command in (
        ["open", "No sound", "--customer", "Dana"],
        ["ship-replacement", "1", "--why", "It broke", "--arrives", "2bd", "--item", "A", "--because", "no sound"],
        ["overdue"],
        ["cron", "show"],
    ):
        done = subprocess.run([SCRIPT, *command], cwd=here, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert "PLANTED" not in done.stdout + done.stderr
    left = {path.relative_to(here).as_posix() for path in here.rglob("*") if path.is_file()}
    assert left == set(PLANTED)
