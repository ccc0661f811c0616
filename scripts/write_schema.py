"""Writes the schema of a new store as the revisions make it, and by what marks that of each revision is known.

Called as `python -m scripts.write_schema`.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from careline.interrupts import closed_in_peace
from careline.store import migrations, schema
from careline.store.fetch import fetch_on
from careline.store.file import REVISIONS
from careline.store.migrations.creating import SCHEMA, script_of
from careline.store.migrations.migrating import migrate, through_sqlalchemy
from careline.store.schema.differences import KNOWN_PARTS
from careline.store.schema.fingerprint import fingerprint, mark_of, parts
from tests.store.migrated import migrated

FOLDER = Path(schema.__file__).parent
SCHEMAS = FOLDER / "known_schemas.py"
PARTS = FOLDER / KNOWN_PARTS


def known() -> dict[Path, str]:
    """What is known of the schema of each revision: the module of their fingerprints, the list of their parts."""
    whole: list[str] = []
    spans: dict[tuple[str, str, str], list[str]] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute("PRAGMA foreign_keys = OFF")
        with closed_in_peace(through_sqlalchemy(memory)) as through:
            for revision in REVISIONS:
                memory.execute("BEGIN")
                with through.begin():
                    migrate(through, revision)
                whole.append(f'    "{fingerprint(fetch_on(memory))}": "{revision}",')
                for kind, name, _, sql in parts(fetch_on(memory)):
                    spans.setdefault((kind, name, mark_of(sql)), []).append(revision)
    module = [
        '"""By which mark the schema of each revision is known; written by `python -m scripts.write_schema`."""',
        "",
        "AT_REVISION = {",
        *whole,
        "}",
        '"""The revision, by the fingerprint of its schema: all paths of upgrades lead to the same text."""',
        "",
    ]
    if any(at != [*REVISIONS[REVISIONS.index(at[0]) :][: len(at)]] for at in spans.values()):
        raise ValueError("a part is again what it was before another revision: the list tells from which to which")
    lines = [f"{at[0]} {at[-1]} {mark} {kind} {name}\n" for (kind, name, mark), at in sorted(spans.items())]
    return {SCHEMAS: "\n".join(module), PARTS: "".join(lines)}


def main() -> None:
    """Run all revisions on an empty store, and keep what comes of it."""
    with tempfile.TemporaryDirectory() as folder, migrated(Path(folder) / "new.db") as connection:
        script = script_of(fetch_on(connection))
    for path, text in {Path(migrations.__file__).with_name(SCHEMA): script, **known()}.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
