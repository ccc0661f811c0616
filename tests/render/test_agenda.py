"""Which entries of the morning page there is room for."""

from dataclasses import replace
from itertools import product

import pytest

from careline.domain.report import Report, Section, Task, Words
from careline.render import FORMATS, Options
from careline.render.agenda import Block, shown
from tests.render.samples import BRIEF

MOST = 40


def task(number: int, *, new: bool = False, subject: str = "No sound") -> Task:
    return Task(
        case=f"C-{number}",
        person="Dana Reyes",
        words=Words("Your refund is back on your card", said=True),
        since="3 days",
        command=f"careline show {number}",
        subject=subject,
        known=("+1 617 555 0143",),
        new=new,
    )


def page(*counts: int, new: int = 0, most: int = MOST) -> Report:
    """A page whose sections have so many tasks; the last of the first section are new."""
    sections, number = [], 0
    for place, count in enumerate(counts):
        tasks = tuple(
            task(number + each, new=place == 0 and count - each <= new, subject="No sound" * (1 + each % 3))
            for each in range(count)
        )
        number += count
        name = f"Section {place}"
        sections.append(Section(name, (), (), title=name, tasks=tasks, more=f"careline show-{place}"))
    return replace(BRIEF, page=tuple(sections), most=most)


def printed(report: Report, form: str = "plain", width: int = 80) -> list[str]:
    return FORMATS[form](report, Options(width=width)).splitlines()


@pytest.mark.parametrize(("form", "width"), [("plain", 80), ("table", 80), ("table", 100), ("table", 120)])
@pytest.mark.parametrize("most", [20, 40])
def test_no_page_is_longer_than_it_may_be_and_no_section_is_left_out(
    form: str, width: int, most: int, subtests: pytest.Subtests
) -> None:
    for counts in ((1,), (9, 1), (17, 3, 1), (60, 60), (2,) * 9, (1, 40, 1, 5, 0, 9), (5,) * 10, (300, 1, 300)):
        with subtests.test(str(counts)):
            lines = printed(page(*counts, new=2, most=most), form, width)
            assert len(lines) <= most
            for place, count in enumerate(counts):
                title = [line for line in lines if line.startswith(f"Section {place}")]
                assert len(title) == bool(count)
                kept = sum(
                    f"careline show {n}" in line
                    for line in lines
                    for n in range(sum(counts[:place]), sum(counts[: place + 1]))
                )
                assert not count or f"({count})" in title[0] or not any(f"show-{place}" in line for line in lines), kept


def test_what_fits_is_whole_and_counts_nothing() -> None:
    lines = printed(page(9, 3))
    assert len(lines) <= MOST
    assert "Section 0" in lines
    assert not any("more:" in line for line in lines)


def test_a_section_that_is_cut_keeps_its_count_its_first_two_and_what_is_new_and_names_the_command() -> None:
    lines = printed(page(30, 30, new=2))
    at = lines.index("Section 0 (30)")
    cut = lines[at : lines.index("Section 1 (30)")]
    assert [f"C-{number} " in "\n".join(cut) for number in (0, 1, 28, 29)] == [True] * 4
    left_out = 30 - sum("C-" in line for line in cut)
    assert cut[-1] == f"  {left_out} more: careline show-0"
    assert "C-30 " in "\n".join(lines)
    assert "C-31 " in "\n".join(lines)


def test_with_many_sections_the_later_ones_keep_a_line_with_title_count_and_command() -> None:
    lines = printed(page(*(9,) * 12))
    assert "Section 0 (9)" in lines
    assert "Section 11 (9): careline show-11" in lines
    assert len(lines) <= MOST


def test_nothing_is_cut_from_a_page_without_end() -> None:
    lines = printed(page(30, 30, most=0))
    assert sum("careline show " in line for line in lines) == 60


def test_a_word_without_end_takes_no_others_room() -> None:
    report = page(3, 3)
    first, second = report.read
    endless = replace(first, tasks=(task(0, subject="x" * 10_000), *first.tasks[1:]))
    lines = printed(replace(report, page=(endless, second)))
    assert "Section 0 (3): careline show-0" in lines
    assert "Section 1" in lines
    assert "C-5 " in "\n".join(lines)


def test_the_first_two_of_every_section_come_before_what_is_new_and_that_before_the_others() -> None:
    two_lines = dict.fromkeys(range(9), 2)
    old, new = Block(two_lines, frozenset(), 9), Block(two_lines, frozenset({8}), 9)
    assert shown([old, new], 2) == [None, None]
    assert shown([old, new], 7) == [[0, 1], None]
    assert shown([old, new], 12) == [[0, 1], [0, 1]]
    assert shown([old, new], 14) == [[0, 1], [0, 1, 8]]
    assert shown([old, new], 16) == [[0, 1, 2], [0, 1, 8]]


def test_there_is_never_a_line_too_many_nor_room_for_one_more_entry() -> None:
    for counts, room in product(((1, 5, 9), (3, 3), (12, 2, 2, 7)), range(4, 60)):
        blocks = [Block(dict.fromkeys(range(count), 2), frozenset(), count) for count in counts]
        chosen = shown(blocks, room)
        used = sum(block.lines(places) for block, places in zip(blocks, chosen, strict=True))
        assert used <= max(room, len(blocks))
        assert room - used < 6 or all(
            places is not None and len(places) == count for places, count in zip(chosen, counts, strict=True)
        )
