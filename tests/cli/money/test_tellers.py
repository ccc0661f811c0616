"""What is answered to what a case has cost."""

from tests.cli.saying import says
from tests.shop import Shop


def test_a_cost_says_what_the_case_has_cost_by_then(danas: Shop) -> None:
    danas('cost add 1 41.00 --kind goods --note "A new one"')
    says(
        danas,
        "cost add 1 6.50 --kind shipping",
        "M-2 recorded on C-1, Dana Reyes: shipping $6.50.",
        "C-1 has cost us $47.50 so far.",
    )
