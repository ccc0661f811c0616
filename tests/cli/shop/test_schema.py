"""`careline schema`: what is printed as JSON is what it says, and it says so without a store."""

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from careline.cli.shop.answers import DECLARED, NO_JSON, OBJECTS, full_name, is_command, names, schema_of
from careline.domain.cases.case import Severity
from careline.domain.promises.promise import State
from careline.render.casefile import FILE
from careline.reports import REPORTS
from tests.golden.script import HERE
from tests.looking import shop_with_everything
from tests.schemas import asked_of, faults, validator
from tests.shop import Shop
from tests.tree import commands, example, options


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A shop with one of everything."""
    return shop_with_everything(tmp_path_factory.mktemp("busy"))


def recorded() -> Iterator[tuple[str, str, Any]]:
    """What each command line of the golden run printed as JSON, with the name of its schema."""
    for path in sorted((HERE / "expected").glob("*.txt")):
        for line, printed in re.findall(r"^\$ (.*)\n((?:  .*\n)+)", path.read_text(encoding="utf-8"), re.MULTILINE):
            whole = shlex.split(line)
            words = whole[whole.index("careline") + 1 :]
            if (name := asked_of(words)) and printed.startswith("  {"):
                yield line, name, json.loads(printed)


def test_whatever_the_golden_run_printed_as_json_is_what_the_schema_says(subtests: pytest.Subtests) -> None:
    printed = list(recorded())
    assert len(printed) > 40
    for line, name, document in printed:
        with subtests.test(line):
            assert list(faults(name, document)) == []


def without(words: Sequence[str], *valued: str) -> Iterator[str]:
    """The words but for --quiet and for those options, each with its value."""
    rest = iter(words)
    for word in rest:
        if word in valued:
            next(rest)
        elif word != "--quiet":
            yield word


def test_whatever_a_command_prints_is_what_the_schema_says(busy: Shop, subtests: pytest.Subtests) -> None:
    """Every command that looks by its example, and every one that records whose example finds what it speaks of."""
    validated = set()
    for name, command in commands().items():
        there = options(command)
        if "--json" not in there or name == "schema":
            continue
        words = [
            *without(example(command), "--format", "--output", "--section"),
            *({"--dry-run", "--yes"} & there),
            "--json",
        ]
        answer = busy.run(shlex.join(["--no-input", *words]))
        if answer.code in (0, 10) or "--dry-run" not in there:
            with subtests.test(name):
                assert list(faults(asked_of(words), answer.json)) == []
            validated.add(full_name(name))
    assert len(validated) > 70


def test_every_command_that_prints_json_has_a_schema(subtests: pytest.Subtests) -> None:
    for name, command in commands().items():
        with subtests.test(name):
            known = full_name(name) in {*DECLARED, *REPORTS} or is_command(full_name(name))
            assert known == ("--json" in options(command))
            assert not known or validator(name)


def test_whatever_is_declared_is_a_command_and_whatever_is_listed_has_a_schema(subtests: pytest.Subtests) -> None:
    assert {full_name(name) for name in commands()} >= {*DECLARED, *NO_JSON}
    for name in names():
        with subtests.test(name):
            validator(name)


def test_what_is_in_a_case_can_be_asked_for_by_name() -> None:
    assert len(set(OBJECTS) - {"customer", "purchase", "money", "hook"}) == len(FILE.keys)
    assert {"case", "promise", "contact", "replacement", "escalation", "cost", "note"} <= set(OBJECTS)


def test_the_whole_shape_of_what_is_printed(snapshot: SnapshotAssertion) -> None:
    """The one test that holds every key. After a change on purpose: `make pages`, and read what changed."""
    assert "\n".join(shape()) == snapshot


def shape() -> Iterator[str]:
    """Every object and every answer, a line for each key: what it holds, and whether it may be left out."""
    told: dict[str, Any] = {}
    for name in names():
        schema = schema_of(name)
        told |= {f"object {each}": of for each, of in schema.pop("$defs", {}).items()}
        told[f"{'object' if name in OBJECTS else 'answer'} {name}"] = schema
    for name, schema in sorted(told.items()):
        yield name
        yield from (f"  {key}: {what}" for key, what in held(schema))


def held(schema: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """The keys of a schema, those of an object in an object behind a dot."""
    for number, either in enumerate(schema.get("anyOf", ())):
        yield from held(either, f"{before}{number}:")
    for key, each in schema.get("properties", {}).items():
        optional = "" if key in schema["required"] else "?"
        yield f"{before}{key}{optional}", what_of(each)
        yield from held(each.get("items", each) if "anyOf" not in each else {}, f"{before}{key}.")


def what_of(schema: Any) -> str:
    """What a value is, in a few words."""
    match schema:
        case {"$ref": ref}:
            return str(ref).rpartition("/")[2]
        case {"anyOf": either}:
            return " or ".join(map(what_of, either))
        case {"const": value}:
            return f"always {value}"
        case {"enum": words}:
            return ", ".join(str(word) for word in words)
        case {"type": "array", "items": items}:
            return f"list of {what_of(items)}"
        case {"type": kind}:
            words = " or ".join([kind] if isinstance(kind, str) else kind)
            return " ".join(filter(None, (words, schema.get("format"), schema.get("pattern"))))
        case _:
            return ""


# What a fault looks like: the tests above can fail.


def test_a_key_that_is_not_declared_and_one_of_another_type_are_faults(busy: Shop) -> None:
    shown = busy.json("show 1")
    assert list(faults("show", shown)) == []
    shown["case"]["surprise"] = 1
    assert "surprise" in "".join(faults("show", shown))
    del shown["case"]["surprise"]
    shown["promises"][0]["due_at"] = "2026-06-01"
    assert "due_at" in "".join(faults("show", shown))
    del shown["promises"][0]["due_at"]
    assert "due_at" in "".join(faults("show", shown))


def test_what_is_printed_later_may_have_more_keys(busy: Shop) -> None:
    assert "additionalProperties" not in busy("schema show").out
    assert list(busy("schema undo").out.split()).count('"additionalProperties":') == 1  # the names of tables


# What people see.


def test_enums_give_their_words_and_moments_their_format(shop: Shop) -> None:
    promise = shop("schema promise").json
    assert promise["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert promise["properties"]["state"] == {"type": "string", "enum": [state.value for state in State]}
    assert promise["properties"]["due_at"] == {"type": "string", "format": "date-time"}
    assert promise["properties"]["kept_at"] == {"type": ["string", "null"], "format": "date-time"}
    assert set(promise["required"]) == set(promise["properties"])
    assert shop("schema case").json["properties"]["severity"]["enum"] == [each.value for each in Severity]
    amount = shop("schema cost").json["$defs"]["money"]["properties"]
    assert set(amount) == {"amount", "currency"}


def test_it_needs_no_store_and_makes_none(shop: Shop) -> None:
    shop.configure('[calendar]\ncountry = "US"\n')
    for command in ("schema", "schema case", "schema overdue", "schema promise list"):
        shop(command)
    assert not shop.store.parent.exists()


def test_without_an_object_it_lists_what_there_is(shop: Shop) -> None:
    listed = {each["object"]: each["about"] for each in shop.json("schema")["items"]}
    assert listed["promise"] == "an object: a promise, with its state"
    assert listed["overdue"].startswith("a report: ")
    assert listed["promise list"] == "what 'careline promise list --json' prints"
    assert shop("schema --format csv").out.splitlines()[0] == "object,about"


@pytest.mark.parametrize(("short", "full"), [("list", "case list"), ("show", "case show"), ("heard", "recorded")])
def test_a_daily_verb_is_known_by_its_short_name(shop: Shop, short: str, full: str) -> None:
    assert shop(f"schema {short}").out == shop(f"schema {full}").out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("promises", "promise"), ("promise lst", "promise list"), ("overdu", "overdue"), ("Case", "case")],
)
def test_a_wrong_word_is_refused_with_what_may_be_meant(shop: Shop, typed: str, meant: str) -> None:
    assert f"Did you mean {meant}?" in shop.refuses(3, f"schema {typed}")


@pytest.mark.parametrize("typed", ["xyz", "demo", "' '"])
def test_what_is_like_nothing_is_refused_with_where_to_look(shop: Shop, typed: str) -> None:
    assert "'careline schema' lists what there is." in shop.refuses(3, f"schema {typed}")


def test_a_schema_is_json_in_whichever_format_that_can_hold_it(shop: Shop) -> None:
    assert shop("schema case --format table").out == shop("schema case --json").out == shop("schema case").out
    assert shop("schema case --format jsonl").out.count("\n") == 1
    for options_ in ("--format csv", "--format html", "--fields id", "--section x"):
        shop.refuses(2, f"schema case {options_}")
