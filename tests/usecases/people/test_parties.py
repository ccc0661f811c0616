"""Whom we work with: any number of addresses and telephone numbers, each address one party's."""

import pytest

from tests.shop import Shop


def reached(shop: Shop) -> tuple[list[str], list[str]]:
    """The addresses and numbers of the only contractor, the ones to use first."""
    page = shop.json("party show FieldCo")
    assert [page["party"]["email"]] == (page["emails"][:1] or [None])
    assert [page["party"]["phone"]] == (page["phones"][:1] or [None])
    return page["emails"], page["phones"]


@pytest.fixture
def fieldco(shop: Shop) -> Shop:
    """A shop with a contractor who has two addresses and two numbers."""
    shop("party add 'FieldCo <desk@fieldco.example>' --email night@fieldco.example --phone 5550100 --phone 5550101")
    return shop


def test_a_party_has_any_number_of_addresses_and_numbers_the_first_to_use(fieldco: Shop) -> None:
    assert reached(fieldco) == (["desk@fieldco.example", "night@fieldco.example"], ["5550100", "5550101"])
    assert "Also night@fieldco.example, 5550101." in fieldco("party show FieldCo").out


def test_each_address_names_the_party(fieldco: Shop) -> None:
    fieldco("open 'No sound' -c Dana -p 'They come' -b 2bd --performer NIGHT@fieldco.example")
    assert fieldco.promise(1)["performer"] == "FieldCo"
    assert fieldco.json("party show night@fieldco.example")["party"]["name"] == "FieldCo"


def test_an_address_given_later_is_the_one_to_use_and_those_before_still_find_the_party(fieldco: Shop) -> None:
    fieldco("party edit FieldCo --email new@fieldco.example --phone 5550101")
    emails, phones = reached(fieldco)
    assert (emails[0], set(emails[1:])) == ("new@fieldco.example", {"desk@fieldco.example", "night@fieldco.example"})
    assert phones == ["5550101", "5550100"]


def test_what_reaches_nobody_any_more_goes(fieldco: Shop) -> None:
    fieldco("party edit FieldCo --remove desk@fieldco.example --remove 555-0101")
    assert reached(fieldco) == (["night@fieldco.example"], ["5550100"])


@pytest.mark.parametrize(
    ("code", "command", "why"),
    [
        (2, "party add UPS --email night@fieldco.example", "is already the address of FieldCo"),
        (2, "party add UPS --email nonsense", "nonsense"),
        (2, "party add UPS --email ' '", "--email is blank"),
        (2, "party edit Ana --email DESK@fieldco.example", "is already the address of FieldCo"),
        (2, "party edit FieldCo", "--kind, --email, --phone, --remove"),
        (3, "party edit FieldCo --remove other@fieldco.example", "has no address and no number"),
    ],
)
def test_what_is_not_theirs_is_refused(fieldco: Shop, code: int, command: str, why: str) -> None:
    fieldco("party add Ana --kind staff")
    assert why in fieldco.refuses(code, command)


def test_undo_takes_addresses_back(fieldco: Shop) -> None:
    before = reached(fieldco)
    fieldco("party edit FieldCo --email new@fieldco.example --remove 5550100")
    fieldco("undo --yes")
    assert reached(fieldco) == before


def test_a_party_of_no_kind_says_so(shop: Shop) -> None:
    said = shop("party add USPS").out
    assert said == 'USPS added, kind not known yet\nTo say what they are: careline party edit "USPS" --kind carrier\n'
    assert shop("party edit USPS --kind carrier").out == "USPS updated, carrier\n"
