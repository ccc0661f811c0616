"""The lines of an export: what is written is read again, and everything else is refused by what is wrong with it."""

import json

import pytest

from careline.domain.safekeeping import exported
from careline.domain.safekeeping.exported import Closing, Counter, Header, Missing, NoSuchLine, Piece, Row

SHA = "a" * 64


def test_what_is_written_is_read_again(subtests: pytest.Subtests) -> None:
    begun = exported.beginning("notes")
    for written, said in (
        (exported.header("0010"), Header("0010")),
        (exported.row(begun, ["id", "text"], [1, "é\x7f\x9b\n"]), Row("notes", {"id": 1, "text": "é\x7f\x9b\n"})),
        (exported.counter("notes", 7), Counter("notes", 7)),
        (exported.piece(SHA, 1, b"\x00\xff"), Piece(SHA, 1, b"\x00\xff")),
        (exported.missing(SHA), Missing(SHA)),
        (exported.closing(Closing({"notes": 1}, 1, 2)), Closing({"notes": 1}, 1, 2)),
    ):
        with subtests.test(written):
            assert exported.read(written.encode()) == said
            assert written.isascii()
            assert written.endswith("\n")
            assert written[:-1].isprintable()


def test_every_other_line_is_refused_by_what_is_wrong_with_it(subtests: pytest.Subtests) -> None:
    row = '{"table": "notes", "row": {"id": 1}}'
    for line, why in (
        ("", "it is no JSON"),
        ("id,subject", "it is no JSON"),
        (row[:-1], "it is no JSON"),
        ('{"table": "notes", "row": {"id": NaN}}', "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("9" * 5_000, "it is no JSON"),
        ("null", "it is no line of an export"),
        ("[1, 2]", "it is no line of an export"),
        ('{"schema": "careline/1", "items": []}', "it is no line of an export"),
        ('{"careline": "backup/1", "revision": "0010"}', "it is no line of an export"),
        ('{"careline": "export/x", "revision": "0010"}', "it is no line of an export"),
        ('{"careline": "export/1"}', "it is no line of an export"),
        ('{"careline": "export/1", "revision": 10}', "it is no line of an export"),
        ('{"table": "notes"}', "it is no line of an export"),
        ('{"table": "notes", "row": [1]}', "it is no line of an export"),
        ('{"counter": "notes", "last": "7"}', "it is no line of an export"),
        ('{"counter": "notes", "last": 9223372036854775807}', "no counter gets there"),
        ('{"counter": "notes", "last": -1}', "no counter gets there"),
        ('{"counter": "notes", "last": true}', "it is no line of an export"),
        ('{"closing": {"rows": {}}}', "it is no line of an export"),
        (json.dumps({"careline": "export/2", "revision": "0010"}), "it is of export/2, and this careline knows"),
        (json.dumps({"careline": "export/2", "more": 1}), "upgrade careline to read it"),
        ('{"table": "notes", "row": {}, "also": 1}', "nobody knows what also in it means"),
        ('{"table": "notes", "row": {"id": 1, "id": 2}}', "it says id twice"),
        ('{"closing": {"rows": {}, "counters": 0, "attachments": 0, "x": 1}}', "nobody knows what x in it means"),
        (json.dumps({"attachment": SHA, "piece": 1, "base64": "a"}), "its base64 is damaged"),
        (json.dumps({"attachment": SHA, "piece": 1, "base64": "é==="}), "its base64 is damaged"),
        (json.dumps({"attachment": SHA, "piece": 1, "base64": "A" * 4 * exported.PIECE}), "longer than 49152 bytes"),
    ):
        with subtests.test(line[:80]), pytest.raises(NoSuchLine, match=why):
            exported.read(line.encode())


def test_a_line_that_is_no_text_is_refused() -> None:
    with pytest.raises(NoSuchLine, match="it is no JSON"):
        exported.read(b'{"table": "\xff"}')
