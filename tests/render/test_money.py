"""Money in every format: amounts for people stand flush right, scripts get the plain amount."""

import json

import pytest

from careline.domain.money.money import Money
from careline.domain.report import Column, Kind, Report, Section
from careline.render import FORMATS, Options
from tests.render.samples import at

COSTS = Report(
    name="costs",
    title="Costs",
    shop="Headsets Direct",
    as_of=at(8),
    zone=at(8).tzinfo,  # type: ignore[arg-type]
    sections=(
        Section(
            "costs",
            (Column("payer", title="Payer"), Column("amount", Kind.MONEY, "Amount"), Column("rest", title="Rest")),
            (("supplier", Money(123450, "USD"), None), ("us", Money(-50, "USD"), "x"), ("carrier", None, None)),
        ),
    ),
)


def page(form: str, encoding: str = "utf-8") -> str:
    return FORMATS[form](COSTS, Options(encoding=encoding))


def test_amounts_stand_flush_right() -> None:
    lines = page("plain").splitlines()[-4:]
    assert lines == [
        "Payer        Amount  Rest",
        "supplier  $1,234.50",
        "us           \u2212$0.50  x",
        "carrier",
    ]


@pytest.mark.parametrize("form", ["table", "md"])
def test_people_read_a_real_minus_sign(form: str) -> None:
    assert "\u2212$0.50" in page(form).replace("\\", "")
    assert "-$0.50" in page("plain", "ascii")


def test_the_columns_of_amounts_are_set_flush_right_in_markdown() -> None:
    assert "| :-- | --: | :-- |" in page("md")


def test_scripts_get_the_plain_amount() -> None:
    assert page("csv").splitlines() == ["payer,amount,rest", "supplier,1234.50,", "us,-0.50,x", "carrier,,"]
    assert page("tsv").splitlines()[1] == "supplier\t1234.50\t"


def test_json_has_the_amount_as_text_and_its_currency() -> None:
    rows = json.loads(page("json"))["sections"]["costs"]
    assert [row["amount"] for row in rows] == [
        {"amount": "1234.50", "currency": "USD"},
        {"amount": "-0.50", "currency": "USD"},
        None,
    ]
