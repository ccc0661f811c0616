"""What the overdue report and the case say of an escalation and of the backup plan behind it."""

import pytest

from tests.shop import Shop

OPEN = 'open "Network card" --customer "Robin Vale" --promise "FieldCo calls" --by "tue 17:00" --performer FieldCo'
ESCALATE = 'escalate 1 --to "FieldCo desk" --ack-by "thu 12:00"'


def handed_up(shop: Shop, backup: str, escalate: str) -> None:
    shop.at("06-01 10:00")(f"{OPEN} {backup}")
    shop.at("06-03 10:00")(f"{ESCALATE} {escalate}")


@pytest.mark.parametrize(
    ("backup", "escalate"),
    [('--backup "Second Firm"', ""), ("", '--backup "Second Firm"'), ('--backup "Second Firm"', '--backup "Ana goes"')],
    ids=["of the promise", "of the escalation", "of both"],
)
def test_the_report_names_the_backup_plan_of_the_promise_else_of_its_escalation(
    shop: Shop, backup: str, escalate: str
) -> None:
    handed_up(shop, backup, escalate)
    (row,) = shop.json("overdue")["sections"]["overdue"]
    assert (row["level"], row["backup"]) == (1, "Second Firm")
    assert "   backup: Second Firm\n" in shop("overdue").out


def test_the_backup_plan_of_one_promise_is_not_that_of_another(shop: Shop) -> None:
    handed_up(shop, "", '--backup "Second Firm"')
    shop('promise make 1 "Ana rings" --by 12:00')
    rows = shop.at("06-03 13:00").json("overdue")["sections"]["overdue"]
    assert [(row["promise"], row["backup"]) for row in rows] == [("P-1", "Second Firm"), ("P-2", None)]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("06-04 12:00", "FieldCo desk must answer E-1 by Thu 4 Jun 12:00. After that the backup is Ana's: Second Firm"),
        ("06-04 12:01", "FieldCo desk did not answer E-1 by Thu 4 Jun 12:00. The backup is Ana's: Second Firm"),
    ],
)
def test_the_case_says_whether_the_answer_is_still_awaited(shop: Shop, moment: str, said: str) -> None:
    handed_up(shop, '--backup "Second Firm"', "")
    page = shop.at(moment)("show 1").out
    assert f"NEXT  {said}\n" in page
    assert page.count("Second Firm") == 1


def test_the_backup_plan_stays_in_sight_once_somebody_has_taken_the_case(shop: Shop) -> None:
    handed_up(shop, '--backup "Second Firm"', "")
    shop.at("06-03 11:00")('escalation acknowledge 1 --who "Sue of FieldCo"')
    page = shop("show 1").out
    assert "NEXT  Sue of FieldCo has E-1.\n" in page
    assert "NEXT  If P-1 is not kept: Second Firm\n" in page
