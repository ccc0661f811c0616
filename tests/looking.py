"""What each looking command loads: `python -m tests.looking` records it anew in `looking.txt`."""

import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.shop import Shop
from tests.tree import commands, example, options

RECORDED = Path(__file__).with_suffix(".txt")
# The demo records a shop of its own; everything else without a --dry-run only looks.
COMMANDS = commands()
LOOKING = {name: example(command) for name, command in COMMANDS.items() if "--dry-run" not in options(command)} | {
    "careline": [],
    "careline --version": ["--version"],
}
del LOOKING["demo"]
FORMATS = ("plain", "table", "json")
PLAIN = ", plain"
RUN = """
import json
import sys
from careline.cli.frame.app import run
codes = []
for words in json.load(sys.stdin):
    codes.append(run(words))
    print("loaded", *sorted(sys.modules), file=sys.stderr)
sys.exit(max(codes))
"""


def shop_with_everything(folder: Path) -> Shop:
    """A shop with one of everything and public holidays, in which every example works."""
    shop = Shop(folder)
    shop.configure('[calendar]\ncountry = "US"\nregion = "MA"\n')
    shop(
        'open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i'
        ' --promise "FieldCo calls" --by 1bd --performer FieldCo'
    )
    shop('customer edit "Dana Reyes" --company "Arden Pharma"')
    shop("ship-replacement 1 --why w --arrives 2bd")
    shop("return ask 1 --by 10bd")
    shop("cost add 1 41.00 --kind goods --payer supplier --replacement 1")
    shop("claim add 1 41.00 --supplier Plantronics")
    shop("escalate 1 --to Ben --ack-by 4bh --backup x")
    shop("product add MX500i --supplier Plantronics")
    shop('purchase add "Dana Reyes" MX500i --price 60 --order 10482')
    shop('article add --product MX500i --symptom "Crackles" --remedy "Send a new cable"')
    return shop.at("06-09 10:00")


def modules_after(shop: Shop, *lines: Sequence[str]) -> list[set[str]]:
    """What a process has imported once it has run each of the commands, one after another."""
    environment = os.environ | {
        "CARELINE_DB": str(shop.store),
        "CARELINE_CONFIG": str(shop.settings_file),
        "CARELINE_NOW": shop.now,
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(lines),
        env=environment,
        cwd=shop.folder,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [set(line.split()[1:]) for line in done.stderr.splitlines() if line.startswith("loaded ")]


def loaded(shop: Shop) -> Iterator[tuple[str, set[str]]]:
    """What each looking command loads as plain text, and what more as a table and as JSON."""
    for name, words in LOOKING.items():
        asked = name in COMMANDS and "--format" in options(COMMANDS[name]) and "--format" not in words
        formats = FORMATS if asked else ("",)
        lines = [[*words, "--format", form] if form else words for form in formats]
        before: set[str] = set()
        for form, modules in zip(formats, modules_after(shop, *lines), strict=True):
            yield f"{name}, {form}" if form else name, named(modules - before)
            before = modules


def named(modules: set[str]) -> set[str]:
    """Our modules but for packages, by their names within careline, and other people's packages."""
    ours = {name for name in modules if name.startswith("careline.")}
    packages = {name.rpartition(".")[0] for name in ours}
    theirs = {name.partition(".")[0] for name in modules - ours if not name.startswith("_")}
    return {name.removeprefix("careline.") for name in ours - packages} | theirs - sys.stdlib_module_names - {
        "careline"
    }


def recorded() -> dict[str, set[str]]:
    """What each may load, as it was recorded: what all do, and what is its own."""
    paragraphs = RECORDED.read_text(encoding="utf-8").strip().split("\n\n")
    (_, shared), *own = ((name, set(modules.split())) for name, _, modules in (p.partition("\n") for p in paragraphs))
    return {name: modules if "," in name and PLAIN not in name else shared | modules for name, modules in own}


def main() -> None:
    """Record it anew."""
    with TemporaryDirectory() as folder:
        found = dict(loaded(shop_with_everything(Path(folder))))
    whole = {name: modules for name, modules in found.items() if "," not in name or PLAIN in name}
    shared = set.intersection(*whole.values())
    told = {"all of them": shared} | {
        name: modules - (shared if name in whole else set()) for name, modules in found.items()
    }
    paragraphs = (
        f"{name}\n{textwrap.fill(' '.join(sorted(modules)), 118, initial_indent='  ', subsequent_indent='  ')}"
        for name, modules in told.items()
    )
    RECORDED.write_text("\n\n".join(each.rstrip() for each in paragraphs) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
