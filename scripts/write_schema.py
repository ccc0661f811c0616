"""Writes the schema of a new store as the revisions make it: `python -m scripts.write_schema`."""

import tempfile
from pathlib import Path

from careline.store import migrations
from careline.store.fetch import fetch_on
from careline.store.migrations.creating import SCHEMA, script_of
from tests.store.migrated import migrated


def main() -> None:
    """Run all revisions on an empty store, and keep what comes of it."""
    with tempfile.TemporaryDirectory() as folder, migrated(Path(folder) / "new.db") as connection:
        script = script_of(fetch_on(connection))
    (Path(migrations.__file__).parent / SCHEMA).write_text(script, encoding="utf-8")


if __name__ == "__main__":
    main()
