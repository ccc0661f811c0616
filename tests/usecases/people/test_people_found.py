"""People are found by every address and number they have, and a case by the first name of its customer."""

import sqlite3
import time
from contextlib import closing

import pytest

from careline.domain.telephones import key_of
from tests.shop import Shop, prepared
from tests.store.contents import opened

NUMBER = "+1 617 555 0143"
WAYS = ["+1 617 555 0143", "(617) 555-0143", "6175550143", "001 617 555 0143", "555 0143", "617 555 0143 ext. 7"]


@prepared
def shop(shop: Shop) -> Shop:
    """C-1 is Dana Reyes's, who has two addresses and two numbers; C-2 Robin Vale's; Jack Lowe's C-3 is closed."""
    shop(f"customer add 'Dana Reyes <dana@example.com>' --email d@home.example --phone '{NUMBER}' --phone 617-555-0199")
    shop("open 'No sound' --customer dana@example.com")
    shop("open 'No card' --customer 'Robin Vale'")
    shop("open 'Left ear' --customer 'Jack Lowe'")
    shop("close 3 --confirmed 'It works'")
    return shop


# Numbers


@pytest.mark.parametrize("number", WAYS)
def test_a_number_finds_however_it_is_written(shop: Shop, number: str) -> None:
    assert shop.json("show", number)["case"]["id"] == "C-1"
    assert shop.json("customer show", number)["customer"]["name"] == "Dana Reyes"
    assert shop.json("find", number)["customers"][0]["name"] == "Dana Reyes"
    assert shop.json("heard", number, "Hello")["case"]["id"] == "C-1"
    assert "another customer" not in shop("open Again --customer", number).out
    assert shop.case(4)["case"]["customer"]["name"] == "Dana Reyes"


@pytest.mark.parametrize("who", ["d@home.example", "D@HOME.example", "617 555 0199", "5550199"])
def test_each_further_address_and_number_finds_as_well(shop: Shop, who: str) -> None:
    assert shop.json("show", who)["case"]["id"] == "C-1"
    assert [each["name"] for each in shop.json("find", who)["customers"]] == ["Dana Reyes"]
    shown = shop.json("customer show", who)
    assert shown["emails"] == ["dana@example.com", "d@home.example"]
    assert shown["phones"] == [NUMBER, "617-555-0199"]
    assert "Also d@home.example, 617-555-0199." in shop("customer show", who).out


def test_a_short_number_is_a_case(shop: Shop) -> None:
    assert shop.json("show 2")["case"]["customer"]["name"] == "Robin Vale"
    assert "There is no case C-12." in shop.refuses(3, "show 12")
    assert "There is no case C-550143." in shop.refuses(3, "show 550143")
    assert 'No customer is called "6175550000"' in shop.refuses(3, "show 6175550000")


def test_a_number_that_two_have_names_neither(shop: Shop) -> None:
    shop("customer add 'Kim Ito' --phone '617 555 0143'")
    answer = shop.run("open x --customer 6175550143")
    assert (answer.code, answer.out) == (2, "Dana Reyes <dana@example.com>\nKim Ito\n")
    assert "is the name of more than one customer; use the name" in answer.err


def test_an_extension_tells_them_apart(shop: Shop) -> None:
    shop("customer add 'Front Desk' --phone '617 555 0300'")
    shop("customer add 'Kim Ito' --phone '617 555 0300 x12'")
    shop("customer add 'Lee Park' --phone '617 555 0300 x13'")
    assert shop.json("customer show '617 555 0300 ext 13'")["customer"]["name"] == "Lee Park"
    shop.refuses(2, "customer show '617 555 0300'")


def test_a_number_alone_makes_somebody_called_by_nothing_else_who_is_named_later(shop: Shop) -> None:
    answer = shop("open 'No light' --customer '617 555 0177'").out
    assert "C-4 opened for 617 555 0177, a new customer" in answer
    assert "We get back to the customer" in answer
    assert shop.json("heard 6175550177 'Still dark'")["case"]["customer"]["phone"] == "617 555 0177"
    shop("customer edit '(617) 555-0177' --name 'Pat Wu'")
    assert shop.json("show pat")["case"]["customer"] == {"name": "Pat Wu", "email": None, "phone": "617 555 0177"}


def test_nobody_is_called_by_a_number_in_any_answer(shop: Shop) -> None:
    shop("open 'No light' --customer '617 555 0177' --promise 'I ring you' --by 2bd")
    answers = [shop(line).out for line in ("keep 4 --note rung", "follow-up 4 Hello", "case note 4 x", "heard 4 Hm")]
    shipping = "ship-replacement 4 --why 'It broke.' --item Lamp --arrives 2bd"
    answers += [shop(line).out for line in (shipping, "replacement slip 1", "show 4")]
    for answer in answers:
        assert "with 617" not in answer
        assert "Dear 617" not in answer
    assert "Dear customer," in answers[-2]
    assert "The customer" in answers[-1]


