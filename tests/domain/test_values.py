"""A value is a dataclass in all that its users can see."""

from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

import pytest

from careline.domain.values import frozen, remembering


@frozen
class Parcel:
    """A value with a default."""

    number: int
    carrier: str | None = None

    @property
    def name(self) -> str:
        """Worked out from a field."""
        return f"R-{self.number}"


@frozen
class Letter:
    """Another value with the same fields."""

    number: int
    carrier: str | None = None


# What a type checker refuses is tried all the same.
anything: Any = Parcel


def test_fields_are_given_in_order_or_by_name_and_have_defaults() -> None:
    parcel = Parcel(1, carrier="FedEx")
    assert (parcel.number, parcel.carrier, parcel.name) == (1, "FedEx", "R-1")
    assert Parcel(number=1).carrier is None


@pytest.mark.parametrize("given", [(), (1, "FedEx", "UPS")])
def test_too_few_and_too_many_facts_are_refused(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match="Parcel takes number, carrier"):
        anything(*given)


def test_a_fact_without_a_field_is_refused() -> None:
    with pytest.raises(TypeError, match="Parcel takes number, carrier"):
        anything(1, weight=2)


def test_values_are_equal_where_kind_and_facts_are() -> None:
    assert Parcel(1) == Parcel(1, None)
    assert Parcel(1) != Parcel(2)
    assert Letter(1) != anything(1)
    assert len({Parcel(1), Parcel(1), Parcel(2)}) == 2


def test_a_value_never_changes() -> None:
    parcel: Any = Parcel(1)
    with pytest.raises(FrozenInstanceError):
        parcel.number = 2
    with pytest.raises(FrozenInstanceError):
        del parcel.number
    assert parcel == Parcel(1)


def test_a_value_has_slots_and_nothing_beside_them() -> None:
    assert not hasattr(Parcel(1), "__dict__")


def test_what_takes_dataclasses_takes_values() -> None:
    assert is_dataclass(anything)
    assert [each.name for each in fields(Parcel)] == ["number", "carrier"]
    assert replace(Parcel(1), carrier="FedEx") == Parcel(1, "FedEx")
    match Parcel(1, "FedEx"):
        case Parcel(number, carrier):
            assert (number, carrier) == (1, "FedEx")


def test_a_value_shows_its_facts() -> None:
    assert repr(Parcel(1)) == "Parcel(number=1, carrier=None)"


@remembering
class Sum:
    """A value that works something out once."""

    parts: tuple[int, ...]

    @cached_property
    def worked_out(self) -> list[int]:
        """A new list each time that it is worked out."""
        return [sum(self.parts)]


def test_a_value_that_remembers_is_one_all_the_same() -> None:
    value: Any = Sum((1, 2))
    assert value.worked_out is value.worked_out == [3]
    assert value == Sum((1, 2))
    assert replace(value, parts=(4,)).worked_out == [4]
    with pytest.raises(FrozenInstanceError):
        value.parts = ()


@frozen
class Registered(Parcel):
    """A value that has all that another has, and more."""

    insured: bool = False


def test_a_value_of_a_kind_of_values_has_the_fields_of_both() -> None:
    assert [each.name for each in fields(Registered)] == ["number", "carrier", "insured"]
    assert replace(Registered(1, "FedEx"), insured=True) == Registered(1, "FedEx", True)
    assert Registered(1) != Parcel(1)


@remembering
class Span:
    """A value that has no sense for some facts."""

    first: int
    last: int = 9

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("ends before it begins")


def test_a_value_that_remembers_refuses_facts_without_sense() -> None:
    assert Span(1).last == 9
    with pytest.raises(ValueError, match="ends before"):
        Span(2, last=1)
    with pytest.raises(ValueError, match="ends before"):
        replace(Span(1, 2), last=0)
