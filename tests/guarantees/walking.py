"""A walk through a shop: steps by chance from a fixed seed, on the real command line, and what is seen after each."""

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from careline.store.fetch import fetch_on
from careline.store.safekeeping import guaranteed
from careline.store.safekeeping.guaranteed import Broken
from tests.evidence import DEPTH
from tests.guarantees.steps import AFTER, FILLINGS, STEPS
from tests.shop import Answer, Shop
from tests.store.contents import Contents, contents, opened

LADDER = """
[policy]
close_unconfirmed_after = 2
[[ladder]]
to = "Ben"
ack_within = "4bh"
[[ladder]]
to = "Cleo"
ack_within = "1bd"
"""
OPENING = (
    "party add Ben --kind staff",
    "party add Cleo --kind staff",
    "party add Lee --kind staff",
    "party add FieldCo --kind contractor",
    "party add Plantronics --kind supplier --approval on-request --doa-days 14 --returns always",
    "product add 'Headset A' --supplier Plantronics",
    "article add --product 'Headset A' --symptom 'No sound' --remedy 'Send a cable'",
    "open 'No sound' --customer 'Dana Reyes <dana@example.com>' --product 'Headset A' --performer FieldCo"
    " --promise 'FieldCo calls you' --by 1bd --backup 'Ana drives there'",
    "open 'Crackles' --customer 'Dana Reyes <dana@example.com>' --product 'Headset A'",
    "open 'No card' --customer 'Robin Vale <robin@example.com>' --promise 'A new card' --by 2bd",
    "open 'Left ear' --customer 'Kim Ito <kim@example.com>' --product 'Headset A'",
    "ship-replacement 4 --why 'Yours broke. This one is yours.' --arrives 2bd --carrier FedEx",
    "purchase add 'Dana Reyes' 'Headset A' --price 60 --cost 41 --order 4711 --delivered today",
    "open 'Dull' --customer 'Mona Fry' --product 'Headset A'",
    "replacement request 5 --item 'Headset A' --why 'Yours.' --supplier Plantronics",
    "cost add 4 9.00 --kind goods --replacement R-1",
    "open 'Thanks' --customer 'Mia Tan' --promise 'A word' --by today",
    "keep 9",
    "close 6 --confirmed 'All is well' --ask-again 30d",
    "customer flag 'Mona Fry' friend",
    "escalate 3 --to Cleo --ack-by 4bh --backup 'Ana calls'",
    "customer end 'Mia Tan' --because shouts --tried 'a call on 2026-05-28'",
    "customer add 'Noor Aziz <noor@example.com>'",
)
SHEET = """\
ref,customer,email,subject,opened,promise,due,kept,closed
{n}a,Kim Ito,kim@example.com,Left ear silent,2026-05-28 09:00,A new cushion,2026-07-30 17:00,,
{n}b,Lou Park,lou@example.com,Cable frayed,2026-05-28 09:00,A new cable,2026-05-29 17:00,,
{n}c,Lou Park,lou@example.com,Nothing said,2026-05-28 09:00,,,,
{n}d,Robin Vale,robin@example.com,Done,2026-05-28 09:00,A card,2026-05-29 17:00,2026-05-29 12:00,2026-05-29 13:00
"""
NEWER = """\
ref,customer,email,subject,opened,promise,due,kept,closed
{n}a,Kim Ito,kim@example.com,Left ear silent,2026-05-28 09:00,A new cushion,2026-07-30 17:00,{lately},
{n}b,Lou Park,lou@example.com,Cable frayed,2026-05-28 09:00,A new cable,2026-05-29 17:00,{lately},{lately}
{n}c,Lou Park,lou@example.com,Nothing said,2026-05-28 09:00,,,,{lately}
{n}e,Kim Ito,kim@example.com,Right ear silent,2026-05-28 09:00,A new cushion,2026-07-30 17:00,,
"""
"""What a later sheet knows of the same: some is kept, some closed, one row is gone and another new."""
ORDERS = "ref,customer,product,order,bought,price,cost\n{n},Kim Ito,Headset A,66{n},2026-05-01,60.00,41.00\n"
BOOK = "Name,Email,Phone\nKim Ito,,617 555 01{n}\nWen Zhao {n},wen{n}@example.com,617 555 02{n}\n"
WRITTEN = {"sheet": SHEET, "orders": ORDERS, "people": BOOK}
"""Spreadsheets that a step may name."""
PAUSES = (1, 5, 5, 40, 90, 240, 500, 1300, 2900)
"""How many minutes may pass between two steps."""
WALKS = 3
SEEDS = tuple(range(1, WALKS * DEPTH + 1))
"""The walks that are taken."""
PROMISES, ESCALATIONS, BRIEF = "promise list --all", "escalation list", "brief"
MOST_BROKEN = 3
ON_CASES = (
    "contacts",
    "promises",
    "replacements",
    "escalations",
    "reopenings",
    "applied_rules",
    "disclosures",
    "notes",
)
OF_CASES = (*ON_CASES, "cases", "returns")
"""The tables of which the pages that are looked at after each step speak; those whose rows stand on a case."""
ABOUT_CASES = ("call", "sweep", "undo", "import", "case", "promise", "escalation", "replacement")
"""How the commands begin that are about cases."""
PLACE = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Seen:
    """How all stands after a step: every row of the store, what these show to be broken, and pages as JSON."""

    now: datetime
    rows: Contents
    broken: list[Broken]
    pages: dict[str, Any]

    def page(self, name: str) -> list[Any]:
        """The items of a list."""
        found: list[Any] = self.pages[name]["items"]
        return found

    @property
    def promises(self) -> dict[str, Any]:
        """Every promise as it is printed, by its name."""
        return {each["id"]: each for each in self.page(PROMISES)}

    @property
    def brief(self) -> dict[str, list[Any]]:
        """The sections of the morning page."""
        found: dict[str, list[Any]] = self.pages[BRIEF]["sections"]
        return found


