"""`python -m careline`, and the `careline` command."""

import gc
import sys


def main() -> None:
    """Run careline and exit with its code."""
    # Starting makes many objects and no garbage; looking for some would cost a tenth of a short command.
    gc.set_threshold(100_000, 50, 50)
    from careline.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
