import re

import pytest

from careline.domain.errors import BadInput
from careline.domain.sheets.columns import CASES, Choices
from careline.domain.sheets.fixes import Fix
from careline.domain.sheets.known_layouts import LAYOUTS
from careline.domain.sheets.remembered import Remembered, remembered
from careline.domain.sheets.understanding import ColumnRead, Said, columns_read, read_said, to_remember, understand

SAID_NOTHING = Said(Choices({}, {}))
SHOP = ("Ticket no", "Client", "Title", "Created", "Deadline", "Handled when", "Notes")
ROW = ("1041", "Dana Reyes", "Crackles", "2026-05-04", "2026-05-08", "", "loud")


def said(columns: dict[str, str] | None = None, values: dict[str, str] | None = None, *dropped: str) -> Said:
    return Said(Choices(columns or {}, values or {}), frozenset(dropped))


def test_headings_that_only_sound_like_a_field_are_unsure_and_taken_by_guessing_alone() -> None:
    guessed = understand(
        ("Ticket no", "Client name here", "Title", "opened"), tuple, CASES, SAID_NOTHING, guessing=True
    )
    assert guessed.columns.headings == {"subject": "Title", "opened": "opened"} | guessed.columns.headings
    assert "subject" not in guessed.unsure
    sounding = understand(("Case title", "customer", "opened"), tuple, CASES, SAID_NOTHING, guessing=True)
    assert (sounding.columns.headings["subject"], sounding.unsure) == ("Case title", frozenset({"subject"}))
    sure = understand(("Case title", "customer", "opened"), tuple, CASES, SAID_NOTHING, guessing=False)
    assert (sure.columns.missing, sure.left_alone) == (("subject",), ("Case title",))


def test_what_somebody_says_beats_what_was_chosen_before_and_that_beats_the_heading() -> None:
    before = Remembered({"subject": "Notes", "product": "Title"}, {"channel": "phone", "order": "7"})
    got = understand(
        SHOP, tuple, CASES, said({"product": "Client"}, {"channel": "web"}, "order"), before, guessing=True
    )
    assert (got.columns.headings["subject"], got.columns.headings["product"]) == ("Notes", "Client")
    assert got.columns.fixed == {"channel": "web"}
    assert "customer" not in got.columns.headings


def test_a_heading_that_was_left_alone_stays_so_and_a_new_one_is_looked_at() -> None:
    before = Remembered({"subject": "Title", "customer": "Client", "opened": "Created"}, left_alone=("Deadline",))
    got = understand((*SHOP, "Phone"), tuple, CASES, SAID_NOTHING, before, guessing=True)
    assert "due" not in got.columns.headings
    assert got.columns.headings["phone"] == "Phone"
    assert (
        understand(SHOP, tuple, CASES, said({"due": "deadline"}), before, guessing=True).columns.headings["due"]
        == "Deadline"
    )


def test_a_column_of_last_time_that_is_not_there_is_named_and_guessed_again() -> None:
    before = Remembered({"subject": "Betreff", "customer": "Client", "due": "Bis"})
    got = understand(SHOP, tuple, CASES, said({"due": "Created"}), before, guessing=True)
    assert got.lost == {"subject": "Betreff"}
    assert (got.columns.headings["subject"], got.columns.headings["due"]) == ("Title", "Created")


def test_a_dropped_field_is_given_by_no_column_until_it_is_fixed_again() -> None:
    dropped = SAID_NOTHING.fixed(Fix(dropped=frozenset({"due"})))
    assert "due" not in understand((*SHOP, "due"), tuple, CASES, dropped, guessing=True).columns.headings
    again = dropped.fixed(Fix({"due": "Deadline"}, {"subject": "Hums"}))
    assert again == Said(Choices({"due": "Deadline"}, {"subject": "Hums"}))
    assert again.fixed(Fix({"subject": "Title"})).choices == Choices({"due": "Deadline", "subject": "Title"}, {})


