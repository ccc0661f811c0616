"""How every page looks: at 80, 100 and 120 columns, with and without colour, and where no terminal is.

Colours are those of the terminal's own palette, dark or light; a snapshot holds their codes. After a page has been
changed on purpose: `make pages`, and read what `git diff` shows.
"""

import re
import unicodedata
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tests.shop import Shop

LADDER = """
[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"
[[ladder]]
for = "FieldCo"
to = "FieldCo manager"
ack_within = "1bd"
"""
LONG_NAME = "Wilhelmina Featherstonehaugh-Cholmondeley von und zu Trauttmansdorff"
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
SHEET = "ref,customer,subject,opened\n17,Arden Pharma,Recalibrate two instruments,2026-05-24\n"
WALK = (
    ("05-26 10:00", "import {sheet} --source sheet"),
    ("05-27 10:00", "party add 'FieldCo dispatch' --kind contractor --phone '+1 617 555 0190'"),
    ("05-27 10:00", "party add 'FieldCo manager' --kind contractor"),
    (
        "05-27 10:00",
        "party add Plantronics --approval on-request --approve-within 2bd --ship-within 3bd --returns above"
        " --return-above 25 --warranty-months 24 --doa-days 14 --cap-units 10 --cap-amount 500 --cap-every quarter",
    ),
    ("05-27 10:00", "product add MX500i --supplier Plantronics --successor MX500c"),
    ("05-27 11:00", "party add Ben --kind staff"),
    (
        "05-27 11:00",
        "open 'Hub came defective' --customer 'Kim Ito' --promise 'Your $14.95 is back on your card'"
        " --by 2026-05-28 --owner Ben",
    ),
    ("05-29 09:00", "--me Ben escalate 2 --to Ana --ack-by 17:00 --backup 'Ana sends a cheque'"),
    ("05-29 10:00", "escalation acknowledge 1 --who Ana"),
    ("06-01 09:00", "follow-up 2 'The bank looks for it' --channel phone"),
    (
        "06-01 10:00",
        "open 'Network card for the printer' --customer 'Robin Vale <robin@example.com>' --phone '+1 617 555 0143'"
        " --tried 'several calls' --promise 'FieldCo calls to book the visit' --by 'tue 17:00' --performer FieldCo"
        " --backup 'Second Firm comes on Monday'",
    ),
    (
        "06-01 11:00",
        "open 'Tiny piece broke off, still works' --customer 'Dana Reyes <dana@example.com>' --product MX500i"
        " --order 10482 --usable",
    ),
    (
        "06-01 11:20",
        "ship-replacement 4 --why 'Dana, your headset broke. This one is yours; keep the old one.' --arrives 2bd"
        " --carrier FedEx --tracking '9865 7878 8855'",
    ),
    ("06-01 11:30", "purchase add dana@example.com MX500i --price 60 --cost 41 --order 10482 --bought 2026-05-04"),
    ("06-01 11:31", "cost add 4 41.00 --kind goods --payer supplier --replacement R-1"),
    ("06-01 11:32", "cost add 4 13.01 --kind labour --note Handling"),
    ("06-01 11:33", "cost split M-2 --customer 1/2 --offered 'I pay half of it'"),
    (
        "06-01 11:40",
        "purchase add 'Mia Tan <mia@example.com>' 'USB hub' --price 14.95 --order 2001 --bought '2026-05-18 09:00'"
        " --delivered '2026-05-20 15:00'",
    ),
    (
        "06-01 11:41",
        "purchase add 'Kim Ito' 'USB hub' --price 14.95 --order 2002 --bought '2026-05-18 09:00'"
        " --delivered '2026-05-19 15:00'",
    ),
    ("06-02 10:00", f"open '{LONG_WORD}' --customer '{LONG_NAME}' --promise 'We look into it' --by 'fri 12:00'"),
    ("06-02 10:30", "open '画面が真っ暗です 😀' --customer '東京 太郎' --promise '明日お電話します' --by 'wed 12:00'"),
    ("06-02 11:00", "case note 5 'Sounds as if the cable is loose'"),
    ("06-02 11:10", "return ask 1 --by '2026-06-04 17:00'"),
    ("06-02 11:12", "claim submit 1 --reference RMA-2201"),
    ("06-03 10:00", "heard 3 'Nobody has called me' --chasing"),
    ("06-03 10:00", "outcome 1 doa --delivered '10min ago'"),
    ("06-03 11:00", "ship-replacement 4 --why 'The first one was dead on arrival.' --arrives fri --carrier FedEx"),
    ("06-03 15:00", "heard 3 --chasing --said 'Sorry' --apology"),
    ("06-03 15:10", "heard 3 --chasing"),
    ("06-03 15:11", "heard 3 --chasing"),
    ("06-03 15:15", "sweep"),
    ("06-04 09:00", "delivered 2"),
    ("06-04 11:30", "sweep"),
    ("06-04 13:00", "return ask 2 --by 10bd"),
    ("06-04 13:10", "claim credit 1 20.00 --note CN-7"),
    ("06-04 14:00", "heard 3 --chasing"),
    ("06-05 08:00", "open 'The manual is missing' --customer 'Lee Park' --promise 'I send it' --by 'today 16:00'"),
    ("06-05 08:10", "case edit 7 --product mx500i"),
    ("06-05 09:00", "promise correct 11 'I mail you the manual' --because 'it is a file'"),
    ("06-05 09:30", "follow-up 5 --no-answer"),
    ("06-05 09:40", "customer edit 'Dana Reyes' --company 'Arden Pharma'"),
    ("06-05 09:41", "customer move 'Robin Vale' --to 'Arden Pharma' --at '2026-05-29 10:00'"),
    ("06-05 09:42", "customer move 'Robin Vale' --to 'Second Lab' --at '2026-06-04 10:00'"),
    ("06-05 09:43", "customer refer 'Dana Reyes' --by 'Robin Vale'"),
    ("06-05 09:44", "customer flag 'Robin Vale' friend --at '2026-05-01 10:00'"),
    (
        "06-05 09:50",
        "article add --product MX500i --symptom 'A piece of the hinge breaks off, and the headset still works'"
        " --remedy 'Send another one; the old one is a spare. From serial number 7700 on the hinge is of metal, so that"
        " this should not happen any more.' --sends MX500c",
    ),
    ("06-05 09:51", f"article add --product '{LONG_WORD}' --symptom Quietschen --remedy Ölen"),
    ("06-05 09:52", "case diagnose 4 --article K-1"),
    ("06-05 09:53", "case diagnose 2 --none"),
    ("06-05 09:54", "case attach 4 {sheet} --note 'Where the hinge broke, as they drew it'"),
)
PAGES = (
    "",
    "overdue",
    "overdue --soon",
    "brief",
    "report",
    "report performers",
    "report referrals",
    "report retention",
    "report fairness",
    "company list",
    "company show 'Arden Pharma'",
    "report invitations",
    "invitations due",
    "arrival-checks due",
    "list --all",
    "list --overdue",
    *(f"show {number}" for number in range(1, 8)),
    "attachment list",
    "promise list",
    "promise show 3",
    "promise why 3",
    "promise history 4",
    "escalation list --all",
    "escalation show 2",
    "replacement list --all",
    "replacement show 1",
    "replacement show 2",
    "report replacements",
    "replacement slip 2",
    "cost list",
    "report costs",
    "return list --all",
    "report returns",
    "claim list --all",
    "report claims",
    "report products",
    "purchase list",
    "customer show dana@example.com",
    "article list",
    "article show 1",
    "article search hinge betrieb",
    "article affected 1",
    "report knowledge",
    "find vale",
    "find 10482",
    "customer list",
    "customer show robin@example.com",
    "party list",
    "party show FieldCo",
    "party show Plantronics",
    "product list",
    "product show MX500i",
    "log --last 8",
    "sweep --dry-run",
    "date 'next fri' 2bd",
)


