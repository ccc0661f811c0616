"""One case on a page: where it stands, what is owed, what comes next, and what happened, or did not."""

import pytest

from tests.keys import Has
from tests.shop import Shop, prepared

LADDER = """
[[ladder]]
for = "FieldCo"
to = "FieldCo dispatch"
ack_within = "4bh"

[[ladder]]
for = "FieldCo"
to = "FieldCo manager"
ack_within = "1bd"
"""
OPEN = (
    'open "Network card" --customer "Robin Vale <robin@example.com>" --phone "+1 617 555 0143" --tried "several calls"'
    ' --promise "FieldCo calls" --by "tue 17:00" --performer FieldCo --backup "Second Firm comes" --channel phone'
)
PAGE = """\
C-1  Network card  open since Mon 1 Jun
Robin Vale · robin@example.com · +1 617 555 0143
Robin has been waiting since Wed 3 Jun 10:00, asked 4 times, and was told nothing. Already tried: several calls.

OWED  P-1  "FieldCo calls"  FieldCo for Ana  due Tue 2 Jun 17:00, 3 working days overdue
NEXT  FieldCo manager must answer E-2 by Fri 5 Jun 17:00. After that the backup is Ana's: Second Firm comes
SAY   We promised "FieldCo calls" for Tue 2 Jun. It has not happened, and we are sorry. You have heard nothing since.
SAY   A new date?  careline renegotiate P-1 --by WHEN --told "..." --because "..."

Mon  1 Jun 10:00  ← W-1  Robin reports it by phone
           10:00  P-1    promised "FieldCo calls" by Tue 2 Jun 17:00, FieldCo for Ana
Tue  2 Jun 17:00  P-1    fell due. Not kept. Robin was not told.
Wed  3 Jun 10:00  ← W-2  Robin asks (1)
           15:00  ← W-3  Robin asks (2) "Where is he?"
           15:15  E-1    level 1, FieldCo dispatch, must answer by Thu 4 Jun 11:15 (Ana: asked twice)
Thu  4 Jun 11:15  E-1    no answer; nobody had told FieldCo dispatch
           11:30  E-2    level 2, FieldCo manager, must answer by Fri 5 Jun 17:00 (by Ana)
           11:45  E-2    FieldCo manager was told
           14:00  ← W-4  Robin asks (3)
Fri  5 Jun 09:15  ← W-5  Robin asks (4)
"""


@prepared
def robins(shop: Shop) -> Shop:
    """The network card up to Fri 5 Jun 12:00."""
    shop.configure(LADDER)
    shop.at("06-01 10:00")(OPEN)
    shop.at("06-03 10:00")("heard 1 --chasing")
    shop.at("06-03 15:00")('heard 1 --chasing "Where is he?"')
    shop.at("06-03 15:15")('escalate 1 --because "asked twice"')
    shop.at("06-04 11:30")("escalate 1")
    shop.at("06-04 11:45")("escalation told 2")
    shop.at("06-04 14:00")("heard 1 --chasing")
    shop.at("06-05 09:15")("heard 1 --chasing")
    return shop.at("06-05 12:00")


def next_lines(shop: Shop, case: int = 1) -> list[str]:
    return [line.removeprefix("NEXT  ") for line in shop(f"show {case}").out.splitlines() if line.startswith("NEXT")]


def test_a_page_tells_the_case_from_where_it_stands_to_what_did_not_happen(robins: Shop) -> None:
    assert robins("show 1").out == PAGE


def test_asked_later_as_of_then_the_page_is_the_same_letter_by_letter(robins: Shop) -> None:
    robins.at("06-08 09:00")('renegotiate 1 --by 17:00 --told "Sorry" --because "never called"')
    robins("escalation acknowledge 2 --who Sue")
    then = robins.at("06-09 10:00")('show 1 --as-of "2026-06-05 12:00"').out
    assert then == f"As of Fri 5 Jun 2026 12:00 EDT:\n{PAGE}"


