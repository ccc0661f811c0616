"""What a shop hears of when nobody does anything: little, and nothing that careline made up."""

import pytest

from tests.shop import Shop, prepared


@pytest.mark.parametrize(
    "instead",
    [
        "follow-up 1 'Cannot call today, I call tomorrow' --promise 'I call you' --by tomorrow",
        "heard 1 'Not today, please' --said 'Then I call tomorrow' --promise 'I call you' --by tomorrow",
        "promise make 1 'I call you' --by tomorrow",
    ],
)
def test_whoever_was_given_another_word_before_the_first_fell_due_was_not_left_in_silence(
    shop: Shop, instead: str
) -> None:
    shop.at("06-01 10:00")('open "No sound" --customer "Robin Vale" --promise "I call you today" --by "today 16:00"')
    shop.at("06-01 12:00")(instead)
    brief = shop.at("06-02 08:00").json("brief")["sections"]
    assert brief["untold"] == []
    assert [row["promise"] for row in brief["overdue"]] == ["P-1"], "it is owed all the same"
    for page in ("brief", "brief --format table"):
        printed = " ".join(shop(page).out.split()).casefold()
        assert "apolog" not in printed
        assert "sorry" not in printed


@pytest.mark.parametrize(
    "before", ["note 1 'busy'", "follow-up 1 'On it'", "promise make 1 'Ask' --planned --by tomorrow"]
)
def test_whoever_was_given_none_was(shop: Shop, before: str) -> None:
    shop.at("06-01 10:00")('open "No sound" --customer "Robin Vale" --promise "I call you today" --by "today 16:00"')
    shop.at("06-01 12:00")(f"case {before}" if before.startswith("note") else before)
    brief = shop.at("06-02 08:00").json("brief")["sections"]
    assert [row["promise"] for row in brief["untold"]] == ["P-1"]


@prepared
def kept(shop: Shop) -> Shop:
    """Nobody but Ana, settings as they come, one word, kept on Mon 1 Jun; it sweeps, and nobody does anything."""
    shop.at("06-01 10:00")('open "No sound" --customer "Robin Vale" --promise "I call you today" --by "today 16:00"')
    shop.at("06-01 15:00")("keep P-1")
    for day in (2, 3, 4, 5, 8, 9, 10):
        assert shop.at(f"06-{day:02} 07:45")("sweep --quiet").out == ""
    return shop


def test_after_a_week_of_nothing_nobody_is_called_and_nothing_was_made_up(kept: Shop) -> None:
    assert kept.case()["escalations"] == []
    assert [(each["kind"], each["said"]) for each in kept.case()["promises"]] == [
        ("other", True),
        ("follow_up", False),
    ]
    assert kept.json("escalation list --all")["items"] == []
    for page in ("brief", "overdue", "show 1"):
        assert "take over" not in kept(page).out.casefold()


@pytest.mark.parametrize("day", ["03", "05", "08", "09"])
def test_until_it_is_silent_its_late_plan_is_one_line_and_nothing_to_say(kept: Shop, day: str) -> None:
    as_of = f"--as-of '2026-06-{day} 08:00'"
    lines = [line for line in kept(f"brief {as_of}").out.splitlines() if "Robin Vale" in line or "C-1" in line]
    assert len(lines) == 1
    assert lines[0].startswith("Plans: 1 late")
    assert kept.run(f"brief --exit-code --quiet {as_of}").out == ""
    sections = kept.json(f"overdue {as_of}")["sections"]
    assert (sections["overdue"], sections["silent"]) == ([], [])
    assert [row["promise"] for row in sections["plans"]] == ["P-2"]


def test_after_that_the_case_is_silent_and_the_page_says_so(kept: Shop) -> None:
    for report in ("brief", "overdue"):
        (row,) = kept.at("06-10 08:00").json(report)["sections"]["silent"]
        assert (row["case"], row["customer"], row["subject"]) == ("C-1", "Robin Vale", "No sound")
        assert "C-1" in kept(report).out
    assert kept.run("brief --exit-code --quiet").code == 10
