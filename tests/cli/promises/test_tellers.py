"""What is answered to what becomes of a promise."""

import pytest

from tests.cli.saying import says
from tests.shop import Shop


def test_promises_are_made_and_planned_with_their_moment_echoed(robins: Shop) -> None:
    says(
        robins,
        'promise make 1 "The manual is in your mail" --by "tomorrow noon"',
        "P-2 promised on C-1, Robin Vale, due Tue 2 Jun 2026 12:00 EDT (in 1 working day).",
        "next  careline keep P-2",
    )
    planned = robins('promise make 1 "Order it" --by 2bd --planned').out
    assert planned.startswith("P-3 planned on C-1, Robin Vale, due Wed 3 Jun 2026 17:00 EDT")


def test_keeping_names_the_words_and_the_case_in_case_it_was_another(robins: Shop) -> None:
    says(
        robins,
        "keep 1",
        'P-1 kept on C-1, Robin Vale: "FieldCo calls"',
        "Nothing else is promised, so careline planned:",
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


def test_what_is_taken_back_should_be_told(robins: Shop) -> None:
    assert robins("promise withdraw 1 --because x").out.splitlines()[-1].startswith("next  careline follow-up 1 ")