def test_the_same_number_under_another_name_is_pointed_out(shop: Shop) -> None:
    line = "is the number of Dana Reyes <dana@example.com> too."
    assert f"(617) 555 0143 {line}" in shop("customer add 'Kim Ito' --phone '(617) 555 0143'").out
    assert f"5550199 {line}" in shop("open x --customer 'Lee Park' --phone 5550199").out
    edited = shop("customer edit 'Robin Vale' --phone '617 555 0143'").out
    assert "617 555 0143 is the number of Dana Reyes <dana@example.com> and Kim Ito too." in edited
    assert line not in shop("customer add 'Mia Tan' --phone '617 555 0111'").out


def test_a_number_that_comes_with_a_case_of_a_known_customer_is_one_more_of_theirs(shop: Shop) -> None:
    shop("open x --customer 'Robin Vale' --phone '617 555 0188'")
    shop("open x --customer 'Robin Vale' --phone '617 555 0189'")
    shop("open x --customer 'Robin Vale' --phone '+1 617 555 0188'")
    assert shop.json("customer show 'Robin Vale'")["phones"] == ["617 555 0188", "617 555 0189"]
    assert shop.json("find 5550189")["customers"][0]["name"] == "Robin Vale"


def test_undoing_takes_back_what_found_them(shop: Shop) -> None:
    shop("customer edit 'Robin Vale' --phone '617 555 0188' --email robin@example.com --email r@home.example")
    assert shop.json("show 6175550188")["case"]["id"] == shop.json("show r@home.example")["case"]["id"] == "C-2"
    shop("undo")
    shop.refuses(3, "show 6175550188")
    shop.refuses(3, "show r@home.example")
    assert shop.json("find r@home.example")["customers"] == []


def test_what_is_no_longer_theirs_finds_them_no_more(shop: Shop) -> None:
    shop("customer edit 'Dana Reyes' --remove d@home.example --remove '617 555 0143'")
    assert shop.json("customer show 5550199")["phones"] == ["617-555-0199"]
    shop.refuses(3, "show d@home.example")
    assert shop.json("find 5550143")["customers"] == []
    assert "has no address and no number d@home.example" in shop.refuses(
        3, "customer edit 'Dana Reyes' --remove d@home.example"
    )


def test_words_find_a_further_address_as_long_as_it_is_theirs(shop: Shop) -> None:
    shop("customer add 'Kim Ito <kim@example.com>' --email k@home.example --phone 5550100 --phone 5550111")
    assert shop.json("find k@home.example")["customers"] != []
    shop("customer edit 'Kim Ito' --remove k@home.example")
    assert shop.json("find k@home.example")["customers"] == []
    shop("undo")
    assert shop.json("find k@home.example")["customers"] != []


def test_a_merged_twin_is_found_by_all_that_found_either(shop: Shop) -> None:
    shop("customer add 'D. Reyes <old@example.com>' --phone '617 555 0122'")
    answer = shop("customer merge old@example.com dana@example.com").out
    assert "Also d@home.example, old@example.com, 617-555-0199, 617 555 0122." in answer
    assert shop.json("show old@example.com")["case"]["id"] == shop.json("show 5550122")["case"]["id"] == "C-1"
    shop("undo")
    assert shop.json("customer show 5550122")["customer"]["name"] == "D. Reyes"


def test_who_is_forgotten_is_found_by_nothing(shop: Shop) -> None:
    shop("close 1 --confirmed 'Fine now'")
    shop("customer forget dana@example.com --yes")
    for who in (NUMBER, "617-555-0199", "d@home.example"):
        shop.refuses(3, "customer show", who)
    held = shop.store.read_bytes()
    assert not any(secret in held for secret in (b"5550143", b"555-0199", b"5550199", b"home.example"))