PICTURES = Path(__file__).with_name("__snapshots__") / "test_pages"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class Text(SingleFileSnapshotExtension):
    """One readable file a page, under a name that any file system takes."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's store with one of everything, long and wide names among them, up to Fri 5 Jun 2026 12:00."""
    shop = Shop(tmp_path_factory.mktemp("pages"))
    shop.configure(LADDER)
    sheet = shop.folder / "sheet.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    for moment, command in WALK:
        shop.at(moment)(command.replace("{sheet}", sheet.as_posix()))
    return shop.store


@pytest.fixture
def shop(shop: Shop, store: Path) -> Shop:
    shop.configure(LADDER)
    return shop.like(store).at("06-05 12:00")


def looks(command: str) -> list[tuple[str, str, str]]:
    """A name for each look of a page, its options, and the columns of the terminal."""
    if not command:
        return [("plain", "", "80")]
    wide = [(str(width), "--format table", str(width)) for width in (80, 100, 120)]
    return [("plain", "--format plain", "80"), *wide, ("colour", "--format table", "100")]


LOOKS = [(command, *look) for command in PAGES for look in looks(command)]


def page(shop: Shop, command: str, name: str, options: str, columns: str) -> str:
    shop.environment["COLUMNS"] = columns
    colour = "--color always" if name == "colour" else ""
    return shop(f"{colour} {command} {options}").out


def width(line: str) -> int:
    """The columns that a line takes on a terminal."""
    marks = (mark for mark in line if not unicodedata.combining(mark))
    return sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in marks)


def test_the_page_looks_as_it_did(shop: Shop, snapshot: SnapshotAssertion, subtests: pytest.Subtests) -> None:
    for command, name, options, columns in LOOKS:
        picture = f"{command or 'careline'}-{name}"
        with subtests.test(picture):
            assert page(shop, command, name, options, columns) == snapshot(name=picture, extension_class=Text)


def recorded(command: str, name: str) -> str:
    """A page as its picture has it, which is how it looks: the test above holds it to that."""
    picture = f"{test_the_page_looks_as_it_did.__name__}[{command}-{name}].txt"
    return (PICTURES / picture).read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_no_line_is_wider_than_the_terminal_and_none_ends_in_blanks(columns: int, subtests: pytest.Subtests) -> None:
    for command in PAGES[1:]:
        with subtests.test(command):
            lines = recorded(command, str(columns)).splitlines()
            assert [line for line in lines if width(line) > columns] == []
            assert [line for line in lines if line != line.rstrip()] == []


def test_colour_only_repeats_what_the_words_say(subtests: pytest.Subtests) -> None:
    for command in PAGES[1:]:
        with subtests.test(command):
            assert COLOUR.sub("", recorded(command, "colour")) == recorded(command, "100")


@pytest.mark.parametrize("options", ["--format table", "--format plain"])
@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("show 5", LONG_WORD),
        ("show 5", LONG_NAME),
        ("find trauttmansdorff", LONG_WORD),
        ("customer list", LONG_NAME),
        ("overdue --soon", "We look into it"),
        ("show 6", "画面が真っ暗です 😀"),
        ("show 6", "明日お電話します"),
    ],
)
def test_nothing_is_cut_off(shop: Shop, command: str, text: str, options: str) -> None:
    printed = page(shop, command, "80", options, "80")
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", printed)
