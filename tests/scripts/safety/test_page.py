from scripts.safety.claims import Claim
from scripts.safety.page import Shown, counted, table, unshown

CLAIM = Claim("A fault", "It holds", "By a test", ("tests/test_a.py::test_one", "tests/test_b.py"))
SHOWN = (
    Shown("tests/test_a.py::test_one[x]", "passed", 20),
    Shown("tests/test_a.py::test_one", "failed", 3),
    Shown("tests/test_a.py::test_one_more", "passed", 100),
    Shown("tests/test_b.py::TestAll::test_two", "passed", 4),
    Shown("tests/test_b.py::test_three", "skipped", 1),
)


def test_the_points_of_a_claim_are_those_of_its_tests_and_only_what_passed_has_held() -> None:
    assert counted(CLAIM, SHOWN) == (27, 24)
    assert table([CLAIM], SHOWN).splitlines()[-1] == "| A fault | It holds | By a test | 27 | 24 |"


def test_a_test_that_did_not_run_is_named() -> None:
    assert unshown([CLAIM], SHOWN) == []
    assert unshown([CLAIM], SHOWN[2:]) == ["tests/test_a.py::test_one"]
    assert unshown([CLAIM], SHOWN[4:]) == ["tests/test_a.py::test_one", "tests/test_b.py"]
