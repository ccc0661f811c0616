"""All that a store holds, as lines: what one store says, the store made of it says in the same words."""

import json
import os
import re
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careline.domain.safekeeping import exported
from careline.store.fetch import fetch_on
from careline.store.file import REVISIONS
from careline.store.migrations.upgrading import bring_up_to_date
from careline.store.safekeeping.exporting import NOT_EXPORTED, tables
from tests.evidence import deep
from tests.shop import NewShop, Shop, prepared
from tests.store import historical
from tests.store.contents import opened
from tests.terminal import typing

NEWEST = REVISIONS[-1]


@prepared
def walked(shop: Shop) -> Shop:
    """A shop in which every command has recorded, and its export beside it."""
    shop.store.parent.mkdir()
    historical.restore(NEWEST, shop.store)
    shop.at("08-04 12:00")("export", "--output", str(shop.folder / "all.jsonl"))
    return shop


def lines_of(shop: Shop) -> list[str]:
    """The lines of what lies beside the shop's store."""
    return (shop.folder / "all.jsonl").read_text("ascii").splitlines(keepends=True)


def put(shop: Shop, lines: list[str]) -> str:
    """The name of another file with these lines."""
    file = shop.folder / "some.jsonl"
    file.write_text("".join(lines), "utf-8")
    return file.as_posix()


def take(shop: Shop, file: str, *options: str) -> Any:
    """What importing a file into another store answers."""
    return shop.run("--db", str(shop.folder / "new" / "new.db"), "import", "--jsonl", file, *options)


def exports(shop: Shop, store: Path) -> str:
    """The export of a store."""
    return shop("--db", str(store), "export").out


# What is in it


