import pytest

from scripts.release.changelog import entry

LOG = """# Changelog
## Unreleased
### Added
- More.

## 0.2.0 - 2026-11-30
### Added
- Backups.

## 0.1.0 - 2026-11-20
"""


def test_a_version_has_an_entry_where_a_day_and_a_text_stand_under_its_name(subtests: pytest.Subtests) -> None:
    for version, found in (
        ("0.2.0", ("2026-11-30", "### Added\n- Backups.")),
        ("0.1.0", None),
        ("Unreleased", None),
        ("0.2", None),
        ("0.3.0", None),
    ):
        with subtests.test(version):
            assert entry(LOG, version) == found