@pytest.mark.parametrize(
    "page", ["promise why 1", "promise show 1", 'customer show "Robin Vale"', "party show FieldCo", "escalation show 2"]
)
def test_so_is_every_page_about_one_thing(robins: Shop, page: str) -> None:
    then = robins(f'{page} --as-of "2026-06-05 12:00"').out
    robins.at("06-08 09:00")('renegotiate 1 --by 17:00 --told "Sorry" --because "never called"')
    robins("escalation acknowledge 2 --who Sue")
    robins("keep 2")
    robins('close 1 --confirmed "It prints"')
    assert robins.at("06-09 10:00")(f'{page} --as-of "2026-06-05 12:00"').out == then


def test_a_rung_further_up_is_named_before_the_backup_plan(robins: Shop) -> None:
    page = robins('show 1 --as-of "2026-06-03 16:00"').out
    assert (
        "NEXT  FieldCo dispatch must answer E-1 by Thu 4 Jun 11:15. After that it goes to FieldCo manager; the backup:"
        " Second Firm comes\n"
    ) in page


@pytest.mark.parametrize(
    ("moment", "line"),
    [
        ("06-02 10:00", "Unless P-1 is kept by Wed 3 Jun 17:00, sweep hands it to FieldCo dispatch."),
        ("06-03 14:00", "Unless P-1 is kept by Wed 3 Jun 17:00, sweep hands it to FieldCo dispatch."),
        ("06-03 17:00", "Unless P-1 is kept by Wed 3 Jun 17:00, sweep hands it to FieldCo dispatch."),
        ("06-03 17:01", "P-1 has been overdue too long: the next sweep hands it to FieldCo dispatch."),
    ],
)
def test_the_page_foretells_what_sweep_does(shop: Shop, moment: str, line: str) -> None:
    shop.configure(LADDER)
    shop(OPEN)
    assert next_lines(shop.at(moment)) == [line, "If P-1 is not kept: Second Firm comes"]
    swept = shop.json("sweep")["sections"]["swept"]
    assert [row["to"] for row in swept] == (["FieldCo dispatch"] if moment == "06-03 17:01" else [])


