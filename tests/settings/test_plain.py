"""Settings in the plainest TOML are read as tomllib reads them; all else is left to it."""

import tomllib
from itertools import product

import pytest

from careline.settings import plain
from careline.settings.template import template

LINES = (
    *("", " ", "# a comment", "#", "[a]", "[b]", "  [a]  ", "[a.b]", "[[a]]", "[ a ]", "[]", "[a]x = 1", "[a] # first"),
    *('x = "y"', 'x="y"', 'x =  "y"', 'x  = "y"', '  y = "z"  ', 'x = ""', 'x = "é, ] = #"', 'z = "a" # b', "z = 'a'"),
    *(r'x = "a\n"', 'x = "a"b"', 'x = "a","b"', 'x = """a"""', 'x = "', "x =", "x = ", '"x" = 1', "x.y = 1", "-x = 1"),
    *("x = 0", "x = 12", "x = 01", "x = 1_0", "x = -1", "x = 1.5", "x = true", "x = ²", "x = 99999999999"),
    *("y = []", "y = [ ]", 'y = ["a"]', 'y = ["a", "b"]', 'y = ["a","b",]', 'y = ["a, b"]', 'y = ["a" "b"]', "y = [1]"),
    *('y = ["a"], "b"]', "y = [[]]", "y = [", "y = ]", 'x = "\t"', 'x = "\x7f"', 'x = "\u200b"', "\r", 'x = "a"\r'),
)


def test_the_settings_that_are_written_for_a_new_shop_are_plain() -> None:
    assert plain.read(template()) == tomllib.loads(template())


def test_whatever_is_plain_is_read_as_tomllib_reads_it() -> None:
    read = 0
    for lines in product(("", "[a]"), LINES, LINES):
        text = "\n".join(lines)
        if (found := plain.read(text)) is not None:
            assert found == tomllib.loads(text), text
            read += 1
    assert read > 100


@pytest.mark.parametrize("line", ['x = "a', "x = yes", 'x = "a"b"', "x = 01", "[a", "[a]"])
def test_what_tomllib_refuses_is_left_to_it(line: str) -> None:
    assert plain.read(f"[a]\n{line}") is None
