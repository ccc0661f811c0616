"""Looking is instant: none of what recording needs is imported by a command that only looks."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.shop import Shop
from tests.tree import commands, example, options

# The demo records a shop of its own; everything else without a --dry-run only looks.
LOOKING = {name: example(command) for name, command in commands().items() if "--dry-run" not in options(command)} | {
    "careline": []
}
del LOOKING["demo"]
SLOW = {"alembic", "holidays", "pydantic", "sqlalchemy", "sqlmodel"}
RUN = """
import json
import sys
from careline.cli.frame.app import run
codes = [run(words) for words in json.load(sys.stdin)]
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(max(codes))
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop with one of everything and public holidays, in which every example works."""
    shop = Shop(tmp_path_factory.mktemp("shop"))
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
    shop('article add --product MX500i --symptom "Crackles" --remedy "Send a new cable"')
    return shop.at("06-09 10:00")


def modules_after(shop: Shop, *words: str) -> set[str]:
    """What is imported once a process has run the command."""
    return modules_after_all(shop, words)


def modules_after_all(shop: Shop, *lines: Sequence[str]) -> set[str]:
    """What is imported once a process has run the commands, one after another."""
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
    return set(done.stderr.split())


def test_looking_imports_nothing_that_recording_needs(shop: Shop, subtests: pytest.Subtests) -> None:
    for name, words in LOOKING.items():
        with subtests.test(name):
            formats = ("table", "plain", "json") if words and "--format" not in words else ()
            assert not modules_after_all(shop, words, *([*words, "--format", each] for each in formats)) & SLOW


def test_nor_does_listing_whom_an_article_concerns(shop: Shop) -> None:
    assert not modules_after(shop, "article", "affected", "K-1") & SLOW


def test_recording_does_and_the_test_can_tell(shop: Shop) -> None:
    assert modules_after(shop, "heard", "1", "--dry-run") >= {"pydantic", "sqlalchemy", "sqlmodel"}


def test_what_the_store_knows_of_holidays_is_not_looked_up_again(shop: Shop) -> None:
    assert "holidays" not in modules_after(shop, "heard", "1", "--dry-run")
    assert "holidays" in modules_after(shop, "config", "holidays", "--dry-run")


def test_help_and_refusals_import_nothing_of_the_kind_either(shop: Shop) -> None:
    assert not modules_after(shop, "open", "--help") & SLOW


def test_a_plain_page_needs_no_rich(shop: Shop, tmp_path: Path) -> None:
    assert "rich" not in modules_after(shop, "overdue", "--format", "plain", "--output", str(tmp_path / "page"))
