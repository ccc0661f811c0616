"""Prints every figure beside its budget. Exit 1 where one is over, or where a command ended with an error."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Failed
from benchmarks.rows import Sizes, table

NORMAL = Sizes(runs=9, few=1_000, many=(100_000,), rows=(10_000, 100_000))
FULL = Sizes(runs=9, few=1_000, many=(100_000, 1_000_000), rows=(10_000, 100_000))
SMALL = Sizes(runs=3, few=200, many=(2_000,), rows=(200, 2_000))
# A busy machine and three runs can double a ratio. What --small is there to find costs more: a library imported where
# it should not be, a query without its index.
GROSS = 2.0


def main() -> int:
    """Measure, print, and say whether all is well."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--small", action="store_true", help="small stores, few runs; over is what costs twice its budget"
    )
    size.add_argument("--full", action="store_true", help="also a store of 1,000,000 cases")
    given = parser.parse_args()
    sizes, times = (SMALL, GROSS) if given.small else (FULL if given.full else NORMAL, 1.0)
    over = False
    print(f"{'':46}{'measured':>9}  {'budget':>6}")
    with tempfile.TemporaryDirectory(prefix="careline-bench-") as folder:
        for row in table(Path(folder), sizes):
            verdict = "" if not row.counts else "ok" if row.within(times) else "over"
            over = over or verdict == "over"
            print(f"{row.what:46}{row.figure:9.2f}  {row.budget:6g}  {row.unit:18}{verdict}", flush=True)
    return int(over)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failed:
        sys.exit(str(failed))
