"""What careline answers to what is recorded: a few lines, none of which repeat what was typed."""

import pytest

from tests.shop import Shop

FIELDCO = (
    'open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by "tue 17:00" --performer FieldCo'
    ' --backup "Second Firm comes"'
)
DANA = 'open "A piece broke off" --customer "Dana Reyes <dana@example.com>" --product MX500i'
SHIP = 'ship-replacement 1 --why "Yours broke." --arrives 2bd --carrier FedEx'


@pytest.fixture
def robins(shop: Shop) -> Shop:
    """C-1 of Mon 1 Jun 10:00, with FieldCo's P-1, due Tue 17:00, and a backup plan."""
    shop(FIELDCO)
    return shop


@pytest.fixture
def danas(shop: Shop) -> Shop:
    """C-1 of Mon 1 Jun 10:00, with the acknowledgement P-1, due Tue 17:00."""
    shop(DANA)
    return shop


def says(shop: Shop, command: str, *lines: str) -> None:
    """The command answers with exactly these lines."""
    assert shop(command).out.splitlines() == list(lines)


def test_opening_says_what_the_policy_did_and_that_the_customer_is_new(shop: Shop) -> None:
    says(
        shop,
        DANA,
        "C-1 opened for Dana Reyes <dana@example.com>, a new customer",
        "Nothing was promised, so your policy did:",
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
    [("--owner Ben", "Ben is a new colleague."), ("--performer 'Ben <b@x.example>'", "Ben <b@x.example> is a new")],
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
    assert robins(f"heard 1 {said}").out.splitlines() == [
        headline,
        'Still owed: P-1 "FieldCo calls", FieldCo for Ana, due Tue 2 Jun 17:00',
        *([] if "--said" in said or "--praise" in said else ['next  careline follow-up 1 "what you told Robin"']),
    ]


def test_a_customer_who_comes_back_reopens_the_case(danas: Shop) -> None:
    danas('close 1 --confirmed "Fine"')
    says(
        danas,
        'heard 1 "It broke again"',
        "Recorded on C-1, Dana Reyes. It is open again, reopened once.",
        "Nothing was promised, so your policy did:",
        "  P-2  We get back to Dana  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_a_follow_up_says_what_it_keeps_and_what_comes_instead(danas: Shop) -> None:
    says(
        danas,
        'follow-up 1 "A new one is on its way"',
        "Recorded on C-1, Dana Reyes.",
        "Kept: P-1 We get back to Dana",
        "Nothing else is promised, so your policy did:",
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
    )


def test_the_same_word_to_several_names_each_customer(robins: Shop) -> None:
    robins(DANA)
    headlines = [line for line in robins('follow-up 1 2 "Closed tomorrow"').out.splitlines() if "Recorded" in line]
    assert headlines == ["Recorded on C-1, Robin Vale.", "Recorded on C-2, Dana Reyes."]


def test_after_enough_attempts_closing_is_what_comes_next(danas: Shop) -> None:
    danas('follow-up 1 "Does it work?"')
    assert "Attempt 2 recorded on C-1, Dana Reyes." in danas("follow-up 1 --no-answer").out
    assert danas("follow-up 1 --no-answer").out.splitlines()[-1] == "next  careline close 1 --unconfirmed"


def test_promises_are_made_and_planned_with_their_moment_echoed(robins: Shop) -> None:
    says(
        robins,
        'promise make 1 "The manual is in your mail" --by "tomorrow noon"',
        "P-2 promised on C-1, Robin Vale, due Tue 2 Jun 2026 12:00 EDT (in 1 working day).",
        'Still owed: P-1 "FieldCo calls", FieldCo for Ana, due Tue 2 Jun 17:00',
        "next  careline keep P-2",
    )
    planned = robins('promise make 1 "Order it" --by 2bd --planned').out
    assert planned.startswith("P-3 planned on C-1, Robin Vale, due Wed 3 Jun 2026 17:00 EDT")


def test_keeping_names_the_words_and_the_case_in_case_it_was_another(robins: Shop) -> None:
    says(
        robins,
        "keep 1",
        'P-1 kept on C-1, Robin Vale: "FieldCo calls"',
        "Nothing else is promised, so your policy did:",
        "  P-2  Check back with Robin  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline close 1 --confirmed "what Robin says"',
    )


@pytest.mark.parametrize(
    ("command", "headline"),
    [
        ("keep 1", 'P-1 kept late on C-1, Robin Vale: "FieldCo calls", which fell due Tue 2 Jun 17:00'),
        (
            "promise release 1 --because x",
            'P-1 released, and missed on C-1, Robin Vale: "FieldCo calls", which fell due Tue 2 Jun 17:00',
        ),
        (
            "promise withdraw 1 --because x",
            'P-1 withdrawn, and missed on C-1, Robin Vale: "FieldCo calls", which fell due Tue 2 Jun 17:00',
        ),
    ],
)
def test_what_ends_after_it_fell_due_says_so(robins: Shop, command: str, headline: str) -> None:
    assert robins.at("06-03 10:00")(command).out.splitlines()[0] == headline


@pytest.mark.parametrize(("verb", "ended"), [("release", "released"), ("withdraw", "withdrawn")])
def test_what_ends_in_time_is_no_miss(robins: Shop, verb: str, ended: str) -> None:
    answer = robins(f"promise {verb} 1 --because x").out
    assert answer.startswith(f'P-1 {ended} on C-1, Robin Vale: "FieldCo calls"\n')


def test_a_check_back_can_be_released_with_the_words_for_giving_way(danas: Shop) -> None:
    danas("follow-up 1 x")
    says(
        danas,
        'promise release 2 --because "another promise took its place" --next 3bd',
        "P-2 gave way on C-1, Dana Reyes: Check back with Dana",
        "P-3 Follow up with Dana is due Thu 4 Jun 2026 17:00 EDT (in 3 working days).",
    )


def test_a_new_date_says_what_it_replaces_and_that_a_miss_stays(robins: Shop) -> None:
    says(
        robins.at("06-03 10:00"),
        'renegotiate 1 --by 17:00 --performer "Second Firm" --told "Sorry" --because "never called"',
        "P-2 takes the place of P-1 on C-1, Robin Vale, due Wed 3 Jun 2026 17:00 EDT (today, in 7 h).",
        "P-1 stays missed: it fell due Tue 2 Jun 17:00.",
        "Second Firm is a new party.",
        "next  careline keep P-2",
    )


@pytest.mark.parametrize(
    "command",
    ['renegotiate 1 --by "tue 12:00" --told x --because y', 'promise correct 1 --by "tue 12:00" --because typo'],
)
def test_in_time_nothing_is_missed(robins: Shop, command: str) -> None:
    says(
        robins,
        command,
        "P-2 takes the place of P-1 on C-1, Robin Vale, due Tue 2 Jun 2026 12:00 EDT (in 1 working day).",
        "next  careline keep P-2",
    )


def test_a_parcel_goes_out_with_its_two_promises_and_a_letter_ahead(danas: Shop) -> None:
    says(
        danas,
        SHIP,
        "R-1 shipped on C-1, Dana Reyes: attempt 1, MX500i.",
        '  P-2  "Replacement arrives"  FedEx for Ana  due Wed 3 Jun 2026 17:00 EDT (in 2 working days)',
        "  P-3  Check that it works    Ana            due Thu 4 Jun 2026 17:00 EDT (in 3 working days)",
        "FedEx is a new carrier.",
        "Still owed: P-1 We get back to Dana, Ana, due Tue 2 Jun 17:00",
        "",
        "To send ahead of the parcel:",
        "  Dear Dana Reyes,",
        "",
        "  Your replacement, MX500i, is on its way with FedEx. It arrives by Wed 3 Jun.",
        "  Yours broke.",
        "",
        "  There is nothing to pay.",
        "",
        "  Ana, Headsets Direct",
        "",
        "next  careline replacement announced R-1",
    )


def test_an_arrival_asks_whether_it_works(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    says(
        danas.at("06-03 12:00"),
        "delivered 1 --at 11:00",
        "At Wed 3 Jun 2026 11:00 EDT (today, 1 h ago):",
        "R-1 delivered on C-1, Dana Reyes: attempt 1, MX500i.",
        'Kept: P-3 "Replacement arrives"',
        "Still owed: P-4 Check that it works, Ana, due Thu 4 Jun 17:00",
        "next  careline outcome R-1 works",
    )


def test_an_outcome_echoes_the_delivery_that_it_understood(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    says(
        danas.at("06-03 12:00"),
        'outcome 1 doa --delivered "yesterday 15:00"',
        "R-1 failed, doa: C-1, Dana Reyes. It was delivered Tue 2 Jun 2026 15:00 EDT (1 working day ago).",
        'Kept: P-3 "Replacement arrives"',
        "Kept: P-4 Check that it works",
        "So your policy plans:",
        "  P-5  A working one is sent to Dana  Ana  due Thu 4 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline ship-replacement 1 --why "..." --arrives WHEN',
    )
    danas(SHIP)
    lost = danas("outcome 2 lost").out.splitlines()
    assert lost[0] == "R-2 failed, lost: C-1, Dana Reyes."
    assert lost[-1].endswith(' --different "..."')


def test_what_works_may_be_closed(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    answer = danas.at("06-03 12:00")("outcome 1 works --delivered 11:00").out
    assert answer.startswith("R-1 works: C-1, Dana Reyes. It was delivered Wed 3 Jun 2026 11:00 EDT (today, 1 h ago).")
    assert answer.splitlines()[-1] == 'next  careline close 1 --confirmed "what Dana says"'


def test_closing_is_not_suggested_while_something_forbids_it(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    danas('promise make 1 "A voucher" --by 5bd')
    assert "close" not in danas("outcome 1 works --delivered now").out


def test_nor_while_nobody_knows_whether_the_unit_works(danas: Shop) -> None:
    danas("follow-up 1 x")
    danas(SHIP)
    danas("keep 3")
    assert "close" not in danas("keep 4").out


def test_an_acknowledgement_that_is_overdue_can_still_be_kept_by_talking(danas: Shop) -> None:
    says(
        danas.at("06-03 10:00"),
        "heard 1 --chasing",
        "Chase 1 recorded on C-1, Dana Reyes.",
        "Still owed: P-1 We get back to Dana, Ana, due Tue 2 Jun 17:00, overdue",
        'next  careline follow-up 1 "what you told Dana"',
    )


def test_an_escalation_is_raised_told_taken_and_done(robins: Shop) -> None:
    owed = 'Still owed: P-1 "FieldCo calls", FieldCo for Ana, due Tue 2 Jun 17:00'
    says(
        robins,
        "escalate 1 --to Ben --ack-by 4bh",
        "E-1 raised on C-1, Robin Vale, level 1: Ben must answer by Mon 1 Jun 2026 14:00 EDT (today, in 4 h).",
        "The backup plan is that of P-1: Second Firm comes",
        "Ben is a new party.",
        owed,
        "next  careline escalation told E-1",
    )
    says(
        robins,
        "escalation told 1",
        "Recorded on C-1, Robin Vale: Ben knows of E-1, and must answer by Mon 1 Jun 2026 14:00 EDT (today, in 4 h).",
        owed,
        'next  careline escalation acknowledge E-1 --who "Ben"',
    )
    says(robins, "escalation acknowledge 1 --who Ben", "E-1 acknowledged on C-1, Robin Vale: Ben has it.", owed)
    says(robins, "escalation resolve 1", "E-1 resolved on C-1, Robin Vale.", owed)


@pytest.mark.parametrize(("moment", "word"), [("14:00", "must answer by"), ("14:01", "should have answered by")])
def test_who_is_told_too_late_should_have_answered(robins: Shop, moment: str, word: str) -> None:
    robins("escalate 1 --to Ben --ack-by 4bh")
    assert f"Ben knows of E-1, and {word} Mon 1 Jun" in robins.at(f"06-01 {moment}")("escalation told 1").out


def test_the_announcement_keeps_the_lines_of_the_why(danas: Shop) -> None:
    danas("follow-up 1 'A new one comes'")
    said = danas("ship-replacement 1 --arrives 2bd --why", "Yours broke.\r\nWe are\x1b[0m sorry.").out
    assert "  Yours broke.\n  We are\\x1b[0m sorry.\n" in said


def test_a_declined_escalation_wants_another(robins: Shop) -> None:
    raised = robins('escalate 1 --to Ben --ack-by 4bh --backup "I go"').out
    assert "I go" not in raised
    answer = robins("escalation decline 1").out.splitlines()
    assert (answer[0], answer[-1]) == ("E-1 declined on C-1, Robin Vale.", "next  careline escalate 1")


def test_closing_says_what_it_ends(robins: Shop) -> None:
    robins("escalate 1 --to Ben --ack-by 4bh")
    robins("keep 1")
    says(
        robins,
        'close 1 --confirmed "It prints"',
        "C-1, Robin Vale: closed, confirmed.",
        "Kept: P-2 Check back with Robin",
        "Resolved: E-1, Ben",
    )
    says(
        robins,
        "reopen 1 --because again",
        "C-1, Robin Vale: open again, reopened once.",
        "Nothing was promised, so your policy did:",
        "  P-3  We get back to Robin  Ana  due Tue 2 Jun 2026 17:00 EDT (in 1 working day)",
        'next  careline follow-up 1 "what you told Robin"',
    )


def test_remarks_are_noted_and_nothing_more(robins: Shop) -> None:
    says(robins, 'case note 1 "x"', "Noted on C-1, Robin Vale.")
    says(robins, "case edit 1 --order 17", "Recorded on C-1, Robin Vale.")


def test_what_is_taken_back_should_be_told(robins: Shop) -> None:
    assert robins("promise withdraw 1 --because x").out.splitlines()[-1].startswith("next  careline follow-up 1 ")


def test_the_second_apology_for_nothing_is_pointed_out(robins: Shop) -> None:
    vain = "apology since Wed 3 Jun 10:00, and nothing was done in between."
    assert "apology" not in robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology').out
    assert f"That is the second {vain}" in robins.at("06-03 15:00")('heard 1 --said "Sorry" --apology').out
    assert f"That is the third {vain}" in robins.at("06-04 10:00")('follow-up 1 "So sorry" --apology').out
    assert "apology" not in robins("heard 1 --chasing").out


@pytest.mark.parametrize(
    "done",
    [
        'promise make 1 "We ring" --by 2bd',
        "keep 1",
        'escalate 1 --to Ben --ack-by 4bh --backup "I go"',
        SHIP + " --item MX500i",
    ],
)
def test_an_apology_after_something_was_done_is_no_repetition(robins: Shop, done: str) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    robins.at("06-03 11:00")(done)
    assert "apology" not in robins.at("06-03 12:00")('follow-up 1 "Sorry" --apology').out


@pytest.mark.parametrize("talk", ['follow-up 1 "x"', "follow-up 1 --on 3bd", 'case note 1 "x"', "heard 1"])
def test_talk_and_plans_to_talk_are_nothing_done(robins: Shop, talk: str) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    robins.at("06-03 11:00")(talk)
    assert "second apology" in robins.at("06-03 12:00")('follow-up 1 "Sorry" --apology').out


def test_a_promise_made_with_the_apology_is_something_done(robins: Shop) -> None:
    robins.at("06-03 10:00")('follow-up 1 "Sorry" --apology')
    answer = robins.at("06-03 11:00")('heard 1 --said "Sorry" --apology --promise "We ring" --by 2bd').out
    assert "apology" not in answer


def test_a_warning_says_first_that_it_was_recorded(robins: Shop) -> None:
    warned = robins('promise make 1 "We ring" --by "sat 10:00"').err
    assert warned == "careline: Recorded, but P-2 is due when nobody may be at work: Sat 6 Jun is a day off.\n"


def test_a_rehearsal_claims_not_that_it_was_recorded(robins: Shop) -> None:
    warned = robins('promise make 1 "We ring" --by "sat 10:00" --dry-run').err
    assert warned == "careline: But P-2 is due when nobody may be at work: Sat 6 Jun is a day off.\n"


def test_a_rehearsal_says_last_that_nothing_was_written(robins: Shop) -> None:
    assert robins("keep 1 --dry-run").out.endswith("A dry run: nothing was written.\n")
