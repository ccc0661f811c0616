import json

import pytest

from scripts.release.auditing import NOTHING, read

SKIPPED = {"name": "rich", "skip_reason": "Dependency not found and could not be audited: rich (15.0.0)"}
SOUND = {"name": "typer", "version": "0.28.0", "vulns": []}
FAULTY = {"name": "mako", "version": "1.0.0", "vulns": [{"id": "PYSEC-2022-1", "fix_versions": ["1.2.2"]}]}


def answer(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_an_answer_for_which_nobody_could_be_asked_is_not_audited(subtests: pytest.Subtests) -> None:
    for packages in ((SKIPPED, SKIPPED), ()):
        with subtests.test(str(len(packages))):
            audit = read(answer(*packages))
            assert (audit.audited, audit.faults) == (0, ())
            assert audit.told == NOTHING


def test_what_was_audited_is_counted_beside_what_there_is() -> None:
    assert read(answer(SOUND, SKIPPED)).told == "1 of 2 packages audited, 0 known faults"


def test_each_known_fault_is_named() -> None:
    assert read(answer(SOUND, FAULTY)).faults == ("mako 1.0.0: PYSEC-2022-1",)


def test_what_is_no_list_of_packages_is_refused(subtests: pytest.Subtests) -> None:
    for text in ("", "error: no network", "[]", "{}"):
        with subtests.test(text), pytest.raises(ValueError, match="gave no list of packages"):
            read(text)