def test_without_a_ladder_it_foretells_only_whose_backup_it_becomes(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --promise "I ring" --by "tue 17:00" --backup "Ben rings"')
    backup = "If P-1 is not kept: Ben rings"
    assert next_lines(shop) == ["Unless P-1 is kept by Wed 3 Jun 17:00, sweep asks Ana for the backup.", backup]
    too_long = "P-1 has been overdue too long: the next sweep asks Ana for the backup."
    assert next_lines(shop.at("06-03 17:15")) == [too_long, backup]
    shop("sweep")
    assert next_lines(shop) == [backup]
    assert next_lines(shop.at("06-10 10:00")) == [backup], "the backup is overdue, and nobody is asked twice"


def test_without_a_ladder_and_a_backup_it_foretells_nothing(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --promise "I ring" --by "tue 17:00"')
    assert next_lines(shop.at("06-03 17:15")) == []


def said(shop: Shop) -> list[str]:
    """What the page proposes to say."""
    return [line.removeprefix("SAY   ") for line in shop("show 1").out.splitlines() if line.startswith("SAY")]


def test_of_a_broken_word_it_says_what_was_told_last_and_how_to_give_a_new_date(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --promise "I ring" --by "tue 17:00"')
    assert said(shop) == []
    sorry, new_date = said(shop.at("06-03 10:00"))
    broken = 'We promised "I ring" for Tue 2 Jun. It has not happened, and we are sorry.'
    assert sorry == f"{broken} You have heard nothing since."
    assert new_date == 'A new date?  careline renegotiate P-1 --by WHEN --told "..." --because "..."'
    shop("follow-up 1 --no-answer")
    assert said(shop)[0] == sorry
    shop("follow-up 1 'The line is down'")
    shop.at("06-05 10:00")("heard 1 --chasing")
    assert said(shop)[0] == f'{broken} We last told you on Wed 3 Jun: "The line is down"'
    shop("keep 1")
    assert said(shop) == []


def test_on_a_closed_case_it_foretells_nothing(shop: Shop) -> None:
    (shop.folder / "rows.csv").write_text(
        "customer,subject,opened,promise,due,closed\nKim Ito,Hub,2026-05-20,Money back,2026-07-24,2026-05-29\n"
    )
    shop(f"import {shop.folder / 'rows.csv'}")
    shop.configure('[[ladder]]\nto = "Ben"\nack_within = "4bh"\n')
    assert next_lines(shop) == []
    shop("reopen 1")
    assert next_lines(shop.at("07-27 10:00")) != []


def test_on_a_terminal_said_words_stand_in_curly_marks_and_lines_are_wrapped(robins: Shop) -> None:
    robins.environment["COLUMNS"] = "60"
    page = robins("show 1 --format table").out
    assert "OWED  P-1  “FieldCo calls”  FieldCo for Ana  due Tue 2 Jun\n      17:00, 3 working days overdue\n" in page
    assert max(map(len, page.splitlines())) <= 60


def test_piped_pages_have_straight_quotation_marks_and_leave_those_of_others_alone(robins: Shop) -> None:
    robins("heard 1", "He said “soon”, I guess")
    for page in ("show 1", "promise show 1", 'customer show "Robin Vale"', "party show FieldCo"):
        text = robins(page).out
        assert '"FieldCo calls"' in text, page
        assert "“" not in text.replace("“soon”", ""), page
    assert 'Robin says "He said “soon”, I guess"' in robins("show 1").out


def test_years_and_repeated_hours_keep_the_columns_straight(shop: Shop) -> None:
    shop.at("2025-12-30T10:00:00-05:00")('open "No sound" --customer Dana --promise "I ring" --by 2026-11-01')
    shop.at("2026-11-01T01:30:00-04:00")("heard 1 --chasing")
    lines = shop.at("2026-11-01T12:00:00-05:00")("show 1").out.splitlines()[-3:]
    assert lines == [
        "Tue 30 Dec 2025 10:00      ← W-1  Dana reports it",
        '                10:00      P-1    promised "I ring" by Sun 1 Nov 17:00, Ana',
        "Sun  1 Nov      01:30 EDT  ← W-2  Dana asks (1)",
    ]


@pytest.mark.parametrize(
    ("before", "standing"),
    [
        ([], "Dana has been waiting since Mon 1 Jun 10:00, and was told nothing."),
        (['follow-up 1 "x"'], "Dana last heard from us on Mon 1 Jun 10:00."),
        (
            ['follow-up 1 "x"', "heard 1 --chasing"],
            "Dana has been waiting since Mon 1 Jun 10:00, asked once, and was told once.",
        ),
        (['follow-up 1 "x"', 'close 1 --confirmed "ok"'], "It is closed, on Dana's word."),
        (
            ['follow-up 1 "x"', 'close 1 --confirmed "ok"', "reopen 1"],
            "Dana last heard from us on Mon 1 Jun 10:00. Reopened once.",
        ),
    ],
)
def test_the_first_sentence_says_where_it_stands(shop: Shop, before: list[str], standing: str) -> None:
    shop('open "No sound" --customer Dana')
    for command in before:
        shop(command)
    assert shop("show 1").out.splitlines()[2] == standing


def test_a_case_that_closed_without_the_customer_says_so(shop: Shop) -> None:
    shop('open "No sound" --customer Dana')
    for _ in range(3):
        shop('follow-up 1 "Does it work?"')
    shop("close 1 --unconfirmed")
    page = shop("show 1").out
    assert "It is closed, without Dana's word.\n" in page
    assert "P-4    released (the case closed)\n" in page


def test_a_case_that_we_found_waits_for_our_first_word(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --found-by us')
    assert shop("show 1").out.splitlines()[2] == "Dana has heard nothing from us yet."


def test_apologies_for_nothing_are_counted_where_the_case_stands(robins: Shop) -> None:
    for hour in ("13:00", "14:00"):
        robins.at(f"06-05 {hour}")('follow-up 1 "Sorry" --apology')
    assert "We apologised twice since Fri 5 Jun 13:00, with nothing done in between." in robins("show 1").out
    robins.at("06-05 15:00")('promise make 1 "Ana rings" --by 2bd')
    assert "apologised" not in robins("show 1").out


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ('heard 1 "Hello?"', '← W-6 Robin says "Hello?"'),
        ("heard 1", "← W-6 Robin calls"),
        ("heard 1 --channel chat", "← W-6 Robin calls by chat"),
        ("heard 1 --channel review", "← W-6 Robin calls"),
        ('heard 1 --praise "Nice"', '← W-6 Robin is pleased "Nice"'),
        ('follow-up 1 "Soon"', '→ W-6 Ana to Robin "Soon"'),
        ('follow-up 1 "Soon" --channel email --apology', '→ W-6 Ana to Robin by email, with an apology "Soon"'),
        ("follow-up 1 --no-answer", "→ W-6 Ana tries to reach Robin: no answer."),
        ('case note 1 "he is away"', "W-6 Ana notes: he is away"),
        ("keep 1", "P-1  kept late"),
        ("promise release 1 --because x", "P-1  released after it fell due: missed (x)"),
        ("promise withdraw 1 --because x", "P-1  taken back after it fell due: missed (x)"),
        ("escalation acknowledge 2 --who Sue", "E-2  acknowledged by Sue"),
        ("escalation resolve 2 --because x", "E-2  resolved: x"),
        ("escalation decline 2", "E-2  declined"),
    ],
)
def test_every_event_has_its_line(robins: Shop, command: str, line: str) -> None:
    robins(command)
    page = [" ".join(each.split()) for each in robins("show 1").out.splitlines()]
    assert any(each.endswith(" ".join(line.split())) for each in page), page


def test_a_check_back_that_another_promise_made_needless_gave_way(shop: Shop) -> None:
    shop('open "No sound" --customer Dana')
    shop("follow-up 1 x")
    shop('promise make 1 "A new cable" --by 3bd')
    assert "P-2    gave way to another promise\n" in shop("show 1").out


def test_a_parcel_is_told_from_its_shipping_to_what_the_customer_says(shop: Shop) -> None:
    shop('open "No sound" --customer Dana --product MX500i --order 17')
    shop('ship-replacement 1 --why "Yours broke." --arrives 2bd --carrier FedEx --tracking 986578788855')
    shop.at("06-02 10:00")("delivered 1")
    assert "Does R-1 work? careline outcome R-1 works" in next_lines(shop)
    shop.at("06-02 11:00")("outcome 1 doa")
    page = shop("show 1").out
    assert page.splitlines()[2] == "MX500i, order 17"
    assert "R-1    attempt 1: MX500i sent with FedEx, 986578788855. Yours broke.\n" in page
    assert "Tue  2 Jun 10:00  R-1    delivered\n           10:00  P-2    kept\n" in page
    assert "           11:00  R-1    doa\n           11:00  P-3    kept\n" in page
    assert "Does R-1 work?" not in page


def test_a_warning_before_the_due_moment_counts_as_told(robins: Shop) -> None:
    robins('follow-up 1 "FieldCo may be late"', "--at", "2026-06-02 12:00")
    assert "P-1    fell due. Not kept.\n" in robins("show 1").out


def test_what_was_said_with_the_promise_is_no_warning(shop: Shop) -> None:
    shop('open "No sound" --customer Dana')
    shop('follow-up 1 "We ring" --promise "We ring" --by "tue 17:00"')
    assert "P-2    fell due. Not kept. Dana was not told.\n" in shop.at("06-03 10:00")("show 1").out


def test_an_answer_that_comes_too_late_takes_nothing_away(robins: Shop) -> None:
    robins.at("06-05 17:30")("escalation acknowledge 2 --who Sue")
    page = robins("show 1").out
    assert "           17:00  E-2    no answer\n           17:30  E-2    acknowledged by Sue\n" in page


def test_who_was_told_too_late_could_not_have_answered(shop: Shop) -> None:
    shop('open "No sound" --customer Dana')
    shop('escalate 1 --to Ben --ack-by 12:00 --backup "I go"')
    shop.at("06-01 13:00")("escalation told 1")
    page = shop("show 1").out
    assert "12:00  E-1    no answer; nobody had told Ben\n           13:00  E-1    Ben was told\n" in page


def test_why_says_how_the_state_follows_and_show_says_it_too(robins: Shop) -> None:
    robins.at("06-08 09:00")('renegotiate 1 --by 17:00 --told "Sorry" --because "never called"')
    why = "P-1 is missed: it was due Tue 2 Jun 17:00, and a new date was agreed only on Mon 8 Jun 09:00, after that."
    assert robins("promise why P-1").out == f"{why}\nRobin asked about it 4 times.\n"
    assert robins.json("promise why 1") == Has(schema="careline/1", promise="P-1", state="missed", why=why, chases=4)
    assert why in robins("promise show 1").out.splitlines()
    as_of = "2026-06-04T12:00:00-04:00"
    assert (
        robins.json(f"promise why 1 --as-of {as_of}")["state"]
        == robins.json(f"promise show 1 --as-of {as_of}")["promises"][0]["state"]
    )


def test_why_knows_nothing_of_a_promise_before_it_was_made(robins: Shop) -> None:
    robins('promise make 1 "Ana rings" --by 2bd')
    assert "P-2 did not exist yet" in robins.refuses(3, 'promise why 2 --as-of "2026-06-04 12:00"')


def test_a_note_and_a_mail_of_several_lines_stand_so_in_the_thread(shop: Shop) -> None:
    shop('open "No sound" --customer Dana', "--text", "Hello,\r\nno sound\x1b[0m.")
    shop("case note 1", "Tried:\n- another cable")
    page = shop("show 1").out
    assert '  Dana says "Hello,\n                         no sound\\x1b[0m."\n' in page
    assert "W-2    Ana notes: Tried:\n                         - another cable\n" in page


def test_the_thread_blames_nobody_for_what_was_settled_before_they_had_to_answer(shop: Shop) -> None:
    shop.configure(LADDER)
    shop(OPEN)
    shop.at("06-03 17:15")("sweep")
    shop.at("06-04 09:00")("keep P-1")
    page = shop.at("06-08 09:00")("show 1").out
    assert "no answer" not in page
    assert "E-1    settled" in page


def test_what_only_a_sweep_has_raised_keeps_nobody_from_closing_before_it(shop: Shop) -> None:
    shop.configure(LADDER)
    shop(OPEN)
    shop.at("06-03 17:15")("sweep")
    shop.at("06-04 09:00")("keep P-1 --at '2026-06-02 16:00'")
    shop("close 1 --confirmed 'It prints' --at '2026-06-04 09:00'")
    assert shop.case()["case"]["status"] == "closed"


def test_a_word_that_goes_to_nobody_by_itself_says_so_where_there_is_a_ladder(shop: Shop) -> None:
    shop.configure('[[ladder]]\nto = "Ana"\nack_within = "4bh"\n')
    shop('open "No sound" --customer Dana --promise "I ring" --by "tue 17:00"')
    assert next_lines(shop) == []
    line = "Nobody is above Ana on your ladder, so P-1 goes to nobody by itself."
    assert next_lines(shop.at("06-03 10:00")) == [line]
    shop.configure("")
    assert next_lines(shop) == []
