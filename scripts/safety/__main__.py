"""Runs the tests of safety and writes `docs/safety.md` with what they have shown: `make evidence`."""

import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import careline
from scripts.safety.claims import SAFETY, SECURITY
from scripts.safety.page import Shown, page, unshown

ROOT = Path(__file__).parents[2]
DEPTH = os.environ.get("DEPTH", "1")


def run_tests(figures: Path) -> int:
    """Run every test that a claim names, and have each write its figures; the exit code."""
    named = dict.fromkeys(name for claim in (*SAFETY, *SECURITY) for name in claim.tests)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "tests.figures", "-n", "auto", "--dist=worksteal", *named]
    return subprocess.run(words, cwd=ROOT, env=os.environ | {"FIGURES": str(figures)}).returncode


def main() -> int:
    """Write the page, unless a test failed or did not run. 0, or 1."""
    with tempfile.TemporaryDirectory(prefix="careline-figures-") as folder:
        figures = Path(folder) / "figures.jsonl"
        began = datetime.now(UTC)
        if run_tests(figures):
            print("A test has failed, so docs/safety.md stays as it is.", file=sys.stderr)
            return 1
        lines = figures.read_text(encoding="utf-8").splitlines()
    shown = [Shown(**json.loads(line)) for line in lines]
    if missing := unshown((*SAFETY, *SECURITY), shown):
        print(f"These did not run, so docs/safety.md stays as it is: {', '.join(missing)}.", file=sys.stderr)
        return 1
    run = {
        "careline": careline.__version__,
        "on": f"{began:%Y-%m-%d}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "with": f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}",
        "depth": f"{DEPTH} x `make test`",
        "tests": f"{len({each.test for each in shown}):,}, none failed",
        "points": f"{sum(each.points for each in shown if each.outcome == 'passed'):,}",
    }
    (ROOT / "docs" / "safety.md").write_text(page(shown, run), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
