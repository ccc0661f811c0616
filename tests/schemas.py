"""The schemas that careline prints, closed: a key that is not declared, or holds something else, is a fault."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from careline.cli.shop.answers import schema_of
from careline.render.json_ import utc
from tests.tree import commands

FORMATS = FormatChecker()


def _is_utc(value: object) -> bool:
    return not isinstance(value, str) or utc(datetime.fromisoformat(value)) == value


FORMATS.checks("date-time", raises=ValueError)(_is_utc)  # what careline writes, and nothing else


def closed(schema: Any) -> Any:
    """The schema with every object in it closed, but for those whose keys are names."""
    match schema:
        case {"type": "object", "properties": dict()}:
            return {key: closed(each) for key, each in schema.items()} | {"additionalProperties": False}
        case dict():
            return {key: closed(each) for key, each in schema.items()}
        case list():
            return [closed(each) for each in schema]
        case _:
            return schema


@cache
def validator(name: str) -> Draft202012Validator:
    """What an answer of that name must be."""
    schema = closed(schema_of(name))
    objects = schema.get("$defs", {})
    for each in (*objects.values(), {key: schema[key] for key in schema if key != "$defs"}):
        check(json.dumps(each))
    return Draft202012Validator(schema, format_checker=FORMATS)


@cache
def check(schema: str) -> None:
    """Raise SchemaError for what is no schema. Many answers hold the same objects, and to check one takes long."""
    Draft202012Validator.check_schema(json.loads(schema))


def faults(name: str, document: Any) -> Iterator[str]:
    """What is not as the schema of that name says, each with its place."""
    for error in validator(name).iter_errors(document):
        deepest = max([error, *(error.context or ())], key=lambda each: len(each.absolute_path))
        yield f"{name}: {deepest.json_path}: {deepest.message[:300]}"


def asked_of(words: Sequence[str]) -> str:
    """The name of the schema of what a command line prints; empty where that is not one whole JSON document."""
    given = list(words)
    if "--json" not in given and ("--format", "json") not in pairwise(given):
        return ""
    while given and given[0].startswith("-"):
        del given[: 1 if given[0] in {"--no-input", "--debug"} else 2]
    name = next((name for length in (2, 1) if (name := " ".join(given[:length])) in commands()), "")
    if {"--section", "--fields"} & set(given) or name == "schema":
        return ""
    reported = given[1] if name == "report" and not given[1].startswith("-") else name
    return "report" if reported == "reports" else reported