def test_columns_stand_in_the_order_of_the_sheet_each_with_what_it_says_first() -> None:
    header = ("Created", "First", "Last", "Title", "Notes", "closed last", "due")
    rows = [
        ("2026-05-04", "", "", "Hums", "loud", "", ""),
        ("short",),
        ("2026-05-05", "Kim", "Ito", "Cracks", "", "2026-05-09", ""),
    ]
    got = understand(header, tuple, CASES, said({"customer": "First+Last"}), guessing=True)
    assert columns_read(got, rows) == [
        ColumnRead("Created", ("opened",), False, "2026-05-04"),
        ColumnRead("First+Last", ("customer",), False, "Kim Ito"),
        ColumnRead("Title", ("subject",), False, "Hums"),
        ColumnRead("Notes", (), False, "loud"),
        ColumnRead("closed last", ("kept", "closed"), True, "2026-05-09"),
        ColumnRead("due", ("due",), False, ""),
    ]


@pytest.mark.parametrize("header", [SHOP, ("ref", "customer", "First", "Last", "subject", "opened")])
def test_what_is_remembered_makes_the_next_sheet_be_read_alike(header: tuple[str, ...]) -> None:
    fixes = said({"product": "Client"} if header == SHOP else {"product": "First+Last"}, {"channel": "phone"}, "kept")
    first = understand(header, tuple, CASES, fixes, guessing=True)
    kept = to_remember(first, ("%d.%m.%Y", "%d.%m.%y"), {"zone": "Europe/Rome"})
    assert kept.dropped == ("kept",)
    assert remembered(list(kept.choices)) == kept
    assert remembered([]) is None
    again = understand(header, tuple, CASES, SAID_NOTHING, kept, guessing=False)
    assert (again.columns.headings, again.columns.fixed, again.unsure) == (
        first.columns.headings,
        first.columns.fixed,
        frozenset(),
    )
    assert (kept.date_formats, kept.others) == (("%d.%m.%Y", "%d.%m.%y"), {"zone": "Europe/Rome"})


def test_what_a_layout_says_is_no_choice_and_a_field_of_it_can_be_dropped() -> None:
    zendesk = next(each for each in LAYOUTS if each.name == "zendesk")
    header = ("Id", "Subject", "Requester", "Created at", "Status", "Solved at", "Notes")
    assert understand(header, tuple, CASES, SAID_NOTHING, layout=zendesk, guessing=True).chosen == {}
    dropped = frozenset({"closed", "kept"})
    open_still = said({"subject": "Notes"}, None, *dropped)
    fixed = understand(header, tuple, CASES, open_still, layout=zendesk, guessing=True)
    assert (fixed.chosen, "closed" in fixed.columns.headings) == ({"subject": "Notes"}, False)
    # The status, which the layout looks at besides, is none that is left alone.
    assert fixed.left_alone == ("Subject", "Solved at")
    kept = to_remember(fixed, (), {})
    again = understand(header, tuple, CASES, SAID_NOTHING, kept, zendesk, guessing=False)
    assert (again.columns.headings, again.chosen, again.dropped) == (fixed.columns.headings, fixed.chosen, dropped)
    assert (
        "closed"
        in understand(header, tuple, CASES, said({"closed": "Solved at"}), kept, guessing=False).columns.headings
    )


def test_a_map_of_no_column_drops_a_field_that_a_row_can_do_without() -> None:
    assert read_said(["due=", "Kept = ", "ref=No"], ["channel=web"], CASES) == Said(
        Choices({"ref": "No"}, {"channel": "web"}), frozenset({"due", "kept"})
    )


@pytest.mark.parametrize(
    ("maps", "sets", "words"),
    [
        (["subject="], [], '--map is "subject="; write it as'),
        (["due"], [], '--map is "due"; write it as'),
        (["colour="], [], '--map is "colour="; write it as'),
        (["due=", "due="], [], "due is given twice; keep one"),
        (["due=", "due=By"], [], "due is given twice; keep one"),
        (["channel="], ["channel=web"], "channel is given twice; keep one"),
    ],
)
def test_a_map_of_no_column_that_makes_no_sense_is_refused(maps: list[str], sets: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=re.escape(words)):
        read_said(maps, sets, CASES)
