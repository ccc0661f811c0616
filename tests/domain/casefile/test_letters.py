"""What customers read: the note in the box, and the announcement that goes ahead of the parcel (G7)."""

from datetime import date
from typing import Any

import pytest

from careline.domain.casefile import letters
from careline.domain.casefile.case_file import CaseFile
from careline.domain.errors import Misconfigured
from careline.domain.money.costs import Payer
from careline.domain.replacements.returns import Return
from careline.domain.shop.policy import Policy
from careline.domain.shop.shop import Shop
from careline.domain.shop.templates import Template
from tests.builders import HOUR, OPENED, boston, calendar, case, cost, replacement
from tests.builders import file as case_file


def shop(**own: str) -> Shop:
    """A shop with letters of its own: slip_txt="..."."""
    texts = {name.replace("_", "."): text for name, text in own.items()}
    return Shop(
        "Headsets Direct",
        calendar(date(2026, 7, 3)),
        Policy(),
        "Ana",
        "USD",
        lambda name: Template(f"/t/{name}", texts[name]) if name in texts else None,
    )


def asked(number: int, replacement_id: int, **facts: Any) -> Return:
    return Return(number, 1, replacement_id, OPENED, boston(12), **facts)


def what_to_do(*returns: Return) -> str:
    file = case_file(returns=returns, replacements=(replacement(1), replacement(2)))
    return letters.fields(file, file.replacements[1], shop())["what_to_do"]


@pytest.fixture
def file() -> CaseFile:
    return case_file(replacements=(replacement(1),))


def test_the_fields_are_those_that_letters_are_checked_by(file: CaseFile) -> None:
    assert letters.fields(file, file.replacements[0], shop()).keys() == letters.FIELDS


def test_our_own_letters_hold_what_every_letter_must() -> None:
    for name, text in ((letters.SLIP_TEXT, letters.SLIP), (letters.ANNOUNCED, letters.ANNOUNCEMENT)):
        letters.check_letters(shop(**{name.replace(".", "_"): text}), ours=True)


@pytest.mark.parametrize(
    ("returns", "said"),
    [
        ((), "Keep the old one; there is nothing you need to do."),
        ((asked(1, 2),), "Please send the old one back by Fri 12 Jun 2026."),
        ((asked(1, 1),), "Please send the old one back by Fri 12 Jun 2026."),
        ((asked(1, 2, waived_at=OPENED),), "Keep the old one; there is nothing you need to do."),
        ((asked(1, 2, received_at=OPENED + HOUR),), "We already have the old one; there is nothing you need to do."),
        ((asked(1, 1, received_at=OPENED + HOUR),), "Keep the old one; there is nothing you need to do."),
    ],
    ids=["none", "awaited", "of an earlier one", "waived", "received", "an earlier one received"],
)
def test_what_to_do_follows_from_what_is_to_come_back(returns: tuple[Return, ...], said: str) -> None:
    assert what_to_do(*returns) == said


def test_there_is_nothing_to_pay_unless_the_customer_bears_something_of_this_unit() -> None:
    unit = replacement(1)
    for costs, says in (((), True), ((cost(payer=Payer.CUSTOMER, replacement_id=1),), False)):
        letter = letters.announcement(case_file(replacements=(unit,), costs=costs), unit, shop())
        assert ("There is nothing to pay." in letter) == says


@pytest.mark.parametrize("name", [letters.SLIP_TEXT, letters.SLIP_PAGE, letters.ANNOUNCED])
@pytest.mark.parametrize(
    ("text", "words"), [("{greeting} {item} {what_to_do}", r"has no \{why\}"), ("{wy}", r"\{wy\} is not a field")]
)
def test_letters_are_checked_before_a_unit_leaves(name: str, text: str, words: str) -> None:
    mine = shop(**{name.replace(".", "_"): text})
    with pytest.raises(Misconfigured, match=words):
        letters.check_letters(mine, ours=True)
    if name == letters.ANNOUNCED:
        with pytest.raises(Misconfigured, match=words):
            letters.check_letters(mine, ours=False)
    else:
        letters.check_letters(mine, ours=False)


def test_the_shops_own_words_take_the_place_of_ours(file: CaseFile) -> None:
    mine = shop(
        slip_txt="Hello {first_name}!\n{item}: {why}\n{what_to_do}\n",
        announcement_txt="{greeting} {item} {why}\n",
        slip_html="<p>{greeting}{item}{why}{what_to_do}</p>\n",
    )
    unit = file.replacements[0]
    first, second, third = letters.slip(file, unit, mine)
    assert (first, third) == (
        f"Hello {case().customer.first_name}!",
        "Keep the old one; there is nothing you need to do.",
    )
    assert second == f"{unit.item}: {unit.why}"
    assert len(letters.announcement(file, unit, mine)) == 1
    document = letters.slip_document("ours", file, unit, mine, "a6", lambda text: f"[{text}]")
    assert document.endswith("[Keep the old one; there is nothing you need to do.]</p>\n")
    assert letters.slip_document("{paper}", file, unit, shop(), "letter", str) == "letter"
