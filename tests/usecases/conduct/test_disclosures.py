"""Our own fault is told together with its solution (G9), and in words that the customer may see."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared

FOUND = "open 'Two of 30 instruments broke' --customer 'Arden Pharma' --found-by us --fault us --product Pipette"
TOLD = "case disclose 1 'Two of your instruments broke in our hands.'"
PLAN = "--promise 'Two new ones, calibrated' --by 'wed 5pm' --promise 'A third as a spare' --by 'wed noon'"


@prepared
def found(shop: Shop) -> Shop:
    """On Monday at 10:00 we found our own fault."""
    shop.at("06-01 10:00")(FOUND)
    return shop.at("06-01 11:00")


@pytest.mark.parametrize(
    "how",
    [
        "",
        "--apology",
        "--with Lee",
        "--channel phone",
    ],
)
def test_g9_our_fault_is_not_told_without_a_plan(found: Shop, how: str) -> None:
    said = found.refuses(4, f"{TOLD} {how}")
    assert said == (
        "careline: Telling C-1 of our fault needs a plan: --promise WHAT --by WHEN (again for each part), "
        "--plan PROMISE for what is promised already, or --no-plan-because TEXT.\n"
    )


def test_g9_the_plan_becomes_promises_in_the_words_told(found: Shop) -> None:
    made = found.json(f"{TOLD} {PLAN}")
    assert [(p["what"], p["due_at"], p["said"]) for p in made["promises"] if p["said"]] == [
        ("Two new ones, calibrated", "2026-06-03T21:00:00Z", True),
        ("A third as a spare", "2026-06-03T16:00:00Z", True),
    ]


def test_g9_telling_of_our_fault_counts_as_reaching_the_customer(found: Shop) -> None:
    found(f"{TOLD} {PLAN}")
    assert found.promise(1)["state"] == "kept"
    assert found.case(1)["case"]["last_word_at"] == "2026-06-01T15:00:00Z"


def test_one_moment_goes_for_all_parts_of_the_plan(found: Shop) -> None:
    made = found.json(f"{TOLD} --promise 'Two new ones' --promise 'A spare' --by 'wed 5pm'")
    assert {p["due_at"] for p in made["promises"] if p["said"]} == {"2026-06-03T21:00:00Z"}


def test_promises_and_moments_that_do_not_pair_are_counted(found: Shop) -> None:
    said = found.refuses(2, f"{TOLD} --promise One --promise Two --promise Three --by wed --by thu")
    assert "--promise is given 3 times and --by twice; give one --by for each promise" in said


def test_without_a_plan_it_takes_the_reason_and_the_case_keeps_a_promise(found: Shop) -> None:
    made = found.json(f"{TOLD} --no-plan-because 'The maker answers tomorrow'")
    assert made["disclosures"][0]["no_plan_because"] == "The maker answers tomorrow"
    assert found.case(1)["case"]["next_promise"] is not None


def test_the_thread_says_why_there_was_no_plan(found: Shop) -> None:
    found(f"{TOLD} --no-plan-because 'the maker answers tomorrow'")
    told = 'Ana to Arden Pharma of our own fault, without a plan (the maker answers tomorrow) "Two of your instruments'
    assert told in found("show 1").out


def test_who_did_it_came_along(found: Shop) -> None:
    assert found.json(f"{TOLD} {PLAN} --with Lee")["disclosures"] == [
        Has({"at": "2026-06-01T15:00:00Z", "who": "Ana", "with": "Lee", "no_plan_because": None})
    ]
    assert "Ana to Arden Pharma of our own fault, with Lee" in found("show 1").out


def test_the_answer_tells_how_long_after_the_finding(found: Shop) -> None:
    answer = found(f"{TOLD} {PLAN}").out
    assert answer.startswith("Recorded on C-1, Arden Pharma: you told them about our fault 1 h after we found it.\n")
    assert "next  careline case words 1" in answer


def test_what_is_told_as_soon_as_it_was_found_says_so(shop: Shop) -> None:
    shop.at("06-01 10:00")(FOUND)
    assert shop(f"{TOLD} {PLAN}").out.startswith(
        "Recorded on C-1, Arden Pharma: you told them about our fault less than a minute after we found it."
    )


def test_g9_the_plan_may_be_what_is_promised_already(found: Shop) -> None:
    """A word stays as it is; a plan of ours becomes a word with the same moment; both go with parts in words."""
    found("promise make 1 'Two new ones' --by 'wed 5pm'")
    found("promise make 1 'A spare' --by 'thu 5pm' --planned --performer Lee --kind fix")
    told = found.at("06-01 12:00").json(f"{TOLD} --plan 2 --plan P-3 --plan 2 --promise 'A credit' --by fri")
    assert [(p["id"], p["what"], p["due_at"], p["said"], p["state"]) for p in told["promises"]] == [
        ("P-1", "We get back to Arden Pharma", "2026-06-02T21:00:00Z", False, "kept"),
        ("P-3", "A spare", "2026-06-04T21:00:00Z", False, "released"),
        ("P-4", "A spare", "2026-06-04T21:00:00Z", True, "pending"),
        ("P-5", "A credit", "2026-06-05T21:00:00Z", True, "pending"),
    ]
    assert (found.promise(2)["state"], found.promise(4)["performer"], found.promise(4)["kind"]) == (
        "pending",
        "Lee",
        "fix",
    )
    assert "Two new ones, by Wed 3 Jun 2026 17:00" in found("case words 1").out
    assert "(the customer was told of it as a promise)" in found("promise why 3").out


def test_what_is_no_live_promise_of_the_case_is_no_plan(found: Shop) -> None:
    found("open Hums --customer Kim --promise 'A new fan' --by 'today 5pm'")
    found("promise make 1 'Two new ones' --by 'wed 5pm'")
    found("promise make 1 'A spare' --by 'today 3pm'")
    found("promise make 1 'A credit' --by 'wed 5pm'")
    found("promise release 5 --because 'not wanted'")
    for code, plan, said in (
        (2, "2", "P-2 belongs to C-2, not to C-1"),
        (3, "99", "no promise P-99"),
        (4, "5", "P-5 is already released"),
        (2, "R-1", "R-1"),
        (
            4,
            "1",
            "P-1 is kept by telling them, so it is not a plan; say what you will do about it: --promise",
        ),
        (2, "3 --no-plan-because none", "--no-plan-because says why there is no plan"),
    ):
        assert said in found.refuses(code, f"{TOLD} --plan {plan}")
    assert "P-4 is overdue, so you cannot give it to a customer as a plan" in found.at("06-01 16:00").refuses(
        4, f"{TOLD} --plan 4"
    )


@pytest.mark.parametrize(
    ("code", "how"),
    [
        (2, f"{PLAN} --no-plan-because 'none yet'"),
        (2, "--no-plan-because ' '"),
        (2, "--promise 'One' --promise 'Two' --promise 'Three' --by wed --by thu"),
        (2, "--promise One"),
        (2, "--promise ' ' --by wed"),
        (2, "--by wed"),
        (2, "--promise One --by 'last fri'"),
        (2, f"{PLAN} --with tomorrow"),
    ],
)
def test_what_is_no_plan_is_refused(found: Shop, code: int, how: str) -> None:
    found.refuses(code, f"{TOLD} {how}")


@pytest.mark.parametrize("fault", ["customer", "nobody", "product", "shipping", "third_party"])
def test_the_fault_of_others_is_not_told_as_ours(shop: Shop, fault: str) -> None:
    shop.at("06-01 10:00")(f"open 'It broke' --customer Kim --fault {fault}")
    said = shop.refuses(4, f"{TOLD} {PLAN}")
    assert f"C-1 says that the fault is not ours ({fault.replace('_', ' ')})" in said
    shop("case edit 1 --fault us")
    shop(f"{TOLD} {PLAN}")


def test_telling_of_it_says_that_the_fault_is_ours(shop: Shop) -> None:
    shop.at("06-01 10:00")("open 'It broke' --customer Kim")
    shop(f"{TOLD} {PLAN}")
    assert shop.case(1)["case"]["fault"] == "us"


def test_on_a_closed_case_nothing_is_disclosed(found: Shop) -> None:
    found(f"{TOLD} {PLAN}")
    for number in (2, 3):
        found.at("06-03 11:00")(f"keep {number}")
    found("close 1 --confirmed 'Fine'")
    assert "C-1 is closed" in found.refuses(4, f"{TOLD} --no-plan-because 'it is over'")


# What the customer may be told


def test_the_words_are_those_that_were_recorded(found: Shop) -> None:
    found(f"{TOLD} {PLAN}")
    assert found.at("06-03 12:00")("keep 2").code == 0
    assert found("case words 1").out == (
        "Dear Arden Pharma,\n"
        "\n"
        "What happened: Two of your instruments broke in our hands.\n"
        "What we have done:\n"
        "  Two new ones, calibrated (Wed 3 Jun)\n"
        "What you can count on:\n"
        "  A third as a spare, by Wed 3 Jun 2026 12:00 EDT\n"
        "What it costs you: nothing.\n"
        "\n"
        "Questions? Just tell us, and mention C-1.\n"
        "\n"
        "Ana, Headsets Direct\n"
    )


def test_the_lines_of_the_words_and_their_indent_stay_on_a_terminal(found: Shop) -> None:
    found(
        "case disclose 1 - --promise 'A third as a spare' --by '2026-06-03 12:00'",
        typed="They broke.\n\nIn our hands.\n",
    )
    for shown in ("plain", "table"):
        words = found(f"case words 1 --format {shown}").out
        assert "What happened: They broke.\n\nIn our hands.\n" in words
        assert "\n  A third as a spare, by Wed 3 Jun 2026 12:00 EDT\n" in words


def test_what_is_late_is_said_to_be_late(found: Shop) -> None:
    found(f"{TOLD} {PLAN}")
    assert (
        'We promised "A third as a spare" for Wed 3 Jun. It has not happened'
        in found.at("06-04 09:00")("case words 1").out
    )


@pytest.mark.parametrize("fault", ["customer", "nobody"])
def test_that_the_customer_was_wrong_stands_on_nothing_that_they_see(shop: Shop, fault: str) -> None:
    shop.at("06-01 10:00")(f"open 'No sound' --customer 'Kim Ito' --product Radio --fault {fault}")
    shipped = shop.json("ship-replacement 1 --why 'This one is yours; keep the old one.' --arrives 2bd")
    seen = [shipped["announcement"], shop("case words 1").out, shop("replacement slip 1").out]
    assert not [text for text in seen if "fault" in text.lower() or fault in text.lower()]


def test_as_of_a_moment_before_it_was_told_the_words_have_nothing_of_it(found: Shop) -> None:
    found(f"{TOLD} {PLAN}")
    before = found("case words 1 --as-of '2026-06-01 10:30'").out
    assert "What happened" not in before
    assert "count on" not in before


def test_opening_a_fault_of_ours_proposes_to_tell_it_with_the_plan(shop: Shop) -> None:
    assert 'next  careline case disclose 1 "what happened" --promise' in shop(FOUND).out
    assert "case disclose" not in shop("open Hums --customer Kim --found-by us").out
