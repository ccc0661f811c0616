"""How a file's schema differs from that of its revision: by name, and only where its fingerprint is not known."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

from careline.domain.values import frozen
from careline.store.faults import StoreAltered
from careline.store.fetch import Fetch
from careline.store.schema.fingerprint import mark_of, parts

MOST_SHOWN = 60
KNOWN_PARTS = "known_parts.txt"
"""From which revision to which each part is of which mark; `python -m scripts.write_schema` writes it anew."""
KINDS = ("table", "view", "trigger", "index", "part")
PLAIN_NAME = r"""(?:[^\W\d]\w*|"[^"\0]+"|\[[^]\0]+\]|`[^`\0]+`)"""
PLAIN_COLUMN = rf"\s*{PLAIN_NAME}(?:\s+COLLATE\s+\w+)?(?:\s+(?:ASC|DESC))?\s*"
PLAIN_INDEX = re.compile(
    rf"CREATE INDEX {PLAIN_NAME}\s+ON\s+{PLAIN_NAME}\s*\({PLAIN_COLUMN}(?:,{PLAIN_COLUMN})*\)\s*", re.IGNORECASE
)
"""An index of columns: with an expression or a condition it would run something, and a unique one forbids."""
TAKEN = re.compile(r"(json|pragma|sqlite|fts|generate_series|dbstat)", re.IGNORECASE)
"""How names begin that SQLite gives to tables of its own: a view of that name would be asked in their place."""


@frozen
class Difference:
    """A part of the schema, such as the table cases, that is missing, another or added."""

    kind: str
    name: str
    how: str
    harmless: bool = False

    def __str__(self) -> str:
        """In the words of a sentence."""
        name = self.name if len(self.name) <= MOST_SHOWN else f"{self.name[:MOST_SHOWN]}..."
        return {
            "missing": f"its {self.kind} {name} is missing",
            "another": f"its {self.kind} {name} is another",
            "added": f"it has a{'n' * (self.kind == 'index')} {self.kind} {name}, which is not careline's",
        }[self.how]


def check_schema(path: Path, revision: str, fetch: Fetch) -> None:
    """Raise StoreAltered for a schema that differs from that of its revision in what matters."""
    found = [each for each in differences(fetch, revision) if not each.harmless]
    if found:
        more = f", and {len(found) - 1} more of its parts differ" if found[1:] else ""
        raise StoreAltered(path, f"{found[0]}{more}")


def differences(fetch: Fetch, revision: str) -> list[Difference]:
    """All differences of a schema from that of a revision; those are harmless that are views or plain indexes added.

    Nothing of the schema is used for it but its text.
    """
    ours = _known(revision)
    seen: dict[tuple[Any, Any], Any] = {}
    found = []
    for kind, name, table, sql in parts(fetch):
        key = kind, name
        if key in seen or not all(isinstance(each, str) for each in (kind, name, table, sql or "")):
            found.append(Difference(_kind(kind), str(name), "another"))
        elif key not in ours:
            found.append(Difference(_kind(kind), name, "added", _is_harmless(kind, name, table, sql)))
        elif mark_of(sql) != ours[key]:
            found.append(Difference(_kind(kind), name, "another"))
        seen[key] = sql
    missing = [Difference(kind, name, "missing") for kind, name in ours if (kind, name) not in seen]
    return sorted([*missing, *found], key=lambda each: KINDS.index(each.kind))


def _kind(kind: str) -> str:
    return kind if kind in KINDS else "part"


def _is_harmless(kind: str, name: str, table: str, sql: str | None) -> bool:
    """True for what is never asked, and runs nothing when something is recorded."""
    if TAKEN.match(name) or sql is None:
        return False
    if kind == "view":
        return name == table and sql.startswith("CREATE VIEW ")
    return kind == "index" and PLAIN_INDEX.fullmatch(sql) is not None


def _known(revision: str) -> dict[tuple[str, str], str]:
    """The mark of each part that a store is made of at a revision, by kind and name."""
    known = {}
    for line in (files("careline.store.schema") / KNOWN_PARTS).read_text(encoding="utf-8").splitlines():
        first, last, mark, kind, name = line.split()
        if first <= revision <= last:
            known[kind, name] = mark
    return known
