"""Record anew what the script says: `python -m tests.golden.record`.

With `--processes` each command is a process of its own, which takes minutes and must say the same.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.playing import Stage, play
from tests.golden.script import HERE


def main() -> None:
    """Write a file for each chapter, and take away those of chapters that are gone."""
    expected = HERE / "expected"
    with TemporaryDirectory(prefix="careline-golden-") as folder:
        said = play(Stage(Path(folder), in_processes="--processes" in sys.argv))
    for path in expected.glob("*.txt"):
        path.unlink()
    for name, text in said.items():
        (expected / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
