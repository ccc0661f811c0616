"""Whoever sends a mail may be killed at any moment: it is not lost, and comes twice only where nobody can know."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evidence import every

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are traced as Linux traces them")
STEP = 7
"""At how-many-th places it is killed; deeper walks leave out fewer."""


def test_a_mail_is_never_lost_and_comes_twice_only_where_it_had_been_taken_and_not_recorded(tmp_path: Path) -> None:
    run = [sys.executable, "-m", "tests.cli.mail.killing", str(tmp_path), str(every(STEP))]
    done = subprocess.run(run, cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    if "impossible" in found[0]:
        pytest.skip(found[0]["impossible"])
    assert found[-1]["call"] == "end"
    for each in found:
        assert not {"file", "values", "log", "guarantees"} & {*each["findings"]}, each
        if each["queued"] == 0:
            assert each["taken"] == 0, each
            continue
        assert each["states"] == ["sent"], each
        # Whoever comes at once cannot know that the other was killed, and leaves it alone.
        assert each["between"] == each["had"] + each["at_once"], each
        assert each["at_once"] == 0 or each["had"] == 0, each
        assert each["taken"] == each["between"] + each["later"], each
        assert each["taken"] in (1, 2), each
        assert each["ids"] == 1, each
        assert each["taken"] == 1 or (each["had"] == 1 and each["perhaps"] == [True]), each
    assert {each["taken"] for each in found} == {0, 1, 2}
