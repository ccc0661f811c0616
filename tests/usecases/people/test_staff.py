"""Who acts and who answers: staff, and nobody else."""

import pytest

from tests.shop import Shop, prepared

OPEN = "open 'No sound' --customer 'Dana Reyes' --promise 'I ring you' --by 2bd"
NOBODY_NAMED = '[shop]\nname = "Headsets Direct"\ntimezone = "America/New_York"\n'
SHEET = "ref,customer,subject,opened,promise,due\n1,Kim Ito,No sound,2026-05-28,A call,2026-06-20\n"


@prepared
def staffed(shop: Shop) -> Shop:
    """Ana's shop, where Ben works too, FedEx carries, and Dana has a case."""
    shop("party add Ben --kind staff")
    shop("party add FedEx --kind carrier")
    shop(OPEN)
    return shop


@prepared
def unnamed(shop: Shop) -> Shop:
    """A shop whose settings name nobody; without a store yet."""
    shop.settings_file.write_text(NOBODY_NAMED, encoding="utf-8")
    return shop


def kinds(shop: Shop) -> dict[str, str | None]:
    return {each["name"]: each["kind"] for each in shop.json("party list --all")["items"]}


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("Bne", 'Did you mean Ben? If not, and they are new: careline --me "Ana" party add "Bne" --kind staff'),
        ("Zachary", "a new colleague"),
        ("FedEx", "FedEx is a carrier"),
        ("'Dana Reyes'", "Dana Reyes is a customer"),
    ],
)
def test_who_acts_is_staff(staffed: Shop, who: str, words: str) -> None:
    assert words in staffed.refuses(2, f"--me {who} case note 1 x")
    staffed.environment["CARELINE_ME"] = who.strip("'")
    assert words in staffed.refuses(2, "case note 1 x")


@pytest.mark.parametrize(
    "command",
    [
        "promise make 1 x --by 3bd --owner {who}",
        "open y --customer Kim --owner {who}",
        "open y --customer Kim --promise x --by 3bd --owner {who}",
        "hand-over 1 --to {who} --because ill",
        "tone request 1 --about Ben --to {who}",
        "escalation acknowledge 1 --who {who}",
    ],
)
@pytest.mark.parametrize("who", ["Bne", "Zachary"])
def test_so_is_who_answers(staffed: Shop, command: str, who: str) -> None:
    staffed("escalate 1 --to Ben --ack-by 4bh")
    assert f'party add "{who}" --kind staff' in staffed.refuses(2, command.format(who=who))
    assert who not in kinds(staffed)


@pytest.mark.parametrize("who", ["FedEx", "'Dana Reyes'"])
def test_a_carrier_or_a_customer_owns_nothing(staffed: Shop, who: str) -> None:
    staffed.refuses(2, f"promise make 1 x --by 3bd --owner {who}")
    staffed.refuses(2, f"hand-over 1 --to {who} --because ill")


def test_whoever_looks_may_be_anybody(staffed: Shop) -> None:
    assert staffed.run("--me Bne show 1").code == 0
    assert staffed.run("--me Bne brief").code == 0


def test_who_only_performs_carries_or_delivers_is_made_on_the_fly(staffed: Shop) -> None:
    staffed("promise make 1 x --by 3bd --performer FieldCo")
    staffed("ship-replacement 1 --item MX500i --why new --arrives 2bd --carrier UPS --supplier Plantronics")
    assert kinds(staffed)["FieldCo"] is None
    assert (kinds(staffed)["UPS"], kinds(staffed)["Plantronics"]) == ("carrier", "supplier")


def test_who_earned_praise_is_named_and_may_not_act_for_that(staffed: Shop) -> None:
    staffed("heard 1 Wow --praise --earned-by Zachary")
    assert 'party edit "Zachary" --kind staff' in staffed.refuses(2, "--me Zachary case note 1 x")


def test_the_first_who_acts_in_a_new_shop_is_staff_and_nobody_after_them_by_that(unnamed: Shop) -> None:
    unnamed("--me Ben customer add Dana")
    assert kinds(unnamed) == {"Ben": "staff"}
    assert 'careline --me "Ben" party add "Ana" --kind staff' in unnamed.refuses(2, "--me Ana customer add Kim")
    unnamed("--me Ben party add Ana --kind staff")
    unnamed("--me Ana customer add Kim")


def test_where_all_was_undone_somebody_begins_anew(unnamed: Shop) -> None:
    unnamed("--me Ben customer add Dana")
    unnamed("--me Ben undo")
    assert kinds(unnamed) == {}
    unnamed("--me Ana customer add Dana")
    assert kinds(unnamed) == {"Ana": "staff"}


def test_whom_the_settings_name_is_staff_from_the_start(shop: Shop) -> None:
    shop("customer add Dana")
    assert kinds(shop) == {}
    shop.refuses(2, "--me Ben customer add Kim")
    shop.settings_file.write_text(f'{NOBODY_NAMED}owner = "Ana"\nme = "Ben"\n', encoding="utf-8")
    shop("customer add Kim")
    shop("--me Ana customer add Lee")
    shop("party away Ben --from tomorrow --until fri --to Ana")
    assert kinds(shop) == {"Ana": "staff", "Ben": "staff"}


def test_whom_the_settings_name_is_no_staff_where_they_are_known_as_something_else(staffed: Shop) -> None:
    staffed.settings_file.write_text(f'{NOBODY_NAMED}owner = "FedEx"\nme = "FedEx"\n', encoding="utf-8")
    assert "FedEx is a carrier" in staffed.refuses(2, "case note 1 x")


def test_cron_is_whatever_user_it_is_and_the_plans_that_it_makes_are_one_of_ours(staffed: Shop) -> None:
    staffed.configure('[[ladder]]\nto = "FedEx"\nack_within = "4bh"\n')
    staffed("promise make 1 'It is sent' --by 1bd --backup 'Ana drives there' --performer FedEx")
    staffed.settings_file.write_text(NOBODY_NAMED + '[[ladder]]\nto = "FedEx"\nack_within = "4bh"\n', encoding="utf-8")
    staffed.environment["CARELINE_ME"] = "root"
    staffed.at("06-09 10:00")("sweep")
    (staffed.folder / "cases.csv").write_text(SHEET, encoding="utf-8")
    staffed(f"import {staffed.folder}/cases.csv --source sheet")
    made = {each["what"]: each["owner"] for each in staffed.json("promise list --all")["items"]}
    assert (made["Ana drives there"], made["A call"]) == ("Ben", "Ben"), "the first of the staff"
    assert "root" not in kinds(staffed)
    assert [row["who"] for row in staffed.json("log --last 2")["items"]] == ["root", "root"]
    assert staffed.run("case note 1 x").code == 2
