"""What is answered to what becomes of an escalation."""

import pytest

from tests.cli.saying import says
from tests.shop import Shop


def test_an_escalation_is_raised_told_taken_and_done(robins: Shop) -> None:
    says(
        robins,
        "escalate 1 --to Ben --ack-by 4bh",
        "E-1 raised on C-1, Robin Vale, level 1: Ben must answer by Mon 1 Jun 2026 14:00 EDT (today, in 4 h).",
        "The backup plan is that of P-1: Second Firm comes",
        "Ben is a new party.",
        "next  careline escalation told E-1",
    )
    says(
        robins,
        "escalation told 1",
        "Recorded on C-1, Robin Vale: Ben knows about E-1 and must answer by Mon 1 Jun 2026 14:00 EDT (today, in 4 h).",
        'next  careline escalation acknowledge E-1 --who "Ben"',
    )
    says(robins, "escalation acknowledge 1 --who Ben", "E-1 acknowledged on C-1, Robin Vale.")
    says(robins, "escalation resolve 1", "E-1 resolved on C-1, Robin Vale.")


@pytest.mark.parametrize(("moment", "word"), [("14:00", "must answer by"), ("14:01", "should have answered by")])
def test_who_is_told_too_late_should_have_answered(robins: Shop, moment: str, word: str) -> None:
    robins("escalate 1 --to Ben --ack-by 4bh")
    assert f"Ben knows about E-1 and {word} Mon 1 Jun" in robins.at(f"06-01 {moment}")("escalation told 1").out


def test_a_declined_escalation_wants_another(robins: Shop) -> None:
    raised = robins('escalate 1 --to Ben --ack-by 4bh --backup "I go"').out
    assert "I go" not in raised
    answer = robins("escalation decline 1").out.splitlines()
    assert (answer[0], answer[-1]) == (
        "E-1 declined on C-1, Robin Vale.",
        'next  careline escalate 1 --to "NAME" --ack-by 1bd',
    )


def test_who_took_it_without_being_named_is_named(robins: Shop) -> None:
    robins("party add Ben --kind staff")
    robins("escalate 1 --to Ben --ack-by 4bh")
    assert "E-1 acknowledged on C-1, Robin Vale: Ben has it." in robins("--me Ben escalation acknowledge 1").out