@dataclass
class Step:
    """A step that was taken: the command and its line, what it answered, what was seen before and after, and where."""

    command: str
    line: str
    answer: Answer
    before: Seen
    after: Seen
    world: "World"

    @property
    def done(self) -> bool:
        """True where it recorded."""
        return self.answer.code == 0

    @property
    def cases(self) -> set[int]:
        """The cases of which it changed a row."""
        before, after = self.before.rows, self.after.rows
        return {
            row["id"] if table == "cases" else row["case_id"]
            for table in (*ON_CASES, "cases")
            for number, row in after[table].items()
            if before[table].get(number) != row
        }

    @property
    def touched(self) -> bool:
        """True where it changed something of a case; else nothing but the time is another on any page."""
        return touched(self.before.rows, self.after.rows)

    def new(self, table: str) -> list[dict[str, Any]]:
        """The rows that it added to a table."""
        return [row for number, row in self.after.rows[table].items() if number not in self.before.rows[table]]


Check = Callable[[Step], Iterator[str]]
"""What a step breaks of one guarantee, each in a sentence."""


@dataclass
class World:
    """The shop of a walk. `pages` are looked at after each step; the commands it is `leaning` to come before others."""

    shop: Shop
    seed: int
    pages: Collection[str]
    leaning: Collection[str] = ()
    succeeded: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311  # nothing of it is a secret
        self.tried: Counter[str] = Counter()
        for number, (command, lines) in enumerate(STEPS.items()):
            # Between them, any three seeds in a row take each command early; what is not about cases comes once.
            early = number % WALKS == self.seed % WALKS or command in AFTER
            self.tried[f"0 {command}"] = -early
            for place, _ in enumerate(lines):
                self.tried[f"{place} {command}"] += 0 if early or command.startswith(ABOUT_CASES) else 1
        self.lean(self.leaning)
        # What is looked at by chance changes nothing of where the walk leads.
        self.glance = random.Random(self.seed)  # noqa: S311  # as above
        self.taken = 0
        self.kept = b""
        self.now = datetime(2026, 6, 1, 14, 30, tzinfo=UTC)
        self.remembered: dict[str, tuple[set[int], str]] = {}

    def lean(self, commands: Collection[str]) -> None:
        """Let the lines of these commands, and of what has to come before, be taken before others."""
        wanted = set(commands)
        while more := {AFTER[each] for each in wanted if each in AFTER} - wanted:
            wanted |= more
        for command in wanted:
            for place, _ in enumerate(STEPS[command]):
                self.tried[f"{place} {command}"] -= 3

    def steps(self, count: int) -> Iterator[Step]:
        """So many steps, whatever comes of them; a line that was seldom taken comes before others."""
        before = self.look()
        for number in range(10 + self.taken, 10 + self.taken + count):
            minutes = self.chance.choice(PAUSES)
            self.now += timedelta(minutes=minutes)
            self.shop.now = self.now.isoformat()
            command, line = self.choose(number)
            self.kept = self.shop.store.read_bytes()
            answer = self.shop.run(line)
            self.codes[answer.code] += 1
            self.succeeded[command] += answer.code == 0
            after = self.look(before)
            self.taken += 1
            yield Step(command, line, answer, before, after, self)
            before = after

    def look(self, before: Seen | None = None) -> Seen:
        """How all stands. The pages are those of `before` where nothing of cases has changed since."""
        with opened(self.shop.store) as store:
            rows, broken = contents(store), [*guaranteed.broken(fetch_on(store), MOST_BROKEN)]
        if before and not touched(before.rows, rows):
            return Seen(self.now, rows, broken, before.pages)
        return Seen(self.now, rows, broken, {name: self.shop.json(name) for name in self.pages})

    def choose(self, number: int) -> tuple[str, str]:
        """The next command and its line: of those that can be filled in, one that was taken least."""
        lines = [(command, line, place) for command, some in STEPS.items() for place, line in enumerate(some)]
        self.chance.shuffle(lines)
        lines.sort(key=lambda each: (self.tried[f"{each[2]} {each[0]}"], each[0] not in AFTER))
        with opened(self.shop.store) as store:
            for command, line, place in lines:
                filled = self.fill(store, line, number)
                if filled is not None:
                    self.tried[f"{place} {command}"] += 1
                    return command, filled
        raise AssertionError("some step is always possible")

    def fill(self, store: Connection, line: str, number: int) -> str | None:
        """The line with its places filled in; None where the store has nothing for one of them."""
        values: dict[str, Any] = {"n": number, "now": f"{self.now:%Y-%m-%d %H:%M:%S}"}
        for place in PLACE.findall(line):
            if place in WRITTEN:
                values[place] = self.sheet(f"{place}-{number}", WRITTEN[place].format(n=number))
            elif place == "newer":
                imported = store.execute(FILLINGS["imported"]).fetchall()
                if not imported:
                    return None
                lately = f"{self.now - timedelta(hours=5):%Y-%m-%d %H:%M}"
                text = NEWER.format(n=self.chance.choice(sorted(imported))[0], lately=lately)
                values[place] = self.sheet(f"newer-{number}", text)
            elif place == "backup":
                made = sorted((self.shop.store.parent / "backups").glob("careline-2*.db"))
                if not made:
                    return None
                values[place] = self.chance.choice(made).as_posix()
            elif place not in values:
                found = store.execute(FILLINGS[place], values).fetchall()
                if not found:
                    return None
                values[place] = self.chance.choice(sorted(found))[0]
        return line.format(**values)

    def sheet(self, name: str, text: str) -> str:
        """The path of a spreadsheet with this text."""
        path = self.shop.folder / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        return path.as_posix()

    @contextmanager
    def aside(self) -> Iterator[Shop]:
        """The shop, for commands that are as if they had never been."""
        kept = self.shop.store.read_bytes()
        yield self.shop
        self.shop.store.write_bytes(kept)


def touched(before: Contents, after: Contents) -> bool:
    """True where something of a case has changed."""
    return any(before[table] != after[table] for table in OF_CASES)


@cache
def beginning() -> bytes:
    """The store with which each walk begins."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        shop.configure(LADDER)
        for line in OPENING:
            shop(line)
        return shop.store.read_bytes()


@contextmanager
def world(seed: int, pages: Collection[str], leaning: Collection[str] = ()) -> Iterator[World]:
    """A world of its own, as it is before the first step."""
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder))
        shop.configure(LADDER)
        shop.store.parent.mkdir(mode=0o700)
        shop.store.write_bytes(beginning())
        yield World(shop, seed, pages, leaning)


def stored(moment: str) -> datetime:
    """A moment as the store or JSON has it."""
    return datetime.fromisoformat(moment.removesuffix("Z")).replace(tzinfo=UTC)
