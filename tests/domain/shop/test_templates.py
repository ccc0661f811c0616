"""The shop's own letters: only named fields are filled in, and nothing else is interpreted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careline.domain.errors import Misconfigured
from careline.domain.shop.templates import Template, check, fill

KNOWN = ("customer", "item", "what_to_do")


def test_fields_are_filled_in_wherever_they_stand() -> None:
    assert fill("Dear {customer}, {item}\r\n{item}!\n", {"customer": "Dana", "item": "MX"}) == "Dear Dana, MX\nMX!\n"


BRACES = ["{}", "{ customer }", "{customer.name}", "{customer!r}", "{1}", "%s", "{{", "}", "$x"]


def test_other_braces_stay(subtests: pytest.Subtests) -> None:
    for line in BRACES:
        with subtests.test(line):
            check(Template("slip.txt", line), KNOWN, (), {})
            assert fill(line, {"customer": "Dana"}) == line


def test_a_field_in_double_braces_is_filled_in_between_them() -> None:
    assert fill("{{customer}}", {"customer": "Dana"}) == "{Dana}"


@given(st.text(), st.text())
def test_braces_in_what_is_filled_in_stay(one: str, other: str) -> None:
    filled = fill("<{customer}|{item}>", {"customer": f"{{item}}{one}", "item": f"{other}{{customer}}"})
    assert filled == f"<{{item}}{one}|{other}{{customer}}>"


def test_a_line_that_is_an_empty_field_goes_and_others_stay() -> None:
    text = "one\n  {item} \nof {item}\n\n{customer}"
    assert fill(text, {"item": "", "customer": "x"}) == "one\nof \n\nx"


def test_an_unknown_field_is_refused_with_its_file_its_line_and_the_nearest() -> None:
    with pytest.raises(
        Misconfigured, match=r"^/t/slip.txt, line 2: \{Custmer\} is not a field. Did you mean \{customer\}\?$"
    ):
        check(Template("/t/slip.txt", "Hello\n{item} {Custmer}\n"), KNOWN, (), {})
    with pytest.raises(Misconfigured, match=r"There are customer, item, what_to_do\.$"):
        check(Template("slip.txt", "{zzzzzzz}"), KNOWN, (), {})


def test_of_what_is_needed_one_must_be_there() -> None:
    check(Template("slip.txt", "{item}"), KNOWN, (("customer", "item"),), {})
    with pytest.raises(Misconfigured, match=r"slip.txt has no \{customer\} or \{item\}"):
        check(Template("slip.txt", "{what_to_do}"), KNOWN, (("what_to_do",), ("customer", "item")), {})


def test_one_enormous_word_takes_no_time() -> None:
    word = "{" * 2**20
    assert fill(f"{{customer}}{word}", {"customer": word}) == word * 2


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("a\n\n{x}\n{y}\n\nb", "a\n\nb"),
        ("a\n\n{x}\nkept\n\nb", "a\n\nkept\n\nb"),
        ("a\n{x}\n\nb", "a\n\nb"),
        ("a\n\n\nb", "a\n\n\nb"),
        ("a\n\n{x}\n\n{y}\n\nb", "a\n\nb"),
    ],
)
def test_where_lines_go_one_blank_line_is_left(text: str, filled: str) -> None:
    assert fill(text, {"x": "", "y": ""}) == filled
