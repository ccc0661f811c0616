"""What is answered to what is recorded of a case: a few lines, none of which repeat what was typed."""

import pytest

from tests.cli.saying import DANA, FIELDCO, SHIP, says
from tests.shop import Shop


def test_opening_says_what_the_policy_did_and_that_the_customer_is_new(shop: Shop) -> None:
    says(
        shop,
        DANA,
        "C-1 opened for Dana Reyes <dana@example.com>, a new customer",
        "No promise was made, so careline added one:",
        "  P-1  We get back to Dana  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_opening_with_a_promise_echoes_its_moment_and_names_who_is_new(shop: Shop) -> None:
    says(
        shop,
        FIELDCO,
        "C-1 opened for Robin Vale, a new customer",
        "P-1 is due Tue 2 Jun 2026 17:00 EDT (in 1 working day).",
        "FieldCo is a new party.",
        "next  careline keep P-1",
    )
    assert "new" not in shop('open "Again" --customer "Robin Vale" --promise x --by 2bd --performer FieldCo').out


@pytest.mark.parametrize(
    ("option", "announced"),
    [("--owner Ana", "Ana is a new colleague."), ("--performer 'Ben <b@x.example>'", "Ben <b@x.example> is a new")],
)
def test_whoever_is_made_along_the_way_is_named(shop: Shop, option: str, announced: str) -> None:
    assert announced in shop(f"open X --customer Dana --promise y --by 2bd {option}").out


def test_a_chase_is_numbered_and_what_is_overdue_stays_so(robins: Shop) -> None:
    robins.at("06-03 10:00")("heard 1 --chasing")
    says(
        robins,
        'heard 1 "Furious" --chasing --apology --said "Sorry. Second Firm comes today."',
        "Chase 2 and your answer recorded on C-1, Robin Vale.",
        'P-1 "FieldCo calls" stays overdue: talking does not keep it.',
        'A new date?  careline renegotiate P-1 --by WHEN --told "..." --because "..."',
    )


def test_a_second_new_date_is_suggested_with_the_customers_word(robins: Shop) -> None:
    robins('renegotiate 1 --by "wed 12:00" --told x --because y')
    answer = robins.at("06-04 10:00")("heard 1 --chasing").out
    assert 'careline renegotiate P-2 --by WHEN --agreed "..."' in answer


@pytest.mark.parametrize(
    ("said", "headline"),
    [
        ('"Any news?"', "Recorded on C-1, Robin Vale."),
        ('"Any news?" --said "Soon"', "Robin's words and your answer recorded on C-1, Robin Vale."),
        ("--chasing", "Chase 1 recorded on C-1, Robin Vale."),
        ('--praise "Nice"', "Praise recorded on C-1, Robin Vale."),
        ('--praise "Nice" --said "Thank you"', "Praise and your answer recorded on C-1, Robin Vale."),
    ],
)
def test_what_was_heard_is_named_by_kind_and_not_repeated(robins: Shop, said: str, headline: str) -> None:
    answer_by = (
        "Answer by Tue 2 Jun 2026 17:00 EDT (in 1 working day). If it needs no answer, record it with --no-reply."
    )
    assert robins(f"heard 1 {said}").out.splitlines() == [
        headline,
        *([answer_by] if said == '"Any news?"' else []),
        'Still owed: P-1 "FieldCo calls", FieldCo for Ana, due Tue 2 Jun 17:00',
        *([] if "--said" in said or "--praise" in said else ['next  careline follow-up 1 "what you told Robin"']),
    ]


def test_a_customer_who_comes_back_reopens_the_case(danas: Shop) -> None:
    danas('close 1 --confirmed "Fine"')
    says(
        danas,
        'heard 1 "It broke again"',
        "Recorded on C-1, Dana Reyes. It is open again, reopened once.",
        "No promise was made, so careline added one:",
        "  P-2  We get back to Dana  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_a_follow_up_says_what_it_keeps_and_what_comes_instead(danas: Shop) -> None:
    says(
        danas,
        'follow-up 1 "A new one is on its way"',
        "Recorded on C-1, Dana Reyes.",
        "Kept: P-1 We get back to Dana",
        "Nothing else is promised, so careline planned:",
        "  P-2  Check back with Dana  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
    )
    says(
        danas,
        'follow-up 1 --on 3bd "Ask about the cable"',
        "P-3 planned on C-1, Dana Reyes, due Thu 4 Jun 2026 17:00 EDT (in 3 working days).",
        "Gave way: P-2 Check back with Dana",
    )


def test_a_follow_up_with_a_promise_and_a_next_one_says_which_is_which(robins: Shop) -> None:
    says(
        robins,
        'follow-up 1 "We look into it" --promise "We ring" --by 2bd --next 3bd',
        "Recorded on C-1, Robin Vale.",
        "P-2 is due Wed 3 Jun 2026 17:00 EDT (in 2 working days).",
        "P-3 Follow up with Robin is due Thu 4 Jun 2026 17:00 EDT (in 3 working days).",
        'Still owed: P-1 "FieldCo calls", FieldCo for Ana, due Tue 2 Jun 17:00',
        "next  careline keep P-2",
        "P-2 is in addition to P-1. If it keeps P-1, use --keeps P-1; if it replaces it:  careline undo && "
        "careline follow-up 1 'We look into it' --promise 'We ring' --by 2bd --next 3bd"
        ' --instead P-1 --because "..."',
    )
    says(
        robins,
        'heard 1 --chasing --promise "Second Firm comes" --by wed --instead 1 --because "it is quicker"',
        "Chase 1 recorded on C-1, Robin Vale.",
        "P-4 takes the place of P-1, due Wed 3 Jun 2026 17:00 EDT (in 2 working days).",
        'Still owed: P-2 "We ring", Ana, due Wed 3 Jun 17:00',
        "next  careline keep P-4",
    )


def test_the_same_word_to_several_names_each_customer(robins: Shop) -> None:
    robins(DANA)
    headlines = [line for line in robins('follow-up 1 2 "Closed tomorrow"').out.splitlines() if "Recorded" in line]
    assert headlines == ["Recorded on C-1, Robin Vale.", "Recorded on C-2, Dana Reyes."]


def test_after_enough_attempts_closing_is_what_comes_next(danas: Shop) -> None:
    danas('follow-up 1 "Does it work?"')
    assert "Attempt 2 recorded on C-1, Dana Reyes." in danas("follow-up 1 --no-answer").out
    assert danas("follow-up 1 --no-answer").out.splitlines()[-1] == "next  careline close 1 --unconfirmed"


def test_an_acknowledgement_that_is_overdue_can_still_be_kept_by_talking(danas: Shop) -> None:
    says(
        danas.at("06-03 10:00"),
        "heard 1 --chasing",
        "Chase 1 recorded on C-1, Dana Reyes.",
        "Still owed: P-1 We get back to Dana, Ana, due Tue 2 Jun 17:00, overdue",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_closing_says_what_it_ends(robins: Shop) -> None:
    robins("escalate 1 --to Ben --ack-by 4bh")
    robins("keep 1")
    says(
        robins,
        'close 1 --confirmed "It prints"',
        "C-1, Robin Vale: closed, confirmed.",
        "Kept: P-2 Check back with Robin",
        "Settled: E-1, Ben",
    )
    says(
        robins,
        "reopen 1 --because again",
        "C-1, Robin Vale: open again, reopened once.",
        "No promise was made, so careline added one:",
        "  P-3  We get back to Robin  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline follow-up 1 "what you told Robin"',
    )


def test_remarks_are_noted_and_nothing_more(robins: Shop) -> None:
    says(robins, 'case note 1 "x"', "Noted on C-1, Robin Vale.")
    says(robins, "case edit 1 --order 17", "Recorded on C-1, Robin Vale.")


def test_a_chase_is_counted_in_the_answer_also_where_the_customer_agrees_to_a_new_date(shop: Shop) -> None:
    shop(FIELDCO)
    shop("renegotiate 1 --by 3bd --told x --because y")
    shop("heard 1 --chasing")
    again = "heard 1 'Well?' --chasing --promise x --by fri --instead 2 --because y --agreed 'Friday, then'"
    assert shop(again).out.startswith("Chase 2 recorded on C-1")


def test_after_praise_a_case_that_owes_nothing_may_close(shop: Shop) -> None:
    shop(FIELDCO)
    assert "careline close" not in shop("heard 1 'Great' --praise").out
    shop("keep 1")
    assert shop("heard 1 'Great' --praise").out.endswith('next  careline close 1 --confirmed "what Robin says"\n')


def test_names_with_quotation_marks_stay_one_word_in_what_is_printed_to_be_typed(shop: Shop) -> None:
    shop("open Hums -c Dana")
    answer = shop.refuses(2, """--me 'Al "A" Bo' note 1 x""")
    assert """party add 'Al "A" Bo' --kind staff""" in answer


def test_a_letter_is_quoted_by_its_first_sentence_and_said_how_to_be_read(danas: Shop) -> None:
    danas(f"{SHIP} --announced")
    page = danas.at("06-08 10:00")("show 1").out
    first = '"Your replacement, MX500i, is on its way with FedEx.'
    assert f'Ana to Dana {first}" (a letter; all of it: careline show 1 --json)\n' in page
    assert "There is nothing to pay." not in page
