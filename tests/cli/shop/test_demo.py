"""The demo tells the same six stories everywhere, and touches nothing of whoever looks at it."""

import os
import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from careline.cli.frame.app import run
from careline.cli.shop.demo_story import STORIES
from tests.shop import Answer, Shop, utc
from tests.terminal import Terminal


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answer, Path]:
    """What the demo says, and the store that it leaves."""
    folder = tmp_path_factory.mktemp("kept")
    path = folder / "demo shop.db"
    return Shop(folder)("demo --keep", str(path)), path


@pytest.fixture
def demo_shop(kept: tuple[Answer, Path], tmp_path: Path) -> Shop:
    """A shop that looks at the kept store, with the kept settings, on the demo's Friday."""
    store = kept[1]
    config = store.with_name(f"{store.name}.toml")
    return Shop(tmp_path, environment={"CARELINE_DB": str(store), "CARELINE_CONFIG": str(config)}).at("06-05 12:00")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders are made."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_tells_six_customers_and_every_command_with_them(kept: tuple[Answer, Path]) -> None:
    page = kept[0].out
    titles = re.findall(r"^\d\. (.*)$", page.partition("What was promised")[0], re.MULTILINE)
    assert titles[:6] == [
        "The headset, three tries",
        "The silent reviewer",
        "The label printer",
        "The broken instruments",
        "Three of five",
        "The network card",
    ]
    unwrapped = re.sub(r" \\\n +", " ", page)
    assert [step.typed for story in STORIES for step in story.steps if f"$ {step.typed}\n" not in unwrapped] == []
    for refusal in (
        "This is attempt 3",
        "C-1 still has promise P-10 open",
        "No customer can be skipped",
        "The warranty of the LabelWriter 350 of C-3 ended",
        "Telling C-4 of our fault needs a plan",
        "--by is missing",
    ):
        assert f"careline: {refusal}" in re.sub(r"\s+", " ", page)


def test_an_article_is_known_already_and_an_invitation_is_held(kept: tuple[Answer, Path], demo_shop: Shop) -> None:
    assert "K-1  LabelWriter 350: Send a newer unit" in kept[0].out
    (held,) = demo_shop.json("invitations due")["sections"]["held"]
    assert held["name"] == "Kim Ito"


def test_the_headset_cost_half_a_dollar_more_than_its_sale_brought(demo_shop: Shop) -> None:
    money = demo_shop.case(1)["money"]
    assert [money[key]["amount"] for key in ("net_recovery", "margin", "result")] == ["19.50", "19.00", "-0.50"]


def test_the_newer_printer_was_sent_as_goodwill_with_consent(demo_shop: Shop) -> None:
    (upgrade,) = demo_shop.case(3)["replacements"]
    assert (upgrade["wanted"], upgrade["item"], upgrade["basis"]) == ("LabelWriter 350", "LabelWriter 450", "goodwill")
    assert upgrade["consent"]


def test_our_own_fault_was_told_within_the_hour(demo_shop: Shop) -> None:
    (told,) = demo_shop.json("report disclosures")["sections"]["told"]
    assert (told["case"], told["hours"]) == ("C-4", 1)


def test_its_report_has_ours_and_theirs_a_chased_one_a_new_one_one_of_today_and_a_silent_case(demo_shop: Shop) -> None:
    sections = demo_shop.json("overdue")["sections"]
    rows = sections["overdue"]
    keys = ("case", "customer", "owner", "performer", "working_days_overdue", "chases", "updates", "level", "new")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("C-2", "Kim Ito", "Ben", "Ben", 6, 1, 1, 1, False),
        ("C-6", "Robin Vale", "Ana", "FieldCo", 3, 6, 0, 2, False),
        ("C-3", "Sam Otieno", "Ben", "FedEx", 1, 0, 0, None, True),
        ("C-8", "Lee Park", "Ana", "Ana", 0, 0, 0, None, True),
    ]
    assert [row["backup"] for row in rows] == ["Ana sends a cheque", "Second Firm comes on Monday", None, None]
    (silent,) = sections["silent"]
    assert (silent["case"], silent["customer"], silent["opened_at"]) == ("C-7", "Arden Pharma", utc("05-24 00:00"))
    assert [row["due_at"] for row in rows[2:]] == [utc("06-04 17:00"), utc("06-05 11:00")]


