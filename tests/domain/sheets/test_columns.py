import re

import pytest

from careline.domain.errors import BadInput
from careline.domain.sheets.case_rows import texts
from careline.domain.sheets.columns import (
    FIELDS,
    Choices,
    Made,
    find_columns,
    heading_at,
    places_of,
    read_choices,
)

NOTHING = Choices({}, {})


def test_a_map_names_the_column_and_a_set_the_value() -> None:
    choices = read_choices(["ref = CASE_ID", "Subject=Title"], ["customer=City of Boston", "promise=A=B"])
    assert choices.columns == {"ref": "CASE_ID", "subject": "Title"}
    assert choices.values == {"customer": "City of Boston", "promise": "A=B"}


SENSELESS = [
    (["subject"], [], "write it as --map subject=COLUMN"),
    (["=Title"], [], '--map is "=Title"; write it as'),
    (["subject="], [], '--map is "subject="; write it as'),
    ([], ["customer"], "write it as --set customer=VALUE"),
    ([], ["customer= "], '--set is "customer= "; write it as'),
    (["subjct=Title"], [], 'the field "subjct", which does not exist. Did you mean subject?'),
    ([], ["colour=red"], 'the field "colour", which does not exist. There are: ref, customer'),
    (
        ["subject=A", "subject=B"],
        [],
        "keep one --map or --set for it, or join columns with a plus sign, as in subject=A+B",
    ),
    ([], ["product=A", "product=B"], "product is given twice"),
    (["product=A"], ["product=B"], "product is given twice"),
    ([], ["ref=1"], "use --map ref=COLUMN"),
    ([], ["customer=NAME"], "stands for a name to be filled in: write the customer's, or name the column"),
]


def test_a_choice_that_makes_no_sense_is_refused_with_its_reason(subtests: pytest.Subtests) -> None:
    for maps, sets, words in SENSELESS:
        with subtests.test(words), pytest.raises(BadInput, match=re.escape(words)):
            read_choices(maps, sets)


def test_a_field_is_where_map_says_else_under_its_own_name_unless_it_is_set() -> None:
    header = ["Notes", " Subject ", "opened", "Title", "product"]
    columns = find_columns(header, Choices({"subject": "Title"}, {"product": "MX500i"}))
    assert columns.places == {"subject": 3, "opened": 2}
    assert columns.fixed == {"product": "MX500i"}
    assert columns.width == 5
    assert [field for field in FIELDS if columns.gives(field)] == ["subject", "product", "opened"]


def test_case_and_outer_blanks_of_a_name_do_not_count_unless_two_differ_in_nothing_else() -> None:
    assert find_columns(["SUBJECT", "case_id"], Choices({"ref": "Case_ID"}, {})).places == {"subject": 0, "ref": 1}
    assert find_columns(["Subject", "subject"], NOTHING).places == {"subject": 1}


@pytest.mark.parametrize(
    ("header", "columns", "words"),
    [
        (["CASE_TITLE"], {"subject": "CASE_TITEL"}, 'no column "CASE_TITEL". Did you mean CASE_TITLE?'),
        (["a", "b"], {"subject": "Betreff"}, 'no column "Betreff". Its columns are listed'),
        (["a", "b"], {"subject": "COLUMN"}, "COLUMN stands for the name of a column; write one of those"),
        (["subject", "subject"], {}, 'has "subject" more than once'),
        (["Title", "Title"], {"subject": "Title"}, 'has "Title" more than once'),
    ],
)
def test_a_header_that_cannot_be_read_is_refused_with_its_reason(
    header: list[str], columns: dict[str, str], words: str
) -> None:
    with pytest.raises(BadInput, match=re.escape(words)):
        find_columns(header, Choices(columns, {}))


