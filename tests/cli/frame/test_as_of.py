"""Whatever looks can look at a past moment, and at one to come, over cases of every kind."""

import shutil
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from careline.cli.frame.app import run
from careline.reports import REPORTS
from tests.shop import Shop
from tests.tree import commands, example, options

MOMENTS = {"past": "2026-06-05 12:00", "earlier than all": "2020-01-01", "to come": "2026-12-24 12:00"}
OF_A_MOMENT = {name: example(command) for name, command in commands().items() if "--as-of" in options(command)} | {
    f"report {name}": ["report", name] for name in REPORTS
}
NOT_YET_THERE = 3


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """The shop of the demo, with what the examples speak of besides."""
    folder = tmp_path_factory.mktemp("shop")
    with redirect_stdout(StringIO()):
        assert run(["demo", "--keep", str(folder / "demo.db")]) == 0
    shop = Shop(folder).like(folder / "demo.db").at("06-08 10:00")
    shutil.copy(folder / "demo.db.toml", shop.settings_file)
    shop("product add MX500i --supplier Plantronics")
    shop('customer edit "Sam Otieno" --company "Arden Pharma"')
    return shop.at("06-09 10:00")


@pytest.mark.parametrize("format_", ["plain", "json"])
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_what_looks_answers_of_any_moment(
    shop: Shop, moment: str, format_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, subtests: pytest.Subtests
) -> None:
    for name, words in OF_A_MOMENT.items():
        with subtests.test(name):
            folder = tmp_path / name
            folder.mkdir()
            monkeypatch.chdir(folder)  # some examples write files
            at = words.index("--as-of") if "--as-of" in words else len(words)
            asked = ["--as-of", moment] + ([] if "--format" in words or "--json" in words else ["--format", format_])
            answer = shop.run("", *words[:at], *words[at + 2 :], *asked)
            assert answer.code == 0 or (answer.code == NOT_YET_THERE and moment.startswith("2020")), answer.err


def test_the_commands_that_look_are_found() -> None:
    assert {"overdue", "brief", "report measures", "case show", "list"} <= OF_A_MOMENT.keys()