def test_three_of_its_customers_were_made_whole_and_said_so(demo_shop: Shop) -> None:
    closed = demo_shop.json("list --status closed")["items"]
    assert {(case["id"], case["customer"]["name"], case["closed_how"]) for case in closed} == {
        ("C-1", "Dana Reyes", "confirmed"),
        ("C-4", "Arden Pharma", "confirmed"),
        ("C-5", "North Lab", "confirmed"),
    }
    assert [r["outcome"] for r in demo_shop.case(1)["replacements"]] == ["doa", "wrong-item", "works"]


def test_of_three_probes_the_dead_one_is_told_apart_by_its_number_and_sent_again(demo_shop: Shop) -> None:
    told = [(r["attempt"], r["quantity"], r["serials"], r["outcome"]) for r in demo_shop.case(5)["replacements"]]
    assert told == [(1, 1, ["P2-22"], "doa"), (1, 2, ["P2-21", "P2-23"], "works"), (2, 1, [], "works")]


def test_the_page_is_what_the_kept_shop_says_itself(kept: tuple[Answer, Path], demo_shop: Shop) -> None:
    page = kept[0].out
    assert demo_shop("overdue").out in page
    assert demo_shop("show 6").out in page


def test_the_page_names_commands_that_go_on_in_the_kept_shop(kept: tuple[Answer, Path], tmp_path: Path) -> None:
    shop = Shop(tmp_path).at("2027-01-04T09:00:00-05:00")
    lines = re.findall(r"^  careline (--db .*)$", kept[0].out, re.MULTILINE)
    answers = [shop(line).out for line in lines]
    assert [line.partition(".toml' ")[2].split()[0] for line in lines] == ["overdue", "show", "report"]
    assert answers[0].startswith("4 overdue. 1 unanswered. 1 without a promise. First: Kim Ito, 6 working\n")
    assert not shop.store.exists()


def test_nothing_of_the_users_own_is_touched_or_looked_at(shop: Shop, temporary: Path) -> None:
    shop('open "No sound" --customer Kim')
    (shop.folder / "broken.toml").write_text("this is no TOML")
    home = Path(os.environ["HOME"])
    before = files(shop.folder), files(home)
    shop.environment = {
        "CARELINE_CONFIG": str(shop.folder / "broken.toml"),
        "CARELINE_ME": "Mallory",
        "CARELINE_TZ": "Asia/Tokyo",
        "CARELINE_NOW": "1999-12-31T23:59:59Z",
    }
    page = shop("demo").out
    assert "Mallory" not in page
    assert "Headsets Direct, Fri 5 Jun 2026 12:00 EDT (America/New_York)" in page
    assert (files(shop.folder), files(home)) == before
    assert list(temporary.iterdir()) == []


def test_nothing_is_wrong_with_its_store_but_what_cron_would_do(demo_shop: Shop) -> None:
    assert {each["check"] for each in demo_shop.run("doctor --json").json["items"]} == {"cron", "sweep", "backup"}


def test_the_page_is_the_same_every_time_and_the_environment_stays(shop: Shop, kept: tuple[Answer, Path]) -> None:
    environment = dict(os.environ)
    page = shop.at("2031-03-03T03:03:03Z")("demo").out
    assert dict(os.environ) == environment
    told, _, how_to_go_on = page.partition("Next\n")
    assert kept[0].out.startswith(told)
    assert "careline demo --keep demo.db" in how_to_go_on


def test_on_a_terminal_it_shows_a_table_in_colour_and_asks_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("sys.stderr", questions)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    with redirect_stdout(Terminal()) as terminal:
        assert run(["demo"]) == 0
    assert questions.getvalue() == ""
    page = terminal.getvalue()
    assert "\x1b[1mOverdue · Headsets Direct · Fri 5 Jun 2026 12:00 EDT\x1b[0m" in page
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in page.splitlines()) <= 100
    with redirect_stdout(Terminal()) as terminal:
        assert run(["--color", "never", "demo", "--no-input"]) == 0
    assert terminal.getvalue() == re.sub(r"\x1b\[[0-9;]*m", "", page)


@pytest.mark.parametrize("there", ["demo.db", "demo.db.toml"])
def test_it_is_never_kept_over_a_file(shop: Shop, there: str, temporary: Path) -> None:
    (shop.folder / there).write_text("mine")
    assert there in shop.refuses(2, "demo --keep", str(shop.folder / "demo.db"))
    assert (shop.folder / there).read_text() == "mine"
    assert sorted(shop.folder.glob("demo.db*")) == [shop.folder / there]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("path", ["nowhere/demo.db", ".", ""])
def test_it_is_kept_in_a_folder_that_exists(shop: Shop, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop.folder)
    shop.refuses(2, "demo --keep", path)
    assert not (shop.folder / "nowhere").exists()


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
