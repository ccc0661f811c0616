"""The help: every command has a sentence and an example, and the example does what it says."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from careline.cli.frame.app import root
from careline.cli.frame.groups import GROUPS
from careline.cli.frame.lazy import few_words
from careline.cli.shop.answers import NO_JSON
from tests.shop import NewShop, Shop
from tests.tree import commands, example, options

COMMANDS = commands()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On Wed 3 Jun: Dana's case of two days ago, with FieldCo's promise P-1, R-1 on its way, and E-1."""
    shop = Shop(tmp_path_factory.mktemp("shop")).at("06-03 12:00")
    shop(
        'open "No sound" --customer "Dana Reyes <dana@example.com>" --product MX500i --at "2026-06-01 10:00"'
        ' --promise "FieldCo calls" --by "2026-06-09 17:00" --performer FieldCo'
    )
    shop('ship-replacement 1 --why "Yours broke." --arrives 2bd --at "2026-06-03 10:00"')
    shop("escalate 1 --to Ben --ack-by 4bh --backup x")
    shop('customer add "D. Reyes <dana@old.example>"')
    shop("product add MX500i")
    shop('article add --product MX500i --symptom "Crackles" --remedy "Send a new cable"')
    return shop.store


def without_a_store(shop: Shop) -> None:
    shop.store.unlink()


def without_settings(shop: Shop) -> None:
    shop.settings_file.unlink()


def arrived(shop: Shop) -> None:
    shop("delivered 1")


def lost(shop: Shop) -> None:
    shop("outcome 1 lost")


def nothing_owed(shop: Shop) -> None:
    shop("outcome 1 works --delivered now")
    shop("keep 1")


def closed(shop: Shop) -> None:
    nothing_owed(shop)
    shop('close 1 --confirmed "Fine"')


def closed_for_now(shop: Shop) -> None:
    nothing_owed(shop)
    shop('close 1 --confirmed "Fine" --ask-again 30d')


def twins(shop: Shop) -> None:
    shop("open Crackles --customer dana@example.com")


def merged(shop: Shop) -> None:
    twins(shop)
    shop("case merge 2 --into 1")


def staffed(shop: Shop) -> None:
    shop("party edit Ben --kind staff")


def tickets(shop: Shop) -> None:
    (shop.folder / "tickets.csv").write_text("Note,Created,Given name,Surname\nNo sound,2026-06-01 10:00,Dana,Reyes\n")


def orders(shop: Shop) -> None:
    (shop.folder / "orders.csv").write_text("Goods,Paid on,Customer,Price\nMX500i,2026-03-09,Dana Reyes,60.00\n")


def people(shop: Shop) -> None:
    (shop.folder / "contacts.csv").write_text("Given,Surname,Desk,Mobile\nDana,Reyes,617 555 0101,\n")


def ordered(shop: Shop) -> None:
    shop("purchase add dana@example.com MX500i --price 60 --order 10482 --bought 2026-03-09")


def spent(shop: Shop) -> None:
    shop("cost add 1 41.00 --kind goods")


def borne(shop: Shop) -> None:
    shop("cost add 1 41.00 --kind goods --payer supplier --replacement R-1")


def claimed(shop: Shop) -> None:
    borne(shop)
    shop("claim add R-1 41.00 --supplier Plantronics")


def submitted(shop: Shop) -> None:
    claimed(shop)
    shop("claim submit R-1")


def asked_back(shop: Shop) -> None:
    shop("return ask R-1 --by 10bd --at '1h ago'")


def came_back(shop: Shop) -> None:
    asked_back(shop)
    shop("return received R-1")


def requested(shop: Shop) -> None:
    shop.store.unlink()
    shop("party add Plantronics --approval on-request")
    shop("open 'No sound' --customer 'Dana Reyes' --product MX500i --promise 'A new one comes' --by 2bd")
    shop("replacement request C-1 --supplier Plantronics --why 'Yours broke.'")


def approved(shop: Shop) -> None:
    requested(shop)
    shop("replacement approve R-1")


