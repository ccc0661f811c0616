import re
from pathlib import Path

import pytest

from scripts.safety.claims import SAFETY, SECURITY

ROOT = Path(__file__).parents[3]


def test_every_test_that_a_claim_names_is_there(subtests: pytest.Subtests) -> None:
    for claim in (*SAFETY, *SECURITY):
        for named in claim.tests:
            with subtests.test(named):
                file, _, name = named.partition("::")
                assert re.search(rf"^(def|class) {name}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_the_page_tells_every_claim_and_that_all_of_it_held(subtests: pytest.Subtests) -> None:
    page = (ROOT / "docs" / "safety.md").read_text("utf-8")
    for claim in (*SAFETY, *SECURITY):
        with subtests.test(claim.fault):
            [(points, held)] = re.findall(
                rf"^\| {re.escape(claim.fault)} \| {re.escape(claim.holds)} \| .* \| ([0-9,]+) \| ([0-9,]+) \|$",
                page,
                re.MULTILINE,
            )
            assert points == held != "0"
