"""Options that go together stand in each command as if it had declared them itself."""

import ast
from dataclasses import replace
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated

import pytest

import careline.cli
from careline.cli.frame.arguments import ByOption
from careline.cli.frame.bundles import Bundle, Only, flattened
from careline.domain.values import frozen
from tests.shop import Shop

MOST_PARAMETERS = 12
COMMANDS = Path(careline.cli.__file__).parent


@frozen
class Both(Bundle):
    """Two options."""

    by: ByOption = None
    count: Annotated[int, "how many"] = 1


def takes(first: str, *, both: Both, last: bool = False) -> tuple[str, Both, bool]:
    """A command with two options of its own."""
    return first, both, last


def picks(*, both: Annotated[Both, Only("count")]) -> Both:
    """A command that offers one of the two."""
    return both


def test_its_options_take_the_place_of_the_bundle_with_what_they_are_annotated_with() -> None:
    parameters = signature(flattened(takes)).parameters
    assert list(parameters) == ["first", "by", "count", "last"]
    assert parameters["by"].annotation == ByOption
    assert parameters["count"].default == 1
    assert parameters["first"].default is Parameter.empty


def test_the_function_takes_what_was_typed_as_one_value() -> None:
    assert flattened(takes)("x", by="2bd", count=3, last=True) == ("x", Both("2bd", 3), True)


def test_a_command_may_offer_a_few_and_in_another_order() -> None:
    assert list(signature(flattened(picks)).parameters) == ["count"]
    assert flattened(picks)(count=2) == Both(count=2)
    with pytest.raises(KeyError):
        flattened(picks)()


def test_a_function_without_a_bundle_stays_as_it_is() -> None:
    assert flattened(replace) is replace


@pytest.mark.parametrize(
    ("command", "lacking"),
    [
        ("open X --customer Dana --backup y", "--backup needs --promise"),
        ("open X --customer Dana --kind refund", "--kind needs --promise"),
        ("heard 1 --by 2bd", "--by needs --promise"),
        ("reopen 1 --depends-on 1", "--depends-on needs --promise"),
        ("tone review 1 --finding x --by 2bd", "--by needs --promise"),
        ("case cause 1 x --performer y", "--performer needs --action"),
        ("case disclose 1 x --performer y", "--performer needs --promise"),
    ],
)
def test_what_belongs_to_a_promise_needs_one(danas: Shop, command: str, lacking: str) -> None:
    assert lacking in danas.refuses(2, command)


def test_the_owner_of_a_new_case_needs_none(shop: Shop) -> None:
    shop("party add Ben --kind staff")
    assert "We get back to Dana  Ben" in shop("open X --customer Dana --owner Ben").out


def test_no_function_of_the_command_line_takes_more_than_can_be_overlooked() -> None:
    many = {
        f"{module.relative_to(COMMANDS)}, {node.name}": count
        for module in COMMANDS.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and (count := len((*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))) > MOST_PARAMETERS
    }
    assert many == {}