JOINS = [
    ("First,Last,subject", "First+Last", [(0, 1)]),
    ("last , FIRST,subject", " First + Last", [(1, 0)]),
    ("First,Last,First+Last", "First+Last", [2]),
    ("A+B,C,A", "A+B+C", [(0, 1)]),
    ("A+B,C,A", "C+A+B", [(1, 0)]),
    ("A,B,C", "A+B+C+A", [(0, 1, 2, 0)]),
    ("Name,Name,name", "Name#2", [1]),
    ("name,Name,Name#2", "Name#2", [2]),
    ("Name,Name", "name#1+NAME#2", [(0, 1)]),
]
NO_JOINS = [
    ("First,Last", "First+Lats", 'no column "Lats". Did you mean Last?'),
    ("First,Last", "First+", '"First+" joins columns, and one of them has no name'),
    ("First,Last", "+", '"+" joins columns, and one of them has no name'),
    ("First,Last,Last", "First+Last", 'has "Last" more than once. Say which with --map: Last#1 is the first.'),
    ("Last,Last", "Last#3", 'no column "Last#3"'),
]


def test_a_column_is_named_so_that_it_is_found_alone() -> None:
    header = ["Name", " Name ", "name", "Other"]
    assert [heading_at(header, place) for place in range(4)] == ["Name#1", "Name#2", "name", "Other"]
    assert [places_of(header, heading_at(header, place)) for place in range(4)] == [[0], [1], [2], [3]]


def test_a_plus_sign_joins_columns_unless_a_column_is_called_so(subtests: pytest.Subtests) -> None:
    for header, column, wanted in JOINS:
        with subtests.test(header=header, column=column):
            found = find_columns(header.split(","), Choices({"customer": column}, {}))
            place = found.places.get("customer", found.made["customer"].groups[0] if found.made else None)
            assert [place] == wanted
            assert found.gives("customer")


def test_a_join_of_columns_that_are_not_there_is_refused(subtests: pytest.Subtests) -> None:
    for header, column, words in NO_JOINS:
        with subtests.test(header=header, column=column), pytest.raises(BadInput, match=re.escape(words)):
            find_columns(header.split(","), Choices({"customer": column}, {}))


def test_what_joined_columns_say_stands_with_a_blank_between_and_nothing_for_those_that_are_blank() -> None:
    columns = find_columns(["First", "Last", "subject"], Choices({"customer": "First+Last"}, {}))
    said = [columns.text("customer", cells) for cells in ([" Dana", "Reyes ", "x"], ["", "Reyes", "x"], ["", " ", "x"])]
    assert said == ["Dana Reyes", "Reyes", ""]
    assert texts(["Dana", "Reyes", "Hub"], columns) == {"customer": "Dana Reyes", "subject": "Hub"}
    assert texts(["", "", "Hub"], columns) == {"subject": "Hub"}


def test_a_field_of_several_cells_is_the_first_that_says_something_and_only_where_it_may() -> None:
    made = Made(((0,), (1, 2)), only=(3, frozenset({"solved"})), words={"mail": "email", "-": ""})
    rows = (["a", "b", "c", "Solved"], ["", "b", "c", "solved"], ["", "", "", "SOLVED"], ["a", "b", "c", "Open"])
    assert [made.text(row) for row in rows] == ["a", "b c", "", ""]
    assert [made.text([word, "", "", "Solved"]) for word in ("Mail", "-", "Chat")] == ["email", "", "Chat"]


def test_a_missing_column_without_a_near_one_comes_with_the_list_of_columns() -> None:
    with pytest.raises(BadInput, match=re.escape('The file has no column "')) as refusal:
        find_columns(["ref", "", "Was"], Choices({"subject": "Betreff"}, {}))
    assert refusal.value.listing == ("ref", "Was")


def test_a_column_that_stands_twice_is_no_trouble_while_nobody_wants_it() -> None:
    assert find_columns(["x", "subject", "x", "", ""], NOTHING).places == {"subject": 1}


@pytest.mark.parametrize(
    ("header", "values", "missing"),
    [
        (["subject", "opened", "customer"], {}, ()),
        (["subject", "opened", "email"], {}, ()),
        (["subject", "opened"], {"customer": "City of Boston"}, ()),
        (["subject", "opened"], {}, ("customer",)),
        (["due"], {}, ("subject", "opened", "customer")),
    ],
)
def test_every_row_needs_a_subject_an_opening_and_somebody(
    header: list[str], values: dict[str, str], missing: tuple[str, ...]
) -> None:
    assert find_columns(header, Choices({}, values)).missing == missing
