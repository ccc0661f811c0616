"""What only SQLite understands stands in one module: another engine then has its own of that."""

import re
from pathlib import Path

import careline.store

FOLDER = Path(careline.store.__file__).parent
OURS_ALONE = re.compile(
    r"json_each\(|json_extract\(|INDEXED BY|LIMIT -1|strftime\("
    r"|julianday\(|datetime\([a-z:]|group_concat\(|bm25\(| MATCH :"
    r"|\biif\(|OR (IGNORE|REPLACE|ABORT|FAIL|ROLLBACK)\b"
)
THE_FILE_ITSELF = {"dialect.py", "file.py", "database.py", "fingerprint.py", "unsound.py"}


def test_no_query_says_what_only_sqlite_understands() -> None:
    modules = [
        path for path in FOLDER.rglob("*.py") if "migrations" not in path.parts and path.name not in THE_FILE_ITSELF
    ]
    assert len(modules) > 20
    found = {
        f"{path.relative_to(FOLDER)}: {match[0]}"
        for path in modules
        for match in OURS_ALONE.finditer(path.read_text("utf-8"))
    }
    assert not found


def test_the_test_would_see_it() -> None:
    assert OURS_ALONE.search((FOLDER / "dialect.py").read_text("utf-8"))
