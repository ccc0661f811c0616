"""What is answered where an article fits a case, or none does."""

from tests.shop import Shop


def test_a_gap_in_the_knowledge_base_is_said(danas: Shop) -> None:
    assert danas("case diagnose 1 --none").out.splitlines()[0] == "C-1, Dana Reyes: diagnosed, no article fits."
