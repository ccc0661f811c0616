"""A list goes in as it comes, in any common dress; and what was found about it is said."""

from pathlib import Path

import pytest

from tests.shop import Shop, prepared

ROWS = [
    ["ref", "customer", "subject", "opened", "due"],
    ["1", "Zoë März", 'Hub, "large"; broken', "2026-05-14 09:05", "2026-05-18"],
    ["2", "Kim Ito", "No sound", "2026-05-15", ""],
]


def text(delimiter: str, end: str = "\n", *, quoted: bool = False) -> str:
    """The rows as CSV."""

    def cell(word: str) -> str:
        plain = not quoted and delimiter not in word and '"' not in word
        return word if plain else '"' + word.replace('"', '""') + '"'

    return "".join(delimiter.join(map(cell, row)) + end for row in ROWS)


DRESSES: dict[str, tuple[bytes, list[str]]] = {
    "plain": (text(",").encode(), []),
    "with a mark": (text(",").encode("utf-8-sig"), []),
    "as Excel saves it in Germany": (
        text(";", "\r\n").encode("cp1252"),
        ["cp1252 text", "semicolons between the columns"],
    ),
    "as Excel saves Unicode text": (
        text("\t", "\r\n").encode("utf-16"),
        ["UTF-16 text", "tabs between the columns"],
    ),
    "all in quotes": (text(";", "\r", quoted=True).encode(), ["semicolons between the columns"]),
    "bars": (text("|").encode(), ["bars between the columns"]),
    "told by its first line": (("sep=;\r\n" + text(";", "\r\n")).encode(), ["semicolons between the columns"]),
    "a printed report": (
        ("Tickets of May\n\n" + text(",") + "\n" + text(",").splitlines()[0] + "\nTotal:,,,2,\n").encode(),
        [
            "1 line above the headings left out",
            "1 row left out with the headings again",
            "a row of totals left out",
        ],
    ),
}


def put(shop: Shop, data: bytes) -> Path:
    file = shop.folder / "list.csv"
    file.write_bytes(data)
    return file


@prepared
def taken(shop: Shop) -> Shop:
    """A shop with both cases from the plain file."""
    shop(f"import {put(shop, DRESSES['plain'][0])} --source shop")
    return shop


def test_one_table_in_any_dress_is_known_again(taken: Shop, subtests: pytest.Subtests) -> None:
    for name, (data, said) in DRESSES.items():
        with subtests.test(name):
            answer = taken.json("import", str(put(taken, data)), "--source", "shop")["import"]
            assert (answer["cases"], answer["known"], answer["differing"], answer["rejected"]) == (0, 2, [], [])
            assert answer["read_as"] == said


def test_what_was_found_stands_in_the_summary(shop: Shop) -> None:
    file = put(shop, text(";").encode("cp1252"))
    assert "How it was read: cp1252 text, semicolons between the columns.\n" in shop(f"import {file}").out
    assert "How it was read" not in shop(f"import {put(shop, text(',').encode())}").out


def test_what_is_given_overrules_what_would_be_found(shop: Shop) -> None:
    file = put(shop, "x;y\nref^customer^subject^opened\n1^Ωmega^Hub^2026-05-14\n".encode("iso8859-7"))
    shop(f"import {file} --delimiter ^ --encoding iso8859-7 --skip-lines 1")
    assert "Ωmega" in shop("customer list").out


REFUSED = {
    "--delimiter xx": '--delimiter is "xx"; give the one character between the cells, or comma, semicolon, tab or bar.',
    "--encoding utf8x": '--encoding is "utf8x", which is no encoding of text. Did you mean utf-8?',
    "--skip-lines -1": "--skip-lines is -1; it can be from 0 to 1000000.",
    "--skip-lines 9": "has nothing below line 9; leave out less with --skip-lines",
    "--encoding ascii": "is not ascii text: line 2 has the byte 0xc3",
}


def test_what_cannot_be_is_refused_in_one_line(shop: Shop, subtests: pytest.Subtests) -> None:
    file = put(shop, text(",").encode())
    for options, says in REFUSED.items():
        with subtests.test(options):
            assert says in shop.refuses(2, f"import {file} {options}")
            assert not shop.store.exists()


def test_the_guessed_command_keeps_how_the_table_is_to_be_read(shop: Shop) -> None:
    file = put(shop, b"x\nWer^Was\nKim^Hub\n")
    answer = shop.run(f"import {file} --delimiter ^ --skip-lines 1")
    assert answer.code == 2
    assert "--delimiter '^' --skip-lines 1" in answer.out
