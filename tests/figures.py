"""Writes down what each test has shown: `pytest -p tests.figures`, into the file FIGURES, one JSON object a line."""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.evidence import POINTS, examples_in


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count the examples that hypothesis has tried, where the test runs."""
    report = yield
    if report.when == "call" and (tried := examples_in(getattr(item, "hypothesis_statistics", ""))):
        report.user_properties.append((POINTS, tried))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note a test, or a subtest, that was called; the process that others report to hears of all of them."""
    if report.when != "call" or "PYTEST_XDIST_WORKER" in os.environ:
        return
    counted = [int(str(value)) for name, value in report.user_properties if name == POINTS]
    said = {"test": report.nodeid, "outcome": report.outcome, "points": sum(counted) or 1}
    with Path(os.environ["FIGURES"]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\n")
