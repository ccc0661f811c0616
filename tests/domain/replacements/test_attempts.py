"""What is asked for with the next attempt, and what is shipped as it was asked for."""

from typing import Any

import pytest

from careline.domain.errors import Refused
from careline.domain.replacements.attempts import SETTLED, Asked, check_as_settled, following
from careline.domain.replacements.replacement import Basis
from tests.builders import replacement

LAST = replacement(
    item="MX500c",
    basis=Basis.GOODWILL,
    supplier="Plantronics",
    serial="4711",
    different="by courier",
    substitute_because="no MX500i left",
    consent="yes",
)


def test_nothing_is_as_it_was_by_itself() -> None:
    assert following(Asked(why="w"), LAST) == Asked(why="w")


def test_made_again_it_is_the_same_in_all_that_is_not_said() -> None:
    assert following(Asked(again=True), LAST) == Asked(
        again=True,
        why=LAST.why,
        wanted="MX500i",
        item="MX500c",
        supplier="Plantronics",
        carrier="FedEx",
        substitute_because="no MX500i left",
        consent="yes",
    )


@pytest.mark.parametrize(
    "said",
    [
        {"why": "another why"},
        {"basis": Basis.WARRANTY},
        {"supplier": "Dymo"},
        {"carrier": "UPS"},
        {"wanted": "MX600"},
        {"consent": "by phone"},
        {"substitute_because": "she likes it better"},
    ],
)
def test_what_is_said_wins_over_the_last_attempt(said: dict[str, Any]) -> None:
    asked = following(Asked(again=True, **said), LAST)
    assert {name: getattr(asked, name) for name in said} == said


def test_what_is_different_and_the_serial_number_are_of_one_attempt_alone() -> None:
    asked = following(Asked(again=True), LAST)
    assert (asked.different, asked.serial, asked.because) == (None, None, None)


@pytest.mark.parametrize(("item", "consent"), [(None, "yes"), ("mx500C", "yes"), ("MX500i", None), ("MX600", None)])
def test_the_consent_to_another_model_holds_for_that_model_alone(item: str | None, consent: str | None) -> None:
    asked = following(Asked(again=True, item=item), LAST)
    assert asked.consent == consent
    assert (asked.substitute_because is None) == (consent is None)


@pytest.mark.parametrize("name", SETTLED)
def test_what_was_settled_when_it_was_asked_for_is_not_said_otherwise(name: str) -> None:
    known = getattr(LAST, name)
    same: dict[str, Any] = {name: known and str(known).upper()}
    check_as_settled(LAST, Asked(**same))
    other: Any = Basis.DOA if name == "basis" else "another"
    with pytest.raises(Refused, match=f"--{name.replace('_', '-')}"):
        check_as_settled(LAST, Asked(**{name: other}))


def test_only_the_serial_number_may_come_later() -> None:
    check_as_settled(replacement(serial=None), Asked(serial="4711"))
    with pytest.raises(Refused, match="without --different"):
        check_as_settled(replacement(), Asked(different="by courier"))


def test_who_brings_it_is_said_when_it_leaves() -> None:
    check_as_settled(LAST, Asked(carrier="UPS"))