def test_a_number_is_found_by_an_index(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.store)) as store, store:
        rows = [(f"Person {n}", f"person {n}", f"+1 212 {n:07}") for n in range(20_000)]
        keyed = ((*row, key_of(row[2])) for row in rows)
        store.executemany("INSERT INTO customers (name, folded, phone, phone_key) VALUES (?, ?, ?, ?)", keyed)
    with opened(shop.store) as store:
        for table in ("customers", "other_addresses"):
            ((*_, plan),) = store.execute(f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE phone_key = '5550143'")
            assert "USING COVERING INDEX" in plan or "USING INDEX" in plan
    before = time.process_time()
    assert shop.json("customer show '212 0012345'")["customer"]["name"] == "Person 12345"
    assert time.process_time() - before < 2


# First names


@pytest.mark.parametrize("name", ["dana", "Dana", "DANA", "Däna"])
def test_a_case_is_named_by_the_first_name_of_its_customer(shop: Shop, name: str) -> None:
    assert shop.json("show", name)["case"]["id"] == "C-1"
    assert shop.json("heard", name, "Hello")["case"]["id"] == "C-1"
    assert shop.json("follow-up", name, "We look")["case"]["id"] == "C-1"
    assert shop.json("case note", name, "loose")["case"]["id"] == "C-1"


def test_a_first_name_whose_cases_are_closed_names_the_one_closed_last(shop: Shop) -> None:
    shop("open Hums -c 'Tess Quill'")
    shop("close 4 --confirmed Fine")
    assert "Tess Quill has no open case. The last one closed is C-4 (Hums)" in shop.refuses(3, "show tess")
    shop("customer add 'Tess Hill'")
    assert shop.run("show tess").out.splitlines() == ["Tess Hill", "Tess Quill"]
    assert '"tess" is the name of more than one customer' in shop.refuses(2, "show tess")


def test_the_first_name_is_found_wherever_it_stands(shop: Shop) -> None:
    shop("open x --customer 'Lane, Dr. Kim'")
    assert shop.json("show kim")["case"]["id"] == "C-4"
    shop.refuses(3, "show lane")
    shop.refuses(3, "show dr")


def test_of_two_with_open_cases_neither_is_meant(shop: Shop) -> None:
    shop("open 'No light' --customer 'Dana Quist'")
    answer = shop.run("show dana")
    assert answer.code == 2
    assert answer.out == "C-1  Dana Reyes <dana@example.com>: No sound\nC-4  Dana Quist: No light\n"
    shop("close 4 --confirmed fine")
    assert shop.json("show dana")["case"]["id"] == "C-1"


def test_the_beginning_of_a_name_names_no_case(shop: Shop) -> None:
    shop.refuses(3, "show dan")
    assert [each["name"] for each in shop.json("find dan")["customers"]] == ["Dana Reyes"]


@pytest.mark.parametrize("command", ["customer show dana", "customer edit dana --name x", "customer forget dana --yes"])
def test_a_first_name_names_a_case_and_no_customer(shop: Shop, command: str) -> None:
    assert shop.run(command).code in (2, 3)


def test_first_names_stand_before_the_text_of_a_follow_up_and_alone_are_the_text(shop: Shop) -> None:
    assert [each["case"]["id"] for each in shop.json("follow-up dana robin 'We look'")["items"]] == ["C-1", "C-2"]
    shop("follow-up dana robin")
    assert shop.case(1)["contacts"][-1]["text"] == "robin"


def test_who_has_closed_cases_only_is_answered_with_the_last_of_them(shop: Shop) -> None:
    refusal = shop.refuses(3, "heard 'Jack Lowe' 'It broke again'")
    assert "Jack Lowe has no open case. The last one closed is C-3 (Left ear)" in refusal
    assert 'careline heard 3 "..."' in refusal


# Addresses


def test_a_known_address_with_another_name_is_refused_with_both_readings(shop: Shop) -> None:
    refusal = shop.refuses(2, "open x --customer 'Robin Vale <dana@example.com>'")
    assert 'dana@example.com is the address of Dana Reyes, not of "Robin Vale"' in refusal
    assert "leave out" in refusal
    assert "--new-customer" in refusal
    shop.refuses(2, "purchase add 'Robin Vale <d@home.example>' Lamp --price 5")


@pytest.mark.parametrize("name", ["Dana Reyes", "Reyes, Dana", "Dana Reys", "D. Reyes", "DR", "Ms Reyes", "Dana"])
def test_a_near_name_or_initials_are_the_same_person(shop: Shop, name: str) -> None:
    shop("open x --customer", f"{name} <dana@example.com>")
    assert shop.case(4)["case"]["customer"]["name"] == "Dana Reyes"


def test_two_may_share_an_address_and_the_name_decides(shop: Shop) -> None:
    shop("open x --customer 'Rose Reyes <dana@example.com>' --new-customer")
    shop("open y --customer 'Rose Reyes <dana@example.com>'")
    assert [shop.case(n)["case"]["customer"]["name"] for n in (4, 5)] == ["Rose Reyes"] * 2
    shop("open z --customer 'Dana Reyes <dana@example.com>'")
    assert shop.case(6)["case"]["customer"]["name"] == "Dana Reyes"
    answer = shop.run("open z --customer dana@example.com")
    assert (answer.code, answer.out) == (2, "Dana Reyes <dana@example.com>\nRose Reyes <dana@example.com>\n")
    shop.refuses(2, "customer show dana@example.com")


def test_a_second_person_is_added_on_purpose(shop: Shop) -> None:
    assert "--new-customer" in shop.refuses(2, "customer add 'Rose Reyes <dana@example.com>'")
    shop("customer add 'Rose Reyes <dana@example.com>' --new-customer")
    assert shop.json("customer show 'Rose Reyes'")["emails"] == ["dana@example.com"]


def test_quotation_marks_within_a_name_are_kept(shop: Shop) -> None:
    shop("open x --customer", 'Hotel "Krone" <k@example.de>')
    shop("open y --customer", '"Mia Tan" <mia@example.de>')
    assert [shop.case(n)["case"]["customer"]["name"] for n in (4, 5)] == ['Hotel "Krone"', "Mia Tan"]


# A second case


def test_opening_a_case_for_somebody_who_has_an_open_one_says_so_in_one_line(shop: Shop) -> None:
    lines = shop("open 'It hums' --customer 'Robin Vale'").out.splitlines()
    said = 'Robin Vale already has C-2 (No card) open; if it is that: careline undo, then careline heard 2 "...".'
    assert [line for line in lines if "already" in line] == [said]
    many = shop("open 'It beeps' --customer 'Robin Vale'").out
    assert "Robin Vale already has 2 cases, the newest C-4 (It hums), open" in many
    assert "already" not in shop("open 'It hums' --customer 'Jack Lowe'").out


# Importing

SHEET = """\
ref,customer,email,phone,subject,opened
1,Dana Reyes,d@home.example,,S1,2026-05-28 09:00
2,Rose Vale,dana@example.com,,S2,2026-05-28 09:00
3,D. Reyes,DANA@example.com,,S3,2026-05-28 09:00
4,617 555 0177,,,S4,2026-05-28 09:00
5,Kim Ito,,617 555 0178,S5,2026-05-28 09:00
"""


def test_an_import_takes_the_person_who_has_the_address_and_lists_the_other_name(shop: Shop) -> None:
    (shop.folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    answer = shop(f"import {shop.folder}/sheet.csv --source x").out
    assert answer.endswith(
        "Matched to the known customer with that address or number:\n  Rose Vale <dana@example.com>: Dana Reyes\n"
    )
    assert [shop.case(n)["case"]["customer"]["name"] for n in (4, 5, 6)] == ["Dana Reyes"] * 3
    assert shop.json("show 6175550177")["case"]["id"] == "C-7"
    assert shop.json("show 5550178")["case"]["id"] == "C-8"
    again = shop.json(f"import {shop.folder}/sheet.csv --source x")["import"]
    assert (again["known"], again["differing_count"], again["taken_for"]) == (5, 0, [])


def test_an_import_of_an_address_that_two_share_goes_by_the_name(shop: Shop) -> None:
    shop("customer add 'Rose Vale <dana@example.com>' --new-customer")
    sheet = SHEET.replace("5,Kim Ito,,", "5,,dana@example.com,")
    (shop.folder / "sheet.csv").write_text(sheet, encoding="utf-8")
    answer = shop.run(f"import {shop.folder}/sheet.csv --source x")
    assert answer.code == 2
    assert (
        "line 6, 5: has the address dana@example.com, which 2 share, Dana Reyes and Rose Vale; it needs a name as well"
        in answer.out
    )
    (shop.folder / "sheet.csv").write_text(SHEET, encoding="utf-8")
    shop(f"import {shop.folder}/sheet.csv --source x")
    assert [shop.case(n)["case"]["customer"]["name"] for n in (4, 5, 6)] == ["Dana Reyes", "Rose Vale", "Dana Reyes"]


# What is no name


def test_a_number_behind_a_name_is_a_number(shop: Shop) -> None:
    shop("open Hums -c 'Lou Park 617-555-0188'")
    assert shop.case(4)["case"]["customer"] == {"name": "Lou Park", "email": None, "phone": "617-555-0188"}
    shop("open Hums -c 'Studio 54'")
    assert shop.case(5)["case"]["customer"]["name"] == "Studio 54"


def test_the_number_of_a_case_is_nobody_who_calls(shop: Shop) -> None:
    said = shop.refuses(2, "call 7 --subject x --text y")
    assert '"7" is neither a name nor a telephone number; for a case: careline call --case 7.' in said


def test_who_is_known_by_a_first_name_alone_hides_nobody_else_of_that_name(shop: Shop) -> None:
    shop("open Hums -c Dana --promise x --by 2bd")
    answer = shop.run("keep dana")
    assert answer.code == 2
    assert [line.split("  ")[0] for line in answer.out.splitlines()] == ["C-1", "C-4"]
    called = shop.run("call dana --text x")
    assert (called.code, called.out) == (2, "Dana\nDana Reyes <dana@example.com>\n")
    shop("close 1 --confirmed 'It works'")
    assert shop("keep dana").code == 0