def answered(shop: Shop) -> None:
    staffed(shop)
    shop("--me Ben follow-up 1 'As I said before'")


def looked_at(shop: Shop) -> None:
    answered(shop)
    shop("tone request 1")


def employed(shop: Shop) -> None:
    shop('customer edit "Dana Reyes" --company "Arden Pharma"')


def befriended(shop: Shop) -> None:
    shop('customer flag "D. Reyes" friend')


def ended(shop: Shop) -> None:
    shop('customer end "D. Reyes" --because "shouts" --tried "a call on 2026-05-04"')


def backed_up(shop: Shop) -> None:
    shop("backup", str(shop.folder / "careline-2026-11-30-0911.db"))


def photographed(shop: Shop) -> None:
    (shop.folder / "crack.jpg").write_bytes(b"\xff\xd8\xff")
    (shop.folder / "invoice.pdf").write_bytes(b"%PDF-1.7")


def attached(shop: Shop) -> None:
    photographed(shop)
    shop(f"case attach 1 {shop.folder / 'invoice.pdf'}")


def with_mail(shop: Shop) -> None:
    shop.configure('[mail]\nserver = "localhost"\nport = 9\nsecurity = "none"\nfrom = "shop@example.com"\n')
    shop("party edit Ana --email ana@example.com")


def mailable(shop: Shop) -> None:
    with_mail(shop)
    shop("open 'No sound' --customer 'Dana Reyes <dana@example.com>'")


def queued(shop: Shop) -> None:
    with_mail(shop)
    assert shop.run("brief --mail-to Ana").code == 75


def hooked(shop: Shop) -> None:
    shop.configure(f"[hooks]\noverdue = {json.dumps([sys.executable, '-c', 'pass'])}\n")


def called(shop: Shop) -> None:
    shop.configure('[hooks]\ncase_opened = "http://localhost:9/"\n')
    shop('open "No sound" --customer "Robin Vale"')


FIRST: dict[str, Callable[[Shop], None]] = {
    "customer add": without_a_store,
    "customer unflag": befriended,
    "customer take-back": ended,
    "company show": employed,
    "party add": without_a_store,
    "config init": without_settings,
    "import": tickets,
    "purchase import": orders,
    "customer import": people,
    "restore": backed_up,
    "case mail": mailable,
    "hooks test": hooked,
    "hooks run": hooked,
    "hooks drop": called,
    "mail test": with_mail,
    "mail briefs": with_mail,
    "mail send": queued,
    "mail cancel": queued,
    "purchase delivered": ordered,
    "purchase show": ordered,
    "cost split": spent,
    "claim add": borne,
    "claim submit": claimed,
    "claim credit": submitted,
    "claim reject": submitted,
    "return waive": asked_back,
    "return received": asked_back,
    "return inspected": came_back,
    "replacement request": lost,
    "replacement approve": requested,
    "replacement decline": requested,
    "replacement pack": approved,
    "replacement ship": approved,
    "replacement outcome": arrived,
    "outcome": arrived,
    "case ship-replacement": lost,
    "ship-replacement": lost,
    "case attach": photographed,
    "attachment save": attached,
    "case move": twins,
    "case merge": twins,
    "case unmerge": merged,
    "case hand-over": staffed,
    "hand-over": staffed,
    "case link": twins,
    "case close": nothing_owed,
    "case asked": closed_for_now,
    "case effort": closed,
    "tone request": answered,
    "tone review": looked_at,
    "close": nothing_owed,
    "case reopen": closed,
    "reopen": closed,
}
"""What must have happened before the example of a command can."""


