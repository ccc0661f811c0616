"""`--fields`: only these keys of the rows, in this order, in every format."""

import json
from dataclasses import replace

import pytest

from careline.domain.errors import BadInput
from careline.render import FORMATS, Options
from tests.render.samples import BRIEF, CASES, OVERDUE
from tests.shop import Shop

CASE = Options(fields=("customer", "id"))
FORMATTED = {
    "csv": "customer,id\nRobin Vale,C-1\nArden Pharma,C-31\n",
    "tsv": "customer\tid\nRobin Vale\tC-1\nArden Pharma\tC-31\n",
    "jsonl": '{"customer": "Robin Vale", "id": "C-1"}\n{"customer": "Arden Pharma", "id": "C-31"}\n',
}


@pytest.mark.parametrize(("format_", "printed"), FORMATTED.items())
def test_the_keys_are_printed_in_the_order_in_which_they_were_named(format_: str, printed: str) -> None:
    assert FORMATS[format_](replace(CASES, listing=False), CASE) == printed


def test_json_keeps_what_stands_around_the_rows() -> None:
    whole, cut = (json.loads(FORMATS["json"](OVERDUE, options)) for options in (Options(), Options(fields=("case",))))
    assert {**whole, "sections": None} == {**cut, "sections": None}
    assert cut["sections"]["silent"] == [{"case": "C-31"}]


@pytest.mark.parametrize("format_", ["table", "plain", "md", "html"])
def test_people_read_a_table_of_these_keys_even_where_a_page_was_made_for_them(format_: str) -> None:
    printed = FORMATS[format_](OVERDUE, Options(fields=("backup", "case")))
    assert "backup" in printed
    assert "Second Firm comes on Monday" in printed
    assert "FieldCo calls to book the visit" not in printed
    assert "4 overdue" not in printed


@pytest.mark.parametrize("format_", ["table", "plain", "html"])
def test_of_several_sections_people_read_which_is_which(format_: str) -> None:
    bare = replace(BRIEF, page=None, sections=tuple(replace(section, title="") for section in BRIEF.sections))
    printed = FORMATS[format_](bare, Options(fields=("case", "customer")))
    assert [name for name in ("Overdue", "Due today", "Silent") if name not in printed] == []


def test_each_section_prints_what_it_has_of_them_and_one_without_any_is_left_out() -> None:
    sections = json.loads(FORMATS["json"](OVERDUE, Options(fields=("last_word_at", "case"))))["sections"]
    assert list(sections["overdue"][0]) == ["case"]
    assert list(sections["silent"][0]) == ["last_word_at", "case"]
    assert list(json.loads(FORMATS["json"](OVERDUE, Options(fields=("subject",))))["sections"]) == ["silent"]
    assert FORMATS["csv"](OVERDUE, Options(fields=("subject",))).splitlines()[0] == "subject"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("quiet", [True, False])
def test_a_field_that_no_section_has_is_refused_with_those_that_are_there(format_: str, quiet: bool) -> None:
    said = r'no field "customr"\. Did you mean customer\? It has: promise, case, customer, .*, last_word_at\.$'
    with pytest.raises(BadInput, match=said):
        FORMATS[format_](OVERDUE, Options(fields=("case", "customr"), quiet=quiet))
    with pytest.raises(BadInput, match=r'no field "backup"'):
        FORMATS[format_](OVERDUE, Options(fields=("backup",), section="silent", quiet=quiet))


@pytest.fixture
def robins(shop: Shop) -> Shop:
    """A shop with one case."""
    shop('open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by 1bd')
    return shop


def test_a_list_prints_only_the_fields_that_were_named(robins: Shop) -> None:
    items = robins.json("list --fields next_promise,id")["items"]
    assert [list(item.items()) for item in items] == [[("next_promise", "P-1"), ("id", "C-1")]]
    assert robins("promise list --fields id,due_at --format csv").out == "id,due_at\nP-1,2026-06-02T17:00:00-04:00\n"
    assert robins("list --fields id,severity").out == "Case  severity\nC-1   normal\n"
    assert robins("list --fields ' id , severity '").out == robins("list --fields id,severity").out


@pytest.mark.parametrize("fields", ["", " ", "id,,case", ",id", "id,"])
def test_a_blank_field_is_refused(robins: Shop, fields: str) -> None:
    assert "has an empty field" in robins.refuses(2, "list --json --fields", fields)


def test_a_field_named_twice_is_refused(robins: Shop) -> None:
    assert "--fields names id twice." in robins.refuses(2, "list --fields id,customer,id")


@pytest.mark.parametrize("command", ["show 1", "date 2bd", 'heard 1 "Hello"', "promise show 1", "find Robin"])
def test_what_prints_one_thing_or_records_has_no_fields(robins: Shop, command: str) -> None:
    assert "No such option: --fields" in robins.refuses(2, f"{command} --fields id")


def test_a_section_and_its_fields(robins: Shop) -> None:
    robins.at("06-09 10:00")
    printed = robins("overdue --format csv --section overdue --fields promise,working_days_overdue")
    assert (printed.out, printed.err) == ("promise,working_days_overdue\nP-1,5\n", "")
    assert "section plans;" in robins("overdue --format csv --fields promise").err
    assert "sections unanswered, plans, silent" in robins("overdue --format csv --fields case").err


def test_what_is_said_by_the_exit_code_does_not_depend_on_the_fields(robins: Shop) -> None:
    robins.at("06-09 10:00")
    assert robins.run("overdue --exit-code --fields last_word_at").code == 10