def test_every_table_is_exported_or_has_a_reason_not_to_be(walked: Shop) -> None:
    with opened(walked.store) as store:
        there = {name for (name,) in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        fetch = fetch_on(store)
        known = {table.name: table for table in tables(fetch)}
        left_out = {name for name in there - known.keys() if not name.startswith("sqlite_")}
        parts = {name for name in left_out if any(name.startswith(f"{each}_") for each in NOT_EXPORTED)}
        assert left_out - parts == {*NOT_EXPORTED} - parts
        assert all(NOT_EXPORTED.values())
        said = [exported.read(line.encode()) for line in lines_of(walked)]
        for table in known.values():
            stored = store.execute(f"SELECT {table.names} FROM {table.name} ORDER BY {table.key}").fetchall()
            rows = [each.row for each in said if isinstance(each, exported.Row) and each.table == table.name]
            assert [tuple(row.values()) for row in rows] == stored, table.name
            assert all([*row] == [column.name for column in table.columns] for row in rows)
        counters = {each.counter: each.last for each in said if isinstance(each, exported.Counter)}
        assert counters == dict(store.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    assert said[0] == exported.Header(NEWEST)
    assert isinstance(said[-1], exported.Closing)
    lost = [each for each in said if isinstance(each, exported.Missing)]
    assert sum(said[-1].rows.values()) + said[-1].counters + len(lost) + 2 == len(said)


def test_the_page_on_exports_names_every_table_and_every_line(walked: Shop) -> None:
    page = (Path(__file__).parents[3] / "docs" / "export.md").read_text("utf-8")
    with opened(walked.store) as store:
        known = [table.name for table in tables(fetch_on(store))]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == known
    assert exported.header(NEWEST).strip() in page
    kinds = {next(iter(json.loads(line))) for line in lines_of(walked)}
    assert [kind for kind in kinds if f'`{{"{kind}": ' not in page] == []


def test_the_same_store_gives_the_same_lines_to_a_file_for_its_owner_alone(walked: Shop) -> None:
    file = walked.folder / "all.jsonl"
    before = walked.store.read_bytes()
    assert walked("export").out == walked("export --output -").out == file.read_text("ascii")
    assert walked.at("2027-01-01T00:00:00+01:00")("export").out == file.read_text("ascii")
    assert walked.store.read_bytes() == before, "it has recorded"
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    walked.refuses(2, f"export --output '{walked.store.as_posix()}'")
    assert walked("export --output", str(file)).out == f"Written to {file}: the whole store, attachments inside.\n"


def test_a_terminal_gets_it_only_if_that_is_said(shop: Shop) -> None:
    shop("open x --customer Dana")
    answer = typing(shop, "export")
    assert (answer.code, answer.out) == (2, "")
    assert "Name a file with --output, or a folder for tables with --csv" in answer.err
    assert typing(shop, "export --output -").out == shop("export").out


def test_no_text_in_it_steers_a_terminal(shop: Shop) -> None:
    shop("open 'x' --customer 'Dana \x1b]52;c;!\x07\x7f\x9b\u202e \U000e0041'")
    assert all(line.isascii() and line.isprintable() for line in shop("export").out.splitlines())


def test_where_there_is_no_store_there_is_no_export(shop: Shop) -> None:
    shop.refuses(6, "export")


# What is made of it


def test_the_store_made_of_an_export_is_the_same(walked: Shop) -> None:
    answer = take(walked, (walked.folder / "all.jsonl").as_posix())
    assert (answer.code, answer.err) == (0, "")
    assert "7 cases, 34 promises, 6 customers" in answer.out
    new = walked.folder / "new" / "new.db"
    assert exports(walked, new) == "".join(lines_of(walked))
    for command in ("list --all", "find headset", "find dana", "article search sound --all", "log", "show 1", "brief"):
        assert walked("--db", str(new), *command.split()).out == walked(command).out, command
    with opened(walked.store) as one, opened(new) as other:
        made = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
        assert one.execute(made).fetchall() == other.execute(made).fetchall()
        assert other.execute("PRAGMA application_id").fetchone() == one.execute("PRAGMA application_id").fetchone()
    walked("--db", str(new), "note", "1", "And on it goes")
    if os.name != "nt":
        assert [stat.S_IMODE(each.stat().st_mode) for each in (new.parent, new)] == [0o700, 0o600]
    assert [each.name for each in new.parent.iterdir()] == ["new.db"]


def test_it_is_read_from_standard_input_and_with_the_mark_that_some_programs_put_first(walked: Shop) -> None:
    marked = b"\xef\xbb\xbf" + (walked.folder / "all.jsonl").read_bytes().replace(b"\n", b"\r\n")
    new = walked.folder / "new" / "new.db"
    words = [sys.executable, "-m", "careline", "--db", str(new), "import", "--jsonl", "-"]
    done = subprocess.run(words, input=marked, env=os.environ | walked.variables, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"imported from standard input" in done.stdout
    assert exports(walked, new) == "".join(lines_of(walked))


def test_an_export_that_is_taken_for_a_table_says_what_takes_it(walked: Shop) -> None:
    file = walked.folder / "out.jsonl"
    walked("export --output", str(file))
    assert "careline import --jsonl takes it" in walked.refuses(2, "import", str(file))


def test_a_rehearsal_checks_all_and_writes_nothing(walked: Shop) -> None:
    file = put(walked, lines_of(walked))
    answer = take(walked, file, "--dry-run", "--json")
    assert answer.json["export"]["rows"]["cases"] == 7
    assert not (walked.folder / "new").exists()
    assert "line 2" in take(walked, put(walked, [lines_of(walked)[0], "x\n"]), "--dry-run").err


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_an_export_of_an_earlier_store_becomes_what_upgrading_makes_of_it(shop: Shop, revision: str) -> None:
    shop.store.parent.mkdir()
    historical.restore(revision, shop.store)
    shop.at("08-04 12:00")("export", "--output", str(shop.folder / "all.jsonl"))
    assert json.loads(lines_of(shop)[0])["revision"] == revision
    assert take(shop, (shop.folder / "all.jsonl").as_posix()).code == 0
    bring_up_to_date(shop.store, datetime.fromisoformat(shop.now))
    assert exports(shop, shop.folder / "new" / "new.db") == shop("export").out


# What is attached

LARGE = bytes(range(256)) * 500


@prepared
def attached(shop: Shop) -> Shop:
    """A case with a small file, a large one, and one whose attaching was taken back; and the export of all that."""
    shop("open 'No sound' --customer 'Dana Reyes'")
    for name, content in (("note.txt", b"A"), ("large.bin", LARGE), ("wrong.txt", b"Wrong")):
        (shop.folder / name).write_bytes(content)
        shop("case attach 1", str(shop.folder / name))
    shop("undo")
    shop("export", "--output", str(shop.folder / "all.jsonl"))
    return shop


def test_what_is_attached_comes_along(attached: Shop) -> None:
    said = [exported.read(line.encode()) for line in lines_of(attached)]
    pieces = [each for each in said if isinstance(each, exported.Piece)]
    sizes = [1, 5, len(LARGE) - 2 * exported.PIECE, exported.PIECE, exported.PIECE]
    assert sorted(len(each.content) for each in pieces) == sizes
    assert said[-1].attachments == 3  # type: ignore[union-attr]  # also what was taken back: the log names it
    assert take(attached, (attached.folder / "all.jsonl").as_posix()).code == 0
    new = attached.folder / "new" / "new.db"
    assert exports(attached, new) == "".join(lines_of(attached))
    copy = attached.folder / "copy.bin"
    attached("--db", str(new), "attachment", "save", "A-2", "--output", str(copy))
    assert copy.read_bytes() == LARGE
    if os.name != "nt":
        beside = sorted(each for each in new.parent.rglob("*") if each != new)
        assert {stat.S_IMODE(each.stat().st_mode) for each in beside if each.is_file()} == {0o600}
        assert {stat.S_IMODE(each.stat().st_mode) for each in beside if each.is_dir()} == {0o700}


def test_what_was_lost_before_is_told_of_and_stays_lost(attached: Shop) -> None:
    (content,) = (path for path in attached.store.parent.rglob("*") if path.is_file() and path.stat().st_size == 1)
    content.write_bytes(b"B")
    answer = attached("export", "--output", str(attached.folder / "all.jsonl"))
    assert answer.err.startswith("careline: What 1 attachment held is missing or changed, and so is not in the export.")
    assert sum('"missing": true' in line for line in lines_of(attached)) == 1
    answer = take(attached, (attached.folder / "all.jsonl").as_posix())
    assert "What 1 attachment held was missing when it was exported" in answer.out
    assert exports(attached, attached.folder / "new" / "new.db") == "".join(lines_of(attached))


def test_what_is_attached_is_what_it_was_or_nothing_comes_in(attached: Shop, subtests: pytest.Subtests) -> None:
    lines = lines_of(attached)
    places = [place for place, line in enumerate(lines) if line.startswith('{"attachment"')]
    large = next(place for place in places if '"piece": 2' in lines[place]) - 1
    file = next(place for place, line in enumerate(lines) if '"table": "attachments"' in line)

    def without(*gone: int) -> list[str]:
        return [line for place, line in enumerate(lines) if place not in gone]

    def other(place: int, *some: str) -> list[str]:
        return [*lines[:place], *some, *lines[place + 1 :]]

    small = next(place for place in places if '"base64": "QQ=="' in lines[place])
    sha = json.loads(lines[small])["attachment"]
    for what, some, why in (
        ("another content", other(small, exported.piece(sha, 1, b"B")), "is not what it was"),
        ("more of it", other(small, exported.piece(sha, 1, b"A"), exported.piece(sha, 2, b"A")), "is not what it was"),
        ("its end is missing", without(large + 2), "is not what it was"),
        ("its middle is missing", without(large + 1), "it is piece 3 of an attachment, and piece 2 belongs here"),
        ("its beginning is missing", without(large), "it is piece 2 of an attachment, and piece 1 belongs here"),
        ("twice", other(small, lines[small], lines[small]), "it is piece 1 of an attachment, and piece 2"),
        ("again", other(large, lines[small], lines[large]), "line"),
        ("missing and there", other(small, lines[small], exported.missing(sha)), "this content was there already"),
        ("all of it is missing", without(small), "it counts 3 attachments, and there are 2 of 3 that are named"),
        ("nobody's", other(small, exported.piece("0" * 64, 1, b"A")), "no attachment has this content"),
        ("a path", other(small, exported.piece("../../x", 1, b"A")), "no attachment has this content"),
        ("before its row", [lines[0], lines[small], *without(0, small)], "no attachment has this content"),
        ("another size", other(file, lines[file].replace('"size": 1,', '"size": 2,')), "is not what it was"),
        ("no whole end", [*lines[:-1], "{}\n"], "it is no line of an export"),
    ):
        for options in ((), ("--dry-run",)):
            with subtests.test(f"{what} {options}"):
                answer = take(attached, put(attached, some), *options)
                assert (answer.code, answer.out) == (2, ""), answer
                assert why in answer.err
                assert answer.err.endswith("Nothing was imported.\n")
                assert not list((attached.folder / "new").glob("*"))


# What is refused


def test_an_export_goes_into_no_store_that_is_in_use(walked: Shop, shop: Shop) -> None:
    file = put(walked, lines_of(walked))
    said = walked.refuses(4, f"import --jsonl '{file}'")
    assert "in use: it has 7 cases and 116 lines in its log" in said
    assert walked.refuses(4, f"import --jsonl '{file}' --dry-run") == said
    empty = walked.folder / "empty.db"
    empty.touch(0o600)
    walked("--db", str(empty), "import", "--jsonl", file)
    assert exports(walked, empty) == "".join(lines_of(walked))
    other = walked.folder / "other.db"
    with closing(sqlite3.connect(other)) as theirs:
        theirs.execute("CREATE TABLE t (x)")
    walked.refuses(6, f"--db '{other.as_posix()}' import --jsonl '{file}'")


@pytest.mark.skipif(sys.platform == "win32", reason="nothing that is open gets replaced there")
def test_whoever_waited_while_another_store_came_tries_again(walked: Shop) -> None:
    store = walked.folder / "new" / "new.db"
    store.parent.mkdir()
    store.touch()
    with closing(sqlite3.connect(store, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")

        def make_way() -> None:
            walked.store.rename(store)
            other.rollback()

        later = threading.Timer(0.3, make_way)
        later.start()
        answer = take(walked, str(walked.folder / "all.jsonl"))
        later.join()
    assert answer.code == 75
    assert "was replaced meanwhile. Nothing was imported; try again." in answer.err


def test_what_goes_with_a_table_goes_with_no_export(walked: Shop) -> None:
    file = put(walked, lines_of(walked))
    for option in ("--map ref=id", "--source x", "--tz UTC", "--even-forgotten", "--take-back x"):
        assert "leave out --" in walked.refuses(2, f"import --jsonl '{file}' {option}")


def changed(line: str, **columns: Any) -> str:
    """A line of a row with other values in it; None takes a column away."""
    said = json.loads(line)
    said["row"] |= columns
    return json.dumps(said) + "\n"


def test_what_is_no_whole_export_is_refused_by_its_line(walked: Shop, subtests: pytest.Subtests) -> None:
    lines = lines_of(walked)
    places = {table: n for n, line in reversed([*enumerate(lines)]) for table in [json.loads(line).get("table")]}
    case, promise, note = (places[table] for table in ("cases", "promises", "notes"))

    def other(place: int, line: str) -> list[str]:
        return [*lines[:place], line, *lines[place + 1 :]]

    def with_closing(**counts: Any) -> list[str]:
        said = json.loads(lines[-1])
        said["closing"] |= counts
        return [*lines[:-1], json.dumps(said) + "\n"]

    counter = next(n for n, line in enumerate(lines) if '"counter": "cases"' in line)
    for what, some, why in (
        ("nothing", [], "is empty"),
        ("no header", lines[1:], "is no export of careline, by its first line"),
        ("another's", ['{"id": 1}\n'], "is no export of careline, by its first line"),
        ("a newer version", ['{"careline": "export/2"}\n'], "it is of export/2, and this careline knows export/1"),
        ("a newer schema", [exported.header("9999")], f"schema 9999, and this one knows {NEWEST}"),
        ("no schema", [exported.header("first")], "there is no schema first"),
        ("its end is missing", lines[:-1], f"ends after line {len(lines) - 1} without the line that closes"),
        ("half a line", [*lines[:-1], lines[-1][:9]], f"line {len(lines)}: it is no JSON"),
        ("something after its end", [*lines, lines[1]], f"line {len(lines) + 1}: it stands after the line"),
        ("two headers", [lines[0], *lines], "line 2: it does not belong here"),
        ("no JSON", other(case, "C-1\n"), f"line {case + 1}: it is no JSON"),
        ("a row is missing", other(note, ""), "of notes, and there are"),
        ("a counter is missing", other(counter, ""), " counters, and there are "),
        (
            "a row twice",
            [*lines[: case + 1], *lines[case:]],
            f"line {case + 2}: cases has another row with the same id",
        ),
        ("a counter twice", [*lines[: counter + 1], *lines[counter:]], "there is a counter of cases already"),
        ("an id after the counter", other(case, changed(lines[case], id=99)), "cases has a row 99, and its counter"),
        ("another table", other(case, lines[case].replace("cases", "casks")), "there is no table casks"),
        ("another column", other(case, changed(lines[case], colour="red")), "cases has no column colour"),
        ("a table of SQLite's", other(case, '{"table": "sqlite_sequence", "row": {}}\n'), "there is no table sqlite_"),
        ("a lacking column", other(case, '{"table": "cases", "row": {"id": 1}}\n'), "it lacks channel of cases"),
        ("no id", other(case, changed(lines[case], id=None)), "id of cases cannot be null"),
        ("a text for a number", other(case, changed(lines[case], id="1")), 'id of cases cannot be "1"'),
        ("a fraction", other(case, changed(lines[case], id=1.5)), "id of cases cannot be 1.5"),
        ("no id that is given out", other(case, changed(lines[case], id=0)), "id of cases cannot be 0"),
        ("too large", other(case, changed(lines[case], id=2**63)), "id of cases cannot be 9223372036854775808"),
        ("a number for a text", other(case, changed(lines[case], subject=1)), "subject of cases cannot be 1"),
        ("NUL", other(case, changed(lines[case], subject="a\0b")), 'subject of cases cannot be "a\\u0000b"'),
        ("half a sign", other(case, changed(lines[case], subject="\ud800")), "is no text"),
        ("no yes or no", other(promise, changed(lines[promise], said=2)), "said of promises cannot be 2"),
        ("true", other(promise, changed(lines[promise], said=True)), "said of promises cannot be true"),
        ("a moment", other(case, changed(lines[case], opened_at="2026-06-01")), 'opened_at of cases cannot be "2026'),
        ("no day", other(case, changed(lines[case], opened_at="2026-02-30 14:00:00.000000")), "opened_at of cases"),
        (
            "no word for it",
            other(case, changed(lines[case], severity="grave")),
            "no row of cases can be so (ck_cases_s",
        ),
        ("a blank", other(case, changed(lines[case], subject=" ")), f"line {case + 1}: no row of cases can be so"),
        ("nobody's", other(case, changed(lines[case], customer_id=99)), "row 1 of cases refers to one of customers"),
        ("fewer counters", with_closing(counters=3), "it counts 3 counters, and there are"),
        ("other counts", with_closing(rows={"notes": 1}), "it counts 0 of "),
        ("a content of nobody's", [*lines[:-1], exported.piece("a" * 64, 1, b"x"), lines[-1]], "line"),
    ):
        with subtests.test(what):
            answer = take(walked, put(walked, some))
            assert (answer.code, answer.out) == (2, ""), answer
            assert why in answer.err
            assert answer.err.endswith("Nothing was imported.\n")
            assert answer.err.count("\n") == 1
            assert not list((walked.folder / "new").glob("*"))


def test_a_line_without_an_end_is_not_read_to_its_end(walked: Shop) -> None:
    if os.name == "nt":
        pytest.skip("there is no /dev/zero")
    answer = take(walked, "/dev/zero")
    assert (answer.code, answer.err) == (
        2,
        "careline: /dev/zero, line 1: it is longer than 64 MiB, as no line of an export is. Nothing was imported.\n",
    )


@pytest.mark.evidence
@settings(deep(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_export_is_refused_or_comes_back_as_it_is(
    walked: Shop, new_shop: NewShop, data: st.DataObject
) -> None:
    whole = lines_of(walked)
    lines = [*whole]
    for place in data.draw(st.sets(st.integers(0, len(lines) - 1), min_size=1, max_size=3)):
        lines[place] = data.draw(st.sampled_from(CHANGES))(whole, place, data)
    file = walked.folder / "mutated.jsonl"
    file.write_text("".join(lines), "utf-8", newline="")
    new = walked.folder / "mutated.db"
    answer = walked.run("--db", str(new), "import", "--jsonl", file.as_posix())
    assert answer.code in (0, 2), answer
    assert new.exists() == (answer.code == 0)
    if new.exists():
        come_back = exports(walked, new).splitlines()
        new.unlink()
        one, other = (sorted(json.dumps(json.loads(line)) for line in some) for some in (come_back, lines))
        assert one == other


def another_value(lines: list[str], place: int, data: st.DataObject) -> str:
    """The line with another value somewhere in its row."""
    said = json.loads(lines[place])
    if "row" not in said:
        return lines[place]
    column = data.draw(st.sampled_from(sorted(said["row"])))
    texts = st.text(st.characters(exclude_categories=()), max_size=20)
    said["row"][column] = data.draw(texts | st.integers() | st.none() | st.booleans() | st.floats())
    return json.dumps(said) + "\n"


def another_sign(lines: list[str], place: int, data: st.DataObject) -> str:
    """The line with another sign somewhere."""
    line = lines[place]
    at = data.draw(st.integers(0, len(line) - 2))
    return f"{line[:at]}{data.draw(st.sampled_from(chr(34) + '{}[]:,0x1-'))}{line[at + 1 :]}"


def another_line(lines: list[str], place: int, data: st.DataObject) -> str:
    """Another line in its place."""
    return data.draw(st.sampled_from(lines))


def cut_off(lines: list[str], place: int, data: st.DataObject) -> str:
    """The beginning of the line."""
    return lines[place][: data.draw(st.integers(0, len(lines[place]) - 1))]


CHANGES = (another_value, another_value, another_value, another_sign, another_line, cut_off)
