"""JSON carries the values as they are, in ASCII."""

import json
from datetime import UTC, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careline.domain.cases.case import Customer
from careline.domain.report import Report, Words
from careline.render import FORMATS, Options
from careline.render.json_ import dumps, readable, utc
from careline.render.safe import visible_lines
from tests.keys import Has
from tests.render.evil import EVIL, everywhere
from tests.render.samples import BRIEF, CASES, EMPTY, OVERDUE, PERFORMERS


class State(Enum):
    KEPT_LATE = "kept_late"


def as_json(report: Report, **options: Any) -> Any:
    return json.loads(FORMATS["json"](report, Options(**options)))


def test_a_report_names_its_schema_its_moments_and_its_sections() -> None:
    page = as_json(OVERDUE)
    assert list(page) == ["schema", "report", "as_of", "since", "until", "sections"]
    assert page["schema"] == "careline/1"
    assert page["report"] == "overdue"
    assert page["as_of"] == "2026-06-05T16:00:00Z"
    assert page["since"] == "2026-06-04T16:00:00Z"
    assert page["until"] is None
    assert list(page["sections"]) == ["overdue", "silent"]


def test_a_row_is_an_object_of_its_columns_in_their_order() -> None:
    row = as_json(OVERDUE)["sections"]["overdue"][0]
    assert list(row.items()) == [
        ("promise", "P-22"),
        ("case", "C-9"),
        ("customer", "Kim Ito"),
        ("what", "Your $14.95 is back on your card"),
        ("due_at", "2026-05-28T21:00:00Z"),
        ("said", True),
        ("working_days_overdue", 6),
        ("backup", None),
    ]


def test_a_list_has_items() -> None:
    page = as_json(CASES)
    assert list(page) == ["schema", "as_of", "items"]
    assert [item["id"] for item in page["items"]] == ["C-1", "C-31"]
    assert page["items"][0]["closed_at"] is None


def test_numbers_and_rates_stay_numbers() -> None:
    assert as_json(PERFORMERS)["sections"]["performers"][1] == {
        "performer": "Ana",
        "kept": 10,
        "on_time_rate": 0.8333,
        "median_working_days_late": 1.5,
    }


def test_empty_sections_are_empty_lists() -> None:
    assert as_json(EMPTY)["sections"] == {"overdue": [], "silent": []}


def test_json_lines_have_one_row_each_and_name_the_section_where_there_are_several() -> None:
    lines = FORMATS["jsonl"](BRIEF, Options()).splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["section"] for row in rows] == [
        "overdue", "overdue", "overdue", "overdue", "due_today", "silent",
    ]  # fmt: skip
    assert list(rows[-1]) == ["section", "case", "customer", "subject", "opened_at", "last_word_at"]


def test_json_lines_of_one_section_do_not_name_it() -> None:
    rows = [json.loads(line) for line in FORMATS["jsonl"](CASES, Options()).splitlines()]
    assert [next(iter(row)) for row in rows] == ["id", "id"]


def test_what_commands_print_has_the_schema_first() -> None:
    payload = {"case": {"id": "C-1", "opened_at": pendulum.datetime(2026, 6, 1, 10, tz="America/New_York")}}
    assert dumps(payload) == (
        '{\n  "schema": "careline/1",\n  "case": {\n    "id": "C-1",\n    "opened_at": "2026-06-01T14:00:00Z"\n  }\n}\n'
    )


def test_values_of_every_kind_find_their_form() -> None:
    payload = {
        "state": State.KEPT_LATE,
        "at": [datetime(2026, 6, 1, tzinfo=UTC)],
        "none": None,
        "what": Words("I ring you", said=True),
        "customer": Customer(1, "Kim Ito", "kim@example.com"),
    }
    assert json.loads(dumps(payload)) == {
        "schema": "careline/1",
        "state": "kept_late",
        "at": ["2026-06-01T00:00:00Z"],
        "none": None,
        "what": "I ring you",
        "customer": Has({"name": "Kim Ito", "email": "kim@example.com", "phone": None}),
    }


def test_a_value_without_a_form_is_our_bug() -> None:
    with pytest.raises(TypeError, match="set has no place in JSON"):
        dumps({"x": {1}})


@given(st.integers(0, 4_000_000_000), st.integers(0, 999_999), st.timezones())
def test_moments_are_utc_to_the_whole_second(seconds: int, fraction: int, zone: ZoneInfo) -> None:
    moment = datetime.fromtimestamp(seconds, zone).replace(microsecond=fraction)
    assert datetime.strptime(utc(moment), "%Y-%m-%dT%H:%M:%S%z").timestamp() == seconds


@given(st.text(st.characters(exclude_categories=())))
@example("\x7f")
def test_texts_come_back_unchanged_and_act_nowhere(text: str) -> None:
    written = dumps({"text": text})
    assert json.loads(written)["text"] == text
    assert written.replace("\n", "").isprintable()
    assert written.isascii()


@given(st.text())
@example("\x7f\x9b\u202e\U000e0041")
def test_for_people_texts_keep_their_letters_and_act_nowhere(text: str) -> None:
    written = readable({"text": text, "é": "Jörg"})
    assert json.loads(written)["text"] == text
    assert visible_lines(written) == written
    assert "Jörg" in written


def test_evil_texts_come_back_unchanged(subtests: pytest.Subtests) -> None:
    for name, text in EVIL.items():
        with subtests.test(name):
            page = as_json(everywhere(text))
            assert page["sections"]["overdue"][0]["customer"] == text
            assert page["sections"]["one"] == [
                {"customer": text},
                {"customer": Has({"name": text, "email": text, "phone": text})},
            ]
            rows = [json.loads(line) for line in FORMATS["jsonl"](everywhere(text), Options()).split("\n")[:-1]]
            assert rows[0]["customer"] == text