def test_every_example_is_of_its_command_and_works(
    store: Path, monkeypatch: pytest.MonkeyPatch, new_shop: NewShop, subtests: pytest.Subtests
) -> None:
    for name, command in COMMANDS.items():
        with subtests.test(name):
            shop = new_shop(store).at("06-03 12:00")
            words = example(command)
            assert name.split()[-1] in words[:2]
            monkeypatch.chdir(shop.folder)
            if name in FIRST:
                FIRST[name](shop)
            before = sorted(path for path in shop.folder.rglob("*"))
            rehearsed = ["--dry-run"] if "--dry-run" in options(command) and "--dry-run" not in words else []
            answer = shop.run("", *words, *rehearsed)
            assert (answer.code, answer.err) == (0, "")
            if "--dry-run" in options(command):
                assert sorted(path for path in shop.folder.rglob("*")) == before


def test_every_command_and_option_says_what_it_is_for(subtests: pytest.Subtests) -> None:
    for name, command in COMMANDS.items():
        with subtests.test(name):
            assert command.help.splitlines()[0].rstrip().endswith("."), name
            for parameter in command.params:
                assert getattr(parameter, "help", None), f"{name}: {parameter.name}"


def test_help_is_asked_for_without_a_store(shop: Shop, subtests: pytest.Subtests) -> None:
    for name in COMMANDS:
        with subtests.test(name):
            page = shop(f"{name} --help").out
            assert "Usage: careline " + name in " ".join(page.split())
            assert "Example: careline" in page
            assert not shop.store.exists()


def test_what_records_takes_a_dry_run_and_what_looks_takes_a_format_and_a_file() -> None:
    for name, command in COMMANDS.items():
        if "--dry-run" not in options(command) and name != "demo":
            own = {"--output"} if name in NO_JSON else {"--format", "--json", "--output"}
            assert options(command) >= own, name


@pytest.mark.parametrize("option", ["--section", "--exit-code", "--quiet"])
def test_only_what_may_have_nothing_to_say_can_be_told_to_say_nothing(option: str) -> None:
    offering = {name.split()[-1] for name, command in COMMANDS.items() if option in options(command)}
    assert offering >= {"list", "overdue", "brief", "report", "log"}
    assert not offering & {"open", "slip", "date", "path", "keep"}
    assert option in options(COMMANDS["config show"])
    for name, command in COMMANDS.items():
        if name.endswith("show") and name != "config show":
            assert option not in options(command), name


def test_the_page_of_all_commands_has_each_in_one_group_on_one_line(shop: Shop) -> None:
    page = shop("--help").out
    assert list(GROUPS) == ["Daily", "Look", "Make good", "People", "Set up"]
    named = [name for group in GROUPS.values() for name in group]
    assert sorted(named) == sorted(root().builders)
    groups = page[page.index("Daily:") :].splitlines()
    assert [line.split()[0] for line in groups if line.startswith("  ")] == named
    assert all(line.endswith((".", ":")) and not line.endswith("...") for line in groups if line)
    assert max(map(len, page.splitlines())) <= 80


def test_the_page_of_a_noun_says_of_each_verb_in_few_words_what_it_does(shop: Shop, subtests: pytest.Subtests) -> None:
    for noun, group in ((name, root().get_command(None, name)) for name in root().builders):
        if hasattr(group, "builders"):
            with subtests.test(noun):
                lines = shop(f"{noun} --help").out.partition("Commands:\n")[2].splitlines()
                seen = [verb for verb in group.builders if not group.get_command(None, verb).hidden]
                assert [line.split()[0] for line in lines] == seen
                assert all(line.endswith(".") and not line.endswith("...") and len(line) <= 80 for line in lines)


def test_no_command_is_built_for_the_page_of_all() -> None:
    fresh = root.__wrapped__()
    assert "Make good:" in fresh.get_help(typer.Context(fresh))
    assert fresh.commands == {}


@pytest.mark.parametrize(
    ("text", "room", "words"),
    [
        ("Open a case, with its promise. It is new.\n\nExample: x", 60, "Open a case, with its promise."),
        ("Open a case,\nwith its promise.", 20, "Open a case."),
        ("Print it: all, of it.", 10, "Print it."),
    ],
)
def test_a_line_of_help_ends_where_a_thought_ends(text: str, room: int, words: str) -> None:
    assert few_words(text, room) == words
