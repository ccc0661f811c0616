"""What a crontab runs of careline, whoever has written its lines."""

import pytest

from careline.domain.shop.scheduled import Run, in_crontab, in_words

PROGRAM = "/home/ana/.local/bin/careline"
LINES = {
    f"*/15 * * * *  {PROGRAM} sweep --quiet": [Run(PROGRAM, "sweep")],
    f"*/15 * * * *\t{PROGRAM} --config /a.toml --db '/my shop/c.db' sweep": [Run(PROGRAM, "sweep", "/my shop/c.db")],
    "@hourly careline --db=/c.db sweep": [Run("careline", "sweep", "/c.db")],
    "0 8 * * 1-5 CARELINE_DB=/c.db careline brief": [Run("careline", "brief", "/c.db")],
    "0 8 * * 1 cd /srv && careline sweep; careline backup > /dev/null": [
        Run("careline", "sweep"),
        Run("careline", "backup"),
    ],
    "0 8 * * * flock -n /tmp/lock /usr/bin/env careline sweep": [Run("careline", "sweep")],
    "0 8 * * * /venv/bin/python -m careline --db /c.db sweep": [Run("/venv/bin/python", "sweep", "/c.db")],
    r"0 8 * * * careline --db /100\%.db sweep % careline brief": [Run("careline", "sweep", "/100%.db")],
    "CARELINE_DB=/c.db\n# CARELINE_DB=/d.db\n0 8 * * * careline sweep": [Run("careline", "sweep", "/c.db")],
    'CARELINE_DB = "/c.db"\n0 8 * * * careline --db /d.db sweep': [Run("careline", "sweep", "/d.db")],
    "# 0 8 * * * careline sweep": [],
    "0 8 * * * echo sweep": [],
    "0 8 * * * /home/ana/careline-notes/run.sh sweep": [],
    "0 8 * * * careline --version": [],
    "0 8 * * * careline --db": [],
    "careline sweep": [],
    "\n\tno line of a crontab, and b\udce9tes\n": [],
}


def test_a_crontab_is_read_as_cron_reads_it(subtests: pytest.Subtests) -> None:
    for table, runs in LINES.items():
        with subtests.test(ascii(table)):
            assert list(in_crontab(table)) == runs


def test_the_words_of_any_scheduler_are_read_too() -> None:
    windows = "C:\\Users\\ana\\careline.exe"
    assert list(in_words([windows, "sweep", "--quiet"])) == [Run(windows, "sweep")]
    assert list(in_words([])) == []
